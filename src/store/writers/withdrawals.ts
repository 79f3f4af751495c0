import type { Instant } from '../../kernel/dates.js';
import type { Queryable, Statement } from '../request-session.js';
import { CONCEALED, type Told } from '../queries/withdrawals.js';

const NOTE: Statement = { name: 'note-withdrawal', text: 'select csec.note_withdrawal($1::jsonb)' };
const ACKNOWLEDGE: Statement = {
  name: 'acknowledge-withdrawal', text: 'select csec.acknowledge_withdrawal($1::uuid, $2, $3::text[], $4::uuid, $5::timestamptz)',
};

/** A consent of an open subject that was withdrawn for these categories, in writing or in words. */
export interface Withdrawal {
  readonly id: string;
  readonly subjectId: string;
  readonly consentId: string;
  readonly spoken: boolean;
  readonly categories: readonly string[];
  readonly withdrawnAt: Instant;
  readonly createdAt: Instant;
}

/** Notes a withdrawal, of which whoever received under the consent is told, also by a release that ends only later. */
export async function noteWithdrawal(session: Queryable, { id, subjectId, consentId, spoken, categories, withdrawnAt, createdAt }: Withdrawal): Promise<void> {
  await session.query(NOTE, [JSON.stringify({
    subject_id: subjectId, id, consent_id: consentId, spoken, categories, withdrawn_at: withdrawnAt, created_at: createdAt,
  })]);
}

/** Notes that a person has taken note of a withdrawal, for himself and for what colleagues received. Errors: CONFLICT when there is no such notice for him. */
export async function acknowledgeWithdrawal(session: Queryable, change: Told & { readonly noticeId: string; readonly acknowledgedAt: Instant }): Promise<void> {
  await session.query(ACKNOWLEDGE, [change.agencyId, change.personId, CONCEALED, change.noticeId, change.acknowledgedAt]);
}
