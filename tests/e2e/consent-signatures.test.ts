import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { judgeBundles } from '../adapters/mental-health-fhir.js';
import { startTestGateway, type Parsed, type TestCaller, type TestGateway } from '../support/gateway.js';
import { CALLERS, CONSENT, caseId, YOUTHS } from '../support/seed-county.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterEach(() => signedAt('2025-09-15T17:00:00.000Z'));
afterAll(async () => { await gateway.stop(); });

const { clinician, provider, detective, member, neighbour } = CALLERS;
const REQUEST = '9a5e0000-0000-4000-8000-00000000519d';
const PART2 = `${CONSENT.part2}@1`;

const signed = (changes: Parsed): Promise<unknown> =>
  gateway.sql(`update csec.consent set record = jsonb_set(record, '{signature}', record -> 'signature' || $1::jsonb) where id = $2`, [JSON.stringify(changes), CONSENT.part2]);
const signedAt = (at: string): Promise<unknown> => signed({ signedAt: at });

/** The case with its services, and the message of the caller's own format, where there is one. */
async function told(caller: TestCaller, format: string): Promise<string> {
  const query = `query($id: ID!) { case(id: $id) { services(first: 50) { edges { node { category serviceText } } } } partnerMessage(caseId: $id, format: ${format}) { content } }`;
  const { status, text } = await gateway.ask(caller, query, { id: caseId(YOUTHS.ALMA) }, { requestId: REQUEST });
  return `${status} ${text}`;
}

const answer = (text: string): Parsed => JSON.parse(text.slice(text.indexOf('{'))) as Parsed;

describe('the signature of a consent', () => {
  it('goes along by its day with the scope that law has go along, and with no name of whoever signed', async () => {
    await signed({ signerId: 'signer-of-the-consent' });
    const whole = await told(clinician, 'FHIR_R4_BUNDLE');
    const { data, extensions } = answer(whole);
    expect(extensions['disclosure'].consentScopes).toMatchObject([{ consent: PART2, signedOn: '2025-09-15', signedBy: 'SUBJECT' }]);
    const bundle = JSON.parse(data['partnerMessage'].content) as Parsed;
    const consents = bundle['entry'].map(({ resource }: Parsed) => resource).filter(({ resourceType }: Parsed) => resourceType === 'Consent');
    expect(consents.map(({ identifier, dateTime, performer }: Parsed) => [identifier[0].value, dateTime, performer]))
      .toEqual([[PART2, '2025-09-15', [{ reference: bundle['entry'][0].fullUrl }]]]);
    expect(await judgeBundles([data['partnerMessage'].content])).toEqual([[]]);
    expect(whole).not.toContain('signer-of-the-consent');
  });

  it('is told by its day alone: at another hour of it the same bytes come, and on another day others', async () => {
    const before = await told(clinician, 'FHIR_R4_BUNDLE');
    await signedAt('2025-09-15T15:30:00.000Z');
    expect(await told(clinician, 'FHIR_R4_BUNDLE')).toBe(before);
    await signedAt('2025-09-14T17:00:00.000Z');
    const after = await told(clinician, 'FHIR_R4_BUNDLE');
    expect(after).not.toBe(before);
    expect(after.replaceAll('2025-09-14', '2025-09-15')).toBe(before);
  });

  it.each([
    ['a provider who is not named in it', provider, 'PROVIDER_JSON'], ['the police', detective, 'NIEM_6_XML'],
    ['a member of the team', member, 'FHIR_R4_BUNDLE'], ['a worker of another county', neighbour, 'FHIR_R4_BUNDLE'],
  ] as const)('changes nothing that %s is sent', async (_what, caller, format) => {
    const before = await told(caller, format);
    await signedAt('2025-09-14T17:00:00.000Z');
    await signed({ signerId: 'another signer' });
    expect(await told(caller, format)).toBe(before);
  });
});
