import { basename, resolve } from 'node:path';
import { codeTablesOf } from '../../adapters/cws-cms/codes/code-tables.js';
import type { CsvFormat } from '../../adapters/cws-cms/extract/csv-format.js';
import { openExtract, type Extract } from '../../adapters/cws-cms/extract/open-extract.js';
import { unreadable } from '../../adapters/cws-cms/extract/unreadable.js';
import { SOURCE_TABLES } from '../../adapters/cws-cms/layout/layouts.js';
import { DEFAULT_NULL_TOKENS, type RowSources } from '../../adapters/cws-cms/source-row.js';
import { DEFAULT_SPECIAL_PROJECTS, type SpecialProjectSettings } from '../../adapters/cws-cms/special-project-settings.js';
import type { Clock } from '../kernel/clock.js';
import { countyDay, type Instant } from '../kernel/dates.js';
import type { ErrorCode } from '../kernel/error-codes.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { assembleStaleYouths } from '../store/assembly/assemble.js';
import { countStaleClients, refreshStatistics } from '../store/assembly/assembly-batch.js';
import { readCodes } from '../store/landing/code-table.js';
import { finishRun, openRun, recordTable, type TableOutcome } from '../store/landing/run-ledger.js';
import { openStaging } from '../store/landing/staging.js';
import { withSyncSession, type SyncSession } from '../store/landing/sync-session.js';
import { deriveAbsences } from './derive-absences.js';
import { landTable, nothingOf } from './land-table.js';
import { totalsOf, type SyncReport } from './sync-report.js';

/** Where a run stands, for those who show progress. Bytes and clients, never rows' contents. */
export type SyncProgress =
  | { readonly phase: 'LANDING'; readonly table: string; readonly rows: number; readonly bytesRead: number; readonly bytesTotal: number }
  | { readonly phase: 'ASSEMBLY'; readonly clients: number; readonly clientsTotal: number };

/** A county's extract to take in. */
export interface SyncRequest {
  readonly databaseUrl: string;
  /** Two digits, `01` to `58`: whose extract it is. Rows belong to the counties that their own columns name. */
  readonly county: string;
  /** A folder with one CSV a table. */
  readonly folder: string;
  readonly clock: Clock;
  readonly format?: Partial<CsvFormat>;
  /** Texts that mean "no value", in place of the usual ones. */
  readonly nullTokens?: ReadonlySet<string>;
  readonly projects?: SpecialProjectSettings;
  /** Rows a statement; 1,000 unless told. */
  readonly rowsPerBatch?: number;
  /** Clients a transaction of assembly; 2,000 unless told. */
  readonly clientsPerTransaction?: number;
  readonly onProgress?: (progress: SyncProgress) => void;
}

/** After so many changed rows the readers' plans deserve fresh statistics. */
const ROWS_WORTH_STATISTICS = 1_000;

/** The table without which there is nobody to whom anything could belong. */
const LEAST_REQUIRED = 'CLIENT_T';

/**
 * Takes a county's extract in: lands every table in order, then rebuilds the youths that changed.
 *
 * Guarantees: running it twice changes nothing; an older row never overwrites; a file that is damaged leaves its table as
 * it was, and the others go on; every row read is applied, unchanged or quarantined; no reader sees half a youth.
 * Errors: BAD_INPUT for the county; EXTRACT_UNREADABLE when the folder holds no CLIENT_T; CONFLICT while another run is
 * under way; STORE_UNAVAILABLE. A run that ends so is kept as failed.
 */
export async function syncFolder(request: SyncRequest): Promise<SyncReport> {
  if (!/^(0[1-9]|[1-4]\d|5[0-8])$/.test(request.county)) {
    throw new GatewayError('BAD_INPUT', 'county is not a county number, 01 to 58.', { fields: ['county'] });
  }
  const extract = await openExtract(request.folder, request.format);
  if (extract.missing.includes(LEAST_REQUIRED)) throw unreadable('FILE_MISSING', { table: LEAST_REQUIRED });
  return withSyncSession(request.databaseUrl, async (session) => {
    const startedAt = request.clock.now();
    const folderLabel = basename(resolve(request.folder));
    const runId = await openRun(session, { county: request.county, folderLabel, at: startedAt });
    const run: OpenRun = { session, request, extract, runId, folderLabel, startedAt };
    try {
      return await carryOut(run);
    } catch (fault) {
      const failureCode: ErrorCode = fault instanceof GatewayError ? fault.code : 'INTERNAL';
      // The connection may be what failed; the next run closes this one then.
      await finishRun(session, runId, { at: request.clock.now(), failureCode, youthsAssembled: 0 }).catch(() => undefined);
      throw fault;
    }
  });
}

interface OpenRun {
  readonly session: SyncSession;
  readonly request: SyncRequest;
  readonly extract: Extract;
  readonly runId: string;
  readonly folderLabel: string;
  readonly startedAt: Instant;
}

async function carryOut(run: OpenRun): Promise<SyncReport> {
  const { session, request, runId, startedAt } = run;
  const tables = await landTables(run);
  const youthsAssembled = await assemble(run);
  const totals = totalsOf(tables);
  if (totals.applied >= ROWS_WORTH_STATISTICS) await refreshStatistics(session);
  const failed = tables.some((table) => table.outcome === 'UNREADABLE');
  const finishedAt = request.clock.now();
  await finishRun(session, runId, { at: finishedAt, failureCode: failed ? 'EXTRACT_UNREADABLE' : null, youthsAssembled });
  return {
    runId, county: request.county, folderLabel: run.folderLabel, status: failed ? 'FAILED_TABLES' : 'COMPLETED', startedAt, finishedAt,
    tables, totals, otherFiles: run.extract.otherFiles, youthsAssembled,
  };
}

async function landTables(run: OpenRun): Promise<readonly TableOutcome[]> {
  const { session, extract, request, runId } = run;
  const bytesTotal = extract.files.reduce((sum, file) => sum + file.bytes, 0);
  const outcomes: TableOutcome[] = [];
  await openStaging(session);
  let bytesBefore = 0;
  let sources = await rowSources(run);
  for (const table of SOURCE_TABLES) {
    const file = extract.files.find((candidate) => candidate.table === table);
    if (!file) {
      const outcome = nothingOf(table, 'NOT_IN_EXTRACT');
      await recordTable(session, runId, outcome);
      outcomes.push(outcome);
      continue;
    }
    outcomes.push(await landTable({
      session, extract, file, sources, batchSize: request.rowsPerBatch ?? 1_000,
      run: { runId, county: request.county, at: run.startedAt },
      onRead: ({ bytes, rows }) => request.onProgress?.({ phase: 'LANDING', table, rows, bytesRead: bytesBefore + bytes, bytesTotal }),
    }));
    bytesBefore += file.bytes;
    // Every later row is understood by the codes as they stand after this extract's own.
    if (table === 'SYS_CD_C') sources = await rowSources(run);
  }
  return outcomes;
}

async function rowSources({ session, request, startedAt }: OpenRun): Promise<RowSources> {
  return {
    codes: codeTablesOf(await readCodes(session)),
    projects: request.projects ?? DEFAULT_SPECIAL_PROJECTS,
    asOf: countyDay(startedAt),
    nullTokens: request.nullTokens ?? DEFAULT_NULL_TOKENS,
  };
}

async function assemble({ session, request }: OpenRun): Promise<number> {
  const clientsTotal = await countStaleClients(session);
  let settled = 0;
  return assembleStaleYouths(session, {
    batchSize: request.clientsPerTransaction ?? 2_000,
    deriveAbsences,
    onBatch: (clients) => {
      settled += clients;
      request.onProgress?.({ phase: 'ASSEMBLY', clients: settled, clientsTotal });
    },
  });
}
