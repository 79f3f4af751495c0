import type pg from 'pg';

const CHAINS = new WeakMap<object, number>();

/**
 * Claims a chain of the disclosure log for this connection, for as long as the connection lives: no other connection
 * appends to it, so appending never waits. Done before the first transaction, which must see the chain's true end.
 */
export async function claimChain(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ chain: number }>('select csec.claim_chain() as chain');
  CHAINS.set(client, rows[0]!.chain);
}

/** The chain of a connection; undefined for one that claimed none. */
export function chainOf(connection: object): number | undefined {
  return CHAINS.get(connection);
}
