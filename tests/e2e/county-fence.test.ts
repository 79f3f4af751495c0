import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/kernel/clock.js';
import { GatewayError } from '../../src/kernel/gateway-error.js';
import { exportQuarantine } from '../../src/store/landing/export-quarantine.js';
import { receiveExtracts, type LaunchSync } from '../../src/sync/receive-extracts.js';
import { syncFolder } from '../../src/sync/run-sync.js';
import { plusSeconds } from '../../src/kernel/dates.js';
import { NOON, type Parsed, type TestGateway } from '../support/gateway.js';
import { removeExtracts, writeExtract, type ExtractRow, type ExtractRows } from '../sync/extract-folder.js';
import { CASE_KEY, KID, REFERRAL_KEY, SIBLING, springfield } from '../sync/springfield.js';
import { startSharedGateway } from './pusher.js';

/** The hand-written extract as another county's, under keys of that county's staff. */
function countysOwn(county: string, staff: string): ExtractRows {
  const entity = String(1067 + Number(county));
  const renamed = (column: string, cell: string): string => (column === 'CNTY_SPFCD' ? county : column === 'GVR_ENTC' ? entity : cell.replace(/0[Xx]5/, staff));
  return Object.fromEntries(Object.entries(springfield()).map(([table, rows]) => [table, table === 'SYS_CD_C' ? rows
    : rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, renamed(column, cell)])))]));
}

const ELSEWHERE = '0Y7';
const MINE = '3Q9';
const my = (key: string): string => key.replace(/0[Xx]5/, MINE);
/** A child of 33 whom no extract of it has brought yet, and the case that it will bring. */
const UNBORN = 'UnBornA0X5';
const UNBORN_CASE = 'UnBrnCA0X5';
/** Of a county only by a relative's case, should he have one. */
const LONELY = 'LonelyA0X5';
const withLonely = (staff: string): ExtractRows => {
  const rows = countysOwn('33', staff).CLIENT_T!;
  return { CLIENT_T: [...rows, { ...rows[1]!, IDENTIFIER: LONELY.replace('0X5', staff) }] };
};
const NEWER = { LST_UPD_TS: '2026-02-27-10.00.00.000000' };
const GONE = { IBMSNAP_OPERATION: 'D', IBMSNAP_LOGMARKER: '2026-02-28-10.00.00.000000' };

let spool: string;
/** `there`: 33 keeps the keys that 34 will send; `absent`: 33 keeps other keys, and nobody has those. */
let there: TestGateway;
let absent: TestGateway;
beforeAll(async () => {
  spool = mkdtempSync(path.join(os.tmpdir(), 'csec-spool-'));
  [there, absent] = [await sharedGateway('0X5'), await sharedGateway(ELSEWHERE)];
});
afterAll(async () => {
  await Promise.all([there.stop(), absent.stop()]);
  rmSync(spool, { recursive: true });
  removeExtracts();
});

async function sharedGateway(staff: string): Promise<TestGateway> {
  const gateway = await startSharedGateway();
  await operator(gateway, '33', { ...countysOwn('33', staff), ...withLonely(staff) });
  const youths = await gateway.sql<{ id: string }>(`select y.subject_id as id from csec.youth y
    join csec.county_record c on c.source_table = 'CLIENT_T' and c.source_key = y.client_key`, [], 'csec_sync');
  theirYouths.set(gateway, youths.map(({ id }) => id));
  await push(gateway, { ...countysOwn('34', MINE), SYS_CD_C: [] });
  return gateway;
}

const operator = (gateway: TestGateway, county: string, rows: ExtractRows, kind: 'FULL' | 'DELTA' = 'FULL') =>
  syncFolder({ databaseUrl: gateway.databaseUrl, county, kind, folder: writeExtract(rows), clock: nextClock(gateway) });

const IT = { as: 'county-it', county: '34' } as const;
const SYNC = 'sync { id } userErrors { code field message }';

const launchIn = (gateway: TestGateway): LaunchSync => async (extract) => {
  try {
    const { runId, status } = await syncFolder({ ...extract, databaseUrl: gateway.databaseUrl, clock: nextClock(gateway) });
    return { runId, failureCode: status === 'COMPLETED' ? null : 'EXTRACT_UNREADABLE' };
  } catch (fault) {
    return { runId: null, failureCode: fault instanceof GatewayError ? fault.code : 'INTERNAL' };
  }
};

/** The youths whom 33 brought, whatever becomes of them. */
const theirYouths = new WeakMap<TestGateway, readonly string[]>();

/** Each run of a gateway a minute after the one before: the newest is told by its moment. */
const runs = new WeakMap<TestGateway, number>();
function nextClock(gateway: TestGateway) {
  runs.set(gateway, (runs.get(gateway) ?? 0) + 1);
  return fixedClock(plusSeconds(NOON, 60 * runs.get(gateway)!));
}

/** Pushes as IT of 34, and answers everything that IT of 34 can read of it; random ids by whether they are there. */
async function push(gateway: TestGateway, rows: ExtractRows, more: object = {}): Promise<Parsed> {
  const folder = writeExtract(rows);
  const files = readdirSync(folder).sort().map((name) => ({ name, content: readFileSync(path.join(folder, name)) }));
  const declared = files.map(({ name, content }) => ({ name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }));
  const input = { idempotencyKey: `push-${randomUUID()}`, kind: 'DELTA', tombstonesConfirmed: true, files: declared, ...more };
  const started = (await gateway.ask(IT, `mutation S($input: StartSyncInput!) { startSync(input: $input) { ${SYNC} } }`, { input })).body.data.startSync;
  for (const { name, content } of files) {
    for (let offset = 0; offset < content.length; offset += 50_000) {
      await gateway.ask(IT, `mutation B($input: SyncBatchInput!) { syncBatch(input: $input) { ${SYNC} } }`, {
        input: { syncId: started.sync.id, file: name, offset, content: content.subarray(offset, offset + 50_000).toString('base64') },
      });
    }
  }
  await receiveExtracts({ databaseUrl: gateway.databaseUrl, launch: launchIn(gateway), clock: fixedClock(NOON), folder: spool });
  const { body } = await gateway.ask(IT, TOLD, { id: started.sync.id });
  return JSON.parse(JSON.stringify(body.data, (key, value: unknown) => (typeof value === 'string' && /^(id|runId|cursor|endCursor|startCursor|settledBy)$/.test(key) ? 'SOME' : value)));
}

const TOLD = `query Told($id: ID!) {
  syncUpload(id: $id) { id kind state failureCode runId files { name bytes received } }
  syncRuns(first: 1) { edges { node { id kind status failureCode startedAt finishedAt youthsAssembled progress { phase clients clientsInAll }
    tables { table outcome rowsRead rowsApplied rowsUnchanged rowsSuperseded rowsTombstoned rowsHeld rowsQuarantined rowsJoined }
    checks { table kind column stated found passes } } } }
  quarantine(first: 100, includeSettled: true) { edges { node { runId table file line column reason at settledBy } } pageInfo { hasNextPage } }
}`;

/** His alias was removed by then. */
const EMPTY_OF_CHILD = 1;
const SUBJECT_TABLES = ['alias', 'address', 'csec_grid_entry', 'special_project_participation', 'referral', 'reporter', 'allegation', 'child_welfare_case',
  'placement', 'absence', 'service_record', 'identifier', 'assignment'];

/** Everything that is 33's or everybody's, row by row as text. */
async function stateOf33(gateway: TestGateway): Promise<readonly unknown[]> {
  const youths = `'{${theirYouths.get(gateway)!.join(',')}}'::uuid[]`;
  const whole = (from: string, where = 'true') => gateway.sql(`select to_jsonb(t)::text as row from csec.${from} t where ${where} order by 1`, [], 'csec_sync');
  return Promise.all([
    whole('county_record', "county = '33'"), whole('held_row', "county <> '34'"), whole('stale_client'), whole('code_table'), whole('code_edition'),
    ...['youth', ...SUBJECT_TABLES].map((table) => whole(table, `subject_id = any (${youths})`)),
  ]);
}

const one = (row: ExtractRow): readonly ExtractRow[] => [{ ...row, ...NEWER }];
const client = (key: string, more: ExtractRow = {}): ExtractRow => ({ IDENTIFIER: key, COM_FST_NM: 'Mallory', COM_LST_NM: 'Mallow', SENSTV_IND: 'N', CONF_EFIND: 'N', CHLD_CLT_B: 'Y', ...more });
const caseOf = (key: string, child: string, county = '34'): ExtractRow =>
  ({ IDENTIFIER: key, FKCHLD_CLT: child, START_DT: '2026-02-01', SRV_CMPC: '1694', CNTY_SPFCD: county, RSP_AGY_CD: 'C', LMT_ACSSCD: 'N', FKSTFPERST: MINE });
const own = countysOwn('34', MINE);
const theirs = countysOwn('33', '0X5');
const first = (rows: ExtractRows, table: keyof ExtractRows): ExtractRow => rows[table]![0]!;
const removed = (rows: ExtractRows): ExtractRows => Object.fromEntries(Object.entries(rows).filter(([table]) => table !== 'SYS_CD_C')
  .map(([table, all]) => [table, all.map((row) => ({ ...row, ...GONE }))]));
const rewritten = (rows: ExtractRows): ExtractRows => Object.fromEntries(Object.entries(rows).filter(([table]) => table !== 'SYS_CD_C')
  .map(([table, all]) => [table, all.map((row) => ({ ...row, ...NEWER, ...('CNTY_SPFCD' in row ? { CNTY_SPFCD: '34' } : {}), ...('GVR_ENTC' in row ? { GVR_ENTC: '1101' } : {}) }))]));

const ATTACKS: readonly (readonly [string, ExtractRows])[] = [
  ['a client row that unseals and renames', { CLIENT_T: one(client(KID)) }],
  ['a case of its own on the youth', { CASE_T: one(caseOf('MyCaseA3Q9', KID)) }],
  ['the youth\'s case as its own', { CASE_T: one(caseOf(CASE_KEY, KID)) }],
  ['the youth\'s case on its own child', { CASE_T: one(caseOf(CASE_KEY, my(KID))) }],
  ['a client and a case together', { CLIENT_T: one(client(KID)), CHLD_CLT: one({ FKCLIENT_T: KID, AWOL_AB_CD: 'A' }), CASE_T: one(caseOf('MyCaseA3Q9', KID)) }],
  ['a referral link from its own referral', { REFR_CLT: one({ FKREFERL_T: my(REFERRAL_KEY), FKCLIENT_T: KID }) }],
  ['an alias', { OCL_NM_T: one({ FKCLIENT_T: KID, THIRD_ID: 'MyNameA3Q9', FIRST_NM: 'Mallory', NAME_TPC: '1311' }) }],
  ['a placement', {
    PLC_EPST: one({ FKCLIENT_T: KID, THIRD_ID: 'MyEpisA3Q9', REMOVAL_DT: '2026-02-01', RMV_RSNC: '0' }),
    O_HM_PLT: one({ IDENTIFIER: 'MyPlmtA3Q9', FKPLC_EPST: KID, FKPLC_EPS0: 'EpIsodA0X5', FKPLC_HM_T: my('PlHomeA0X5'), START_DT: '2026-02-01' }),
  }],
  ['a grid row', { CSECHIST: one({ FKCHLD_CLT: KID, THIRD_ID: 'MyGridA3Q9', CSEC_TPC: '6871', START_DT: '2026-01-01' }) }],
  ['relations that would give a county', {
    CLN_RELT: [{ FKCLIENT_T: my(KID), FKCLIENT_0: LONELY, IDENTIFIER: 'MyRelAA3Q9', ...NEWER }, { FKCLIENT_T: LONELY, FKCLIENT_0: my(KID), IDENTIFIER: 'MyRelBA3Q9', ...NEWER }]
      .map((row) => ({ ...row, START_DT: '2026-01-01' })),
  }],
  ['a child row', { CHLD_CLT: one({ FKCLIENT_T: SIBLING, MNRMOM_IND: 'Y' }) }],
  ['a holder of the youth\'s caseload', { STFCSLDT: one({ THIRD_ID: 'MyHoldA3Q9', FKCASE_LDT: 'CsLoadA0X5', FKSTFPERST: MINE, START_DT: '2025-01-01' }) }],
  ['an assignment of the youth\'s case to its own worker', { ASGNM_T: one({ ...first(own, 'ASGNM_T'), IDENTIFIER: 'MyAsgnA3Q9', ESTBLSH_ID: CASE_KEY }) }],
  ['every row of it anew', rewritten(theirs)],
  ['every row of it anew, sent again', rewritten(theirs)],
  ['every row of it removed', removed(theirs)],
  ['every row of it as it stands', { ...theirs, SYS_CD_C: [] }],
];

describe('what a county pushes beside another county\'s extract', () => {
  it('is taken in whole where it is its own', async () => {
    const [youth] = await there.sql('select county, first_name, csec_status from csec.youth where client_key = $1', [my(KID)], 'csec_sync');
    expect(youth).toEqual({ county: '34', first_name: 'Robin', csec_status: 'VICTIM_CURRENT' });
    await push(there, { CLIENT_T: one(client(my(KID))), OCL_NM_T: [{ ...first(own, 'OCL_NM_T'), ...GONE }] });
    const after = await there.sql(`select y.first_name, (select count(*)::integer from csec.alias a where a.subject_id = y.subject_id) as aliases
      from csec.youth y where y.client_key = $1`, [my(KID)], 'csec_sync');
    expect(after).toEqual([{ first_name: 'Mallory', aliases: 0 }]);
    await push(absent, { CLIENT_T: one(client(my(KID))), OCL_NM_T: [{ ...first(own, 'OCL_NM_T'), ...GONE }] });
    expect(await there.sql("select reason, count(*) from csec.quarantined_row group by 1")).toEqual([]);
  });

  it('shows its own child nothing that is the other\'s', async () => {
    const shown = () => Promise.all(SUBJECT_TABLES.map((table) => there.sql(`select to_jsonb(t)::text as row from csec.${table} t
      where subject_id = (select subject_id from csec.youth where client_key = $1) order by 1`, [my(KID)], 'csec_sync')));
    const before = await shown();
    const links: ExtractRows = {
      CL_ADDRT: one({ ...first(own, 'CL_ADDRT'), IDENTIFIER: 'MyLinkA3Q9', FKADDRS_T: 'AdDresA0X5' }),
      REFR_CLT: one({ FKREFERL_T: REFERRAL_KEY, FKCLIENT_T: my(KID) }),
      O_HM_PLT: one({ IDENTIFIER: 'MyLinkA3Q9', FKPLC_EPST: my(KID), FKPLC_EPS0: my('EpIsodA0X5'), FKPLC_HM_T: 'PlHomeA0X5', START_DT: '2026-02-01' }),
      IDV_SVCT: one({ FKDL_SVC_T: 'DlSvc1A0X5', DEL_IDV_CD: 'C', DEL_IDV_ID: my(KID), START_DT: '2025-03-01' }),
    };
    expect(await push(there, links)).toEqual(await push(absent, links));
    expect(await shown()).toEqual(before);
    expect(before.filter((rows) => rows.length === 0)).toHaveLength(EMPTY_OF_CHILD);
  });

  it.each(ATTACKS)('leaves all of the other\'s as it was, and tells no more than where the other has nothing: %s', async (_, rows) => {
    const [before, elsewhere] = [await stateOf33(there), await stateOf33(absent)];
    const [told, control] = [await push(there, rows), await push(absent, rows)];
    expect(told).toEqual(control);
    expect(told.syncUpload).toMatchObject({ state: 'FINISHED', runId: 'SOME' });
    expect(await stateOf33(there)).toEqual(before);
    expect(await stateOf33(absent)).toEqual(elsewhere);
  });

  it('whether removals stop a push hangs on what the county sent, and on nothing that landed', async () => {
    const many = Array.from({ length: 12 }, (_, at) => ({ ...client(`Probe${String(at).padStart(2, '0')}0X5`), ...GONE }));
    const [told, control] = [await push(there, { CLIENT_T: many }, { tombstonesConfirmed: false }), await push(absent, { CLIENT_T: many }, { tombstonesConfirmed: false })];
    expect(told).toEqual(control);
    expect(told.syncUpload).toMatchObject({ state: 'FAILED', failureCode: 'TOMBSTONES_UNCONFIRMED', runId: 'SOME' });
    expect(told.syncRuns.edges[0].node).toMatchObject({ status: 'FAILED', failureCode: 'TOMBSTONES_UNCONFIRMED' });
  });
});

describe('what waits, and what is told', () => {
  it('nothing that was sent before its true owner came is attached to him afterwards', async () => {
    const child = { ...first(theirs, 'CLIENT_T'), IDENTIFIER: UNBORN };
    const trap: ExtractRows = {
      OCL_NM_T: one({ FKCLIENT_T: UNBORN, THIRD_ID: 'MyTrapA3Q9', FIRST_NM: 'Mallory', NAME_TPC: '1311' }),
      CASE_T: [...one(caseOf('MyTrapA3Q9', UNBORN)), ...one(caseOf(UNBORN_CASE, UNBORN))],
      CLN_RELT: one({ IDENTIFIER: 'MyTrapA3Q9', FKCLIENT_T: my(KID), FKCLIENT_0: UNBORN, START_DT: '2026-01-01' }),
    };
    await push(there, trap);
    const brought = { CLIENT_T: [child], CHLD_CLT: [{ FKCLIENT_T: UNBORN }], CASE_T: [caseOf(UNBORN_CASE, UNBORN, '33')] };
    await operator(there, '33', brought, 'DELTA');
    await operator(there, '33', { CLIENT_T: [{ ...child, ...NEWER }] }, 'DELTA');
    await push(there, { CLIENT_T: one(client(my(SIBLING))) });
    await push(there, trap);
    const found = await there.sql(`select y.county, y.first_name, y.sensitivity, (select array_agg(c.record_key) from csec.child_welfare_case c where c.subject_id = y.subject_id) as cases,
      (select count(*)::integer from csec.alias a where a.subject_id = y.subject_id) as aliases from csec.youth y where y.client_key = $1`, [UNBORN], 'csec_sync');
    expect(found).toEqual([{ county: '33', first_name: 'Robin', sensitivity: 'S', cases: [UNBORN_CASE], aliases: 0 }]);
  });

  it('a removal, or a row from the future, cannot be sent ahead of another county\'s row', async () => {
    const row = { ...first(theirs, 'CLIENT_T'), IDENTIFIER: 'AheadAA0X5' };
    await push(there, { CLIENT_T: [{ ...row, ...GONE }, { ...row, IDENTIFIER: 'AheadBA0X5', LST_UPD_TS: '2031-01-01-10.00.00.000000' }] });
    await operator(there, '33', { CLIENT_T: [row, { ...row, IDENTIFIER: 'AheadBA0X5' }] }, 'DELTA');
    const landed = await there.sql("select source_key, county from csec.county_record where source_key like 'Ahead%' and record <> '{}' order by 1");
    expect(landed).toEqual([{ source_key: 'AheadAA0X5', county: '33' }, { source_key: 'AheadBA0X5', county: '33' }]);
  });

  it('what a row itself says of another county, of the future or of codes is told; what the gateway knows is not, but to the operator', async () => {
    await push(there, {
      SYS_CD_C: [
        { SYS_ID: '6871', FKS_META_T: 'CSEC_TPC', SHORT_DSC: 'Reworded', LGC_ID: '0050', INACTV_IND: 'N', OTHER_CD: 'R', ...NEWER },
        { ...springfield().SYS_CD_C![1]!, LST_UPD_TS: '2026-02-28-10.00.00.000000' },
      ],
      CLIENT_T: [client(KID), client('FutureA3Q9', { LST_UPD_TS: '2031-01-01-10.00.00.000000' })],
      CASE_T: [caseOf('MyOuteA3Q9', my(KID), '33'), caseOf('MyNew1A3Q9', KID)],
    });
    const [run] = await there.sql<{ id: string }>("select id from csec.sync_run where county = '34' order by started_at desc limit 1");
    const { body } = await there.ask(IT, 'query Q($run: ID!) { quarantine(first: 100, runId: $run) { edges { node { table line column reason } } } }', {
      run: Buffer.from(`SyncRun:${run!.id}`).toString('base64url'),
    });
    const told = [['CASE_T', 2, 'CNTY_SPFCD', 'NAMES_OTHER_COUNTY'], ['CLIENT_T', 3, 'LST_UPD_TS', 'TIMESTAMP_INVALID'], ['SYS_CD_C', 2, 'SYS_ID', 'SHARED_BY_COUNTIES']];
    expect(body.data.quarantine.edges.map(({ node }: Parsed) => [node.table, node.line, node.column, node.reason])).toEqual(told);
    let exported = '';
    await exportQuarantine(there.databaseUrl, '34', async (lines) => { exported += lines; });
    const lines = exported.split('\r\n').filter((line) => line.startsWith(run!.id)).map((line) => line.split(',').slice(2)).sort();
    expect(lines).toEqual([
      ['CASE_T', 'CASE_T.csv', '2', 'CNTY_SPFCD', 'NAMES_OTHER_COUNTY'], ['CASE_T', 'CASE_T.csv', '3', 'FKCHLD_CLT', 'NOT_THIS_COUNTYS'],
      ['CLIENT_T', 'CLIENT_T.csv', '2', 'IDENTIFIER', 'NOT_THIS_COUNTYS'], ['CLIENT_T', 'CLIENT_T.csv', '3', 'LST_UPD_TS', 'TIMESTAMP_INVALID'],
      ['SYS_CD_C', 'SYS_CD_C.csv', '2', 'SYS_ID', 'SHARED_BY_COUNTIES'],
    ]);
    expect(await there.sql('select short_description, updated_at::text from csec.code_table where sys_id in (6871, 9901) order by sys_id'))
      .toEqual(await absent.sql('select short_description, updated_at::text from csec.code_table where sys_id in (6871, 9901) order by sys_id'));
  });

  it('a youth who moves is moved by the operator, and is the pushing county\'s from then on', async () => {
    await operator(there, '34', { CLIENT_T: one(client(SIBLING)), CASE_T: one(caseOf('MovedAA3Q9', SIBLING)) }, 'DELTA');
    await push(there, { CLIENT_T: [{ ...client(SIBLING, { COM_FST_NM: 'Moved' }), LST_UPD_TS: '2026-02-28-10.00.00.000000' }] });
    expect(await there.sql('select county, first_name from csec.youth where client_key = $1', [SIBLING], 'csec_sync')).toEqual([{ county: '34', first_name: 'Moved' }]);
  });
});
