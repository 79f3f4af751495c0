import { beforeEach, describe, expect, it, vi } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { REVOKE } from '../e2e/documents.js';
import { CALLERS, caseId, CONSENT, YOUTHS } from '../support/seed-county.js';
import { changeAsSync, eventsOf, settled } from './delivery-gateway.js';
import { toldPartner } from './told-partner.js';

const told = toldPartner('provider');
beforeEach(() => {
  told.endpoint.received.length = 0;
  told.endpoint.answer = () => ({ status: 204 });
});

const WAIT = { timeout: 15_000, interval: 100 };
const states = async () => (await eventsOf(told.gateway, told.partner.id)).map(({ kind, state }) => [kind, state]);
const types = (): readonly string[] => told.endpoint.received.map(({ body }) => JSON.parse(body).type);
const revoke = async (subjectId: string, consentId: string): Promise<void> => {
  const { body } = await told.gateway.ask(CALLERS.worker, REVOKE, { input: { caseId: caseId(subjectId), consentId: globalId('Consent', consentId) } });
  expect(body.errors).toBeUndefined();
};
/** Lets what waits for its time be done now, until the events stand so. */
const stand = (are: unknown): Promise<void> => vi.waitFor(async () => {
  await told.gateway.sql('update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()');
  expect(await states()).toEqual(are);
}, WAIT);
/** The county of the youth, by which alone the provider is or is not admitted to her. */
const move = (county: string): Promise<void> => changeAsSync(told.gateway, YOUTHS.ALMA, 'update csec.youth set county = $1 where subject_id = $2', [county, YOUTHS.ALMA]);

describe('that a case is over', () => {
  it('is told to nobody who was never told that there is one', async () => {
    await revoke(YOUTHS.HANNA, CONSENT.hannaProvider);
    await settled(told.gateway);
    expect([await states(), told.endpoint.received]).toEqual([[], []]);
    // It was looked at, and nothing is released of her any more.
    expect(await told.gateway.sql('select digest from csec.partner_view where subscription_id = $1 and subject_id = $2', [told.partner.id, YOUTHS.HANNA])).toEqual([{ digest: null }]);
  });

  it('is not told when it is there again before it could be told', async () => {
    await told.gateway.ask(CALLERS.provider, 'query($id: ID!) { case(id: $id) { youth { firstName } } }', { id: caseId(YOUTHS.ALMA) });
    told.endpoint.answer = () => ({ status: 503 });
    await move('33');
    await told.endpoint.until(1);
    await move('19');
    await settled(told.gateway);
    told.endpoint.answer = () => ({ status: 204 });
    told.endpoint.received.length = 0;
    await stand([['CASE_ENDED', 'STOPPED'], ['CASE_CHANGED', 'SENT']]);
    expect(types()).toEqual(['ca.csec.case.changed.v1']);
  });
});

describe('that a consent was withdrawn', () => {
  it('is not told when the partner has taken note of it before it could be told', async () => {
    told.endpoint.answer = ({ body }) => ({ status: body.includes('ca.csec.consent.withdrawn') ? 503 : 204 });
    await revoke(YOUTHS.ALMA, CONSENT.provider);
    await vi.waitFor(() => expect(types()).toContain('ca.csec.consent.withdrawn.v1'), WAIT);
    const { body } = await told.gateway.ask(CALLERS.provider, '{ withdrawalNotices(first: 5) { edges { node { id } } } }');
    const [{ node: { id: noticeId } }] = body.data.withdrawalNotices.edges;
    await told.gateway.ask(CALLERS.provider, 'mutation($input: AcknowledgeWithdrawalNoticeInput!) { acknowledgeWithdrawalNotice(input: $input) { noticeId } }', { input: { noticeId } });
    await settled(told.gateway);
    told.endpoint.answer = () => ({ status: 204 });
    await stand(expect.arrayContaining([['CONSENT_WITHDRAWN', 'STOPPED']]));
  });
});
