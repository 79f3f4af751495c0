import { assertNever } from '../../../src/kernel/invariant.js';
import type { LocalDate } from '../../../src/kernel/dates.js';
import { dayNumber, dayText, type DayNumber } from './calendar.js';
import { ABSENCE_TYPE, DIRTY_KINDS, dirtBoost, dirtyRule, type DirtyKind } from './dirty-kinds.js';
import { years } from './plan-context.js';
import { RandomStream } from './random.js';
import type { SyntheticRow } from './synthetic-row.js';
import type { TableName } from './table-layouts.js';
import type { YouthPlan } from './youth-plan.js';

/** A row that was spoilt, and how. */
export interface Planted {
  readonly table: TableName;
  readonly kind: DirtyKind;
}

const KINDS = Object.keys(DIRTY_KINDS) as DirtyKind[];
/** No county's code table holds these. */
const UNKNOWN_CODES = [9901, 9902, 9903] as const;
const UNKNOWN_LETTER = 'Q';
const UNREADABLE_DATES = ['2021-02-30', '13/45/2020', '2019-1-5', 'UNKNOWN'] as const;
const UNREADABLE_MOMENT = '2021-13-01 25:61:00.000000';
/** Future on any day on which this is run. */
const FAR_YEARS = 70;

interface Spoiling {
  readonly plan: YouthPlan;
  readonly asOf: DayNumber;
  readonly random: RandomStream;
  /** The column to spoil. */
  readonly column: string;
}

/** Spoils about `rate` of a youth's rows in place and says which; a duplicated row is added at the end. */
export function plantDirt(
  rows: SyntheticRow[],
  plan: YouthPlan,
  { seed, asOf, rate }: { readonly seed: number; readonly asOf: DayNumber; readonly rate: number },
): Planted[] {
  if (rate === 0) return [];
  const random = new RandomStream(seed, 'dirt', plan.index);
  const planted: Planted[] = [];
  const twins: SyntheticRow[] = [];
  for (const row of rows) {
    if (!random.chance(rate * dirtBoost(row.table, `${row.cells['CSEC_TPC']}`))) continue;
    const fitting = KINDS.filter((kind) => fits(kind, row));
    if (fitting.length === 0) continue;
    const kind = random.weighted(fitting.map((one) => [one, DIRTY_KINDS[one].share] as const));
    const column = dirtyRule(kind).columns[row.table] ?? '';
    if (kind === 'DUPLICATE_ROW') twins.push({ table: row.table, cells: { ...row.cells } });
    else spoil(kind, row, { plan, asOf, random, column });
    planted.push({ table: row.table, kind });
  }
  rows.push(...twins);
  return planted;
}

/** Whether a kind can be planted in this row and be the only thing wrong with it. */
function fits(kind: DirtyKind, { table, cells }: SyntheticRow): boolean {
  const column = dirtyRule(kind).columns[table];
  if (column === undefined) return false;
  switch (kind) {
    case 'ABSENCE_WITHOUT_END': return `${cells['CSEC_TPC']}` === ABSENCE_TYPE;
    // An absence row keeps its end, so that no second rule is broken.
    case 'START_IN_FUTURE': return `${cells['CSEC_TPC']}` !== ABSENCE_TYPE;
    case 'END_BEFORE_START': return cells[column] !== null && cells[column] !== undefined;
    // A youth's birth date is what grid rows are held against, so only a parent's is spoilt.
    case 'BIRTH_IN_FUTURE': return cells['CHLD_CLT_B'] === 'N';
    default: return true;
  }
}

/** The columns of a span, where they are not START_DT and END_DT. */
const SPANS: Partial<Record<TableName, { readonly start: string; readonly end: string }>> = {
  CL_ADDRT: { start: 'EFF_STRTDT', end: 'EFF_END_DT' }, PLC_EPST: { start: 'REMOVAL_DT', end: 'PLEPS_ENDT' },
};

function spanOf(table: TableName): { readonly start: string; readonly end: string } {
  return SPANS[table] ?? { start: 'START_DT', end: 'END_DT' };
}

/** The start that an end is held against. */
function startOf({ table, cells }: SyntheticRow): DayNumber {
  return dayNumber(`${cells[spanOf(table).start]}` as LocalDate);
}

function spoil(kind: Exclude<DirtyKind, 'DUPLICATE_ROW'>, row: SyntheticRow, { plan, asOf, random, column }: Spoiling): void {
  const { cells } = row;
  const key = `${cells[column]}`;
  switch (kind) {
    case 'ABSENCE_WITHOUT_END':
    case 'UPDATED_AT_MISSING': cells[column] = null; return;
    case 'GRID_END_BEFORE_START':
    case 'END_BEFORE_START': cells[column] = dayText(startOf(row) - random.between(1, 30)); return;
    case 'START_BEFORE_BIRTH': cells[column] = dayText(plan.person.bornOn - random.between(1, 400)); return;
    case 'START_IN_FUTURE':
      cells[column] = dayText(asOf + years(FAR_YEARS) + random.between(0, 300));
      cells[spanOf(row.table).end] = null;
      return;
    case 'END_IN_FUTURE':
    case 'BIRTH_IN_FUTURE': cells[column] = dayText(asOf + years(FAR_YEARS) + random.between(0, 300)); return;
    case 'UNKNOWN_CODE': cells[column] = random.pick(UNKNOWN_CODES); return;
    case 'LETTER_UNREADABLE':
    case 'UNKNOWN_INDICATOR': cells[column] = UNKNOWN_LETTER; return;
    case 'TIME_IN_DATE': cells[column] = `${key} 00:00:00`; return;
    case 'CLIENT_MISSING':
    case 'SHARED_ROW_MISSING': cells[column] = plan.missingKey; return;
    case 'DATE_UNREADABLE': cells[column] = random.pick(UNREADABLE_DATES); return;
    case 'TIMESTAMP_UNREADABLE': cells[column] = UNREADABLE_MOMENT; return;
    case 'NUMBER_UNREADABLE': cells[column] = '68B7'; return;
    case 'REQUIRED_MISSING': cells[column] = null; return;
    case 'KEY_MISSING': cells[column] = ''; return;
    case 'KEY_MALFORMED': cells[column] = random.chance(0.5) ? `${key.slice(0, 4)}*${key.slice(5)}` : key.slice(0, 7); return;
    case 'TEXT_TOO_LONG': cells[column] = `${key}-and-${key}-of-the-very-long-hyphenated-name`; return;
    default: assertNever(kind, 'DirtyKind');
  }
}
