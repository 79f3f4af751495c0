import { GatewayError } from '../kernel/gateway-error.js';
import { purposeOf, type Purpose } from '../law/purpose.js';
import { tokenFault } from './token-fault.js';

/**
 * Headers by lower-case name. Give `headersDistinct` of node:http, where a repeated header shows as several values; the
 * plain `headers` silently keep the first `Authorization` of two.
 */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Where the purpose of use is stated. */
export const PURPOSE_HEADER = 'x-purpose-of-use';

/** No honest token of ours is longer. */
export const LONGEST_TOKEN_CHARACTERS = 8192;

/**
 * The bearer token of a request, not yet looked at.
 * Errors: AUTH_TOKEN_MISSING when none is sent or another scheme is used; AUTH_TOKEN_INVALID when it is repeated, too
 * long or not of the form of a token.
 */
export function bearerToken(headers: RequestHeaders): string {
  const values = valuesOf(headers, 'authorization');
  if (values.length > 1) throw tokenFault('REPEATED');
  const [scheme, token] = splitOnce((values[0] ?? '').trim());
  if (scheme.toLowerCase() !== 'bearer') throw new GatewayError('AUTH_TOKEN_MISSING', 'No bearer token was sent.');
  if (token.length > LONGEST_TOKEN_CHARACTERS) throw tokenFault('SIZE');
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) throw tokenFault('FORMAT');
  return token;
}

/**
 * The one purpose of use that a request states, by name or HL7 code.
 * Errors: AUTH_PURPOSE_MISSING, AUTH_PURPOSE_UNKNOWN (also for two of them: a request has one purpose).
 */
export function statedPurpose(header: string | readonly string[] | undefined): Purpose {
  const values = header === undefined ? [] : typeof header === 'string' ? [header] : header;
  if (values.every((value) => value.trim() === '')) {
    throw new GatewayError('AUTH_PURPOSE_MISSING', 'The request states no purpose of use.', { header: PURPOSE_HEADER });
  }
  const purpose = values.length === 1 ? purposeOf(values[0]!.trim()) : undefined;
  if (purpose === undefined) {
    throw new GatewayError('AUTH_PURPOSE_UNKNOWN', 'The purpose of use is not one of the closed list.', { header: PURPOSE_HEADER });
  }
  return purpose;
}

function valuesOf(headers: RequestHeaders, name: string): readonly string[] {
  const value = headers[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

function splitOnce(text: string): readonly [string, string] {
  const space = text.indexOf(' ');
  return space < 0 ? [text, ''] : [text.slice(0, space), text.slice(space).trimStart()];
}
