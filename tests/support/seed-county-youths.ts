import { DEMO_COUNTY, demoAgencyId } from '../../src/auth/demo-identities.js';

/** A row by the names of its columns. */
export type Row = Record<string, unknown>;

const SUBJECT_TABLES = [
  'alias', 'address', 'csec_grid_entry', 'special_project_participation', 'referral', 'reporter', 'allegation', 'child_welfare_case',
  'placement', 'absence', 'service_record', 'identifier', 'assignment', 'involvement', 'consent', 'team_assignment',
] as const;

/** The tables that belong to a youth, beside the youth. */
export type SubjectTable = (typeof SUBJECT_TABLES)[number];

/** The key of a youth in CWS/CMS: ten characters, told apart by the letter. */
export function clientKey(letter: string): string {
  return `Cl13nt${letter}0X5`;
}

/** The youth's own row: a girl of fourteen of county 19 with an open case, unless changed. Every text holds her letter. */
export function youthRow(subjectId: string, letter: string, changes: Row = {}): Row {
  // What is told of county and open case is what admission knows, unless a test parts them.
  const { county = '19', has_open_case = true } = changes;
  return {
    subject_id: subjectId, client_key: clientKey(letter), county, stated_county: county, sensitivity: 'N', first_name: `${letter}-First`, middle_name: `${letter}-Middle`,
    last_name: `${letter}-Last`, name_suffix: null, born_on: '2011-06-15', birth_date_estimated: false, died_on: null, sex: 'F',
    ethnicity_code: 830, ethnicity_display: 'Hispanic', primary_language_code: 1253, primary_language_display: 'English',
    secondary_language_code: 1274, secondary_language_display: 'Spanish', sexual_orientation_code: 7045, sexual_orientation_display: `${letter}-Orientation`,
    gender_identity_code: 7051, gender_identity_display: `${letter}-Identity`, address_confidential: false, minor_parent: true, in_care: true,
    has_open_case, stated_open_case: has_open_case, opened_on: '2025-06-01', csec_status: 'VICTIM_CURRENT', sb855_eligible: true, ...changes,
  };
}

type Rows = Record<SubjectTable, Row[]>;

/** A youth with rows in every table and services of every category and law that the gateway rules on. */
export function fullYouth(subjectId: string, letter: string): Rows {
  const at = (record_key: string, row: Row): Row => ({ subject_id: subjectId, record_key: `${letter}-${record_key}`, ...row });
  const lived = { ended_on: null, unit: '2', state: 'CA', zip: '90001', county: '19', homeless: false };
  return {
    ...emptyRows(),
    alias: [at('alias-1', { first_name: `${letter}-Alias`, middle_name: null, last_name: `${letter}-AliasLast`, kind_code: 1311, kind_display: 'AKA' })],
    address: [
      at('address-1', { kind_code: 32, kind_display: 'Residence', started_on: '2025-01-01', street: `${letter}-Street`, city: `${letter}-City`, phone: '2135550101', ...lived }),
      at('address-2', { kind_code: 32, kind_display: 'Residence', started_on: '2023-01-01', street: `${letter}-OldStreet`, city: `${letter}-OldCity`, phone: null, ...lived, ended_on: '2024-12-31' }),
    ],
    csec_grid_entry: [
      at('grid-1', { type_code: 6867, type_display: 'At Risk', is_victim: false, started_on: '2024-01-10', ended_on: '2024-05-01', flags: [] }),
      at('grid-2', { type_code: 6870, type_display: 'Victim While in Open Case', is_victim: true, started_on: '2025-07-01', ended_on: null, flags: [] }),
      at('grid-3', { type_code: 6871, type_display: 'Victim While Absent', is_victim: true, started_on: '2025-11-01', ended_on: null, flags: ['R_10971_ABSENCE_TYPE_WITHOUT_END'] }),
    ],
    special_project_participation: [
      at('project-1', { project_name: 'S-CSEC Referral', programme: 'CSEC_REFERRAL', implied_grid_type: null, through: 'REFERRAL', started_on: '2025-06-02', ended_on: null, flags: [], limited_access: 'N', carrier_county: '19' }),
      at('project-2', { project_name: 'Family Stabilization', programme: 'OTHER', implied_grid_type: null, through: 'CASE', started_on: '2025-06-10', ended_on: null, flags: [], limited_access: 'N', carrier_county: '19' }),
      at('project-r', { project_name: `${letter}-SealedProject`, programme: 'CSEC_REFERRAL', implied_grid_type: null, through: 'REFERRAL', started_on: '2025-08-17', ended_on: null, flags: [], limited_access: 'R', carrier_county: '19' }),
    ],
    referral: [
      { subject_id: subjectId, referral_key: `${letter}-referral-1`, ...REFERRAL, received_on: '2025-06-01', limited_access: 'N' },
      { subject_id: subjectId, referral_key: `${letter}-referral-2`, ...REFERRAL, received_on: '2025-08-01', limited_access: 'N', closed_on: '2025-09-01', disposition: 'A' },
      { subject_id: subjectId, referral_key: `${letter}-referral-s`, ...REFERRAL, received_on: '2025-08-15', limited_access: 'S', response_display: `${letter}-LimitedSensitive` },
      { subject_id: subjectId, referral_key: `${letter}-referral-r`, ...REFERRAL, received_on: '2025-08-16', limited_access: 'R', response_display: `${letter}-LimitedSealed` },
    ],
    reporter: ['referral-1', 'referral-2', 'referral-s', 'referral-r'].map((of) => ({
      subject_id: subjectId, referral_key: `${letter}-${of}`, first_name: `${letter}-Reporter`, last_name: `${letter}-${of}-Reporter`,
      employer: `${letter}-School`, phone: '2135550199', mandated: true,
    })),
    allegation: [
      at('allegation-1', { ...ALLEGATION, referral_key: `${letter}-referral-1`, subtypes: [{ code: 6873, display: 'Commercial Sexual Exploitation' }], location_narrative: `${letter}-LocationNarrative`, disposition_narrative: `${letter}-DispositionNarrative` }),
      at('allegation-2', { ...ALLEGATION, referral_key: `${letter}-referral-1`, subtypes: [{ code: 6874, display: 'Failure to Protect' }], location_narrative: null, disposition_narrative: null }),
      at('allegation-s', { ...ALLEGATION, referral_key: `${letter}-referral-s`, type_display: `${letter}-AllegedSensitive`, subtypes: [], location_narrative: `${letter}-SensitiveNarrative`, disposition_narrative: null }),
      at('allegation-r', { ...ALLEGATION, referral_key: `${letter}-referral-r`, type_display: `${letter}-AllegedSealed`, subtypes: [], location_narrative: `${letter}-SealedNarrative`, disposition_narrative: null }),
    ],
    child_welfare_case: [at('case-1', CASE)],
    placement: [
      at('placement-1', { facility_type_code: 1417, facility_type_display: 'Foster Family Home', facility_name: `${letter}-Facility`, facility_street: `${letter}-FacilityStreet`, facility_city: `${letter}-FacilityCity`, facility_phone: '2135550111', facility_county: '19', started_on: '2025-06-05', ended_on: null, end_reason_code: null, end_reason_display: null, removed_on: '2025-06-05', removal_reason_code: 1128, removal_reason_display: 'Sexual Abuse', episode_ended_on: null }),
    ],
    absence: [at('absence-1', { kind: 'RAN_AWAY', started_on: '2025-11-01', ended_on: '2025-11-20', derived_from: 'GRID_ROW' })],
    service_record: servicesOf(subjectId, letter),
    identifier: [
      at('identifier-1', { system_code: 1332, system_display: 'Medi-Cal', value: `${letter}-MEDS`, category: 'GENERAL_MEDICAL' }),
      at('identifier-2', { system_code: 1334, system_display: 'Probation Case', value: `${letter}-PROB`, category: 'JUVENILE_JUSTICE' }),
      at('identifier-3', { system_code: 1333, system_display: 'Previous Case', value: `${letter}-PREV`, category: 'CASE_FACTS' }),
      at('identifier-4', { system_code: 1399, system_display: null, value: `${letter}-UNKNOWN`, category: null }),
    ],
    assignment: [
      at('assignment-1', { ...CARRIES, through: 'CASE', through_key: `${letter}-case-1`, kind: 'PRIMARY' }),
      at('assignment-2', { ...CARRIES, through: 'REFERRAL', through_key: `${letter}-referral-1`, kind: 'PRIMARY' }),
      at('assignment-r', { ...CARRIES, staff_key: '0RR', worker_name: `${letter}-SealedWorker`, through: 'REFERRAL', through_key: `${letter}-referral-r`, kind: 'PRIMARY' }),
    ],
  };
}

/** A youth with an open case, a grid row, a referral with its reporter, a service and a worker; nothing more. */
export function plainYouth(subjectId: string, letter: string, { county = '19' }: { readonly county?: string } = {}): Rows {
  const full = fullYouth(subjectId, letter);
  const firstOf = (table: SubjectTable): Row[] => full[table].slice(0, 1);
  return {
    ...emptyRows(), alias: firstOf('alias'), address: firstOf('address'), csec_grid_entry: firstOf('csec_grid_entry'),
    special_project_participation: firstOf('special_project_participation'), referral: firstOf('referral').map((row) => ({ ...row, county })),
    reporter: firstOf('reporter'), child_welfare_case: firstOf('child_welfare_case').map((row) => ({ ...row, county })), service_record: firstOf('service_record'),
    identifier: firstOf('identifier'), assignment: firstOf('assignment').map((row) => ({ ...row, county })),
  };
}

function emptyRows(): Rows {
  return Object.fromEntries(SUBJECT_TABLES.map((table): [SubjectTable, Row[]] => [table, []])) as Rows;
}

const REFERRAL: Row = { closed_on: null, response_code: 1520, response_display: 'Immediate', disposition: 'I', county: '19', responsible_agency: 'C' };
const ALLEGATION: Row = {
  type_code: 2181, type_display: 'Exploitation', disposition_code: 45, disposition_display: 'Substantiated', disposition_on: '2025-07-01',
  abuse_started_on: '2025-05-01', abuse_ended_on: '2025-05-31',
};
const CASE: Row = {
  started_on: '2025-06-01', ended_on: null, close_reason_code: null, close_reason_display: null, service_component_code: 1694,
  service_component_display: 'Family Reunification', county: '19', responsible_agency: 'C', limited_access: 'N',
};
const CARRIES: Row = {
  staff_key: '0X5', worker_name: 'Synthetic Worker', worker_phone: '2135550100', worker_email: 'worker@county.example', county: '19',
  started_on: '2025-06-01', ended_on: null,
};

/** Category, law, and whose system; the last part tells the services of one category apart. */
const SERVICES = [
  ['CASE_FACTS', 'CHILD_WELFARE', 'child-welfare'], ['MENTAL_HEALTH', 'CHILD_WELFARE', 'child-welfare'], ['MENTAL_HEALTH', 'LPS', 'behavioural-health'],
  ['MENTAL_HEALTH', 'CMIA', 'behavioural-health'], ['SUBSTANCE_USE_PART2', 'PART2', 'substance-use-programme'], ['SUBSTANCE_USE_OTHER', 'CHILD_WELFARE', 'child-welfare'],
  ['REPRODUCTIVE_HEALTH', 'CMIA', 'public-health'], ['COMMUNICABLE_DISEASE', 'CMIA', 'public-health'], ['HIV', 'CMIA', 'public-health'],
  ['ASSAULT_MEDICAL', 'CMIA', 'public-health'], ['GENERAL_MEDICAL', 'CHILD_WELFARE', 'child-welfare'], ['GENERAL_MEDICAL', 'CMIA', 'public-health'],
  ['EDUCATION', 'FERPA', 'child-welfare'], ['MENTAL_HEALTH', 'UNLABELLED', 'behavioural-health'],
] as const;

function servicesOf(subjectId: string, letter: string): Row[] {
  return SERVICES.map(([category, regime, agency], at) => ({
    subject_id: subjectId, record_key: `${letter}-service-${at}`, category, kind: regime === 'CHILD_WELFARE' && at === 0 ? 'CONTACT' : 'SERVICE',
    service_code: null, service_display: null, service_text: `${letter}-${category}-${regime}`, status: 'COMPLETED', method_code: null, method_display: null,
    started_on: `2025-10-${String(at + 1).padStart(2, '0')}`, ended_on: null, provider_name: `${letter}-Provider-${category}`, system: regime === 'CHILD_WELFARE' ? 'CWS/CMS' : `${agency} record`,
    regime, source_agency_id: demoAgencyId(agency, DEMO_COUNTY), consented_by: regime === 'CHILD_WELFARE' ? 'NOT_APPLICABLE' : 'MINOR',
    source_updated_at: '2025-10-20T12:00:00Z', public_id: `5e400000-00${letter.charCodeAt(0).toString(16)}-4000-8000-${String(at).padStart(12, '0')}`,
  }));
}
