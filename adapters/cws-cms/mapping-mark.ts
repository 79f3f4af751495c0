import { createHash } from 'node:crypto';
import type { SourceTable } from '../../src/model/records/index.js';
import { LAYOUTS } from './layout/layouts.js';
import type { RowSources } from './source-row.js';

/** Raised whenever rows of an extract would be understood otherwise than before: a test holds it against the sources. */
export const MAPPING_EDITION = 2;

/**
 * By what the rows of a table are understood, as a signed 64-bit number: the edition of the mapping, the codes that its
 * columns draw on, and what the county states. A row landed under another mark is looked at again although its text did
 * not change. The day on which it is read is no part: flags that a day takes away are looked at every time.
 */
export function mappingMark(table: SourceTable, { codes, projects, nullTokens }: RowSources): string {
  const drawnOn = Object.values(LAYOUTS[table].columns).flatMap(({ codeTables }) => (codeTables === undefined ? [] : [codeTables]));
  const any = drawnOn.some((tables) => tables.length === 0);
  const metaTables = new Set(drawnOn.flat());
  const hash = createHash('sha256');
  hash.update(JSON.stringify([MAPPING_EDITION, table, projects.historical, [...nullTokens].sort()]));
  if (drawnOn.length > 0) {
    const relevant = [...codes.values()].filter(({ metaTable }) => any || metaTables.has(metaTable)).sort((a, b) => a.code - b.code);
    hash.update(JSON.stringify(relevant));
  }
  return hash.digest().readBigInt64BE().toString();
}
