import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assembleStaleYouths } from '../../src/store/assembly/assemble.js';
import { withSyncSession, type SyncSession } from '../../src/store/landing/sync-session.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());

const YOUTHS = 3_000;
const BATCH = 300;
/** No part reads a row more often than this: the youth, its own part, and those that hang off the same row. */
const MOST_READS = 4;

/** What hangs off each of the youths: the table, and SQL for key, client and parent of the rows of youth `n`. */
const ROWS: readonly (readonly [table: string, key: string, client: string | null, parent: string | null, record: string])[] = [
  ['CLIENT_T', "'k' || n", "'k' || n", null, `'{"isChild": true, "sensitivity": "N"}'`],
  ['OCL_NM_T', "'o' || n", "'k' || n", null, `'{"firstName": "Other"}'`],
  ['CL_ADDRT', "'l' || n", "'k' || n", "'a' || n", `jsonb_build_object('addressKey', 'a' || n)`],
  ['ADDRS_T', "'a' || n", null, null, `'{"city": "Springfield"}'`],
  ['CSECHIST', "'g' || n", "'k' || n", null, `'{"type": {"code": 6867}, "isVictim": true}'`],
  ['REFERL_T', "'r' || n", null, null, `'{"limitedAccess": "N"}'`],
  ['REFR_CLT', "'k' || n || ':r' || n", "'k' || n", "'r' || n", `'{"disposition": "NONE"}'`],
  ['REPTR_T', "'r' || n", null, "'r' || n", `'{"firstName": "Ada"}'`],
  ['ALLGTN_T', "'x' || n", "'k' || n", "'r' || n", `jsonb_build_object('referralKey', 'r' || n)`],
  ['IJHM_DET', "'x' || n || ':1'", null, "'x' || n", `'{"subtype": {"code": 6873}}'`],
  ['CASE_T', "'c' || n", "'k' || n", null, `'{"limitedAccess": "N"}'`],
  ['SPC_PRJT', "'p' || n", null, null, `'{"name": "S-CSEC Referral", "programme": "CSEC_REFERRAL"}'`],
  ['SPRJ_RFT', "'s' || n", null, "'r' || n", `jsonb_build_object('projectKey', 'p' || n)`],
  ['SPRJ_CST', "'t' || n", null, "'c' || n", `jsonb_build_object('projectKey', 'p' || n)`],
  ['PLC_EPST', "'k' || n || ':e'", "'k' || n", null, `'{"episodeKey": "e"}'`],
  ['PLC_HM_T', "'h' || n", null, null, `'{"facilityName": "Acorn House"}'`],
  ['O_HM_PLT', "'m' || n", "'k' || n", "'h' || n", `jsonb_build_object('clientKey', 'k' || n, 'episodeKey', 'e', 'homeKey', 'h' || n)`],
  ['DL_SVC_T', "'d' || n", null, null, `'{"category": "CASE_FACTS", "kind": "VISIT", "status": "COMPLETED", "regime": "CHILD_WELFARE"}'`],
  ['IDV_SVCT', "'i' || n", "'k' || n", "'d' || n", `'{"role": "CLIENT"}'`],
  ['NCWSNO_T', "'w' || n", "'k' || n", null, `'{"system": {"code": 1334}, "value": "PB-77"}'`],
  ['ASGNM_T', "'y' || n", null, "'c' || n", `'{"through": "CASE", "kind": "SECONDARY"}'`],
  ['CLN_RELT', "'v' || n", "'k' || n", "'k' || (n + 1)", `'{"kind": null}'`],
];

/** Lands as many youths, each with one row of every table. */
async function landYouths(session: SyncSession): Promise<void> {
  for (const [table, key, client, parent, record] of ROWS) {
    await session.query(`insert into csec.county_record (source_table, source_key, client_key, parent_key, county, updated_at, record, run_id)
      select '${table}', ${key}, ${client}, ${parent}, '19', '2026-01-01', (${record})::jsonb, gen_random_uuid() from generate_series(1, ${YOUTHS}) n`);
  }
}

const markAll = (session: SyncSession): Promise<unknown> =>
  session.query(`insert into csec.stale_client (county, client_key, parts) select '19', 'k' || n, -1 from generate_series(1, ${YOUTHS}) n`);

/** Assembles everybody; answers the most landed rows that one batch read of a table, for each table of which one read more than it should. */
async function readBeyondNeed(session: SyncSession): Promise<Record<string, number>> {
  const most: Record<string, number> = {};
  await assembleStaleYouths([session], {
    county: '19', batchSize: BATCH, deriveAbsences: () => [],
    inBatch: async () => {
      const tables = await session.query<{ relname: string; read: number }>(`select relname, (seq_tup_read + idx_tup_fetch)::integer as read
        from pg_stat_xact_all_tables where schemaname = 'csec' and relname like 'county\\_record\\_%'`);
      // What one transaction counted would else stand among the next one's.
      await session.query('select pg_stat_force_next_flush()');
      for (const { relname, read } of tables) most[relname] = Math.max(most[relname] ?? 0, read);
    },
  });
  expect(Object.values(most).filter((read) => read >= BATCH)).toHaveLength(ROWS.length);
  return Object.fromEntries(Object.entries(most).filter(([, read]) => read > MOST_READS * BATCH));
}

describe('a batch of youths', () => {
  it('reads of the landing what hangs off them and no table whole, whether the planner knows the tables or not', () =>
    withSyncSession(database.url, { county: '19', whenBusy: 'refuse' }, async (session) => {
      await landYouths(session);
      await markAll(session);
      expect(await readBeyondNeed(session)).toEqual({});
      for (const [table] of ROWS) await session.query('select csec.note_statistics($1)', [table]);
      await markAll(session);
      expect(await readBeyondNeed(session)).toEqual({});
    }), 120_000);
});
