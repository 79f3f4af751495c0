import pg from 'pg';
import type { ChainHead } from '../audit/chain.js';
import type { StoredDisclosure } from '../audit/verify.js';
import { APPLICATION_NAME } from './data-source.js';
import { TEXTUAL_TYPES } from './pg-types.js';
import { storeError } from './store-error.js';

const BATCH = 2_000;

/** The whole disclosure log as it stands at one moment, for verification. */
export interface AuditTrail {
  readonly heads: readonly ChainHead[];
  /** Every record by chain and place, read in batches. */
  readonly records: AsyncIterable<StoredDisclosure>;
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
    return await use({ heads: rows, records: recordsOf(client) });
  } catch (fault) {
    throw storeError(fault, 'audit-trail');
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface TrailRow extends Omit<StoredDisclosure, 'columns'> {
  readonly subjectId: string | null; readonly requestId: string; readonly at: string; readonly outcome: string;
}

async function* recordsOf(client: pg.Client): AsyncGenerator<StoredDisclosure> {
  await client.query(`declare trail no scroll cursor for
    select chain, seq, encode(mac, 'hex') as mac, record, subject_id as "subjectId", request_id as "requestId", at, outcome
    from csec.disclosure order by chain, seq`);
  for (;;) {
    const { rows } = await client.query<TrailRow>(`fetch ${BATCH} from trail`);
    for (const { chain, seq, mac, record, ...columns } of rows) yield { chain, seq, mac, record, columns };
    if (rows.length < BATCH) return;
  }
}
