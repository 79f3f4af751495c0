import type { Instant } from '../../kernel/dates.js';
import { CATEGORIES, CATEGORY_FACTS, type Category } from '../../law/category.js';
import type { Queryable, Statement } from '../request-session.js';

/** Tells a recipient that a consent was withdrawn under which it received. */
export interface WithdrawalNotice {
  readonly id: string;
  readonly subjectId: string;
  readonly consentId: string;
  /** Withdrawn in words, which suspends; else in writing. */
  readonly spoken: boolean;
  /** What was released under the consent, is withdrawn, and may be told to the person who asks; never empty. */
  readonly categories: readonly Category[];
  readonly disclosureIds: readonly string[];
  readonly withdrawnAt: Instant;
  readonly createdAt: Instant;
}

/** Who is told: a person of an agency; of a portal for private persons, that person alone. */
export interface Told {
  readonly agencyId: string;
  readonly personId: string;
}

/** Categories that are named only to the person who received them (rule G1). */
export const CONCEALED: readonly Category[] = CATEGORIES.filter((category) => CATEGORY_FACTS[category].whenWithheld === 'conceal');

const NOTICES: Statement = {
  name: 'withdrawals-to',
  text: `select id, subject_id, consent_id, spoken, categories, disclosure_ids, withdrawn_at, created_at
  from csec.withdrawals_told($1::uuid, $2, $3::text[], $4::timestamptz, $5::uuid, $6::integer)`,
};

interface NoticeRow {
  readonly id: string; readonly subject_id: string; readonly consent_id: string; readonly spoken: boolean; readonly categories: readonly Category[];
  readonly disclosure_ids: readonly string[]; readonly withdrawn_at: Instant; readonly created_at: Instant;
}

/**
 * The withdrawals of which this person may be told and that wait to be acknowledged, oldest first. What law conceals is
 * told to whoever received it and to no colleague; what a seal reached to nobody.
 * Authority: rules G1 and G9, CFR_42_2_13.
 */
export async function withdrawalsTo(
  session: Queryable, told: Told, page: { readonly first: number; readonly after: { readonly at: Instant; readonly id: string } | null },
): Promise<readonly WithdrawalNotice[]> {
  const rows = await session.query<NoticeRow>(NOTICES, [told.agencyId, told.personId, CONCEALED, page.after?.at ?? null, page.after?.id ?? null, page.first]);
  return rows.map((row) => ({
    id: row.id, subjectId: row.subject_id, consentId: row.consent_id, spoken: row.spoken, categories: row.categories,
    disclosureIds: row.disclosure_ids, withdrawnAt: row.withdrawn_at, createdAt: row.created_at,
  }));
}
