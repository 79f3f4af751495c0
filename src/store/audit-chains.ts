import type pg from 'pg';
import type { ChainHead } from '../audit/chain.js';
import { RecordTexts } from '../audit/grounds.js';

/** The chain that a connection claimed, and where it ends as far as this connection knows; null when it must look. */
export interface ClaimedChain {
  readonly chain: number;
  head: ChainHead | null;
  readonly texts: RecordTexts;
  /** Hashes of grounds that this connection found or made durable in the log. */
  readonly kept: Set<string>;
}

const CHAINS = new WeakMap<object, ClaimedChain>();

/**
 * Claims a chain of the disclosure log for this connection, for as long as the connection lives: no other connection
 * appends to it, so appending never waits and its end is known without looking. Done before the first transaction,
 * which must see the chain's true end.
 */
export async function claimChain(client: pg.ClientBase): Promise<void> {
  const { rows: [claimed] } = await client.query<{ chain: number }>('select csec.claim_chain() as chain');
  const { chain } = claimed!;
  const { rows: [end] } = await client.query<{ seq: number; mac: string }>(`select seq, encode(mac, 'hex') as mac from csec.lock_chain($1)`, [chain]);
  CHAINS.set(client, { chain, head: end ? { chain, ...end } : null, texts: new RecordTexts(), kept: new Set() });
}

/** The chain of a connection; undefined for one that claimed none. */
export function chainOf(connection: object): ClaimedChain | undefined {
  return CHAINS.get(connection);
}
