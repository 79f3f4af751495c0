import { instant } from '../../src/kernel/dates.js';
import type { ReleasedTable, ReportScope, SignatureStep } from '../../src/model/program-report.js';
import { planOf } from '../../src/reports/plan.js';
import { freeze } from '../../src/reports/frozen.js';
import type { Canary } from './canary-county.js';
import { roleOf, type Asker } from './canary-grants.js';
import { AGENCY } from './scenario-people.js';

/** Who is told the numbers of a frozen table: every reader of the report, its signers alone, or nobody. */
type Told = 'READERS' | 'SIGNERS' | 'NOBODY';

interface FrozenSeed {
  readonly scope: ReportScope;
  readonly signed: readonly (readonly [SignatureStep, approved: boolean])[];
  readonly told: Told;
}

const year = (of: number) => ({ year: of, quarter: null, years: 1 }) as const;
const ANALYST = ['ANALYST', true] as const;
const EXPERT = ['EXPERT', true] as const;

/** A table at every place of the chain. */
const FROZEN: readonly FrozenSeed[] = [
  { scope: { table: 'VICTIMS_BY_AGE', county: '19', period: year(2025) }, signed: [ANALYST, EXPERT, ['LEGAL', true]], told: 'READERS' },
  { scope: { table: 'VICTIMS_BY_AGE', county: '19', period: year(2024) }, signed: [ANALYST], told: 'SIGNERS' },
  { scope: { table: 'VICTIMS', county: null, period: year(2025) }, signed: [ANALYST, EXPERT], told: 'SIGNERS' },
  { scope: { table: 'VICTIMS_BY_AGE', county: '33', period: year(2025) }, signed: [ANALYST, EXPERT, ['LEGAL', false]], told: 'NOBODY' },
  { scope: { table: 'VICTIMS', county: '19', period: year(2025) }, signed: [ANALYST, ['EXPERT', false]], told: 'NOBODY' },
];

const FIRST_NUMBER = 7_990_000;
/** Who signed is on record and told to nobody. */
const signerOf = (at: number, step: number): string => `cnryrp${at}${step}z`;

function tableOf(scope: ReportScope, at: number): ReleasedTable {
  const cells = planOf(scope).cells.map(({ row, column }, place) => ({ row, column, state: 'TOLD' as const, number: FIRST_NUMBER + at * 100 + place, percent: null }));
  return { ...scope, cells, orders: [], score: 1, screened: true, zerosTold: false };
}

/** The rows of the frozen tables and of their signatures, in the order in which they are written. */
export const REPORT_ROWS: readonly (readonly [table: string, row: Readonly<Record<string, unknown>>])[] = FROZEN.flatMap(({ scope, signed }, at) => {
  const frozenAt = instant(`2026-02-0${at + 1}T20:00:00Z`);
  const { hash, published } = freeze(tableOf(scope, at), frozenAt);
  const { table, county, period } = scope;
  return [
    ['program_release', { hash, program_table: table, county, year: period.year, quarter: period.quarter, years: period.years, published, frozen_at: frozenAt }] as const,
    ...signed.map(([step, approved], place) => ['program_signature', { hash, step, approved, agency_id: AGENCY.state, person_id: signerOf(at, place), at: frozenAt }] as const),
  ];
});

/** Every number and every signer of the frozen tables, with who is told it. */
export const REPORT_CANARIES: readonly (Canary & { readonly told: Told })[] = FROZEN.flatMap(({ scope, signed, told }, at) => [
  ...tableOf(scope, at).cells.map(({ number }) => ({ n: 0, table: 'program_release', key: `${scope.table} ${at}`, column: 'published', form: String(number), told })),
  ...signed.map((_, place) => ({ n: 0, table: 'program_signature', key: `${scope.table} ${at}`, column: 'person_id', form: signerOf(at, place), told: 'NOBODY' as const })),
]);

/** Says whether an asker is told what the report's tables of that standing hold. */
export function isToldReport(asker: Asker, told: Told): boolean {
  const role = roleOf(asker);
  const reads = ['STATE', 'COUNTY_WORKER', 'COUNTY_IT'].includes(role) && ['CHILD_WELFARE', 'OPERATIONS'].includes(asker.purpose);
  return reads && (told === 'READERS' || (told === 'SIGNERS' && role === 'STATE'));
}
