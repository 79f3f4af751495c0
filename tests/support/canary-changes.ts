import type { Category } from '../../src/law/category.js';
import { actsOfOthers } from './canary-acts.js';
import { BEGIN, adding, type ChangeOf, type Statement } from './canary-change.js';
import { COLUMNS } from './canary-columns.js';
import { DEFAULTS, Planter, keyColumn, plantYouth, writable, type CanaryCounty, type PlantedRow } from './canary-county.js';
import { isWorker, type Asker } from './canary-grants.js';
import { isToldOf, receivedHimself } from './canary-notices.js';
import { columnVisible, rowVisible } from './canary-oracle.js';
import { STORED_LAWS, TELLING_LAWS, addedDocumentId, dangerLaw, decides, documentLaw } from './canary-special.js';
import { AGENCY, OTHER_TEAM_ID, PLAIN, YOUTHS, canaryConsent, youthId, type CanaryYouth } from './canary-youths.js';

/** A change of what is of one category. */
interface OfCategory {
  readonly category: Category | null;
  readonly change: ChangeOf;
  /** The row whose value is changed. */
  readonly row?: PlantedRow;
}

const FIXED: Readonly<Record<string, readonly unknown[]>> = {
  'youth.stated_county': ['01', '58', null], 'youth.stated_open_case': [false],
  'youth.sex': ['M', 'I', 'U', null], 'youth.csec_status': ['AT_RISK', 'VICTIM_PAST', null], 'special_project_participation.programme': ['CSEC_HISTORICAL'],
  'special_project_participation.through': ['CASE'], 'absence.kind': ['ABDUCTED', 'UNEXPLAINED'], 'absence.derived_from': ['EPISODE_GAP', 'GRID_ROW'],
  'screening_finding.kind': ['LABOR_EXPLOITATION'], 'screening_finding.state': ['AWAITING_REVIEW', 'DISMISSED'],
  'service_record.kind': ['CONTACT', 'VISIT'], 'victim_election.elected': [false], 'victim_election.source': ['COURT', 'PARENT_OR_GUARDIAN'], 'case_document.kind': ['ASSESSMENT', 'COURT_REPORT'], 'service_record.status': ['ATTEMPTED', 'SCHEDULED', null], 'service_record.consented_by': ['PARENT', 'COURT'],
  'service_record.priority': ['ROUTINE', 'STAT'], 'service_record.stands_by_request': [true],
};
const NOT_NULL = [
  'youth.client_key', 'csec_grid_entry.type_code', 'csec_grid_entry.flags', 'special_project_participation.project_name', 'special_project_participation.flags',
  'allegation.subtypes', 'youth.stated_open_case', 'absence.started_on', 'service_record.system', 'identifier.system_code', 'identifier.value', 'assignment.staff_key',
  'court_order.court', 'court_order.case_number', 'seal_order.court', 'seal_order.case_number', 'seal_order.matters', 'seal_notice.disclosure_ids',
  'emergency_access.reason_words', 'emergency_access.callback', 'emergency_access.recipient_name', 'emergency_access.recipient_affiliation', 'emergency_access.disclosed_by',
  'release_approval.reason_words', 'consent_release.disclosure_id', 'consent_release.person_id', 'consent_release.at', 'consent_withdrawal.withdrawn_at', 'consent_withdrawal.created_at',
  'withdrawal_receipt.person_id', 'withdrawal_receipt.acknowledged_at', 'case_document.title', 'case_document.filed_on', 'case_document.system',
  'victim_election.recorded_by_person_id', 'endangerment.noted_on', 'endangerment.system',
  'partner_link.system', 'partner_link.value', 'partner_link.linked_by_person_id', 'partner_link.linked_at',
  'screening_finding.exit_key', 'identity_review.reason', 'identity_review.decided_by_person_id', 'identity_review.decided_at',
];

/** Another value of a column; every fifth time none at all, where the column may be empty. */
function otherValue(table: string, column: string, old: unknown, salt: number): unknown {
  const fixed = FIXED[`${table}.${column}`];
  if (fixed) return fixed[salt % fixed.length];
  if (salt % 5 === 4 && !NOT_NULL.includes(`${table}.${column}`)) return null;
  if (COLUMNS[table]![column]!.shape === 'flag') return old !== true;
  return new Planter(BEGIN + salt).value(COLUMNS[table]![column]!.shape, { n: 0, table, key: '', column });
}

/** The columns of each table whose values are changed. */
const CHANGEABLE: ReadonlyMap<string, readonly string[]> = new Map(Object.keys(COLUMNS).map((table) => [table, writable(table).filter((column) =>
  ['category', 'row', 'reporter', 'never', 'text', 'matter', 'kept'].includes(COLUMNS[table]![column]!.law.kind)
  && (!['fixed', 'record'].includes(COLUMNS[table]![column]!.shape) || `${table}.${column}` in FIXED))]));

/** What decides whether a worker carries the youth, and so whether he is admitted. */
const DECIDES = ['staff_key', 'started_on', 'ended_on'];

const carriedBy = (asker: Asker, { table, key }: PlantedRow): boolean =>
  table === 'assignment' && key.startsWith('carries') && typeof asker.caller === 'object' && asker.caller.staffKey !== undefined;

/** The category whose law a column of a row obeys. */
function categoryOf({ table, key }: PlantedRow, column: string): Category | null {
  const { law } = COLUMNS[table]![column]!;
  if (law.kind === 'category') return law.category;
  if (table === 'case_document') return documentLaw(key).category;
  if (table === 'endangerment') return dangerLaw(key).category;
  if (table === 'reporter') return 'REPORTER_IDENTITY';
  return table === 'service_record' ? key.split(' ')[0] as Category : null;
}

/** Whether a fact that endangers her is of a kind that has words: those of any other are told by being there. */
const isWordless = ({ table, key }: PlantedRow, column: string): boolean =>
  table === 'endangerment' && column === 'words' && dangerLaw(key).inWords === undefined && dangerLaw(key).freely === undefined;

/** Free words stay free: words of the list would be told. */
const isFree = ({ table, key }: PlantedRow, column: string): boolean => table === 'endangerment' && column === 'words' && dangerLaw(key).freely === true;

function columnChange(row: PlantedRow, column: string): ChangeOf {
  const other = (salt: number): unknown => (isFree(row, column) ? `free words ${salt}` : otherValue(row.table, column, row.values[column], salt));
  return (salt) => ({
    name: `change ${row.table}.${column} of row ${row.key} of youth ${row.n}`, tables: [row.table], n: row.n,
    statements: [[`update csec.${row.table} set ${column} = $1 where subject_id = $2 and ${keyColumn(row.table)} = $3`,
      [other(salt), youthId(row.n), row.values[keyColumn(row.table)]]]],
  });
}

const RECORD_TABLES = Object.keys(COLUMNS).filter((table) => !['involvement', 'team_assignment', 'consent', 'consent_version'].includes(table));

/** Changes of every column of every row, by whether the asker may learn the value. */
function columnsOf(county: CanaryCounty, asker: Asker, visible: boolean): readonly OfCategory[] {
  return county.rows.filter(({ table }) => RECORD_TABLES.includes(table)).flatMap((row) => CHANGEABLE.get(row.table)!
    .filter((column) => columnVisible(asker, row.n, { table: row.table, key: row.key, column }) === visible)
    .filter((column) => !(carriedBy(asker, row) && DECIDES.includes(column)))
    .filter((column) => !isWordless(row, column))
    .filter((column) => !(row.table === 'consent_release' && column === 'person_id' && receivedHimself(asker, row.n, row.key)))
    // The programme is the law of the row: another one would let it be seen.
    .filter((column) => !(row.key === 'other' && column === 'programme'))
    .map((column) => ({ row, category: categoryOf(row, column), change: columnChange(row, column) })));
}

/** Changes of every value that the asker may learn. */
export const visibleChanges = (county: CanaryCounty, asker: Asker): readonly ChangeOf[] => columnsOf(county, asker, true).map(({ change }) => change);

/** Removals of rows that are not there for the asker. */
function removals(county: CanaryCounty, asker: Asker): readonly ChangeOf[] {
  return county.rows.filter((row) => RECORD_TABLES.includes(row.table) && row.table !== 'youth' && !rowVisible(asker, row.n, row.table, row.key) && !carriedBy(asker, row) && !decides(row.table, row.key))
    .map((row) => () => ({
      name: `remove row ${row.key} of ${row.table} of youth ${row.n}`, tables: [row.table], n: row.n,
      statements: [[`delete from csec.${row.table} where subject_id = $1 and ${keyColumn(row.table)} = $2`, [youthId(row.n), row.key]]],
    }));
}

const LISTS = ['alias', 'address', 'csec_grid_entry', 'special_project_participation', 'placement', 'absence', 'identifier'];

/** Additions of rows that will not be there for the asker, to lists that are withheld and of limited access. */
function additions(asker: Asker, n: number): readonly ChangeOf[] {
  const lists = LISTS.filter((table) => !rowVisible(asker, n, table, 'new'))
    .map((table) => adding(`add a row to ${table} of youth ${n}`, n, (planter) => planter.add(n, table, 'new', DEFAULTS[table])));
  const limited = adding(`add a referral and a case of limited access to youth ${n}`, n, (planter) => {
    planter.add(n, 'referral', 'R2', { limited_access: 'R' });
    planter.add(n, 'reporter', 'R2');
    planter.add(n, 'allegation', 'new', { referral_key: 'R2' });
    planter.add(n, 'child_welfare_case', 'L2', { limited_access: 'R' });
    planter.add(n, 'assignment', 'new R2', { through: 'REFERRAL', through_key: 'R2', kind: 'PRIMARY' });
    planter.add(n, 'assignment', 'new L2', { through: 'CASE', through_key: 'L2', kind: 'PRIMARY' });
  });
  return [...lists, limited];
}

/** Additions of services and documents of categories and sources that are withheld. */
function withheldRows(asker: Asker, n: number): readonly OfCategory[] {
  const telling = TELLING_LAWS.filter(({ place }) => !rowVisible(asker, n, 'case_document', addedDocumentId(n, place))).map(({ category, regime, also, place }) => ({
    category, change: adding(`file a document of ${category} that tells of ${also!.map((told) => told.category).join(' and ')} of youth ${n}`, n, (planter) =>
      planter.add(n, 'case_document', addedDocumentId(n, place), {
        category, regime, also: JSON.stringify(also), source_agency_id: AGENCY.programme, kind: 'LETTER', team_id: null, consented_by: 'NOT_APPLICABLE', withdrawn_at: null,
      })),
  }));
  return [...telling, ...STORED_LAWS.flatMap(({ category, regime }, place) => {
    const document = addedDocumentId(n, place);
    const beside = { category, regime, source_agency_id: AGENCY.programme };
    const service = adding(`add a service of ${category} under ${regime} to youth ${n}`, n, (planter) =>
      planter.add(n, 'service_record', `${category} ${regime} new`, { ...DEFAULTS['service_record'], ...beside }));
    const filed = adding(`file a document of ${category} under ${regime} of youth ${n}`, n, (planter) =>
      planter.add(n, 'case_document', document, { ...beside, kind: 'LETTER', team_id: null, consented_by: 'NOT_APPLICABLE', withdrawn_at: null }));
    return [
      ...(rowVisible(asker, n, 'service_record', `${category} ${regime}`) ? [] : [{ category, change: service }]),
      ...(rowVisible(asker, n, 'case_document', document) ? [] : [{ category, change: filed }]),
    ];
  })];
}

/** Relations and consents of agencies that are not the asker's, and that nobody whose access he may simulate has. */
function relationsOfOthers(n: number, asker: Asker): readonly ChangeOf[] {
  const involve = (agency_id: string, kind: string) => adding(`involve the agency ${agency_id} in youth ${n}`, n, (planter) =>
    planter.add(n, 'involvement', `new ${agency_id}`, { agency_id, kind, started_on: '2025-06-01', ended_on: null, referral_key: null }));
  const of = YOUTHS.find((one) => one.n === n)!;
  const consentTo = (agency: string) => adding(`record a consent for another agency about youth ${n}`, n, (planter) => {
    const record = canaryConsent(of, 9, {
      recipientAgencyIds: [agency], regimes: ['GENERAL_CWS', 'PART2_SPECIFIC'], discloserClasses: ['CHILD_WELFARE', 'SUBSTANCE_USE_PROGRAM'],
      categories: ['IDENTITY_CORE', 'SUBSTANCE_USE_PART2'], explicitMentions: ['SUD'], purposes: ['TREATMENT'], recordedByAgencyId: AGENCY.programme,
    }, (part) => `another ${part}`);
    planter.add(n, 'consent', record.id, {
      version: 1, effect: record.effect, status: record.status, recorded_by_agency_id: record.recordedByAgencyId, recorded_at: record.recordedAt, record: JSON.stringify(record),
    });
  });
  const team = adding(`assign another team to youth ${n}`, n, (planter) =>
    planter.add(n, 'team_assignment', 'new', { team_id: OTHER_TEAM_ID, assigned_at: '2025-06-01T17:00:00Z', unassigned_at: null }));
  // Who carries the case is told how agencies stand to her.
  const involving = columnVisible(asker, n, { table: 'consent', key: '0', column: 'record' }) ? [] : [involve(AGENCY.alsoUninvolved, 'TREATMENT'), involve(AGENCY.uninvolved, 'SERVICE')];
  return [...involving, consentTo(AGENCY.uninvolved), consentTo(AGENCY.lapsed), ...(isWorker(asker) ? [] : [team])];
}

/** What tells nobody anything: the names in a consent and the hour of its signature (but him who carries the case), an earlier version of it, and the landed row of the source. */
function registers(n: number, asker: Asker): readonly ChangeOf[] {
  return [
    ...(columnVisible(asker, n, { table: 'consent', key: '0', column: 'record' }) ? [] : [(salt: number) => ({
      // Of a signature its day alone goes along, and with the consents only that law has go along.
      name: `change the hour at which the consents of youth ${n} were signed`, tables: ['consent'], n,
      statements: [[`update csec.consent set record = jsonb_set(record, '{signature,signedAt}', to_jsonb(to_char(
        (record #>> '{signature,signedAt}')::timestamptz at time zone 'UTC' - $1::int * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        where subject_id = $2 and record -> 'signature' ? 'signedAt'`, [1 + salt % 300, youthId(n)]]] as const,
    }), (salt: number) => ({
      name: `change the free text of the consents of youth ${n}`, tables: ['consent'], n,
      statements: [[`update csec.consent set record = record || jsonb_build_object('subjectNameAsWritten', $1::text, 'documentHash', $1::text) where subject_id = $2`, [`name ${salt}`, youthId(n)]]] as const,
    })]),
    (salt) => ({
      name: `change an earlier version of a consent of youth ${n}`, tables: ['consent_version'], n,
      statements: [['update csec.consent_version set record = jsonb_build_object($1::text, 1) where subject_id = $2', [`name ${salt}`, youthId(n)]]],
    }),
  ];
}

/** Changes of facts that this asker may not learn and that decide nothing for him. */
function facts(asker: Asker, { n, bornOn, sensitivity, county, addressConfidential }: CanaryYouth): readonly ChangeOf[] {
  const update = (name: string, column: string, value: (salt: number) => unknown): ChangeOf => (salt) => ({
    name: `${name} of youth ${n}`, tables: ['youth'], n, statements: [[`update csec.youth set ${column} = $1 where subject_id = $2`, [value(salt), youthId(n)]]],
  });
  const found: ChangeOf[] = [];
  if (!columnVisible(asker, n, { table: 'youth', key: youthId(n), column: 'born_on' })) {
    found.push(update('move the birthday', 'born_on', (salt) => new Date(Date.parse(bornOn) + ((salt % 41) - 20) * 86_400_000).toISOString().slice(0, 10)));
  }
  // To a partner a sensitive youth is like any other; a sealed one is closed.
  if (!isWorker(asker) && sensitivity !== 'R') found.push(update('mark or unmark the sensitivity', 'sensitivity', () => (sensitivity === 'N' ? 'S' : 'N')));
  if (!asker.sees[n]) {
    found.push(update('turn the confidentiality of the address', 'address_confidential', () => !addressConfidential));
    found.push(update('turn the open case', 'has_open_case', () => false), update('end the removal', 'in_care', () => false));
    if (!isWorker(asker) || county === null) found.push(update('move to another county', 'county', (salt) => ['01', '34', '58'][salt % 3]));
  }
  return found;
}

function disappearance({ n }: CanaryYouth): ChangeOf {
  return () => ({
    name: `let youth ${n} disappear`, tables: Object.keys(COLUMNS), n, last: true,
    statements: Object.keys(COLUMNS).map((table): Statement => [`delete from csec.${table} where subject_id = $1`, [youthId(n)]]),
  });
}

/** A youth comes whom the asker may not know of: of another county, sealed, or without any tie to his agency. */
function arrival(asker: Asker): readonly ChangeOf[] {
  const strangers: readonly Partial<CanaryYouth>[] = isWorker(asker) ? [{ county: '34' }, { county: '34', sensitivity: 'S' }, { sensitivity: 'R', county: '19' }, { sensitivity: 'R', county: '33' }]
    : [{ county: '19' }, { county: '33' }, { sensitivity: 'S' }, { county: null }];
  const ties = [{ agency: AGENCY.alsoUninvolved, kind: 'TREATMENT' as const }];
  return strangers.map((stranger) => (salt) => adding('let a youth come whom nobody here may know of', 100 + salt % 800, (planter) =>
    plantYouth(planter, { ...PLAIN, involvements: ties, ...stranger, n: 100 + salt % 800 }))(salt));
}

/** Every change that must make no difference to the asker, by the kind of it and by the category that it is of. */
export function hiddenChanges(county: CanaryCounty, asker: Asker): ReadonlyMap<string, readonly ChangeOf[]> {
  const columns = columnsOf(county, asker, false);
  // Withheld columns of rows that are shown deserve a kind of their own: order, paging and shape could tell of them.
  const shown = columns.filter(({ row }) => row !== undefined && rowVisible(asker, row.n, row.table, row.key));
  const plain = (found: readonly OfCategory[]): readonly ChangeOf[] => found.map(({ change }) => change);
  const byCategory = new Map<string, ChangeOf[]>();
  const listOf = (category: Category): ChangeOf[] => {
    const known = byCategory.get(category) ?? [];
    byCategory.set(category, known);
    return known;
  };
  const kinds = new Map<string, readonly ChangeOf[]>(Object.entries({
    column: plain(columns), beside: plain(shown), removal: removals(county, asker), addition: YOUTHS.flatMap(({ n }) => additions(asker, n)),
    relation: YOUTHS.flatMap(({ n }) => relationsOfOthers(n, asker)), register: YOUTHS.flatMap(({ n }) => registers(n, asker)),
    fact: YOUTHS.flatMap((one) => facts(asker, one)), disappearance: YOUTHS.filter(({ n }) => !asker.sees[n] && !rowVisible(asker, n, 'seal_notice', '') && !isToldOf(asker, n)).map(disappearance), arrival: arrival(asker),
  }));
  for (const { n } of YOUTHS) for (const [kind, act] of actsOfOthers(n, asker)) kinds.set(kind, [...kinds.get(kind) ?? [], act]);
  for (const { category, change } of [...columns, ...YOUTHS.flatMap(({ n }) => withheldRows(asker, n))]) {
    if (category !== null) listOf(category).push(change);
  }
  return new Map([...kinds, ...byCategory]);
}
