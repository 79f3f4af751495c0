import { z } from 'zod';
import { isTokenAlgorithm, type TokenAlgorithm } from './algorithm.js';
import { tokenFault } from './token-fault.js';

/** What a token says of itself before anything is verified: enough to choose the key, nothing to act on. */
export interface TokenParts {
  readonly algorithm: TokenAlgorithm;
  readonly keyId: string | null;
  /** The claims as sent. Nothing may be believed of them before the signature is verified. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Types of token that are access tokens (RFC 7519, RFC 9068); an id token or a logout token of the issuer is not one. */
const ACCEPTED_TYPES = ['jwt', 'at+jwt', 'application/jwt', 'application/at+jwt'];

/**
 * The header fields that are read. `jwk`, `jku`, `x5u`, `x5c` and the like are not among them: a token does not bring
 * its own key.
 */
const headerSchema = z.object({
  alg: z.string(),
  kid: z.string().min(1).max(256).optional(),
  typ: z.string().refine((type) => ACCEPTED_TYPES.includes(type.toLowerCase())).optional(),
});

/**
 * Reads the parts of a compact token.
 * Errors: AUTH_TOKEN_INVALID for what is not JSON, an algorithm outside the closed list, another type of token, and any
 * `crit` header, since no extension is understood here (RFC 7515, 4.1.11).
 */
export function tokenParts(token: string): TokenParts {
  const [head = '', body = ''] = token.split('.');
  const rawHeader = jsonObject(head);
  if ('crit' in rawHeader) throw tokenFault('HEADER');
  const header = headerSchema.safeParse(rawHeader);
  if (!header.success) throw tokenFault('HEADER');
  const { alg, kid } = header.data;
  if (!isTokenAlgorithm(alg)) throw tokenFault('ALGORITHM');
  return { algorithm: alg, keyId: kid ?? null, payload: jsonObject(body) };
}

function jsonObject(segment: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    const bytes = Buffer.from(segment, 'base64url');
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw tokenFault('FORMAT');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw tokenFault('FORMAT');
  return parsed as Record<string, unknown>;
}
