import { momentText, type SyntheticRow } from './synthetic-row.js';
import { RandomStream, type StreamName } from './random.js';
import { established } from './relationship-codes.js';
import type { SyntheticCounty } from './synthetic-county.js';
import type { TableName } from './table-layouts.js';

/** What a later extract shows changed beside who changed it and when; tables that are not named change in those two only. */
const CHANGED_CELLS: Partial<Record<TableName, (row: SyntheticRow, random: RandomStream) => readonly [column: string, cell: string | number]>> = {
  CLIENT_T: (_row, random) => ['EMAIL_ADDR', `changed${random.between(0, 9999)}@example.org`],
  ADDRS_T: (_row, random) => ['UNIT_NO', `${random.between(300, 999)}`],
  DL_SVC_T: (_row, random) => ['CMM_MTHC', random.pick([408, 409, 410, 5375, 5378])],
  CLN_RELT: (row) => ['CLNTRELC', established(Number(row.cells['CLNTRELC']))],
  CHLD_CLT: (_row, random) => ['DISABLD_CD', random.pick(['Y', 'N', 'D'])],
};

/** Makes about `percent` of a youth's rows newer than anything of the first extract, in place. Returns how many. */
export function evolve(
  rows: readonly SyntheticRow[],
  county: SyntheticCounty,
  { index, percent, stream = 'evolution' }: { readonly index: number; readonly percent: number; readonly stream?: StreamName },
): number {
  if (percent === 0) return 0;
  const random = new RandomStream(county.seed, stream, index);
  const changed = rows.filter(() => random.chance(percent / 100));
  for (const row of changed) {
    row.cells['LST_UPD_ID'] = random.pick(county.staff).staffKey;
    row.cells['LST_UPD_TS'] = momentText(county.asOf + 1, random);
    const change = CHANGED_CELLS[row.table]?.(row, random);
    if (change) row.cells[change[0]] = change[1];
  }
  return changed.length;
}
