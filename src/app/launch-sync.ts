import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ERROR_CODES } from '../kernel/error-codes.js';
import type { ExtractOutcome } from '../store/landing/received-extracts.js';
import type { LaunchSync } from '../sync/receive-extracts.js';

/** How much memory V8 may take for a run of the sync, whatever the size of the county. */
export const SYNC_LIMITS: readonly string[] = ['--max-old-space-size=192', '--max-semi-space-size=16'];

/** The command line of the sync, as `npm run sync` starts it. */
const SYNC_PROGRAM: readonly string[] = [
  '--enable-source-maps', ...SYNC_LIMITS, fileURLToPath(new URL('../cli/sync.js', import.meta.url)),
];

/** How the program of the sync is started. */
export interface SyncProgram {
  /** Whole; its DATABASE_URL says where the county's record is. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Ends the program; its run goes on at another time. */
  readonly stopped: AbortSignal;
  /** What comes after `node`; the program of this build unless told. */
  readonly program?: readonly string[];
}

/**
 * Takes extracts in by a process of their own, so that requests are answered beside: a run takes a core for minutes.
 * Shape: SHUTTING_DOWN when it was ended from here, INTERNAL when it ended without a word.
 */
export function launchSyncProgram({ environment, stopped, program = SYNC_PROGRAM }: SyncProgram): LaunchSync {
  return async ({ uploadId, county, folder, kind, tombstonesConfirmed }) => {
    const wishes = [...(kind === 'DELTA' ? ['--delta'] : []), ...(tombstonesConfirmed ? ['--yes-tombstone'] : [])];
    const child = spawn(process.execPath, [...program, '--county', county, '--upload', uploadId, '--json', ...wishes, folder], {
      env: { ...environment }, stdio: ['ignore', 'pipe', 'ignore'], signal: stopped,
    });
    const ended = new Promise<void>((resolve) => { child.once('close', () => resolve()).once('error', () => resolve()); });
    const said = await text(child.stdout).catch(() => '');
    await ended;
    return stopped.aborted ? { runId: null, failureCode: 'SHUTTING_DOWN' } : outcomeOf(said);
  };
}

/** The report that the program printed, as far as it is of concern here. */
function outcomeOf(said: string): ExtractOutcome {
  let report: { readonly runId?: unknown; readonly status?: unknown; readonly failureCode?: unknown };
  try {
    report = JSON.parse(said) as typeof report;
  } catch {
    return { runId: null, failureCode: 'INTERNAL' };
  }
  if (typeof report.runId !== 'string') return { runId: null, failureCode: codeOf(report.failureCode) };
  return { runId: report.runId, failureCode: report.status === 'COMPLETED' ? null : 'EXTRACT_UNREADABLE' };
}

const codeOf = (code: unknown): string => (typeof code === 'string' && Object.hasOwn(ERROR_CODES, code) ? code : 'INTERNAL');
