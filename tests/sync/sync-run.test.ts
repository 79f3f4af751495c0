import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { ask, NOW, removeExtracts, rowsOf, sync, writeExtract, writeTable, type ExtractRows } from './extract-folder.js';
import type { RowCounts } from '../../src/store/landing/run-ledger.js';
import { withSyncSession } from '../../src/store/landing/sync-session.js';
import { CASE_KEY, KID, SIBLING, springfield } from './springfield.js';
import { createSpringfield } from './springfield-database.js';
import type { SyncReport } from '../../src/sync/sync-report.js';

let database: TestDatabase;
const onEmpty = async (): Promise<void> => { database = await createTestDatabase(); };
/** Where the extract of `springfield()` was taken before. */
const onSpringfield = async (): Promise<void> => { database = await createSpringfield(); };
afterEach(() => database.drop());
afterAll(removeExtracts);

const ASSEMBLED = ['youth', 'alias', 'address', 'csec_grid_entry', 'special_project_participation', 'referral', 'reporter', 'allegation',
  'child_welfare_case', 'placement', 'absence', 'service_record', 'identifier', 'assignment'];

/** Which transaction wrote each assembled row of a client last. */
async function writtenBy(clientKey: string): Promise<string[]> {
  const rows = await Promise.all(ASSEMBLED.map((table) => ask<{ xmin: string }>(database.url, `
    select '${table} ' || t.xmin::text as xmin from csec.${table} t join csec.youth y using (subject_id) where y.client_key = $1 order by 1`, [clientKey])));
  return rows.flat().map((row) => row.xmin);
}

const tableOf = (report: SyncReport, table: string) => report.tables.find((one) => one.table === table)!;
/** The rows of a table as they were counted. */
const everyRow = (of: RowCounts) => of.applied + of.unchanged + of.superseded + of.tombstoned + of.held + of.quarantined;
const first = <T>(rows: readonly T[] | undefined): T => rows![0]!;
const later = '2026-02-01-09.00.00.000001';

describe('a run', () => {
  it('counts, stores and answers the same numbers, and they add up', async () => {
    await onEmpty();
    const report = await sync(database.url, writeExtract(springfield()));
    expect(report).toMatchObject({ county: '19', status: 'COMPLETED', startedAt: NOW, finishedAt: NOW, otherFiles: [], youthsAssembled: 2 });
    expect(report.totals).toEqual({ read: 34, applied: 34, unchanged: 0, superseded: 0, tombstoned: 0, held: 0, quarantined: 0, joined: 0 });
    for (const table of report.tables) expect(everyRow(table)).toBe(table.read);
    expect(tableOf(report, 'CSECHIST')).toEqual({
      table: 'CSECHIST', outcome: 'LANDED', read: 3, applied: 3, unchanged: 0, superseded: 0, tombstoned: 0, held: 0, quarantined: 0, joined: 0, failure: null,
      flags: { R_10971_ABSENCE_TYPE_WITHOUT_END: 1, UNKNOWN_CODE: 1 },
    });
    const [run] = await ask(database.url, 'select county, status, failure_code, rows_read::int, rows_applied::int, youths_assembled::int from csec.sync_run');
    expect(run).toEqual({
      county: '19', status: 'COMPLETED', failure_code: null, rows_read: report.totals.read, rows_applied: report.totals.applied, youths_assembled: 2,
    });
    const stored = await ask<{ table: string }>(database.url, `
      select source_table as table, outcome, rows_read::int as read, rows_applied::int as applied, rows_unchanged::int as unchanged,
        rows_superseded::int as superseded, rows_tombstoned::int as tombstoned, rows_held::int as held, rows_quarantined::int as quarantined,
        rows_joined::int as joined, flags, null as failure from csec.sync_table_count`);
    expect(stored).toHaveLength(report.tables.length);
    for (const table of report.tables) expect(stored.find((one) => one.table === table.table)).toEqual(table);
  });

  it('changes nothing when it is run twice', async () => {
    await onEmpty();
    const folder = writeExtract(springfield());
    await sync(database.url, folder);
    const before = [await writtenBy(KID), await writtenBy(SIBLING)];
    const landed = await ask(database.url, 'select source_table, source_key, xmin::text from csec.county_record order by 1, 2');
    const again = await sync(database.url, folder);
    expect(again).toMatchObject({ youthsAssembled: 0, totals: { applied: 0, superseded: 0, unchanged: again.totals.read } });
    expect([await writtenBy(KID), await writtenBy(SIBLING)]).toEqual(before);
    expect(await ask(database.url, 'select source_table, source_key, xmin::text from csec.county_record order by 1, 2')).toEqual(landed);
  });

  it('lets no older extract overwrite', async () => {
    await onSpringfield();
    const old = springfield();
    const client = { ...first(old.CLIENT_T), COM_FST_NM: 'Older', LST_UPD_TS: '2026-01-15 10:00:00.123455' };
    const report = await sync(database.url, writeExtract({ ...old, CLIENT_T: [client, ...old.CLIENT_T!.slice(1)] }));
    expect(tableOf(report, 'CLIENT_T')).toMatchObject({ applied: 0, unchanged: 2, superseded: 1 });
    expect(report.youthsAssembled).toBe(0);
    expect(await ask(database.url, 'select first_name from csec.youth where client_key = $1', [KID])).toEqual([{ first_name: 'Robin' }]);
  });

  it('rebuilds only the youths that changed', async () => {
    const rows = springfield();
    await onSpringfield();
    const [kid, sibling] = [await writtenBy(KID), await writtenBy(SIBLING)];
    const changed = { ...first(rows.CASE_T), END_DT: '2026-01-31', LST_UPD_TS: later };
    const report = await sync(database.url, writeExtract({ ...rows, CASE_T: [changed] }));
    expect(report).toMatchObject({ youthsAssembled: 1, totals: { applied: 1 } });
    expect(await writtenBy(SIBLING)).toEqual(sibling);
    expect(await writtenBy(KID)).not.toEqual(kid);
    expect(await ask(database.url, 'select has_open_case, opened_on from csec.youth where client_key = $1', [KID]))
      .toEqual([{ has_open_case: false, opened_on: null }]);
    expect(await rowsOf(database.url, 'child_welfare_case', KID)).toMatchObject([{ record_key: CASE_KEY, ended_on: '2026-01-31' }]);
  });

  it('reaches through every shared row to the youths behind it', async () => {
    const rows = springfield();
    await onSpringfield();
    const shared: readonly (readonly [keyof ExtractRows, Record<string, string>, number])[] = [
      ['ADDRS_T', { CITY_NM: 'Shelbyville' }, 1], ['PLC_HM_T', { FACLTY_NM: 'Beech House' }, 1], ['REFERL_T', { REFCLSR_DT: '2025-03-01' }, 2],
      ['REPTR_T', { RPTR_FSTNM: 'Ray' }, 2], ['SPC_PRJT', { PROJECT_NM: 'Renamed' }, 2], ['SPRJ_RFT', { PART_ENDT: '2025-02-01' }, 2],
      ['SPRJ_CST', { PART_ENDT: '2025-04-01' }, 1], ['DL_SVC_T', { STATUS_CD: 'A' }, 1], ['ASGNM_T', { END_DT: '2026-01-01' }, 1],
      ['STFCSLDT', { END_DT: '2026-01-01' }, 1], ['STFPERST', { LAST_NM: 'Feather' }, 2], ['IJHM_DET', { INJR_HMC: '6873' }, 1],
    ];
    for (const [table, change, youths] of shared) {
      const [row, ...others] = rows[table]!;
      const report = await sync(database.url, writeExtract({ CLIENT_T: rows.CLIENT_T!, [table]: [{ ...row, ...change, LST_UPD_TS: later }, ...others] }));
      expect([table, report.totals.applied, report.youthsAssembled]).toEqual([table, 1, youths]);
    }
    expect(await rowsOf(database.url, 'service_record', KID)).toMatchObject([{ status: 'ATTEMPTED', provider_name: 'Ada Feather' }]);
    expect(await rowsOf(database.url, 'address', KID)).toMatchObject([{ city: 'Shelbyville' }]);
    expect(await rowsOf(database.url, 'special_project_participation', KID)).toMatchObject([{ project_name: 'Renamed' }, { project_name: 'Renamed' }]);
  });

  it('understands rows anew by a code table that changed', async () => {
    const rows = springfield();
    await onSpringfield();
    const [known, ...others] = rows.SYS_CD_C!;
    const codes = [{ ...known!, SYS_ID: '6999', SHORT_DSC: 'A later type', LST_UPD_TS: later }, known!, ...others];
    const report = await sync(database.url, writeExtract({ ...rows, SYS_CD_C: codes }));
    expect([tableOf(report, 'SYS_CD_C').applied, tableOf(report, 'CSECHIST').applied, report.youthsAssembled]).toEqual([1, 1, 1]);
    expect((await rowsOf(database.url, 'csec_grid_entry', KID))[2]).toMatchObject({ type_code: 6999, type_display: 'A later type', is_victim: true, flags: [] });
  });

  it('leaves the records of partners alone, and keeps the public id of its own', async () => {
    const rows = springfield();
    await onSpringfield();
    await ask(database.url, `insert into csec.service_record (subject_id, record_key, category, kind, system, regime)
      select subject_id, 'partner:1', 'MENTAL_HEALTH', 'SERVICE', 'Clinic', 'LPS' from csec.youth where client_key = $1`, [KID]);
    const before = await rowsOf(database.url, 'service_record', KID);
    const service = { ...first(rows.DL_SVC_T), STATUS_CD: 'A', LST_UPD_TS: later };
    await sync(database.url, writeExtract({ ...rows, DL_SVC_T: [service] }));
    expect(await rowsOf(database.url, 'service_record', KID)).toEqual([
      { ...before[0], status: 'ATTEMPTED', source_updated_at: '2026-02-01T17:00:00.000001+00:00' }, before[1],
    ]);
    await sync(database.url, writeExtract({ ...rows, IDV_SVCT: [{ ...first(rows.IDV_SVCT), IBMSNAP_OPERATION: 'D', LST_UPD_TS: later }] }));
    expect(await rowsOf(database.url, 'service_record', KID)).toEqual([before[1]]);
  });

  it('holds a row whose parent is nowhere, and joins it once the parent has come, brought again or not', async () => {
    await onEmpty();
    const rows = springfield();
    const late = await sync(database.url, writeExtract({ ...rows, CASE_T: [] }));
    expect([tableOf(late, 'SPRJ_CST'), tableOf(late, 'ASGNM_T')]).toMatchObject([{ read: 1, held: 1, applied: 0 }, { read: 1, held: 1, applied: 0 }]);
    expect(await ask(database.url, 'select source_table, file, line::int, column_name from csec.held_row order by 1')).toEqual([
      { source_table: 'ASGNM_T', file: 'ASGNM_T.csv', line: 2, column_name: 'ESTBLSH_ID' },
      { source_table: 'SPRJ_CST', file: 'SPRJ_CST.csv', line: 2, column_name: 'FKCASE_T' },
    ]);
    const { SPRJ_CST, ...others } = rows;
    const whole = await sync(database.url, writeExtract(others));
    expect(whole.totals).toMatchObject({ applied: 2, held: 0, quarantined: 0, joined: 1 });
    expect([tableOf(whole, 'SPRJ_CST'), tableOf(whole, 'ASGNM_T')]).toMatchObject([
      { outcome: 'NOT_IN_EXTRACT', read: 0, joined: 1 }, { read: 1, applied: 1, joined: 0 },
    ]);
    expect(SPRJ_CST).toHaveLength(1);
    expect(await ask(database.url, 'select 1 from csec.held_row')).toEqual([]);
    expect(await rowsOf(database.url, 'special_project_participation', KID)).toHaveLength(2);
  });

  it('keeps of a quarantined row its place and reason, and nowhere its text', async () => {
    await onEmpty();
    const rows = springfield();
    const report = await sync(database.url, writeExtract({
      ...rows, OCL_NM_T: [{ FKCLIENT_T: KID, THIRD_ID: 'OtHrNmA0X5', FIRST_NM: 'CANARY'.repeat(9) }, { FKCLIENT_T: 'CANARY', THIRD_ID: 'OtHrNmB0X5' }],
      CSECHIST: [{ FKCHLD_CLT: KID, THIRD_ID: 'GrId01A0X5', CSEC_TPC: '6868', START_DT: 'CANARY' }],
    }));
    expect(report).toMatchObject({ status: 'COMPLETED', totals: { quarantined: 3 } });
    expect(await ask(database.url, 'select source_table, line::int, column_name, reason from csec.quarantined_row order by 1, 2')).toEqual([
      { source_table: 'CSECHIST', line: 2, column_name: 'START_DT', reason: 'DATE_INVALID' },
      { source_table: 'OCL_NM_T', line: 2, column_name: 'FIRST_NM', reason: 'TEXT_TOO_LONG' },
      { source_table: 'OCL_NM_T', line: 3, column_name: 'FKCLIENT_T', reason: 'KEY_MALFORMED' },
    ]);
    const everything = await Promise.all(['county_record', 'quarantined_row', 'sync_run', 'sync_table_count', ...ASSEMBLED].map((table) =>
      ask(database.url, `select to_jsonb(t)::text as row from csec.${table} t where to_jsonb(t)::text like '%CANARY%'`)));
    expect([...everything.flat(), JSON.stringify(report).includes('CANARY')]).toEqual([false]);
  });
});

describe('readers and runs side by side', () => {
  it('show a reader the youth of before or of after, never half of each', async () => {
    const rows = springfield();
    await onSpringfield();
    const running = new AbortController();
    const seen = new Set<string>();
    const reader = (async () => {
      while (!running.signal.aborted) {
        const [row] = await ask<{ pair: string }>(database.url, `
          select y.middle_name || ' ' || count(a.*) || ' ' || string_agg(a.first_name, ',') as pair
          from csec.youth y left join csec.alias a using (subject_id) where y.client_key = $1 group by y.subject_id`, [KID]);
        seen.add(row!.pair);
      }
    })();
    for (let turn = 1; turn <= 8; turn += 1) {
      const stamp = `2026-02-01-09.00.00.00000${turn}`;
      const aliases = Array.from({ length: turn }, (_, at) => ({ FKCLIENT_T: KID, THIRD_ID: `OtHr${turn}${at}A0X5`, FIRST_NM: String(turn), LST_UPD_TS: stamp }));
      const removed = Array.from({ length: turn - 1 }, (_, at) => ({
        FKCLIENT_T: KID, THIRD_ID: `OtHr${turn - 1}${at}A0X5`, LST_UPD_TS: stamp, IBMSNAP_OPERATION: 'D',
      }));
      const original = turn === 1 ? [{ ...first(rows.OCL_NM_T), LST_UPD_TS: stamp, IBMSNAP_OPERATION: 'D' }] : [];
      await sync(database.url, writeExtract({
        CLIENT_T: [{ ...first(rows.CLIENT_T), COM_MID_NM: String(turn), LST_UPD_TS: stamp }], OCL_NM_T: [...aliases, ...removed, ...original],
      }));
    }
    running.abort();
    await reader;
    const whole = ['Lee 1 Bird', ...Array.from({ length: 8 }, (_, at) => `${at + 1} ${at + 1} ${Array.from({ length: at + 1 }, () => at + 1).join(',')}`)];
    expect([...seen].filter((pair) => !whole.includes(pair))).toEqual([]);
    expect(seen.size).toBeGreaterThan(1);
  });

  it('close a run that died, and refuse a second one meanwhile', async () => {
    await onEmpty();
    await ask(database.url, `insert into csec.sync_run (county, folder_label, status, started_at) values ('19', 'died', 'RUNNING', $1)`, [NOW]);
    const folder = writeExtract(springfield());
    await withSyncSession(database.url, { county: '19', whenBusy: 'refuse' }, async () => {
      await expect(sync(database.url, folder)).rejects.toMatchObject({ code: 'CONFLICT' });
    });
    await sync(database.url, folder);
    expect(await ask(database.url, 'select folder_label = $1 as died, status from csec.sync_run order by 1', ['died']))
      .toEqual([{ died: false, status: 'COMPLETED' }, { died: true, status: 'FAILED' }]);
  });
});

describe('the folder of an extract', () => {
  it('may use another delimiter, quote and null token', async () => {
    await onEmpty();
    const rows = springfield();
    const folder = writeExtract({ CLIENT_T: [] });
    writeTable(folder, 'CLIENT_T', [{ ...first(rows.CLIENT_T), COM_MID_NM: '-' }]);
    const file = path.join(folder, 'CLIENT_T.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(',', ';').replace('Marigold', "'Mari;gold'"));
    await sync(database.url, folder, { format: { delimiter: ';', quote: "'" }, nullTokens: new Set(['-']) });
    expect(await ask(database.url, 'select middle_name, last_name from csec.youth')).toEqual([{ middle_name: null, last_name: 'Mari;gold' }]);
  });

  it('gives historical projects the meaning that the county states', async () => {
    await onEmpty();
    const rows = springfield();
    await sync(database.url, writeExtract({ ...rows, SPC_PRJT: [{ ...first(rows.SPC_PRJT), PROJECT_NM: 'Old CSEC Victim' }] }), {
      projects: { historical: [{ name: 'Old CSEC Victim', gridType: 6868 }] },
    });
    expect(await rowsOf(database.url, 'special_project_participation', KID)).toMatchObject([
      { project_name: 'Old CSEC Victim', programme: 'CSEC_HISTORICAL', implied_grid_type: 6868 }, { programme: 'CSEC_HISTORICAL', implied_grid_type: 6868 },
    ]);
  });
});
