import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { Queryable, Statement } from '../request-session.js';

/** Tells one agency to destroy what it was sent by these disclosures. Of the order itself it says nothing. */
export interface SealNotice {
  readonly id: string;
  readonly subjectId: string;
  readonly disclosureIds: readonly string[];
  /** The last day; null where the order names none. */
  readonly destroyBy: LocalDate | null;
  readonly createdAt: Instant;
}

/** Where a page begins: the moment and id of the last notice before it. */
export interface SealNoticeStart {
  readonly createdAt: Instant;
  readonly id: string;
}

const NOTICES: Statement = {
  name: 'seal-notices-to-agency',
  text: `select id, subject_id, disclosure_ids, destroy_by, created_at
  from csec.seal_notices_to($1::uuid, $2::timestamptz, $3::uuid, $4::integer)`,
};

interface NoticeRow {
  readonly id: string; readonly subject_id: string; readonly disclosure_ids: readonly string[];
  readonly destroy_by: LocalDate | null; readonly created_at: Instant;
}

/**
 * The notices that wait for an agency to acknowledge them, oldest first. They are for that agency alone, whoever asks:
 * to anybody else they would tell of a sealed matter.
 */
export async function sealNoticesTo(
  session: Queryable, agencyId: string, page: { readonly first: number; readonly after: SealNoticeStart | null },
): Promise<readonly SealNotice[]> {
  const rows = await session.query<NoticeRow>(NOTICES, [agencyId, page.after?.createdAt ?? null, page.after?.id ?? null, page.first]);
  return rows.map((row) => ({
    id: row.id, subjectId: row.subject_id, disclosureIds: row.disclosure_ids, destroyBy: row.destroy_by, createdAt: row.created_at,
  }));
}
