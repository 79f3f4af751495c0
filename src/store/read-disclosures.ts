import pg from 'pg';
import type { AccountedRecord, AccountingRequest, ReadDisclosures, Recipient } from '../audit/accounting.js';
import { wholeDisclosure } from '../audit/grounds.js';
import { APPLICATION_NAME } from './data-source.js';
import { TEXTUAL_TYPES } from './pg-types.js';
import { storeError } from './store-error.js';

const BATCH = 1_000;

const DISCLOSURES = `declare accounting no scroll cursor for
  select d.record, g.grounds,
    case when a.id is null then null else jsonb_build_object('id', a.id, 'name', a.name, 'kind', a.kind, 'regimeStatus', a.regime_status) end as recipient,
    (select jsonb_object_agg(o.id, o.case_number) from csec.court_order o where d.record->'orders' is not null
      and o.subject_id = d.subject_id and (d.record->'orders')::jsonb ? o.id::text) as orders,
    exists (select from csec.seal_notice n where n.subject_id = d.subject_id and (d.record->>'id') = any (n.disclosure_ids)) as sealed
  from csec.disclosure d left join csec.agency a on a.id = (d.record->>'agencyId')::uuid
    left join csec.disclosure_grounds g on g.hash = d.grounds
  where d.at >= $1 and d.at < $2 and d.outcome in ('RELEASED', 'MESSAGE') and d.subject_id is not null`;

const ORDER = `order by d.at, d.record->>'id'`;

interface Row {
  readonly record: object;
  readonly grounds: object | null;
  readonly recipient: Recipient | null;
  readonly sealed: boolean;
  readonly orders: Readonly<Record<string, string>> | null;
}

/** The statement of a request; a cursor takes no parameters but those of its own declaration. */
function statementOf({ of, from, to }: AccountingRequest): pg.QueryConfig {
  return 'subjectId' in of
    ? { text: `${DISCLOSURES} and d.subject_id = $3::uuid ${ORDER}`, values: [from, to, of.subjectId] }
    : { text: `${DISCLOSURES} and d.record->>'agencyId' = $3 ${ORDER}`, values: [from, to, of.agencyId] };
}

/**
 * Reads the accounting of the database at that address on one snapshot, under the sync role, which may read all of the
 * log and change none of it. Errors: STORE_UNAVAILABLE, at the first record asked for.
 */
export function readDisclosures(url: string): ReadDisclosures {
  return async function* read(request) {
    const client = new pg.Client({
      connectionString: url, application_name: `${APPLICATION_NAME} accounting`, types: TEXTUAL_TYPES,
      options: '-c role=csec_sync -c timezone=UTC -c datestyle=ISO',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('begin isolation level repeatable read read only');
      await client.query(statementOf(request));
      yield* rowsOf(client);
    } catch (fault) {
      throw storeError(fault, 'accounting');
    } finally {
      await client.end().catch(() => undefined);
    }
  };
}

async function* rowsOf(client: pg.Client): AsyncGenerator<AccountedRecord> {
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${BATCH} from accounting`);
    for (const { record, grounds, recipient, sealed, orders } of rows) {
      yield { disclosure: wholeDisclosure(record, grounds), recipient, sealed, ...(orders !== null && { orderNumbers: orders }) };
    }
    if (rows.length < BATCH) return;
  }
}
