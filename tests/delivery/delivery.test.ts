import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { globalId } from '../../src/kernel/ids.js';
import { REVOKE } from '../e2e/documents.js';
import { CALLERS, caseId, CONSENT, YOUTHS } from '../support/seed-county.js';
import { changeAsSync, eventsOf, rename, settled, subscribe } from './delivery-gateway.js';
import { cloudEventOf, verifySigned } from './endpoint-server.js';
import { toldClinic } from './told-partner.js';

const LINK_SCHEMA = JSON.parse(readFileSync(new URL('../../src/delivery/csec.event-link.v1.schema.json', import.meta.url), 'utf8')) as z.core.JSONSchema.JSONSchema;

const told = toldClinic();

describe('an event for a partner', () => {
  it('comes when what he is released changed: thin, signed, and nothing personal in it', async () => {
    await rename(told.gateway, 'A-Renamed');
    const [one, ...more] = await told.endpoint.until(1);
    expect(more).toEqual([]);
    verifySigned(one!, told.partner.secret);
    expect(() => verifySigned({ ...one!, body: one!.body.replace('A', 'B') }, told.partner.secret)).toThrow();
    const { pseudonym } = (await told.gateway.ask(CALLERS.clinician, 'query($id: ID!) { case(id: $id) { pseudonym } }', { id: caseId(YOUTHS.ALMA) })).body.data.case;
    const event = cloudEventOf(one!);
    expect(JSON.parse(one!.body)).toEqual({
      id: one!.headers['webhook-id'], specversion: '1.0', source: 'urn:ca:csec:county:19', type: 'ca.csec.case.changed.v1', subject: pseudonym,
      time: '2026-03-01T20:00:00.000Z', datacontenttype: 'application/json', dataschema: 'urn:ca:csec:event-link:1.0', csecpolicy: expect.stringMatching(/^2026/), csecbasis: expect.any(String), csecconf: 'R',
      data: { link: 'https://gateway.example.org/graphql', event: expect.any(String) },
    });
    expect([event.source, event.dataschema]).toEqual(['urn:ca:csec:county:19', LINK_SCHEMA['$id']]);
    expect(z.fromJSONSchema(LINK_SCHEMA).parse(event.data)).toEqual(event.data);
    await settled(told.gateway);
    expect((await eventsOf(told.gateway, told.partner.id)).map(({ kind, state }) => [kind, state])).toEqual([['CASE_CHANGED', 'SENT']]);
    const [record] = (await told.gateway.disclosures()).filter(({ operation }) => operation === 'PartnerEvent');
    expect(record).toMatchObject({ outcome: 'MESSAGE', subjectId: YOUTHS.ALMA, released: [], agencyId: expect.any(String), payloadMac: expect.any(String) });
  });

  it('does not come when what changed is withheld from him, nor when nothing changed', async () => {
    const before = await eventsOf(told.gateway, told.partner.id);
    await changeAsSync(told.gateway, YOUTHS.ALMA, `update csec.service_record set service_text = 'Changed' where subject_id = $1 and category = 'REPRODUCTIVE_HEALTH'`, [YOUTHS.ALMA]);
    await changeAsSync(told.gateway, YOUTHS.ALMA, 'update csec.youth set first_name = first_name where subject_id = $1', [YOUTHS.ALMA]);
    await changeAsSync(told.gateway, YOUTHS.CORA, `update csec.youth set first_name = 'C-Renamed' where subject_id = $1`, [YOUTHS.CORA]);
    await settled(told.gateway);
    expect([told.endpoint.received, await eventsOf(told.gateway, told.partner.id)]).toEqual([[], before]);
  });

  it('leads to the case by its id, for the agency that it was sent to and under its own decision', async () => {
    await rename(told.gateway, 'A-Linked');
    const [one] = await told.endpoint.until(1);
    const { event } = JSON.parse(one!.body).data;
    const asked = (caller: keyof typeof CALLERS) => told.gateway.ask(CALLERS[caller], 'query($id: ID!) { caseOfEvent(eventId: $id) { youth { firstName } } }', { id: event });
    expect((await asked('clinician')).body.data).toEqual({ caseOfEvent: { youth: { firstName: 'A-Linked' } } });
    expect([(await asked('provider')).text, (await asked('worker')).body.data]).toEqual(['{"data":{"caseOfEvent":null},"extensions":{}}\n', { caseOfEvent: null }]);
  });

  it('is tried again with the same id while the endpoint fails, and what changes meanwhile comes after it', async () => {
    told.endpoint.answer = () => ({ status: told.endpoint.received.length < 2 ? 503 : 204, body: 'A-Secret of the endpoint' });
    await rename(told.gateway, 'A-Again');
    await told.endpoint.until(1);
    await rename(told.gateway, 'A-After');
    await told.endpoint.until(3);
    await settled(told.gateway);
    const ids = told.endpoint.received.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, ids[1] === ids[0], ids[2] === ids[0]]).toEqual([3, true, false]);
    expect((await eventsOf(told.gateway, told.partner.id)).every(({ state }) => state === 'SENT')).toBe(true);
    expect(told.gateway.takeLog().join('')).not.toContain('A-Secret');
  });
});

describe('a consent that is withdrawn', () => {
  const provider = { id: '' };
  beforeAll(async () => { provider.id = (await subscribe(told.gateway, 'provider', { endpoint: `${told.endpoint.url}/provider` })).id; });

  it('stops what was to be delivered under it, and tells who received before', async () => {
    // The provider asked before, so that it may be told that this ended.
    await told.gateway.ask(CALLERS.provider, 'query($id: ID!) { case(id: $id) { youth { firstName } } }', { id: caseId(YOUTHS.ALMA) });
    told.endpoint.answer = ({ path }) => ({ status: path.endsWith('/provider') && told.endpoint.received.filter((one) => one.path === path).length === 1 ? 503 : 204 });
    await rename(told.gateway, 'A-Withdrawn');
    await told.endpoint.until(2);
    const { body } = await told.gateway.ask(CALLERS.worker, REVOKE, { input: { caseId: caseId(YOUTHS.ALMA), consentId: globalId('Consent', CONSENT.provider) } });
    expect(body.errors).toBeUndefined();
    await vi.waitFor(async () => expect((await eventsOf(told.gateway, provider.id)).map(({ kind, state }) => [kind, state])).toEqual(
      expect.arrayContaining([['CASE_CHANGED', 'STOPPED'], ['CASE_ENDED', 'SENT'], ['CONSENT_WITHDRAWN', 'SENT']])), { timeout: 20_000, interval: 100 });
    const types = told.endpoint.received.filter(({ path }) => path.endsWith('/provider')).map(({ body: sent }) => JSON.parse(sent).type);
    expect(types.slice(1).sort()).toEqual(['ca.csec.case.ended.v1', 'ca.csec.consent.withdrawn.v1']);
  });

  it('is not told of again, nor is anything else of that youth', async () => {
    await rename(told.gateway, 'A-Later');
    await settled(told.gateway);
    expect(told.endpoint.received.filter(({ path }) => path.endsWith('/provider'))).toEqual([]);
  });
});
