import type { Instant, LocalDate } from '../../../src/kernel/dates.js';
import type { AgencyKind } from '../../../src/law/agreement.js';
import type { Provenance } from '../../../src/model/provenance.js';
import { NOT_REQUESTED, type ServiceRecord } from '../../../src/model/service-record.js';
import { EXIT_SPELLINGS, exitOf, unaskedAnswers, type ExitAnswers, type ExitQuestion, type HmisExit } from './exit.js';
import { clientOf, enrollmentOf, serviceOf, type HmisClient, type HmisEnrollment, type HmisService } from './records.js';
import type { HmisFile, HmisRejection } from './rejection.js';
import { readTable, type HmisColumns, type HmisTable } from './table.js';

/** Whose export it is, and under what law and consent its records were made. */
export interface HmisSource {
  readonly agencyId: string;
  /** False for a victim-service provider: what it holds is never in HMIS. See `mayUseHmis`. */
  readonly hmisAllowed: boolean;
  readonly regime: Provenance['regime'];
  readonly consentedBy: Provenance['consentedBy'];
}

/**
 * Whether an agency of that class may keep clients in HMIS: victim-service providers keep a comparable database of their own.
 * Authority: 34 U.S.C. 12291(b)(2).
 */
export function mayUseHmis(kind: AgencyKind): boolean {
  return kind !== 'TRAFFICKING_SERVICES' && kind !== 'CHILD_ADVOCACY_CENTER';
}

/** A service record of a partner, to keep or to remove. Whose it is follows from the crosswalk of `clientKey`. */
export interface HmisServiceChange {
  readonly op: 'upsert' | 'delete';
  readonly table: 'Services.csv';
  readonly line: number;
  readonly key: string;
  readonly clientKey: string;
  readonly parentKey: string;
  readonly updatedAt: Instant | null;
  readonly record: Omit<ServiceRecord, 'subjectId'>;
}

/** What a youth said of herself at exit, for a worker to review: never a status of the case. */
export interface ScreeningFinding {
  readonly kind: 'SEXUAL_EXPLOITATION' | 'LABOR_EXPLOITATION';
  readonly op: 'upsert' | 'delete';
  readonly standing: 'FOR_REVIEW';
  readonly category: 'CSEC_STATUS';
  readonly clientKey: string;
  readonly exitKey: string;
  readonly answeredOn: LocalDate | null;
  readonly answers: Partial<ExitAnswers>;
  /** Answers that contradict what they depend on; the reviewer asks. They are taken: who answers so may be who most needs to be asked. */
  readonly doubtful: readonly ExitQuestion[];
  readonly provenance: Provenance;
}

export type HmisReading =
  | { readonly outcome: 'REFUSED'; readonly reason: 'HMIS_NOT_ALLOWED' }
  | {
    readonly outcome: 'READ';
    readonly clients: readonly HmisClient[];
    readonly enrollments: readonly HmisEnrollment[];
    readonly services: readonly HmisServiceChange[];
    readonly findings: readonly ScreeningFinding[];
    /** Every exit, also those whose answers tell of nothing. */
    readonly exits: readonly HmisExit[];
    readonly rejections: readonly HmisRejection[];
    /** Rows of Services.csv that are of other programmes. */
    readonly passedOver: number;
  };

const COLUMNS: Readonly<Record<HmisFile, HmisColumns>> = {
  'Client.csv': { required: ['PersonalID', 'DateUpdated'] },
  'Enrollment.csv': { required: ['EnrollmentID', 'PersonalID', 'DateUpdated'] },
  'Services.csv': { required: ['ServicesID', 'EnrollmentID', 'PersonalID', 'DateProvided', 'RecordType', 'TypeProvided', 'DateUpdated'] },
  'Exit.csv': { required: ['ExitID', 'EnrollmentID', 'PersonalID', 'ExitDate', 'DateUpdated'], spellings: EXIT_SPELLINGS },
};

/**
 * Reads an HMIS CSV export. Findings rest on the youth's own answers (R15, R16) and on nothing else: they are computed from no
 * row of the county, and no row of the county is ever written from them.
 */
export function readHmis(files: Readonly<Record<HmisFile, Uint8Array>>, source: HmisSource): HmisReading {
  if (!source.hmisAllowed) return { outcome: 'REFUSED', reason: 'HMIS_NOT_ALLOWED' };
  const clients = unrepeated('Client.csv', 'PersonalID', readTable('Client.csv', files['Client.csv'], COLUMNS['Client.csv'], clientOf));
  const read = unrepeated('Enrollment.csv', 'EnrollmentID', readTable('Enrollment.csv', files['Enrollment.csv'], COLUMNS['Enrollment.csv'], enrollmentOf));
  const people = new Set(clients.rows.map(({ key }) => key));
  const enrollments = keeping('Enrollment.csv', 'PersonalID', read, ({ clientKey }) => people.has(clientKey));
  const stays = new Map(enrollments.rows.map(({ key, clientKey }) => [key, clientKey]));
  const ofStay = ({ enrollmentKey, clientKey }: { readonly enrollmentKey: string; readonly clientKey: string }): boolean =>
    stays.get(enrollmentKey) === clientKey;
  const services = keeping('Services.csv', 'EnrollmentID',
    unrepeated('Services.csv', 'ServicesID', readTable('Services.csv', files['Services.csv'], COLUMNS['Services.csv'], serviceOf)), ofStay);
  const exits = keeping('Exit.csv', 'EnrollmentID',
    unrepeated('Exit.csv', 'ExitID', readTable('Exit.csv', files['Exit.csv'], COLUMNS['Exit.csv'], exitOf)), ofStay);
  return {
    outcome: 'READ', clients: clients.rows, enrollments: enrollments.rows,
    services: services.rows.flatMap((row) => serviceChangeOf(row, source)), findings: exits.rows.flatMap((row) => findingsOf(row, source)),
    exits: exits.rows,
    rejections: [clients, enrollments, services, exits].flatMap(({ rejections }) => rejections),
    passedOver: services.rows.filter(({ type }) => type === null).length,
  };
}

/** The table without rows whose key stood in an earlier one. */
function unrepeated<T extends { readonly key: string; readonly line: number }>(file: HmisFile, column: string,
  { rows, rejections }: HmisTable<T>): HmisTable<T> {
  const seen = new Set<string>();
  const first = rows.filter(({ key }) => !seen.has(key) && seen.add(key));
  const kept = new Set(first);
  return { rows: first, rejections: [...rejections,
    ...rows.filter((row) => !kept.has(row)).map(({ line }) => ({ file, line, column, reason: 'DUPLICATE_KEY' as const }))] };
}

/** The table without rows whose parent is not there. */
function keeping<T extends { readonly line: number }>(file: HmisFile, column: string,
  { rows, rejections }: HmisTable<T>, hasParent: (row: T) => boolean): HmisTable<T> {
  const orphans = rows.filter((row) => !hasParent(row)).map(({ line }) => ({ file, line, column, reason: 'PARENT_MISSING' as const }));
  return { rows: rows.filter(hasParent), rejections: [...rejections, ...orphans] };
}

const provenanceOf = ({ agencyId, regime, consentedBy }: HmisSource, updatedAt: Instant | null): Provenance =>
  ({ system: 'HMIS', regime, sourceAgencyId: agencyId, consentedBy, updatedAt });

function serviceChangeOf({ key, line, clientKey, enrollmentKey, providedOn, type, updatedAt, deleted }: HmisService,
  source: HmisSource): readonly HmisServiceChange[] {
  if (type === null) return [];
  // What a Part 2 programme knows of use of substances is under Part 2.
  const category = type.category === 'SUBSTANCE_USE_OTHER' && source.regime === 'PART2' ? 'SUBSTANCE_USE_PART2' : type.category;
  return [{
    op: deleted ? 'delete' : 'upsert', table: 'Services.csv', line, key, clientKey, parentKey: enrollmentKey, updatedAt,
    record: {
      category, kind: 'SERVICE', service: null, serviceText: type.words, status: 'COMPLETED', method: null, startedOn: providedOn, endedOn: providedOn,
      ...NOT_REQUESTED, providerName: null, provenance: provenanceOf(source, updatedAt),
    },
  }];
}

const SEX: readonly ExitQuestion[] = [
  'ExchangeForSex', 'ExchangeForSexPastThreeMonths', 'CountOfExchangeForSex', 'AskedOrForcedToExchangeForSex', 'AskedOrForcedToExchangeForSexPastThreeMonths',
];
const LABOR: readonly ExitQuestion[] = ['WorkplaceViolenceThreats', 'WorkplacePromiseDifference', 'CoercedToContinueWork', 'LaborExploitPastThreeMonths'];

/** A yes to R15.1 or R15.C is a finding of sexual exploitation; a yes to R16.1, R16.2 or R16.A one of labour. */
function findingsOf({ key, clientKey, exitedOn, updatedAt, deleted, answers }: HmisExit, source: HmisSource): readonly ScreeningFinding[] {
  const said = (...questions: readonly ExitQuestion[]): boolean => questions.some((question) => answers[question] === 'YES');
  const doubtful = unaskedAnswers(answers);
  const finding = (kind: ScreeningFinding['kind'], questions: readonly ExitQuestion[]): ScreeningFinding => ({
    kind, op: deleted ? 'delete' : 'upsert', standing: 'FOR_REVIEW', category: 'CSEC_STATUS', clientKey, exitKey: key, answeredOn: exitedOn,
    answers: Object.fromEntries(questions.flatMap((question) => (answers[question] === null ? [] : [[question, answers[question]]]))),
    doubtful: doubtful.filter((question) => questions.includes(question)), provenance: provenanceOf(source, updatedAt),
  });
  return [
    ...(said('ExchangeForSex', 'AskedOrForcedToExchangeForSex') ? [finding('SEXUAL_EXPLOITATION', SEX)] : []),
    ...(said('WorkplaceViolenceThreats', 'WorkplacePromiseDifference', 'CoercedToContinueWork') ? [finding('LABOR_EXPLOITATION', LABOR)] : []),
  ];
}
