import pg from 'pg';
import { GatewayError } from '../kernel/gateway-error.js';
import { claimChain } from './audit-chains.js';
import { APPLICATION_NAME } from './data-source.js';
import { TEXTUAL_TYPES } from './pg-types.js';
import { storeError } from './store-error.js';

/** Connections of one role. */
export type Pool = pg.Pool;

/** How a pool connects. */
export interface PoolSettings {
  readonly url: string;
  readonly max: number;
  /** Milliseconds a statement may run; 0 without limit. */
  readonly statementTimeoutMillis: number;
  /** Told the SQLSTATE or errno of a connection that was lost while idle; never its message. */
  readonly onLost?: (code: string) => void;
  /** Values come as the driver reads them, for a package that expects that. Absent: as text, which loses nothing. */
  readonly driversTypes?: true;
}

/** What the connections of a role say that they do. */
const SAYS_WHAT = { csec_gateway: 'serve', csec_sync: 'sync', csec_delivery: 'deliver' } as const;

const CONNECT_MILLIS = 5_000;
const IDLE_IN_TRANSACTION_MILLIS = 15_000;

/** Connections of the serving role: no write, and no row of a youth that the transaction has not opened. */
export function servingPool(settings: PoolSettings): Pool {
  return poolAs('csec_gateway', settings);
}

/** Connections of the sync role: the county's records and their administration. */
export function syncPool(settings: PoolSettings): Pool {
  return poolAs('csec_sync', settings);
}

/** Connections of the delivering role: what partners asked to be told and what waits for them, and no record of a youth. */
export function deliveryPool(settings: PoolSettings): Pool {
  return poolAs('csec_delivery', settings);
}

/** Closes a pool; safe to call twice. */
export async function closePool(pool: Pool): Promise<void> {
  if (!pool.ending) await pool.end();
}

type PoolRole = keyof typeof SAYS_WHAT;

function poolAs(role: PoolRole, settings: PoolSettings): Pool {
  const pool = new pg.Pool({
    connectionString: connectionUrl(settings.url, role, settings.statementTimeoutMillis),
    application_name: `${APPLICATION_NAME} ${SAYS_WHAT[role]}`,
    max: settings.max,
    connectionTimeoutMillis: CONNECT_MILLIS,
    ...(settings.driversTypes ? {} : { types: TEXTUAL_TYPES }),
    // Statements that a request asks at once go out at once; their order is kept.
    pipeline: role === 'csec_gateway',
    verify: (client: pg.PoolClient, done: (fault?: Error) => void) => {
      prepareConnection(client, role).then(() => done(), (fault: unknown) => done(storeError(fault, 'prepare-connection')));
    },
  } as pg.PoolConfig);
  // A connection that is lost while somebody works with it is told by what was asked over it; unheard it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (fault) => settings.onLost?.((fault as { code?: string }).code ?? 'UNKNOWN'));
  return pool;
}

/** The URL with our session settings after its own, so that no setting of the URL can keep a connection out of its role. */
function connectionUrl(url: string, role: string, statementTimeoutMillis: number): string {
  const parsed = new URL(url);
  const own = [
    `role=${role}`, 'timezone=UTC', 'datestyle=ISO', 'jit=off', `statement_timeout=${statementTimeoutMillis}`,
    `idle_in_transaction_session_timeout=${role === 'csec_sync' ? 0 : IDLE_IN_TRANSACTION_MILLIS}`,
  ].map((setting) => `-c ${setting}`);
  parsed.searchParams.set('options', [parsed.searchParams.get('options') ?? '', ...own].join(' ').trim());
  return parsed.href;
}

async function prepareConnection(client: pg.PoolClient, role: PoolRole): Promise<void> {
  await verifyRole(client, role);
  if (role === 'csec_gateway') await claimChain(client);
}

/** A connection that does not bear its role, say behind a pooler that drops startup options, is never handed out. */
async function verifyRole(client: pg.PoolClient, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string; bypass: boolean }>(
    'select current_user::text as name, rolsuper or rolbypassrls as bypass from pg_roles where rolname = current_user',
  );
  if (rows[0]?.name !== role || rows[0].bypass) {
    throw new GatewayError('DATABASE_LOGIN_TOO_WEAK', 'A connection did not take its role.', { role });
  }
}
