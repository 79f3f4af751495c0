import { pino, stdTimeFunctions, type Logger } from 'pino';
import type { Config } from './config.js';

const LINES_TOGETHER_BYTES = 4096;
const LONGEST_WAIT_MILLIS = 100;

/**
 * The log: one JSON object a line on standard output, times in UTC. What is written holds names and ids, never values.
 * Lines leave together, a tenth of a second late at most; what is left leaves when the process ends, unless it is killed.
 */
export function createLog(level: Config['logLevel']): Logger {
  return pino(
    { level, base: null, timestamp: stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    pino.destination({ dest: 1, sync: false, minLength: LINES_TOGETHER_BYTES, periodicFlush: LONGEST_WAIT_MILLIS }),
  );
}

/** Where in our code an error arose, without its message, which may quote a value. */
export function faultOf(error: unknown): { kind: string; code?: string; at: readonly string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] };
  const { code } = error as { code?: unknown };
  const at = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line)).slice(0, 12).map((line) => line.trim());
  return { kind: error.name, ...(typeof code === 'string' && /^\w{1,40}$/.test(code) ? { code } : {}), at };
}
