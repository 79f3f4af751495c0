import { buildSchema } from 'graphql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CaseStreams } from '../../../src/http/streams/case-streams.js';
import type { CaseStream } from '../../../src/http/streams/case-stream.js';
import type { StreamOptions } from '../../../src/http/streams/stream-port.js';
import { DEFAULT_LIMITS } from '../../../src/http/limits.js';
import { instant, plusSeconds, type Instant } from '../../../src/kernel/dates.js';
import { GatewayError } from '../../../src/kernel/gateway-error.js';
import { globalId, idOfType } from '../../../src/kernel/ids.js';
import type { CaseNotice } from '../../../src/store/case-notice.js';

const NOON = instant('2026-03-01T20:00:00Z');
const schema = buildSchema('type Query { case(id: ID!): Case } type Case { id: ID! n: Int } type Subscription { caseChanged(caseId: ID!): Case }');
const CHANGED = 'subscription($id: ID!) { caseChanged(caseId: $id) { n } }';
const [ALMA, CORA] = ['5ab1ec70-0000-4000-8000-00000000000a', '5ab1ec70-0000-4000-8000-00000000000c'];
const NO_CASE = { data: { caseChanged: null } };
const INTERRUPTED = [{ code: 'STREAM_INTERRUPTED' }];

/** The request of somebody of an agency, and what was opened for it. */
const by = (agencyId: string, personId: string) => ({ id: 'request', headers: { authorization: `${agencyId} ${personId}` } });
interface Look { readonly agencyId: string; readonly personId: string }
type Asked = readonly [who: string, what: 'decided' | 'read', subjectId: string];

const never = <T>() => new Promise<T>(() => undefined);

/** An engine over no schema of ours, no database and no clock but this. */
function engine() {
  const world = {
    now: NOON as Instant, asked: [] as Asked[], released: new Map<string, string>(),
    admits: async (_look: Look, _subjectId: string): Promise<boolean> => true,
    /** Done after what is released was read. */
    reading: async (_look: Look, _subjectId: string): Promise<void> => undefined,
    opening: async (_look: Look): Promise<void> => undefined,
    answering: async (): Promise<void> => undefined,
    notify: (_notice: CaseNotice): void => undefined,
  };
  const told = (look: Look, what: Asked[1], subjectId: string): void => void world.asked.push([`${look.agencyId} ${look.personId}`, what, subjectId]);
  const options: StreamOptions<Look> = {
    open: async ({ headers }) => {
      const [agencyId, personId] = String(headers['authorization']).split(' ') as [string, string];
      await world.opening({ agencyId, personId });
      return { context: { agencyId, personId }, caller: { agencyId, personId }, expiresAt: plusSeconds(NOON, 600) };
    },
    admits: async (look, subjectId) => {
      told(look, 'decided', subjectId);
      return world.admits(look, subjectId);
    },
    lookAt: async (look, subjectId) => {
      told(look, 'read', subjectId);
      const digest = world.released.get(subjectId) ?? 'a';
      await world.reading(look, subjectId);
      return digest === 'none' ? null : { digest, validUntil: null };
    },
    close: async () => undefined,
    changes: { hear: (listener) => { world.notify = listener; }, listening: async () => undefined },
    clock: { now: () => world.now }, everyMillis: 5,
  };
  const executeOperation = async ({ query, variables }: { query: string; variables: { id: string } }) => {
    await world.answering();
    const digest = world.released.get(idOfType('Case', variables.id, 'id')) ?? 'a';
    const data = query === CHANGED ? { caseChanged: digest === 'none' ? null : { n: digest } } : { case: {} };
    return { body: { kind: 'single', singleResult: { data } } };
  };
  const log = { info: () => undefined, error: () => undefined };
  const streams = new CaseStreams<Look>(options, { apollo: { executeOperation } as never, schema, limits: DEFAULT_LIMITS, log: log as never });
  open.push(streams);
  return {
    world, streams, notify: (what: CaseNotice['of'], ...ids: string[]) => world.notify({ of: what, ids }),
    listen: async (agencyId: string, personId: string, subjectId: string) => {
      const stream = await streams.open(by(agencyId, personId), { query: CHANGED, variables: { id: globalId('Case', subjectId) } });
      const events: unknown[] = [];
      return { stream, events, read: () => void readAll(stream, events), ended: () => vi.waitFor(() => expect(stream.over).toBe(true), { timeout: 20_000 }) };
    },
  };
}

async function readAll(stream: CaseStream, events: unknown[]): Promise<void> {
  for await (const event of stream.events()) events.push(event);
}

const open: CaseStreams<Look>[] = [];
afterEach(() => {
  for (const streams of open.splice(0)) streams.stop();
  vi.restoreAllMocks();
});
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000 });

describe('where the right to listen may have ended', () => {
  it.each([
    ['RIGHTS', [ALMA], ['clinic one', 'police three']], ['AGENCIES', ['clinic'], ['clinic one', 'clinic two']], ['PERSONS', ['two', 'three', 'nobody'], ['clinic two', 'police three']],
    ['BACK', [], ['clinic one', 'clinic two', 'police three']], ['CASES', [ALMA, CORA], []], ['ANYBODY', [], []],
  ] as const)('those alone are decided anew whom it can concern: %s of %j', async (notice, ids, concerned) => {
    const { world, listen, notify } = engine();
    await listen('clinic', 'one', ALMA);
    await listen('clinic', 'two', CORA);
    await listen('police', 'three', ALMA);
    world.asked.length = 0;
    notify(notice, ...ids);
    const asked = (kind: Asked[1]) => world.asked.filter(([, what]) => what === kind).map(([who]) => who).sort();
    // Whoever was decided on is then read, and so is whoever may have changed: when that is done, nothing waits.
    const read = concerned.length > 0 ? concerned : ['clinic one', 'clinic two', 'police three'];
    await until(() => expect(asked('read')).toEqual(read));
    expect(asked('decided')).toEqual(concerned);
  });

  it('they are decided before anything else is read, though many are to be read', async () => {
    const { world, listen, notify } = engine();
    for (let n = 0; n < 20; n += 1) await listen('clinic', `c${n}`, ALMA);
    for (let n = 0; n < 9; n += 1) await listen('police', `p${n}`, CORA);
    world.asked.length = 0;
    notify('CASES', ALMA);
    notify('AGENCIES', 'police');
    await until(() => expect(world.asked.filter(([, what]) => what === 'read')).toHaveLength(29));
    expect(world.asked.slice(0, 9).map(([who, what]) => [who.slice(0, 6), what])).toEqual(Array.from({ length: 9 }, () => ['police', 'decided']));
  });

  it('they are decided though everything that reads is stuck', async () => {
    const { world, listen, notify } = engine();
    const many = [];
    for (let n = 0; n < 8; n += 1) many.push(await listen('clinic', `c${n}`, ALMA));
    const one = await listen('police', 'one', CORA);
    one.read();
    world.reading = () => never();
    notify('CASES', ALMA);
    await until(() => expect(world.asked.filter(([, what]) => what === 'read')).toHaveLength(9 + 4));
    world.admits = async () => false;
    world.released.set(CORA, 'none');
    notify('PERSONS', 'one');
    await one.ended();
    await until(() => expect(one.events).toEqual([NO_CASE]));
    expect([one.stream.end, many.some(({ stream }) => stream.over)]).toEqual(['NO_CASE', false]);
  });

  it.each([['RIGHTS', ALMA], ['AGENCIES', 'clinic'], ['PERSONS', 'one'], ['LOST', '']] as const)('nothing is told that was read before: %s', async (notice, id) => {
    const { world, listen, notify } = engine();
    const { stream, events, read } = await listen('clinic', 'one', ALMA);
    read();
    let goOn = (): void => undefined;
    world.reading = () => new Promise((resolve) => { goOn = resolve; });
    world.released.set(ALMA, 'b');
    const reads = (): number => world.asked.filter(([, what]) => what === 'read').length;
    notify('CASES', ALMA);
    await until(() => expect(reads()).toBe(2));
    // What is read now is not what is released when it has been read.
    world.released.set(ALMA, 'c');
    world.reading = async () => undefined;
    notify(notice, id);
    goOn();
    if (notice === 'LOST') {
      await until(() => expect(stream.looking).toBe(false));
      expect([events, reads()]).toEqual([[], 2]);
      notify('BACK');
    }
    await until(() => expect(events).toEqual([{ data: { caseChanged: { n: 'c' } } }]));
  });

  it('what was being answered when the notice came is not told either', async () => {
    const { world, listen, notify } = engine();
    const { events, read } = await listen('clinic', 'one', ALMA);
    read();
    let goOn: (() => void) | null = null;
    world.answering = () => new Promise((resolve) => { goOn = resolve; });
    world.released.set(ALMA, 'b');
    notify('CASES', ALMA);
    await until(() => expect(goOn).not.toBeNull());
    world.answering = async () => undefined;
    world.admits = async () => false;
    notify('RIGHTS', ALMA);
    world.released.set(ALMA, 'none');
    goOn!();
    await until(() => expect(events).toEqual([NO_CASE]));
  });

  it('what lies unread is taken back, and is told where the right stands', async () => {
    const { world, listen, notify } = engine();
    const [stays, goes] = [await listen('clinic', 'one', ALMA), await listen('clinic', 'two', ALMA)];
    world.released.set(ALMA, 'b');
    notify('CASES', ALMA);
    await until(() => expect([stays.stream.told, goes.stream.told]).toEqual([1, 1]));
    world.admits = async ({ personId }) => personId === 'one';
    world.opening = async ({ personId }) => { if (personId === 'two') throw new GatewayError('AUTH_PURPOSE_NOT_ALLOWED', 'No.'); };
    notify('AGENCIES', 'clinic');
    await goes.ended();
    await until(() => expect(stays.stream.told).toBe(2));
    for (const { read } of [stays, goes]) read();
    await until(() => expect(stays.events).toEqual([{ data: { caseChanged: { n: 'b' } } }]));
    expect([goes.events, goes.stream.end, stays.stream.over]).toEqual([[], 'REFUSED', false]);
  });
});

describe('a reader who leaves an event unread', () => {
  it('is let go after half a minute, with nothing of it; whoever reads, and who is told nothing, goes on', async () => {
    const { world, listen, notify } = engine();
    const [reads, leaves, quiet] = [await listen('clinic', 'one', ALMA), await listen('clinic', 'two', ALMA), await listen('clinic', 'three', CORA)];
    reads.read();
    world.released.set(ALMA, 'b');
    notify('CASES', ALMA);
    await until(() => expect([reads.events.length, leaves.stream.told]).toEqual([1, 1]));
    const [since, now] = [performance.now(), performance.now.bind(performance)];
    vi.spyOn(performance, 'now').mockImplementation(() => Math.max(since + 30_100, now()));
    await leaves.ended();
    leaves.read();
    expect([leaves.stream.end, leaves.events, reads.stream.over, quiet.stream.over]).toEqual(['NOT_READ', [], false, false]);
  });
});

describe('whoever cannot be decided within the second', () => {
  it.each([['RIGHTS', ALMA], ['AGENCIES', 'clinic'], ['PERSONS', 'one'], ['BACK', ''], ['LOST', '']] as const)('is ended, and not told why: %s', async (notice, id) => {
    const { world, listen, notify } = engine();
    const { stream, events, read, ended } = await listen('clinic', 'one', ALMA);
    const other = await listen('police', 'other', CORA);
    read();
    const stuck: (() => void)[] = [];
    world.admits = async ({ personId }) => {
      if (personId === 'one') await new Promise<void>((resolve) => { stuck.push(resolve); });
      return true;
    };
    world.released.set(ALMA, 'b');
    notify('CASES', ALMA);
    notify(notice, id);
    if (notice !== 'LOST') await until(() => expect(stuck).toHaveLength(1));
    const within = notice === 'BACK' || notice === 'LOST' ? 10 : 0.75;
    world.now = plusSeconds(NOON, within - 0.001);
    // The engine has gone round at this moment: something else was read at it.
    if (notice !== 'LOST') {
      const reads = world.asked.length;
      notify('CASES', CORA);
      await until(() => expect(world.asked.length).toBeGreaterThan(reads));
    }
    expect(stream.over).toBe(false);
    world.now = plusSeconds(NOON, within);
    await ended();
    await until(() => expect(events).toHaveLength(1));
    expect(Object.keys(events[0] as object)).toEqual(['errors']);
    const [{ message, extensions }] = (events[0] as { errors: [{ message: string; extensions: object }] }).errors;
    expect([message, extensions, stream.end]).toEqual(['The stream ended before its time; listen anew, and ask for what changed meanwhile.', INTERRUPTED[0], 'INTERRUPTED']);
    for (const goOn of stuck) goOn();
    if (stuck.length > 0) await until(() => expect(stream.doubt.until).toBeNull());
    expect(events).toHaveLength(1);
    expect(other.stream.over).toBe(notice === 'LOST');
  });

  it('is asked again meanwhile where only the asking failed, and goes on', async () => {
    const { world, listen, notify } = engine();
    const { stream } = await listen('clinic', 'one', ALMA);
    let failures = 0;
    world.admits = async () => {
      failures += 1;
      if (failures < 3) throw new GatewayError('STORE_UNAVAILABLE', 'Not now.');
      return true;
    };
    notify('RIGHTS', ALMA);
    await until(() => expect(stream.doubt.until).toBeNull());
    expect([failures, stream.over]).toEqual([3, false]);
  });

  it('is not taken for decided by what is asked while changes are not heard of', async () => {
    const { world, listen, notify } = engine();
    const { stream } = await listen('clinic', 'one', ALMA);
    world.asked.length = 0;
    notify('LOST');
    const late = await listen('clinic', 'late', ALMA);
    await until(() => expect(world.asked.some(([who]) => who === 'clinic late')).toBe(true));
    expect([world.asked.some(([, what]) => what === 'decided'), stream.doubt.until]).toEqual([false, plusSeconds(NOON, 10)]);
    notify('BACK');
    await until(() => expect([stream.doubt.until, late.stream.doubt.until]).toEqual([null, null]));
  });

  it('is ended with his token all the same, at its time, whatever is stuck', async () => {
    const { world, listen, notify } = engine();
    const all = [];
    for (let n = 0; n < 12; n += 1) all.push(await listen('clinic', `c${n}`, ALMA));
    world.opening = () => never();
    world.reading = () => never();
    notify('CASES', ALMA);
    notify('LOST');
    notify('BACK');
    world.now = plusSeconds(NOON, 600);
    for (const { ended } of all) await ended();
    expect(all.map(({ stream }) => stream.end)).toEqual(all.map(() => 'TOKEN_EXPIRED'));
  });
});

describe('a stream that is being opened', () => {
  it('is opened by what its caller is when it is his turn, and ended where he is nobody any more', async () => {
    const { world, listen, notify } = engine();
    let goOn = (): void => undefined;
    const turn = new Promise<void>((resolve) => { goOn = resolve; });
    world.reading = () => turn;
    const waiting = [1, 2, 3].map((n) => listen('clinic', `c${n}`, ALMA).then(() => 'OPEN', (fault: GatewayError) => fault.code));
    await until(() => expect(world.asked).toHaveLength(2));
    world.opening = async () => { throw new GatewayError('AUTH_PURPOSE_NOT_ALLOWED', 'No.'); };
    world.now = plusSeconds(NOON, 5);
    notify('AGENCIES', 'clinic');
    goOn();
    expect(await waiting[2]).toBe('AUTH_PURPOSE_NOT_ALLOWED');
  });
});
