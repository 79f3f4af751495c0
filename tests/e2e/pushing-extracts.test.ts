import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { PURPOSE_NAMES } from '../../src/law/purpose.js';
import type { Parsed } from '../support/gateway.js';
import { AGENCY, CALLERS } from '../support/seed-county.js';
import { writeExtract } from '../sync/extract-folder.js';
import { springfield } from '../sync/springfield.js';
import { BATCH, ELSEWHERE, filesOf, input, pushingCounty, START, UPLOAD } from './pusher.js';

const { at, start, send, push, upload } = pushingCounty();

describe('pushing extracts', () => {
  it('is for the IT of that county alone, for whom another county\'s upload is one that there is not', async () => {
    const files = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    const { sync: { id } } = await start(input(files));
    for (const caller of Object.values(CALLERS).filter((one) => one !== CALLERS.operator)) {
      for (const [document, variables] of [[START, { input: input(files) }], [BATCH, { input: { syncId: id, file: 'CLIENT_T.csv', offset: 0, content: 'AAAA' } }]] as const) {
        const { body } = await at.gateway.ask(caller, document, variables);
        expect([body.data ?? null, body.errors?.[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
      }
      expect(await upload(id, caller)).toBeNull();
    }
    const nowhere = globalId('SyncUpload', randomUUID());
    const asked = async (syncId: string) => {
      const batch = await at.gateway.ask(ELSEWHERE, BATCH, { input: { syncId, file: 'CLIENT_T.csv', offset: 0, content: 'AAAA' } });
      return [await upload(syncId, ELSEWHERE), batch.body.data, batch.body.errors];
    };
    expect((await asked(id)).slice(0, 2)).toEqual([null, { syncBatch: { sync: null, userErrors: [expect.objectContaining({ code: 'NOT_FOUND' })] } }]);
    expect(await asked(id)).toEqual(await asked(nowhere));
    expect((await upload(id)).files).toEqual([{ name: 'CLIENT_T.csv', received: 0 }]);
  });

  it('answers IT of another county the same of an upload that is not its own as of none, whatever it sends and however far that is', async () => {
    const [file] = filesOf(writeExtract({ CLIENT_T: Array.from({ length: 10 }, () => springfield().CLIENT_T!).flat() }));
    const { name, content } = file!;
    const half = content.subarray(0, 1_024);
    const [begun, whole] = [(await start(input([file!]))).sync.id as string, await push([file!])];
    await send({ id: begun, name }, half);
    const kept = await Promise.all([upload(begun), upload(whole)]);
    const nowhere = globalId('SyncUpload', randomUUID());
    const parts = [
      { file: name, offset: 0, content: half }, { file: name, offset: 1_024, content: content.subarray(1_024) }, { file: name, offset: 2_000, content: half },
      { file: name, offset: 0, content: half.subarray(1) }, { file: 'NO_SUCH.csv', offset: 0, content: half }, { file: name, offset: 0, content: Buffer.concat([content, content]) },
    ];
    for (const part of parts) {
      const told = await Promise.all([begun, whole, nowhere].map(async (syncId) => {
        const { body } = await at.gateway.ask(ELSEWHERE, BATCH, { input: { ...part, syncId, content: part.content.toString('base64') } });
        return [body.data, body.errors ?? null, await upload(syncId, ELSEWHERE)];
      }));
      expect(told).toEqual([told[2], told[2], [{ syncBatch: { sync: null, userErrors: [expect.objectContaining({ code: 'NOT_FOUND', field: 'input.file' })] } }, null, null]]);
    }
    // Bad input is found before anybody looks whose upload it is.
    for (const of of [{ offset: -1, content: 'AAAA' }, { offset: 0, content: 'A' }]) {
      const codes = await Promise.all([begun, nowhere].map(async (syncId) => (await at.gateway.ask(ELSEWHERE, BATCH, { input: { syncId, file: name, ...of } })).body.errors?.map(({ extensions }) => extensions)));
      expect([codes[0]![0]!.code, codes[0]]).toEqual(['BAD_INPUT', codes[1]]);
    }
    expect(await Promise.all([upload(begun), upload(whole)])).toEqual(kept);
  });

  it('keeps the keys of counties apart: one and the same stands for an upload of each', async () => {
    const files = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    await at.gateway.sql("update csec.extract_upload set state = 'EXPIRED' where state in ('RECEIVING', 'RECEIVED')");
    const once = input(files);
    const [mine, theirs] = [await start(once), await start({ ...once, kind: 'DELTA' }, ELSEWHERE)];
    expect([mine.userErrors, theirs.userErrors, mine.sync.kind, theirs.sync.kind]).toEqual([[], [], 'FULL', 'DELTA']);
    expect(mine.sync.id).not.toBe(theirs.sync.id);
    expect([(await start(once)).sync.id, (await start({ ...once, kind: 'DELTA' }, ELSEWHERE)).sync.id]).toEqual([mine.sync.id, theirs.sync.id]);
    // Nor does a key of another county's extract count as taken by other words.
    expect((await start({ ...once, idempotencyKey: `${once.idempotencyKey}.2` }, ELSEWHERE)).userErrors).toEqual([]);
  });

  it('is for the purpose of operating the gateway alone, and for no token that claims a county that its agency is not of', async () => {
    const files = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    const { sync: { id } } = await start(input(files, { kind: 'DELTA' }));
    const before = await at.gateway.sql('select id, county from csec.extract_upload order by id');
    const callers = [
      ...PURPOSE_NAMES.filter((purpose) => purpose !== 'OPERATIONS').map((purpose) => [CALLERS.operator, { purpose }] as const),
      [{ as: 'county-it', county: '19', agencyId: AGENCY.neighbour }, {}], [{ as: 'county-it', county: '33', agencyId: AGENCY.county }, {}],
      [{ as: 'county-it', county: '99', agencyId: AGENCY.county }, {}], [{ as: 'state-analyst' }, {}],
    ] as const;
    for (const [caller, options] of callers) {
      // Asked for what there is, it is null, as what there is not.
      expect(Object.values((await at.gateway.ask(caller, UPLOAD, { id }, options)).body.data ?? {}).filter((one) => one !== null)).toEqual([]);
      const asked = [
        await at.gateway.ask(caller, START, { input: input(files) }, options),
        await at.gateway.ask(caller, BATCH, { input: { syncId: id, file: 'CLIENT_T.csv', offset: 0, content: 'AAAA' } }, options),
      ];
      for (const { body } of asked) {
        expect([caller, Object.values(body.data ?? {}).filter((one) => one !== null)]).toEqual([caller, []]);
        expect(body.errors?.[0]?.extensions.code).toMatch(/^(AUTH_\w+|FORBIDDEN)$/);
      }
    }
    expect(await at.gateway.sql('select id, county from csec.extract_upload order by id')).toEqual(before);
  });

  it('is for five extracts of a county at once', async () => {
    const files = filesOf(writeExtract({ CLIENT_T: springfield().CLIENT_T! }));
    await at.gateway.sql("update csec.extract_upload set state = 'EXPIRED' where state = 'RECEIVING'");
    const five = await Promise.all(Array.from({ length: 5 }, () => start(input(files))));
    expect(five.map(({ sync }) => sync?.state)).toEqual(Array.from({ length: 5 }, () => 'RECEIVING'));
    expect(await start(input(files))).toMatchObject({ sync: null, userErrors: [{ code: 'CONFLICT', field: 'input' }] });
    expect(await start(input(files), ELSEWHERE)).toMatchObject({ sync: { state: 'RECEIVING' }, userErrors: [] });
  });

  it('has the role that serves requests read no byte of what came', async () => {
    for (const table of ['extract_upload_content', 'extract_upload_part']) {
      await expect(at.gateway.sql(`set role csec_gateway; select * from csec.${table}`)).rejects.toMatchObject({ code: '42501' });
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
    const { body, text } = await at.gateway.ask(CALLERS.operator, document, { input: of });
    expect([body.errors?.[0]?.extensions, text.includes('CANARY')]).toEqual([{ code: 'BAD_INPUT', details: { field } }, false]);
  });
});
