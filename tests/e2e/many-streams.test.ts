import { request, type ClientRequest } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPersona } from '../../src/auth/demo-identities.js';
import { instantOf, millisOf } from '../../src/kernel/dates.js';
import { NOON, startTestGateway, type TestCaller, type TestGateway } from '../support/gateway.js';
import { AGENCY, caseId, CONSENT, TEAM, YOUTHS } from '../support/seed-county.js';
import { CHANGED, purposeOf } from './listener.js';

/** As many as a gateway keeps, by the machine's clock; or few, by one that stands still, and then nothing is said of time. */
const DEEP = process.env['CSEC_TEST_DEEP'] !== undefined;
const COUNTS = DEEP ? { consent: 10, agreement: 490, youth: 200, team: 190, seat: 10, token: 100 } : { consent: 2, agreement: 12, youth: 10, team: 10, seat: 2, token: 2 };
type Group = keyof typeof COUNTS;
const MINUTES = 60_000;
/** The most that one caller keeps. */
const OF_A_CALLER = 10;

const NO_CASE = '{"data":{"caseChanged":null},"extensions":{}}';
const INTERRUPTED = /^\{"errors":\[\{"message":"[^"]+","extensions":\{"code":"STREAM_INTERRUPTED"\}\}\]\}$/;

/** A stream as its bytes come: no client's library stands between. */
interface Open {
  readonly of: Group;
  readonly events: string[];
  readonly sent: ClientRequest;
  endedAt: number | null;
}

let gateway: TestGateway;
let later = 0;
const began = performance.now();
const clock = { now: () => instantOf(new Date(millisOf(NOON) + later + (DEEP ? Math.round(performance.now() - began) : 0))) };
const streams: Open[] = [];
beforeAll(async () => { gateway = await startTestGateway({ clock }); });
afterAll(async () => {
  for (const { sent } of streams) sent.destroy();
  await gateway.stop();
});

const personId = (group: Group, n: number): string => `7e450000-0000-4000-8000-0000000${Object.keys(COUNTS).indexOf(group) + 1}${String(Math.floor(n / OF_A_CALLER)).padStart(4, '0')}`;
const callerOf: Readonly<Record<Group, (n: number) => TestCaller>> = {
  consent: (n) => ({ as: 'provider', personId: personId('consent', n) }), agreement: (n) => ({ as: 'provider', personId: personId('agreement', n) }),
  youth: (n) => ({ as: 'mental-health', personId: personId('youth', n) }), team: (n) => ({ as: 'mdt-member', personId: personId('team', n) }),
  seat: (n) => ({ as: 'mdt-member', personId: personId('seat', n) }), token: (n) => ({ as: 'mental-health', personId: personId('token', n) }),
};
const YOUTH_OF: Readonly<Record<Group, string>> = {
  consent: YOUTHS.ALMA, agreement: YOUTHS.HANNA, youth: YOUTHS.SELMA, team: YOUTHS.ALMA, seat: YOUTHS.ALMA, token: YOUTHS.HANNA,
};

async function listen(of: Group, n: number): Promise<void> {
  const caller = callerOf[of](n);
  const headers = {
    'accept': 'text/event-stream', 'content-type': 'application/json', 'authorization': `Bearer ${await gateway.token(caller)}`, 'x-purpose-of-use': purposeOf(caller),
  };
  const sent = request(`${gateway.address}/graphql/stream`, { method: 'POST', agent: false, headers });
  const one: Open = { of, events: [], sent, endedAt: null };
  const end = (): void => { one.endedAt ??= performance.now(); };
  sent.on('error', end).on('response', (response) => {
    if (response.statusCode !== 200) one.events.push(`HTTP ${response.statusCode}`);
    response.setEncoding('utf8').on('close', end).on('data', (part: string) => {
      one.events.push(...[...part.matchAll(/^event: next\ndata: (.*)$/gm)].map(([, data]) => data!));
      if (part.includes('event: complete')) end();
    });
  });
  sent.end(JSON.stringify({ query: CHANGED, variables: { id: caseId(YOUTH_OF[of]) } }));
  streams.push(one);
}

const openOf = (...groups: readonly Group[]): readonly Open[] => streams.filter(({ of, endedAt }) => groups.includes(of) && endedAt === null);

/** How long after something is done the last of them ends, of whom none may be told anything but the end. */
async function lastEnd(what: string, concerned: readonly Open[], act: () => Promise<unknown>): Promise<void> {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  await act();
  const from = performance.now();
  for (let waited = 0; waited < 2 * MINUTES && concerned.some(({ endedAt }) => endedAt === null); waited += 20) await sleep(20);
  delays.disable();
  const after = concerned.map(({ endedAt }) => Math.round((endedAt ?? Number.POSITIVE_INFINITY) - from)).sort((one, other) => one - other);
  const cutOff = concerned.filter(({ events }) => INTERRUPTED.test(events[0] ?? '')).length;
  if (DEEP) console.log(`${what}: of ${concerned.length} streams the median ended after ${after[after.length >> 1]} ms and the last after ${after.at(-1)} ms; ${cutOff} were interrupted.`);
  expect(concerned.length).toBeGreaterThan(0);
  expect(concerned.filter(({ events }) => !(events.length === 0 || (events.length === 1 && (events[0] === NO_CASE || INTERRUPTED.test(events[0]!)))))).toEqual([]);
  // What keeps this one process from its work keeps the client in it from seeing the end.
  expect(after.at(-1)).toBeLessThan(DEEP ? 1_000 + delays.max / 1e6 : Number.POSITIVE_INFINITY);
  if (!DEEP) expect(cutOff).toBe(0);
}

/** Everybody is to be looked at, for nothing. */
const everybodyChanges = () => gateway.sql(`select pg_notify('csec_case_changes', '*')`);

describe('as many streams as are kept', () => {
  it('end within the second, whatever ends them and however many they are, and the others go on', async () => {
    const { agencyId } = demoPersona('mdt-member');
    const seated = new Set((['team', 'seat'] as const).flatMap((group) => Array.from({ length: COUNTS[group] }, (_, n) => personId(group, n))));
    for (const id of seated) {
      await gateway.sql('insert into csec.person (id, agency_id, name) values ($1, $2, $3)', [id, agencyId, 'Synthetic Member']);
      await gateway.sql(`insert into csec.team_member (team_id, person_id, agency_id, discipline, training_attested_on, joined_at)
        values ($1, $2, $3, 'Advocacy', '2025-02-01', '2025-03-01T18:00:00Z')`, [TEAM, id, agencyId]);
    }
    for (const [group, count] of Object.entries(COUNTS)) for (let n = 0; n < count; n += 1) await listen(group as Group, n);
    const opened = async (): Promise<number> => (await gateway.sql<{ n: number }>(`select count(*)::integer as n from csec.disclosure where outcome = 'RELEASED'`))[0]!.n;
    for (let waited = 0; waited < 5 * MINUTES && await opened() < streams.length && openOf('consent').length > 0; waited += 250) await sleep(250);
    expect([await opened(), streams.filter(({ endedAt }) => endedAt !== null)]).toEqual([streams.length, []]);

    await lastEnd('A seat ends', openOf('seat'), () => gateway.sql('update csec.team_member set left_at = $3 where team_id = $1 and person_id = $2', [TEAM, personId('seat', 0), NOON]));
    expect(openOf('consent', 'agreement', 'youth', 'token').length).toBe(COUNTS.consent + COUNTS.agreement + COUNTS.youth + COUNTS.token);
    if (!DEEP) expect(openOf('team').length).toBe(COUNTS.team);
    await everybodyChanges();
    await lastEnd('A consent is revoked, while everybody is looked at', openOf('consent'), () => gateway.sql(
      `update csec.consent set status = 'REVOKED', record = record || '{"status": "REVOKED"}' where id = $1`, [CONSENT.provider]));
    expect(openOf('agreement', 'youth', 'token').length).toBe(COUNTS.agreement + COUNTS.youth + COUNTS.token);
    await lastEnd('An agreement ends', openOf('agreement'), () => gateway.sql('update csec.agreement set terminated_at = $2 where agency_id = $1', [AGENCY.provider, NOON]));
    expect(openOf('youth', 'token').length).toBe(COUNTS.youth + COUNTS.token);
    await lastEnd('An agency is no more involved in one youth', openOf('youth'), () => gateway.sql('delete from csec.involvement where subject_id = $1', [YOUTHS.SELMA]));
    expect(openOf('token').length).toBe(COUNTS.token);
    await everybodyChanges();
    await lastEnd('Tokens end, while everybody is looked at', openOf('token'), async () => { later = 3_600_000; });
  }, 12 * MINUTES);
});
