import type { LocalDate } from '../../src/kernel/dates.js';
import type { CaseDocument } from '../../src/model/case-document.js';
import type { CourtOrder } from '../../src/model/court-order.js';
import type { MandatedReport } from '../../src/model/mandated-report.js';
import type { SealOrder } from '../../src/model/seal-order.js';
import type { NewEmergency } from '../../src/store/writers/emergency-accesses.js';
import { documentColumns } from '../../src/store/writers/case-documents.js';
import { columnsOf } from '../../src/store/writers/columns.js';
import { AS_OF, agency, asOwner, subject } from './small-county.js';

const numbered = (word: string) => (n: number): string => `${word}-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const orderId = numbered('0bde0000');
export const sealId = numbered('5ea10000');
export const emergencyId = numbered('e3e00000');
export const reportId = numbered('0e900000');
export const documentId = numbered('d0c00000');

/** An order that opens mental-health records of youth `n` to agency 1; parts may be given. */
export function courtOrder(n: number, parts: Partial<CourtOrder> = {}): CourtOrder {
  return {
    id: orderId(n), subjectId: subject(n), kind: 'DISCLOSURE_827', court: 'Synthetic Juvenile Court', caseNumber: `DP-${n}`,
    categories: ['MENTAL_HEALTH'], recipientAgencyIds: [agency(1)], recipientPersonIds: [], purposes: [], dataFrom: null, dataTo: null,
    subpoenaServed: false, findingsMade: false, effectiveFrom: AS_OF, expiresOn: null, vacatedAt: null, documentHash: null,
    recordedByAgencyId: agency(1), recordedAt: AS_OF, ...parts,
  };
}

/** An order that seals the matters named, of youth `n`. */
export function sealOrder(n: number, matters: readonly string[], parts: Partial<SealOrder> = {}): SealOrder {
  return {
    id: sealId(n), subjectId: subject(n), statute: 'WIC_786', court: 'Synthetic Juvenile Court', caseNumber: `S-${n}`, matters,
    effectiveAt: AS_OF, destroyBy: '2026-09-01' as LocalDate, recordedByAgencyId: agency(1), recordedAt: AS_OF, ...parts,
  };
}

/** An access by breaking the glass of person 1 of agency 1, as it is opened. */
export function emergency(n: number, parts: Partial<NewEmergency> = {}): NewEmergency {
  return {
    id: emergencyId(n), agencyId: agency(1), personId: 'person-1', reason: 'MEDICAL_EMERGENCY', openedAt: AS_OF,
    endsAt: '2026-03-01T12:00:00.000Z' as typeof AS_OF, reasonWords: 'Brought in unconscious', callback: '555-0100', ...parts,
  };
}

/** A compelled report of youth `n` to agency 1, not yet made. */
export function mandatedReport(n: number, parts: Partial<MandatedReport> = {}): MandatedReport {
  return {
    id: reportId(n), subjectId: subject(n), statute: 'PC_11166_J', recipientAgencyId: agency(1), learnedAt: AS_OF,
    dueAt: '2026-03-02T08:00:00.000Z' as typeof AS_OF, reportedAt: null, reportNumber: null, endedAt: null, ...parts,
  };
}

/** A letter of case facts filed for the youth of `subjectId`; parts may be given. */
export function caseDocument(n: number, parts: Partial<CaseDocument> = {}): CaseDocument {
  return {
    subjectId: subject(1), id: documentId(n), category: 'CASE_FACTS', also: [], kind: 'LETTER', title: `Letter ${n}`,
    filedOn: '2026-02-01' as LocalDate, matter: null, teamId: null, text: 'Synthetic words',
    provenance: { system: 'county', regime: 'CHILD_WELFARE', sourceAgencyId: null, consentedBy: 'NOT_APPLICABLE', updatedAt: null }, ...parts,
  };
}

/** Writes rows under the sync role as they are. */
export async function insertRaw(url: string, table: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const columns = Object.keys(rows[0]!).join(', ');
  await asOwner(url, async (client) => {
    await client.query('set role csec_sync');
    await client.query(`insert into csec.${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::csec.${table}, $1::jsonb)`,
      [JSON.stringify(rows)]);
  });
}

export const emergencyRow = (n: number, of: number, parts: Partial<NewEmergency> & { readonly closedAt?: string | null } = {}) =>
  columnsOf({ ...emergency(n, parts), subjectId: subject(of), closedAt: parts.closedAt ?? null });
export const documentRow = (document: CaseDocument) => documentColumns(document);

/** One row in every table of orders, special accesses and documents, for each youth. */
export async function seedSpecialTables(url: string, ns: readonly number[]): Promise<void> {
  await insertRaw(url, 'court_order', ns.map((n) => columnsOf(courtOrder(n))));
  await insertRaw(url, 'seal_order', ns.map((n) => columnsOf(sealOrder(n, ['J-none']))));
  await insertRaw(url, 'seal_tombstone', ns.map((n) => ({ subject_id: subject(n), source_table: 'matter', source_key: 'J-none' })));
  await insertRaw(url, 'seal_notice', ns.map((n) => ({
    subject_id: subject(n), id: sealId(100 + n), order_id: sealId(n), agency_id: agency(1), disclosure_ids: [], created_at: AS_OF,
  })));
  await insertRaw(url, 'emergency_access', ns.map((n) => emergencyRow(n, n)));
  await insertRaw(url, 'release_approval', ns.map((n) => ({
    subject_id: subject(n), id: sealId(400 + n), agency_id: agency(1), person_id: `person-${n}`, role: 'PROVIDER', purpose: 'SERVICES', categories: ['CSEC_STATUS'],
    reason_words: 'words', requested_at: AS_OF,
  })));
  await insertRaw(url, 'mandated_report', ns.map((n) => columnsOf(mandatedReport(n))));
  await insertRaw(url, 'case_document', ns.map((n) => documentRow(caseDocument(n, { subjectId: subject(n) }))));
  await insertRaw(url, 'missing_child_description', ns.map((n) => ({
    subject_id: subject(n), id: sealId(300 + n), hair: 'Brown', last_seen_at_address: true, recorded_by_agency_id: agency(1), recorded_at: AS_OF,
  })));
  await insertRaw(url, 'endangerment', ns.map((n) => ({
    subject_id: subject(n), id: sealId(400 + n), kind: 'PREGNANCY', noted_on: '2026-02-01', system: 'county', regime: 'CHILD_WELFARE', consented_by: 'NOT_APPLICABLE',
  })));
  await insertRaw(url, 'victim_election', ns.map((n) => ({
    subject_id: subject(n), id: sealId(600 + n), elected: true, source: 'VICTIM', recorded_by_agency_id: agency(1), recorded_by_person_id: 'worker', recorded_at: AS_OF,
  })));
  await insertRaw(url, 'partner_link', ns.map((n) => ({
    subject_id: subject(n), id: sealId(700 + n), agency_id: agency(1), system: 'urn:synthetic:mrn', value: `mrn-${n}`, basis: 'PSEUDONYM',
    linked_by_agency_id: agency(1), linked_by_person_id: 'person-1', linked_at: AS_OF,
  })));
  await insertRaw(url, 'screening_finding', ns.map((n) => ({
    subject_id: subject(n), id: sealId(1000 + n), agency_id: agency(1), exit_key: 'exit', kind: 'SEXUAL_EXPLOITATION', link_id: sealId(700 + n), state: 'AWAITING_REVIEW',
  })));
  await insertRaw(url, 'identity_review', ns.map((n) => ({
    subject_id: subject(n), id: sealId(800 + n), person_id: sealId(900 + n), agency_id: agency(1), outcome: 'REJECTED', reason: 'words', decided_by_agency_id: agency(1),
    decided_by_person_id: 'person-1', decided_at: AS_OF,
  })));
  await insertRaw(url, 'emergency_alert', ns.map((n) => ({
    subject_id: subject(n), id: sealId(500 + n), access_id: emergencyId(n), agency_id: agency(1), audience: 'SOURCE', created_at: AS_OF,
  })));
  await insertRaw(url, 'consent_use', ns.map((n) => ({
    subject_id: subject(n), consent_id: sealId(200 + n), use: 1, version: 1, request_id: 'request', used_at: AS_OF,
  })));
}
