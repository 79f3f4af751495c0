import type { Instant } from '../../kernel/dates.js';
import type { Category } from '../../law/category.js';
import type { Queryable, Statement } from '../request-session.js';

/** Tells a recipient that a consent was withdrawn under which it received. */
export interface WithdrawalNotice {
  readonly id: string;
  readonly subjectId: string;
  readonly consentId: string;
  /** What was released under the consent and is withdrawn: to this agency, and of that to the person who asks. */
  readonly categories: readonly Category[];
  readonly ownCategories: readonly Category[];
  readonly disclosureIds: readonly string[];
  readonly withdrawnAt: Instant;
  readonly createdAt: Instant;
}

/** Who is told: a person of an agency; of a portal for private persons, that person alone. */
export interface Told {
  readonly agencyId: string;
  readonly personId: string;
}

const NOTICES: Statement = {
  name: 'withdrawals-to',
  text: `select id, subject_id, consent_id, categories, own_categories, disclosure_ids, withdrawn_at, created_at
  from csec.withdrawals_to($1::uuid, $2, $3::timestamptz, $4::uuid, $5::integer)`,
};

interface NoticeRow {
  readonly id: string; readonly subject_id: string; readonly consent_id: string; readonly categories: readonly Category[];
  readonly own_categories: readonly Category[]; readonly disclosure_ids: readonly string[]; readonly withdrawn_at: Instant; readonly created_at: Instant;
}

/** The withdrawals that a recipient has not acknowledged, oldest first. They are for the recipient alone, whoever asks. */
export async function withdrawalsTo(
  session: Queryable, told: Told, page: { readonly first: number; readonly after: { readonly at: Instant; readonly id: string } | null },
): Promise<readonly WithdrawalNotice[]> {
  const rows = await session.query<NoticeRow>(NOTICES, [told.agencyId, told.personId, page.after?.at ?? null, page.after?.id ?? null, page.first]);
  return rows.map((row) => ({
    id: row.id, subjectId: row.subject_id, consentId: row.consent_id, categories: row.categories, ownCategories: row.own_categories,
    disclosureIds: row.disclosure_ids, withdrawnAt: row.withdrawn_at, createdAt: row.created_at,
  }));
}
