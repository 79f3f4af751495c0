import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pseudonymsUnder } from '../../../src/http/pseudonyms.js';
import { askFhir, CLIENTS, CLINIC, OTHER, tokenFor } from '../../support/fhir-client.js';
import { AUDIT_KEY, startTestGateway, statementsOf, type Answer, type Parsed, type TestGateway } from '../../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../../support/seed-county.js';

let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  gateway = await startTestGateway({ variables: { CLIENTS } });
  token = await tokenFor(gateway);
});
afterAll(async () => { await gateway.stop(); });

const NOBODY = 'ffffffff-0000-4000-8000-000000000000';
const pseudonyms = pseudonymsUnder(AUDIT_KEY);
const pseudonymOf = (subject: string, agency: string = AGENCY.clinic): string => pseudonyms.of(agency, subject);
const idOf = (subject: string, agency?: string): string => Buffer.from(pseudonymOf(subject, agency), 'base64url').toString('hex');
const SYSTEM = `urn:ca:csec:pseudo:${AGENCY.clinic}`;
const entries = ({ body }: Answer): Parsed[] => ((body as Parsed).entry ?? []).filter((entry: Parsed) => entry.search.mode === 'match').map(({ resource }: Parsed) => resource);
const outcomeOf = ({ status, body }: Answer): Parsed => [status, (body as Parsed).resourceType, (body as Parsed).issue?.[0].code, (body as Parsed).issue?.[0].details.coding[0].code];

describe('a patient over FHIR', () => {
  it('is found by the caller\'s own pseudonym, which is the one that GraphQL tells, and read by an id that does not change', async () => {
    const told = await gateway.ask(CALLERS.clinician, 'query($id: ID!) { case(id: $id) { pseudonym } }', { id: caseId(YOUTHS.ALMA) });
    const pseudonym = told.body.data.case.pseudonym as string;
    expect(pseudonym).toBe(pseudonymOf(YOUTHS.ALMA));
    const found = await askFhir(gateway, `Patient?identifier=${encodeURIComponent(`${SYSTEM}|${pseudonym}`)}`, token);
    expect([found.status, found.headers.get('content-type')]).toEqual([200, 'application/fhir+json; charset=utf-8']);
    const [patient, ...others] = entries(found);
    expect(others).toEqual([]);
    expect(patient).toMatchObject({
      resourceType: 'Patient', id: idOf(YOUTHS.ALMA), identifier: [{ system: SYSTEM, value: pseudonym }], name: [{ family: 'A-Last' }], birthDate: '2011-06-15',
    });
    const read = await askFhir(gateway, `Patient/${patient.id}`, await tokenFor(gateway, OTHER, 'system/Patient.r'));
    const { extension, ...same } = read.body as Parsed;
    expect(same).toEqual(patient);
    expect(extension.map(({ url }: Parsed) => url)).toEqual(expect.arrayContaining(['urn:ca:csec:extension:obligation', 'urn:ca:csec:extension:notice']));
    expect(found.text + read.text).not.toContain(YOUTHS.ALMA);
  });

  it('is found in a form, so that no address holds an identifier', async () => {
    const answer = await gateway.send('/fhir/Patient/_search', {
      method: 'POST', body: new URLSearchParams({ identifier: pseudonymOf(YOUTHS.ALMA) }), headers: { authorization: `Bearer ${token}` },
    });
    expect(entries(answer).map(({ id }) => id)).toEqual([idOf(YOUTHS.ALMA)]);
  });

  it('is disclosed in the log like every other answer, and asks for no more than is told', async () => {
    const requestId = 'abababab-0000-4000-8000-000000000001';
    await askFhir(gateway, `Patient/${idOf(YOUTHS.ALMA)}`, token, { 'x-request-id': requestId });
    const records = await gateway.disclosures(requestId);
    expect(records.map(({ outcome, subjectId, agencyId, purpose, operation }) => ({ outcome, subjectId, agencyId, purpose, operation }))).toEqual([
      { outcome: 'RELEASED', subjectId: YOUTHS.ALMA, agencyId: AGENCY.clinic, purpose: 'TREATMENT', operation: 'FhirPatient' },
    ]);
    expect(JSON.stringify(records)).not.toContain('CSEC_STATUS');
  });

  it('who is not admitted is byte for byte one who does not exist, in answer, statements and log', async () => {
    const whole = async (path: (subject: string) => string, subject: string) => {
      gateway.takeLog();
      let answer!: Answer;
      const statements = await statementsOf(async () => { answer = await askFhir(gateway, path(subject), token, { 'x-request-id': 'aaaaaaaa-0000-4000-8000-000000000000' }); });
      const told = answer.text.replaceAll(idOf(subject), '<id>').replaceAll(pseudonymOf(subject), '<pseudonym>');
      const log = gateway.takeLog().map((line) => line.replace(/"(time|millis)":[\d.]+/g, ''));
      return { told, status: answer.status, headers: [...answer.headers].filter(([name]) => name !== 'date' && name !== 'content-length'), statements, log };
    };
    for (const path of [
      (subject: string) => `Patient/${idOf(subject)}`, (subject: string) => `Patient?_id=${idOf(subject)}`,
      (subject: string) => `Patient?identifier=${SYSTEM}|${pseudonymOf(subject)}`,
    ]) {
      const nobody = await whole(path, NOBODY);
      for (const hidden of [YOUTHS.CORA, YOUTHS.BEATRIZ, YOUTHS.RENATA]) expect(await whole(path, hidden)).toEqual(nobody);
    }
  });

  it('is found neither by another agency\'s pseudonym, nor by another system, nor by words that are no id', async () => {
    const others = [
      `identifier=${SYSTEM}|${pseudonymOf(YOUTHS.ALMA, AGENCY.provider)}`, `identifier=urn:ca:csec:pseudo:${AGENCY.provider}|${pseudonymOf(YOUTHS.ALMA, AGENCY.provider)}`,
      `identifier=${SYSTEM}|${YOUTHS.ALMA}`, `identifier=urn:other|x`, 'identifier=', `_id=${YOUTHS.ALMA}`, '_id=A-Last',
    ];
    for (const query of others) expect((await askFhir(gateway, `Patient?${query}`, token)).text).toMatch(/^\{"resourceType":"Bundle","type":"searchset","link":\[\{"relation":"self","url":"[^"]*"\}\]\}\n$/);
    for (const id of [idOf(YOUTHS.ALMA, AGENCY.provider), YOUTHS.ALMA, 'A-Last', caseId(YOUTHS.ALMA)]) {
      expect(outcomeOf(await askFhir(gateway, `Patient/${id}`, token))).toEqual([404, 'OperationOutcome', 'not-found', 'NOT_FOUND']);
    }
  });

  it('pages go on by cursors that are closed to their holder, say no total, and end with the last admitted youth', async () => {
    const seen: string[] = [];
    let path: string | null = 'Patient?_count=2';
    while (path !== null) {
      const answer: Answer = await askFhir(gateway, path, token);
      expect(answer.body).not.toHaveProperty('total');
      seen.push(...entries(answer).map(({ id }) => id as string));
      const next: string | undefined = (answer.body as Parsed).link.find(({ relation }: Parsed) => relation === 'next')?.url;
      path = next === undefined ? null : next.slice(`${gateway.address}/fhir/`.length);
      const cursor = next && Buffer.from(new URL(next).searchParams.get('_cursor')!, 'base64url').toString('latin1');
      if (cursor) for (const word of ['cases', ...Object.values(YOUTHS)]) expect(cursor).not.toContain(word);
    }
    const admitted = await gateway.ask(CALLERS.clinician, '{ cases(first: 100) { edges { node { pseudonym } } } }');
    const ids = admitted.body.data.cases.edges.map(({ node }: Parsed) => Buffer.from(node.pseudonym, 'base64url').toString('hex'));
    expect(seen).toEqual(ids);
    expect(seen.length).toBeGreaterThan(2);
  });

  it('a page is no longer than the longest, however many are asked for', async () => {
    expect(entries(await askFhir(gateway, 'Patient?_count=100000', token)).map(({ id }) => id)).toEqual(entries(await askFhir(gateway, 'Patient?_count=100', token)).map(({ id }) => id));
  });

  it('a cursor of another list, or of nobody\'s making, is refused without being repeated', async () => {
    for (const cursor of ['bm9uZQ', 'x'.repeat(3000), '', Buffer.alloc(60).toString('base64url')]) {
      const answer = await askFhir(gateway, `Patient?_cursor=${cursor}`, token);
      expect(outcomeOf(answer)).toEqual([400, 'OperationOutcome', 'invalid', 'BAD_CURSOR']);
      if (cursor !== '') expect(answer.text).not.toContain(cursor);
    }
  });
});

describe('a refusal over FHIR', () => {
  it.each([
    ['without a token', 'Patient', {}, [401, 'OperationOutcome', 'login', 'AUTH_TOKEN_MISSING']],
    ['with a token of nobody', 'Patient', { authorization: 'Bearer a.b.c' }, [401, 'OperationOutcome', 'login', 'AUTH_TOKEN_INVALID']],
    ['for an unknown type', 'Canary/canary', null, [404, 'OperationOutcome', 'not-found', 'NOT_FOUND']],
    ['for an unknown path', 'Patient/a/b/canary', null, [404, 'OperationOutcome', 'not-found', 'NOT_FOUND']],
    ['for an unknown parameter', 'Patient?canary=canary', null, [400, 'OperationOutcome', 'invalid', 'BAD_INPUT']],
    ['for a parameter given twice', 'Patient?identifier=canary&identifier=canary', null, [400, 'OperationOutcome', 'invalid', 'BAD_INPUT']],
    ['for a count given twice', 'Patient?_count=1&_count=2', null, [400, 'OperationOutcome', 'invalid', 'BAD_INPUT']],
    ['for a patient who is named twice', 'Condition?patient=canary&subject=canary', null, [400, 'OperationOutcome', 'invalid', 'BAD_INPUT']],
    ['for a count of none', 'Patient?_count=0', null, [400, 'OperationOutcome', 'invalid', 'BAD_INPUT']],
    ['for XML', 'Patient?_format=canary', null, [406, 'OperationOutcome', 'invalid', 'NOT_ACCEPTABLE']],
    ['for XML by its header', 'metadata', { accept: 'application/fhir+xml, text/canary;q=0.9' }, [406, 'OperationOutcome', 'invalid', 'NOT_ACCEPTABLE']],
    ['for a self-description in XML', 'metadata?_format=canary', null, [406, 'OperationOutcome', 'invalid', 'NOT_ACCEPTABLE']],
    ['for several values of a parameter', 'Patient?_id=canary,canary', null, [400, 'OperationOutcome', 'invalid', 'BAD_INPUT']],
    ['for every value of a system', 'Patient?identifier=canary|', null, [400, 'OperationOutcome', 'invalid', 'BAD_INPUT']],
    ['for an id that is longer than any', `Patient/${'canary'.repeat(50)}`, null, [404, 'OperationOutcome', 'not-found', 'NOT_FOUND']],
    ['for an address that is none', 'canary%E0%A4%A', null, [400, 'OperationOutcome', 'invalid', 'BAD_REQUEST']],
  ] as const)('%s is an OperationOutcome without any value', async (_what, path, headers, expected) => {
    const answer = await gateway.send(`/fhir/${path}`, { headers: headers ?? { authorization: `Bearer ${token}` } });
    expect(outcomeOf(answer)).toEqual(expected);
    expect(answer.text).not.toContain('canary');
    expect(gateway.takeLog().join('')).not.toContain('canary');
  });

  it('leaves JSON to whoever asks for it, in any of its ways', async () => {
    const asking = (path: string, accept?: string) => gateway.send(`/fhir/${path}`, { headers: { authorization: `Bearer ${token}`, ...(accept !== undefined && { accept }) } });
    const path = `Patient?_id=${idOf(YOUTHS.ALMA)}`;
    for (const format of ['json', 'application/json', 'application/fhir+json', 'application/fhir%2Bjson']) {
      // Where both are there, the parameter counts.
      expect([format, (await asking(`${path}&_format=${format}`, 'application/fhir+xml')).status]).toEqual([format, 200]);
    }
    for (const accept of ['*/*', 'application/fhir+json;fhirVersion=4.0', 'text/html, application/*;q=0.5', 'Application/JSON', '']) {
      expect([accept, (await asking(path, accept)).status]).toEqual([accept, 200]);
    }
  });

  it('is the answer to a HEAD as to a GET, without its body', async () => {
    for (const path of ['metadata', '.well-known/smart-configuration', `Patient/${idOf(YOUTHS.ALMA)}`, `Condition?patient=${idOf(YOUTHS.ALMA)}`, `Patient/${idOf(NOBODY)}`, 'Patient?x=y']) {
      const [get, head] = await Promise.all(['GET', 'HEAD'].map((method) => gateway.send(`/fhir/${path}`, { method, headers: { authorization: `Bearer ${token}` } })));
      expect([path, head!.status, head!.headers.get('content-type'), head!.text]).toEqual([path, get!.status, get!.headers.get('content-type'), '']);
    }
  });

  it('tells a caller of a class that FHIR is not offered to, and one whose scopes do not reach so far', async () => {
    const provider = await gateway.token('provider');
    expect(outcomeOf(await askFhir(gateway, `Patient/${idOf(YOUTHS.ALMA)}`, provider, { 'x-purpose-of-use': 'SERVICES' }))).toEqual([403, 'OperationOutcome', 'forbidden', 'FORMAT_NOT_OFFERED']);
    const reading = await tokenFor(gateway, OTHER);
    expect(outcomeOf(await askFhir(gateway, 'Patient', reading))).toEqual([403, 'OperationOutcome', 'forbidden', 'SCOPE_NOT_GRANTED']);
    expect((await askFhir(gateway, `Patient/${idOf(YOUTHS.ALMA)}`, reading)).status).toBe(200);
  });

  it('is told also where the purpose of use is missing, wrong or not the token\'s', async () => {
    const person = await gateway.token('mental-health');
    expect(outcomeOf(await askFhir(gateway, 'Patient', person))).toEqual([400, 'OperationOutcome', 'invalid', 'AUTH_PURPOSE_MISSING']);
    expect(outcomeOf(await askFhir(gateway, 'Patient', token, { 'x-purpose-of-use': 'MDT' }))).toEqual([403, 'OperationOutcome', 'forbidden', 'AUTH_PURPOSE_NOT_ALLOWED']);
    expect((await askFhir(gateway, 'Patient', person, { 'x-purpose-of-use': 'TREATMENT' })).status).toBe(200);
  });
});

describe('the façade says of itself', () => {
  it('what it can do, to whoever asks', async () => {
    const { status, body } = await gateway.send('/fhir/metadata');
    expect([status, body]).toEqual([200, expect.objectContaining({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' })]);
    const { body: smart } = await gateway.send('/fhir/.well-known/smart-configuration');
    expect(smart).toMatchObject({
      token_endpoint: `${gateway.address}/oauth/token`, token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'], grant_types_supported: ['client_credentials'],
    });
  });

  it('and gives each client no more than it may have', async () => {
    expect(CLINIC.alg).toBe('ES384');
    const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Parsed;
    expect([claims.exp - claims.iat, claims.purposes, claims.scope]).toEqual([300, ['TREATMENT'], 'system/*.rs']);
  });
});
