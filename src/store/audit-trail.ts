import pg from 'pg';
import type { ChainHead } from '../audit/chain.js';
import type { StoredDisclosure, StoredGrounds } from '../audit/verify.js';
import { APPLICATION_NAME } from './data-source.js';
import { TEXTUAL_TYPES } from './pg-types.js';
import { storeError } from './store-error.js';

const BATCH = 2_000;

/** The whole disclosure log as it stands at one moment, for verification. */
export interface AuditTrail {
  readonly heads: readonly ChainHead[];
  /** Every record by chain and place, read in batches. */
  readonly records: AsyncIterable<StoredDisclosure>;
  /** What the records rest on, by hash; to be read before them. */
  readonly grounds: AsyncIterable<StoredGrounds>;
}

/** Reads the log on one snapshot, under the sync role, which may read all of it and change none. Errors: STORE_UNAVAILABLE. */
export async function withAuditTrail<T>(url: string, use: (trail: AuditTrail) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url, application_name: `${APPLICATION_NAME} audit`, types: TEXTUAL_TYPES,
    options: '-c role=csec_sync -c timezone=UTC -c datestyle=ISO',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<ChainHead>(
      `select chain, seq, encode(mac, 'hex') as mac from csec.audit_chain order by chain`);
    return await use({ heads: rows, records: recordsOf(client), grounds: groundsOf(client) });
  } catch (fault) {
    throw storeError(fault, 'audit-trail');
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface TrailRow extends Omit<StoredDisclosure, 'columns'> {
  readonly subjectId: string | null; readonly requestId: string; readonly at: string; readonly outcome: string;
  readonly grounds: string | null;
}

async function* recordsOf(client: pg.Client): AsyncGenerator<StoredDisclosure> {
  await client.query(`declare trail no scroll cursor for
    select chain, seq, encode(mac, 'hex') as mac, record, subject_id as "subjectId", request_id as "requestId", at, outcome,
      encode(grounds, 'hex') as grounds
    from csec.disclosure order by chain, seq`);
  for (;;) {
    const { rows } = await client.query<TrailRow>(`fetch ${BATCH} from trail`);
    // A record of earlier days names no grounds, and has no member for them.
    for (const { chain, seq, mac, record, grounds, ...columns } of rows) yield { chain, seq, mac, record, columns: { ...columns, grounds: grounds ?? undefined } };
    if (rows.length < BATCH) return;
  }
}

async function* groundsOf(client: pg.Client): AsyncGenerator<StoredGrounds> {
  await client.query(`declare shared no scroll cursor for select encode(hash, 'hex') as hash, grounds from csec.disclosure_grounds`);
  for (;;) {
    const { rows } = await client.query<StoredGrounds>(`fetch ${BATCH} from shared`);
    yield* rows;
    if (rows.length < BATCH) return;
  }
}
