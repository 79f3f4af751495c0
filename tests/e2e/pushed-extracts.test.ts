import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { attendExtracts } from '../../src/app/reception.js';
import { fixedClock } from '../../src/kernel/clock.js';
import { instant } from '../../src/kernel/dates.js';
import { globalId } from '../../src/kernel/ids.js';
import type { LaunchSync } from '../../src/sync/receive-extracts.js';
import { NOON, type Parsed } from '../support/gateway.js';
import { CALLERS } from '../support/seed-county.js';
import { writeExtract } from '../sync/extract-folder.js';
import { springfield } from '../sync/springfield.js';
import { ELSEWHERE, filesOf, input, pushingCounty, uuidOf } from './pusher.js';

const { at, start, send, push, upload, inProcess, receive } = pushingCounty();

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
    expect(seen).toEqual([{ uploadId: uuidOf(id), county: '19', kind: 'FULL', tombstonesConfirmed: false, folder: expect.stringContaining(at.spool), files: files.map(({ name }) => name) }]);
    const done = await upload(id);
    expect(done).toMatchObject({ state: 'FINISHED', failureCode: null });
    const { body } = await at.gateway.ask(CALLERS.operator, '{ syncRuns(first: 1) { edges { node { id status youthsAssembled } } } }');
    expect(body.data.syncRuns.edges[0].node).toMatchObject({ id: done.runId, status: 'COMPLETED' });
    expect(body.data.syncRuns.edges[0].node.youthsAssembled).toBeGreaterThan(0);
    expect([await at.gateway.sql('select 1 from csec.extract_upload_content'), readdirSync(at.spool)]).toEqual([[], []]);
    expect(await receive()).toBe(0);
  });

  it('goes on after a break where it stood, and a part that comes twice comes once', async () => {
    const [file] = filesOf(writeExtract({ CLIENT_T: Array.from({ length: 30 }, () => springfield().CLIENT_T!).flat() }));
    const { name, content } = file!;
    const { sync: { id } } = await start(input([file!]));
    const [first, second] = [content.subarray(0, 1_024), content.subarray(1_024)];
    const then = (received: number, ...errors: readonly (readonly [string, string])[]) =>
      ({ sync: { files: [{ received }] }, userErrors: errors.map(([code, field]) => ({ code, field })) });
    expect(await send({ id, name }, first.subarray(1))).toMatchObject(then(0, ['BAD_INPUT', 'input.content']));
    expect(await send({ id, name }, first)).toMatchObject(then(1_024));
    expect(await send({ id, name }, first)).toMatchObject(then(1_024));
    expect(await send({ id, name, at: 1_025 }, second)).toMatchObject(then(1_024, ['CONFLICT', 'input.offset']));
    expect(await send({ id, name }, second)).toMatchObject(then(1_024, ['CONFLICT', 'input.content']));
    expect(await send({ id, name, at: 1_024 }, Buffer.concat([second, first]))).toMatchObject(then(1_024, ['BAD_INPUT', 'input.content']));
    expect(await send({ id, name: 'CASE_T.csv' }, first)).toMatchObject(then(1_024, ['NOT_FOUND', 'input.file']));
    expect(await send({ id, name, at: 1_024 }, second)).toMatchObject({ sync: { state: 'RECEIVED', files: [{ received: content.length }] }, userErrors: [] });
    expect(await send({ id, name, at: 1_024 }, second)).toMatchObject({ sync: { state: 'RECEIVED' }, userErrors: [] });
    await receive();
    // Also when its bytes are gone.
    expect([await send({ id, name, at: 1_024 }, second), await send({ id, name, at: 1_024 }, first)]).toMatchObject([
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
    const before = await at.gateway.sql('select id from csec.sync_run');
    const [file] = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    const { sync: { id } } = await start(input([file!]));
    const altered = Buffer.from(file!.content);
    altered[altered.length - 2] = altered[altered.length - 2]! ^ 1;
    await send({ id, name: file!.name }, altered);
    expect(await receive(() => { throw new Error('nothing is to be taken in'); })).toBe(1);
    expect([await upload(id), await at.gateway.sql('select id from csec.sync_run')]).toMatchObject([{ state: 'FAILED', failureCode: 'UPLOAD_DAMAGED', runId: null }, before]);
  });

  it('waits while another run is under way, and is taken up where its process was killed over it', async () => {
    const id = await push(filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! })));
    expect(await receive(async () => ({ runId: null, failureCode: 'CONFLICT' }))).toBe(0);
    expect(await upload(id)).toMatchObject({ state: 'RECEIVED' });
    // As a process leaves it that is killed and cleans up nothing; its run may go on beside, and still read its files.
    await at.gateway.sql("update csec.extract_upload set state = 'RUNNING' where id = $1", [uuidOf(id)]);
    const left = path.join(at.spool, `csec-extract-${uuidOf(id)}-abcdef`);
    mkdirSync(left);
    writeFileSync(path.join(left, 'CLIENT_T.csv'), 'CANARY');
    await receive(async () => ({ runId: null, failureCode: 'CONFLICT' }));
    expect(readdirSync(at.spool)).toEqual([path.basename(left)]);
    expect(await receive()).toBe(1);
    expect([await upload(id), readdirSync(at.spool)]).toMatchObject([{ state: 'FINISHED' }, []]);
  });

  it('is taken in once by gateways that look at once, in the order in which it became whole, also after it had to wait', async () => {
    const files = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    const [one, two] = [await push(files), await push(files, { kind: 'DELTA' })];
    await at.gateway.sql("update csec.extract_upload set whole_at = whole_at - interval '1 hour' where id = $1", [uuidOf(one)]);
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
    const [county] = await at.gateway.sql<{ id: string }>(`insert into csec.extract_upload select $2, '34', idempotency_key, kind, tombstones_confirmed, declaration, 'RECEIVED',
      null, null, started_by_agency_id, started_by_person_id, started_at, changed_at, whole_at + interval '1 hour' from csec.extract_upload where id = $1 returning id`, [uuidOf(id), other]);
    await at.gateway.sql(`insert into csec.extract_upload_file select $2, name, bytes, sha256, received from csec.extract_upload_file where upload_id = $1`, [uuidOf(id), other]);
    await at.gateway.sql(`insert into csec.extract_upload_content select $2, name, at_byte, content from csec.extract_upload_content where upload_id = $1`, [uuidOf(id), other]);
    const counties: string[] = [];
    const full: LaunchSync = async (extract) => {
      counties.push(extract.county);
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    await expect(receive(full)).rejects.toThrow('no space');
    const states = await at.gateway.sql('select county, state, failure_code from csec.extract_upload where id = any ($1) order by county', [[uuidOf(id), county!.id]]);
    const waits = { state: 'RECEIVED', failure_code: null };
    expect([counties, states, readdirSync(at.spool)]).toEqual([['19', '34'], [{ county: '19', ...waits }, { county: '34', ...waits }], []]);
    await at.gateway.sql('delete from csec.extract_upload where id = $1', [other]);
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
    const reception = { databaseUrl: at.gateway.databaseUrl, launch, clock: fixedClock(NOON), folder: at.spool };
    const id = await push(filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! })));
    const attending = attendExtracts(reception, pino({ level: 'info' }, { write: (line: string) => { lines.push(line); } }), { everyMillis: 20 });
    await expect.poll(async () => (await upload(id)).state, { timeout: 10_000 }).toBe('FINISHED');
    await attending.stop();
    const asked = looks;
    await new Promise((resolve) => { setTimeout(resolve, 60); });
    expect([asked, looks, lines.map((line) => JSON.parse(line).msg), lines.join('').includes('CANARY')]).toEqual([
      2, 2, ['pushed extracts could not be taken in', 'pushed extracts were taken in'], false,
    ]);
  });

  it('waits for no other county\'s while fewer are under way than may be at once, and for those of its own', async () => {
    const files = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    const ids = [await push(files), await push(files, { kind: 'DELTA' }), await push(files, {}, ELSEWHERE), await push(files, { kind: 'DELTA' }, ELSEWHERE)];
    for (const [place, id] of ids.entries()) await at.gateway.sql("update csec.extract_upload set whole_at = whole_at - interval '1 hour' + $2 * interval '1 minute' where id = $1", [uuidOf(id), place]);
    const [under, most, order] = [new Set<string>(), [] as number[], [] as string[]];
    const launch: LaunchSync = async ({ county, kind }) => {
      order.push(`${county} ${kind}`);
      expect(under.has(county)).toBe(false);
      under.add(county);
      most.push(under.size);
      await expect.poll(() => most.includes(2), { timeout: 10_000 }).toBe(true);
      await new Promise((resolve) => { setTimeout(resolve, 30); });
      under.delete(county);
      return { runId: null, failureCode: null };
    };
    const reception = { databaseUrl: at.gateway.databaseUrl, launch, clock: fixedClock(NOON), folder: at.spool };
    const attending = attendExtracts(reception, pino({ level: 'silent' }), { atOnce: 2, everyMillis: 20 });
    const states = async () => Promise.all(ids.map(async (id, at) => (await upload(id, at < 2 ? CALLERS.operator : ELSEWHERE)).state));
    await expect.poll(states, { timeout: 10_000 }).toEqual(Array.from({ length: 4 }, () => 'FINISHED'));
    await attending.stop();
    expect([order.filter((one) => one.startsWith('19')), order.filter((one) => one.startsWith('34')), Math.max(...most)])
      .toEqual([['19 FULL', '19 DELTA'], ['34 FULL', '34 DELTA'], 2]);
  });

  it('out of which more comes than a file of rows holds is not taken in, and the upload names the run that says so', async () => {
    const folder = writeExtract({ CLIENT_T: springfield().CLIENT_T!, OCL_NM_T: springfield().OCL_NM_T! });
    const [header, line] = readFileSync(path.join(folder, 'OCL_NM_T.csv'), 'utf8').split('\n');
    const content = gzipSync(`${header}\n${`${line}\n`.repeat(Math.ceil(18_000_000 / line!.length))}`);
    const before = await at.gateway.sql('select * from csec.alias order by subject_id, record_key', [], 'csec_sync');
    const id = await push([...filesOf(folder).filter(({ name }) => name === 'CLIENT_T.csv'), { name: 'OCL_NM_T.csv.gz', content }]);
    expect(await receive()).toBe(1);
    const done = await upload(id);
    expect(done).toMatchObject({ state: 'FAILED', failureCode: 'EXTRACT_UNREADABLE', runId: expect.any(String) });
    expect(await at.gateway.sql('select source_table, failed_reason from csec.sync_table_count where run_id = $1 and failed_reason is not null', [uuidOf(done.runId)]))
      .toEqual([{ source_table: 'OCL_NM_T', failed_reason: 'UNPACKED_TOO_LARGE' }]);
    expect(await at.gateway.sql('select * from csec.alias order by subject_id, record_key', [], 'csec_sync')).toEqual(before);
  });

  it.each([
    ['an error ended', { failureCode: 'TOMBSTONES_UNCONFIRMED', status: 'FAILED' }],
    ['died without a word', { failureCode: 'INTERNAL', status: 'RUNNING' }],
  ])('whose run %s names the run that was kept', async (_, { failureCode, status }) => {
    const id = await push(filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! })));
    const run = randomUUID();
    expect(await receive(async ({ uploadId, county }) => {
      await at.gateway.sql(`insert into csec.sync_run (id, county, kind, folder_label, status, started_at, upload_id, finished_at)
        values ($1, $2, 'FULL', 'x', $3, now(), $4, case when $3 = 'FAILED' then now() end)`, [run, county, status, uploadId]);
      return { runId: null, failureCode };
    })).toBe(1);
    expect(await upload(id)).toMatchObject({ state: 'FAILED', failureCode, runId: globalId('SyncRun', run) });
    await at.gateway.sql("update csec.sync_run set status = 'FAILED', finished_at = now() where id = $1", [run]);
  });

  it('of which parts are missing for a week is let go of, and begins anew under its key', async () => {
    const [file] = filesOf(writeExtract({ CLIENT_T: Array.from({ length: 30 }, () => springfield().CLIENT_T!).flat() }));
    const { name, content } = file!;
    const once = input([file!]);
    const { sync: { id } } = await start(once);
    await send({ id, name }, content.subarray(0, 1_024));
    await receive(inProcess, instant('2026-03-08T19:59:00Z'));
    expect(await upload(id)).toMatchObject({ state: 'RECEIVING' });
    await receive(inProcess, instant('2026-03-08T20:01:00Z'));
    expect([await upload(id), await at.gateway.sql('select 1 from csec.extract_upload_content')]).toMatchObject([{ state: 'EXPIRED', files: [{ received: 0 }] }, []]);
    expect(await send({ id, name }, content)).toMatchObject({ sync: { state: 'EXPIRED' }, userErrors: [{ code: 'CONFLICT', field: 'input.syncId' }] });
    expect((await start(once)).sync).toMatchObject({ id, state: 'RECEIVING' });
    expect((await send({ id, name }, content)).sync.state).toBe('RECEIVED');
    expect([await receive(), await upload(id)]).toMatchObject([1, { state: 'FINISHED' }]);
  });
});
