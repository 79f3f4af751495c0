import type { Instant } from '../../kernel/dates.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from '../writers/columns.js';

const CONFIRM: Statement = { name: 'confirm-identity', text: 'select csec.confirm_identity($1::jsonb, $2::uuid)' };
const REJECT: Statement = { name: 'reject-identity', text: 'select csec.reject_identity($1::jsonb)' };
const UNDO: Statement = { name: 'undo-partner-link', text: 'select csec.undo_partner_link($1::uuid, $2::uuid, $3::jsonb)' };

/** What a worker says of whom a partner means, and why. */
export interface IdentityReview {
  readonly subjectId: string;
  readonly id: string;
  readonly personId: string;
  readonly reason: string;
  /** What the likeness weighed when it was decided on. */
  readonly weight: number | null;
  readonly decidedByAgencyId: string;
  readonly decidedByPersonId: string;
  readonly decidedAt: Instant;
}

/** Links a person who waits to an open youth. Errors: CONFLICT when she does not wait, is of another county, or the youth's record is sealed. */
export async function confirmIdentity(session: Queryable, review: IdentityReview, linkId: string): Promise<void> {
  await session.query(CONFIRM, [JSON.stringify(columnsOf(review)), linkId]);
}

/**
 * Keeps that a person who waits is not this open youth: she is never suggested for her again, nor linked by what her agency
 * exchanges. Errors: CONFLICT when she does not wait.
 */
export async function rejectIdentity(session: Queryable, review: IdentityReview): Promise<void> {
  await session.query(REJECT, [JSON.stringify(columnsOf(review))]);
}

/**
 * Undoes a link of an open youth with what followed from it; the person waits again. What her agency had been told of the youth
 * meanwhile, and who may have been shown what came by the link, `undoneLinks` lists. Errors: CONFLICT when no such link stands.
 */
export async function undoLink(session: Queryable, linkId: string, review: Omit<IdentityReview, 'personId' | 'weight'>): Promise<void> {
  await session.query(UNDO, [review.subjectId, linkId, JSON.stringify(columnsOf(review))]);
}
