import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { REVOKE } from '../e2e/documents.js';
import type { TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, CONSENT, YOUTHS } from '../support/seed-county.js';
import { changeAsSync, eventsOf, startDeliveringGateway, subscribe } from './delivery-gateway.js';
import { startEndpoint, type EndpointServer } from './endpoint-server.js';

let gateway: TestGateway;
let endpoint: EndpointServer;
let provider: { readonly id: string };
beforeAll(async () => {
  gateway = await startDeliveringGateway();
  endpoint = await startEndpoint();
  provider = await subscribe(gateway, 'provider', { endpoint: endpoint.url });
});
afterAll(async () => {
  await gateway.stop();
  await endpoint.close();
});
beforeEach(() => {
  endpoint.received.length = 0;
  endpoint.answer = () => ({ status: 204 });
});

const WAIT = { timeout: 12_000, interval: 100 };
const agreed = (until: string | null) => gateway.sql('update csec.agreement set terminated_at = $2 where agency_id = $1', [AGENCY.provider, until]);
const lapse = () => agreed('2026-03-01T19:59:00Z');
const types = (): readonly string[] => endpoint.received.map(({ body }) => JSON.parse(body).type);
const states = async () => (await eventsOf(gateway, provider.id)).map(({ kind, state }) => [kind, state]);
/** Waits until everything that could be done was, also what waits for its time. */
const done = () => vi.waitFor(async () => {
  await gateway.sql('update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()');
  expect(await gateway.sql('select 1 from graphile_worker._private_jobs where attempts < max_attempts')).toEqual([]);
}, WAIT);
/** Raises an event, which fails once, and has the agreement lapse before it is tried again. */
async function lapsedWhileWaiting(name: string): Promise<void> {
  endpoint.answer = () => ({ status: 503 });
  await changeAsSync(gateway, YOUTHS.ALMA, 'update csec.youth set first_name = $1 where subject_id = $2', [name, YOUTHS.ALMA]);
  await endpoint.until(1);
  await lapse();
  await done();
  endpoint.answer = () => ({ status: 204 });
}

describe('an event of a partner whose agreement lapses before it is delivered', () => {
  it('waits, counts no attempt, and comes once when the agreement is renewed', async () => {
    await lapsedWhileWaiting('A-Lapsed');
    const [first] = endpoint.received.map(({ headers }) => headers['webhook-id']);
    const during = endpoint.received.length;
    const [waiting] = await eventsOf(gateway, provider.id);
    expect(waiting).toMatchObject({ kind: 'CASE_CHANGED', state: 'WAITING', attempts: during });
    // However often it is looked at meanwhile, and though the endpoint cannot be reached.
    await gateway.sql('select csec.ask_sweep($1)', [provider.id]);
    await done();
    expect([endpoint.received.length, await eventsOf(gateway, provider.id)]).toEqual([during, [waiting]]);
    await agreed(null);
    await vi.waitFor(async () => expect(await states()).toEqual([['CASE_CHANGED', 'SENT']]), WAIT);
    await done();
    expect(endpoint.received.slice(during).map(({ headers }) => headers['webhook-id'])).toEqual([first]);
    expect(await states()).toEqual([['CASE_CHANGED', 'SENT']]);
  });

  it('does not come when its consent was withdrawn meanwhile; that it was is told before the renewal, past what waits', async () => {
    // What it received it received under the consent.
    await gateway.ask(CALLERS.provider, 'query($id: ID!) { case(id: $id) { youth { firstName } } }', { id: caseId(YOUTHS.ALMA) });
    await lapsedWhileWaiting('A-Withdrawn');
    const before = endpoint.received.length;
    const { body } = await gateway.ask(CALLERS.worker, REVOKE, { input: { caseId: caseId(YOUTHS.ALMA), consentId: globalId('Consent', CONSENT.provider) } });
    expect(body.errors).toBeUndefined();
    await vi.waitFor(async () => expect((await states()).slice(1)).toEqual([['CASE_CHANGED', 'WAITING'], ['CONSENT_WITHDRAWN', 'SENT']]), WAIT);
    await agreed(null);
    await vi.waitFor(async () => expect((await states()).slice(1)).toEqual([['CASE_CHANGED', 'STOPPED'], ['CONSENT_WITHDRAWN', 'SENT'], ['CASE_ENDED', 'SENT']]), WAIT);
    expect(types().slice(before)).toEqual(['ca.csec.consent.withdrawn.v1', 'ca.csec.case.ended.v1']);
  });
});
