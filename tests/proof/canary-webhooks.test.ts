import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDeliveringGateway } from '../delivery/delivery-gateway.js';
import { startEndpoint, type EndpointServer, type Received } from '../delivery/endpoint-server.js';
import { askAs } from '../support/canary-ask.js';
import { canariesIn, canaryCounty, seedCanaryCounty, type Canary } from '../support/canary-county.js';
import type { Asker } from '../support/canary-grants.js';
import { columnVisible } from '../support/canary-oracle.js';
import { placeOf } from '../support/canary-places.js';
import { askedAs } from '../support/canary-transcript.js';
import {
  SUBSCRIBERS, endAll, isSentReports, namesKnownTo, namesReportedTo, namesWithdrawnFor, receivedBy, subscribeAll, tellAll,
} from '../support/canary-webhooks.js';
import { YOUTHS, youthId } from '../support/canary-youths.js';
import type { TestGateway } from '../support/gateway.js';

const county = canaryCounty();
const byForm = new Map(county.canaries.map((canary) => [canary.form, canary]));
let gateway: TestGateway;
let endpoint: EndpointServer;
beforeAll(async () => {
  endpoint = await startEndpoint();
  gateway = await startDeliveringGateway({ seed: (url) => seedCanaryCounty(url, county) });
  await subscribeAll(gateway, endpoint.url);
  await tellAll(gateway);
  await endAll(gateway);
}, 300_000);
afterAll(async () => {
  await gateway?.stop();
  await endpoint.close();
});

/** The one kind of event that tells of a youth. */
const REPORT = 'missing-child.reported';

/** What no event may hold of a youth in any case: her ids here and in CWS/CMS. */
const IDS = YOUTHS.flatMap(({ n }) => [youthId(n), askedAs(county, n).id]);

/** All of an event that somebody on its way could read, and what is its own content. */
function partsOf({ headers, body }: Received): { readonly outside: string; readonly content: string; readonly type: string; readonly subject: string } {
  const { data, ...attributes } = JSON.parse(body);
  return {
    outside: `${JSON.stringify(headers)} ${JSON.stringify(attributes)}`, content: JSON.stringify(data),
    type: String(attributes.type).replace(/^ca\.csec\.(.*)\.v1$/, '$1'), subject: attributes.subject,
  };
}

/**
 * The places of values in events to an asker that may not be there: in their headers and attributes any, in a thin one's
 * content any, in a report what is withheld.
 */
function judged(asker: Asker, events: readonly Received[]): readonly string[] {
  return events.map(partsOf).flatMap(({ outside, content, type }) => {
    const inside = [...canariesIn(content)].map((form) => byForm.get(form));
    const isTold = (canary: Canary | undefined): boolean => type === REPORT && canary !== undefined && columnVisible(asker, canary.n, canary);
    const beside = [...canariesIn(outside)].map((form) => byForm.get(form));
    const ids = IDS.filter((id) => `${outside} ${content}`.includes(id));
    const values = [...inside.filter((canary) => !isTold(canary)), ...beside];
    return [...values.map((canary) => `${type}: ${canary === undefined ? 'no place' : placeOf(canary)}`), ...ids];
  });
}

const subjectsOf = (events: readonly Received[], type: string): readonly string[] =>
  events.map(partsOf).filter((part) => part.type === type).map(({ subject }) => subject).sort();

describe('the canary sweep over what partners are told of themselves', () => {
  const each = SUBSCRIBERS.map((asker) => [`${asker.name}, ${asker.purpose}`, asker] as const);
  test.each(each)('%s is told of whom he may know, and nothing of her', (_, asker) => {
    const events = receivedBy(asker, endpoint.received);
    expect(judged(asker, events)).toEqual([]);
    expect(subjectsOf(events, 'case.changed')).toEqual(isSentReports(asker) ? [] : namesKnownTo(asker));
    expect(subjectsOf(events, REPORT)).toEqual(namesReportedTo(asker));
    expect(subjectsOf(events, 'case.ended').filter((name) => !namesKnownTo(asker).includes(name))).toEqual([]);
    expect(subjectsOf(events, 'consent.withdrawn').filter((name) => !namesWithdrawnFor(asker).includes(name))).toEqual([]);
  });

  test('events of every kind came, and the log tells of none of them a value', () => {
    const events = SUBSCRIBERS.flatMap((asker) => receivedBy(asker, endpoint.received));
    expect(events.length).toBe(endpoint.received.length);
    expect([...new Set(events.map((event) => partsOf(event).type))].sort()).toEqual(['case.changed', 'case.ended', 'consent.withdrawn', REPORT]);
    expect([...new Set(events.map(({ body }) => `${JSON.parse(body).datacontenttype} ${JSON.parse(body).dataschema}`))].sort())
      .toEqual(['application/json urn:ca:csec:event-link:1.0', 'application/xml urn:ca:csec:exchange:1.0']);
    expect([...canariesIn(gateway.takeLog().join('\n'))]).toEqual([]);
  });

  test('the report of a missing child tells the clearinghouse what its own message of her would, and nothing else', async () => {
    const asker = SUBSCRIBERS.find(({ name }) => name === 'clearinghouse')!;
    const [report, ...others] = receivedBy(asker, endpoint.received).map(partsOf).filter(({ type }) => type === REPORT);
    expect([others, canariesIn(report!.content).size > 10]).toEqual([[], true]);
    await gateway.sql(`update csec.youth set county = '19' where subject_id = $1`, [youthId(13)], 'csec_sync');
    const query = 'query($id: ID!) { partnerMessage(caseId: $id, format: NIEM_6_XML) { content } }';
    const { body } = await askAs(gateway, asker, { query, variables: { id: askedAs(county, 13).id } });
    expect([...canariesIn(report!.content)].sort()).toEqual([...canariesIn(body.data.partnerMessage.content)].sort());
  });

  test('what waits and what was sent holds no value in the database either', async () => {
    const kept: string[] = [];
    const ours = ['partner_event', 'partner_view', 'partner_subscription', 'disclosure', 'disclosure_grounds'].map((name) => `csec.${name}`);
    for (const table of [...ours, 'graphile_worker.jobs']) {
      kept.push(...(await gateway.sql<{ text: string }>(`select to_jsonb(t)::text as text from ${table} t`)).map(({ text }) => text));
    }
    expect([kept.length > 100, [...canariesIn(kept.join('\n'))]]).toEqual([true, []]);
  });

  test('would be seen to fail: a value in a header, in an attribute and in the content of a thin event, and a withheld one in a report', () => {
    const clearinghouse = SUBSCRIBERS.find(({ name }) => name === 'clearinghouse')!;
    const event = (parts: object, headers = {}): Received =>
      ({ path: '', at: 0, headers, body: JSON.stringify({ type: 'ca.csec.case.changed.v1', subject: 's', data: {}, ...parts }) });
    const visible = county.canaries.find((canary) => canary.n === 13 && columnVisible(clearinghouse, 13, canary))!;
    const withheld = county.canaries.find((canary) => canary.n === 13 && !columnVisible(clearinghouse, 13, canary))!;
    const report = { type: 'ca.csec.missing-child.reported.v1' };
    const leaks = [
      event({}, { 'webhook-id': visible.form }), event({ subject: visible.form }), event({ data: { name: visible.form } }),
      event({ ...report, data: withheld.form }), event({ data: { case: youthId(13) } }),
    ];
    expect(leaks.map((leak) => judged(clearinghouse, [leak]).length)).toEqual([1, 1, 1, 1, 1]);
    expect(judged(clearinghouse, [event({ ...report, data: visible.form })])).toEqual([]);
  });
});
