import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { codeTablesOf } from '../../adapters/cws-cms/codes/code-tables.js';
import type { CsvFormat } from '../../adapters/cws-cms/extract/csv-format.js';
import { openExtract, type Extract } from '../../adapters/cws-cms/extract/open-extract.js';
import type { UnpackLimits } from '../../adapters/cws-cms/extract/unpack-limits.js';
import { FILE_FAULTS, unreadable, type FileFault } from '../../adapters/cws-cms/extract/unreadable.js';
import { SOURCE_TABLES } from '../../adapters/cws-cms/layout/layouts.js';
import { MAPPING_EDITION } from '../../adapters/cws-cms/mapping-mark.js';
import { DEFAULT_NULL_TOKENS, type RowSources } from '../../adapters/cws-cms/source-row.js';
import { DEFAULT_SPECIAL_PROJECTS, type SpecialProjectSettings } from '../../adapters/cws-cms/special-project-settings.js';
import type { Clock } from '../kernel/clock.js';
import { countyDay } from '../kernel/dates.js';
import type { ErrorCode } from '../kernel/error-codes.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { assembleStaleYouths } from '../store/assembly/assemble.js';
import { countStaleClients } from '../store/assembly/assembly-batch.js';
import { readCodes } from '../store/landing/code-table.js';
import { refreshStatistics, restoreIndexes, resumeVacuum, suspendIndexes } from '../store/landing/landing-upkeep.js';
import { enterTurn, leaveTurn, takeFirstTurn, type LandingTurn } from '../store/landing/landing-turn.js';
import { markEveryChild } from '../store/landing/mark-stale-clients.js';
import { enterPhase, finishRun, noteAssembled, openRun, tableOutcomes, type LedgerRun } from '../store/landing/run-ledger.js';
import { clearStages } from '../store/landing/stage.js';
import { keepFilesMark, settleQuarantine } from '../store/landing/open-quarantine.js';
import { checksOf, keepDrift } from '../store/landing/run-checks.js';
import { keepProgress, type ProgressKeeper } from '../store/landing/run-progress.js';
import { openStaging } from '../store/landing/staging.js';
import { inTransaction, withRunSessions, type RunSessions } from '../store/landing/sync-session.js';
import { checkExtract, type ExtractLimits } from './check-extract.js';
import { deriveAbsences } from './derive-absences.js';
import { landTables } from './land-tables.js';
import { filesMark, retryQuarantined } from './retry-quarantined.js';
import { totalsOf, type SyncReport } from './sync-report.js';

/** Where a run stands, for those who show progress. Bytes and clients, never rows' contents. */
export type SyncProgress =
  | { readonly phase: 'LANDING'; readonly table: string; readonly rows: number; readonly bytesRead: number; readonly bytesTotal: number }
  | { readonly phase: 'ASSEMBLY'; readonly clients: number; readonly clientsTotal: number };

/** A county's extract to take in. */
export interface SyncRequest extends ExtractLimits {
  readonly databaseUrl: string;
  /** Two digits, `01` to `58`: whose extract it is. Rows belong to the counties that their own columns name. */
  readonly county: string;
  /** A folder or a zip with one CSV a table, packed by gzip or not; or one such CSV. */
  readonly folder: string;
  /**
   * `DELTA`: only what changed; no table is missed. `FULL` unless told. Neither takes what is absent for removed.
   * `RETRY`: reads again the lines of these very files that stand in quarantine, and no other. */
  readonly kind?: 'FULL' | 'DELTA' | 'RETRY';
  /** What happens when another run of the county is under way; refused unless told. */
  readonly whenBusy?: 'refuse' | 'wait';
  /** The upload by which the county pushed it. Absent: an operator takes it in, whose word goes also for what is other counties'. */
  readonly uploadId?: string;
  readonly clock: Clock;
  readonly format?: Partial<CsvFormat>;
  /** How much may come out of packed files. */
  readonly unpack?: UnpackLimits;
  /** Texts that mean "no value", in place of the usual ones. */
  readonly nullTokens?: ReadonlySet<string>;
  readonly projects?: SpecialProjectSettings;
  /** Rows a transaction of landing, about; 20,000 unless told. */
  readonly rowsPerBatch?: number;
  /** Clients a transaction of assembly; 2,000 unless told. */
  readonly clientsPerTransaction?: number;
  readonly onProgress?: (progress: SyncProgress) => void;
}

/** The table without which a full extract has nobody to whom anything could belong. */
const LEAST_REQUIRED = 'CLIENT_T';

/**
 * Takes a county's extract in: lands every table in order, then rebuilds the youths that changed.
 *
 * Guarantees: running it twice changes nothing; an older row never overwrites; a run that was cut off goes on, when it is
 * started again over the same extract, behind the last batch that it committed, and ends as it would have; a damaged line
 * is quarantined, a file that is no table leaves its table as it was, and the others go on; every row read is counted
 * once; no reader sees half a youth.
 * Errors: BAD_INPUT for the county; EXTRACT_UNREADABLE when a full extract holds no CLIENT_T; CONFLICT while another run
 * of the county is under way; STORE_UNAVAILABLE. A run that ends so is kept as failed.
 */
export async function syncFolder(request: SyncRequest): Promise<SyncReport> {
  if (!/^(0[1-9]|[1-4]\d|5[0-8])$/.test(request.county)) {
    throw new GatewayError('BAD_INPUT', 'county is not a county number, 01 to 58.', { fields: ['county'] });
  }
  const extract = await openExtract(request.folder, request.format, request.unpack);
  try {
    if ((request.kind ?? 'FULL') === 'FULL' && extract.missing.includes(LEAST_REQUIRED)) throw unreadable('FILE_MISSING', { table: LEAST_REQUIRED });
    const lock = { county: request.county, whenBusy: request.whenBusy ?? 'refuse' };
    return await withRunSessions(request.databaseUrl, lock, (sessions) => carryOut(sessions, request, extract));
  } finally {
    await extract.close();
  }
}

/** A run under way. */
export interface OpenRun {
  readonly sessions: RunSessions;
  readonly request: SyncRequest;
  readonly extract: Extract;
  readonly ledger: LedgerRun;
  readonly folderLabel: string;
}

async function carryOut(sessions: RunSessions, request: SyncRequest, extract: Extract): Promise<SyncReport> {
  const { writer } = sessions;
  const folderLabel = basename(resolve(request.folder));
  // What is pushed is fenced row by row, also where it is the first to come.
  const isFirst = request.kind !== 'RETRY' && request.uploadId === undefined && await takeFirstTurn(writer);
  const ledger = await inTransaction(writer, async () => openRun(writer, {
    county: request.county, kind: request.kind ?? 'FULL', folderLabel, at: request.clock.now(),
    extractMark: extractMark(request, extract), uploadId: request.uploadId ?? null,
    marksAll: isFirst,
  }));
  await keepFilesMark(writer, ledger.id, filesMark(extract));
  const keeper = keepProgress(request.databaseUrl, ledger.id, () => request.clock.now());
  const run: OpenRun = { sessions, request: { ...request, onProgress: told(request, keeper) }, extract, ledger, folderLabel };
  try {
    await landInTurn(run, isFirst);
    await assemble(run);
    return await finish(run);
  } catch (fault) {
    const failureCode: ErrorCode = fault instanceof GatewayError ? fault.code : 'INTERNAL';
    // The connection may be what failed; the next run takes this one up, or closes it, then.
    await finishRun(writer, ledger.id, { at: request.clock.now(), failureCode, mayResume: true }).catch(() => undefined);
    throw fault;
  } finally {
    await keeper.close();
  }
}

function told(request: SyncRequest, keeper: ProgressKeeper): (progress: SyncProgress) => void {
  return (progress) => {
    keeper.note(progress);
    request.onProgress?.(progress);
  };
}

/** Says which extract it is and how it is read: a run goes on only over the same. */
function extractMark(request: SyncRequest, { files, format }: Extract): string {
  const { kind = 'FULL', nullTokens = DEFAULT_NULL_TOKENS, projects = DEFAULT_SPECIAL_PROJECTS, county, uploadId = null } = request;
  return createHash('sha256').update(JSON.stringify([
    county, kind, uploadId, format, [...nullTokens].sort(), projects.historical, MAPPING_EDITION,
    files.map(({ file, bytes, writtenAt }) => [file, bytes, writtenAt]),
  ])).digest('hex');
}

/** A run that marks nobody row by row lands alone: what another landed and assembled meanwhile would miss its rows. */
async function landInTurn(run: OpenRun, isFirst: boolean): Promise<void> {
  const { sessions: { writer }, ledger } = run;
  const turn: LandingTurn = ledger.marksAll ? 'ALONE' : 'BESIDE';
  const lands = ledger.phase === 'LANDING';
  if (lands) await enterTurn(writer, turn);
  // The lock counts: entered again, the turn is kept.
  if (isFirst) await leaveTurn(writer, 'ALONE');
  if (!lands) return;
  await land(run, isFirst);
  await leaveTurn(writer, turn);
}

async function land(run: OpenRun, isFirst: boolean): Promise<void> {
  const { sessions: { writer, settler }, ledger, request } = run;
  if (request.kind !== 'RETRY') await checkExtract(run, () => rowSources(run));
  await clearStages(writer);
  for (const session of [writer, settler]) await openStaging(session);
  if (isFirst && ledger.marksAll) await suspendIndexes(writer);
  // A first load that goes on leaves them as it finds them.
  if (!ledger.marksAll) await restoreIndexes(writer);
  await (request.kind === 'RETRY' ? retryQuarantined : landTables)(run, () => rowSources(run));
  await restoreIndexes(writer);
  await inTransaction(writer, async () => {
    if (ledger.marksAll) await markEveryChild(writer, request.county);
    await enterPhase(writer, ledger.id, 'ASSEMBLY');
  });
}

async function rowSources({ sessions: { reader }, request, ledger }: OpenRun): Promise<RowSources> {
  return {
    codes: codeTablesOf(await readCodes(reader)),
    projects: request.projects ?? DEFAULT_SPECIAL_PROJECTS,
    asOf: countyDay(ledger.startedAt),
    nullTokens: request.nullTokens ?? DEFAULT_NULL_TOKENS,
  };
}

async function assemble({ sessions: { writer, reader }, request, ledger }: OpenRun): Promise<void> {
  const clientsTotal = await countStaleClients(writer, request.county);
  const batchSize = request.clientsPerTransaction ?? 2_000;
  let settled = 0;
  // A session for which no batch would be left has nothing to open.
  await assembleStaleYouths([writer, reader].slice(0, Math.ceil(clientsTotal / batchSize)), {
    county: request.county, batchSize, deriveAbsences,
    inBatch: (session, youths) => noteAssembled(session, ledger.id, youths),
    onBatch: (clients) => {
      settled += clients;
      request.onProgress?.({ phase: 'ASSEMBLY', clients: settled, clientsTotal });
    },
  });
}

async function finish({ sessions: { writer }, request, extract, ledger, folderLabel }: OpenRun): Promise<SyncReport> {
  const stored = await tableOutcomes(writer, ledger.id, ({ reason, file, line }) => wordsOf(reason, file, line));
  const tables = SOURCE_TABLES.flatMap((table) => stored.filter((outcome) => outcome.table === table));
  const totals = totalsOf(tables);
  await refreshStatistics(writer, totals.applied);
  await resumeVacuum(writer);
  const failed = tables.some((table) => table.outcome === 'UNREADABLE');
  await keepDrift(writer, ledger.id);
  await settleQuarantine(writer, ledger.id);
  const finishedAt = request.clock.now();
  // At once: a run that is over and was cut off here would leave raw rows behind until the county's next.
  const youthsAssembled = await inTransaction(writer, async () => {
    const youths = await finishRun(writer, ledger.id, { at: finishedAt, failureCode: failed ? 'EXTRACT_UNREADABLE' : null, mayResume: false });
    await clearStages(writer);
    return youths;
  });
  return {
    runId: ledger.id, county: request.county, folderLabel, status: failed ? 'FAILED_TABLES' : 'COMPLETED', startedAt: ledger.startedAt,
    finishedAt, tables, totals, checks: await checksOf(writer, ledger.id), otherFiles: extract.otherFiles, youthsAssembled,
  };
}

function wordsOf(reason: string, file: string, line: number | null): string {
  return unreadable(reason as FileFault, { file, ...(line === null ? {} : { line }) }).message ?? FILE_FAULTS.FILE_UNREADABLE;
}
