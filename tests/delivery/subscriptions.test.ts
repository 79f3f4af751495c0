import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { demoClaims } from '../../src/auth/demo-claims.js';
import { demoPersona } from '../../src/auth/demo-identities.js';
import { NOON, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, YOUTHS } from '../support/seed-county.js';
import { baselined, rename, settled, startDeliveringGateway } from './delivery-gateway.js';
import { startEndpoint, verifySigned, type EndpointServer } from './endpoint-server.js';

let gateway: TestGateway;
let endpoint: EndpointServer;
beforeAll(async () => {
  gateway = await startDeliveringGateway();
  endpoint = await startEndpoint();
});
afterAll(async () => {
  await gateway.stop();
  await endpoint.close();
});

const SHOWN = 'subscription { id state events endpoint role purpose } secret replayed userErrors { code field }';
const mutation = (name: string) => `mutation($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${SHOWN} } }`;
const act = async (name: string, input: Readonly<Record<string, unknown>>, caller: keyof typeof CALLERS = 'operator') => {
  const { body } = await gateway.ask(CALLERS[caller], mutation(name), { input });
  return body.errors?.[0]?.extensions.code ?? body.data[name];
};
const input = (changed: Readonly<Record<string, unknown>> = {}) => ({
  agencyId: globalId('Agency', AGENCY.clinic), personId: globalId('Person', demoPersona('mental-health').personId), role: 'MENTAL_HEALTH', purpose: 'TREATMENT',
  events: ['CASE_CHANGED'], endpoint: endpoint.url, ...changed,
});

describe('a subscription', () => {
  it.each([
    ['an agency of elsewhere', { agencyId: globalId('Agency', AGENCY.neighbour) }, 'input.agencyId'],
    ['an agency whose agreement ended', { agencyId: globalId('Agency', AGENCY.lapsed) }, 'input.agencyId'],
    ['a role of another class of agency', { role: 'PROVIDER' }, 'input.role'],
    ['a purpose that the role does not have', { purpose: 'INVESTIGATION' }, 'input.purpose'],
    ['nothing to tell', { events: [] }, 'input.events'],
    ['a report for another purpose', { events: ['MISSING_CHILD_REPORTED'] }, 'input.events'],
    ['an address without TLS', { endpoint: 'http://partner.example.org/events' }, 'input.endpoint'],
    ['an address with a password', { endpoint: 'https://a:b@partner.example.org/' }, 'input.endpoint'],
  ])('is refused for %s', async (_, changed, field) => {
    const { subscription, secret, userErrors } = await act('recordPartnerSubscription', input(changed));
    expect([subscription, secret, userErrors[0].field]).toEqual([null, null, field]);
  });

  it('is for the county\'s own registers, by more than a password', async () => {
    for (const caller of ['clinician', 'provider', 'detective', 'member'] as const) expect(await act('recordPartnerSubscription', input(), caller)).toBe('FORBIDDEN');
    const token = await gateway.issuer.sign({ ...demoClaims({ as: 'county-it' }), acr: 'password' }, 3600);
    const weak = await gateway.send('/graphql', {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose-of-use': 'OPERATIONS' },
      body: JSON.stringify({ query: mutation('recordPartnerSubscription'), variables: { input: input() } }),
    });
    expect(weak.body.errors?.[0]?.extensions.code).toBe('AUTH_STEP_UP_REQUIRED');
  });

  it('is paused, resumed, signed with two secrets while they change, and ended; others see none of it', async () => {
    const { subscription, secret, userErrors } = await act('recordPartnerSubscription', input());
    expect([userErrors, subscription]).toEqual([[], {
      id: expect.any(String), state: 'ACTIVE', events: ['CASE_CHANGED'], endpoint: endpoint.url, role: 'MENTAL_HEALTH', purpose: 'TREATMENT',
    }]);
    const subscriptionId: string = subscription.id;
    await baselined(gateway, Buffer.from(subscriptionId, 'base64url').toString().split(':')[1]!);
    expect(await act('changePartnerSubscription', { subscriptionId, change: 'PAUSED' }, 'neighbour')).toMatchObject({ subscription: null, userErrors: [{ code: 'NOT_FOUND' }] });

    expect((await act('changePartnerSubscription', { subscriptionId, change: 'PAUSED' })).subscription.state).toBe('PAUSED');
    await rename(gateway, 'A-Paused');
    await settled(gateway);
    expect(endpoint.received).toEqual([]);
    expect((await act('changePartnerSubscription', { subscriptionId, change: 'RESUMED' })).subscription.state).toBe('ACTIVE');
    verifySigned((await endpoint.until(1))[0]!, secret);

    const rotated = await act('rotatePartnerSecret', { subscriptionId, othersRetireAt: '2026-03-08T20:00:00Z' });
    await rename(gateway, 'A-Rotated');
    const [, second] = await endpoint.until(2);
    expect(rotated.secret).not.toBe(secret);
    for (const one of [secret, rotated.secret]) verifySigned(second!, one);
    await gateway.sql('update csec.partner_secret set retires_at = $1 where retires_at is not null', [NOON]);
    await rename(gateway, 'A-Retired');
    const [, , third] = await endpoint.until(3);
    verifySigned(third!, rotated.secret);
    expect(() => verifySigned(third!, secret)).toThrow();
    expect((await act('rotatePartnerSecret', { subscriptionId, othersRetireAt: '2026-05-08T20:00:00Z' })).userErrors[0].field).toBe('input.othersRetireAt');

    const list = await gateway.ask(CALLERS.operator, '{ partnerSubscriptions(first: 5) { edges { node { id state toldSince } } } }');
    expect(list.body.data.partnerSubscriptions.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual([subscriptionId]);
    expect(list.text).not.toContain('whsec');
    expect((await act('changePartnerSubscription', { subscriptionId, change: 'ENDED' })).subscription.state).toBe('ENDED');
    expect((await act('changePartnerSubscription', { subscriptionId, change: 'RESUMED' })).userErrors[0].code).toBe('NOT_FOUND');
    const acts = await gateway.sql('select act from csec.partner_subscription_act order by id');
    expect(acts.map(({ act: word }) => word)).toEqual(['RECORDED', 'PAUSED', 'RESUMED', 'SECRET_ROTATED', 'ENDED']);
  });

  it('lists what could not be delivered, and replays it', async () => {
    const { subscription: { id: subscriptionId } } = await act('recordPartnerSubscription', input({ endpoint: `${endpoint.url}/replayed` }));
    const id = Buffer.from(subscriptionId, 'base64url').toString().split(':')[1]!;
    await baselined(gateway, id);
    endpoint.answer = () => ({ status: 500 });
    await rename(gateway, 'A-Dead');
    await vi.waitFor(async () => expect((await gateway.sql('select 1 from csec.partner_event where subscription_id = $1 and fault is not null', [id])).length).toBe(1), { timeout: 15_000 });
    await gateway.sql(`update csec.partner_event set state = 'DEAD' where subscription_id = $1`, [id]);
    endpoint.answer = () => ({ status: 204 });
    const DEAD = `{ partnerEvents(subscriptionId: "${subscriptionId}", state: DEAD, first: 5) { edges { node { id kind state fault status } } } }`;
    const { body, text } = await gateway.ask(CALLERS.operator, DEAD);
    expect(body.data.partnerEvents.edges).toEqual([{ node: { id: expect.any(String), kind: 'CASE_CHANGED', state: 'DEAD', fault: 'REFUSED', status: 500 } }]);
    expect(text).not.toContain(YOUTHS.ALMA);
    expect((await gateway.ask(CALLERS.neighbour, DEAD)).body.data.partnerEvents.edges).toEqual([]);
    expect(await act('replayPartnerEvents', { subscriptionId, eventIds: [body.data.partnerEvents.edges[0].node.id] })).toMatchObject({ replayed: 1, userErrors: [] });
    await vi.waitFor(async () => expect((await gateway.sql('select state from csec.partner_event where subscription_id = $1', [id]))).toEqual([{ state: 'SENT' }]), { timeout: 15_000 });
  });

  it('is paused by an endpoint that says it is gone', async () => {
    const { subscription: { id: subscriptionId } } = await act('recordPartnerSubscription', input({ endpoint: `${endpoint.url}/gone` }));
    await baselined(gateway, Buffer.from(subscriptionId, 'base64url').toString().split(':')[1]!);
    endpoint.answer = ({ path }) => ({ status: path.endsWith('/gone') ? 410 : 204 });
    await rename(gateway, 'A-Gone');
    await vi.waitFor(async () => {
      const { body } = await gateway.ask(CALLERS.operator, '{ partnerSubscriptions(first: 20) { edges { node { id state pausedBecause } } } }');
      expect(body.data.partnerSubscriptions.edges).toContainEqual({ node: { id: subscriptionId, state: 'PAUSED', pausedBecause: 'ENDPOINT_GONE' } });
    }, { timeout: 15_000, interval: 100 });
  });
});
