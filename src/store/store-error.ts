import { GatewayError, type ErrorDetails } from '../kernel/gateway-error.js';
import type { ErrorCode } from '../kernel/error-codes.js';

const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENOENT', 'EAI_AGAIN']);

/** No such role, not a member of it, no such login, a wrong password. */
const REFUSED_AT_CONNECT = new Set(['22023', '42501', '28000', '28P01']);

/** What a driver error may say aloud: its code, and names of the schema. Its message, detail and query hold values. */
function namesOf(fault: unknown, statement: string): ErrorDetails {
  const names: Record<string, string> = { statement };
  if (typeof fault !== 'object' || fault === null) return names;
  for (const key of ['code', 'table', 'column', 'constraint'] as const) {
    const value = (fault as Record<string, unknown>)[key];
    if (typeof value === 'string' && /^[\w.]{1,80}$/.test(value)) names[key === 'code' ? 'sqlState' : key] = value;
  }
  return names;
}

function codeOf(sqlState: string | undefined, message: string): ErrorCode {
  if (sqlState === undefined) return /timeout|terminated|ended|not queryable|closed/i.test(message) ? 'STORE_UNAVAILABLE' : 'INTERNAL';
  if (UNREACHABLE.has(sqlState)) return 'STORE_UNAVAILABLE';
  if (/^(08|53|57P)/.test(sqlState) || sqlState === '57014' || sqlState === '55P03') return 'STORE_UNAVAILABLE';
  // A text that PostgreSQL cannot hold, such as one with a NUL: the caller's doing, whatever he sent it as.
  if (sqlState === '22021' || sqlState === '22P05') return 'BAD_INPUT';
  if (sqlState.startsWith('40') || sqlState === '23505' || sqlState === '23P01' || sqlState === 'CS409') return 'CONFLICT';
  return 'INTERNAL';
}

const SAYS: Partial<Record<ErrorCode, string>> = {
  DATABASE_LOGIN_TOO_WEAK: 'The login of the database may not take the role that the gateway works under.',
  STORE_UNAVAILABLE: 'The database cannot be reached or did not answer in time.',
  BAD_INPUT: 'A value of the request cannot be kept or compared by the database.',
  CONFLICT: 'The record changed meanwhile or is not in a state for this.',
};

/**
 * The error that may travel on in place of a driver's: a code, and the names of statement, table and constraint. The
 * driver's error is dropped whole, because its query, parameters and detail hold values of records.
 */
export function storeError(fault: unknown, statement: string): GatewayError {
  if (fault instanceof GatewayError) return fault;
  const sqlState = (fault as { code?: unknown } | null)?.code;
  const message = fault instanceof Error ? fault.message : '';
  const refused = statement === 'connect' && typeof sqlState === 'string' && REFUSED_AT_CONNECT.has(sqlState);
  const code = refused ? 'DATABASE_LOGIN_TOO_WEAK' : codeOf(typeof sqlState === 'string' ? sqlState : undefined, message);
  return new GatewayError(code, SAYS[code] ?? 'The database refused a statement.', namesOf(fault, statement));
}
