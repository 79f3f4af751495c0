import { CATEGORY_REGIMES } from '../../src/law/category-regimes.js';
import { CATEGORIES, type Category } from '../../src/law/category.js';
import type { Regime } from '../../src/law/regime.js';
import type { Planter } from './canary-county.js';
import { AGENCY, OTHER_TEAM_ID, SPECIAL_TEAM, consentIdOf, type CanaryYouth } from './canary-youths.js';
import { AGENCY as PARTNER, CALLER } from './scenario-people.js';

/** Nobody asks in that name, nor may an asker simulate it. */
const STRANGER = { agency_id: AGENCY.programme, person_id: 'somebody of another agency' } as const;

const idOf = (word: string, n: number, place = 0): string => `${word}-0000-4000-8000-${String(n * 1_000 + place).padStart(12, '0')}`;

/** Categories that can be stored; of the others no row is kept anywhere. */
export const STORED: readonly Category[] = CATEGORIES.filter((category) => !['PRIVILEGED', 'CRIMINAL_RECORD', 'LIVE_INVESTIGATION'].includes(category));

/** Every category and regime of a stored row. */
export const STORED_LAWS = STORED.flatMap((category) => CATEGORY_REGIMES[category].map((regime) => ({ category, regime })));

/** What decides about a planted document. */
export interface DocumentLaw {
  readonly category: Category;
  readonly regime: Regime;
  /** The team whose talk it is. */
  readonly talk?: string;
  /** Of the days and the source that the limited releases name. */
  readonly within?: true;
  /** What it tells of beside its category: who is not released all of it finds no such document (rule G7). */
  readonly also?: readonly { readonly category: Category; readonly regime: Regime }[];
}

const CASE_FACTS = { category: 'CASE_FACTS', regime: 'CHILD_WELFARE' } as const;
const DOCUMENT_LAWS: readonly DocumentLaw[] = [
  ...STORED_LAWS, { ...CASE_FACTS, talk: OTHER_TEAM_ID }, { ...CASE_FACTS, talk: SPECIAL_TEAM.investigation }, { ...CASE_FACTS, within: true },
  { ...CASE_FACTS, also: [{ category: 'GENERAL_MEDICAL', regime: 'CHILD_WELFARE' }] },
  { ...CASE_FACTS, also: [{ category: 'EDUCATION', regime: 'CHILD_WELFARE' }, { category: 'SUBSTANCE_USE_PART2', regime: 'PART2' }] },
];

/** Places and laws of the documents that tell of more than their category. */
export const TELLING_LAWS = DOCUMENT_LAWS.flatMap((law, place) => (law.also === undefined ? [] : [{ ...law, place }]));

/** The law of a planted document, by its id. */
export const documentLaw = (id: string): DocumentLaw => DOCUMENT_LAWS[Number(id.slice(-12)) % 1_000]!;

/** The id of a document that is added later, of the law of that place of `STORED_LAWS` or `TELLING_LAWS`. */
export const addedDocumentId = (n: number, place: number): string => idOf('d0c00001', n, place);

/** Begins the ids of the orders, reports, accesses and uses that open or close something to an asker; the others do nothing. */
const DECIDING = { court_order: '0bde0001', mandated_report: '0e900001', emergency_access: 'e3e00001', consent_use: consentIdOf(0).slice(0, 8) } as const;

/** Says whether something is released or withheld because of a special row. */
export const decides = (table: string, key: string): boolean =>
  table in DECIDING && key.startsWith(DECIDING[table as keyof typeof DECIDING]) && !key.endsWith('000');

const WITHIN = '2025-10-15';
export const SERVICE_DEFAULTS = { kind: 'SERVICE', status: 'COMPLETED', source_agency_id: AGENCY.programme, consented_by: 'MINOR' } as const;

/** What a release limited to October or to the clinic reaches: one service and one document; and a service that a parent signed for. */
function plantLimited(planter: Planter, n: number): void {
  planter.add(n, 'service_record', 'CASE_FACTS CHILD_WELFARE within', {
    ...SERVICE_DEFAULTS, ...CASE_FACTS, started_on: WITHIN, source_agency_id: AGENCY.clinic,
  });
  planter.add(n, 'service_record', 'GENERAL_MEDICAL CHILD_WELFARE parent', {
    ...SERVICE_DEFAULTS, category: 'GENERAL_MEDICAL', regime: 'CHILD_WELFARE', consented_by: 'PARENT',
  });
}

const ORDER = {
  recipient_person_ids: [], purposes: [], data_from: null, data_to: null, subpoena_served: false, findings_made: false, effective_from: '2025-06-01T17:00:00Z',
  expires_on: null, vacated_at: null, recorded_by_agency_id: AGENCY.county, recorded_at: '2025-06-01T17:00:00Z',
};
const REPORT = { learned_at: '2026-02-27T17:00:00Z', due_at: '2026-02-28T17:00:00Z', reported_at: '2026-02-27T18:00:00Z', ended_at: null };

/** Orders that open something, by youth; each is of another kind or to another court's party. */
const OPENING: Readonly<Record<number, readonly Readonly<Record<string, unknown>>[]>> = {
  13: [
    { kind: 'DISCLOSURE_827', categories: ['LOCATION'], recipient_agency_ids: [PARTNER.prosecutor] },
    { kind: 'HIV_120975', categories: ['HIV'], recipient_agency_ids: [PARTNER.court], findings_made: true },
    { kind: 'PART2_2_63', categories: ['SUBSTANCE_USE_PART2'], recipient_agency_ids: [PARTNER.court], findings_made: true, subpoena_served: true },
    // Without its findings this one opens nothing, whoever asks.
    { kind: 'PART2_2_65', categories: ['SUBSTANCE_USE_PART2'], recipient_agency_ids: [AGENCY.police, PARTNER.prosecutor], subpoena_served: true },
    { kind: 'FEDERAL_831', categories: ['IDENTITY_CORE', 'CASE_FACTS'], recipient_agency_ids: [PARTNER.federal] },
  ],
  15: [{ kind: 'DISCLOSURE_827', categories: ['CASE_FACTS'], recipient_agency_ids: [AGENCY.police], data_from: '2025-10-01', data_to: '2025-10-31' }],
};

function plantOpening(planter: Planter, { n, specialTeams }: CanaryYouth): void {
  OPENING[n]?.forEach((order, place) => planter.add(n, 'court_order', idOf(DECIDING.court_order, n, place + 1), { ...ORDER, ...order }));
  if (n === 15) planter.add(n, 'consent_use', consentIdOf(152), { use: 1, version: 1, request_id: 'another request', used_at: '2025-10-01T17:00:00Z' });
  if (specialTeams === undefined) return;
  Object.entries(SPECIAL_TEAM).forEach(([name, team_id]) => planter.add(n, 'team_assignment', name, {
    team_id, assigned_at: '2026-02-15T18:00:00Z', unassigned_at: null, window_opened_at: name === 'investigation' ? '2026-02-15T18:00:00Z' : null,
    window_extended_to: null,
  }));
  planter.add(n, 'mandated_report', idOf(DECIDING.mandated_report, n, 1), { ...REPORT, statute: 'PC_11166_J', recipient_agency_id: AGENCY.police });
  planter.add(n, 'mandated_report', idOf(DECIDING.mandated_report, n, 2), { ...REPORT, statute: 'USC_42_671_A_35', recipient_agency_id: PARTNER.clearinghouse });
  planter.add(n, 'emergency_access', idOf(DECIDING.emergency_access, n, 1), {
    agency_id: PARTNER.hospital, person_id: CALLER.physician.personId, reason: 'MEDICAL_EMERGENCY', opened_at: '2026-03-01T18:30:00Z',
    ends_at: '2026-03-01T22:30:00Z', closed_at: null, reviewed_at: null, reviewed_by: null, review_finding: null, review_words: null,
  });
  planter.add(n, 'emergency_alert', idOf('a1e27001', n), {
    access_id: idOf(DECIDING.emergency_access, n, 1), agency_id: AGENCY.programme, audience: 'SOURCE', created_at: '2026-03-01T18:30:00Z', acknowledged_at: null,
  });
}

/** What decides about a planted fact that endangers a youth; written by hand. */
export interface DangerLaw {
  readonly kind: string;
  readonly category: Category;
  readonly regime: Regime;
  readonly inWords?: true;
  readonly freely?: true;
  readonly byMinor?: true;
}

const DANGERS: readonly DangerLaw[] = [
  { kind: 'PRESCRIPTION_MEDICATION', category: 'GENERAL_MEDICAL', regime: 'CHILD_WELFARE', inWords: true },
  { kind: 'PRESCRIPTION_MEDICATION', category: 'GENERAL_MEDICAL', regime: 'CMIA', inWords: true, byMinor: true },
  { kind: 'PRESCRIPTION_MEDICATION', category: 'GENERAL_MEDICAL', regime: 'LPS', inWords: true },
  // In words of no list: nobody is told.
  { kind: 'MEDICAL_CONDITION', category: 'GENERAL_MEDICAL', regime: 'CHILD_WELFARE', freely: true },
  { kind: 'PRESCRIPTION_MEDICATION', category: 'GENERAL_MEDICAL', regime: 'CMIA', freely: true },
  // Of no law that the kind can be under: nobody is told.
  { kind: 'MEDICAL_CONDITION', category: 'SUBSTANCE_USE_PART2', regime: 'UNLABELLED', inWords: true },
  { kind: 'PREGNANCY', category: 'SUBSTANCE_USE_PART2', regime: 'UNLABELLED' },
  { kind: 'PREGNANCY', category: 'REPRODUCTIVE_HEALTH', regime: 'CMIA', byMinor: true },
  { kind: 'SUICIDAL_TENDENCY', category: 'MENTAL_HEALTH', regime: 'LPS' },
  { kind: 'SUBSTANCE_USE', category: 'SUBSTANCE_USE_OTHER', regime: 'CHILD_WELFARE' },
  { kind: 'DEVELOPMENTAL_DISABILITY', category: 'DEVELOPMENTAL_DISABILITY', regime: 'CHILD_WELFARE' },
  { kind: 'TRAFFICKING_VULNERABILITY', category: 'CSEC_STATUS', regime: 'CHILD_WELFARE' },
];

/** The law of a planted fact, by its id. */
export const dangerLaw = (id: string): DangerLaw => DANGERS[Number(id.slice(-12)) % 1_000]!;

/** What the report of a missing child is made of; known from a programme under Part 2, a fact is planted under no law of its kind. */
function plantMissing(planter: Planter, n: number): void {
  planter.add(n, 'missing_child_description', idOf('3155100d', n), {
    last_seen_at_address: true, recorded_by_agency_id: AGENCY.county, recorded_at: '2026-02-27T17:00:00Z',
  });
  DANGERS.forEach(({ kind, category, regime, inWords, freely, byMinor }, place) => planter.add(n, 'endangerment', idOf('da27e200', n, place), {
    kind, regime: category === 'SUBSTANCE_USE_PART2' ? 'PART2' : regime, ...(inWords ? {} : { words: freely ? planter.value('text', { n, table: 'endangerment', key: idOf('da27e200', n, place), column: 'words' }) : null }),
    source_agency_id: AGENCY.programme,
    consented_by: byMinor ? 'MINOR' : 'NOT_APPLICABLE', withdrawn_at: null,
  }));
}

const APPROVAL = {
  ...STRANGER, role: 'PROVIDER', purpose: 'SERVICES', categories: ['CSEC_STATUS'], requested_at: '2026-02-20T18:00:00Z', decision: null, decided_at: null,
  decided_by: null, ends_at: null, withdrawn_at: null, withdrawn_by: null,
};

/** Orders, special accesses and documents of one youth. */
export function plantSpecial(planter: Planter, of: CanaryYouth): void {
  const { n } = of;
  planter.add(n, 'court_order', idOf('0bde0000', n), { ...ORDER, kind: 'DISCLOSURE_827', categories: ['MENTAL_HEALTH'], recipient_agency_ids: [AGENCY.programme] });
  planter.add(n, 'seal_order', idOf('5ea10000', n), {
    statute: 'WIC_786', effective_at: '2025-06-01T17:00:00Z', destroy_by: null, recorded_by_agency_id: AGENCY.county, recorded_at: '2025-06-01T17:00:00Z',
  });
  planter.add(n, 'victim_election', idOf('e1ec0000', n), {
    elected: true, source: 'VICTIM', recorded_by_agency_id: AGENCY.county, recorded_at: '2026-02-20T17:00:00Z',
  });
  const link = { agency_id: AGENCY.provider, linked_by_agency_id: AGENCY.provider };
  planter.add(n, 'partner_link', idOf('11a40001', n), { ...link, basis: 'PSEUDONYM', undone_because: null });
  planter.add(n, 'partner_link', idOf('11a40002', n), {
    ...link, basis: 'SHARED_IDENTIFIER', undone_at: '2025-06-01T17:00:00Z', undone_by_agency_id: AGENCY.county, undone_by_person_id: 'a worker', told: ['a disclosure'],
  });
  planter.add(n, 'partner_link', idOf('11a40003', n), { ...link, agency_id: AGENCY.programme, basis: 'PSEUDONYM', undone_because: null });
  planter.add(n, 'identity_review', idOf('11a40004', n), { person_id: idOf('11a40005', n), agency_id: AGENCY.provider, outcome: 'REJECTED', decided_by_agency_id: AGENCY.county });
  planter.add(n, 'screening_finding', idOf('5c4ee000', n), {
    agency_id: AGENCY.provider, kind: 'SEXUAL_EXPLOITATION', link_id: idOf('11a40001', n), state: 'CONFIRMED', reviewed_by_agency_id: AGENCY.county,
  });
  planter.add(n, 'seal_tombstone', 'of no row', { source_table: 'matter' });
  planter.add(n, 'seal_notice', idOf('5ea10001', n), {
    order_id: idOf('5ea10000', n), agency_id: n === 13 ? AGENCY.programme : AGENCY.alsoUninvolved, destroy_by: null, created_at: '2025-06-01T17:00:00Z', acknowledged_at: null,
  });
  planter.add(n, 'emergency_access', idOf('e3e00000', n), {
    ...STRANGER, reason: 'MEDICAL_EMERGENCY', opened_at: '2026-03-01T06:00:00Z', ends_at: '2026-03-01T10:00:00Z', closed_at: null,
    reviewed_at: '2026-03-01T07:00:00Z', reviewed_by: 'a reviewer', review_finding: 'JUSTIFIED',
  });
  planter.add(n, 'emergency_alert', idOf('a1e27000', n), {
    access_id: idOf('e3e00000', n), agency_id: AGENCY.alsoUninvolved, audience: 'SOURCE', created_at: '2026-03-01T06:00:00Z', acknowledged_at: null,
  });
  // One that waits, in the queue of the county, and one that was refused, in none.
  planter.add(n, 'release_approval', idOf('a9900001', n), { ...APPROVAL, decision_words: null });
  planter.add(n, 'release_approval', idOf('a9900002', n), { ...APPROVAL, decision: 'REFUSED', decided_at: '2026-02-21T18:00:00Z', decided_by: 'an officer' });
  planter.add(n, 'mandated_report', idOf('0e900000', n), { ...REPORT, statute: 'PC_11166_J', recipient_agency_id: AGENCY.programme });
  DOCUMENT_LAWS.forEach(({ category, regime, talk, within, also = [] }, place) => planter.add(n, 'case_document', idOf('d0c00000', n, place), {
    category, regime, also: JSON.stringify(also), kind: talk === undefined ? 'LETTER' : 'TEAM_DISCUSSION', team_id: talk ?? null,
    source_agency_id: within ? AGENCY.clinic : AGENCY.programme, ...(within ? { filed_on: WITHIN } : {}), consented_by: 'NOT_APPLICABLE', withdrawn_at: null,
  }));
  planter.add(n, 'consent_use', idOf('c0215e20', n), { use: 1, version: 1, request_id: 'a request', used_at: '2025-06-01T17:00:00Z' });
  plantLimited(planter, n);
  plantMissing(planter, n);
  plantOpening(planter, of);
}
