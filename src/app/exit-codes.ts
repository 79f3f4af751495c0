import type { ErrorCode } from '../kernel/error-codes.js';
import { GatewayError } from '../kernel/gateway-error.js';

/** What the exit code of a command means. The numbers above 63 are those of BSD's sysexits. */
export const EXIT_CODES = {
  /** Everything asked for was done. */
  ok: 0,
  /** Something failed that no other code names. */
  fault: 1,
  /** The command line was not understood. */
  usage: 2,
  /** The input is wrong: an unreadable extract, a broken audit chain, a request the gateway refuses. */
  dataError: 65,
  /** A service that is needed does not answer: the database, an issuer's keys. Asking again may help. */
  unavailable: 69,
  /** A fault of our own. */
  internal: 70,
  /** A file or folder cannot be made. */
  cannotCreate: 73,
  /** What was asked for removes so much that somebody has to confirm it. */
  unconfirmed: 77,
  /** The configuration has faults; the message names each variable. */
  config: 78,
  /** A second signal cut the shutdown short. */
  forced: 130,
} as const;

const CONFIG: readonly ErrorCode[] = ['CONFIG_INVALID', 'DATABASE_TOO_OLD', 'DATABASE_LOGIN_TOO_WEAK'];
const CANNOT_CREATE: readonly string[] = ['EACCES', 'EEXIST', 'EISDIR', 'ENOENT', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS'];

/** The exit code of a command that ended with this error. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof GatewayError)) return exitCodeOfSystem(error);
  if (CONFIG.includes(error.code)) return EXIT_CODES.config;
  if (error.code === 'TOMBSTONES_UNCONFIRMED') return EXIT_CODES.unconfirmed;
  if (error.status === 503) return EXIT_CODES.unavailable;
  return error.status < 500 ? EXIT_CODES.dataError : EXIT_CODES.internal;
}

function exitCodeOfSystem(error: unknown): number {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'EADDRINUSE') return EXIT_CODES.unavailable;
  return typeof code === 'string' && CANNOT_CREATE.includes(code) ? EXIT_CODES.cannotCreate : EXIT_CODES.internal;
}
