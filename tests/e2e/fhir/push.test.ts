import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_ALGORITHMS } from '../../../src/auth/client-settings.js';
import { fhirValidators } from '../../adapters/fhir-validators.js';
import { askFhir, assertionFor, askForToken, CLIENTS, CLINIC, formWith, OTHER, PROVIDER, tokenFor } from '../../support/fhir-client.js';
import { statementsOf, startTestGateway, type Answer, type Parsed, type TestGateway } from '../../support/gateway.js';
import { AGENCY, CALLERS, YOUTHS } from '../../support/seed-county.js';
import { FACTS, pushingAt, THERAPY } from '../histories/pushing-partner.js';

const CANARY = 'Canaryfall';
const WRITES = 'system/Encounter.cu system/Procedure.cu system/ServiceRequest.cu';
const clients = JSON.parse(CLIENTS).map((client: Parsed) => (client.clientId === OTHER.clientId ? client : { ...client, scopes: `system/*.rs ${WRITES}` }));
let gateway: TestGateway;
let partner: ReturnType<typeof pushingAt>;
let token: string;
beforeAll(async () => {
  gateway = await startTestGateway({ variables: { CLIENTS: JSON.stringify(clients) } });
  partner = pushingAt(gateway);
  await partner.agree(AGENCY.clinic, [THERAPY]);
  token = await tokenFor(gateway, CLINIC, WRITES);
});
afterEach(() => partner.forget());
afterAll(async () => { await gateway.stop(); });

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}, at = '/fhir'): Promise<Answer> => gateway.send(at, {
  method: 'POST', body, headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/fhir+json', 'x-request-id': 'f4120000-0000-4000-8000-000000000001', ...headers },
});
const encounter = (changes: Parsed = {}) => ({
  resourceType: 'Encounter', id: 'e1', status: 'finished', class: { code: 'AMB' }, subject: { reference: 'Patient/p1' }, type: [{ text: 'Therapy' }], period: { start: '2026-02-01' }, ...changes,
});
const patient = (system = 'urn:clinic:mrn', value = 'M-1') => ({ resourceType: 'Patient', id: 'p1', identifier: [{ system, value }], name: [{ family: CANARY, given: ['Brimira'] }], birthDate: '2010-03-04' });
const bundle = (type: string, ...resources: readonly Parsed[]) => JSON.stringify({
  resourceType: 'Bundle', type, entry: resources.map((resource) => ({ resource, ...(type === 'transaction' && { request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` } }) })),
});
const issuesOf = ({ body }: Answer) => (body as Parsed).issue.map(({ details, expression }: Parsed) => [details.coding[0].code, expression?.[0] ?? null]);

describe('a bundle that is posted', () => {
  it('as a transaction is taken whole, answered entry by entry, and stands in the history of the youth whom it names by our pseudonym', async () => {
    const alma = await partner.pseudonym(CALLERS.clinician, YOUTHS.ALMA);
    const answer = await post(bundle('transaction', patient(`urn:ca:csec:pseudo:${AGENCY.clinic}`, alma), encounter()));
    expect([answer.status, answer.headers.get('content-type'), answer.body]).toEqual([200, 'application/fhir+json; charset=utf-8', {
      resourceType: 'Bundle', type: 'transaction-response', entry: [{ response: { status: '200 OK' } }, { response: { status: '200 OK' } }],
    }]);
    expect((await partner.told(CALLERS.clinician)).map(({ serviceText }) => serviceText)).toContain('Therapy');
    expect(await gateway.disclosures('f4120000-0000-4000-8000-000000000001')).toMatchObject([{ outcome: 'RECEIVED', subjectId: null, agencyId: AGENCY.clinic, operation: 'PushServiceRecords' }]);
  });

  it('as a collection is answered with an outcome; both answers are FHIR', async () => {
    const collection = await post(bundle('collection', patient(), encounter()), { 'content-type': 'application/json; charset=utf-8' });
    expect([collection.status, collection.body]).toEqual([200, { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational', diagnostics: '1 records were taken.' }] }]);
    expect((await partner.received()).map(({ source_key, person_value }) => [source_key, person_value])).toEqual([['Encounter/e1', 'M-1']]);
    const transaction = await post(bundle('transaction', encounter()));
    const refused = await post(bundle('transaction', encounter({ status: CANARY })));
    // The third looks into every entry of a bundle for a resource, and these hold none.
    for (const [name, validate] of Object.entries(await fhirValidators())) {
      for (const { body } of [collection, refused, ...(name === '@medplum/core' ? [] : [transaction])]) expect([name, validate(body)]).toEqual([name, []]);
    }
  });

  it('is answered alike of whomever it tells, by the same statements', async () => {
    const alma = await partner.pseudonym(CALLERS.clinician, YOUTHS.ALMA);
    const seen = new Set<string>();
    for (const [system, value] of [[`urn:ca:csec:pseudo:${AGENCY.clinic}`, alma], [`urn:ca:csec:pseudo:${AGENCY.clinic}`, 'AAAAAAAAAAAAAAAAAAAAAA'], ['urn:clinic:mrn', 'M-9'], ['urn:ca:cwscms:OTH_ID_C:6139', 'MH-1']]) {
      let text = '';
      const statements = await statementsOf(async () => { ({ text } = await post(bundle('transaction', patient(system, value), encounter()))); });
      seen.add(`${text} ${statements.join(' ')}`);
      await gateway.sql('delete from csec.received_service');
    }
    expect(seen.size).toBe(1);
  });

  it('with faults is refused whole, each by entry and element, and no word of it is told, logged or kept', async () => {
    gateway.takeLog();
    const answer = await post(bundle('transaction', patient(), encounter({ period: { start: CANARY } }), encounter({ id: 'e2', status: CANARY }), encounter({ id: 'e3' })));
    expect([answer.status, issuesOf(answer)]).toEqual([422, [['DATE_INVALID', 'Bundle.entry[1].resource.period.start'], ['CODE_INVALID', 'Bundle.entry[2].resource.status']]]);
    const deleting = await post(JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [{ request: { method: 'DELETE', url: `Encounter/${CANARY}` } }] }));
    expect([deleting.status, issuesOf(deleting)]).toEqual([422, [['CODE_INVALID', 'Bundle.entry[0].request.method']]]);
    expect([answer.text, deleting.text, ...gateway.takeLog(), JSON.stringify(await gateway.disclosures())].join('\n')).not.toContain(CANARY);
    expect(await partner.received()).toEqual([]);
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>, Readonly<Record<string, string>>, number, string]>([
    ['no JSON', `{"${CANARY}`, {}, 400, 'BAD_INPUT'], ['nothing', '', {}, 400, 'BAD_INPUT'], ['a resource', JSON.stringify(encounter()), {}, 400, 'BAD_INPUT'],
    ['a batch', bundle('batch', encounter()), {}, 400, 'BAD_INPUT'], ['a searchset', bundle('searchset', encounter()), {}, 400, 'BAD_INPUT'],
    ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), {}, 400, 'BAD_REQUEST'], ['a form', `a=${CANARY}`, { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'BAD_REQUEST'],
    ['XML', `<Bundle/>`, { 'content-type': 'application/fhir+xml' }, 415, 'BAD_REQUEST'],
    ['more than a body may be', `"${'x'.repeat(10_000_000)}"`, {}, 413, 'BODY_TOO_LARGE'], ['depth without end', '['.repeat(50_000), {}, 400, 'BAD_INPUT'],
  ])('that is %s is refused with an outcome', async (_, body, headers, status, code) => {
    const answer = await post(body, headers);
    expect([answer.status, (answer.body as Parsed).resourceType, issuesOf(answer)[0][0]]).toEqual([status, 'OperationOutcome', code]);
    expect(answer.text).not.toContain(CANARY);
    if (status === 413) expect((answer.body as Parsed).issue[0].diagnostics).toContain('102400 bytes');
    expect(await partner.received()).toEqual([]);
  });

  it('for a county with which nothing is agreed, or twice named, is refused', async () => {
    const one = bundle('transaction', encounter());
    expect((await post(one, {}, '/fhir?county=19')).status).toBe(200);
    expect(issuesOf(await post(one, {}, '/fhir?county=33'))).toEqual([['FORBIDDEN', null]]);
    expect(issuesOf(await post(one, {}, '/fhir?county=19&county=33'))).toEqual([['BAD_REQUEST', null]]);
    expect(issuesOf(await post(one, {}, `/fhir?county=${CANARY}`))[0][0]).toBe('BAD_INPUT');
  });
});

describe('who posts a bundle', () => {
  const one = bundle('transaction', encounter());
  const as = (bearer: string | null) => post(one, bearer === null ? { authorization: '' } : { authorization: `Bearer ${bearer}` });

  it('has a token, and scopes to create and update what is in it', async () => {
    for (const scope of ['system/*.rs', 'system/Encounter.rs system/Procedure.cu', 'system/ServiceRequest.cu']) {
      const { status, body } = await as(await tokenFor(gateway, CLINIC, scope));
      expect([scope, status, (body as Parsed).issue[0].details.coding[0].code]).toEqual([scope, 403, 'SCOPE_NOT_GRANTED']);
    }
    expect((await as(await tokenFor(gateway, CLINIC, 'system/Encounter.cruds'))).status).toBe(200);
    expect([(await as(null)).status, (await as('forged')).status]).toEqual([401, 401]);
  });

  it('is granted such scopes as it has, and none to write anything else', async () => {
    const granted = async (client: typeof CLINIC, scope: string) => ((await askForToken(gateway, formWith(await assertionFor(gateway, client), scope))).body as Parsed).scope ?? null;
    expect(await granted(CLINIC, 'system/Encounter.cu system/Patient.cruds system/Procedure.write')).toBe('system/Encounter.cu system/Patient.rs system/Procedure.cu');
    expect([await granted(CLINIC, 'system/Patient.cu'), await granted(CLINIC, 'system/Encounter.c'), await granted(OTHER, WRITES)]).toEqual([null, null, null]);
    expect(CLIENT_ALGORITHMS).toContain(CLINIC.alg);
  });

  it('may be the system of a community provider, which reads no FHIR', async () => {
    await partner.agree(AGENCY.provider, [FACTS]);
    const [provided, read] = [await tokenFor(gateway, PROVIDER, WRITES), await tokenFor(gateway, PROVIDER, 'system/*.rs')];
    expect((await as(provided)).status).toBe(200);
    expect((await gateway.sql<{ agency_id: string }>('select agency_id from csec.received_service')).map(({ agency_id }) => agency_id)).toEqual([AGENCY.provider]);
    expect([(await askFhir(gateway, 'Patient', provided)).status, (await askFhir(gateway, 'Patient', read)).status]).toEqual([403, 403]);
    expect((await as(read)).status).toBe(403);
    await gateway.sql('delete from csec.history_terms where recorded_by_agency_id = $1', [AGENCY.provider]);
    expect((await as(provided)).status).toBe(403);
  });

  it('is of an agency that has agreed to it: to everybody else it is forbidden', async () => {
    for (const caller of ['county-worker', 'law-enforcement', 'provider'] as const) {
      const answer = await post(one, { 'authorization': `Bearer ${await gateway.token(caller)}`, 'x-purpose-of-use': { 'county-worker': 'CHILD_WELFARE', 'law-enforcement': 'INVESTIGATION', provider: 'SERVICES' }[caller] });
      expect([caller, answer.status, issuesOf(answer)]).toEqual([caller, 403, [['FORBIDDEN', null]]]);
    }
    expect(await partner.received()).toEqual([]);
  });
});
