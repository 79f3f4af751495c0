import { decimalOf, decimalText, plus, sameNumber, type ControlLine, type Decimal } from '../../adapters/cws-cms/extract/control-file.js';
import type { ExtractFile } from '../../adapters/cws-cms/extract/open-extract.js';
import { readHeader } from '../../adapters/cws-cms/extract/read-header.js';
import type { Header } from '../../adapters/cws-cms/extract/header.js';
import { tolerantRows } from '../../adapters/cws-cms/extract/tolerant-rows.js';
import { changeOfRow } from '../../adapters/cws-cms/rows/change-of-row.js';
import { isRejection } from '../../adapters/cws-cms/rows/row-function.js';
import type { RowSources, SourceRow } from '../../adapters/cws-cms/source-row.js';
import { GatewayError } from '../kernel/gateway-error.js';
import type { RowRejection } from '../model/change.js';
import { CODES } from '../store/landing/code-table.js';
import { countiesShare, countLanded, countLastRead, countTombstones, keepChecks, type LastWord, type RunCheck } from '../store/landing/run-checks.js';
import { inTransaction } from '../store/landing/sync-session.js';
import type { OpenRun } from './run-sync.js';

/** How strict a run is with what it is about to land. */
export interface ExtractLimits {
  /** Per cent of a table's landed rows that may be removed without confirmation; 5 unless told. */
  readonly stopAtTombstones?: number;
  /** Somebody has confirmed that so many may go. */
  readonly tombstonesConfirmed?: boolean;
  /** A file that is not what the control file states ends the run before anything lands. */
  readonly failOnControl?: boolean;
}

const STOP_AT_PERCENT = 5;
/** Of a small table a few rows are many per cent, so fewer than this never stop a run. */
const FEWEST_TO_STOP = 10;
/** A sum over fewer rows comes near to telling one of them. */
const FEWEST_TO_SUM = 11;

/**
 * Looks at an extract before any of it lands: whether its files hold what the control file states, and whether it would
 * remove more of a table than may go unasked. What was found is kept with the run. Files are read for it only where
 * the control file names them or they say what was deleted.
 * Errors: CONTROL_MISMATCH where the run is told to fail by it; TOMBSTONES_UNCONFIRMED; EXTRACT_UNREADABLE for the control file.
 */
export async function checkExtract(run: OpenRun, rowSources: () => Promise<RowSources>): Promise<void> {
  const { extract, sessions: { writer }, ledger, request } = run;
  const control = await extract.control();
  const checks: RunCheck[] = [];
  for (const file of extract.files) {
    const stated = (control ?? []).filter(({ table }) => table === file.table);
    checks.push(...await checkFile(run, file, stated, rowSources));
  }
  for (const { table, rows } of control ?? []) {
    if (extract.missing.includes(table)) checks.push({ table, kind: 'ROWS', column: null, stated: rows.toString(), found: null, passes: false });
  }
  await keepChecks(writer, ledger.id, [...new Map(checks.map((check) => [`${check.table} ${check.kind} ${check.column}`, check])).values()]);
  refuse(checks, request);
}

function refuse(checks: readonly RunCheck[], { failOnControl = false, tombstonesConfirmed = false }: ExtractLimits): void {
  const failed = checks.filter(({ passes }) => !passes);
  const unlike = failed.filter(({ kind }) => kind !== 'TOMBSTONES');
  if (failOnControl && unlike.length > 0) {
    throw new GatewayError('CONTROL_MISMATCH', `Nothing was taken. ${unlike.map(checkWords).join(' ')}`, { tables: unlike.map(({ table }) => table) });
  }
  const removing = failed.filter(({ kind }) => kind === 'TOMBSTONES');
  if (!tombstonesConfirmed && removing.length > 0) {
    throw new GatewayError('TOMBSTONES_UNCONFIRMED',
      `Nothing was taken. ${removing.map(checkWords).join(' ')} If they are to go, run it again with --yes-tombstone.`, { tables: removing.map(({ table }) => table) });
  }
}

/** What a check found, in a sentence: a table and numbers. */
export function checkWords({ table, kind, column, stated, found }: RunCheck): string {
  switch (kind) {
    case 'ROWS': return found === null ? `${table}: the control file states ${stated} rows, and the file cannot be read.`
      : `${table}: the control file states ${stated} rows, the file has ${found}.`;
    case 'SUM': return found === null ? `${table}: the sum of ${column} is not the one that the control file states.`
      : `${table}: the control file states ${stated} for the sum of ${column}, the file has ${found}.`;
    case 'TOMBSTONES': return `${table}: ${found} landed rows would be removed, and no more than ${stated} may go unasked.`;
    case 'DRIFT': return `${table}: ${stated} rows last time, ${found} now.`;
  }
}

async function checkFile(run: OpenRun, file: ExtractFile, stated: readonly ControlLine[], rowSources: () => Promise<RowSources>): Promise<readonly RunCheck[]> {
  const unread = stated.map(({ table, rows }): RunCheck => ({ table, kind: 'ROWS', column: null, stated: rows.toString(), found: null, passes: false }));
  try {
    const header = await readHeader(file, run.extract.format);
    // Codes are never removed.
    const removes = file.table !== CODES && header.columns.includes('IBMSNAP_OPERATION');
    if (!removes && stated.length === 0) return [];
    const counted = await countFile(run, file, header, stated);
    const removals = await tombstoneCheck(run, { file, header, deletions: removes ? counted.deletions : 0, rowSources });
    return [...stated.flatMap((line) => controlChecks(line, counted)), ...removals];
  } catch (fault) {
    // A file that is no table is told when its turn comes, and the others go on.
    if (fault instanceof GatewayError && fault.code === 'EXTRACT_UNREADABLE') return unread;
    throw fault;
  }
}

interface Counted {
  readonly rows: number;
  readonly deletions: number;
  /** Null for a column that holds something else than numbers. */
  readonly sums: ReadonlyMap<string, Decimal | null>;
}

const NOTHING: Decimal = { units: 0n, scale: 0 };

async function countFile(run: OpenRun, file: ExtractFile, header: Header, stated: readonly ControlLine[]): Promise<Counted> {
  const sums = new Map<string, Decimal | null>(stated.flatMap(({ sum }) => (sum === null ? [] : [[sum.column, NOTHING]])));
  let [rows, deletions] = [0, 0];
  for await (const row of rowsOf(run, file, header)) {
    rows += 1;
    if ('reason' in row) continue;
    if (row.cells['IBMSNAP_OPERATION']?.trimEnd() === 'D') deletions += 1;
    for (const [column, sum] of sums) {
      const cell = row.cells[column]?.trim() ?? '';
      const value = cell === '' ? NOTHING : decimalOf(cell);
      sums.set(column, sum === null || value === null ? null : plus(sum, value));
    }
  }
  return { rows, deletions, sums };
}

function rowsOf({ extract }: OpenRun, file: ExtractFile, header: Header): AsyncGenerator<SourceRow | RowRejection> {
  return tolerantRows(file, { format: extract.format, header, onBytes: () => undefined, faultyColumn: () => null });
}

function controlChecks({ table, rows, sum }: ControlLine, counted: Counted): readonly RunCheck[] {
  const ofRows: RunCheck = { table, kind: 'ROWS', column: null, stated: rows.toString(), found: String(counted.rows), passes: rows === BigInt(counted.rows) };
  if (sum === null) return [ofRows];
  const found = counted.sums.get(sum.column) ?? null;
  const tells = counted.rows >= FEWEST_TO_SUM && found !== null;
  return [ofRows, {
    table, kind: 'SUM', column: sum.column, passes: found !== null && sameNumber(found, sum.total),
    stated: tells ? decimalText(sum.total) : null, found: tells ? decimalText(found) : null,
  }];
}

interface Removal {
  readonly file: ExtractFile;
  readonly header: Header;
  readonly deletions: number;
  readonly rowSources: () => Promise<RowSources>;
}

/** Counting what would truly go takes reading the file again, so it is done only where the lines that delete could be too many. */
async function tombstoneCheck(run: OpenRun, { file, header, deletions, rowSources }: Removal): Promise<readonly RunCheck[]> {
  const { sessions: { writer }, request: { county, uploadId, stopAtTombstones = STOP_AT_PERCENT } } = run;
  const { table } = file;
  if (deletions < FEWEST_TO_STOP || stopAtTombstones >= 100) return [];
  if (uploadId !== undefined && await countiesShare(writer, county)) {
    // What would truly go hangs on what is another county's, which whether a push stops must not tell.
    const most = Math.floor((await countLastRead(writer, { table, county }) * stopAtTombstones) / 100);
    return [{ table, kind: 'TOMBSTONES', column: null, stated: String(most), found: String(deletions), passes: deletions <= most }];
  }
  if (stopAtTombstones > 0) {
    const enough = Math.ceil((deletions * 100) / stopAtTombstones);
    if (await countLanded(writer, { table, county, limit: enough }) >= enough) return [];
  }
  const sources = await rowSources();
  async function* words(): AsyncGenerator<LastWord> {
    for await (const row of rowsOf(run, file, header)) {
      const change = 'reason' in row ? row : changeOfRow(table, row, sources);
      if (!isRejection(change)) yield { key: change.key, line: row.place.line, updatedAt: change.updatedAt, deletes: change.op === 'delete' };
    }
  }
  const found = await inTransaction(writer, () => countTombstones(writer, table, words()));
  const may = Math.floor((await countLanded(writer, { table, county, limit: null }) * stopAtTombstones) / 100);
  return [{ table, kind: 'TOMBSTONES', column: null, stated: String(may), found: String(found), passes: found <= may || found < FEWEST_TO_STOP }];
}
