import pg from 'pg';
import { DEMO_AGENCIES, DEMO_AGREEMENTS, DEMO_COUNTY, DEMO_PERSONAS, demoAgencyId, demoPersona } from '../../src/auth/demo-identities.js';
import type { DemoChoice } from '../../src/auth/demo-claims.js';
import { instant, localDate } from '../../src/kernel/dates.js';
import { globalId } from '../../src/kernel/ids.js';
import { consentOf } from './seed-county-consents.js';
import { fullYouth, plainYouth, youthRow, type Row, type SubjectTable } from './seed-county-youths.js';

/** The youths of the small county, by what makes each of them different. */
export const YOUTHS = {
  /** Has something in every table and every category, and somebody of every class of partner. */
  ALMA: '5ab1ec70-0000-4000-8000-00000000000a',
  /** Of county 33; county 19 has nothing to do with her. */
  BEATRIZ: '5ab1ec70-0000-4000-8000-00000000000b',
  /** Of county 19, and of no partner. */
  CORA: '5ab1ec70-0000-4000-8000-00000000000c',
  /** Sensitive in CWS/CMS; treated by the clinic. */
  SELMA: '5ab1ec70-0000-4000-8000-00000000000d',
  /** Sealed in CWS/CMS; treated by the clinic and assigned to the team. */
  RENATA: '5ab1ec70-0000-4000-8000-00000000000e',
  /** Takes part in Safe at Home; has somebody of every class of partner. */
  HANNA: '5ab1ec70-0000-4000-8000-00000000000f',
  /** No case or referral places her in a county. */
  NADIA: '5ab1ec70-0000-4000-8000-000000000010',
} as const;

export const AGENCY = {
  county: demoAgencyId('child-welfare', DEMO_COUNTY), clinic: demoAgencyId('behavioural-health', DEMO_COUNTY),
  police: demoAgencyId('police', DEMO_COUNTY), provider: demoAgencyId('community-provider', DEMO_COUNTY),
  publicHealth: demoAgencyId('public-health', DEMO_COUNTY), programme: demoAgencyId('substance-use-programme', DEMO_COUNTY),
  lapsed: demoAgencyId('lapsed-clinic', DEMO_COUNTY), neighbour: demoAgencyId('child-welfare', '33'),
} as const;

/** The team that Alma, Hanna and Renata are assigned to, and the consents on which Alma's provider and clinic rest. */
export const TEAM = '7ea30000-0000-4000-8000-000000000001';
export const CONSENT = {
  provider: 'c0215e20-0000-4000-8000-000000000001', part2: 'c0215e20-0000-4000-8000-000000000002',
  hannaProvider: 'c0215e20-0000-4000-8000-000000000003', expired: 'c0215e20-0000-4000-8000-000000000004',
} as const;

/** The callers of the stories. */
export const CALLERS = {
  /** Carries the case and a referral of Alma, and the cases of Hanna and Renata; may read the county. */
  worker: { as: 'county-worker', staffKey: '0X5' },
  /** May read the county and carries nothing. */
  colleague: { as: 'county-worker', staffKey: '0ZZ' },
  /** Carries the case of Cora; may read the county. */
  caseworker: { as: 'county-worker', staffKey: '0CC' },
  clinician: { as: 'mental-health' },
  detective: { as: 'law-enforcement' },
  provider: { as: 'provider' },
  member: { as: 'mdt-member' },
  operator: { as: 'county-it' },
  neighbour: { as: 'county-worker', county: '33' },
} as const satisfies Record<string, DemoChoice>;

/** The global id of a youth's case. */
export function caseId(subjectId: string): string {
  return globalId('Case', subjectId);
}

/** Every row of a county before it is written: tests change what they are about, then write it. */
export interface CountyRows {
  /** Tables that belong to no youth, in the order in which they must be written. */
  readonly registers: Record<'agency' | 'person' | 'agreement' | 'team' | 'team_member', Row[]>;
  readonly youths: Row[];
  readonly tables: Record<SubjectTable, Row[]>;
}

/** The small county as data: no row is random, no person is real. */
export function countyRows(): CountyRows {
  const { ALMA, BEATRIZ, CORA, SELMA, RENATA, HANNA, NADIA } = YOUTHS;
  const rows = fullYouth(ALMA, 'A');
  const add = (more: Partial<Record<SubjectTable, readonly Row[]>>): void => {
    for (const [table, list] of Object.entries(more)) rows[table as SubjectTable].push(...list);
  };
  add(plainYouth(BEATRIZ, 'B', { county: '33' }));
  for (const [subject, letter] of [[CORA, 'C'], [SELMA, 'S'], [RENATA, 'R'], [NADIA, 'N']] as const) add(plainYouth(subject, letter));
  add(fullYouth(HANNA, 'H'));
  rows.child_welfare_case = rows.child_welfare_case.filter(({ subject_id: of }) => of !== NADIA);
  rows.assignment = rows.assignment.filter(({ subject_id: of, staff_key: by }) => by !== '0X5' || of === ALMA || of === HANNA || of === RENATA);
  rows.involvement = [
    involvement(ALMA, AGENCY.clinic, 'TREATMENT'), involvement(ALMA, AGENCY.police, 'INVESTIGATION', 'A-referral-1'),
    involvement(HANNA, AGENCY.clinic, 'TREATMENT'), involvement(HANNA, AGENCY.police, 'INVESTIGATION', 'H-referral-1'),
    involvement(SELMA, AGENCY.clinic, 'TREATMENT'), involvement(RENATA, AGENCY.clinic, 'TREATMENT'),
  ];
  const [carried] = rows.assignment.filter(({ subject_id: of, through }) => of === ALMA && through === 'CASE');
  rows.assignment.push({ ...carried, subject_id: CORA, record_key: 'assignment-c', staff_key: '0CC', worker_name: 'C-Caseworker', through_key: 'C-case-1' });
  rows.team_assignment = [ALMA, HANNA, RENATA].map((subject) => (
    { subject_id: subject, record_key: 'assignment-1', team_id: TEAM, assigned_at: '2025-10-01T17:00:00Z', unassigned_at: null }));
  rows.consent = countyConsents().map(({ id, version, subjectId, effect, status, recordedByAgencyId, recordedAt, ...rest }) => ({
    subject_id: subjectId, id, version, effect, status, recorded_by_agency_id: recordedByAgencyId, recorded_at: recordedAt,
    record: { id, version, subjectId, effect, status, recordedByAgencyId, recordedAt, ...rest },
  }));
  return {
    registers: registers(),
    youths: [
      youthRow(ALMA, 'A'), youthRow(BEATRIZ, 'B', { county: '33' }), youthRow(CORA, 'C', { csec_status: 'AT_RISK', opened_on: '2024-11-05' }),
      youthRow(SELMA, 'S', { sensitivity: 'S', opened_on: '2025-01-09' }), youthRow(RENATA, 'R', { sensitivity: 'R', opened_on: '2025-02-09' }),
      youthRow(HANNA, 'H', { address_confidential: true, opened_on: '2025-03-01' }),
      youthRow(NADIA, 'N', { county: null, has_open_case: false, opened_on: null }),
    ],
    tables: rows,
  };
}

function involvement(subject: string, agency: string, kind: string, referral: string | null = null): Row {
  return { subject_id: subject, record_key: `${kind} ${agency}`, agency_id: agency, kind, started_on: '2025-09-01', ended_on: null, referral_key: referral };
}

function countyConsents() {
  const PROVIDER = { recipientAgencyIds: [AGENCY.provider], discloserAgencyIds: [AGENCY.county], regimes: ['GENERAL_CWS'] as const,
    categories: ['IDENTITY_CORE', 'CSEC_STATUS', 'CASE_FACTS'], purposes: ['SERVICES'] };
  return [
    consentOf({ id: CONSENT.provider, subjectId: YOUTHS.ALMA, ...PROVIDER }),
    consentOf({
      id: CONSENT.part2, subjectId: YOUTHS.ALMA, recipientAgencyIds: [AGENCY.clinic], discloserAgencyIds: [AGENCY.programme],
      regimes: ['PART2_SPECIFIC'], categories: ['SUBSTANCE_USE_PART2'], purposes: ['TREATMENT'], explicitMentions: ['SUD'],
    }),
    consentOf({ id: CONSENT.hannaProvider, subjectId: YOUTHS.HANNA, ...PROVIDER, categories: [...PROVIDER.categories, 'LOCATION'] }),
    consentOf({ id: CONSENT.expired, subjectId: YOUTHS.CORA, ...PROVIDER, expiry: { kind: 'DATE', on: localDate('2026-01-31') } }),
  ];
}

/** Three people of the team beside the persona; the statute demands three who are trained. */
const COLLEAGUES = ['7e450000-0000-4000-8000-000000000001', '7e450000-0000-4000-8000-000000000002', '7e450000-0000-4000-8000-000000000003'];

function registers(): CountyRows['registers'] {
  const snake = (record: object): Row => Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]));
  const person = (id: string, agencyId: string, name: string): Row => ({ id, agency_id: agencyId, name, staff_key: null });
  const seat = (personId: string, agencyId: string): Row => ({
    team_id: TEAM, person_id: personId, agency_id: agencyId, discipline: 'Advocacy', training_attested_on: '2025-02-01',
    joined_at: instant('2025-03-01T18:00:00Z'), left_at: null,
  });
  const member = demoPersona('mdt-member');
  return {
    agency: DEMO_AGENCIES.map(snake),
    person: [
      ...DEMO_PERSONAS.map(({ personId, agencyId, displayName }) => person(personId, agencyId, displayName)),
      ...COLLEAGUES.map((id, at) => person(id, AGENCY.publicHealth, `Synthetic Member ${at + 1}`)),
    ],
    agreement: DEMO_AGREEMENTS.map(snake),
    team: [{ id: TEAM, name: 'Synthetic Team', county: DEMO_COUNTY, statute: 'S18951D', protocol_version: 'demo-protocol-1', protocol_expires_on: null }],
    team_member: [seat(member.personId, member.agencyId), ...COLLEAGUES.map((id) => seat(id, AGENCY.publicHealth))],
  };
}

/** Writes a county into a migrated database, under the sync role as a sync would. */
export async function writeCounty(databaseUrl: string, county: CountyRows): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local role csec_sync');
    const all: readonly (readonly [string, readonly Row[]])[] = [
      ...Object.entries(county.registers), ['youth', county.youths], ...Object.entries(county.tables),
    ];
    for (const [table, rows] of all) await insert(client, table, rows);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

async function insert(client: pg.Client, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
  await client.query(`insert into csec.${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::csec.${table}, $1::jsonb)`, [JSON.stringify(rows)]);
}

/** Writes the small county. */
export async function seedCounty(databaseUrl: string): Promise<void> {
  await writeCounty(databaseUrl, countyRows());
}
