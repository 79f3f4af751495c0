import { afterEach, afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convert } from 'xmlbuilder2';
import { pseudonymsUnder } from '../../src/http/pseudonyms.js';
import { globalId } from '../../src/kernel/ids.js';
import { MESSAGE_FORMATS } from '../../src/schema/message-port.js';
import { judgeBundles } from '../adapters/mental-health-fhir.js';
import { askFhir } from '../support/fhir-client.js';
import { AUDIT_KEY, startTestGateway, type Parsed, type TestCaller, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, CONSENT, caseId, YOUTHS } from '../support/seed-county.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterEach(async () => {
  await gateway.sql('delete from csec.screening_finding');
  await gateway.sql(`update csec.consent set record = record || '{"fields": []}'`);
});
afterAll(async () => { await gateway.stop(); });

const { worker, caseworker, clinician, detective, provider, neighbour, operator } = CALLERS;
const REQUEST = '9a5e0000-0000-4000-8000-00000000f1d0';

/** A doubtful finding that nobody reviewed, one that was confirmed, and one that was dismissed. */
const plant = (subjectId: string): Promise<unknown> => gateway.sql(`insert into csec.screening_finding
  (subject_id, id, agency_id, exit_key, kind, answered_on, doubtful, link_id, state) values
  ($1, gen_random_uuid(), $2, 'X1', 'SEXUAL_EXPLOITATION', '2026-01-19', true, gen_random_uuid(), 'AWAITING_REVIEW'),
  ($1, gen_random_uuid(), $2, 'X1', 'LABOR_EXPLOITATION', '2026-01-20', false, gen_random_uuid(), 'CONFIRMED'),
  ($1, gen_random_uuid(), $2, 'X2', 'SEXUAL_EXPLOITATION', '2025-12-18', false, gen_random_uuid(), 'DISMISSED')`, [subjectId, AGENCY.provider]);
const DAYS = ['2026-01-19', '2026-01-20', '2025-12-18'];

const message = async (caller: TestCaller, format: string, { of = YOUTHS.ALMA as string, purpose = undefined as string | undefined } = {}): Promise<string> => {
  const query = `query($id: ID!) { partnerMessage(caseId: $id, format: ${format}) { content } }`;
  const { body } = await gateway.ask(caller, query, { id: caseId(of) }, purpose === undefined ? {} : { purpose });
  return (body.data.partnerMessage as Parsed).content as string;
};

const patientOf = (subject: string, agency: string): string => Buffer.from(pseudonymsUnder(AUDIT_KEY).of(agency, subject), 'base64url').toString('hex');
const overFhir = async (caller: TestCaller, path: string, purpose: string) =>
  askFhir(gateway, path, await gateway.token(caller), { 'x-purpose-of-use': purpose, 'x-request-id': REQUEST });
const surveysIn = (entries: readonly Parsed[]): readonly Parsed[] =>
  entries.map(({ resource }) => resource as Parsed).filter(({ resourceType, category }) => resourceType === 'Observation' && category[0].coding[0].code === 'survey');
const SURVEYS = [['preliminary', 'HMIS_R15', '2026-01-19'], ['final', 'HMIS_R16', '2026-01-20'], ['entered-in-error', 'HMIS_R15', '2025-12-18']];
const told = (survey: Parsed): unknown => [survey['status'], survey['code'].coding[0].code, survey['effectiveDateTime']];

describe('findings of screenings', () => {
  it('go to mental health as surveys, valid by three validators, without the agency that the clinic is not released', async () => {
    await plant(YOUTHS.ALMA);
    for (const format of ['FHIR_R4_BUNDLE', 'FHIR_R4_MESSAGE']) {
      const content = await message(clinician, format);
      expect(await judgeBundles([content])).toEqual([[]]);
      const surveys = surveysIn(JSON.parse(content).entry);
      expect(surveys.map(told)).toEqual(expect.arrayContaining(SURVEYS));
      expect(surveys).toHaveLength(3);
      expect(JSON.stringify(surveys)).not.toContain(AGENCY.provider);
      expect(JSON.parse(content).entry.at(-1).resource.target).toHaveLength(JSON.parse(content).entry.length - (format === 'FHIR_R4_BUNDLE' ? 1 : 2));
    }
  });

  it('are read over FHIR by the patient, page by page and by id; who asked is told to the worker', async () => {
    await plant(YOUTHS.ALMA);
    const search = `Observation?patient=${patientOf(YOUTHS.ALMA, AGENCY.clinic)}`;
    const whole = (await overFhir(clinician, search, 'TREATMENT')).body as Parsed;
    expect(surveysIn(whole['entry']).map(told).toSorted()).toEqual(SURVEYS.toSorted());
    const seen: string[] = [];
    for (let path: string | undefined = `${search}&_count=1`; path !== undefined;) {
      const { link, entry } = (await overFhir(clinician, path, 'TREATMENT')).body as Parsed;
      seen.push(...entry.filter((each: Parsed) => each['search'].mode === 'match').map(({ resource }: Parsed) => resource.id));
      path = link.find(({ relation }: Parsed) => relation === 'next')?.url.slice(`${gateway.address}/fhir/`.length);
    }
    expect(seen).toEqual(whole['entry'].filter((each: Parsed) => each['search'].mode === 'match').map(({ resource }: Parsed) => resource.id));
    const [first] = surveysIn(whole['entry']);
    const read = await overFhir(clinician, `Observation/${first!['id']}`, 'TREATMENT');
    expect([read.status, told(read.body as Parsed)]).toEqual([200, told(first!)]);
    const county = (await overFhir(worker, `Observation?patient=${patientOf(YOUTHS.ALMA, AGENCY.county)}`, 'CHILD_WELFARE')).body as Parsed;
    expect(surveysIn(county['entry']).map(({ performer }) => performer[0].identifier.value)).toEqual([AGENCY.provider, AGENCY.provider, AGENCY.provider]);
  });

  it('go to law enforcement with tool and day, newest first, and with nothing of who asked', async () => {
    await plant(YOUTHS.ALMA);
    const content = await message(detective, 'NIEM_6_XML');
    const found = (convert(content, { format: 'object' }) as Parsed)['csec:CaseMessage']['hs:PreScreening'];
    expect(found.map((one: Parsed) => [one['nc:ActivityDate']['nc:Date'], one['hs:PreScreeningToolText'].slice(0, 16)])).toEqual([
      ['2026-01-20', 'HMIS element R16'], ['2026-01-19', 'HMIS element R15'], ['2025-12-18', 'HMIS element R15'],
    ]);
    expect(found[1]['nc:ActivityDescriptionText']).toMatch(/^Doubtful/);
    expect(content.includes(AGENCY.provider)).toBe(false);
    const json = JSON.parse(await message(detective, 'NIEM_6_JSON'))['csec:CaseMessage']['hs:PreScreening'];
    expect(json).toEqual(found);
  });

  it('go to a provider where a consent names the status of exploitation beyond its outline, and not else', async () => {
    await plant(YOUTHS.ALMA);
    const written = async (): Promise<Parsed> => JSON.parse(await message(provider, 'PROVIDER_JSON')) as Parsed;
    expect(await written()).not.toHaveProperty('screening');
    await gateway.sql(`update csec.consent set record = record || '{"fields": ["CSEC_STATUS"]}' where id = $1`, [CONSENT.provider]);
    expect((await written())['screening']).toEqual([
      { tool: 'hmis_r16', date: '2026-01-20', agency: AGENCY.provider, doubtful: false, review: 'confirmed' },
      { tool: 'hmis_r15', date: '2026-01-19', agency: AGENCY.provider, doubtful: true, review: 'awaiting_review' },
      { tool: 'hmis_r15', date: '2025-12-18', agency: AGENCY.provider, doubtful: false, review: 'dismissed' },
    ]);
    const csv = await message(provider, 'PROVIDER_CSV');
    expect(DAYS.map((day) => csv.includes(day))).toEqual([true, true, true]);
    expect(DAYS.map((day) => csv.includes(`,hmis_r15,${day},`))).toEqual([true, false, true]);
  });
});

describe('whoever may not learn of a screening', () => {
  const OPEN = 'mutation($input: OpenMandatedReportInput!) { openMandatedReport(input: $input) { userErrors { code } } }';
  const MISSING = { statute: 'USC_42_671_A_35', recipientAgencyId: globalId('Agency', AGENCY.police), learnedAt: '2026-03-01T07:30:00Z' };

  /** Everything by which a caller is told of a youth: the case, each message as text or file, each search over FHIR and its pages. */
  async function everything(caller: TestCaller, of: string, { agency, purpose }: { readonly agency: string; readonly purpose: string }): Promise<readonly string[]> {
    const messages = MESSAGE_FORMATS.map((format) => `${format}: partnerMessage(caseId: $id, format: ${format}) { mediaType encoding content }`);
    const queries = [...messages, 'case(id: $id) { csecStatus screeningFindings { findingId kind tool answeredOn agencyId doubtful state } }', 'cases(first: 20) { edges { node { id } } pageInfo { hasNextPage } }'];
    const asked = await Promise.all(queries.map((query) => gateway.ask(caller, `query${query.includes('$id') ? '($id: ID!)' : ''} { ${query} }`, { id: caseId(of) }, { purpose, requestId: REQUEST })));
    const patient = patientOf(of, agency);
    const searched = await Promise.all([`Observation?patient=${patient}`, `Observation?patient=${patient}&_count=1`, `Provenance?patient=${patient}`]
      .map((path) => overFhir(caller, path, purpose)));
    return [...asked, ...searched].map(({ status, text }) => `${status} ${text}`);
  }

  it.each([
    ['a provider of an outline', provider, YOUTHS.ALMA, { agency: AGENCY.provider, purpose: 'SERVICES' }],
    ['a clinic that does not treat her', clinician, YOUTHS.CORA, { agency: AGENCY.clinic, purpose: 'TREATMENT' }],
    ['a provider without a consent', provider, YOUTHS.CORA, { agency: AGENCY.provider, purpose: 'SERVICES' }],
    ['a worker of another county', neighbour, YOUTHS.ALMA, { agency: AGENCY.county, purpose: 'CHILD_WELFARE' }],
    ['the operator', operator, YOUTHS.ALMA, { agency: AGENCY.county, purpose: 'OPERATIONS' }],
    ['the police who do not investigate', detective, YOUTHS.CORA, { agency: AGENCY.police, purpose: 'INVESTIGATION' }],
  ] as const)('%s is sent the same bytes with findings and without', async (_what, caller, of, asking) => {
    const before = await everything(caller, of, asking);
    await plant(of);
    expect(await everything(caller, of, asking)).toEqual(before);
  });

  it('the police who search for her under statute, in each format of the report, the printed worksheet too', async () => {
    const { body } = await gateway.ask(caseworker, OPEN, { input: { ...MISSING, caseId: caseId(YOUTHS.CORA) } });
    expect([body.errors, body.data?.openMandatedReport?.userErrors]).toEqual([undefined, []]);
    const asking = { agency: AGENCY.police, purpose: 'MISSING_CHILD' } as const;
    const before = await everything(detective, YOUTHS.CORA, asking);
    expect(before.filter((answer) => answer.includes('application/pdf'))).toHaveLength(1);
    await plant(YOUTHS.CORA);
    expect(await everything(detective, YOUTHS.CORA, asking)).toEqual(before);
  });

  it('would be seen to be told: the police who investigate are sent other bytes', async () => {
    const asking = { agency: AGENCY.police, purpose: 'INVESTIGATION' } as const;
    const before = await everything(detective, YOUTHS.ALMA, asking);
    await plant(YOUTHS.ALMA);
    const after = await everything(detective, YOUTHS.ALMA, asking);
    expect(after.filter((answer, at) => answer !== before[at])).toHaveLength(3);
  });
});
