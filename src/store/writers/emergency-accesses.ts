import type { Instant } from '../../kernel/dates.js';
import { SENSITIVITIES, type Sensitivity } from '../../model/youth.js';
import type { EmergencyAccess } from '../../model/emergency-access.js';
import type { CaseIdentifier } from '../../release/admission-source.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from './columns.js';

const OPEN: Statement = {
  name: 'open-emergency', text: 'select subject_id, id, opened_at, ends_at from csec.open_emergency($1::jsonb, $2::integer, $3)',
};
const CLOSE: Statement = { name: 'close-emergency', text: 'select csec.close_emergency($1, $2::uuid, $3::timestamptz)' };
const END_VOID: Statement = { name: 'end-void-emergency', text: 'select csec.end_void_emergency($1, $2::uuid, $3::timestamptz)' };
const REVIEW: Statement = { name: 'review-emergency', text: 'select csec.review_emergency($1, $2::text[], $3::uuid, $4::jsonb)' };

/** An access by breaking the glass as it is opened, with what the reviewer reads. */
export interface NewEmergency extends Omit<EmergencyAccess, 'subjectId' | 'closedAt'> {
  readonly reasonWords: string;
  readonly callback: string;
  /** What 42 CFR 2.51(c) has recorded: who received, where he belongs, who disclosed. */
  readonly recipientName?: string | null;
  readonly recipientAffiliation?: string | null;
  readonly disclosedBy?: string | null;
}

/** The one youth whom an emergency names. */
export type NamedYouth = { readonly subjectId: string } | { readonly identifier: CaseIdentifier };

/** What a reviewer found. */
export interface EmergencyReview {
  readonly at: Instant;
  readonly by: string;
  readonly finding: 'JUSTIFIED' | 'NOT_JUSTIFIED';
  readonly words: string | null;
}

/**
 * Opens an access for one person to one youth, who need not be open in this transaction and is not opened by it.
 * Shape: a live access of the same person to the same youth is answered as it is, never lengthened.
 * Absent: null when nobody, or more than one youth, is so named.
 */
export async function openEmergency(session: Queryable, access: NewEmergency, youth: NamedYouth): Promise<EmergencyAccess | null> {
  const { reasonWords, callback, recipientName = null, recipientAffiliation = null, disclosedBy = null, ...facts } = access;
  const identifier = 'identifier' in youth ? youth.identifier : null;
  const fresh = { ...facts, subjectId: 'subjectId' in youth ? youth.subjectId : null,
    closedAt: null, reasonWords, callback, recipientName, recipientAffiliation, disclosedBy };
  const [row] = await session.query<{ readonly subject_id: string; readonly id: string; readonly opened_at: Instant; readonly ends_at: Instant }>(OPEN, [
    JSON.stringify(columnsOf(fresh)), identifier === null || identifier.system === 'CWS_CMS' ? null : identifier.system, identifier?.value ?? null,
  ]);
  if (!row) return null;
  return { ...facts, id: row.id, subjectId: row.subject_id, openedAt: row.opened_at, endsAt: row.ends_at, closedAt: null };
}

/** Ends a person's own access before its four hours are over. Errors: CONFLICT when the person has no such access. */
export async function closeEmergency(
  session: Queryable, change: { readonly personId: string; readonly accessId: string; readonly closedAt: Instant },
): Promise<void> {
  await session.query(CLOSE, [change.personId, change.accessId, change.closedAt]);
}

/** Ends at once an access that opened nothing, if there is one; answers the same when there is none. */
export async function endVoidEmergency(
  session: Queryable, change: { readonly personId: string; readonly accessId: string; readonly closedAt: Instant },
): Promise<void> {
  await session.query(END_VOID, [change.personId, change.accessId, change.closedAt]);
}

/**
 * Records what a reviewer of a county found of an access to a youth of it. Errors: CONFLICT when none waits for review
 * there, or when the reviewer opened it.
 */
export async function reviewEmergency(
  session: Queryable, change: { readonly county: string; readonly sensitivities?: readonly Sensitivity[]; readonly accessId: string; readonly review: EmergencyReview },
): Promise<void> {
  await session.query(REVIEW, [change.county, change.sensitivities ?? SENSITIVITIES, change.accessId, JSON.stringify(change.review)]);
}
