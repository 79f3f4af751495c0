import { beforeEach, describe, expect, it, vi } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { REVOKE } from '../e2e/documents.js';
import { AGENCY, CALLERS, caseId, CONSENT, YOUTHS } from '../support/seed-county.js';
import { changeAsSync, eventsOf } from './delivery-gateway.js';
import { toldPartner } from './told-partner.js';
const told = toldPartner('provider');
beforeEach(() => {
  told.endpoint.received.length = 0;
  told.endpoint.answer = () => ({ status: 204 });
});

const WAIT = { timeout: 12_000, interval: 100 };
const agreed = (until: string | null) => told.gateway.sql('update csec.agreement set terminated_at = $2 where agency_id = $1', [AGENCY.provider, until]);
const lapse = () => agreed('2026-03-01T19:59:00Z');
const types = (): readonly string[] => told.endpoint.received.map(({ body }) => JSON.parse(body).type);
const states = async () => (await eventsOf(told.gateway, told.partner.id)).map(({ kind, state }) => [kind, state]);
/** Waits until everything that could be done was, also what waits for its time. */
const done = () => vi.waitFor(async () => {
  await told.gateway.sql('update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()');
  expect(await told.gateway.sql('select 1 from graphile_worker._private_jobs where attempts < max_attempts')).toEqual([]);
}, WAIT);
/** Raises an event, which fails once, and has the agreement lapse before it is tried again. */
async function lapsedWhileWaiting(name: string): Promise<void> {
  told.endpoint.answer = () => ({ status: 503 });
  await changeAsSync(told.gateway, YOUTHS.ALMA, 'update csec.youth set first_name = $1 where subject_id = $2', [name, YOUTHS.ALMA]);
  await told.endpoint.until(1);
  await lapse();
  await done();
  told.endpoint.answer = () => ({ status: 204 });
}

describe('an event of a partner whose agreement lapses before it is delivered', () => {
  it('waits, counts no attempt, and comes once when the agreement is renewed', async () => {
    await lapsedWhileWaiting('A-Lapsed');
    const [first] = told.endpoint.received.map(({ headers }) => headers['webhook-id']);
    const during = told.endpoint.received.length;
    const [waiting] = await eventsOf(told.gateway, told.partner.id);
    expect(waiting).toMatchObject({ kind: 'CASE_CHANGED', state: 'WAITING', attempts: during });
    // However often it is looked at meanwhile, and though the told.endpoint cannot be reached.
    await told.gateway.sql('select csec.ask_sweep($1)', [told.partner.id]);
    await done();
    expect([told.endpoint.received.length, await eventsOf(told.gateway, told.partner.id)]).toEqual([during, [waiting]]);
    await agreed(null);
    await vi.waitFor(async () => expect(await states()).toEqual([['CASE_CHANGED', 'SENT']]), WAIT);
    await done();
    expect(told.endpoint.received.slice(during).map(({ headers }) => headers['webhook-id'])).toEqual([first]);
    expect(await states()).toEqual([['CASE_CHANGED', 'SENT']]);
  });

  it('does not come when its consent was withdrawn meanwhile; that it was is told before the renewal, past what waits', async () => {
    // What it received it received under the consent.
    await told.gateway.ask(CALLERS.provider, 'query($id: ID!) { case(id: $id) { youth { firstName } } }', { id: caseId(YOUTHS.ALMA) });
    await lapsedWhileWaiting('A-Withdrawn');
    const before = told.endpoint.received.length;
    const { body } = await told.gateway.ask(CALLERS.worker, REVOKE, { input: { caseId: caseId(YOUTHS.ALMA), consentId: globalId('Consent', CONSENT.provider) } });
    expect(body.errors).toBeUndefined();
    await vi.waitFor(async () => expect((await states()).slice(1)).toEqual([['CASE_CHANGED', 'WAITING'], ['CONSENT_WITHDRAWN', 'SENT']]), WAIT);
    await agreed(null);
    await vi.waitFor(async () => expect((await states()).slice(1)).toEqual([['CASE_CHANGED', 'STOPPED'], ['CONSENT_WITHDRAWN', 'SENT'], ['CASE_ENDED', 'SENT']]), WAIT);
    expect(types().slice(before)).toEqual(['ca.csec.consent.withdrawn.v1', 'ca.csec.case.ended.v1']);
  });
});
