import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { NOTICES } from '../../src/law/notices.js';
import { startTestGateway, type TestCaller, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, CONSENT, YOUTHS } from '../support/seed-county.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

const FORWARD = 'mutation Forward($input: ForwardCaseInput!) { done: forwardCase(input: $input) { permitted categories { category permitted refusal } notices { id text } userErrors { code field } } }';
const ALMA = caseId(YOUTHS.ALMA);
const forward = async (caller: TestCaller, to: string, input: Readonly<Record<string, unknown>>, requestId: string = randomUUID()) => {
  const { body, status } = await gateway.ask(caller, FORWARD, { input: { caseId: ALMA, toAgencyId: globalId('Agency', to), purpose: 'TREATMENT', ...input } }, { requestId });
  return body.data?.done ?? { status, code: body.errors![0]!.extensions.code };
};
const PART2 = { categories: ['SUBSTANCE_USE_PART2'] };
const permits = (redisclosure: string) => gateway.sql(
  'update csec.consent set record = jsonb_set(record, \'{redisclosure}\', to_jsonb($2::text)) where id = $1', [CONSENT.part2, redisclosure], 'csec_sync');

describe('what was released on a consent', () => {
  it('goes no further where the consent prohibits it, and the refusal is kept', async () => {
    await permits('PROHIBITED');
    const requestId = randomUUID();
    expect(await forward(CALLERS.clinician, AGENCY.publicHealth, PART2, requestId)).toEqual({
      permitted: false, categories: [{ category: 'SUBSTANCE_USE_PART2', permitted: false, refusal: 'NOT_COVERED' }], notices: [], userErrors: [],
    });
    const [record] = await gateway.disclosures(requestId);
    expect([record.outcome, record.withheld, record.released]).toEqual(['REDISCLOSURE_BLOCKED', ['SUBSTANCE_USE_PART2'], []]);
  });

  it('goes between those whom HIPAA binds for care, with its notice, and to nobody else', async () => {
    await permits('HIPAA_TPO');
    const requestId = randomUUID();
    const { permitted, categories, notices } = await forward(CALLERS.clinician, AGENCY.publicHealth, PART2, requestId);
    expect([permitted, categories]).toEqual([true, [{ category: 'SUBSTANCE_USE_PART2', permitted: true, refusal: null }]]);
    expect(notices).toContainEqual({ id: 'N1', text: NOTICES.N1.text });
    expect((await gateway.disclosures(requestId))[0].outcome).toBe('RELEASED');
    for (const [to, purpose] of [[AGENCY.provider, 'TREATMENT'], [AGENCY.county, 'CHILD_WELFARE'], [AGENCY.publicHealth, 'INVESTIGATION'], [AGENCY.publicHealth, 'COURT_PROCEEDING']] as const) {
      expect((await forward(CALLERS.clinician, to, { ...PART2, purpose })).categories[0].refusal).toBe('NOT_COVERED');
    }
  });

  it('goes to whom the consent names where it says so', async () => {
    await permits('TO_NAMED');
    expect((await forward(CALLERS.clinician, AGENCY.publicHealth, PART2)).permitted).toBe(false);
    expect((await forward(CALLERS.clinician, AGENCY.clinic, PART2)).permitted).toBe(true);
  });
});

describe('what was not released on a consent', () => {
  it('has no onward right, whatever was released it', async () => {
    expect((await forward(CALLERS.member, AGENCY.provider, { categories: ['IDENTITY_CORE', 'SUBSTANCE_USE_PART2'] })).categories).toEqual([
      { category: 'IDENTITY_CORE', permitted: false, refusal: 'NO_CONSENT' }, { category: 'SUBSTANCE_USE_PART2', permitted: false, refusal: 'NOT_RELEASED' },
    ]);
  });

  it('is of nobody where the caller is not admitted', async () => {
    const refusals = await Promise.all([caseId(YOUTHS.CORA), caseId('00000000-0000-4000-8000-000000000404')].map((id) => forward(CALLERS.clinician, AGENCY.provider, { ...PART2, caseId: id })));
    for (const one of refusals) expect(one).toEqual({ permitted: false, categories: [], notices: [], userErrors: [{ code: 'NOT_FOUND', field: 'input.caseId' }] });
    expect(await forward(CALLERS.clinician, AGENCY.provider, { categories: [] })).toEqual({ status: 400, code: 'BAD_INPUT' });
  });
});
