import { instant, type Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { isUuid } from '../kernel/ids.js';

/** One page of a list in Relay's manner, before it is shown. */
export interface Page<T> {
  readonly rows: readonly { readonly row: T; readonly cursor: string }[];
  readonly hasNextPage: boolean;
}

export const PAGE_LIMIT = 100;

/** `first`, when it is one to a hundred. Errors: PAGE_TOO_LARGE. */
export function pageSize(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= PAGE_LIMIT) return first;
  throw new GatewayError('PAGE_TOO_LARGE', `first must be 1 to ${PAGE_LIMIT}.`, { field: 'first' });
}

/** An opaque cursor of the list named: it goes on after the keys it holds, and holds nothing else. */
export function cursorOf(list: string, keys: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([list, ...keys]), 'utf8').toString('base64url');
}

/** The keys of a cursor of the list named. Errors: BAD_CURSOR. */
export function keysOf(list: string, cursor: string, count: number): readonly (string | null)[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw badCursor();
  }
  if (!Array.isArray(parsed) || parsed.length !== count + 1 || parsed[0] !== list) throw badCursor();
  const keys = parsed.slice(1) as unknown[];
  if (!keys.every((key) => key === null || typeof key === 'string') || cursorOf(list, keys as string[]) !== cursor) throw badCursor();
  return keys as (string | null)[];
}

/** Where a list by moment and id goes on. Errors: BAD_CURSOR. */
export function momentOf(list: string, cursor: string): { readonly at: Instant; readonly id: string } {
  const [at, id] = keysOf(list, cursor, 2);
  if (!at || !id || !isUuid(id)) throw badCursor();
  try {
    return { at: instant(at), id };
  } catch {
    throw badCursor();
  }
}

function badCursor(): GatewayError {
  return new GatewayError('BAD_CURSOR', 'after is not a cursor of this list.', { field: 'after' });
}
