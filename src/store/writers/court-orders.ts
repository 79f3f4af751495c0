import type { Instant } from '../../kernel/dates.js';
import type { CourtOrder } from '../../model/court-order.js';
import type { SealOrder } from '../../model/seal-order.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from './columns.js';

const PUT: Statement = { name: 'put-court-order', text: 'select csec.put_court_order($1::jsonb)' };
const VACATE: Statement = { name: 'vacate-court-order', text: 'select csec.vacate_court_order($1::uuid, $2::uuid, $3::timestamptz)' };
const SEAL: Statement = { name: 'record-seal-order', text: 'select agency_id, disclosure_ids from csec.record_seal_order($1::jsonb)' };
const ACKNOWLEDGE: Statement = {
  name: 'acknowledge-seal-notice', text: 'select csec.acknowledge_seal_notice($1::uuid, $2::uuid, $3::timestamptz)',
};

/** Somebody who was sent what a seal order reached, and the disclosures by which. */
export interface EarlierRecipient {
  readonly agencyId: string;
  readonly disclosureIds: readonly string[];
}

/** Keeps an order of a court about an open subject; the same order again changes nothing. Errors: CONFLICT when the id is another order's. */
export async function recordCourtOrder(session: Queryable, order: CourtOrder): Promise<void> {
  await session.query(PUT, [JSON.stringify(columnsOf(order))]);
}

/** Ends an order of an open subject as of a moment; of two moments the earlier stands. Errors: CONFLICT when there is no such order. */
export async function vacateCourtOrder(
  session: Queryable, change: { readonly subjectId: string; readonly orderId: string; readonly vacatedAt: Instant },
): Promise<void> {
  await session.query(VACATE, [change.subjectId, change.orderId, change.vacatedAt]);
}

/**
 * Purges what a seal order of an open subject reaches, in this transaction and for ever: documents, service records and
 * identifiers of juvenile justice, orders under its numbers, and the landed rows they came from. No sync and no filing
 * brings them back. Answers who received of it, for the notices, which are kept.
 *
 * Shape: a juvenile-justice row without a matter number is reached by every order; a service that other youths received
 * too stays theirs. The same order again purges again and notifies nobody twice.
 */
export async function recordSealOrder(session: Queryable, order: SealOrder): Promise<readonly EarlierRecipient[]> {
  const rows = await session.query<{ readonly agency_id: string; readonly disclosure_ids: readonly string[] }>(SEAL, [
    JSON.stringify(columnsOf(order)),
  ]);
  return rows.map((row) => ({ agencyId: row.agency_id, disclosureIds: row.disclosure_ids }));
}

/** Notes that an agency has destroyed what a notice to it named. Errors: CONFLICT when it has no such notice. */
export async function acknowledgeSealNotice(
  session: Queryable, change: { readonly agencyId: string; readonly noticeId: string; readonly acknowledgedAt: Instant },
): Promise<void> {
  await session.query(ACKNOWLEDGE, [change.agencyId, change.noticeId, change.acknowledgedAt]);
}
