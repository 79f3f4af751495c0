import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { assertionKeySchema, signAssertion, type AssertionKey } from '../../../src/auth/sign-assertion.js';
import { systemClock, type Clock } from '../../../src/kernel/clock.js';
import { instantOf } from '../../../src/kernel/dates.js';
import { GatewayError } from '../../../src/kernel/gateway-error.js';
import type { EndpointSettings } from '../../../src/delivery/endpoint.js';
import { LiveHistories } from '../../../src/delivery/histories/live-histories.js';
import { SourceTokens, type SourceClient, type SourceCredential } from '../../../src/delivery/histories/source-tokens.js';
import { SourcePatience, type HistoryPatience } from '../../../src/delivery/histories/source-patience.js';
import type { HistorySource } from '../../../src/delivery/histories/history-source.js';
import { CLINIC_TERMS, encounter, patient } from '../../adapters/service-histories/partner-records.js';
import { startPartnerFhirServer, YOUTH_SHAPED, type Mood, type PartnerFhirServer, type TokenMood } from '../../support/partner-fhir-server.js';

const HERE: EndpointSettings = { loopback: true, networks: [] };
/** Longer than any answer of these takes on a slow machine; only whoever hangs is waited for so long. */
const PATIENT: HistoryPatience = { deadline: 6_000, attempt: 4_000, retries: 1, failures: 3, rest: 60_000, atOnce: 2, inAll: 6 };

let clinic: PartnerFhirServer;
let shelter: PartnerFhirServer;
beforeEach(async () => {
  [clinic, shelter] = await Promise.all([startPartnerFhirServer(), startPartnerFhirServer()]);
  for (const partner of [clinic, shelter]) partner.pages = { Encounter: [[patient(), encounter()]] };
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all([clinic.close(), shelter.close()]);
});

const sourceAt = ({ base }: PartnerFhirServer, agencyName = 'Harbour Clinic'): HistorySource => ({
  agencyId: agencyName, agencyName, agencyKind: 'MENTAL_HEALTH', endpoint: base, person: { system: 'urn:clinic:mrn', value: 'M-1' }, terms: CLINIC_TERMS,
});

const GATE: SourceCredential = { kind: 'BEARER', token: 'gate' };

function histories(changes: Partial<HistoryPatience> = {}, endpoints = HERE, credential: SourceCredential = GATE, clock: Clock = systemClock) {
  const tokens = new SourceTokens({ credentialFor: (agencyId) => (agencyId === 'Harbour Clinic' ? credential : null), endpoints, clock });
  const faults: string[] = [];
  const accounted: string[] = [];
  const account = async ({ agencyId }: HistorySource): Promise<void> => { accounted.push(agencyId); };
  const live = new LiveHistories({
    endpoints, patience: new SourcePatience({ ...PATIENT, ...changes }), tokens,
    onFault: (agencyId, fault) => faults.push(`${agencyId} ${fault}`),
  });
  /** What is told of each source: how many services, or the word for why there are none. */
  const ask = async (...sources: readonly HistorySource[]) => {
    const { answered, unanswered } = await live.ask(sources, account);
    const told = { ...Object.fromEntries(answered.map(({ source, services }) => [source.agencyName, services.length])),
      ...Object.fromEntries(unanswered.map(({ source, fault }) => [source.agencyName, fault])) };
    return { told, text: JSON.stringify([answered, unanswered]) };
  };
  return { live, ask, account, faults, accounted };
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
    ['LEADS_BESIDE', 'NOT_UNDERSTOOD'], ['LEADS_UP', 'NOT_UNDERSTOOD'], ['LEADS_ROUND', 'TOO_LARGE'],
  ];
  it.each(WORDS)('of a source that %s is answered in time without it, says %s, and lets nothing of what it said out', async (mood, word) => {
    clinic.mood = mood;
    const { ask, faults } = histories();
    const { told, text } = await ask(sourceAt(clinic), sourceAt(shelter, 'Shelter'));
    expect(told).toEqual({ 'Harbour Clinic': word, Shelter: 1 });
    expect([faults, text.includes('Brimira'), faults.join().includes(YOUTH_SHAPED)]).toEqual([[`Harbour Clinic ${word}`], false, false]);
    await vi.waitFor(() => expect(clinic.open()).toBe(0), { timeout: 10_000 });
  }, 40_000);

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
    const { ask } = histories({ retries: 0 });
    const rested = (): void => void vi.setSystemTime(Date.now() + PATIENT.rest + 1_000);
    vi.useFakeTimers({ toFake: ['Date'] });
    clinic.mood = 'FAILS';
    for (let time = 0; time < 3; time += 1) expect((await ask(sourceAt(clinic))).told).toEqual({ 'Harbour Clinic': 'REFUSED' });
    clinic.mood = 'FINE';
    expect([(await ask(sourceAt(clinic))).told, clinic.asked.length]).toEqual([{ 'Harbour Clinic': 'NO_ANSWER' }, 3]);
    expect((await ask(sourceAt(shelter, 'Shelter'))).told).toEqual({ Shelter: 1 });
    clinic.mood = 'FAILS';
    rested();
    expect((await ask(sourceAt(clinic))).told).toEqual({ 'Harbour Clinic': 'REFUSED' });
    expect([(await ask(sourceAt(clinic))).told, clinic.asked.length]).toEqual([{ 'Harbour Clinic': 'NO_ANSWER' }, 4]);
    clinic.mood = 'FINE';
    rested();
    expect([(await ask(sourceAt(clinic))).told, (await ask(sourceAt(clinic))).told]).toEqual([{ 'Harbour Clinic': 1 }, { 'Harbour Clinic': 1 }]);
  });

  it('leaves nobody alone because of what was too large or not understood: it may be of one youth', async () => {
    const { ask } = histories();
    clinic.mood = 'RUBBISH';
    for (let time = 0; time < 5; time += 1) await ask(sourceAt(clinic));
    clinic.mood = 'FINE';
    expect((await ask(sourceAt(clinic))).told).toEqual({ 'Harbour Clinic': 1 });
  });

  it('asks a source that has many names for the youth by each of them in turn, on one record', async () => {
    const { live, accounted, account } = histories();
    const names = ['M-1', 'M-2', 'M-3', 'M-4', 'M-5'];
    const { answered, unanswered } = await live.ask(names.map((value) => ({ ...sourceAt(clinic), person: { system: 'urn:clinic:mrn', value } })), account);
    expect([answered.map(({ source, services }) => [source.person.value, services.length]), unanswered]).toEqual([names.map((value) => [value, value === 'M-1' ? 1 : 0]), []]);
    expect([clinic.asked.length, accounted]).toEqual([15, ['Harbour Clinic']]);
    clinic.mood = 'REFUSES';
    const refused = await live.ask(names.map((value) => ({ ...sourceAt(clinic), person: { system: 'urn:clinic:mrn', value } })), account);
    expect(refused.unanswered.map(({ fault }) => fault)).toEqual(['REFUSED']);
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

describe.each(['RS384', 'ES384'] as const)('a source whose authorization server knows the gateway as a client that signs by %s', (algorithm) => {
  const { privateKey, publicKey } = algorithm === 'RS384' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const key: AssertionKey = assertionKeySchema.parse({ ...privateKey.export({ format: 'jwk' }), kid: 'ours' });
  const signs = (tokenEndpoint: string | null = null): SourceClient => ({
    kind: 'CLIENT', tokenEndpoint, scope: 'system/Encounter.rs', assertionFor: (audience) => signAssertion({ clientId: 'csec-gateway', audience }, key, systemClock.now()),
  });
  const asking = (credential = signs(), clock: Clock = systemClock) => histories({}, HERE, credential, clock);
  const NAMED = 'GET /fhir/r4/.well-known/smart-configuration';

  it('is asked with a token that it gives for an assertion of the gateway\'s, for that endpoint alone and never twice the same', async () => {
    clinic.takes = 'none yet';
    const { ask } = asking();
    expect((await ask(sourceAt(clinic))).told).toEqual({ 'Harbour Clinic': 1 });
    expect([clinic.signIns.length, clinic.asked.map(({ method, path, authorization }) => [`${method} ${path}`, authorization])]).toEqual([1, [
      [NAMED, undefined], ...['Encounter', 'Procedure', 'ServiceRequest'].map((type) => [`POST /fhir/r4/${type}/_search`, 'Bearer token-1']),
    ]]);
    const { client_assertion: assertion, ...form } = Object.fromEntries(clinic.signIns[0]!);
    expect(form).toEqual({ grant_type: 'client_credentials', scope: 'system/Encounter.rs', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' });
    const { payload, protectedHeader } = await jwtVerify(assertion!, publicKey, { algorithms: [algorithm] });
    expect([protectedHeader, payload]).toEqual([
      { alg: algorithm, kid: 'ours', typ: 'JWT' }, { iss: 'csec-gateway', sub: 'csec-gateway', aud: clinic.tokenEndpoint, jti: expect.stringMatching(/^[0-9a-f-]{36}$/), iat: expect.any(Number), exp: payload.iat! + 300 },
    ]);
    expect(assertion).not.toBe(signs().assertionFor(clinic.tokenEndpoint));
  });

  it('is asked with one token until shortly before its end, then with another, at the endpoint that the settings name', async () => {
    let now = Date.now();
    const { ask } = asking(signs(clinic.tokenEndpoint), { now: () => instantOf(new Date(now)) });
    const tokens = async () => {
      clinic.asked.length = 0;
      expect((await ask(sourceAt(clinic))).told).toEqual({ 'Harbour Clinic': 1 });
      return [...new Set(clinic.asked.map(({ method, path, authorization }) => (path.endsWith('_search') ? authorization : `${method} ${path}`)))];
    };
    expect([await tokens(), await tokens(), clinic.signIns.length]).toEqual([['Bearer token-1'], ['Bearer token-1'], 1]);
    now += 271_000;
    expect([await tokens(), clinic.signIns.length]).toEqual([['Bearer token-2'], 2]);
    clinic.tokenSeconds = 20;
    now += 300_000;
    expect([await tokens(), await tokens()]).toEqual([['Bearer token-3'], ['Bearer token-4']]);
  });

  it('is asked anew once where it refuses a token, and no more than once', async () => {
    const { ask } = asking(signs(clinic.tokenEndpoint));
    await ask(sourceAt(clinic));
    clinic.takes = 'another';
    expect([(await ask(sourceAt(clinic))).told, clinic.signIns.length]).toEqual([{ 'Harbour Clinic': 1 }, 2]);
    [clinic.takes, clinic.takesNone] = ['another', true];
    clinic.asked.length = 0;
    expect([(await ask(sourceAt(clinic))).told, clinic.signIns.length]).toEqual([{ 'Harbour Clinic': 'REFUSED' }, 3]);
    expect(clinic.asked.length).toBe(2);
  });

  it.each<[TokenMood, string]>([['HANGS', 'TIMED_OUT'], ['FAILS', 'REFUSED'], ['REFUSES', 'REFUSED'], ['RUBBISH', 'NOT_UNDERSTOOD'], ['NO_TOKEN', 'NOT_UNDERSTOOD'], ['NAMES_ELSEWHERE', 'NOT_UNDERSTOOD']])(
    'whose authorization server %s is missing in time, says %s, is told of nobody, and lets nothing of what was said out', async (mood, word) => {
      clinic.tokenMood = mood;
      const { ask, faults } = asking();
      const { told, text } = await ask(sourceAt(clinic), sourceAt(shelter, 'Shelter'));
      expect(told).toEqual({ 'Harbour Clinic': word, Shelter: 1 });
      expect(new Set(clinic.asked.map(({ method, path }) => `${method} ${path}`))).toEqual(new Set([NAMED]));
      const secrets = clinic.signIns.map((form) => form.get('client_assertion')!);
      expect([YOUTH_SHAPED, 'Brimira', ...secrets].filter((secret) => [text, ...faults].join().includes(secret))).toEqual([]);
      await vi.waitFor(() => expect(clinic.open()).toBe(0), { timeout: 10_000 });
    }, 40_000);

  it('is left alone while its authorization server keeps failing', async () => {
    clinic.tokenMood = 'FAILS';
    const { ask } = asking(signs(clinic.tokenEndpoint));
    for (let time = 0; time < 2; time += 1) await ask(sourceAt(clinic));
    const before = clinic.signIns.length;
    expect([(await ask(sourceAt(clinic))).told, clinic.signIns.length]).toEqual([{ 'Harbour Clinic': 'NO_ANSWER' }, before]);
  });
});

describe('a key of the gateway\'s own', () => {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export({ format: 'jwk' });
  it.each<[string, unknown]>([
    ['public', { ...jwk, d: undefined, kid: 'k' }], ['without a kid', jwk], ['of another curve', { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), kid: 'k' }],
    ['too short', { ...generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ format: 'jwk' }), kid: 'k' }], ['no key', { kid: 'k', canary: 'canary' }], ['a secret', 'canary'],
  ])('is refused where it is %s, and no fault holds a part of it', (_, value) => {
    const { error } = assertionKeySchema.safeParse(value);
    expect([error === undefined, JSON.stringify(error).includes('canary'), JSON.stringify(error).includes(jwk.d!)]).toEqual([false, false, false]);
  });
});
