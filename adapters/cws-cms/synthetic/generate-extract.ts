import { addCaseRows } from './case-rows.js';
import { addClientRows, addRelationshipRows } from './client-rows.js';
import { countyRows } from './county-rows.js';
import { plantDirt, type Planted } from './dirt.js';
import type { DirtyKind } from './dirty-kinds.js';
import { evolve } from './evolution.js';
import { settle, type ExtractOptions, type SettledOptions } from './extract-options.js';
import { planYouth } from './plan-youth.js';
import { RandomStream } from './random.js';
import { addReferralRows } from './referral-rows.js';
import { rowText } from './row-text.js';
import { syntheticCounty, type SyntheticCounty } from './synthetic-county.js';
import { rowCollector, type SyntheticRow } from './synthetic-row.js';
import { openTableFiles, type TableFiles } from './table-files.js';
import { TABLE_NAMES, type TableName } from './table-layouts.js';

/** What an extract holds, so that a sync of it can be held against it. */
export interface ExtractReport {
  /** Rows of each table's file without the header line. */
  readonly rowsPerTable: Readonly<Record<TableName, number>>;
  /** Dirty rows of each table by kind; a kind that was not planted is absent. */
  readonly plantedPerTable: Readonly<Record<TableName, Readonly<Partial<Record<DirtyKind, number>>>>>;
  /** Rows made newer by `evolvePercent`. */
  readonly evolvedRows: number;
}

/** A youth's rows, clean or not, with what was done to them. */
export interface YouthRows {
  readonly rows: readonly SyntheticRow[];
  readonly planted: readonly Planted[];
  readonly evolved: number;
}

/**
 * Writes a synthetic extract: one CSV per table, byte for byte the same for the same options on any machine.
 * Errors: BAD_INPUT for the options; those of the file system, after which no half-written file keeps its name.
 */
export async function generateExtract(options: ExtractOptions): Promise<ExtractReport> {
  const settled = settle(options);
  const county = syntheticCounty(settled);
  const files = await openTableFiles(settled.out, TABLE_NAMES);
  try {
    const report = await writeRows(files, county, settled);
    await files.close();
    return report;
  } catch (error) {
    await files.abandon();
    throw error;
  }
}

/** The rows of the nth youth; nothing of them depends on the number of youths. */
export function youthRows(county: SyntheticCounty, index: number, dirt: Pick<SettledOptions, 'dirtyRate' | 'evolvePercent'>): YouthRows {
  const plan = planYouth(county, index);
  const { rows, add } = rowCollector(county, new RandomStream(county.seed, 'stamps', index));
  addClientRows(add, plan, county);
  addReferralRows(add, plan);
  addCaseRows(add, plan, county);
  const relatives = rowCollector(county, new RandomStream(county.seed, 'relativeStamps', index));
  addRelationshipRows(relatives.add, plan);
  const evolved = evolve(rows, county, { index, percent: dirt.evolvePercent })
    + evolve(relatives.rows, county, { index, percent: dirt.evolvePercent, stream: 'relativeEvolution' });
  rows.push(...relatives.rows);
  return { planted: plantDirt(rows, plan, { seed: county.seed, asOf: county.asOf, rate: dirt.dirtyRate }), rows, evolved };
}

async function writeRows(files: TableFiles, county: SyntheticCounty, options: SettledOptions): Promise<ExtractReport> {
  const rowsPerTable = perTable(() => 0);
  const plantedPerTable = perTable((): Partial<Record<DirtyKind, number>> => ({}));
  let evolvedRows = 0;
  const write = (rows: readonly SyntheticRow[]): void => {
    for (const row of rows) {
      files.add(row.table, rowText(row));
      rowsPerTable[row.table] += 1;
    }
  };
  write(countyRows(county));
  for (let index = 0; index < options.youths; index += 1) {
    const { rows, planted, evolved } = youthRows(county, index, options);
    write(rows);
    for (const { table, kind } of planted) plantedPerTable[table][kind] = (plantedPerTable[table][kind] ?? 0) + 1;
    evolvedRows += evolved;
    await files.settle();
  }
  return { rowsPerTable, plantedPerTable, evolvedRows };
}

function perTable<T>(value: () => T): Record<TableName, T> {
  return Object.fromEntries(TABLE_NAMES.map((table) => [table, value()])) as Record<TableName, T>;
}
