import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '../kernel/error-codes.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { safeMessage, variablePlace } from './safe-message.js';

/** A fault that only the log may describe; `errorId` is what the caller was told. */
export interface HiddenFault {
  readonly errorId: string;
  readonly kind: string;
  /** Where in our code, without the message, which may hold values. */
  readonly at: readonly string[];
}

/** Codes that Apollo gives to what it refuses itself, and ours for them. */
const OF_APOLLO: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED: 'GRAPHQL_VALIDATION_FAILED',
  BAD_USER_INPUT: 'BAD_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_REQUEST',
  BAD_REQUEST: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_REQUEST',
};

/** The GatewayError that caused an error, however often graphql-js and Apollo wrapped it. */
export function gatewayErrorIn(error: unknown): GatewayError | undefined {
  let cause: unknown = error;
  for (let layer = 0; layer < 8 && cause instanceof Error; layer += 1) {
    if (cause instanceof GatewayError) return cause;
    cause = cause instanceof GraphQLError ? cause.originalError : undefined;
  }
  return undefined;
}

/** The code a caller is told for an error: its own if it is of the table, else INTERNAL. */
export function codeOf(error: unknown): ErrorCode {
  const known = gatewayErrorIn(error)?.code;
  if (known) return known;
  if (!(error instanceof GraphQLError)) return 'INTERNAL';
  // Two limits that graphql-js and Apollo keep themselves, before ours are asked.
  const unbounded = error.extensions['validationErrorCode'] === 'MAX_RECURSIVE_SELECTIONS_EXCEEDED';
  if (unbounded || /^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(error.message)) return 'QUERY_TOO_COMPLEX';
  const given = error.extensions['code'];
  return (typeof given === 'string' ? OF_APOLLO[given] : undefined) ?? 'INTERNAL';
}

/** What a caller is told of a GatewayError: everything in it was written to be read. */
export function publicError(error: GatewayError, errorId?: string): { message: string; extensions: Record<string, unknown> } {
  return {
    message: error.message,
    extensions: {
      code: error.code,
      ...(Object.keys(error.details).length > 0 ? { details: error.details } : {}),
      ...(error.status >= 500 && errorId !== undefined ? { errorId } : {}),
    },
  };
}

/**
 * Makes the one function that turns any error into what a caller may read: an allow-list by code.
 *
 * Errors: never throws; what it does not know becomes INTERNAL with an id, and `tell` gets the same id for the log.
 */
export function errorFormatter(tell: (fault: HiddenFault) => void, idFor: (error: unknown) => string | undefined) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const place = {
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
    };
    const code = codeOf(error);
    const known = gatewayErrorIn(error);
    const errorId = ERROR_CODES[code].status >= 500 ? idFor(error) ?? randomUUID() : undefined;
    if (errorId !== undefined) tell({ errorId, ...traceOf(error) });
    if (known) return { ...publicError(namingVariable(known, formatted.message), errorId), ...place };
    if (code === 'INTERNAL') return { message: ERROR_CODES.INTERNAL.says, ...place, extensions: { code, errorId } };
    return { message: safeMessage(formatted.message, ERROR_CODES[code].says), ...place, extensions: { code } };
  };
}

/** A scalar does not know where its value stands; graphql-js does. */
function namingVariable(known: GatewayError, message: string): GatewayError {
  const field = variablePlace(message);
  return field === undefined ? known : new GatewayError(known.code, known.message, { ...known.details, field });
}

function traceOf(error: unknown): { kind: string; at: readonly string[] } {
  const cause = gatewayErrorIn(error) ?? (error instanceof GraphQLError ? error.originalError ?? error : error);
  if (!(cause instanceof Error)) return { kind: typeof cause, at: [] };
  const at = (cause.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line)).slice(0, 12).map((line) => line.trim());
  return { kind: cause instanceof GatewayError ? cause.code : cause.name, at };
}
