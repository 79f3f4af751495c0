import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { Category } from '../../law/category.js';
import type { Purpose } from '../../law/purpose.js';
import type { CourtOrder } from '../../model/court-order.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

const ORDERS: Statement = {
  name: 'court-orders-by-subject',
  text: `select subject_id, id, kind, court, case_number, categories, recipient_agency_ids, recipient_person_ids, purposes, data_from,
    data_to, subpoena_served, findings_made, effective_from, expires_on, vacated_at, document_hash, recorded_by_agency_id, recorded_at
  from csec.court_order where subject_id = any ($1) order by subject_id, effective_from desc, id`,
};

interface OrderRow {
  readonly subject_id: string; readonly id: string; readonly kind: CourtOrder['kind']; readonly court: string; readonly case_number: string;
  readonly categories: readonly Category[]; readonly recipient_agency_ids: readonly string[]; readonly recipient_person_ids: readonly string[];
  readonly purposes: readonly Purpose[]; readonly data_from: LocalDate | null; readonly data_to: LocalDate | null;
  readonly subpoena_served: boolean; readonly findings_made: boolean; readonly effective_from: Instant;
  readonly expires_on: LocalDate | null; readonly vacated_at: Instant | null; readonly document_hash: string | null;
  readonly recorded_by_agency_id: string; readonly recorded_at: Instant;
}

/** Orders of courts about each subject, in force or not, newest first. In the order of the subjects asked. */
export async function courtOrdersBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly CourtOrder[])[]> {
  const rows = await session.query<OrderRow>(ORDERS, [subjectIds]);
  return bySubject(subjectIds, rows, toOrder);
}

function toOrder(row: OrderRow): CourtOrder {
  return {
    id: row.id, subjectId: row.subject_id, kind: row.kind, court: row.court, caseNumber: row.case_number, categories: row.categories,
    recipientAgencyIds: row.recipient_agency_ids, recipientPersonIds: row.recipient_person_ids, purposes: row.purposes,
    dataFrom: row.data_from, dataTo: row.data_to, subpoenaServed: row.subpoena_served, findingsMade: row.findings_made,
    effectiveFrom: row.effective_from, expiresOn: row.expires_on, vacatedAt: row.vacated_at, documentHash: row.document_hash,
    recordedByAgencyId: row.recorded_by_agency_id, recordedAt: row.recorded_at,
  };
}
