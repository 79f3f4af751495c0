import { describe, expect, it } from 'vitest';
import { mentalHealthAdapter, mentalHealthMessageAdapter } from '../../adapters/mental-health/adapter.js';
import { SAMPLE_CASE, SAMPLE_ENVELOPE, releaseOf, withAt } from './partner-sample.js';

/** What `JSON.parse` gives: the tests look into messages freely. */
type Json = Record<string, ReturnType<typeof JSON.parse>>;

const full = releaseOf(mentalHealthAdapter.document);
const bundleOf = (released: unknown): Json => JSON.parse(mentalHealthAdapter.encode(released, SAMPLE_ENVELOPE)) as Json;
const resources = (bundle: Json, type: string): Json[] => bundle['entry'].map((entry: Json) => entry['resource']).filter((each: Json) => each['resourceType'] === type);
const codes = (concept: Json): string[] => concept['coding'].map(({ system, code }: Json) => `${system}|${code}`);

describe('the mapping for mental health', () => {
  it('names by whom each thing is asserted, managed, given or to be given: the county of the case, its office, its staff, or whom a partner names', () => {
    const named = (of: Json, reference: Json | undefined): unknown => {
      const found = of['entry'].find((entry: Json) => entry['fullUrl'] === reference?.['reference'])?.resource;
      return found === undefined ? reference : found.name ?? found.code?.[0].text;
    };
    const bundle = bundleOf(full);
    const [AGENCY, OFFICE] = ['Los Angeles County child welfare agency', 'County child welfare agency'];
    const each = (type: string, of: (resource: Json) => Json | undefined): unknown[] => [...new Set(resources(bundle, type).map((resource) => named(bundle, of(resource))))];
    expect(each('Patient', ({ managingOrganization }) => managingOrganization)).toEqual([AGENCY]);
    expect(each('Condition', ({ recorder }) => recorder)).toEqual([OFFICE]);
    expect(each('Flag', ({ author }) => author)).toEqual([AGENCY]);
    expect(named(bundle, resources(bundle, 'Observation')[0]!['performer'][0])).toBe(AGENCY);
    expect(each('EpisodeOfCare', ({ managingOrganization }) => managingOrganization)).toEqual([AGENCY]);
    expect(each('CareTeam', ({ managingOrganization }) => managingOrganization[0])).toEqual([AGENCY]);
    expect(each('Consent', ({ organization }) => organization[0])).toEqual([AGENCY]);
    const given = (kind: string, status: string, sourceSystem: string): unknown => {
      const changes = { kind, status, sourceSystem, providerName: 'Somebody' };
      const of = bundleOf(Object.entries(changes).reduce((left, [field, value]) => withAt(left, ['case', 'services', 'edges', 1, 'node', field], value), full));
      const told = of['entry'].map(({ resource }: Json) => resource)
        .filter(({ resourceType, code, type }: Json) => resourceType === 'Task' || [code?.text, type?.[0]?.text].includes('Trauma therapy_t33'));
      return told.map(({ resourceType, status: as, performer, participant, serviceProvider, owner }: Json) => [resourceType, as, performer ?? participant ?? serviceProvider ?? owner]);
    };
    const [staff, whom] = [{ type: 'Practitioner', display: 'Somebody' }, { display: 'Somebody' }];
    expect([given('SERVICE', 'COMPLETED', 'CWS/CMS'), given('SERVICE', 'ATTEMPTED', 'FHIR')]).toEqual([[['Procedure', 'completed', [{ actor: staff }]]], [['Procedure', 'not-done', [{ actor: whom }]]]]);
    expect([given('VISIT', 'COMPLETED', 'CWS/CMS'), given('CONTACT', 'ATTEMPTED', 'PLAIN_CSV')]).toEqual([[['Encounter', 'finished', [{ individual: staff }]]], [['Encounter', 'cancelled', whom]]]);
    expect(given('SERVICE', 'SCHEDULED', 'CWS/CMS')).toEqual([['ServiceRequest', 'active', [staff]], ['Task', 'requested', staff]]);
    expect(given('SERVICE', 'SCHEDULED', 'FHIR')).toEqual([['ServiceRequest', 'active', [whom]], ['Task', 'requested', whom]]);
  });

  it('asks for services alone: a contact or visit that is to come is planned, and a request that was broken off is neither done nor a task', () => {
    const told = (changes: Json): unknown[] => {
      const [, { node }] = SAMPLE_CASE.services.edges as [unknown, { node: object }];
      return bundleOf(withAt(full, ['case', 'services', 'edges'], [{ node: { ...node, ...changes } }]))['entry'].map(({ resource }: Json) => resource)
        .filter(({ resourceType }: Json) => ['Encounter', 'Procedure', 'ServiceRequest', 'Task'].includes(resourceType)).map(({ resourceType, status }: Json) => `${resourceType} ${status}`);
    };
    for (const kind of ['CONTACT', 'VISIT', null]) expect(told({ kind })).toEqual(['Encounter planned']);
    expect([told({ kind: 'SERVICE' }), told({ status: null }), told({ status: null, requestedOn: null })]).toEqual([['ServiceRequest active', 'Task requested'], ['ServiceRequest unknown'], ['Procedure unknown']]);
  });

  it('keeps the id of a request that stands under the day on which it was made, whichever other comes before it', () => {
    const [, { node }] = SAMPLE_CASE.services.edges as [unknown, { node: object }];
    const idsOf = (...days: readonly string[]): Json => {
      const edges = days.map((requestedOn) => ({ node: { ...node, startedOn: null, requestedOn } }));
      const entries = bundleOf(withAt(full, ['case', 'services', 'edges'], edges))['entry'].filter(({ resource }: Json) => resource.resourceType === 'ServiceRequest');
      return Object.fromEntries(entries.map(({ fullUrl, resource }: Json) => [resource.authoredOn, fullUrl]));
    };
    const both = idsOf('2020-04-09', '2020-04-03');
    expect(both['2020-04-03']).not.toBe(both['2020-04-09']);
    expect([idsOf('2020-04-03'), idsOf('2020-04-09')]).toEqual([{ '2020-04-03': both['2020-04-03'] }, { '2020-04-09': both['2020-04-09'] }]);
  });

  it('says from whom to whom it goes, on which decision, and each notice word for word', () => {
    const message = JSON.parse(mentalHealthMessageAdapter.encode(full, SAMPLE_ENVELOPE) as string) as Json;
    const at = (reference: Json): Json => message['entry'].find(({ fullUrl }: Json) => fullUrl === reference['reference']).resource;
    const [{ resource: { sender, destination: [{ receiver }] } }] = message['entry'];
    expect([at(sender).name, at(receiver).name, codes(at(receiver).type[0])]).toEqual(['Los Angeles County child welfare agency', 'Harbour Clinic_e3', ['urn:ca:csec:agency-kind|MENTAL_HEALTH']]);
    expect(message['identifier']).toEqual({ system: 'urn:ca:csec:decision', value: 'decision_e4' });
    const notices = resources(message, 'DocumentReference').map(({ content: [{ attachment }] }) => Buffer.from(attachment.data, 'base64').toString('utf8'));
    expect(notices).toEqual(SAMPLE_ENVELOPE.notices.map(({ text }) => text));
  });

  it('codes each alert, says how long each worker is to be called, and which placement goes on', () => {
    const bundle = bundleOf(withAt(full, ['case', 'placements', 0, 'endedOn'], null));
    expect(resources(bundle, 'EpisodeOfCare')[0]).toMatchObject({ status: 'active', period: { start: '2019-07-08' } });
    expect(resources(bundle, 'Flag').map(({ code }) => codes(code))).toEqual([
      ['urn:ca:csec:flag|csec-victim'],
      ['urn:ca:cwscms:SPC_PRJT|S-CSEC Referral_t09', 'urn:ca:csec:programme|CSEC_REFERRAL', 'urn:ca:csec:through|REFERRAL'],
      ['urn:ca:cwscms:SPC_PRJT|County project_t10', 'urn:ca:csec:programme|OTHER', 'urn:ca:csec:through|CASE', 'urn:ca:csec:flag|END_IN_FUTURE'],
      ['urn:ca:csec:flag|away-from-placement', 'urn:ca:csec:absence|RAN_AWAY'], ['urn:ca:csec:flag|away-from-placement', 'urn:ca:csec:absence|UNEXPLAINED'],
    ]);
    expect(resources(bundle, 'CareTeam')[0]!['participant'].map(({ role, period }: Json) => [codes(role[0]), period])).toEqual([
      [['urn:ca:csec:assignment|PRIMARY'], { start: '2019-11-12', end: '2019-12-13' }], [['urn:ca:csec:assignment|SECONDARY'], { start: '2020-01-14' }],
    ]);
    const genders = ['F', 'M', 'I', 'U'].map((sex) => resources(bundleOf(withAt(full, ['case', 'youth', 'sex'], sex)), 'Patient')[0]!['gender']);
    expect(genders).toEqual(['female', 'male', 'other', 'unknown']);
  });
});
