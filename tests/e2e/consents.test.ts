import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { type Parsed, startTestGateway, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, CONSENT, caseId, YOUTHS } from '../support/seed-county.js';
import { REVOKE, SUSPEND } from './documents.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

const OUTLINE = 'query($id: ID!) { case(id: $id) { status csecStatus youth { firstName } services { edges { node { category } } } } }';
const NO_CASE = '{"data":{"case":null},"extensions":{}}\n';
const consent = (id: string): string => globalId('Consent', id);
const ofProvider = async (youth: string) => gateway.ask(CALLERS.provider, OUTLINE, { id: caseId(youth) });

describe('a consent that ends', () => {
  it('by writing: the case is there before, and is no case at all after', async () => {
    expect((await ofProvider(YOUTHS.ALMA)).body.data).toEqual({
      case: { status: 'OPEN', csecStatus: 'VICTIM_CURRENT', youth: { firstName: 'A-First' }, services: { edges: [{ node: { category: 'CASE_FACTS' } }] } },
    });
    const revoked = await gateway.ask(CALLERS.worker, REVOKE, { input: { caseId: caseId(YOUTHS.ALMA), consentId: consent(CONSENT.provider) } });
    expect(revoked.body.data).toEqual({ revokeConsent: {
      consent: { id: consent(CONSENT.provider), version: 2, status: 'REVOKED', revokedAt: '2026-03-01T20:00:00.000Z' }, userErrors: [],
    } });
    expect((await ofProvider(YOUTHS.ALMA)).text).toBe(NO_CASE);
  });

  it('cannot be ended a second time, nor come back', async () => {
    for (const document of [REVOKE, SUSPEND]) {
      const again = await gateway.ask(CALLERS.worker, document, { input: { caseId: caseId(YOUTHS.ALMA), consentId: consent(CONSENT.provider) } });
      expect([again.status, again.body.data, again.body.errors?.map(({ extensions }) => extensions.code)]).toEqual([409, null, ['CONFLICT']]);
    }
    expect((await ofProvider(YOUTHS.ALMA)).text).toBe(NO_CASE);
  });

  it('by spoken words: it is suspended at once', async () => {
    expect((await ofProvider(YOUTHS.HANNA)).body.data.case.youth.firstName).toBe('H-First');
    const suspended = await gateway.ask(CALLERS.worker, SUSPEND, { input: { caseId: caseId(YOUTHS.HANNA), consentId: consent(CONSENT.hannaProvider) } });
    expect(suspended.body.data).toEqual({ suspendConsent: {
      consent: { id: consent(CONSENT.hannaProvider), version: 2, status: 'SUSPENDED', suspendedAt: '2026-03-01T20:00:00.000Z' }, userErrors: [],
    } });
    expect((await ofProvider(YOUTHS.HANNA)).text).toBe(NO_CASE);
  });

  it('for one category: the others stand, under another basis nothing changes', async () => {
    const services = async () => {
      const answer = await gateway.ask(CALLERS.clinician, OUTLINE, { id: caseId(YOUTHS.ALMA) });
      return answer.body.data.case.services.edges.map((edge: Parsed) => edge.node.category);
    };
    expect(await services()).toContain('SUBSTANCE_USE_PART2');
    await gateway.ask(CALLERS.worker, REVOKE, {
      input: { caseId: caseId(YOUTHS.ALMA), consentId: consent(CONSENT.part2), categories: ['SUBSTANCE_USE_PART2'] },
    });
    expect(await services()).toEqual(['GENERAL_MEDICAL', 'GENERAL_MEDICAL', 'SUBSTANCE_USE_OTHER', 'MENTAL_HEALTH', 'MENTAL_HEALTH', 'MENTAL_HEALTH']);
  });

  it('two revocations at once: one is taken, the other is told of the conflict', async () => {
    const fresh = await record({ recipientAgencyIds: [globalId('Agency', AGENCY.provider)] });
    const input = { caseId: caseId(YOUTHS.CORA), consentId: fresh.consent.id };
    const answers = await Promise.all([0, 1].map(() => gateway.ask(CALLERS.caseworker, REVOKE, { input })));
    const codes = answers.map(({ status, body }) => body.errors?.[0]?.extensions.code ?? status);
    expect(codes.toSorted()).toEqual([200, 'CONFLICT']);
  });
});

const RECORD = /* GraphQL */ `
  mutation Record($input: RecordConsentInput!) {
    recordConsent(input: $input) { consent { id version status failedChecks expiresOn } userErrors { code field message } }
  }
`;

const SIGNED = {
  regimes: ['GENERAL_CWS'], subjectNameAsWritten: 'C-First C-Last', discloserClasses: ['CHILD_WELFARE'],
  categories: ['IDENTITY_CORE', 'CSEC_STATUS'], purposes: ['SERVICES'], effectiveFrom: '2026-02-01T18:00:00Z', expiry: { kind: 'DATE', on: '2026-08-31' },
  signature: { signedAt: '2026-02-01T18:00:00Z', method: 'WET', typefacePt: 14, standalone: true, role: 'MINOR' },
  capacity: { basis: 'MINOR_STATUTE', ageAtSigning: 14 }, documentHash: 'cd'.repeat(32),
  statements: { revocationHow: true, redisclosureRisk: true, conditioning: true, copyGiven: true, copyInstructions: true },
};

async function record(changes: Readonly<Record<string, unknown>>, caller: keyof typeof CALLERS = 'caseworker'): Promise<Parsed> {
  const answer = await gateway.ask(CALLERS[caller], RECORD, { input: { caseId: caseId(YOUTHS.CORA), ...SIGNED, ...changes } });
  expect(answer.status, `in ${answer.text}`).toBe(200);
  return answer.body.data.recordConsent;
}

describe('a consent that is recorded', () => {
  const toProvider = { recipientAgencyIds: [globalId('Agency', AGENCY.provider)] };

  it('opens the case to the agency it names, as far as it goes', async () => {
    expect((await ofProvider(YOUTHS.CORA)).text).toBe(NO_CASE);
    const { consent: kept, userErrors } = await record(toProvider);
    expect({ ...kept, id: undefined, userErrors }).toEqual({ id: undefined, version: 1, status: 'ACTIVE', failedChecks: [], expiresOn: '2026-08-31', userErrors: [] });
    expect((await ofProvider(YOUTHS.CORA)).body.data.case).toEqual({ status: null, csecStatus: 'AT_RISK', youth: { firstName: 'C-First' }, services: { edges: [] } });
    const own = 'query($id: ID!) { case(id: $id) { consents { status purposes } } }';
    expect((await gateway.ask(CALLERS.provider, own, { id: caseId(YOUTHS.CORA) })).body.data).toEqual({ case: { consents: null } });
  });

  it('is kept INVALID with every check it fails, each in plain words, and opens nothing', async () => {
    const { consent: kept, userErrors } = await record({
      recipientAgencyIds: [globalId('Agency', AGENCY.clinic)], regimes: ['HIPAA_CMIA'], categories: ['*'], purposes: [], signature: null,
      expiry: { kind: 'DATE', on: '2029-01-01' }, statements: {},
    });
    expect(kept.status).toBe('INVALID');
    expect(kept.failedChecks).toEqual(['K01', 'K02', 'K03', 'K04', 'K21']);
    expect(userErrors.map(({ code, field }: Parsed) => [code, field])).toEqual(kept.failedChecks.map((check: string) => [check, 'input']));
    for (const { message } of userErrors) expect(message).toMatch(/^[A-Z"].{20,}\.$/);
    expect((await gateway.ask(CALLERS.clinician, OUTLINE, { id: caseId(YOUTHS.CORA) })).text).toBe(NO_CASE);
  });

  it.each([
    ['K02', { signature: { ...SIGNED.signature, signedAt: '2026-03-01T20:00:01Z' }, effectiveFrom: '2026-03-01T20:00:01Z' }], ['K02', { effectiveFrom: '2026-01-31T18:00:00Z' }],
    ['K22', { dataFrom: '2025-12-31', dataTo: '2025-01-01' }], ['K26', { concerns: ['DURESS'] }],
  ] as const)('is INVALID by %s where it would cover nothing: %j', async (check, changes) => {
    const { consent: kept, userErrors } = await record({ recipientAgencyIds: [globalId('Agency', AGENCY.clinic)], ...changes });
    expect([kept.status, kept.failedChecks, userErrors.map(({ code }: Parsed) => code)]).toEqual(['INVALID', [check], [check]]);
  });

  it('signed by another than the youth releases no row of care to which the minor consented, and signed by the youth it does', async () => {
    await gateway.sql(`insert into csec.service_record (subject_id, record_key, category, kind, service_text, started_on, system, regime, consented_by)
      select $1::uuid, 'care-of-' || by, 'CASE_FACTS', 'SERVICE', 'Care by ' || by, '2026-02-01', 'Partner', 'CHILD_WELFARE', by from unnest($2::text[]) as by`,
    [YOUTHS.CORA, ['MINOR', 'COURT']], 'csec_sync');
    const care = async () => {
      const { body } = await gateway.ask(CALLERS.provider, 'query($id: ID!) { case(id: $id) { services { edges { node { serviceText } } } } }', { id: caseId(YOUTHS.CORA) });
      return body.data.case.services.edges.map((edge: Parsed) => edge.node.serviceText).filter((text: string | null) => text?.startsWith('Care by')).toSorted();
    };
    expect(await care()).toEqual([]);
    const facts = { ...toProvider, categories: ['CASE_FACTS'] };
    const byCourt = { ...SIGNED.signature, role: 'COURT', authorityDocument: 'Synthetic order' };
    expect((await record({ ...facts, signature: byCourt, capacity: { basis: 'COURT_ORDER' } })).consent.status).toBe('ACTIVE');
    expect(await care()).toEqual(['Care by COURT']);
    await record(facts);
    expect(await care()).toEqual(['Care by COURT', 'Care by MINOR']);
  });

  it('as a refusal closes what a release opens', async () => {
    expect((await ofProvider(YOUTHS.CORA)).body.data.case).not.toBeNull();
    await record({ ...toProvider, effect: 'REFUSE', categories: [...SIGNED.categories, 'CASE_FACTS'] });
    expect((await ofProvider(YOUTHS.CORA)).text).toBe(NO_CASE);
  });

  it('to psychotherapy of a private provider opens it to an agency that asked for it in writing, and to no other', async () => {
    await gateway.sql(`insert into csec.service_record (subject_id, record_key, category, kind, service_text, started_on, system, regime, consented_by)
      values ($1, 'therapy', 'MENTAL_HEALTH', 'SERVICE', 'Therapy', '2026-02-01', 'Partner', 'CMIA', 'MINOR')`, [YOUTHS.CORA], 'csec_sync');
    const therapy = {
      ...toProvider, regimes: ['HIPAA_CMIA'], categories: ['MENTAL_HEALTH'], discloserClasses: ['MENTAL_HEALTH'],
      capacity: { ...SIGNED.capacity, maturityAttestedBy: 'Synthetic Clinician' },
    };
    const request = {
      agencyId: globalId('Agency', AGENCY.provider), use: 'Plan of services', keepUntil: '2026-06-30', noOtherUse: true, destroyPledge: true,
      patientCopiedAt: '2026-02-02T18:00:00Z',
    };
    const wrong = [[], [{ ...request, destroyPledge: false }], [{ ...request, agencyId: globalId('Agency', AGENCY.clinic) }], [{ ...request, keepUntil: '2026-02-28' }]];
    for (const psychotherapyRequests of wrong) {
      expect((await record({ ...therapy, psychotherapyRequests })).consent.status).toBe('ACTIVE');
      expect((await ofProvider(YOUTHS.CORA)).text).toBe(NO_CASE);
    }
    for (const unnamed of [{ agencyId: null }, { personId: globalId('Person', '00000000-0000-4000-8000-000000000031') }]) {
      const answer = await gateway.ask(CALLERS.caseworker, RECORD, { input: { caseId: caseId(YOUTHS.CORA), ...SIGNED, ...therapy, psychotherapyRequests: [{ ...request, ...unnamed }] } });
      expect([answer.status, answer.body.errors?.[0]?.extensions]).toMatchObject([400, { code: 'BAD_INPUT', details: { field: 'input.psychotherapyRequests' } }]);
    }
    await record({ ...therapy, psychotherapyRequests: [request] });
    const { body } = await ofProvider(YOUTHS.CORA);
    expect(body.data.case.services.edges).toEqual([{ node: { category: 'MENTAL_HEALTH' } }]);
    expect(body.extensions.disclosure).toMatchObject({ deleteBy: [{ case: caseId(YOUTHS.CORA), on: '2026-06-30', categories: ['MENTAL_HEALTH'] }] });
    expect(body.extensions.disclosure.obligations).toContain('DELETE_BY');
    const identity = await gateway.ask(CALLERS.provider, 'query($id: ID!) { case(id: $id) { youth { firstName } } }', { id: caseId(YOUTHS.CORA) });
    expect([identity.body.extensions.disclosure.obligations.includes('DELETE_BY'), 'deleteBy' in identity.body.extensions.disclosure]).toEqual([false, false]);
  });

  it('by nobody but a worker of the youth\'s county who carries the case', async () => {
    for (const caller of ['provider', 'clinician', 'operator'] as const) {
      const answer = await gateway.ask(CALLERS[caller], RECORD, { input: { caseId: caseId(YOUTHS.CORA), ...SIGNED, ...toProvider } });
      expect([answer.status, answer.body.data, answer.body.errors?.[0]?.extensions.code]).toEqual([403, null, 'FORBIDDEN']);
    }
    const refused = 'Only a worker of the youth\'s county who carries the case records and ends its consents.';
    expect(await record(toProvider, 'colleague')).toEqual({ consent: null, userErrors: [{ code: 'FORBIDDEN', field: 'input.caseId', message: refused }] });
    for (const document of [REVOKE, SUSPEND]) {
      const { body } = await gateway.ask(CALLERS.colleague, document, { input: { caseId: caseId(YOUTHS.ALMA), consentId: consent(CONSENT.part2) } });
      expect(Object.values(body.data)).toEqual([{ consent: null, userErrors: [{ code: 'FORBIDDEN', field: 'input.caseId', message: refused }].map(({ code, field, message }) => ({ code, field, message })) }]);
    }
    expect(await record(toProvider, 'neighbour')).toEqual({
      consent: null, userErrors: [{ code: 'NOT_FOUND', field: 'input.caseId', message: 'There is no such case for this caller.' }],
    });
  });
});
