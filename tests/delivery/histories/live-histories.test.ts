import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/kernel/gateway-error.js';
import type { EndpointSettings } from '../../../src/delivery/endpoint.js';
import { LiveHistories } from '../../../src/delivery/histories/live-histories.js';
import { SourcePatience, type HistoryPatience } from '../../../src/delivery/histories/source-patience.js';
import type { HistorySource } from '../../../src/delivery/histories/history-source.js';
import { CLINIC_TERMS, encounter, patient } from '../../adapters/service-histories/partner-records.js';
import { startPartnerFhirServer, YOUTH_SHAPED, type Mood, type PartnerFhirServer } from '../../support/partner-fhir-server.js';

const HERE: EndpointSettings = { loopback: true, networks: [] };
/** Enough for an answer on a machine that is busy with others; what never answers costs as much. */
const QUICK: HistoryPatience = { deadline: 2_500, attempt: 1_000, retries: 1, failures: 3, rest: 300, atOnce: 2, inAll: 6 };

let clinic: PartnerFhirServer;
let shelter: PartnerFhirServer;
beforeEach(async () => {
  [clinic, shelter] = await Promise.all([startPartnerFhirServer(), startPartnerFhirServer()]);
  for (const partner of [clinic, shelter]) partner.pages = { Encounter: [[patient(), encounter()]] };
});
afterEach(() => Promise.all([clinic.close(), shelter.close()]));

const sourceAt = ({ base }: PartnerFhirServer, agencyName = 'Harbour Clinic'): HistorySource => ({
  agencyId: agencyName, agencyName, agencyKind: 'MENTAL_HEALTH', endpoint: base, person: { system: 'urn:clinic:mrn', value: 'M-1' }, terms: CLINIC_TERMS,
});

function histories(changes: Partial<HistoryPatience> = {}, endpoints = HERE) {
  const faults: string[] = [];
  const accounted: string[] = [];
  const account = async ({ agencyId }: HistorySource): Promise<void> => { accounted.push(agencyId); };
  const live = new LiveHistories({
    endpoints, patience: new SourcePatience({ ...QUICK, ...changes }), authorizationFor: (agencyId) => (agencyId === 'Harbour Clinic' ? 'Bearer gate' : null),
    onFault: (agencyId, fault) => faults.push(`${agencyId} ${fault}`),
  });
  /** What is told of each source: how many services, or the word for why there are none. */
  const ask = async (...sources: readonly HistorySource[]) => {
    const { answered, unanswered } = await live.ask(sources, account);
    const told = { ...Object.fromEntries(answered.map(({ source, services }) => [source.agencyName, services.length])),
      ...Object.fromEntries(unanswered.map(({ source, fault }) => [source.agencyName, fault])) };
    return { told, text: JSON.stringify([answered, unanswered]) };
  };
  return { live, ask, faults, accounted };
}

describe('a live history', () => {
  it('asks each source in the body of a search, under its own authorization, to the end of its pages', async () => {
    clinic.pages = {
      Encounter: [[patient(), encounter()], [patient(), encounter({ id: 'e2' })]],
      Procedure: [[{ resourceType: 'Procedure', id: 'x', status: 'completed', subject: { reference: 'Patient/p1' }, code: { text: 'Group therapy' } }, patient()]],
    };
    const { live } = histories();
    const { answered } = await live.ask([sourceAt(clinic)], async () => undefined);
    expect(answered[0]!.services.map(({ key }) => key)).toEqual(['Encounter/e1', 'Encounter/e2', 'Procedure/x']);
    expect(clinic.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /fhir/r4/Encounter/_search', 'GET /fhir/r4/Encounter?page=2', 'POST /fhir/r4/Procedure/_search', 'POST /fhir/r4/ServiceRequest/_search',
    ]);
    expect(new URLSearchParams(clinic.asked[0]!.body).get('patient.identifier')).toBe('urn:clinic:mrn|M-1');
    expect(new Set(clinic.asked.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer gate']));
    expect(clinic.asked.map(({ path }) => path).filter((path) => path.includes('M-1'))).toEqual([]);
  });

  it('takes nothing of another youth, whatever the partner sends', async () => {
    const other = patient({ id: 'p2', identifier: [{ system: 'urn:clinic:mrn', value: 'M-2' }] });
    clinic.pages = { Encounter: [[patient(), other, encounter({ subject: { reference: 'Patient/p2' } }), encounter({ id: 'e3', subject: { reference: 'Patient/9' } })]] };
    expect((await histories().ask(sourceAt(clinic))).told).toEqual({ 'Harbour Clinic': 0 });
    clinic.pages = { Encounter: [[patient({ identifier: [{ system: 'urn:other', value: 'O' }, { system: 'urn:clinic:mrn', value: 'M-1' }] }), encounter()]] };
    expect((await histories().ask(sourceAt(clinic))).told).toEqual({ 'Harbour Clinic': 1 });
  });

  const WORDS: readonly (readonly [Mood, string])[] = [
    ['HANGS', 'TIMED_OUT'], ['HANGS_HALFWAY', 'TIMED_OUT'], ['DRIPS', 'TIMED_OUT'], ['RESETS', 'NO_ANSWER'], ['RUBBISH', 'NOT_UNDERSTOOD'], ['NOT_A_BUNDLE', 'NOT_UNDERSTOOD'],
    ['ANNOUNCES_MUCH', 'TOO_LARGE'], ['SENDS_MUCH', 'TOO_LARGE'], ['FAILS', 'REFUSED'], ['REFUSES', 'REFUSED'], ['REDIRECTS', 'REFUSED'], ['LEADS_ELSEWHERE', 'NOT_UNDERSTOOD'],
    ['LEADS_ROUND', 'TOO_LARGE'],
  ];
  it.each(WORDS)('of a source that %s is answered in time without it, says %s, and lets nothing of what it said out', async (mood, word) => {
    clinic.mood = mood;
    const { ask, faults } = histories();
    const { told, text } = await ask(sourceAt(clinic), sourceAt(shelter, 'Shelter'));
    expect(told).toEqual({ 'Harbour Clinic': word, Shelter: 1 });
    expect([faults, text.includes('Brimira'), faults.join().includes(YOUTH_SHAPED)]).toEqual([[`Harbour Clinic ${word}`], false, false]);
    for (let waited = 0; clinic.open() > 0 && waited < 2_000; waited += 20) await sleep(20);
    expect(clinic.open()).toBe(0);
  });

  it('says that a source has no answer where nobody listens, and asks no address that is not allowed', async () => {
    await shelter.close();
    expect((await histories().ask(sourceAt(shelter))).told).toEqual({ 'Harbour Clinic': 'NO_ANSWER' });
    expect((await histories({}, { loopback: false, networks: [] }).ask(sourceAt(clinic))).told).toEqual({ 'Harbour Clinic': 'NO_ANSWER' });
    expect(clinic.asked).toEqual([]);
    shelter = await startPartnerFhirServer();
  });

  it('asks nothing that cannot be put on record, and puts on record only what is asked', async () => {
    const { live } = histories();
    await expect(live.ask([sourceAt(clinic)], async () => { throw new GatewayError('AUDIT_UNAVAILABLE', 'The log is closed.'); })).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect(clinic.asked).toEqual([]);
    const unasked = histories({}, { loopback: false, networks: [] });
    await unasked.ask(sourceAt(clinic));
    expect(unasked.accounted).toEqual([]);
  });

  it('asks once more where a source broke off, and no more than that, on one record', async () => {
    clinic.first.push('RESETS');
    const { ask, accounted } = histories();
    expect([(await ask(sourceAt(clinic))).told, accounted]).toEqual([{ 'Harbour Clinic': 1 }, ['Harbour Clinic']]);
    clinic.mood = 'FAILS';
    clinic.asked.length = 0;
    await ask(sourceAt(clinic));
    expect(clinic.asked.length).toBe(2);
    clinic.mood = 'REFUSES';
    clinic.asked.length = 0;
    await ask(sourceAt(clinic));
    expect(clinic.asked.length).toBe(1);
  });

  it('leaves a source alone that keeps failing, tries it again after a while, and takes it back when it recovers', async () => {
    const rest = 2_000;
    const { ask } = histories({ retries: 0, rest });
    clinic.mood = 'FAILS';
    for (let time = 0; time < 3; time += 1) expect((await ask(sourceAt(clinic))).told).toEqual({ 'Harbour Clinic': 'REFUSED' });
    clinic.mood = 'FINE';
    expect([(await ask(sourceAt(clinic))).told, clinic.asked.length]).toEqual([{ 'Harbour Clinic': 'NO_ANSWER' }, 3]);
    expect((await ask(sourceAt(shelter, 'Shelter'))).told).toEqual({ Shelter: 1 });
    clinic.mood = 'FAILS';
    await sleep(rest + 50);
    expect((await ask(sourceAt(clinic))).told).toEqual({ 'Harbour Clinic': 'REFUSED' });
    expect([(await ask(sourceAt(clinic))).told, clinic.asked.length]).toEqual([{ 'Harbour Clinic': 'NO_ANSWER' }, 4]);
    clinic.mood = 'FINE';
    await sleep(rest + 50);
    expect([(await ask(sourceAt(clinic))).told, (await ask(sourceAt(clinic))).told]).toEqual([{ 'Harbour Clinic': 1 }, { 'Harbour Clinic': 1 }]);
  });

  it('leaves nobody alone because of what was too large or not understood: it may be of one youth', async () => {
    const { ask } = histories();
    clinic.mood = 'RUBBISH';
    for (let time = 0; time < 5; time += 1) await ask(sourceAt(clinic));
    clinic.mood = 'FINE';
    expect((await ask(sourceAt(clinic))).told).toEqual({ 'Harbour Clinic': 1 });
  });

  it('tells who comes too many at once that the source is busy, and asks the others all the same', async () => {
    clinic.mood = 'HANGS';
    const { ask } = histories({ deadline: 25_000, attempt: 25_000 });
    const first = [ask(sourceAt(clinic)), ask(sourceAt(clinic))];
    while (clinic.asked.length < 2) await sleep(1);
    expect((await ask(sourceAt(clinic), sourceAt(shelter, 'Shelter'))).told).toEqual({ 'Harbour Clinic': 'BUSY', Shelter: 1 });
    await clinic.close();
    expect((await Promise.all(first)).map((each) => each.told)).toEqual([{ 'Harbour Clinic': 'NO_ANSWER' }, { 'Harbour Clinic': 'NO_ANSWER' }]);
    clinic = await startPartnerFhirServer();
  });
});
