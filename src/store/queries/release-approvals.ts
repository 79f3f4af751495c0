import type { Instant } from '../../kernel/dates.js';
import type { Category } from '../../law/category.js';
import type { Purpose } from '../../law/purpose.js';
import type { Role } from '../../law/role.js';
import type { ReleaseApproval } from '../../model/release-approval.js';
import type { Sensitivity } from '../../model/youth.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

interface ApprovalRow {
  readonly subject_id: string; readonly id: string; readonly agency_id: string; readonly person_id: string; readonly role: Role; readonly purpose: Purpose;
  readonly categories: readonly Category[]; readonly decision: ReleaseApproval['decision']; readonly decided_at: Instant | null;
  readonly ends_at: Instant | null; readonly withdrawn_at: Instant | null;
}

/** How many of his newest requests about one subject a person reads. */
const SHOWN = 50;

const OF_CALLER: Statement = {
  name: 'approvals-of-caller',
  text: `select subject_id, id, agency_id, person_id, role, purpose, categories, decision, decided_at, ends_at, withdrawn_at
  from csec.release_approval where subject_id = any ($1::uuid[]) and agency_id = $2::uuid and person_id = $3 and decision = 'APPROVED'`,
};

/** The approvals of releases to one person of these subjects, who must be open. */
export async function approvalsOfCaller(
  session: Queryable, caller: { readonly agencyId: string; readonly personId: string }, subjectIds: readonly string[],
): Promise<readonly ReleaseApproval[]> {
  const rows = await session.query<ApprovalRow>(OF_CALLER, [subjectIds, caller.agencyId, caller.personId]);
  return rows.map(approvalOf);
}

const approvalOf = (row: ApprovalRow): ReleaseApproval => ({
  id: row.id, subjectId: row.subject_id, agencyId: row.agency_id, personId: row.person_id, role: row.role, purpose: row.purpose,
  categories: row.categories, decision: row.decision, decidedAt: row.decided_at, endsAt: row.ends_at, withdrawnAt: row.withdrawn_at,
});


const ASKED_BY_CALLER: Statement = {
  name: 'approvals-asked-by-caller',
  text: `select a.* from unnest($1::uuid[]) as wanted (subject) cross join lateral (
    select subject_id, id, agency_id, person_id, role, purpose, categories, decision, decided_at, ends_at, withdrawn_at, requested_at
    from csec.release_approval where subject_id = wanted.subject and agency_id = $2::uuid and person_id = $3
    order by requested_at desc, id limit ${SHOWN}) a order by a.subject_id, a.requested_at desc, a.id`,
};

/** What one person asked approval of, decided or not, of each open subject: his newest requests. In the order of the subjects. */
export async function approvalsAskedBy(
  session: Queryable, caller: { readonly agencyId: string; readonly personId: string }, subjectIds: readonly string[],
): Promise<readonly (readonly ReleaseApproval[])[]> {
  return bySubject(subjectIds, await session.query<ApprovalRow>(ASKED_BY_CALLER, [subjectIds, caller.agencyId, caller.personId]), approvalOf);
}

/** A request for an approval as the officer reads it. */
export interface PendingApproval extends Pick<ReleaseApproval, 'id' | 'subjectId' | 'agencyId' | 'personId' | 'role' | 'purpose' | 'categories'> {
  readonly reasonWords: string;
  readonly requestedAt: Instant;
}

const PENDING: Statement = {
  name: 'approvals-to-decide',
  text: `select subject_id, id, agency_id, person_id, role, purpose, categories, reason_words, requested_at
  from csec.approvals_to_decide($1, $2::text[], $3::timestamptz, $4::uuid, $5::integer)`,
};

interface PendingRow extends Pick<ApprovalRow, 'subject_id' | 'id' | 'agency_id' | 'person_id' | 'role' | 'purpose' | 'categories'> {
  readonly reason_words: string;
  readonly requested_at: Instant;
}

export interface PendingPage {
  readonly county: string;
  readonly sensitivities: readonly Sensitivity[];
  readonly first: number;
  readonly after: { readonly requestedAt: Instant; readonly id: string } | null;
}

/** Requests about youths of a county that wait for a decision, the longest waiting first, of clients of these sensitivities. */
export async function approvalsToDecide(session: Queryable, page: PendingPage): Promise<readonly PendingApproval[]> {
  const rows = await session.query<PendingRow>(PENDING, [
    page.county, page.sensitivities, page.after?.requestedAt ?? null, page.after?.id ?? null, page.first,
  ]);
  return rows.map((row) => ({
    id: row.id, subjectId: row.subject_id, agencyId: row.agency_id, personId: row.person_id, role: row.role, purpose: row.purpose,
    categories: row.categories, reasonWords: row.reason_words, requestedAt: row.requested_at,
  }));
}
