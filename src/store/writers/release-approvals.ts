import type { Instant } from '../../kernel/dates.js';
import { invariant } from '../../kernel/invariant.js';
import type { ReleaseApproval } from '../../model/release-approval.js';
import type { Sensitivity } from '../../model/youth.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from './columns.js';

const ASK: Statement = { name: 'request-approval', text: 'select id, decision, ends_at from csec.request_approval($1::jsonb)' };
const DECIDE: Statement = { name: 'decide-approval', text: 'select csec.decide_on_approval($1, $2::text[], $3::uuid, $4::jsonb) as subject_id' };
const WITHDRAW: Statement = {
  name: 'withdraw-approval', text: 'select csec.end_approval($1, $2::text[], $3::uuid, $4, $5::timestamptz) as subject_id',
};

/** A release that a caller asks approval of, in his own words. */
export interface NewApproval extends Pick<ReleaseApproval, 'id' | 'subjectId' | 'agencyId' | 'personId' | 'role' | 'purpose' | 'categories'> {
  readonly reasonWords: string;
  readonly requestedAt: Instant;
}

export type AskedApproval = Pick<ReleaseApproval, 'id' | 'decision' | 'endsAt'>;

/** Asks for an approval of an open subject. Shape: the same asked again, pending or approved, is answered as it stands. */
export async function requestApproval(session: Queryable, fresh: NewApproval): Promise<AskedApproval> {
  const [row] = await session.query<{ readonly id: string; readonly decision: ReleaseApproval['decision']; readonly ends_at: Instant | null }>(
    ASK, [JSON.stringify(columnsOf({ ...fresh, categories: [...fresh.categories].sort() }))]);
  return { id: row!.id, decision: row!.decision, endsAt: row!.ends_at };
}

/** Of whose youths an officer decides, and of which clients of them. */
export interface OfficersReach {
  readonly county: string;
  readonly sensitivities: readonly Sensitivity[];
  readonly approvalId: string;
}

/** What an officer decided; an approval has an end. */
export interface ApprovalDecided {
  readonly decision: 'APPROVED' | 'REFUSED';
  readonly at: Instant;
  readonly by: string;
  readonly words: string | null;
  readonly endsAt: Instant | null;
}

/**
 * Records a decision, and says of which subject it is. Errors: CONFLICT when no such request of the county waits, or the
 * officer asked for it himself.
 */
export async function decideApproval(session: Queryable, { county, sensitivities, approvalId }: OfficersReach, decided: ApprovalDecided): Promise<string> {
  return subjectOf(await session.query<{ readonly subject_id: string }>(DECIDE, [county, sensitivities, approvalId, JSON.stringify(columnsOf(decided))]));
}

/** Ends an approval at once, and says of which subject it is. Errors: CONFLICT when none of the county stands under this id. */
export async function withdrawApproval(
  session: Queryable, { county, sensitivities, approvalId }: OfficersReach, change: { readonly by: string; readonly at: Instant },
): Promise<string> {
  return subjectOf(await session.query<{ readonly subject_id: string }>(WITHDRAW, [county, sensitivities, approvalId, change.by, change.at]));
}

function subjectOf(rows: readonly { readonly subject_id: string }[]): string {
  invariant(rows[0], 'What was decided is of no subject.');
  return rows[0].subject_id;
}
