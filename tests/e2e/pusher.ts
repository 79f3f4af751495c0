import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { demoAgenciesOf } from '../../src/auth/demo-identities.js';
import { fixedClock } from '../../src/kernel/clock.js';
import { GatewayError } from '../../src/kernel/gateway-error.js';
import { receiveExtracts, type LaunchSync } from '../../src/sync/receive-extracts.js';
import { syncFolder } from '../../src/sync/run-sync.js';
import { NOON, startTestGateway, type Parsed, type TestCaller, type TestGateway } from '../support/gateway.js';
import { CALLERS } from '../support/seed-county.js';

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

/** Pushes to a gateway, as IT of its county unless told, and takes in what came where `spool` is. */
export function pusherTo(gateway: TestGateway, spool: string) {
  const start = async (of: object, caller: TestCaller = CALLERS.operator): Promise<Parsed> =>
    (await gateway.ask(caller, START, { input: of })).body.data?.startSync;
  const send = async ({ id, name, at = 0 }: { readonly id: string; readonly name: string; readonly at?: number }, content: Buffer, caller: TestCaller = CALLERS.operator): Promise<Parsed> =>
    (await gateway.ask(caller, BATCH, { input: { syncId: id, file: name, offset: at, content: content.toString('base64') } })).body.data.syncBatch;
  const push = async (files: readonly PushedFile[], more: object = {}, caller: TestCaller = CALLERS.operator): Promise<string> => {
    const { sync: { id } } = await start(input(files, more), caller);
    for (const { name, content } of files) {
      for (let at = 0; at < content.length; at += 40_000) await send({ id, name, at }, content.subarray(at, at + 40_000), caller);
    }
    return id;
  };
  const upload = async (id: string, caller: TestCaller = CALLERS.operator): Promise<Parsed> =>
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
  return { start, send, push, upload, inProcess, receive };
}
