import { ERROR_CODES, type ErrorCode } from './error-codes.js';

/** Names of fields, rules, files and lines. Never a value that a caller or a record supplied. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** The only error a caller may read: a code of the table, a safe sentence, and names. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  /** HTTP status of the code. */
  get status(): number {
    return ERROR_CODES[this.code].status;
  }
}
