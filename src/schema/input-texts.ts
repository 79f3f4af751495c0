import type { Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';

/** A text to keep, without the blanks around it. Errors: BAD_INPUT naming the field when nothing is left, or too much. */
export function textOf(text: string, field: string, longest = 200): string {
  const kept = text.trim();
  if (kept.length > 0 && kept.length <= longest) return kept;
  throw new GatewayError('BAD_INPUT', `${field} is a text of 1 to ${longest} characters.`, { field });
}

/** Why a worker did what is kept. Errors: BAD_INPUT of what is too short to say it, or too long. */
export function reasonOf(reason: string): string {
  const kept = textOf(reason, 'input.reason', 2_000);
  if (kept.length >= 10) return kept;
  throw new GatewayError('BAD_INPUT', 'input.reason says in 10 characters or more why.', { field: 'input.reason' });
}

/** A moment that has come, the moment of the request unless one is given. Errors: BAD_INPUT naming the field. */
export function pastMoment(at: Instant | null | undefined, asOf: Instant, field: string): Instant {
  if (!at || at <= asOf) return at ?? asOf;
  throw new GatewayError('BAD_INPUT', `${field} lies in the future.`, { field });
}

/** A word of a closed list. Errors: BAD_INPUT naming the field, never the word. */
export function wordOf<T extends string>(words: readonly T[], word: string, field: string): T {
  const found = words.find((one) => one === word);
  if (found !== undefined) return found;
  throw new GatewayError('BAD_INPUT', `${field} holds a word that is not of its list.`, { field });
}
