import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { demoAgenciesOf } from '../../src/auth/demo-identities.js';
import { fixedClock } from '../../src/kernel/clock.js';
import { GatewayError } from '../../src/kernel/gateway-error.js';
import { receiveExtracts, type LaunchSync } from '../../src/sync/receive-extracts.js';
import { syncFolder } from '../../src/sync/run-sync.js';
import { NOON, startTestGateway, type Parsed, type TestCaller, type TestGateway } from '../support/gateway.js';
import { CALLERS } from '../support/seed-county.js';
import { removeExtracts } from '../sync/extract-folder.js';

const SYNC = 'sync { id kind state failureCode runId startedAt files { name bytes received } } userErrors { code field message }';
export const START = `mutation Start($input: StartSyncInput!) { startSync(input: $input) { ${SYNC} } }`;
export const BATCH = `mutation Batch($input: SyncBatchInput!) { syncBatch(input: $input) { ${SYNC} } }`;
export const UPLOAD = 'query Upload($id: ID!) { syncUpload(id: $id) { id state failureCode runId files { name received } } }';

/** IT of another county. */
export const ELSEWHERE = { as: 'county-it', county: '34' } as const;

export type PushedFile = Readonly<{ name: string; content: Buffer }>;

export const filesOf = (folder: string): readonly PushedFile[] =>
  readdirSync(folder).sort().map((name) => ({ name, content: readFileSync(path.join(folder, name)) }));
export const declared = ({ name, content }: PushedFile) => ({ name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') });
export const input = (files: readonly PushedFile[], more: object = {}) =>
  ({ idempotencyKey: `push-${randomUUID()}`, kind: 'FULL', files: files.map(declared), ...more });
export const uuidOf = (id: string): string => Buffer.from(id, 'base64url').toString().split(':')[1]!;

/** The small county's gateway, with the child-welfare agency of county 34 beside. */
export async function startSharedGateway(): Promise<TestGateway> {
  const gateway = await startTestGateway();
  for (const { id, name, kind, county, state, regimeStatus } of demoAgenciesOf('34').filter((one) => one.kind === 'CHILD_WELFARE')) {
    await gateway.sql('insert into csec.agency (id, name, kind, county, state, regime_status) values ($1, $2, $3, $4, $5, $6)', [id, name, kind, county, state, regimeStatus]);
  }
  return gateway;
}

/** The gateway that is pushed to, and the folder where what came is taken in; there once the tests of the file begin. */
interface Intake {
  readonly gateway: TestGateway;
  readonly spool: string;
}

/** What the tests of one file push to, and how: made before the first of them and gone after the last. */
export function pushingCounty() {
  const at = {} as { -readonly [Part in keyof Intake]: Intake[Part] };
  beforeAll(async () => {
    at.gateway = await startSharedGateway();
    at.spool = mkdtempSync(path.join(os.tmpdir(), 'csec-spool-'));
  });
  afterAll(async () => {
    await at.gateway.stop();
    rmSync(at.spool, { recursive: true });
    removeExtracts();
  });
  return { at: at as Intake, ...pusherTo(at) };
}

/** Pushes as IT of the gateway's county unless told. */
function pusherTo(at: Intake) {
  const start = async (of: object, caller: TestCaller = CALLERS.operator): Promise<Parsed> =>
    (await at.gateway.ask(caller, START, { input: of })).body.data?.startSync;
  const send = async ({ id, name, at: offset = 0 }: { readonly id: string; readonly name: string; readonly at?: number }, content: Buffer, caller: TestCaller = CALLERS.operator): Promise<Parsed> =>
    (await at.gateway.ask(caller, BATCH, { input: { syncId: id, file: name, offset, content: content.toString('base64') } })).body.data.syncBatch;
  const push = async (files: readonly PushedFile[], more: object = {}, caller: TestCaller = CALLERS.operator): Promise<string> => {
    const { sync: { id } } = await start(input(files, more), caller);
    for (const { name, content } of files) {
      for (let from = 0; from < content.length; from += 40_000) await send({ id, name, at: from }, content.subarray(from, from + 40_000), caller);
    }
    return id;
  };
  const upload = async (id: string, caller: TestCaller = CALLERS.operator): Promise<Parsed> =>
    (await at.gateway.ask(caller, UPLOAD, { id })).body.data?.syncUpload;
  const inProcess: LaunchSync = async (extract) => {
    try {
      const { runId, status } = await syncFolder({ ...extract, databaseUrl: at.gateway.databaseUrl, clock: fixedClock(NOON) });
      return { runId, failureCode: status === 'COMPLETED' ? null : 'EXTRACT_UNREADABLE' };
    } catch (fault) {
      return { runId: null, failureCode: fault instanceof GatewayError ? fault.code : 'INTERNAL' };
    }
  };
  const receive = (launch: LaunchSync = inProcess, now = NOON) => receiveExtracts({ databaseUrl: at.gateway.databaseUrl, launch, clock: fixedClock(now), folder: at.spool });
  return { start, send, push, upload, inProcess, receive };
}
