import type { SourceTable } from '../../../src/model/records/index.js';
import { LAYOUTS, SOURCE_TABLES } from '../layout/layouts.js';
import { DEFAULT_CSV_FORMAT, type CsvFormat } from './csv-format.js';
import { CONTROL_NAME, readControl, type ControlLine } from './control-file.js';
import { listSources } from './named-sources.js';
import type { TableFile } from './table-file.js';
import { DEFAULT_UNPACK_LIMITS, type UnpackLimits } from './unpack-limits.js';
import { unreadable } from './unreadable.js';

/** A file of the folder that is named after a table. */
export interface ExtractFile extends TableFile {
  readonly table: SourceTable;
  /** As it lies there, packed or not. */
  readonly bytes: number;
  readonly writtenAt: number;
}

/** A folder or a zip with one CSV file per table, packed by gzip or not. Each table is read on its own: the fault of one file is not another's. */
export interface Extract {
  readonly format: CsvFormat;
  /** In the order in which they are to be read: codes and what is shared before what hangs off it. */
  readonly files: readonly ExtractFile[];
  /** Tables without a file. */
  readonly missing: readonly SourceTable[];
  /** Those of them without which the extract is incomplete. */
  readonly missingRequired: readonly SourceTable[];
  /** Names of CSV files that are named after no table that is read. */
  readonly otherFiles: readonly string[];
  /** What the county states of its own extract; null when it sends no control file. Errors: EXTRACT_UNREADABLE. */
  readonly control: () => Promise<readonly ControlLine[] | null>;
  readonly close: () => Promise<void>;
}

/**
 * Looks into the folder or zip of an extract, or takes one file; reads none yet. Table names and `.csv` are found in any case.
 * Errors: EXTRACT_UNREADABLE when the folder cannot be read, holds no table, or holds a table twice.
 */
export async function openExtract(path: string, format: Partial<CsvFormat> = {}, limits: UnpackLimits = DEFAULT_UNPACK_LIMITS): Promise<Extract> {
  const csvFormat = { ...DEFAULT_CSV_FORMAT, ...format };
  const { sources, close } = await listSources(path, limits);
  const files: ExtractFile[] = [];
  for (const table of SOURCE_TABLES) {
    const [source, twin] = sources.filter((candidate) => candidate.table === table);
    if (twin !== undefined) throw unreadable('FILE_DUPLICATE', { table });
    if (source === undefined) continue;
    const { file, bytes, writtenAt, open } = source;
    files.push({ table, layout: LAYOUTS[table], file, bytes, writtenAt, open });
  }
  if (files.length === 0) throw unreadable('NO_TABLES');
  const control = sources.find(({ table }) => table === CONTROL_NAME);
  const missing = SOURCE_TABLES.filter((table) => !files.some((file) => file.table === table));
  return {
    format: csvFormat,
    close,
    control: async () => (control === undefined ? null : readControl(control, csvFormat)),
    files,
    missing,
    missingRequired: missing.filter((table) => LAYOUTS[table].whenAbsent === 'incomplete'),
    otherFiles: sources.map(({ file }) => file).filter((name) => name !== control?.file && !files.some(({ file }) => file === name)),
  };
}
