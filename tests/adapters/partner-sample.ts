import { buildSchema, graphqlSync, parse, validate } from 'graphql';
import { localDate, type Instant } from '../../src/kernel/dates.js';
import { globalId } from '../../src/kernel/ids.js';
import { NOTICES } from '../../src/law/notices.js';
import type { MessageEnvelope } from '../../adapters/partner-adapter.js';

/** The part of the sealed schema on which the partner documents rest. */
const RELIED_ON = buildSchema(/* GraphQL */ `
  scalar Date
  type Query { case(id: ID!): Case }
  enum CsecStatus { AT_RISK VICTIM_CURRENT VICTIM_PAST }
  enum CaseStatus { OPEN CLOSED }
  enum Sex { F M I U }
  enum AgeBand { UNDER_10 AGE_10_12 AGE_13_15 AGE_16_17 AGE_18_PLUS }
  enum Programme { CSEC_REFERRAL CSEC_HISTORICAL OTHER }
  enum Through { REFERRAL CASE }
  enum ScreeningTool { HMIS_R15 HMIS_R16 }
  enum ScreeningFindingState { AWAITING_REVIEW CONFIRMED DISMISSED }
  type Case { county: String csecStatus: CsecStatus status: CaseStatus youth: Youth gridEntries: [CsecGridEntry!] specialProjects: [SpecialProjectParticipation!]
    screeningFindings: [ScreeningFinding!]
    missingChildReport: MissingChildReport
    referrals: [Referral!] allegations: [Allegation!] childWelfareCases: [ChildWelfareCase!] placements: [Placement!] absences: [Absence!]
    workers: [WorkerAssignment!] services(first: Int!, after: String): ServiceRecordConnection }
  type Referral { receivedOn: Date closedOn: Date response: CodedValue disposition: String }
  type Allegation { type: CodedValue subtypes: [CodedValue!] }
  type ChildWelfareCase { startedOn: Date endedOn: Date closeReason: CodedValue }
  type Placement { facilityType: CodedValue facilityCounty: String startedOn: Date endedOn: Date }
  enum AbsenceKind { RAN_AWAY ABDUCTED UNEXPLAINED }
  type Absence { kind: AbsenceKind startedOn: Date endedOn: Date }
  enum AssignmentKind { PRIMARY SECONDARY READ_ONLY }
  type WorkerAssignment { kind: AssignmentKind workerName: String workerPhone: String startedOn: Date endedOn: Date }
  type ServiceRecordConnection { edges: [ServiceRecordEdge!] pageInfo: PageInfo }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type ServiceRecordEdge { node: ServiceRecord }
  type ServiceRecord { category: String kind: String serviceText: String service: CodedValue status: String startedOn: Date endedOn: Date requestedOn: Date priority: RequestPriority
    providerName: String reference: String regime: String notice: String sourceSystem: String }
  enum RequestPriority { ROUTINE URGENT ASAP STAT }
  type MissingChildReport {
    photoReference: String heightInches: Int weightPounds: Int hair: String eyes: String sex: Sex ethnicity: CodedValue race: String
    lastSeenOn: Date lastSeenPlace: String lastPlacementName: String lastPlacementStreet: String lastPlacementCity: String lastPlacementCounty: String
    vulnerableToTrafficking: Boolean prescriptionMedications: [String!] medicalConditions: [String!] suicidalTendencies: Boolean pregnant: Boolean
    substanceUse: Boolean developmentalDisability: Boolean
  }
  type Youth {
    firstName: String middleName: String lastName: String nameSuffix: String bornOn: Date ageBand: AgeBand sex: Sex primaryLanguage: CodedValue
  }
  type CodedValue { system: String! code: Int! display: String }
  type ScreeningFinding { tool: ScreeningTool answeredOn: Date agencyId: ID doubtful: Boolean state: ScreeningFindingState }
  type CsecGridEntry { type: CodedValue isVictim: Boolean startedOn: Date endedOn: Date flags: [String!] }
  type SpecialProjectParticipation { projectName: String programme: Programme through: Through startedOn: Date endedOn: Date flags: [String!] }
`);

const grid = (code: number, display: string | null) => ({ system: 'urn:ca:cwscms:CSEC_TPC', code, display });

/** The agency that screened the youth of the sample. */
export const ASKED_BY = '00000000-0000-4000-8000-00000000a5ed';

/** A case with every field set and every text a token of its own. */
export const SAMPLE_CASE = {
  county: '19', csecStatus: 'VICTIM_CURRENT', status: 'OPEN',
  youth: {
    firstName: 'Fenja_t01', middleName: 'Odila_t02', lastName: 'Quist_t03', nameSuffix: 'III_t04', bornOn: '2010-02-27', ageBand: 'AGE_13_15',
    sex: 'F', primaryLanguage: { system: 'urn:ca:cwscms:LANG_TPC', code: 1274, display: 'Spanish_t05' },
  },
  gridEntries: [
    { type: grid(6867, 'At Risk_t06'), isVictim: false, startedOn: '2023-04-05', endedOn: '2024-05-06', flags: ['START_IN_FUTURE'] },
    { type: grid(6869, 'Victim During Foster Care_t07'), isVictim: true, startedOn: '2024-05-07', endedOn: null, flags: [] },
    { type: grid(6871, 'Victim while Absent from Placement_t08'), isVictim: true, startedOn: '2025-06-01', endedOn: '2025-06-19', flags: ['R_10974_START_BEFORE_BIRTH'] },
    { type: grid(9999, null), isVictim: null, startedOn: '2022-01-02', endedOn: '2022-03-04', flags: ['UNKNOWN_CODE'] },
  ],
  specialProjects: [
    { projectName: 'S-CSEC Referral_t09', programme: 'CSEC_REFERRAL', through: 'REFERRAL', startedOn: '2021-07-08', endedOn: null, flags: [] },
    { projectName: 'County  project_t10', programme: 'OTHER', through: 'CASE', startedOn: '2020-09-10', endedOn: '2021-11-12', flags: ['END_IN_FUTURE'] },
  ],
  screeningFindings: [
    { tool: 'HMIS_R15', answeredOn: '2020-05-18', agencyId: globalId('Agency', ASKED_BY), doubtful: true, state: 'AWAITING_REVIEW' },
    { tool: 'HMIS_R16', answeredOn: '2020-06-19', agencyId: globalId('Agency', ASKED_BY), doubtful: false, state: 'CONFIRMED' },
    { tool: 'HMIS_R15', answeredOn: '2020-07-20', agencyId: null, doubtful: false, state: 'DISMISSED' },
  ],
  referrals: [
    { receivedOn: '2019-02-03', closedOn: '2019-03-04', response: { system: 'urn:ca:cwscms:RFR_RSPC', code: 1520, display: 'Immediate_t23' }, disposition: 'Open a case_t24' },
    { receivedOn: '2018-02-03', closedOn: null, response: null, disposition: null },
  ],
  allegations: [
    {
      type: { system: 'urn:ca:cwscms:ABS_CTGC', code: 2178, display: 'Exploitation_t25' },
      subtypes: [{ system: 'urn:ca:cwscms:INJ_DTLC', code: 6873, display: 'Commercial Sexual Exploitation_t26' }],
    },
  ],
  childWelfareCases: [{ startedOn: '2019-05-06', endedOn: '2019-06-07', closeReason: { system: 'urn:ca:cwscms:CLS_RSNC', code: 311, display: 'Court ordered_t27' } }],
  placements: [
    {
      facilityType: { system: 'urn:ca:cwscms:PLC_FCLC', code: 1417, display: 'Foster Family Home_t28' }, facilityCounty: '33',
      startedOn: '2019-07-08', endedOn: '2019-08-09',
    },
  ],
  absences: [
    { kind: 'RAN_AWAY', startedOn: '2019-09-10', endedOn: '2019-10-11' }, { kind: 'UNEXPLAINED', startedOn: '2026-02-20', endedOn: null },
  ],
  workers: [{ kind: 'PRIMARY', workerName: 'Synthetic Worker_t34', workerPhone: '213555_t29', startedOn: '2019-11-12', endedOn: '2019-12-13' }, { kind: 'SECONDARY', workerName: 'Other Worker_t35', workerPhone: '213556_t30', startedOn: '2020-01-14', endedOn: null }],
  services: {
    edges: [
      {
        node: {
          category: 'CASE_FACTS', kind: 'CONTACT', serviceText: null, service: { system: 'urn:ca:cwscms:CNT_TPC', code: 408, display: 'Deliver service_t31' }, status: 'COMPLETED',
          startedOn: '2020-02-15', endedOn: '2020-03-16', requestedOn: null, priority: null, providerName: 'Provider_t32', reference: 'urn:ca:csec:service:clinic|row-a', regime: 'CHILD_WELFARE', notice: null, sourceSystem: 'CWS/CMS',
        },
      },
      {
        node: {
          category: 'MENTAL_HEALTH', kind: 'SERVICE', serviceText: 'Trauma therapy_t33', service: null, status: 'SCHEDULED', startedOn: '2020-04-17', endedOn: null,
          requestedOn: '2020-04-03', priority: 'URGENT', providerName: null, reference: null, regime: 'LPS', notice: 'Notice of the row_t34', sourceSystem: 'CWS/CMS',
        },
      },
    ],
  },
  missingChildReport: {
    photoReference: 'Photo_t11', heightInches: 63, weightPounds: 118, hair: 'Brown_t12', eyes: 'Green_t13', sex: 'F',
    ethnicity: { system: 'urn:ca:cwscms:ETHNCTYC', code: 839, display: 'Ethnicity_t14' }, race: 'Race_t15',
    lastSeenOn: '2026-02-26', lastSeenPlace: 'Bus station_t16', lastPlacementName: 'Home_t17', lastPlacementStreet: 'Street_t18', lastPlacementCity: 'City_t19',
    lastPlacementCounty: '33', vulnerableToTrafficking: true, prescriptionMedications: ['Insulin_t20', 'Keppra_t21'], medicalConditions: ['Asthma_t22'],
    suicidalTendencies: true, pregnant: true, substanceUse: true, developmentalDisability: true,
  },
};

/** An envelope with every list filled. */
export const SAMPLE_ENVELOPE: MessageEnvelope = {
  caseId: 'Q2FzZTowMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDE',
  pseudonym: 'pseudonym_e1', pseudonymSystem: 'urn:ca:csec:pseudo:agency_e2',
  recipient: { agencyId: 'agency_e2', name: 'Harbour Clinic_e3', kind: 'MENTAL_HEALTH' },
  county: '19', decisionId: 'decision_e4', policyVersion: '2026.03_e5',
  generatedAt: '2026-03-01T08:00:00.000Z' as Instant, validUntil: '2026-04-01T07:00:00.000Z' as Instant,
  basis: ['CONSENT'], consentIds: ['consent_e6@3'],
  consentScopes: [{
    consent: 'consent_e6@3', categories: ['SUBSTANCE_USE_PART2'], purposes: ['TREATMENT'], redisclosure: 'PROHIBITED', expiresOn: localDate('2026-12-31'),
    signedOn: localDate('2026-01-31'), signedBy: 'SUBJECT',
  }],
  obligations: ['NOTICE_827_10850', 'NOTICE_VICTIM'], deleteBy: null, namesDoe: false,
  labels: ['CPLYJPP', 'NORDSCLW', 'csec:NO_PROSECUTION_OF_MINOR'], confidentiality: 'R',
  notices: [NOTICES.N1, NOTICES.N3, NOTICES.N10].map(({ id, text }) => ({ id, text })),
  withheld: [{ category: 'LOCATION', whenWithheld: 'state' }],
};

/** What an encoder is given of a document for that case: what the schema would answer, its services to their end. */
export function releaseOf(document: string, of: unknown = SAMPLE_CASE): Released {
  const faults = validate(RELIED_ON, parse(document));
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'));
  const answer = graphqlSync({ schema: RELIED_ON, source: document, rootValue: { case: of }, variableValues: { id: SAMPLE_ENVELOPE.caseId } });
  if (answer.errors !== undefined) throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  const { case: released } = JSON.parse(JSON.stringify(answer.data)) as Released;
  const services = released?.['services'] as { readonly edges: unknown } | null | undefined;
  return { case: services ? { ...released, services: { edges: services.edges } } : released };
}

export type Released = { readonly case: Record<string, unknown> | null };
export type Path = readonly (string | number)[];

/** Every place of a result that the schema allows to be null and that is not null yet. */
export function nullablePaths(value: unknown, at: Path = []): readonly Path[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]): Path[] => {
    const path = [...at, Array.isArray(value) ? Number(key) : key];
    const nullable = member !== null && !Array.isArray(value) && key !== 'system' && key !== 'code';
    return [...(nullable ? [path] : []), ...nullablePaths(member, path)];
  });
}

/** The value at a path. */
export function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((within, key) => (within as Record<string | number, unknown> | null)?.[key], value);
}

/** A copy with another value at a path; a path that is gone is left alone. */
export function withAt<T>(value: T, path: Path, replacement: unknown): T {
  const copy = structuredClone(value);
  const parent = at(copy, path.slice(0, -1));
  if (parent !== null && typeof parent === 'object') (parent as Record<string | number, unknown>)[path.at(-1)!] = replacement;
  return copy;
}

/** Every text below a value, each once. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return [...new Set(Object.values(value).flatMap(textsIn))];
}
