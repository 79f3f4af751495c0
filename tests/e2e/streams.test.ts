import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket, type CloseEvent } from 'ws';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { countyDay, countyDayEnd, plusSeconds, type Instant } from '../../src/kernel/dates.js';
import { globalId } from '../../src/kernel/ids.js';
import { REVOKE } from './documents.js';
import { normalised, NOON, startTestGateway, type TestGateway } from '../support/gateway.js';
import { demoPersona } from '../../src/auth/demo-identities.js';
import { AGENCY, CALLERS, caseId, CONSENT, TEAM, YOUTHS } from '../support/seed-county.js';
import { changeAsSync } from '../delivery/delivery-gateway.js';
import { CHANGED, listen, purposeOf, untilOpen, type Listener, type Transport } from './listener.js';

/** How long it is waited for what must not come. */
const QUIET_MILLIS = 1_200;

let gateway: TestGateway;
let now: Instant = NOON;
const open: Listener[] = [];
beforeAll(async () => { gateway = await startTestGateway({ clock: { now: () => now } }); });
afterAll(async () => { await gateway.stop(); });
afterEach(() => { for (const listener of open.splice(0)) listener.leave(); });

const listening = async (by: Transport, as: keyof typeof CALLERS, subject: string, more: Parameters<typeof listen>[3] = {}) => {
  const [listener] = await untilOpen(gateway, async () => [await listen(gateway, by, CALLERS[as], { variables: { id: caseId(subject) }, ...more })]);
  open.push(listener!);
  return listener!;
};
const rename = (name: string) => changeAsSync(gateway, YOUTHS.ALMA, 'update csec.youth set first_name = $1 where subject_id = $2', [name, YOUTHS.ALMA]);
/** What is recorded from now on, whatever chain it goes to. */
const recordsFromNow = async () => {
  const before = new Set((await gateway.disclosures()).map(({ id }) => id));
  return async () => (await gateway.disclosures()).filter(({ id }) => !before.has(id));
};
/** What two records of like answers have in common. */
const likeness = ({ id, requestId, decisionId, documentHash, payloadMac, operation, chain, seq, ...rest }: Awaited<ReturnType<TestGateway['disclosures']>>[number]) => rest;
/** Whether a stream ends; that it does within the second is proven by the engine's own clock (tests/http/streams). */
const ends = async (listener: Listener): Promise<boolean> => {
  await listener.untilEnd();
  return listener.end !== undefined;
};
const UNKNOWN = '5ab1ec70-0000-4000-8000-0000000000ff';

describe.each(['SSE', 'WebSocket'] as const)('caseChanged over %s', (by) => {
  it('tells what changed as a query would, and records it alike', async () => {
    const listener = await listening(by, 'clinician', YOUTHS.ALMA);
    const records = await recordsFromNow();
    await rename(`A-Told${by}`);
    const [event, ...more] = await listener.until(1);
    const asked = await gateway.ask(CALLERS.clinician, 'query($id: ID!) { case(id: $id) { id youth { firstName } } }', { id: caseId(YOUTHS.ALMA) });
    expect(more).toEqual([]);
    expect(event.data.caseChanged.youth.firstName).toBe(`A-Told${by}`);
    expect([{ case: event.data.caseChanged }, normalised(event.extensions)]).toEqual([asked.body.data, normalised(asked.body.extensions)]);
    const alike = (await records()).map(likeness);
    expect([alike.length, alike[0]]).toEqual([2, alike[1]]);
    expect(listener.end).toBeUndefined();
  });

  it('tells nothing of what is withheld, and nothing when nothing changed', async () => {
    const listener = await listening(by, 'clinician', YOUTHS.ALMA);
    const records = await recordsFromNow();
    await changeAsSync(gateway, YOUTHS.ALMA, `update csec.service_record set service_text = service_text || '.' where subject_id = $1 and category = 'REPRODUCTIVE_HEALTH'`, [YOUTHS.ALMA]);
    await changeAsSync(gateway, YOUTHS.ALMA, 'update csec.youth set first_name = first_name where subject_id = $1', [YOUTHS.ALMA]);
    await changeAsSync(gateway, YOUTHS.CORA, `update csec.youth set first_name = first_name || 'x' where subject_id = $1`, [YOUTHS.CORA]);
    await sleep(QUIET_MILLIS);
    expect([listener.events, listener.end, await records()]).toEqual([[], undefined, []]);
  });

  it('answers a case that is not for the caller as one that there is not, and both are looked up in the log', async () => {
    const records = await recordsFromNow();
    const ends = [];
    for (const subject of [YOUTHS.CORA, YOUTHS.BEATRIZ, UNKNOWN]) {
      const listener = await listening(by, 'provider', subject);
      await listener.untilEnd();
      ends.push([listener.events, listener.end]);
    }
    expect(ends).toEqual([1, 2, 3].map(() => [[{ data: { caseChanged: null }, extensions: {} }], 'COMPLETE']));
    expect((await records()).map(({ outcome, subjectId }) => [outcome, subjectId])).toEqual([1, 2, 3].map(() => ['NOT_FOUND', null]));
  });

  it('records that there is such a case for the caller before it says so by staying open', async () => {
    const records = await recordsFromNow();
    await listening(by, 'clinician', YOUTHS.ALMA);
    const asked = await gateway.ask(CALLERS.clinician, 'query CaseListened($id: ID!) { case(id: $id) { id } }', { id: caseId(YOUTHS.ALMA) });
    expect(asked.status).toBe(200);
    const alike = (await records()).map(({ documentHash, ...rest }) => ({ documentHash, ...likeness(rest) }));
    expect([alike.length, alike[0]]).toEqual([2, alike[1]]);
    expect([alike[0]!.outcome, alike[0]!.subjectId]).toEqual(['RELEASED', YOUTHS.ALMA]);
  });

  it('ends with the token', async () => {
    const listener = await listening(by, 'clinician', YOUTHS.ALMA, { token: await gateway.token(CALLERS.clinician, 600) });
    now = plusSeconds(NOON, 599);
    await sleep(QUIET_MILLIS);
    expect(listener.end).toBeUndefined();
    now = plusSeconds(NOON, 600);
    expect(await ends(listener)).toBe(true);
    now = NOON;
    expect([listener.events, listener.end]).toEqual([[], by === 'SSE' ? 'COMPLETE' : '4403 AUTH_TOKEN_EXPIRED']);
  });

  it.each([
    ['without a token', { token: '' }, 'AUTH_TOKEN'], ['with a token of nobody', { token: 'a.b.c' }, 'AUTH_TOKEN'],
  ])('is refused %s', async (_, asking, code) => {
    const listener = await listening(by, 'clinician', YOUTHS.ALMA, asking);
    await listener.untilEnd();
    expect(listener.events).toEqual([]);
    expect(listener.end).toMatch(by === 'SSE' ? /HTTP 401/ : new RegExp(`^4403 ${code}`));
  });

  it.each([
    ['a query', '{ me { role } }', {}, 'BAD_REQUEST'], ['what is no document', 'subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'subscription { nothing }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['an id that is none', CHANGED, { id: 'x' }, 'BAD_ID'],
    ['two at once', 'subscription($id: ID!) { a: caseChanged(caseId: $id) { id } b: caseChanged(caseId: $id) { id } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
  ])('refuses %s before anything is looked up', async (_, document, variables, code) => {
    const records = await recordsFromNow();
    const listener = await listening(by, 'clinician', YOUTHS.ALMA, { document, variables: { id: caseId(YOUTHS.ALMA), ...variables } });
    await listener.untilEnd();
    expect([listener.events, listener.end, await records()]).toEqual([[], by === 'SSE' ? 'HTTP 400' : code, []]);
  });

  it('goes on when every connection to the database was lost, and tells what changed meanwhile', async () => {
    const listener = await listening(by, 'clinician', YOUTHS.ALMA);
    await gateway.sql(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like 'csec-gateway%'`);
    await rename(`A-Meanwhile${by}`);
    const [event] = await listener.until(1);
    expect([event?.data.caseChanged.youth.firstName, listener.end]).toEqual([`A-Meanwhile${by}`, undefined]);
  });

  it('is kept ten times for one caller, and not once more; who leaves makes room', async () => {
    const many = [];
    for (let n = 0; n < 10; n += 1) many.push(await listening(by, 'member', YOUTHS.ALMA));
    expect(many.map(({ end }) => end)).toEqual(many.map(() => undefined));
    const beyond = await listening(by, 'member', YOUTHS.ALMA);
    await beyond.untilEnd();
    expect([beyond.events, beyond.end]).toEqual([[], by === 'SSE' ? 'HTTP 429' : '1013 TOO_MANY_STREAMS']);
    expect((await listening(by, 'clinician', YOUTHS.ALMA)).end).toBeUndefined();
    many[0]!.leave();
    await vi.waitFor(async () => expect((await listening(by, 'member', YOUTHS.ALMA)).end).toBeUndefined(), { timeout: 20_000, interval: 200 });
  });
});

describe('a socket', () => {
  const sockets: Client[] = [];
  const connect = async (lazy: boolean): Promise<Client> => {
    const connectionParams = { 'authorization': `Bearer ${await gateway.token(CALLERS.member)}`, 'x-purpose-of-use': purposeOf(CALLERS.member) };
    const url = `${gateway.address.replace('http', 'ws')}/graphql`;
    const client = createClient({ url, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0, lazy, onNonLazyError: () => undefined });
    sockets.push(client);
    return client;
  };
  const opened = async (): Promise<string> => {
    const client = await connect(false);
    return new Promise((resolve) => {
      client.on('connected', () => resolve('KEPT'));
      client.on('closed', (event) => resolve(`${(event as CloseEvent).code} ${(event as CloseEvent).reason}`));
    });
  };
  afterEach(async () => { for (const socket of sockets.splice(0)) await socket.dispose(); });

  it('is kept ten times for one caller, whether or not he listens, and not once more', async () => {
    for (let n = 0; n < 10; n += 1) expect(await opened()).toBe('KEPT');
    expect(await opened()).toBe('1013 TOO_MANY_STREAMS');
    await sockets[0]!.dispose();
    await vi.waitFor(async () => expect(await opened()).toBe('KEPT'), { timeout: 15_000 });
  });

  it('carries ten streams, and refuses the next alone', async () => {
    const client = await connect(true);
    const ends: string[] = [];
    for (let n = 0; n < 11; n += 1) {
      client.subscribe({ query: CHANGED, variables: { id: caseId(YOUTHS.ALMA) } }, {
        next: () => ends.push('TOLD'), complete: () => ends.push('COMPLETE'), error: (fault) => ends.push((fault as { extensions: { code: string } }[])[0]!.extensions.code),
      });
    }
    await vi.waitFor(() => expect(ends).toEqual(['TOO_MANY_STREAMS']), { timeout: 20_000 });
    await sleep(QUIET_MILLIS);
    expect(ends).toEqual(['TOO_MANY_STREAMS']);
  });
});

describe('a token', () => {
  it('comes in no address, and a stream by no other way than these', async () => {
    const token = await gateway.token(CALLERS.clinician);
    const body = JSON.stringify({ query: CHANGED, variables: { id: caseId(YOUTHS.ALMA) } });
    const headers = { 'content-type': 'application/json', 'accept': 'text/event-stream', 'x-purpose-of-use': 'TREATMENT' };
    const status = async (path: string, init: RequestInit) => (await gateway.send(path, init)).status;
    expect(await status(`/graphql/stream?token=${token}&authorization=Bearer%20${token}`, { method: 'POST', headers, body })).toBe(401);
    expect(await status('/graphql/stream', { method: 'GET', headers: { ...headers, authorization: `Bearer ${token}` } })).toBe(405);
    expect(await status('/graphql/stream', { method: 'PUT', headers: { authorization: `Bearer ${token}` } })).toBe(405);
    expect(await status('/graphql/stream', { method: 'POST', headers: { ...headers, accept: 'application/json', authorization: `Bearer ${token}` }, body })).toBe(406);
    const byPost = await gateway.ask(CALLERS.clinician, CHANGED, { id: caseId(YOUTHS.ALMA) });
    expect([byPost.status, byPost.body.errors?.[0]?.extensions.code, byPost.body.data ?? null]).toEqual([400, 'BAD_REQUEST', null]);
  });
});

describe('a stream', () => {
  it('ends when the consent on which it rests is revoked, and when an agreement ends', async () => {
    const [one, two] = [await listening('SSE', 'provider', YOUTHS.ALMA), await listening('WebSocket', 'provider', YOUTHS.ALMA)];
    const clinic = await listening('WebSocket', 'clinician', YOUTHS.ALMA);
    const { body } = await gateway.ask(CALLERS.worker, REVOKE, { input: { caseId: caseId(YOUTHS.ALMA), consentId: globalId('Consent', CONSENT.provider) } });
    expect(body.errors).toBeUndefined();
    for (const listener of [one, two]) {
      expect(await ends(listener)).toBe(true);
      expect([listener.events, listener.end]).toEqual([[{ data: { caseChanged: null }, extensions: {} }], 'COMPLETE']);
    }
    await sleep(QUIET_MILLIS);
    expect(clinic.end).toBeUndefined();
    await gateway.sql(`update csec.agreement set terminated_at = $2 where agency_id = $1`, [AGENCY.clinic, NOON]);
    expect(await ends(clinic)).toBe(true);
    expect([clinic.events, clinic.end]).toEqual([[], 'COMPLETE']);
  });

  it('ends for every member of a team when too few are left of it, and for nobody else', async () => {
    const [member, worker] = [await listening('SSE', 'member', YOUTHS.HANNA), await listening('WebSocket', 'worker', YOUTHS.HANNA)];
    const seats = await gateway.sql<{ person_id: string; joined_at: string }>(
      `select person_id, joined_at::text from csec.team_member where team_id = $1 and person_id <> $2 order by 1`, [TEAM, demoPersona('mdt-member').personId]);
    const leave = ({ person_id }: (typeof seats)[number]) => gateway.sql('update csec.team_member set left_at = $3 where team_id = $1 and person_id = $2', [TEAM, person_id, NOON]);
    await leave(seats[0]!);
    await sleep(QUIET_MILLIS);
    expect(member.end).toBeUndefined();
    await leave(seats[1]!);
    expect(await ends(member)).toBe(true);
    expect([member.events, member.end]).toEqual([[{ data: { caseChanged: null }, extensions: {} }], 'COMPLETE']);
    await gateway.sql('update csec.team_member set left_at = null where team_id = $1', [TEAM]);
    expect(worker.end).toBeUndefined();
  });

  it('ends at the moment at which a consent lapses by itself', async () => {
    await gateway.sql(`update csec.consent set record = record || '{"expiry": {"kind": "DATE", "on": "2026-03-01"}}' where id = $1`, [CONSENT.hannaProvider]);
    const lapses = countyDayEnd(countyDay(NOON));
    now = plusSeconds(lapses, -1);
    const listener = await listening('SSE', 'provider', YOUTHS.HANNA);
    await sleep(QUIET_MILLIS);
    expect([listener.events, listener.end]).toEqual([[], undefined]);
    now = lapses;
    expect(await ends(listener)).toBe(true);
    now = NOON;
    expect(listener.end).toBe('COMPLETE');
  });

  it('tells those who carry the case whom a partner means by the youth, and whoever is released them what services came by it', async () => {
    const document = 'subscription($id: ID!) { caseChanged(caseId: $id) { identityLinks { linkId undoneAt } services(first: 100) { edges { node { serviceText } } } } }';
    const [worker, youth] = [await listening('SSE', 'worker', YOUTHS.ALMA, { document }), await listening('WebSocket', 'provider', YOUTHS.CORA, { document })];
    // A push, and the job that places it beside the request.
    const push = async (key: string, text: string) => [await gateway.sql('select csec.receive_services($1, $2, $3::jsonb, $4)', [AGENCY.provider, '19', JSON.stringify([{
      key, system: 'urn:synthetic:client', value: 'client-aa', updatedAt: NOON,
      record: { category: 'CASE_FACTS', kind: 'SERVICE', serviceText: text, status: 'COMPLETED', startedOn: '2026-02-01', system: 'PARTNER', regime: 'CHILD_WELFARE', consentedBy: 'NOT_APPLICABLE' },
    }]), NOON]), await gateway.sql(`select csec.place_waiting($1, 0, 100, $2)`, [AGENCY.provider, NOON])];
    const link = '0e250000-0000-4000-8000-0000000000aa';
    const told = async (n: number) => {
      const { identityLinks, services } = (await worker.until(n))[n - 1]!.data.caseChanged;
      return [identityLinks.length, services.edges.map(({ node }: { node: { serviceText: string } }) => node.serviceText).filter((text: string) => text.startsWith('Synthetic: pushed')).sort()];
    };
    await push('one', 'Synthetic: pushed one');
    await sleep(QUIET_MILLIS);
    expect(worker.events).toEqual([]);
    await gateway.sql(`insert into csec.partner_link (subject_id, id, agency_id, system, value, basis, linked_by_agency_id, linked_by_person_id, linked_at)
      values ($1, $2, $3, 'urn:synthetic:client', 'client-aa', 'CONFIRMED', $3, 'p', $4)`, [YOUTHS.ALMA, link, AGENCY.provider, NOON]);
    expect(await told(1)).toEqual([1, ['Synthetic: pushed one']]);
    await push('two', 'Synthetic: pushed two');
    expect(await told(2)).toEqual([1, ['Synthetic: pushed one', 'Synthetic: pushed two']]);
    await gateway.sql(`update csec.partner_link set undone_at = $2, undone_by_agency_id = agency_id, undone_by_person_id = 'p' where id = $1`, [link, NOON]);
    expect(await told(3)).toEqual([1, []]);
    await sleep(QUIET_MILLIS);
    expect([worker.events.length, youth.events.length, youth.end]).toEqual([3, 1, 'COMPLETE']);
  });

  it('says in the log who listened how long, and nothing of whom', async () => {
    const listener = await listening('WebSocket', 'member', YOUTHS.ALMA);
    gateway.takeLog();
    listener.leave();
    await vi.waitFor(() => expect(gateway.takeLog().find((line) => line.includes('"stream"'))).toMatch(/"end":"LEFT","told":0/), { timeout: 15_000 });
    expect(gateway.takeLog().join('')).not.toMatch(/A-[A-Z]|5ab1ec70/);
  });

  it('is ended by the gateway that shuts down', async () => {
    const other = await startTestGateway({ databaseUrl: gateway.databaseUrl, clock: { now: () => now } });
    const both = [];
    for (const by of ['SSE', 'WebSocket'] as const) {
      both.push(...await untilOpen(gateway, async () => [await listen(other, by, CALLERS.member, { variables: { id: caseId(YOUTHS.ALMA) } })]));
    }
    const began = performance.now();
    await other.stop();
    // Before the twenty seconds after which it would leave without them.
    expect(performance.now() - began).toBeLessThan(15_000);
    for (const listener of both) await listener.untilEnd();
    expect(both.map(({ events }) => events)).toEqual([[], []]);
    expect(both[0]!.end).toBe('COMPLETE');
  });
});
