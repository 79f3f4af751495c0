import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countyInstant, localDate, type Instant } from '../../src/kernel/dates.js';
import type { DemoPersonaName } from '../../src/auth/demo-identities.js';
import { NOON, type TestGateway } from '../support/gateway.js';
import { YOUTHS } from '../support/seed-county.js';
import { changeAsSync, settled, startDeliveringGateway, subscribe } from './delivery-gateway.js';
import { startEndpoint, type EndpointServer } from './endpoint-server.js';

const PARTNERS: readonly DemoPersonaName[] = ['mental-health', 'provider', 'law-enforcement', 'mdt-member'];

/** A county in which something else is withheld than in its twin: everything that partners are told must be the same. */
interface Twin {
  readonly gateway: TestGateway;
  readonly endpoint: EndpointServer;
  now: Instant;
}

const twins: Twin[] = [];
beforeAll(async () => {
  for (let one = 0; one < 2; one += 1) {
    const endpoint = await startEndpoint();
    const twin = { now: NOON, endpoint } as { -readonly [K in keyof Twin]: Twin[K] };
    twin.gateway = await startDeliveringGateway({ clock: { now: () => twin.now } });
    for (const partner of PARTNERS) await subscribe(twin.gateway, partner, { endpoint: `${endpoint.url}/${partner}` });
    twins.push(twin);
  }
});
afterAll(async () => {
  for (const { gateway, endpoint } of twins) {
    await gateway.stop();
    await endpoint.close();
  }
});

type Change = readonly [subject: string, statement: string, values?: readonly unknown[]];

/** What is withheld from each of these partners: concealed categories, youths of whom they may not know, and the county's own narratives. */
const HIDDEN: readonly Change[] = [
  [YOUTHS.ALMA, `update csec.service_record set service_text = 'A-Hidden', started_on = started_on - 1 where category in ('REPRODUCTIVE_HEALTH', 'HIV') and subject_id = $1`, [YOUTHS.ALMA]],
  [YOUTHS.ALMA, `delete from csec.service_record where category = 'HIV' and subject_id = $1`, [YOUTHS.ALMA]],
  [YOUTHS.CORA, `update csec.youth set first_name = 'C-Hidden' where subject_id = $1`, [YOUTHS.CORA]],
  [YOUTHS.BEATRIZ, `update csec.youth set last_name = 'B-Hidden' where subject_id = $1`, [YOUTHS.BEATRIZ]],
  [YOUTHS.RENATA, `update csec.youth set first_name = 'R-Hidden' where subject_id = $1`, [YOUTHS.RENATA]],
];
const rename = (name: string): Change => [YOUTHS.ALMA, 'update csec.youth set first_name = $1 where subject_id = $2', [name, YOUTHS.ALMA]];

async function change({ gateway }: Twin, [subject, statement, values]: Change): Promise<void> {
  await changeAsSync(gateway, subject, statement, values);
  await settled(gateway);
}

/** What came to each partner, in order: the kinds of events. */
const told = ({ endpoint }: Twin): Readonly<Record<string, readonly string[]>> => Object.fromEntries(PARTNERS.map((partner) => [
  partner, endpoint.received.filter(({ path }) => path.endsWith(`/${partner}`)).map(({ body }) => JSON.parse(body).type),
]));

describe('what is withheld from a partner', () => {
  it('changes, comes and goes without an event, between changes that are told and beside them', async () => {
    const [plain, withHidden] = twins as [Twin, Twin];
    for (const name of ['A-One', 'A-Two', 'A-Three']) {
      await change(plain, rename(name));
      for (const hidden of HIDDEN) await change(withHidden, hidden);
      await change(withHidden, rename(name));
    }
    expect(told(withHidden)).toEqual(told(plain));
    expect(told(plain)['mental-health']).toEqual(['ca.csec.case.changed.v1', 'ca.csec.case.changed.v1', 'ca.csec.case.changed.v1']);
  });

  it('does not show in when a change that time alone brings is told', async () => {
    const [plain, withHidden] = twins as [Twin, Twin];
    for (const { endpoint } of twins) endpoint.received.length = 0;
    // Alma grows a year older: at the next day's look, and not when something that is withheld happens to change.
    for (const twin of twins) twin.now = countyInstant(localDate('2026-06-16'), '00:30:00.000');
    for (const twin of twins) {
      await twin.gateway.sql(`select graphile_worker.add_job('sweepAll')`);
      await settled(twin.gateway);
    }
    const atNight = twins.map(told);
    for (const hidden of HIDDEN) await change(withHidden, hidden);
    expect([told(plain), told(withHidden)]).toEqual(atNight);
    expect(atNight[1]).toEqual(atNight[0]);
  });

  it('stands in no event: nor does anything else of a youth but the recipient\'s own pseudonym', () => {
    const bodies = twins.flatMap(({ endpoint }) => endpoint.received.map(({ body, headers }) => `${body} ${JSON.stringify(headers)}`));
    const tokens = [/\b[ABCHSRN]-[A-Z][a-z]+/, ...Object.values(YOUTHS).map((id) => new RegExp(id)), /Cl13nt/, /20\d\d-\d\d-\d\d(?!T)/];
    expect(bodies.length).toBeGreaterThan(0);
    expect(bodies.flatMap((body) => tokens.filter((token) => token.test(body)).map(String))).toEqual([]);
    const pseudonyms = twins.flatMap(({ endpoint }) => endpoint.received.map(({ path, body }) => `${path} ${JSON.parse(body).subject}`));
    for (const partner of PARTNERS) {
      const own = new Set(pseudonyms.filter((one) => one.includes(`/${partner} `)).map((one) => one.split(' ')[1]));
      const others = new Set(pseudonyms.filter((one) => !one.includes(`/${partner} `)).map((one) => one.split(' ')[1]));
      expect([...own].filter((pseudonym) => others.has(pseudonym))).toEqual([]);
    }
  });
});
