import type { Instant } from '../kernel/dates.js';
import type { Pool } from './pools.js';
import { singleStatements, type Statement } from './request-session.js';

const TAKE: Statement = { name: 'take-client-assertion', text: 'select csec.take_client_assertion($1, $2, $3, $4) as taken' };

/**
 * Where used assertions of partners' systems are kept: one for all gateways of the database.
 * Errors: STORE_UNAVAILABLE; then none is taken.
 */
export class PgAssertionRegister {
  constructor(private readonly pool: Pool) {}

  /** True the first time; false when the client's assertion of that id was taken before, by whichever gateway. */
  async takeOnce(assertion: { readonly clientId: string; readonly idHash: string; readonly until: Instant; readonly at: Instant }): Promise<boolean> {
    const { clientId, idHash, until, at } = assertion;
    const [row] = await singleStatements(this.pool).query<{ readonly taken: boolean }>(TAKE, [clientId, idHash, until, at]);
    return row?.taken === true;
  }
}
