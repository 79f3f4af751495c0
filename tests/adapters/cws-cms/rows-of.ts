import type { LocalDate } from '../../../src/kernel/dates.js';
import type { SourceTable } from '../../../src/model/records/index.js';
import { DEFAULT_CODE_TABLES } from '../../../adapters/cws-cms/codes/code-tables.js';
import { DEFAULT_NULL_TOKENS, type RowSources, type SourceRow } from '../../../adapters/cws-cms/source-row.js';
import { DEFAULT_SPECIAL_PROJECTS } from '../../../adapters/cws-cms/special-project-settings.js';

/** Sources on a fixed day with the committed codes. */
export const SOURCES: RowSources = {
  codes: DEFAULT_CODE_TABLES,
  projects: DEFAULT_SPECIAL_PROJECTS,
  asOf: '2026-03-01' as LocalDate,
  nullTokens: DEFAULT_NULL_TOKENS,
};

export const UPDATED = { LST_UPD_TS: '2025-11-04-09.15.30.123456' };

/** What UPDATED means: 09:15 in California in November is 17:15 UTC. */
export const UPDATED_AT = '2025-11-04T17:15:30.123456Z';

/** A row of the table at line 7 of its file, updated at a fixed moment unless the cells say otherwise. */
export function rowOf(table: SourceTable, cells: Record<string, string>): SourceRow {
  return { place: { table, file: `${table}.csv`, line: 7 }, cells: { ...UPDATED, ...cells } };
}
