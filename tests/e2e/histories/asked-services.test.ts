import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { normalised, type Parsed, type TestGateway } from '../../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../../support/seed-county.js';
import { outcomeOf, startPushingPartners } from './pushing-partner.js';

let gateway: TestGateway;
let partner: Awaited<ReturnType<typeof startPushingPartners>>['partner'];
beforeAll(async () => { ({ gateway, partner } = await startPushingPartners()); });
afterEach(() => partner.forget());
afterAll(async () => { await gateway.stop(); });

const { worker, provider, clinician } = CALLERS;

describe('a service that a partner asks for', () => {
  const ASKED = 'startedOn endedOn requestedOn priority';
  const HISTORY = `query($id: ID!, $first: Int!, $after: String, $from: Date, $to: Date) { serviceHistory(caseId: $id, first: $first, after: $after, from: $from, to: $to) {
    edges { node { reference sourceSystem serviceText ${ASKED} alsoKnownTo { serviceText ${ASKED} } } } pageInfo { hasNextPage endCursor } } }`;
  const page = async (caller: Parameters<typeof partner.told>[0], parts: Parsed = {}): Promise<Parsed> =>
    (await gateway.ask(caller, HISTORY, { id: caseId(YOUTHS.ALMA), first: 100, ...parts })).body.data.serviceHistory;
  const history = async (...asked: Parameters<typeof page>): Promise<readonly Parsed[]> => (await page(...asked)).edges.map(({ node }: Parsed) => node);
  const pushed = async (...asked: Parameters<typeof page>) => (await history(...asked)).filter(({ sourceSystem }) => sourceSystem === 'FHIR');
  const request = (agencyId: string, pseudonym: string, id: string, changes: Parsed) => ({ resource: {
    resourceType: 'ServiceRequest', id, status: 'active', subject: { identifier: { system: `urn:ca:csec:pseudo:${agencyId}`, value: pseudonym } }, code: { text: `Asked ${id}` }, ...changes,
  } });
  const push = async (caller: Parameters<typeof partner.told>[0], entry: readonly object[]) => {
    expect(outcomeOf(await partner.fhir(caller, { resourceType: 'Bundle', type: 'collection', entry }))).toEqual({ taken: entry.length, passedOver: 0, refused: [], userErrors: [] });
    await partner.place();
  };
  const message = async (caller: Parameters<typeof partner.told>[0], format: string): Promise<Parsed> =>
    JSON.parse((await gateway.ask(caller, `query($id: ID!) { partnerMessage(caseId: $id, format: ${format}) { content } }`, { id: caseId(YOUTHS.ALMA) })).body.data.partnerMessage.content);
  const ALONE = { authoredOn: '2026-02-11T03:00:00Z', priority: 'stat' };
  const DATED = { authoredOn: '2026-02-10', priority: 'routine', occurrencePeriod: { start: '2026-02-20' } };

  it('tells when it was asked for and how urgently, stands under that day where it names none, and is told for no day that it does not name', async () => {
    const alma = await partner.pseudonym(provider, YOUTHS.ALMA);
    await push(provider, [request(AGENCY.provider, alma, 'alone', ALONE), request(AGENCY.provider, alma, 'dated', DATED)]);
    const rows = [
      { serviceText: 'Asked dated', startedOn: '2026-02-20', endedOn: null, requestedOn: '2026-02-10', priority: 'ROUTINE' },
      { serviceText: 'Asked alone', startedOn: null, endedOn: null, requestedOn: '2026-02-10', priority: 'STAT' },
    ];
    expect(await pushed(provider)).toMatchObject(rows);
    // Among the others it stands under the day on which it was made, on every way to it.
    const all = await history(provider);
    const days = all.map(({ startedOn, requestedOn }) => startedOn ?? requestedOn ?? '');
    expect(days).toEqual([...days].sort().reverse());
    expect(await pushed(provider, { from: '2026-02-10', to: '2026-02-11' })).toMatchObject([rows[1]]);
    expect([await pushed(provider, { to: '2026-02-10' }), await pushed(provider, { from: '2026-02-11', to: '2026-02-20' })]).toEqual([[], []]);
    const turned: Parsed[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { edges, pageInfo } = await page(provider, { first: 1, after });
      turned.push(...edges.map(({ node }: Parsed) => node));
      ({ hasNextPage: more, endCursor: after } = pageInfo);
    }
    expect(turned).toEqual(all);
    const { referral } = await message(provider, 'PROVIDER_JSON');
    expect(referral.map(({ id, ...rest }: Parsed) => rest)).toEqual([
      { requestedService: 'Asked dated', priority: 'routine', requestedAt: '2026-02-10', dueAt: '2026-02-20', status: 'requested' },
      { requestedService: 'Asked alone', priority: 'stat', requestedAt: '2026-02-10', status: 'requested' },
    ]);
  });

  it('is released under a consent to some days by the day under which it stands, and without any day under none', async () => {
    const alma = await partner.pseudonym(provider, YOUTHS.ALMA);
    await push(provider, [request(AGENCY.provider, alma, 'alone', ALONE), request(AGENCY.provider, alma, 'dated', DATED), request(AGENCY.provider, alma, 'undated', {})]);
    const under = async (dataFrom: string | null): Promise<readonly string[]> => {
      await gateway.sql(`update csec.consent set record = record || jsonb_build_object('dataFrom', $2::text) where subject_id = $1 and record->'recipientAgencyIds' ? $3`,
        [YOUTHS.ALMA, dataFrom, AGENCY.provider]);
      return (await pushed(provider)).map(({ serviceText }) => serviceText);
    };
    try {
      expect([await under('2026-02-10'), await under('2026-02-11'), await under('2026-02-21')]).toEqual([['Asked dated', 'Asked alone'], ['Asked dated'], []]);
    } finally {
      expect(await under(null)).toEqual(['Asked dated', 'Asked alone', 'Asked undated']);
    }
  });

  it('is a FHIR request and its task with both, and no time that it is for where it names none', async () => {
    const alma = await partner.pseudonym(clinician, YOUTHS.ALMA);
    await push(clinician, [request(AGENCY.clinic, alma, 'alone', ALONE)]);
    const { entry } = await message(clinician, 'FHIR_R4_BUNDLE');
    const asked = entry.map(({ resource }: Parsed) => resource).filter(({ resourceType }: Parsed) => ['ServiceRequest', 'Task'].includes(resourceType));
    expect(asked.map(({ resourceType, authoredOn, priority, occurrencePeriod, requester }: Parsed) => [resourceType, authoredOn, priority, occurrencePeriod, requester])).toEqual([
      // The county did not ask for it.
      ['ServiceRequest', '2026-02-10', 'stat', undefined, undefined], ['Task', '2026-02-10', 'stat', undefined, undefined],
    ]);
  });

  it('told of what stands already keeps its day and urgency beside it; whoever is not released it learns neither, nor that it is there', async () => {
    const [told] = (await history(clinician)).filter(({ sourceSystem, serviceText }) => sourceSystem === 'CWS/CMS' && serviceText === 'A-SUBSTANCE_USE_OTHER-CHILD_WELFARE') as [Parsed];
    const [system, value] = told.reference.split('|');
    const days = { from: told.startedOn, to: '2026-02-11' };
    const others = () => Promise.all([provider, worker, CALLERS.detective].flatMap((caller) => [{}, { first: 1 }, days, { from: '2026-02-10' }].map(async (parts) =>
      normalised((await gateway.ask(caller, HISTORY, { id: caseId(YOUTHS.ALMA), first: 100, ...parts })).body))));
    const before = await others();
    const alma = await partner.pseudonym(clinician, YOUTHS.ALMA);
    await push(clinician, [
      request(AGENCY.clinic, alma, 'alone', ALONE),
      request(AGENCY.clinic, alma, 'same', { authoredOn: told.startedOn, priority: 'asap', basedOn: [{ identifier: { system, value } }] }),
    ]);
    const after = await history(clinician);
    expect(after.find(({ reference }) => reference === told.reference)).toMatchObject({
      startedOn: told.startedOn, requestedOn: null, priority: null,
      alsoKnownTo: [{ serviceText: 'Asked same', startedOn: null, endedOn: null, requestedOn: told.startedOn, priority: 'ASAP' }],
    });
    expect(after.filter(({ sourceSystem }) => sourceSystem === 'FHIR').map(({ serviceText }) => serviceText)).toEqual(['Asked alone']);
    expect(await others()).toEqual(before);
  });
});
