import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { ask, removeExtracts, rowsOf, sync, writeExtract, type ExtractRows } from './extract-folder.js';
import { CASE_KEY, KID, PARENT, SIBLING, springfield } from './springfield.js';
import { createSpringfield } from './springfield-database.js';

let database: TestDatabase;
const onEmpty = async (): Promise<void> => { database = await createTestDatabase(); };
/** Where the extract of `springfield()` was taken before. */
const onSpringfield = async (): Promise<void> => { database = await createSpringfield(); };
afterEach(() => database.drop());
afterAll(removeExtracts);

const first = <T>(rows: readonly T[] | undefined): T => rows![0]!;
const later = '2026-02-01-09.00.00.000001';
const delta = (rows: ExtractRows) => sync(database.url, writeExtract(rows), { kind: 'DELTA' });
const youth = async (key: string) => (await ask(database.url, `select subject_id, county, sensitivity, first_name, last_name, has_open_case, csec_status
  from csec.youth where client_key = $1`, [key]))[0]!;
const COUNTY_OWNED = ['alias', 'address', 'csec_grid_entry', 'special_project_participation', 'referral', 'reporter', 'allegation', 'child_welfare_case',
  'placement', 'absence', 'service_record', 'identifier', 'assignment'];
const allOf = async (key: string) => (await Promise.all(COUNTY_OWNED.map((table) => rowsOf(database.url, table, key)))).flat();

describe('a delta', () => {
  it('needs no CLIENT_T, and takes what is absent neither for removed nor for missed', async () => {
    const rows = springfield();
    await onSpringfield();
    const before = await allOf(SIBLING);
    const report = await delta({ CASE_T: [{ ...first(rows.CASE_T), END_DT: '2026-01-31', LST_UPD_TS: later, IBMSNAP_OPERATION: 'U', IBMSNAP_LOGMARKER: later }] });
    expect([report.status, report.totals.read, report.totals.applied, report.youthsAssembled]).toEqual(['COMPLETED', 1, 1, 1]);
    expect(await allOf(SIBLING)).toEqual(before);
    expect(await rowsOf(database.url, 'child_welfare_case', KID)).toMatchObject([{ record_key: CASE_KEY, ended_on: '2026-01-31' }]);
  });

  it('removes at the moment of the log, so that no extract from before it brings the row back', async () => {
    const rows = springfield();
    await onSpringfield();
    const gone = { ...first(rows.OCL_NM_T), IBMSNAP_OPERATION: 'D', IBMSNAP_LOGMARKER: later };
    expect((await delta({ OCL_NM_T: [gone] })).totals).toMatchObject({ read: 1, tombstoned: 1, applied: 0 });
    expect(await rowsOf(database.url, 'alias', KID)).toEqual([]);
    expect((await delta({ OCL_NM_T: [gone] })).totals).toMatchObject({ read: 1, tombstoned: 0, unchanged: 1 });
    expect((await sync(database.url, writeExtract(rows))).totals).toMatchObject({ applied: 0, superseded: 1 });
    expect(await rowsOf(database.url, 'alias', KID)).toEqual([]);
    const back = { ...first(rows.OCL_NM_T), LST_UPD_TS: '2026-02-02-09.00.00.000000', IBMSNAP_OPERATION: 'I' };
    expect((await delta({ OCL_NM_T: [back] })).totals).toMatchObject({ applied: 1 });
    expect(await rowsOf(database.url, 'alias', KID)).toMatchObject([{ first_name: 'Bird' }]);
  });

  it('with several operations on one row takes the last of them', async () => {
    await onSpringfield();
    const alias = { FKCLIENT_T: KID, THIRD_ID: 'OtHrNmB0X5' };
    const report = await delta({ OCL_NM_T: [
      { ...alias, FIRST_NM: 'One', LST_UPD_TS: '2026-02-01-09.00.00.000001', IBMSNAP_OPERATION: 'I', IBMSNAP_LOGMARKER: '2026-02-01-09.00.01.000000' },
      { ...alias, FIRST_NM: 'Three', LST_UPD_TS: '2026-02-01-09.00.00.000003', IBMSNAP_OPERATION: 'U', IBMSNAP_LOGMARKER: '2026-02-01-09.00.03.000000' },
      { ...alias, FIRST_NM: 'Two', LST_UPD_TS: '2026-02-01-09.00.00.000002', IBMSNAP_OPERATION: 'U', IBMSNAP_LOGMARKER: '2026-02-01-09.00.02.000000' },
    ] });
    expect(report.totals).toMatchObject({ read: 3, applied: 1, superseded: 2 });
    expect((await rowsOf(database.url, 'alias', KID)).map((row) => row['first_name'])).toEqual(['Bird', 'Three']);
  });
});

describe('duplicate clients that the county merges', () => {
  it('leave of the one that goes the id alone, and their history with the one that stays', async () => {
    const rows = springfield();
    await onSpringfield();
    const before = [await youth(KID), await youth(SIBLING)];
    const records = await allOf(KID);
    const merged = { LST_UPD_TS: later, IBMSNAP_OPERATION: 'U' };
    const report = await delta({
      CLIENT_T: [{ ...first(rows.CLIENT_T), IBMSNAP_OPERATION: 'D', IBMSNAP_LOGMARKER: later }],
      CHLD_CLT: [{ ...first(rows.CHLD_CLT), IBMSNAP_OPERATION: 'D', IBMSNAP_LOGMARKER: later }],
      CL_ADDRT: rows.CL_ADDRT!.map((row) => ({ ...row, FKCLIENT_T: SIBLING, ...merged })),
      ALLGTN_T: rows.ALLGTN_T!.map((row) => ({ ...row, FKCLIENT_T: SIBLING, ...merged })),
      CASE_T: rows.CASE_T!.map((row) => ({ ...row, FKCHLD_CLT: SIBLING, ...merged })),
    });
    expect(report.totals).toMatchObject({ read: 5, applied: 3, tombstoned: 2 });
    expect(await youth(KID)).toEqual({
      subject_id: before[0]!['subject_id'], county: null, sensitivity: 'R', first_name: null, last_name: null, has_open_case: false, csec_status: null,
    });
    expect(await allOf(KID)).toEqual([]);
    expect(records.length).toBeGreaterThan(10);
    expect(await youth(SIBLING)).toMatchObject({ subject_id: before[1]!['subject_id'], county: '19', has_open_case: true });
    expect(await rowsOf(database.url, 'address', SIBLING)).toMatchObject([{ city: 'Springfield' }]);
    expect(await rowsOf(database.url, 'allegation', SIBLING)).toMatchObject([{ type_code: 2178 }]);
    expect(await rowsOf(database.url, 'child_welfare_case', SIBLING)).toMatchObject([{ record_key: CASE_KEY }]);
  });

  it('come back whole when the county takes the removal back', async () => {
    const rows = springfield();
    await onSpringfield();
    const [before, records] = [await youth(KID), await allOf(KID)];
    await delta({ CLIENT_T: [{ ...first(rows.CLIENT_T), IBMSNAP_OPERATION: 'D', IBMSNAP_LOGMARKER: later }] });
    expect(await allOf(KID)).toEqual([]);
    await delta({ CLIENT_T: [{ ...first(rows.CLIENT_T), LST_UPD_TS: '2026-02-03-09.00.00.000000', IBMSNAP_OPERATION: 'I' }] });
    expect(await youth(KID)).toEqual(before);
    const same = ({ public_id: _, ...rest }: Record<string, unknown>) => rest;
    expect((await allOf(KID)).map(same)).toEqual(records.map(same));
  });
});

describe('what a row says', () => {
  it('takes effect with all that came with it: the SENSTV_IND with the name', async () => {
    await onEmpty();
    const rows = springfield();
    await sync(database.url, writeExtract({ ...rows, CLIENT_T: rows.CLIENT_T!.map((row) => ({ ...row, SENSTV_IND: 'N' })) }));
    const states = new Set<string>();
    const watching = new AbortController();
    const watcher = (async () => {
      while (!watching.signal.aborted) states.add((await youth(KID))['sensitivity'] + ' ' + (await rowsOf(database.url, 'alias', KID)).length);
    })();
    const [kid, ...others] = rows.CLIENT_T!;
    await sync(database.url, writeExtract({
      ...rows, CLIENT_T: [{ ...kid!, SENSTV_IND: 'R', COM_FST_NM: 'Sealed', LST_UPD_TS: later }, ...others],
    }), { rowsPerBatch: 1 });
    watching.abort();
    await watcher;
    expect(await youth(KID)).toMatchObject({ sensitivity: 'R', first_name: 'Sealed' });
    expect([...states].every((state) => ['N 1', 'R 1'].includes(state))).toBe(true);
  });

  it('moves the youth to the county that the newest case names, and back when that case is gone', async () => {
    const rows = springfield();
    await onSpringfield();
    const moved = { ...first(rows.CASE_T), IDENTIFIER: 'CaseKeB0X5', CNTY_SPFCD: '37', GVR_ENTC: '1104', START_DT: '2026-01-20', LST_UPD_TS: later };
    await sync(database.url, writeExtract({
      ...rows, CASE_T: [{ ...first(rows.CASE_T), END_DT: '2026-01-19', LST_UPD_TS: later }, moved],
    }));
    expect([(await youth(KID))['county'], (await youth(SIBLING))['county']]).toEqual(['37', '19']);
    await delta({ CASE_T: [{ ...moved, IBMSNAP_OPERATION: 'D', IBMSNAP_LOGMARKER: '2026-02-02-09.00.00.000000' }] });
    expect((await youth(KID))['county']).toBe('19');
  });

  it('is taken as newer without building anything anew, where it says the same; of a service its moment is told', async () => {
    const rows = springfield();
    await onSpringfield();
    const again = await delta({ CASE_T: [{ ...first(rows.CASE_T), LST_UPD_TS: later }] });
    expect([again.totals.applied, again.youthsAssembled]).toEqual([1, 0]);
    expect((await delta({ CASE_T: [first(rows.CASE_T)] })).totals).toMatchObject({ applied: 0, superseded: 1 });
    const service = await delta({ DL_SVC_T: [{ ...first(rows.DL_SVC_T), LST_UPD_TS: later }] });
    expect([service.totals.applied, service.youthsAssembled]).toEqual([1, 1]);
    expect(await rowsOf(database.url, 'service_record', KID)).toMatchObject([{ source_updated_at: '2026-02-01T17:00:00.000001+00:00' }]);
  });

  it('is written alone: of what else is built anew and stands so already, no row is written or locked', async () => {
    await onSpringfield();
    const standing = async () => (await Promise.all(COUNTY_OWNED.filter((table) => table !== 'absence').map((table) => ask(database.url, `
      select '${table}' as "table", t.ctid::text as place, t.xmin::text as writer, t.xmax::text as locker
      from csec.${table} t join csec.youth y using (subject_id) where y.client_key = '${KID}' order by t.ctid`)))).flat();
    const before = await standing();
    expect(new Set(before.map((row) => (row as { readonly table: string }).table)).size).toBeGreaterThanOrEqual(10);
    await delta({ CLIENT_T: [{ ...first(springfield().CLIENT_T), COM_FST_NM: 'Wren', LST_UPD_TS: later }] });
    expect(await youth(KID)).toMatchObject({ first_name: 'Wren' });
    expect(await standing()).toEqual(before);
  });

  it('leaves a client who is no child without a record', async () => {
    await onSpringfield();
    expect(await ask(database.url, 'select 1 from csec.youth where client_key = $1', [PARENT])).toEqual([]);
  });
});
