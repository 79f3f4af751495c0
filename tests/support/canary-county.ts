import pg from 'pg';
import { DEMO_PERSONAS } from '../../src/auth/demo-identities.js';
import type { Category } from '../../src/law/category.js';
import { columnsOf } from '../../src/store/writers/columns.js';
import { COLUMNS, type CanaryShape } from './canary-columns.js';
import { plantNotices } from './canary-notices.js';
import { REPORT_ROWS } from './canary-reports.js';
import { WAITING_ROWS } from './canary-waiting.js';
import { SERVICE_DEFAULTS, STORED_LAWS, plantSpecial } from './canary-special.js';
import { OTHER_TEAM_ID, SEATS, SPECIAL_SEATS, SPECIAL_TEAM, STAFF_KEY, TEAM_ID, YOUTHS, canaryConsent, youthId, type CanaryYouth } from './canary-youths.js';
import { CALLER, SCENARIO_AGENCIES, SCENARIO_AGREEMENTS } from './scenario-people.js';

/** Where one planted value stands. */
export interface Canary {
  readonly n: number;
  readonly table: string;
  readonly key: string;
  readonly column: string;
  /** Every spelling by which it could leave. */
  readonly form: string;
}

/** One row of the proof's county. */
export interface PlantedRow {
  readonly n: number;
  readonly table: string;
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface CanaryCounty {
  readonly rows: readonly PlantedRow[];
  readonly canaries: readonly Canary[];
}

/** Categories whose rows the service history can show, written by hand; of the others none is a service. */
export const SERVICE_KINDS: readonly Category[] = [
  'CASE_FACTS', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2', 'SUBSTANCE_USE_OTHER', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV',
  'ASSAULT_MEDICAL', 'GENERAL_MEDICAL', 'EDUCATION', 'DEVELOPMENTAL_DISABILITY', 'ADOPTION',
];

/** Ids in other systems, by what each system tells of. */
const IDENTIFIERS: readonly (readonly [Category, number])[] = [
  ['CASE_FACTS', 1333], ['MENTAL_HEALTH', 6139], ['GENERAL_MEDICAL', 1332], ['JUVENILE_JUSTICE', 1334], ['EDUCATION', 6274],
];

/** The column that tells the rows of one youth apart. */
export const keyColumn = (table: string): string =>
  ({
    youth: 'subject_id', referral: 'referral_key', reporter: 'referral_key', consent: 'id', consent_version: 'id', consent_use: 'consent_id', court_order: 'id',
    release_approval: 'id', consent_release: 'consent_id', consent_withdrawal: 'id', withdrawal_receipt: 'withdrawal_id',
    seal_order: 'id', seal_tombstone: 'source_key', seal_notice: 'id', emergency_access: 'id', emergency_alert: 'id', mandated_report: 'id', case_document: 'id', missing_child_description: 'id', endangerment: 'id',
    victim_election: 'id', partner_link: 'id', identity_review: 'id', screening_finding: 'id',
  })[table] ?? 'record_key';

const GENERATED = ['name_order', 'opened_order', 'names', 'denies'];

/** The columns that can be written. */
export const writable = (table: string): readonly string[] => Object.keys(COLUMNS[table]!).filter((column) => !GENERATED.includes(column));

/** Makes rows whose values stand nowhere else; two planters that begin far apart never make the same value. */
export class Planter {
  readonly rows: PlantedRow[] = [];
  readonly canaries: Canary[] = [];
  #count: number;

  constructor(begin = 0) {
    this.#count = begin;
  }

  /** A value no other place holds, in the shape of its column. */
  value(shape: CanaryShape, at: Omit<Canary, 'form'>): unknown {
    // Days are few: none is used up by what is given no value.
    if (shape === 'record' || shape === 'fixed') return undefined;
    this.#count += 1;
    const plant = (form: string): string => { this.canaries.push({ ...at, form }); return form; };
    const word = `cnry${this.#count.toString(36).padStart(4, '0')}z`;
    const code = 7_000_000 + this.#count;
    switch (shape) {
      case 'text': return plant(word);
      case 'words': return [plant(word)];
      case 'day': return plant(new Date(Date.UTC(1821, 0, 1) + this.#count * 86_400_000).toISOString().slice(0, 10));
      case 'moment': return plant(`${new Date(Date.UTC(1821, 0, 1) + this.#count * 86_400_000).toISOString().slice(0, 10)}`) + 'T08:00:00Z';
      case 'code': plant(String(code)); return code;
      case 'amount': return `insulin ${plant(String(code))} units`;
      case 'codes': return JSON.stringify([{ code: Number(plant(String(code))), display: plant(word) }]);
      case 'flag': return this.#count % 2 === 0;
    }
  }

  /** Plants one row; what is given stands, every other column gets a value of its own. */
  add(n: number, table: string, key: string, given: Readonly<Record<string, unknown>> = {}): void {
    const values: Record<string, unknown> = { subject_id: youthId(n) };
    if (keyColumn(table) !== 'subject_id') values[keyColumn(table)] = key;
    for (const column of writable(table)) {
      const spec = COLUMNS[table]![column]!;
      const value = column in given ? given[column] : this.value(spec.shape, { n, table, key, column });
      if (value !== undefined) values[column] = value;
    }
    this.rows.push({ n, table, key, values });
  }
}

/** What the closed words of a table's columns are, where a row says nothing else. */
export const DEFAULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  special_project_participation: { programme: 'CSEC_REFERRAL', through: 'REFERRAL' }, absence: { kind: 'RAN_AWAY', derived_from: 'PLACEMENT_END' },
  identifier: { system_code: 1399, category: null },
  service_record: SERVICE_DEFAULTS,
};

/** Plants one youth with everything a youth can have. */
export function plantYouth(planter: Planter, of: CanaryYouth): void {
  const { n } = of;
  planter.add(n, 'youth', youthId(n), {
    county: of.county, stated_county: of.county, stated_open_case: true, sensitivity: of.sensitivity, born_on: of.bornOn, died_on: null, sex: 'F', address_confidential: of.addressConfidential, in_care: true,
    has_open_case: true, csec_status: 'VICTIM_CURRENT',
  });
  for (const table of ['alias', 'address', 'csec_grid_entry', 'special_project_participation', 'placement', 'absence']) {
    for (const key of ['one', 'two']) planter.add(n, table, key, DEFAULTS[table]);
  }
  planter.add(n, 'special_project_participation', 'other', { ...DEFAULTS['special_project_participation'], programme: 'OTHER' });
  planter.add(n, 'special_project_participation', 'limited', { ...DEFAULTS['special_project_participation'], limited_access: 'R' });
  for (const [category, system_code] of IDENTIFIERS) planter.add(n, 'identifier', category, { system_code, category });
  planter.add(n, 'identifier', 'of no known system', DEFAULTS['identifier']);
  for (const [key, access] of [['A', 'N'], ['B', 'N'], ['R', 'R']] as const) {
    planter.add(n, 'referral', key, { limited_access: access });
    planter.add(n, 'reporter', key);
    planter.add(n, 'allegation', key, { referral_key: key });
  }
  planter.add(n, 'child_welfare_case', 'K', { limited_access: 'N' });
  planter.add(n, 'child_welfare_case', 'L', { limited_access: 'R' });
  for (const { category, regime } of STORED_LAWS) planter.add(n, 'service_record', `${category} ${regime}`, { ...SERVICE_DEFAULTS, category, regime });
  planter.add(n, 'service_record', 'MENTAL_HEALTH FERPA', { ...SERVICE_DEFAULTS, category: 'MENTAL_HEALTH', regime: 'FERPA' });
  for (const [key, through] of [['K', 'CASE'], ['L', 'CASE'], ['B', 'REFERRAL'], ['R', 'REFERRAL']] as const) {
    planter.add(n, 'assignment', `of ${key}`, { through, through_key: key, kind: 'PRIMARY' });
  }
  for (const way of of.carries) {
    const [through, through_key] = way === 'REFERRAL' ? ['REFERRAL', 'A'] : ['CASE', 'K'];
    planter.add(n, 'assignment', `carries ${way}`, {
      through, through_key, kind: 'PRIMARY', staff_key: STAFF_KEY, started_on: '2025-03-01', ended_on: way === 'CASE_ENDED' ? '2025-10-01' : null,
    });
  }
  plantRelations(planter, of);
  plantSpecial(planter, of);
  plantNotices(planter, n);
}

function plantRelations(planter: Planter, of: CanaryYouth): void {
  const { n } = of;
  of.involvements.forEach((one, at) => planter.add(n, 'involvement', `involved ${at}`, {
    agency_id: one.agency, kind: one.kind, person_id: one.person ?? null, conditions: one.conditions ?? [], started_on: '2025-04-01', ended_on: one.ended ? '2025-11-01' : null, referral_key: one.ofReferralA ? 'A' : null,
  }));
  if (of.team) planter.add(n, 'team_assignment', 'team', {
    team_id: TEAM_ID, assigned_at: '2025-05-01T17:00:00Z', unassigned_at: of.team === 'ended' ? '2025-12-01T17:00:00Z' : null,
  });
  of.consents.forEach((parts, at) => {
    const record = canaryConsent(of, at, parts, () => planter.value('text', { n, table: 'consent', key: `${at}`, column: 'record' }) as string);
    planter.add(n, 'consent', record.id, {
      version: 1, effect: record.effect, status: record.status, recorded_by_agency_id: record.recordedByAgencyId, recorded_at: record.recordedAt,
      record: JSON.stringify(record),
    });
  });
  const mark = planter.value('text', { n, table: 'consent_version', key: 'old', column: 'record' });
  planter.add(n, 'consent_version', `c0215e20-0000-4000-9000-${String(n).padStart(12, '0')}`, {
    version: 1, replaced_at: '2025-08-01T17:00:00Z', record: JSON.stringify({ subjectNameAsWritten: mark }),
  });
}

/** The rows of the proof's county: every confidential column of every youth holds a value that nothing else holds. */
export function canaryCounty(): CanaryCounty {
  const planter = new Planter();
  for (const one of YOUTHS) plantYouth(planter, one);
  return { rows: planter.rows, canaries: planter.canaries };
}

/** The statement that inserts rows of one table. */
export function insertion(table: string, rows: readonly Readonly<Record<string, unknown>>[]): readonly [string, readonly unknown[]] {
  const columns = Object.keys(rows[0]!);
  const places = rows.map((_, at) => `(${columns.map((__, c) => `$${at * columns.length + c + 1}`).join(', ')})`);
  return [`insert into csec.${table} (${columns.join(', ')}) values ${places.join(', ')}`, rows.flatMap((row) => columns.map((column) => row[column]))];
}

/** More parameters a statement may not have. */
const MOST_VALUES = 60_000;

/** The statements that insert rows of several tables, each table where its first row stood. */
export function insertions(rows: readonly PlantedRow[]): readonly (readonly [string, readonly unknown[]])[] {
  const alike = new Map<string, PlantedRow[]>();
  for (const row of rows) {
    const kind = `${row.table} ${Object.keys(row.values).join()}`;
    const known = alike.get(kind);
    if (known) known.push(row);
    else alike.set(kind, [row]);
  }
  return [...alike.values()].flatMap((group) => {
    const size = Math.floor(MOST_VALUES / Object.keys(group[0]!.values).length);
    const parts = Array.from({ length: Math.ceil(group.length / size) }, (_, at) => group.slice(at * size, (at + 1) * size));
    return parts.map((part) => insertion(part[0]!.table, part.map(({ values }) => values)));
  });
}

/** Fills a migrated database with the county and whoever may ask about it. */
export async function seedCanaryCounty(url: string, county: CanaryCounty): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set role csec_sync');
    const insert = async (table: string, rows: readonly Readonly<Record<string, unknown>>[]) => {
      for (const row of rows) await client.query(...(insertion(table, [row]) as [string, unknown[]]));
    };
    await insert('agency', SCENARIO_AGENCIES.map(columnsOf));
    await insert('agreement', SCENARIO_AGREEMENTS.map(columnsOf));
    const people = new Map<string, string>([
      ...[...DEMO_PERSONAS, ...Object.values(CALLER)].map(({ personId, agencyId }) => [personId, agencyId] as const),
      ...SPECIAL_SEATS.map(([, personId, agencyId]) => [personId, agencyId] as const),
    ]);
    await insert('person', [...people].map(([id, agency_id]) => ({ id, agency_id, name: 'Synthetic Person', staff_key: null })));
    const statutes = [[TEAM_ID, 'S18951D'], [OTHER_TEAM_ID, 'S18951D'], [SPECIAL_TEAM.investigation, 'S18961_7'], [SPECIAL_TEAM.family, 'CFT832'], [SPECIAL_TEAM.trafficking, 'PC13753']];
    await insert('team', statutes.map(([id, statute]) => ({
      id, name: 'Synthetic team', county: '19', statute, protocol_version: 'demo-protocol-1', protocol_expires_on: null,
    })));
    await insert('team_member', [...SEATS.map((seat) => [TEAM_ID, ...seat] as const), ...SPECIAL_SEATS].map(([team_id, person_id, agency_id]) => ({
      team_id, person_id, agency_id, discipline: 'Synthetic', training_attested_on: '2025-01-15', joined_at: '2025-02-01T18:00:00Z', left_at: null,
    })));
    for (const [text, values] of insertions(county.rows)) await client.query(text, [...values]);
    await insert('county_record', [{
      source_table: 'CLIENT_T', source_key: '0000000001', client_key: '0000000001', parent_key: null, county: '19', updated_at: null,
      record: JSON.stringify({ firstName: LANDED }), run_id: TEAM_ID,
    }]);
    // Frozen tables, and what partners pushed, are written through the gateway alone, or by the owner of the schema.
    await client.query('reset role');
    for (const [table, row] of [...REPORT_ROWS, ...WAITING_ROWS]) await insert(table, [row]);
    await client.query('update csec.program_ledger set releases = (select count(*) from csec.program_release)');
  } finally {
    await client.end();
  }
}

/** A value of a landed source row, which no caller can reach. */
export const LANDED = 'cnrylandedz';

const FORMS = /cnry[0-9a-z]{4,6}z|(?<![0-9A-Za-z-])18[2-9]\d-\d\d-\d\d|(?<![0-9A-Za-z-])7\d{6}(?![0-9A-Za-z-])/gi;

/** Every planted value that a text holds, also inside cursors and other base64url words. */
export function canariesIn(text: string): ReadonlySet<string> {
  // The same ids and cursors stand in one answer after another.
  const words = new Set(text.match(/[A-Za-z0-9_-]{16,}/g));
  const unfolded = [text, ...[...words].map((word) => Buffer.from(word, 'base64url').toString('utf8'))];
  return new Set(unfolded.flatMap((one) => one.match(FORMS) ?? []).map((form) => form.toLowerCase()));
}
