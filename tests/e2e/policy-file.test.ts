import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Parsed, startTestGateway, type TestGateway } from '../support/gateway.js';
import { CALLERS, caseId, YOUTHS } from '../support/seed-county.js';

const POLICY = JSON.stringify({
  format: 1, county: '19', edition: '2026-02', effectiveOn: '2026-02-01', counsel: { name: 'Synthetic Counsel', approvedOn: '2026-01-20' },
  settings: { clientsWithoutCountyOpenCountywide: true, partnersMayReachSealedClients: true }, suspend: ['R-37.MH.CONTEXT'],
  withhold: [{
    id: 'COUNTY.STATUS', categories: ['CSEC_STATUS'], roles: ['COUNTY_WORKER'], purposes: ['CASE_MANAGEMENT'],
    plain: 'The county keeps the status out of case management.', authorities: ['WIC_10850'],
  }],
});

const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-policy-e2e-'));
let strict: TestGateway;
let gateway: TestGateway;
beforeAll(async () => {
  const file = path.join(folder, 'policy.json');
  writeFileSync(file, POLICY);
  [strict, gateway] = [await startTestGateway(), await startTestGateway({ variables: { POLICY_FILE: file } })];
});
afterAll(async () => {
  await Promise.all([strict.stop(), gateway.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const UNDER_POLICY = '00000000-0000-4000-8000-00000000f11e';
const CASE = 'query($id: ID!) { case(id: $id) { csecStatus youth { firstName } } }';
const listed = async (from: TestGateway, document: string, purpose: string) => (await from.ask(CALLERS.colleague, document, {}, { purpose })).body;

describe('a gateway under a county\'s policy file', () => {
  it('names the file in every answer and every record of the log', async () => {
    const { body } = await gateway.ask(CALLERS.worker, CASE, { id: caseId(YOUTHS.ALMA) }, { purpose: 'CASE_MANAGEMENT', requestId: UNDER_POLICY });
    const hash = createHash('sha256').update(POLICY).digest('hex').slice(0, 16);
    expect(body.extensions.disclosure.policyVersion).toMatch(new RegExp(`\\+file:${hash}$`));
    expect((await gateway.disclosures(UNDER_POLICY)).map((record: Parsed) => record.policyVersion)).toEqual([body.extensions.disclosure.policyVersion]);
  });

  it('withholds what a row of the county closes, and for that purpose only', async () => {
    const status = async (from: TestGateway, purpose: string) => (await from.ask(CALLERS.worker, CASE, { id: caseId(YOUTHS.ALMA) }, { purpose })).body;
    const closed = await status(gateway, 'CASE_MANAGEMENT');
    expect(closed.data.case.csecStatus).toBe(null);
    expect(closed.data.case.youth.firstName).not.toBe(null);
    expect(closed.extensions.disclosure.withheld).toMatchObject([{ category: 'CSEC_STATUS' }]);
    expect((await status(gateway, 'CHILD_WELFARE')).data.case.csecStatus).not.toBe(null);
    expect((await status(strict, 'CASE_MANAGEMENT')).data.case.csecStatus).not.toBe(null);
  });

  it('refuses a filter over what it withholds, which would tell of it', async () => {
    const filtered = '{ cases(first: 100, filter: { csecStatus: VICTIM_CURRENT }) { edges { node { id } } } }';
    expect((await listed(gateway, filtered, 'CASE_MANAGEMENT')).errors?.map(({ extensions }) => extensions.code)).toEqual(['FILTER_NOT_PERMITTED']);
    expect((await listed(gateway, filtered, 'CHILD_WELFARE')).errors).toBeUndefined();
    expect((await listed(strict, filtered, 'CASE_MANAGEMENT')).errors).toBeUndefined();
  });

  it('admits whom counsel\'s readings admit', async () => {
    const ids = async (from: TestGateway) => (await listed(from, '{ cases(first: 100) { edges { node { id } } } }', 'CHILD_WELFARE')).data.cases.edges.map((edge: Parsed) => edge.node.id);
    expect([(await ids(strict)).includes(caseId(YOUTHS.NADIA)), (await ids(gateway)).includes(caseId(YOUTHS.NADIA))]).toEqual([false, true]);
    const sealed = async (from: TestGateway) => (await from.ask(CALLERS.clinician, CASE, { id: caseId(YOUTHS.RENATA) })).body.data.case !== null;
    expect([await sealed(strict), await sealed(gateway)]).toEqual([false, true]);
  });

  it('does without what it suspends', async () => {
    const facts = async (from: TestGateway) => (await from.ask(CALLERS.clinician, 'query($id: ID!) { case(id: $id) { status } }', { id: caseId(YOUTHS.ALMA) })).body.data.case.status;
    expect([await facts(strict), await facts(gateway)]).toEqual([expect.any(String), null]);
  });
});
