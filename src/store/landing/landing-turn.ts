import type { SyncSession } from './sync-session.js';

const LANDING_LOCK = 7_263_105;

/**
 * How a run lands beside those of other counties. `ALONE`: it marks nobody row by row and may do without indexes, so no
 * other may land meanwhile. `BESIDE`: it marks what it changes with each batch, as do all that land beside it.
 */
export type LandingTurn = 'ALONE' | 'BESIDE';

/**
 * Takes the turn of a first load if this is one: nothing has landed, was assembled or waits for it, and no other run is landing. Waits for nobody.
 * Of two that begin at once one has it.
 */
export async function takeFirstTurn(session: SyncSession): Promise<boolean> {
  const [lock] = await session.query<{ got: boolean }>('select pg_try_advisory_lock($1::integer, 0) as got', [LANDING_LOCK]);
  if (!lock?.got) return false;
  // Asked under the lock: by now whoever had it has committed what he landed.
  const [first] = await session.query<{ first: boolean }>(
    'select not exists (select from csec.county_record) and not exists (select from csec.youth) and not exists (select from csec.stale_client) as first');
  if (first?.first) return true;
  await leaveTurn(session, 'ALONE');
  return false;
}

/** Waits until the run may land so: a run alone for all others to be through, the others for one that is alone. */
export async function enterTurn(session: SyncSession, turn: LandingTurn): Promise<void> {
  await session.query(`select pg_advisory_lock${SUFFIX[turn]}($1::integer, 0)`, [LANDING_LOCK]);
}

/** Lets others land. A session that ends leaves its turn by that. */
export async function leaveTurn(session: SyncSession, turn: LandingTurn): Promise<void> {
  await session.query(`select pg_advisory_unlock${SUFFIX[turn]}($1::integer, 0)`, [LANDING_LOCK]);
}

const SUFFIX: Readonly<Record<LandingTurn, string>> = { ALONE: '', BESIDE: '_shared' };
