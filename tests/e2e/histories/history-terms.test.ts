import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoClaims } from '../../../src/auth/demo-claims.js';
import { globalId } from '../../../src/kernel/ids.js';
import { startTestGateway, type Parsed, type TestGateway } from '../../support/gateway.js';
import { AGENCY, CALLERS } from '../../support/seed-county.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

const SHOWN = 'agencyId agreementId cells { category regime } consentedBy minorsOwnCare stores endpoint';
const MUTATION = `mutation($input: RecordHistoryTermsInput!) { recordHistoryTerms(input: $input) { terms { ${SHOWN} } userErrors { code field } } }`;
const QUERY = `query($id: ID!) { historyTerms(agencyId: $id) { ${SHOWN} } }`;
const agreementOf = async (agencyId: string): Promise<string> =>
  globalId('Agreement', (await gateway.sql<{ id: string }>('select id from csec.agreement where agency_id = $1 and county = $2', [agencyId, '19']))[0]!.id);
const THERAPY = { category: 'MENTAL_HEALTH', regime: 'LPS' };
const input = async (changed: Parsed = {}, agencyId: string = AGENCY.clinic) => ({
  agencyId: globalId('Agency', agencyId), agreementId: await agreementOf(agencyId), cells: [THERAPY], consentedBy: 'PARENT', minorsOwnCare: false, stores: true, ...changed,
});
const record = async (changed?: Parsed, agencyId?: string, caller: keyof typeof CALLERS = 'operator') => {
  const { body } = await gateway.ask(CALLERS[caller], MUTATION, { input: await input(changed, agencyId) });
  return body.errors?.[0]?.extensions.code ?? body.data.recordHistoryTerms;
};
const kept = () => gateway.sql('select agreement_id from csec.history_terms');

describe('the terms of an agreement', () => {
  it.each<[string, Parsed, keyof typeof AGENCY, string]>([
    ['no category', { cells: [] }, 'clinic', 'input.cells'], ['a category twice', { cells: [THERAPY, { ...THERAPY, regime: 'CMIA' }] }, 'clinic', 'input.cells'],
    ['another agency\'s law', { cells: [{ category: 'EDUCATION', regime: 'FERPA' }] }, 'clinic', 'input.cells'],
    ['a law that the category never is under', { cells: [{ category: 'EDUCATION', regime: 'LPS' }] }, 'clinic', 'input.cells'],
    ['what is no service', { cells: [{ category: 'IDENTITY_CORE', regime: 'CHILD_WELFARE' }] }, 'provider', 'input.cells'],
    ['a programme\'s records outside of Part 2', { cells: [{ category: 'MENTAL_HEALTH', regime: 'CMIA' }] }, 'programme', 'input.cells'],
    ['services of the police', { cells: [{ category: 'CASE_FACTS', regime: 'CHILD_WELFARE' }] }, 'police', 'input.cells'],
    ['a minor\'s consent to what is not her own care', { consentedBy: 'MINOR' }, 'clinic', 'input.consentedBy'],
    ['neither a push nor an endpoint', { stores: false }, 'clinic', 'input.stores'],
    ['an endpoint without TLS', { endpoint: 'http://clinic.example/r4' }, 'clinic', 'input.endpoint'],
    ['an endpoint with a password', { endpoint: 'https://a:b@clinic.example/r4' }, 'clinic', 'input.endpoint'],
    ['a system of identifiers with a bar in it', { identifierSystems: ['urn:a|b'] }, 'clinic', 'input.identifierSystems'],
    ['the gateway\'s own system', { identifierSystems: ['urn:ca:csec:service'] }, 'clinic', 'input.identifierSystems'],
    ['a system of the county\'s', { identifierSystems: ['URN:ca:cwscms:DL_SVC_T'] }, 'clinic', 'input.identifierSystems'],
    ['more systems than are kept', { identifierSystems: Array.from({ length: 21 }, (_unused, n) => `urn:synthetic:${n}`) }, 'clinic', 'input.identifierSystems'],
    ['an agreement that ended', {}, 'lapsed', 'input.agreementId'],
  ])('are refused for %s', async (_, changed, agency, field) => {
    const { terms, userErrors } = await record(changed, AGENCY[agency]);
    expect([terms, userErrors.map((one: Parsed) => one.field), await kept()]).toEqual([null, [field], []]);
  });

  it('are refused where talk is privileged, and for an agreement of another agency', async () => {
    const agreementId = await agreementOf(AGENCY.clinic);
    expect((await record({ agreementId }, AGENCY.provider)).userErrors).toEqual([{ code: 'NOT_FOUND', field: 'input.agreementId' }]);
    await gateway.sql(`update csec.agency set kind = 'TRAFFICKING_SERVICES' where id = $1`, [AGENCY.provider]);
    expect((await record({ cells: [{ category: 'CASE_FACTS', regime: 'CHILD_WELFARE' }] }, AGENCY.provider)).userErrors).toEqual([{ code: 'CATEGORY_NOT_ACCEPTED', field: 'input.agencyId' }]);
    await gateway.sql(`update csec.agency set kind = 'COMMUNITY_PROVIDER' where id = $1`, [AGENCY.provider]);
  });

  it('are of the newest agreement in force where none is named', async () => {
    const found = await record({ agreementId: null });
    expect([found.userErrors, found.terms.agreementId]).toEqual([[], await agreementOf(AGENCY.clinic)]);
    expect((await record({ agreementId: null }, AGENCY.lapsed)).userErrors).toEqual([{ code: 'NOT_FOUND', field: 'input.agencyId' }]);
    await gateway.sql('delete from csec.history_terms');
  });

  it('are for the county\'s own registers, by more than a password', async () => {
    for (const caller of ['clinician', 'provider', 'detective', 'member'] as const) expect(await record({}, AGENCY.clinic, caller)).toBe('FORBIDDEN');
    expect((await record({}, AGENCY.clinic, 'neighbour')).userErrors).toEqual([{ code: 'NOT_FOUND', field: 'input.agreementId' }]);
    const token = await gateway.issuer.sign({ ...demoClaims({ as: 'county-it' }), acr: 'password' }, 3600);
    const weak = await gateway.send('/graphql', {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose-of-use': 'OPERATIONS' },
      body: JSON.stringify({ query: MUTATION, variables: { input: await input() } }),
    });
    expect([weak.body.errors?.[0]?.extensions.code, await kept()]).toEqual(['AUTH_STEP_UP_REQUIRED', []]);
  });

  it('stand as they were recorded last, are read by the county alone, and the privacy officer hears of them', async () => {
    gateway.takeLog();
    expect((await record()).userErrors).toEqual([]);
    const last = { cells: [THERAPY, { category: 'GENERAL_MEDICAL', regime: 'CMIA' }], consentedBy: 'MINOR', minorsOwnCare: true, endpoint: 'https://clinic.example/r4' };
    const { terms, userErrors } = await record(last);
    expect([userErrors, terms]).toEqual([[], await input(last)]);
    const read = async (caller: keyof typeof CALLERS) => (await gateway.ask(CALLERS[caller], QUERY, { id: globalId('Agency', AGENCY.clinic) })).body;
    expect((await read('worker')).data.historyTerms).toEqual([terms]);
    expect((await read('neighbour')).data.historyTerms).toEqual([]);
    expect((await read('clinician')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(gateway.takeLog().filter((line) => line.includes('HISTORY_TERMS_RECORDED')).length).toBe(2);
  });

  it('say which identifiers the agency gives out itself: one agency of the county each, until it gives them up', async () => {
    const facts = { cells: [{ category: 'CASE_FACTS', regime: 'CHILD_WELFARE' }] };
    const owned = async (agencyId: string = AGENCY.clinic): Promise<unknown> =>
      (await gateway.ask(CALLERS.worker, 'query($id: ID!) { historyTerms(agencyId: $id) { identifierSystems } }', { id: globalId('Agency', agencyId) })).body.data.historyTerms[0]?.identifierSystems;
    expect((await record({ identifierSystems: [' urn:synthetic:chart ', 'https://clinic.example/visit'] })).userErrors).toEqual([]);
    expect((await record()).userErrors).toEqual([]);
    expect(await owned()).toEqual(['https://clinic.example/visit', 'urn:synthetic:chart']);
    expect(await record({ ...facts, identifierSystems: ['urn:synthetic:chart'] }, AGENCY.provider)).toEqual({ terms: null, userErrors: [{ code: 'CONFLICT', field: 'input.identifierSystems' }] });
    expect([await owned(AGENCY.provider), await gateway.sql('select 1 from csec.identifier_owner where agency_id = $1', [AGENCY.provider])]).toEqual([undefined, []]);
    expect((await record({ identifierSystems: [] })).userErrors).toEqual([]);
    expect((await record({ ...facts, identifierSystems: ['urn:synthetic:chart'] }, AGENCY.provider)).userErrors).toEqual([]);
    expect([await owned(), await owned(AGENCY.provider)]).toEqual([[], ['urn:synthetic:chart']]);
  });
});
