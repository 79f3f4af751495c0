import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId, idOfType } from '../../src/kernel/ids.js';
import { type Parsed, startTestGateway, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';
import { NOTE, RECORD, RECORD_FHIR, REVOKE, SIGNED } from './consent-inputs.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.sql(`insert into csec.service_record (subject_id, record_key, category, kind, service_text, started_on, system, regime, source_agency_id)
    select $1::uuid, 'dated-' || n, 'CASE_FACTS', 'SERVICE', 'Of ' || coalesce(day, 'no day'), day::date, 'Partner', 'CHILD_WELFARE', source
    from (values (1, '2025-03-01', null), (2, '2025-06-30', $2::uuid), (3, '2025-07-01', $2::uuid), (4, null, $2::uuid)) as r (n, day, source)`,
  [YOUTHS.CORA, AGENCY.clinic], 'csec_sync');
});
afterAll(async () => { await gateway.stop(); });

const SERVICES = /* GraphQL */ `
  query Services($id: ID!, $first: Int) {
    case(id: $id) { status services(first: $first) { edges { node { serviceText } } pageInfo { hasNextPage } } }
  }
`;

async function write(document: string, input: Readonly<Record<string, unknown>>): Promise<Parsed> {
  const answer = await gateway.ask(CALLERS.caseworker, document, { input: { caseId: caseId(YOUTHS.CORA), ...input } });
  expect(answer.status, `in ${answer.text}`).toBe(200);
  return Object.values(answer.body.data)[0];
}

const record = (changes: Readonly<Record<string, unknown>>): Promise<Parsed> => write(RECORD, { ...SIGNED, ...changes });
const end = (kept: Parsed): Promise<Parsed> => write(REVOKE, { consentId: kept.consent.id });

const asProvider = (first = 10) => gateway.ask(CALLERS.provider, SERVICES, { id: caseId(YOUTHS.CORA), first });

async function services(first = 10): Promise<{ readonly texts: readonly string[]; readonly more: boolean } | null> {
  const { body } = await asProvider(first);
  const found = body.data.case?.services;
  return found ? { texts: found.edges.map((edge: Parsed) => edge.node.serviceText).filter((text: string | null) => text?.startsWith('Of ')), more: found.pageInfo.hasNextPage } : null;
}

describe('an authorization of an HIV result', () => {
  const listed = async () => JSON.stringify((await gateway.ask(CALLERS.provider, '{ cases(first: 50) { edges { node { id services(first: 10) { edges { node { category } } } } } } }')).body.data);
  const kinds = async () => (await gateway.ask(CALLERS.provider, 'query($id: ID!) { case(id: $id) { services(first: 10) { edges { node { category } } } } }', { id: caseId(YOUTHS.CORA) }))
    .body.data.case?.services.edges.map(({ node }: Parsed) => node.category) ?? null;

  it('R-44: is used by who asks for the youth, and by no list; once used, there is no such result', async () => {
    await gateway.sql(`insert into csec.service_record (subject_id, record_key, category, kind, system, regime, consented_by)
      values ($1, 'result', 'HIV', 'SERVICE', 'Partner', 'CMIA', 'MINOR')`, [YOUTHS.CORA], 'csec_sync');
    const before = await listed();
    const kept = await record({ regimes: ['HIV'], categories: ['HIV'], explicitMentions: ['HIV'], maxUses: 1, discloserClasses: ['PUBLIC_HEALTH'] });
    expect(kept.consent).toMatchObject({ status: 'ACTIVE', failedChecks: [] });
    expect([await listed() === before, before.includes('HIV'), before.includes(caseId(YOUTHS.CORA))]).toEqual([true, false, false]);
    expect([await kinds(), await kinds(), await listed() === before]).toEqual([['HIV'], null, true]);
    await gateway.sql('delete from csec.service_record where record_key = \'result\'', [], 'csec_sync');
  });

  const ALONE = { regimes: ['HIV'], categories: ['HIV'], explicitMentions: ['HIV'], maxUses: 1, discloserClasses: ['PUBLIC_HEALTH'] };
  const plant = () => gateway.sql(`insert into csec.service_record (subject_id, record_key, category, kind, started_on, system, regime, consented_by)
    values ($1, 'result', 'HIV', 'SERVICE', '2026-01-15', 'Partner', 'CMIA', 'MINOR')`, [YOUTHS.CORA], 'csec_sync');
  const uproot = () => gateway.sql('delete from csec.service_record where record_key = \'result\'', [], 'csec_sync');
  const onFile = async (id: string): Promise<readonly unknown[]> =>
    gateway.sql('select status, version from csec.consent where id = $1', [idOfType('Consent', id, 'id')], 'csec_sync');

  it('R-44: is used by the first answer under it, that there is none as much as a result', async () => {
    const { consent } = await record(ALONE);
    expect([await kinds(), await onFile(consent.id), await kinds()]).toEqual([[], [{ status: 'EXHAUSTED', version: 2 }], null]);
  });

  it.each([
    'case(id: $id) { services(first: 1) { pageInfo { hasNextPage } } }', 'case(id: $id) { services(first: 1) { edges { cursor } } }', 'case(id: $id) { services(first: 1) { __typename } }',
    'serviceHistory(caseId: $id, first: 1) { pageInfo { hasPreviousPage endCursor } }', 'serviceHistory(caseId: $id, first: 1, from: "2030-01-01", to: "2030-02-01") { edges { cursor } }',
    'case(id: $id) { documents(first: 1) { pageInfo { hasNextPage } } }',
  ])('R-44: is used by where a page ends, row or no row: %s', async (asked) => {
    for (const planted of [false, true]) {
      const { consent } = await record(ALONE);
      if (planted) await plant();
      const answer = await gateway.ask(CALLERS.provider, `query($id: ID!) { ${asked} }`, { id: caseId(YOUTHS.CORA) });
      expect([Object.values(answer.body.data as object)[0] !== null, await onFile(consent.id)]).toEqual([true, [{ status: 'EXHAUSTED', version: 2 }]]);
      await uproot();
    }
  });

  it.each([
    'oralWithdrawals(first: 1) { edges { cursor } }', 'cases(first: 1, after: "zz") { edges { cursor } }', 'sealNotices(first: 101) { edges { cursor } }',
  ])('R-44: is used by no answer that is lost to a fault beside it: %s', async (beside) => {
    const { consent } = await record(ALONE);
    const requestId = randomUUID();
    const answer = await gateway.ask(CALLERS.provider, `query($id: ID!) { case(id: $id) { status services(first: 10) { edges { node { category } } } } ${beside} }`, { id: caseId(YOUTHS.CORA) }, { requestId });
    expect([answer.body.data, answer.body.errors?.length, answer.body.extensions, await onFile(consent.id)]).toEqual([null, 1, undefined, [{ status: 'ACTIVE', version: 1 }]]);
    const [log, ...more] = await gateway.disclosures(requestId);
    // A fault that comes before anything is decided leaves nobody to speak of.
    expect([['WITHHELD', 'NOT_FOUND'].includes(log.outcome), log.released, log.consents, log.rules, Object.hasOwn(log, 'payloadMac'), more]).toEqual([true, [], [], [], false, []]);
    if (log.outcome === 'WITHHELD') expect([log.withheld.includes('HIV'), log.denied.HIV]).toEqual([true, ['NOT_ANSWERED']]);
    expect(await gateway.sql('select count(*)::int as kept from csec.consent_release where consent_id = $1', [idOfType('Consent', consent.id, 'id')], 'csec_sync')).toEqual([{ kept: 0 }]);
    expect([await kinds(), await onFile(consent.id)]).toEqual([[], [{ status: 'EXHAUSTED', version: 2 }]]);
  });

  it('R-44: of two that open the same uses the one that ends first, and then the other', async () => {
    const [later, sooner] = [await record(ALONE), await record({ ...ALONE, expiry: { kind: 'DATE', on: '2026-07-31' } })];
    const both = async () => [await onFile(sooner.consent.id), await onFile(later.consent.id)].flat().map((one) => (one as { status: string }).status);
    await plant();
    expect([await kinds(), await both()]).toEqual([['HIV'], ['EXHAUSTED', 'ACTIVE']]);
    expect([await kinds(), await both(), await kinds()]).toEqual([['HIV'], ['EXHAUSTED', 'EXHAUSTED'], null]);
    await uproot();
  });
});

describe('a document that claims the law of other records', () => {
  it.each([['HIV'], ['PSYCHOTHERAPY_NOTES'], ['INTEGRATED_18986_46'], ['GENERAL_CWS']])('R-41: opens no CMIA record by %s', async (law) => {
    await gateway.sql(`insert into csec.service_record (subject_id, record_key, category, kind, service_text, system, regime, consented_by)
      values ($1, 'visit', 'REPRODUCTIVE_HEALTH', 'SERVICE', 'Of a visit', 'Partner', 'CMIA', 'MINOR')`, [YOUTHS.CORA], 'csec_sync');
    const form = { categories: ['REPRODUCTIVE_HEALTH'], discloserClasses: ['PUBLIC_HEALTH', 'CHILD_WELFARE'] };
    const sound = await record({ ...form, regimes: ['HIPAA_CMIA'] });
    expect(await services()).toMatchObject({ texts: ['Of a visit'] });
    await end(sound);
    const other = await record({
      ...form, regimes: [law], expiry: { kind: 'DATE', on: '2036-08-31' },
      signature: { ...SIGNED.signature, typefacePt: 8, standalone: false }, statements: { ...SIGNED.statements, copyInstructions: false },
    });
    // A general release opens the county's own notes of the sort, of which there are none.
    expect((await services())?.texts ?? []).toEqual([]);
    await end(other);
    await gateway.sql('delete from csec.service_record where record_key = \'visit\'', [], 'csec_sync');
  });

  it('K16: of psychotherapy notes alone opens none by a general authorization, and is kept INVALID', async () => {
    const form = { categories: ['PSYCHOTHERAPY_NOTES'], discloserClasses: ['PUBLIC_HEALTH', 'MENTAL_HEALTH'], explicitMentions: ['PSYCHOTHERAPY_NOTES'], capacity: { ...SIGNED.capacity, maturityAttestedBy: 'Synthetic Clinician' } };
    for (const regimes of [['HIPAA_CMIA'], ['HIPAA_CMIA', 'LPS'], ['PSYCHOTHERAPY_NOTES', 'HIPAA_CMIA']]) {
      const kept = await record({ ...form, regimes });
      expect(kept.consent).toMatchObject({ status: 'INVALID', failedChecks: ['K16'] });
    }
  });

  it('R-41: that names HIV alone is kept INVALID with every check that it fails', async () => {
    const kept = await record({
      regimes: ['HIV'], categories: ['HIV'], explicitMentions: ['HIV'], maxUses: 1, discloserClasses: ['PUBLIC_HEALTH'], expiry: { kind: 'DATE', on: '2036-08-31' },
      signature: { ...SIGNED.signature, typefacePt: 8 }, statements: { ...SIGNED.statements, copyInstructions: false },
    });
    expect(kept.consent).toMatchObject({ status: 'INVALID', failedChecks: ['K01', 'K03', 'K04'] });
  });
});

describe('a consent for some rows', () => {
  it('shows the rows within it, and does not tell that there are others', async () => {
    const kept = await record({ dataFrom: '2025-06-01', dataTo: '2025-07-01' });
    expect(kept.consent).toMatchObject({ status: 'ACTIVE', failedChecks: [] });
    expect(await services()).toEqual({ texts: ['Of 2025-06-30'], more: false });
    expect(await services(1)).toEqual({ texts: ['Of 2025-06-30'], more: false });
    expect((await asProvider()).body.data.case.status).toBeNull();
    await end(kept);
    expect(await services()).toBeNull();
  });

  it('of one source shows what that source sent', async () => {
    const kept = await record({ sourceAgencyIds: [globalId('Agency', AGENCY.clinic)] });
    expect(await services()).toEqual({ texts: ['Of 2025-07-01', 'Of 2025-06-30', 'Of no day'], more: false });
    await end(kept);
  });

  it('beside a refusal of other rows shows what both leave', async () => {
    const kept = await record({});
    const refusal = await record({ effect: 'REFUSE', dataFrom: '2025-06-01', dataTo: '2025-07-01' });
    expect(await services()).toEqual({ texts: ['Of 2025-07-01', 'Of 2025-03-01'], more: false });
    await end(kept);
    await end(refusal);
  });
});

describe('a consent for one use', () => {
  it('is used by one of several who ask at once, and by none after', async () => {
    const kept = await record({ maxUses: 1 });
    const answers = await Promise.all([1, 2, 3, 4].map(() => asProvider()));
    const seen = answers.filter(({ body }) => body.data?.case).length;
    expect(seen).toBe(1);
    for (const { body } of answers) {
      if (body.data?.case) continue;
      expect(body.data === null ? body.errors?.[0]?.extensions.code : 'NO_CASE').toMatch(/^(DECISION_STALE|NO_CASE)$/);
    }
    expect(await services()).toBeNull();
    const own = await gateway.ask(CALLERS.caseworker, 'query($id: ID!) { case(id: $id) { consents { id status maxUses usesSoFar } } }', { id: caseId(YOUTHS.CORA) });
    expect(own.body.data.case.consents.find(({ id }: Parsed) => id === kept.consent.id)).toMatchObject({ status: 'EXHAUSTED', maxUses: 1, usesSoFar: 1 });
  });
});

describe('a consent as FHIR', () => {
  const toSettle = async (caller: Parameters<typeof gateway.ask>[0]) =>
    (await gateway.ask(caller, 'query($id: ID!) { case(id: $id) { consentsToSettle { id } } }', { id: caseId(YOUTHS.CORA) })).body.data.case?.consentsToSettle?.map(({ id }: Parsed) => id) ?? null;

  it('goes out and comes in again, and its provisions narrow it', async () => {
    const kept = await record({});
    const document = JSON.parse(kept.consent.fhir) as Parsed;
    expect(document).toMatchObject({ resourceType: 'Consent', status: 'active', provision: { type: 'permit' } });
    await end(kept);
    document.provision.provision = [{ type: 'deny', dataPeriod: { end: '2025-06-29' } }];
    const again = await write(RECORD_FHIR, { consent: JSON.stringify(document) });
    expect(again.consent).toMatchObject({ status: 'ACTIVE', failedChecks: [] });
    expect(await services()).toEqual({ texts: ['Of 2025-07-01', 'Of 2025-06-30'], more: false });
    const noted = await write(NOTE, { consentId: again.consent.id, concerns: ['DURESS'] });
    expect(noted.consent).toEqual({ status: 'SUSPENDED', version: 2 });
    expect(await services()).toBeNull();
  });

  it('that lacks what the law demands is kept INVALID with every check it fails', async () => {
    const scope = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] };
    const consent = {
      resourceType: 'Consent', status: 'active', scope, category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }], patient: { reference: 'Patient/x' },
      policy: [{ uri: 'http://example.org/policy' }], provision: { type: 'permit' },
    };
    const kept = await write(RECORD_FHIR, { consent: JSON.stringify(consent) });
    expect(kept.consent).toMatchObject({ status: 'INVALID', failedChecks: ['K01', 'K02'] });
    expect(kept.userErrors.map(({ code }: Parsed) => code)).toEqual(['K01', 'K02']);
  });

  it('of somebody else\'s patient is kept INVALID, and releases nothing', async () => {
    const kept = await record({});
    const document = JSON.parse(kept.consent.fhir) as Parsed;
    await end(kept);
    const again = await write(RECORD_FHIR, { consent: JSON.stringify({ ...document, patient: { reference: 'Patient/somebody-else' } }) });
    expect(again.consent).toMatchObject({ status: 'INVALID', failedChecks: ['K01'] });
    expect(again.userErrors.map(({ code }: Parsed) => code)).toEqual(['K01']);
    expect(await services()).toBeNull();
  });

  it('given to somebody else withholds from everybody what it denies to all inside', async () => {
    const kept = await record({});
    const other = await record({ recipientAgencyIds: [globalId('Agency', AGENCY.clinic)], regimes: ['GENERAL_CWS'] });
    const before = await services();
    expect(before?.texts.length).toBeGreaterThan(0);
    const document = JSON.parse(other.consent.fhir) as Parsed;
    await end(other);
    const { actor, ...toAll } = document.provision;
    const writing = async (provision: Parsed) => {
      const { consent } = await write(RECORD_FHIR, { consent: JSON.stringify({ ...document, provision: { ...toAll, ...provision } }) });
      const told = await services();
      await end({ consent });
      return { status: consent.status, told };
    };
    expect(await writing({ actor })).toMatchObject({ told: before });
    expect(await writing({ actor, provision: [{ type: 'deny' }] })).toMatchObject({ told: before });
    expect(await writing({ provision: [{ type: 'deny' }] })).toMatchObject({ told: null });
    expect(await writing({ provision: [{ type: 'permit', provision: [{ type: 'deny' }] }] })).toMatchObject({ told: null });
    expect(await services()).toEqual(before);
    await end(kept);
  });

  it('of a patient that nobody resolves withholds what it denies, plainly or nested, until the worker settles it (K01)', async () => {
    const kept = await record({});
    const before = await services();
    expect(before?.texts.length).toBeGreaterThan(0);
    const document = JSON.parse(kept.consent.fhir) as Parsed;
    const unclear = (provision: Parsed, patient: Parsed = { reference: 'Patient/somebody-else' }) =>
      write(RECORD_FHIR, { consent: JSON.stringify({ ...document, extension: [], patient, provision }) });
    for (const provision of [{ type: 'deny' }, { type: 'permit', provision: [{ type: 'deny' }] }, { type: 'permit', provision: [{ type: 'permit', provision: [{ type: 'deny' }] }] }]) {
      const { consent } = await unclear(provision);
      expect(consent).toMatchObject({ status: 'INVALID', failedChecks: expect.arrayContaining(['K01']) });
      expect([await services(), await toSettle(CALLERS.caseworker), await toSettle(CALLERS.clinician)]).toEqual([null, [consent.id], null]);
      // Going out it does not become hers, and coming back it is still nobody's.
      expect(JSON.parse(consent.fhir).patient).toEqual({ reference: 'Patient/unknown' });
      await end({ consent });
      expect([await services(), await toSettle(CALLERS.caseworker)]).toEqual([before, []]);
    }
    const permits = await unclear({ type: 'permit' });
    expect([permits.consent.status, await services(), await toSettle(CALLERS.caseworker)]).toEqual(['INVALID', before, []]);
    await end(kept);
    expect(await services()).toBeNull();
  });

  it('of the patient of another case withholds nothing, and is not kept', async () => {
    const kept = await record({});
    const before = await services();
    const document = JSON.parse(kept.consent.fhir) as Parsed;
    const foreign = { ...document, extension: [], patient: { identifier: { system: 'urn:ca:csec:case', value: caseId(YOUTHS.ALMA) } }, provision: { type: 'deny' } };
    const { body } = await gateway.ask(CALLERS.caseworker, RECORD_FHIR, { input: { caseId: caseId(YOUTHS.CORA), consent: JSON.stringify(foreign) } });
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'BAD_INPUT', details: { field: 'consent.patient' } });
    expect([await services(), await toSettle(CALLERS.caseworker)]).toEqual([before, []]);
    await end(kept);
  });

  it('that cannot be read is refused by the name of the element', async () => {
    const answer = await gateway.ask(CALLERS.caseworker, RECORD_FHIR, { input: { caseId: caseId(YOUTHS.CORA), consent: '{"resourceType":"Consent"}' } });
    expect([answer.status, answer.body.data, answer.body.errors?.[0]?.extensions]).toEqual([400, null, { code: 'BAD_INPUT', details: { field: 'consent.status' } }]);
  });
});
