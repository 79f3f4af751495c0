import type { Instant } from '../../kernel/dates.js';
import type { Category } from '../../law/category.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { Queryable, Statement } from '../request-session.js';

const CONSUME: Statement = {
  name: 'consume-consents', text: 'select csec.consume_consents($1::uuid[], $2::integer[], $3, $4::timestamptz)',
};

/** A consent that a release rests on, as it stood when that was decided. */
export interface RestedOn {
  readonly id: string;
  readonly version: number;
}

/**
 * Counts one use of each consent on which this request's releases rest, in the transaction that records them; a consent
 * without a last use is left alone, and nothing is asked when there is none. The last use makes it EXHAUSTED.
 * Errors: DECISION_STALE when a consent moved on since the decision or its last use is another's; then nothing may be
 * released.
 */
export async function consumeConsents(
  session: Queryable, use: { readonly consents: readonly RestedOn[]; readonly requestId: string; readonly at: Instant },
): Promise<void> {
  const consents = [...new Map(use.consents.map((one) => [one.id, one])).values()];
  if (consents.length === 0) return;
  await orStale(session.query(CONSUME, [consents.map(({ id }) => id), consents.map(({ version }) => version), use.requestId, use.at]));
}

/** What was released under one consent by one disclosure. */
export interface ConsentRelease {
  readonly subjectId: string;
  readonly consentId: string;
  readonly disclosureId: string;
  readonly agencyId: string;
  readonly personId: string;
  readonly categories: readonly Category[];
  readonly at: Instant;
}

const REST: Statement = { name: 'rest-on-consents', text: 'select csec.rest_on_consents($1::uuid[], $2::integer[], $3::jsonb)' };

/**
 * Notes what is released under which consent, by which a withdrawal finds whom to tell, and holds the consents without
 * which nothing could be: whoever withdraws one waits until the disclosure stands. Nothing is asked when there is none.
 * Errors: DECISION_STALE when one moved on since the decision; then nothing may be released.
 */
export async function restOnConsents(
  session: Queryable, { held, releases }: { readonly held: readonly RestedOn[]; readonly releases: readonly ConsentRelease[] },
): Promise<void> {
  if (held.length === 0 && releases.length === 0) return;
  const consents = [...new Map(held.map((one) => [one.id, one])).values()];
  await orStale(session.query(REST, [consents.map(({ id }) => id), consents.map(({ version }) => version), JSON.stringify(releases)]));
}

async function orStale(done: Promise<unknown>): Promise<void> {
  try {
    await done;
  } catch (fault) {
    if (fault instanceof GatewayError && STALE.has(String(fault.details['sqlState']))) {
      throw new GatewayError('DECISION_STALE', 'What was decided on has changed meanwhile; nothing is released. Ask again.');
    }
    throw fault;
  }
}

/** The consent moved on before this transaction looked, or another transaction changed it since this one began. */
const STALE: ReadonlySet<string> = new Set(['CS410', '40001']);
