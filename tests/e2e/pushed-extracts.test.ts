import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attendExtracts } from '../../src/app/reception.js';
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

interface PushedFile {
  readonly name: string;
  readonly content: Buffer;
}

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
    const [file] = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    const { name, content } = file!;
    const { sync: { id } } = await start(input([file!]));
    const [first, second] = [content.subarray(0, 100), content.subarray(100)];
    expect(await send(id, name, 0, first)).toMatchObject({ sync: { state: 'RECEIVING', files: [{ received: 100 }] }, userErrors: [] });
    expect(await send(id, name, 0, first)).toMatchObject({ sync: { files: [{ received: 100 }] }, userErrors: [] });
    expect(await send(id, name, 200, second)).toMatchObject({ sync: { files: [{ received: 100 }] }, userErrors: [{ code: 'CONFLICT', field: 'input.offset' }] });
    expect(await send(id, name, 0, second)).toMatchObject({ sync: { files: [{ received: 100 }] }, userErrors: [{ code: 'CONFLICT', field: 'input.content' }] });
    expect(await send(id, name, 100, Buffer.concat([second, first]))).toMatchObject({ sync: { files: [{ received: 100 }] }, userErrors: [{ code: 'BAD_INPUT', field: 'input.content' }] });
    expect(await send(id, 'CASE_T.csv', 0, first)).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: 'input.file' }] });
    expect(await send(id, name, 100, second)).toMatchObject({ sync: { state: 'RECEIVED', files: [{ received: content.length }] }, userErrors: [] });
    expect(await send(id, name, 100, second)).toMatchObject({ sync: { state: 'RECEIVED' }, userErrors: [] });
    await receive();
    // Also when its bytes are gone.
    expect([await send(id, name, 100, second), await send(id, name, 100, first)]).toMatchObject([
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
    await expect(receive(() => { throw new Error('killed'); })).rejects.toThrow('killed');
    expect([await upload(id), readdirSync(spool)]).toMatchObject([{ state: 'RUNNING' }, []]);
    // As a process leaves them that is killed and cleans up nothing.
    let left = '';
    await expect(receive(({ folder }) => {
      left = folder;
      throw new Error('killed');
    })).rejects.toThrow('killed');
    mkdirSync(left);
    writeFileSync(path.join(left, 'CLIENT_T.csv'), 'CANARY');
    expect(await receive()).toBe(1);
    expect([await upload(id), readdirSync(spool)]).toMatchObject([{ state: 'FINISHED' }, []]);
  });

  it('is taken in once by gateways that look at once, and in the order in which it became whole', async () => {
    const files = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    const [one, two] = [await push(files), await push(files, { kind: 'DELTA' })];
    await gateway.sql("update csec.extract_upload set changed_at = changed_at - interval '1 hour' where id = $1", [Buffer.from(one, 'base64url').toString().split(':')[1]]);
    const kinds: string[] = [];
    const launch: LaunchSync = async (extract) => {
      kinds.push(extract.kind);
      return inProcess(extract);
    };
    const taken = await Promise.all([receive(launch), receive(launch)]);
    expect([taken[0]! + taken[1]!, kinds]).toEqual([2, ['FULL', 'DELTA']]);
    expect([await upload(one), await upload(two)]).toMatchObject([{ state: 'FINISHED' }, { state: 'FINISHED' }]);
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

  it('of which parts are missing for a week is let go of', async () => {
    const [file] = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    const { sync: { id } } = await start(input([file!]));
    await send(id, file!.name, 0, file!.content.subarray(0, 10));
    await receive(inProcess, instant('2026-03-08T19:59:00Z'));
    expect(await upload(id)).toMatchObject({ state: 'RECEIVING' });
    await receive(inProcess, instant('2026-03-08T20:01:00Z'));
    expect([await upload(id), await gateway.sql('select 1 from csec.extract_upload_content')]).toMatchObject([{ state: 'EXPIRED' }, []]);
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
    const elsewhere = { as: 'county-it', county: '34' } as Parameters<typeof gateway.ask>[0];
    const nowhere = globalId('SyncUpload', randomUUID());
    const asked = async (syncId: string) => {
      const batch = await gateway.ask(elsewhere, BATCH, { input: { syncId, file: 'CLIENT_T.csv', offset: 0, content: 'AAAA' } });
      return [await upload(syncId, elsewhere), batch.body.data, batch.body.errors];
    };
    expect(await asked(id)).toEqual(await asked(nowhere));
    expect((await upload(id)).files).toEqual([{ name: 'CLIENT_T.csv', received: 0 }]);
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
