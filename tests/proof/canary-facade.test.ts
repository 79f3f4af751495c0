import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uiIdOfRecordKey } from '../../adapters/cws-cms/identifier.js';
import { canariesIn, canaryCounty, seedCanaryCounty, type Canary } from '../support/canary-county.js';
import {
  clientKeyOf, EVERYBODY, isOffered, isToldOverFhir, overFhir, plantForFhir, readOverFhir, type FhirAsker,
} from '../support/canary-facade.js';
import type { Asker } from '../support/canary-grants.js';
import { nameOf } from '../support/canary-notices.js';
import { ASKERS } from '../support/canary-partners.js';
import { placeOf, placesAmong } from '../support/canary-places.js';
import { sent } from '../support/canary-sent.js';
import { YOUTHS } from '../support/canary-youths.js';
import { CLIENTS, OTHER, tokenFor } from '../support/fhir-client.js';
import { startTestGateway, type Answer, type Parsed, type TestGateway } from '../support/gateway.js';

const county = canaryCounty();
const placesOf = placesAmong(county.canaries);
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ seed: (url) => seedCanaryCounty(url, county), variables: { CLIENTS } });
  await plantForFhir(gateway);
});
afterAll(() => gateway.stop());

const askerOf = (name: string): Asker => ASKERS.find((asker) => asker.name === name)!;

/** Headers that an answer may have: none of them tells when a record changed, which version of it this is, or how many there are. */
const HEADERS = [
  'cache-control', 'connection', 'content-length', 'content-security-policy', 'content-type', 'cross-origin-resource-policy', 'date', 'keep-alive',
  'referrer-policy', 'x-content-type-options', 'x-frame-options', 'x-request-id',
];

/** What all answers to one asker hold that they may not, and do not hold that they should. */
function judged(answers: readonly Answer[], isTold: (canary: Canary) => boolean) {
  const text = answers.map(sent).join('\n');
  const found = canariesIn(text);
  // A link repeats what was asked: the key of nobody else.
  const beside = text.replaceAll(/\{"relation":"(?:self|next)","url":"[^"]*"\}/g, '');
  const told = county.canaries.filter(isTold);
  const released = new Set(told.map(({ form }) => form));
  return {
    sentThoughWithheld: placesOf([...found].filter((form) => !released.has(form))),
    withheldThoughReleased: told.filter(({ form }) => !found.has(form)).map(placeOf),
    totals: answers.filter(({ body }) => (body as Parsed).total !== undefined).length,
    headers: [...new Set(answers.flatMap(({ headers }) => [...headers.keys()]))].filter((name) => !HEADERS.includes(name)),
    keys: YOUTHS.map(({ n }) => clientKeyOf(n)).filter((key) => beside.includes(key) || beside.includes(uiIdOfRecordKey(key)!)),
  };
}
/** With what statuses an asker is answered: some of what he asks is nobody's, or is asked wrongly. */
function statusesFor(asker: Asker): ReadonlySet<number> {
  if (isOffered(asker)) return new Set([200, 400, 404, 406]);
  return new Set(asker.name.includes('agreement') ? [200, 403, 404] : [200, 403, 404, 406]);
}
const NOTHING = { sentThoughWithheld: [], withheldThoughReleased: [], totals: 0, headers: [], keys: [] };

describe('the canary sweep over FHIR', () => {
  test.each(ASKERS.map((asker) => [`${asker.name}, ${asker.purpose}`, asker] as const))('%s is told what is released and nothing else', async (_, asker) => {
    gateway.takeLog();
    const answers = await readOverFhir(gateway, await overFhir(gateway, asker));
    expect(judged(answers, (canary) => isToldOverFhir(asker, canary))).toEqual(NOTHING);
    expect(new Set(answers.map(({ status }) => status))).toEqual(statusesFor(asker));
    expect(placesOf(canariesIn(gateway.takeLog().join('\n'))), 'written to the log').toEqual([]);
  }, 300_000);

  const clinician = askerOf('clinician');
  const client = (token: string): FhirAsker =>
    ({ token, purpose: clinician.purpose, agencyId: nameOf(clinician).agencyId, sees: Object.keys(clinician.sees).map(Number), asks: EVERYBODY });

  test('a clinic\'s system with a token of the gateway\'s own is told what its clinician is', async () => {
    expect(judged(await readOverFhir(gateway, client(await tokenFor(gateway))), (canary) => isToldOverFhir(clinician, canary))).toEqual(NOTHING);
  }, 300_000);

  test('one whose token is for the reading of patients is told nothing else', async () => {
    const answers = await readOverFhir(gateway, client(await tokenFor(gateway, OTHER)));
    const { withheldThoughReleased, ...others } = judged(answers, (canary) => canary.table === 'youth' && isToldOverFhir(clinician, canary));
    expect(others).toEqual({ ...NOTHING, withheldThoughReleased: undefined });
    expect(withheldThoughReleased.every((place) => place.includes('youth.'))).toBe(true);
  }, 300_000);

  test('what was told came in every type of resource that tells of rows', async () => {
    const answers = await readOverFhir(gateway, await overFhir(gateway, askerOf('county worker who carries the case')));
    const types = answers.flatMap(({ body }) => ((body as Parsed).entry ?? []).map(({ resource }: Parsed) => resource.resourceType));
    expect([...new Set(types)].sort()).toEqual([
      'AuditEvent', 'CareTeam', 'Condition', 'Encounter', 'EpisodeOfCare', 'Flag', 'Observation', 'OperationOutcome', 'Patient', 'Procedure', 'Provenance',
      'ServiceRequest', 'Task',
    ]);
  }, 300_000);

  test('nor is anything written to the disclosure log', async () => {
    const records = await gateway.disclosures();
    expect([records.length > 500, placesOf(canariesIn(JSON.stringify(records)))]).toEqual([true, []]);
  });

  test('would be seen to fail: the answers to one asker, were they sent to another, by body or by header', async () => {
    const answers = await readOverFhir(gateway, await overFhir(gateway, askerOf('nurse')));
    expect(judged(answers, (canary) => isToldOverFhir(clinician, canary)).sentThoughWithheld.length).toBeGreaterThan(50);
    const { form } = county.canaries.find((canary) => isToldOverFhir(clinician, canary) && canary.n === 2)!;
    const leaking = { status: 200, headers: new Headers({ etag: `W/"${form}"` }), text: '{"total":1}', body: { total: 1 } } as unknown as Answer;
    const { sentThoughWithheld, totals, headers } = judged([leaking], () => false);
    expect([sentThoughWithheld.length, totals, headers]).toEqual([1, 1, ['etag']]);
  }, 300_000);
});
