import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveMetrics, type ServedMetrics } from '../../src/app/metrics.js';
import { asOwner } from '../store/small-county.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { ask, removeExtracts, sync, writeExtract } from '../sync/extract-folder.js';
import { KID, springfield } from '../sync/springfield.js';

let database: TestDatabase;
let metrics: ServedMetrics;
beforeAll(async () => {
  database = await createTestDatabase();
  metrics = await serveMetrics({ databaseUrl: database.url, host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await metrics.close();
  await database.drop();
  removeExtracts();
});

const page = async (): Promise<string> => (await fetch(`${metrics.address}/metrics`)).text();
const ours = async (): Promise<readonly string[]> => (await page()).split('\n').filter((line) => line.startsWith('csec_'));

describe('the metrics', () => {
  it('tell of no county that nobody synced, and of this process', async () => {
    expect(await ours()).toEqual([]);
    expect(await page()).toContain('process_resident_memory_bytes');
  });

  it('tell the numbers of the newest run, as its report does, and no word of a row', async () => {
    const extract = { ...springfield(), OCL_NM_T: [{ FKCLIENT_T: KID, THIRD_ID: 'OtHrNmA0X5', FIRST_NM: 'CANARY'.repeat(9) }] };
    const report = await sync(database.url, writeExtract(extract));
    const rows = report.tables.flatMap(({ table, ...counts }) => (['applied', 'quarantined'] as const).flatMap((outcome) =>
      (counts[outcome] > 0 ? [`csec_sync_rows{county="19",table="${table}",outcome="${outcome}"} ${counts[outcome]}`] : [])));
    const at = Date.parse(report.startedAt) / 1000;
    expect([...await ours()].sort()).toEqual([
      'csec_sync_running{county="19",kind="FULL"} 0', 'csec_sync_failed{county="19",kind="FULL"} 0', `csec_sync_started_timestamp_seconds{county="19",kind="FULL"} ${at}`,
      `csec_sync_completed_timestamp_seconds{county="19"} ${at}`, ...rows, `csec_sync_youths_assembled{county="19"} ${report.youthsAssembled}`, 'csec_quarantined_rows{county="19"} 1',
    ].sort());
    expect(await page()).not.toContain('CANARY');
  });

  it('tell how far a run is that goes on, and forget it when it is over', async () => {
    await ask(database.url, `insert into csec.sync_run (id, county, kind, folder_label, status, started_at) values (gen_random_uuid(), '34', 'DELTA', 'x', 'RUNNING', now())`);
    await ask(database.url, `insert into csec.run_progress (run_id, phase, source_table, bytes_read, bytes_total, at) select id, 'LANDING', 'CASE_T', 5, 10, now() from csec.sync_run where county = '34'`);
    const of = async (): Promise<readonly string[]> => (await ours()).filter((line) => /running|bytes/.test(line) && line.includes('"34"'));
    expect(await of()).toEqual(['csec_sync_running{county="34",kind="DELTA"} 1', 'csec_sync_bytes{county="34",of="read"} 5', 'csec_sync_bytes{county="34",of="all"} 10']);
    await ask(database.url, `update csec.sync_run set status = 'FAILED', phase = 'FINISHED', finished_at = now(), failure_code = 'STORE_UNAVAILABLE' where county = '34'`);
    expect(await of()).toEqual(['csec_sync_running{county="34",kind="DELTA"} 0']);
  });

  it('tell what partners were not delivered, by county and kind, and what is held while a subscription is paused; and never of whom', async () => {
    const of = async (): Promise<readonly string[]> => (await ours()).filter((line) => line.startsWith('csec_deliveries')).sort();
    const owned = (sql: string) => asOwner(database.url, (client) => client.query(sql));
    expect(await of()).toEqual([]);
    const [subject, agency] = ['0d000000-0000-4000-8000-00000000d00d', '0d000000-0000-4000-8000-0000000a6e9c'];
    await owned(`insert into csec.agency (id, name, kind, county, state, regime_status) values ('${agency}', 'Synthetic police', 'LAW_ENFORCEMENT', '19', 'CA', 'NONE')`);
    for (const [n, county, state, because] of [[1, '19', 'PAUSED', `'ENDPOINT_GONE'`], [2, '19', 'ACTIVE', 'null'], [3, '34', 'PAUSED', `'COUNTY'`], [4, '34', 'ENDED', 'null']] as const) {
      await owned(`insert into csec.partner_subscription (id, agency_id, county, person_id, role, purpose, events, endpoint, state, paused_because, recorded_at)
        values ('0d000000-0000-4000-8000-00000000000${n}', '${agency}', '${county}', 'system', 'LAW_ENFORCEMENT', 'MISSING_CHILD', '{MISSING_CHILD_REPORTED}', 'https://police.example/hook', '${state}', ${because}, now())`);
      await owned(`insert into csec.partner_event (subject_id, id, subscription_id, kind, state, raised_at) select '${subject}', gen_random_uuid(), '0d000000-0000-4000-8000-00000000000${n}', k.kind, k.state, k.at::timestamptz
        from (values ('MISSING_CHILD_REPORTED', 'WAITING', '2026-03-01T20:00:00Z'), ('MISSING_CHILD_REPORTED', 'WAITING', '2026-03-01T21:00:00Z'), ('CASE_ENDED', 'DEAD', '2026-02-01T20:00:00Z'), ('CASE_ENDED', 'SENT', '2026-01-01T20:00:00Z')) as k (kind, state, at)`);
    }
    const raised = Date.parse('2026-03-01T20:00:00Z') / 1000;
    expect(await of()).toEqual([
      'csec_deliveries_given_up{county="19",kind="CASE_ENDED"} 2', 'csec_deliveries_given_up{county="34",kind="CASE_ENDED"} 1',
      `csec_deliveries_held_oldest_timestamp_seconds{county="19",kind="MISSING_CHILD_REPORTED",because="ENDPOINT_GONE"} ${raised}`,
      `csec_deliveries_held_oldest_timestamp_seconds{county="34",kind="MISSING_CHILD_REPORTED",because="COUNTY"} ${raised}`,
      'csec_deliveries_held{county="19",kind="MISSING_CHILD_REPORTED",because="ENDPOINT_GONE"} 2',
      'csec_deliveries_held{county="34",kind="MISSING_CHILD_REPORTED",because="COUNTY"} 2',
    ]);
    expect(await page()).not.toMatch(new RegExp(`${subject}|${agency}|Synthetic police|police\\.example`));
    await owned(`update csec.partner_subscription set state = 'ACTIVE', paused_because = null; update csec.partner_event set state = 'SENT'`);
    expect(await of()).toEqual([]);
  });

  it('are nowhere but at their own path, and say nothing where the database does not answer', async () => {
    expect((await fetch(`${metrics.address}/graphql`)).status).toBe(404);
    const nowhere = await serveMetrics({ databaseUrl: 'postgresql://nobody:CANARY@127.0.0.1:1/none', host: '127.0.0.1', port: 0 });
    const answer = await fetch(`${nowhere.address}/metrics`);
    expect([answer.status, await answer.text()]).toEqual([503, 'unavailable\n']);
    await nowhere.close();
  });
});
