import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attendExtracts } from '../../src/app/reception.js';
import { demoAgenciesOf } from '../../src/auth/demo-identities.js';
import { fixedClock } from '../../src/kernel/clock.js';
import { instant } from '../../src/kernel/dates.js';
import { GatewayError } from '../../src/kernel/gateway-error.js';
import { globalId } from '../../src/kernel/ids.js';
import { receiveExtracts, type LaunchSync } from '../../src/sync/receive-extracts.js';
import { syncFolder } from '../../src/sync/run-sync.js';
import { NOON, type Parsed, startTestGateway, type TestGateway } from '../support/gateway.js';
import { CALLERS } from '../support/seed-county.js';
import { removeExtracts, writeExtract } from '../sync/extract-folder.js';
import { springfield } from '../sync/springfield.js';

let gateway: TestGateway;
let spool: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  for (const { id, name, kind, county, state, regimeStatus } of demoAgenciesOf('34').filter((one) => one.kind === 'CHILD_WELFARE')) {
    await gateway.sql('insert into csec.agency (id, name, kind, county, state, regime_status) values ($1, $2, $3, $4, $5, $6)', [id, name, kind, county, state, regimeStatus]);
  }
  spool = mkdtempSync(path.join(os.tmpdir(), 'csec-spool-'));
});
afterAll(async () => {
  await gateway.stop();
  rmSync(spool, { recursive: true });
  removeExtracts();
});

const SYNC = 'sync { id kind state failureCode runId startedAt files { name bytes received } } userErrors { code field message }';
const START = `mutation Start($input: StartSyncInput!) { startSync(input: $input) { ${SYNC} } }`;
const BATCH = `mutation Batch($input: SyncBatchInput!) { syncBatch(input: $input) { ${SYNC} } }`;
const UPLOAD = 'query Upload($id: ID!) { syncUpload(id: $id) { id state failureCode runId files { name received } } }';

/** IT of another county. */
const ELSEWHERE = { as: 'county-it', county: '34' } as const;

type PushedFile = Readonly<{ name: string; content: Buffer }>;

const filesOf = (folder: string): readonly PushedFile[] =>
  readdirSync(folder).sort().map((name) => ({ name, content: readFileSync(path.join(folder, name)) }));
const declared = ({ name, content }: PushedFile) => ({ name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') });
const input = (files: readonly PushedFile[], more: object = {}) => ({ idempotencyKey: `push-${randomUUID()}`, kind: 'FULL', files: files.map(declared), ...more });

async function start(of: object, caller: Parameters<typeof gateway.ask>[0] = CALLERS.operator): Promise<Parsed> {
  return (await gateway.ask(caller, START, { input: of })).body.data?.startSync;
}

async function send(syncId: string, file: string, offset: number, content: Buffer): Promise<Parsed> {
  return (await gateway.ask(CALLERS.operator, BATCH, { input: { syncId, file, offset, content: content.toString('base64') } })).body.data.syncBatch;
}

const uuidOf = (id: string): string => Buffer.from(id, 'base64url').toString().split(':')[1]!;

async function push(files: readonly PushedFile[], more: object = {}): Promise<string> {
  const { sync: { id } } = await start(input(files, more));
  for (const { name, content } of files) {
    for (let at = 0; at < content.length; at += 40_000) await send(id, name, at, content.subarray(at, at + 40_000));
  }
  return id;
}

const upload = async (id: string, caller: Parameters<typeof gateway.ask>[0] = CALLERS.operator): Promise<Parsed> =>
  (await gateway.ask(caller, UPLOAD, { id })).body.data?.syncUpload;

const inProcess: LaunchSync = async (extract) => {
  try {
    const { runId, status } = await syncFolder({ ...extract, databaseUrl: gateway.databaseUrl, clock: fixedClock(NOON) });
    return { runId, failureCode: status === 'COMPLETED' ? null : 'EXTRACT_UNREADABLE' };
  } catch (fault) {
    return { runId: null, failureCode: fault instanceof GatewayError ? fault.code : 'INTERNAL' };
  }
};
const receive = (launch: LaunchSync = inProcess, at = NOON) => receiveExtracts({ databaseUrl: gateway.databaseUrl, launch, clock: fixedClock(at), folder: spool });

describe('an extract that a county pushes', () => {
  it('is taken in whole by the pipeline of the command line, and leaves its bytes nowhere', async () => {
    const files = filesOf(writeExtract(springfield()));
    const id = await push(files);
    expect(await upload(id)).toMatchObject({ state: 'RECEIVED', runId: null, files: files.map(({ name, content }) => ({ name, received: content.length })) });
    const seen: Parsed[] = [];
    expect(await receive(async (extract) => {
      seen.push({ ...extract, files: readdirSync(extract.folder).sort() });
      return inProcess(extract);
    })).toBe(1);
    expect(seen).toEqual([{ county: '19', kind: 'FULL', tombstonesConfirmed: false, folder: expect.stringContaining(spool), files: files.map(({ name }) => name) }]);
    const done = await upload(id);
    expect(done).toMatchObject({ state: 'FINISHED', failureCode: null });
    const { body } = await gateway.ask(CALLERS.operator, '{ syncRuns(first: 1) { edges { node { id status youthsAssembled } } } }');
    expect(body.data.syncRuns.edges[0].node).toMatchObject({ id: done.runId, status: 'COMPLETED' });
    expect(body.data.syncRuns.edges[0].node.youthsAssembled).toBeGreaterThan(0);
    expect([await gateway.sql('select 1 from csec.extract_upload_content'), readdirSync(spool)]).toEqual([[], []]);
    expect(await receive()).toBe(0);
  });

  it('goes on after a break where it stood, and a part that comes twice comes once', async () => {
    const [file] = filesOf(writeExtract({ CLIENT_T: Array.from({ length: 30 }, () => springfield().CLIENT_T!).flat() }));
    const { name, content } = file!;
    const { sync: { id } } = await start(input([file!]));
    const [first, second] = [content.subarray(0, 1_024), content.subarray(1_024)];
    const then = (received: number, ...errors: readonly (readonly [string, string])[]) =>
      ({ sync: { files: [{ received }] }, userErrors: errors.map(([code, field]) => ({ code, field })) });
    expect(await send(id, name, 0, first.subarray(1))).toMatchObject(then(0, ['BAD_INPUT', 'input.content']));
    expect(await send(id, name, 0, first)).toMatchObject(then(1_024));
    expect(await send(id, name, 0, first)).toMatchObject(then(1_024));
    expect(await send(id, name, 1_025, second)).toMatchObject(then(1_024, ['CONFLICT', 'input.offset']));
    expect(await send(id, name, 0, second)).toMatchObject(then(1_024, ['CONFLICT', 'input.content']));
    expect(await send(id, name, 1_024, Buffer.concat([second, first]))).toMatchObject(then(1_024, ['BAD_INPUT', 'input.content']));
    expect(await send(id, 'CASE_T.csv', 0, first)).toMatchObject(then(1_024, ['NOT_FOUND', 'input.file']));
    expect(await send(id, name, 1_024, second)).toMatchObject({ sync: { state: 'RECEIVED', files: [{ received: content.length }] }, userErrors: [] });
    expect(await send(id, name, 1_024, second)).toMatchObject({ sync: { state: 'RECEIVED' }, userErrors: [] });
    await receive();
    // Also when its bytes are gone.
    expect([await send(id, name, 1_024, second), await send(id, name, 1_024, first)]).toMatchObject([
      { sync: { state: 'FINISHED' }, userErrors: [] }, { sync: { state: 'FINISHED' }, userErrors: [{ code: 'CONFLICT' }] },
    ]);
  });

  it('is begun once under one key, and another extract under it is refused', async () => {
    const files = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    const once = input(files);
    const { sync: { id } } = await start(once);
    expect((await start(once)).sync.id).toBe(id);
    expect(await start({ ...once, kind: 'DELTA' })).toEqual({ sync: null, userErrors: [expect.objectContaining({ code: 'CONFLICT', field: 'input.idempotencyKey' })] });
    expect((await start({ ...once, idempotencyKey: `push-${randomUUID()}` })).sync.id).not.toBe(id);
  });

  it('is not taken in when a file is not the one declared', async () => {
    const before = await gateway.sql('select id from csec.sync_run');
    const [file] = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    const { sync: { id } } = await start(input([file!]));
    const altered = Buffer.from(file!.content);
    altered[altered.length - 2] = altered[altered.length - 2]! ^ 1;
    await send(id, file!.name, 0, altered);
    expect(await receive(() => { throw new Error('nothing is to be taken in'); })).toBe(1);
    expect([await upload(id), await gateway.sql('select id from csec.sync_run')]).toMatchObject([{ state: 'FAILED', failureCode: 'UPLOAD_DAMAGED', runId: null }, before]);
  });

  it('waits while another run is under way, and is taken up where its process was killed over it', async () => {
    const id = await push(filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! })));
    expect(await receive(async () => ({ runId: null, failureCode: 'CONFLICT' }))).toBe(0);
    expect(await upload(id)).toMatchObject({ state: 'RECEIVED' });
    // As a process leaves it that is killed and cleans up nothing; its run may go on beside, and still read its files.
    await gateway.sql("update csec.extract_upload set state = 'RUNNING' where id = $1", [uuidOf(id)]);
    const left = path.join(spool, `csec-extract-${uuidOf(id)}-abcdef`);
    mkdirSync(left);
    writeFileSync(path.join(left, 'CLIENT_T.csv'), 'CANARY');
    await receive(async () => ({ runId: null, failureCode: 'CONFLICT' }));
    expect(readdirSync(spool)).toEqual([path.basename(left)]);
    expect(await receive()).toBe(1);
    expect([await upload(id), readdirSync(spool)]).toMatchObject([{ state: 'FINISHED' }, []]);
  });

  it('is taken in once by gateways that look at once, in the order in which it became whole, also after it had to wait', async () => {
    const files = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    const [one, two] = [await push(files), await push(files, { kind: 'DELTA' })];
    await gateway.sql("update csec.extract_upload set whole_at = whole_at - interval '1 hour' where id = $1", [uuidOf(one)]);
    const kinds: string[] = [];
    expect(await receive(async ({ kind }) => ({ runId: null, failureCode: kinds.push(kind) > 0 ? 'SHUTTING_DOWN' : null }))).toBe(0);
    const launch: LaunchSync = async (extract) => {
      kinds.push(extract.kind);
      return inProcess(extract);
    };
    const taken = await Promise.all([receive(launch), receive(launch)]);
    expect([taken[0]! + taken[1]! + await receive(launch), kinds]).toEqual([2, ['FULL', 'FULL', 'DELTA']]);
    expect([await upload(one), await upload(two)]).toMatchObject([{ state: 'FINISHED' }, { state: 'FINISHED' }]);
  });

  it('that a full disk keeps from its run keeps no other county waiting', async () => {
    const id = await push(filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! })));
    const other = randomUUID();
    const [county] = await gateway.sql<{ id: string }>(`insert into csec.extract_upload select $2, '34', idempotency_key, kind, tombstones_confirmed, declaration, 'RECEIVED',
      null, null, started_by_agency_id, started_by_person_id, started_at, changed_at, whole_at + interval '1 hour' from csec.extract_upload where id = $1 returning id`, [uuidOf(id), other]);
    await gateway.sql(`insert into csec.extract_upload_file select $2, name, bytes, sha256, received from csec.extract_upload_file where upload_id = $1`, [uuidOf(id), other]);
    await gateway.sql(`insert into csec.extract_upload_content select $2, name, at_byte, content from csec.extract_upload_content where upload_id = $1`, [uuidOf(id), other]);
    const counties: string[] = [];
    const full: LaunchSync = async (extract) => {
      counties.push(extract.county);
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    await expect(receive(full)).rejects.toThrow('no space');
    const states = await gateway.sql('select county, state, failure_code from csec.extract_upload where id = any ($1) order by county', [[uuidOf(id), county!.id]]);
    // The other county's is not taken in where this one's extracts are.
    expect([counties, states, readdirSync(spool)]).toEqual([
      ['19'], [{ county: '19', state: 'RECEIVED', failure_code: null }, { county: '34', state: 'FAILED', failure_code: 'FORBIDDEN' }], [],
    ]);
    expect(await receive()).toBe(1);
    expect(await upload(id)).toMatchObject({ state: 'FINISHED' });
  });

  it('is taken in by the gateway itself while it runs, also after a look that failed', async () => {
    const lines: string[] = [];
    let looks = 0;
    const launch: LaunchSync = async (extract) => {
      looks += 1;
      if (looks === 1) throw new Error('CANARY');
      return inProcess(extract);
    };
    const reception = { databaseUrl: gateway.databaseUrl, launch, clock: fixedClock(NOON), folder: spool };
    const id = await push(filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! })));
    const attending = attendExtracts(reception, pino({ level: 'info' }, { write: (line: string) => { lines.push(line); } }), 20);
    await expect.poll(async () => (await upload(id)).state, { timeout: 10_000 }).toBe('FINISHED');
    await attending.stop();
    const asked = looks;
    await new Promise((resolve) => { setTimeout(resolve, 60); });
    expect([asked, looks, lines.map((line) => JSON.parse(line).msg), lines.join('').includes('CANARY')]).toEqual([
      2, 2, ['pushed extracts could not be taken in', 'pushed extracts were taken in'], false,
    ]);
  });

  it('of which parts are missing for a week is let go of, and begins anew under its key', async () => {
    const [file] = filesOf(writeExtract({ CLIENT_T: Array.from({ length: 30 }, () => springfield().CLIENT_T!).flat() }));
    const { name, content } = file!;
    const once = input([file!]);
    const { sync: { id } } = await start(once);
    await send(id, name, 0, content.subarray(0, 1_024));
    await receive(inProcess, instant('2026-03-08T19:59:00Z'));
    expect(await upload(id)).toMatchObject({ state: 'RECEIVING' });
    await receive(inProcess, instant('2026-03-08T20:01:00Z'));
    expect([await upload(id), await gateway.sql('select 1 from csec.extract_upload_content')]).toMatchObject([{ state: 'EXPIRED', files: [{ received: 0 }] }, []]);
    expect(await send(id, name, 0, content)).toMatchObject({ sync: { state: 'EXPIRED' }, userErrors: [{ code: 'CONFLICT', field: 'input.syncId' }] });
    expect((await start(once)).sync).toMatchObject({ id, state: 'RECEIVING' });
    expect((await send(id, name, 0, content)).sync.state).toBe('RECEIVED');
    expect([await receive(), await upload(id)]).toMatchObject([1, { state: 'FINISHED' }]);
  });
});

describe('pushing extracts', () => {
  it('is for the IT of that county alone, for whom another county\'s upload is one that there is not', async () => {
    const files = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    const { sync: { id } } = await start(input(files));
    for (const caller of Object.values(CALLERS).filter((one) => one !== CALLERS.operator)) {
      for (const [document, variables] of [[START, { input: input(files) }], [BATCH, { input: { syncId: id, file: 'CLIENT_T.csv', offset: 0, content: 'AAAA' } }]] as const) {
        const { body } = await gateway.ask(caller, document, variables);
        expect([body.data ?? null, body.errors?.[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
      }
      expect(await upload(id, caller)).toBeNull();
    }
    const nowhere = globalId('SyncUpload', randomUUID());
    const asked = async (syncId: string) => {
      const batch = await gateway.ask(ELSEWHERE, BATCH, { input: { syncId, file: 'CLIENT_T.csv', offset: 0, content: 'AAAA' } });
      return [await upload(syncId, ELSEWHERE), batch.body.data, batch.body.errors];
    };
    expect((await asked(id)).slice(0, 2)).toEqual([null, { syncBatch: { sync: null, userErrors: [expect.objectContaining({ code: 'NOT_FOUND' })] } }]);
    expect(await asked(id)).toEqual(await asked(nowhere));
    expect((await upload(id)).files).toEqual([{ name: 'CLIENT_T.csv', received: 0 }]);
  });

  it('is for five extracts of a county at once, and for the only county that a gateway keeps', async () => {
    const files = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    await gateway.sql("update csec.extract_upload set state = 'EXPIRED' where state = 'RECEIVING'");
    const five = await Promise.all(Array.from({ length: 5 }, () => start(input(files))));
    expect(five.map(({ sync }) => sync?.state)).toEqual(Array.from({ length: 5 }, () => 'RECEIVING'));
    expect(await start(input(files))).toMatchObject({ sync: null, userErrors: [{ code: 'CONFLICT', field: 'input' }] });
    expect(await start(input(files), ELSEWHERE)).toMatchObject({ sync: null, userErrors: [{ code: 'FORBIDDEN', field: 'input' }] });
    // A foreign run that came since: what was pushed before it stays out.
    const id = five[0].sync.id as string;
    for (const { name, content } of files) await send(id, name, 0, content);
    const [run] = await gateway.sql<{ id: string }>(`insert into csec.sync_run (id, county, kind, folder_label, status, started_at) values (gen_random_uuid(), '33', 'FULL', 'x', 'RUNNING', now()) returning id`);
    expect(await receive(() => { throw new Error('nothing is to be taken in'); })).toBe(1);
    await gateway.sql('delete from csec.sync_run where id = $1', [run!.id]);
    expect(await upload(id)).toMatchObject({ state: 'FAILED', failureCode: 'FORBIDDEN' });
  });

  it('has the role that serves requests read no byte of what came', async () => {
    for (const table of ['extract_upload_content', 'extract_upload_part']) {
      await expect(gateway.sql(`set role csec_gateway; select * from csec.${table}`)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it.each([
    ['no files', { files: [] }, 'input.files'],
    ['a path', { files: [{ name: '../CLIENT_T.csv', bytes: 1, sha256: 'a'.repeat(64) }] }, 'input.files.0.name'],
    ['one table twice', { files: ['CLIENT_T.csv', 'client_t.csv.gz'].map((name) => ({ name, bytes: 1, sha256: 'a'.repeat(64) })) }, 'input.files.1.name'],
    ['a zip beside a table', { files: ['CASE_T.csv', 'all.zip'].map((name) => ({ name, bytes: 1, sha256: 'a'.repeat(64) })) }, 'input.files.1.name'],
    ['half a byte', { files: [{ name: 'CASE_T.csv', bytes: 0.5, sha256: 'a'.repeat(64) }] }, 'input.files.0.bytes'],
    ['too many bytes', { files: ['CASE_T.csv', 'CLIENT_T.csv'].map((name) => ({ name, bytes: 30e9, sha256: 'a'.repeat(64) })) }, 'input.files'],
    ['no checksum', { files: [{ name: 'CASE_T.csv', bytes: 1, sha256: 'CANARY' }] }, 'input.files.0.sha256'],
  ])('names the field of %s, and begins nothing', async (_, more, field) => {
    const answer = await start({ idempotencyKey: 'a-key-of-mine', kind: 'FULL', ...more });
    expect([answer.sync, answer.userErrors.map((one: Parsed) => [one.code, one.field])]).toEqual([null, [['BAD_INPUT', field]]]);
    expect(JSON.stringify(answer)).not.toContain('CANARY');
  });

  it.each([
    ['a key too short', START, { idempotencyKey: 'short', kind: 'FULL', files: [] }, 'input.idempotencyKey'],
    ['content that is no base64', BATCH, { syncId: globalId('SyncUpload', randomUUID()), file: 'CASE_T.csv', offset: 0, content: 'CANARY!' }, 'input.content'],
    ['an offset before the file', BATCH, { syncId: globalId('SyncUpload', randomUUID()), file: 'CASE_T.csv', offset: -1, content: 'AAAA' }, 'input.offset'],
  ])('refuses %s by the name of the field', async (_, document, of, field) => {
    const { body, text } = await gateway.ask(CALLERS.operator, document, { input: of });
    expect([body.errors?.[0]?.extensions, text.includes('CANARY')]).toEqual([{ code: 'BAD_INPUT', details: { field } }, false]);
  });
});
