import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId, idOfType } from '../../src/kernel/ids.js';
import { startTestGateway, statementsOf, type Parsed, type TestCaller, type TestGateway } from '../support/gateway.js';
import { CALLERS, caseId, YOUTHS } from '../support/seed-county.js';

const POLICY = {
  format: 1, county: '19', edition: '2026-02', effectiveOn: '2026-02-01', approve: [{
    id: 'COUNTY.STATUS_AFTER_APPROVAL', categories: ['CSEC_STATUS'], roles: ['MENTAL_HEALTH', 'COUNTY_WORKER'], by: 'PRIVACY_OFFICER',
    plain: 'The privacy officer approves first.', authorities: ['WIC_10850'],
  }],
};

const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-approvals-'));
let gateway: TestGateway;
beforeAll(async () => {
  const file = path.join(folder, 'policy.json');
  writeFileSync(file, JSON.stringify(POLICY));
  gateway = await startTestGateway({ variables: { POLICY_FILE: file } });
});
afterAll(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true, force: true });
});

const [ALMA, CORA, HANNA] = [caseId(YOUTHS.ALMA), caseId(YOUTHS.CORA), caseId(YOUTHS.HANNA)];
const NOBODY = globalId('Case', '00000000-0000-4000-8000-00000000dead');
const CASE = 'query($id: ID!) { case(id: $id) { csecStatus status } }';
const ASK = 'mutation($input: RequestApprovalInput!) { done: requestApproval(input: $input) { approval { id caseId categories state endsAt } userErrors { code field } } }';
const DECIDE = 'mutation($input: DecideApprovalInput!) { done: decideApproval(input: $input) { approvalId userErrors { code } } }';
const WITHDRAW = 'mutation($input: WithdrawApprovalInput!) { done: withdrawApproval(input: $input) { approvalId userErrors { code } } }';
const QUEUE = 'query($after: String) { approvalRequests(first: 1, after: $after) { edges { cursor node { approvalId caseId agencyId personId role purpose categories words requestedAt } } pageInfo { hasNextPage endCursor } } }';
const WORDS = 'Synthetic: the treatment plan turns on it.';

const read = async (id = ALMA, caller: TestCaller = CALLERS.clinician, purpose?: string) =>
  (await gateway.ask(caller, CASE, { id }, purpose === undefined ? {} : { purpose })).body;
const ask = async (input: object, caller: TestCaller = CALLERS.clinician, purpose?: string) =>
  (await gateway.ask(caller, ASK, { input: { caseId: ALMA, categories: ['CSEC_STATUS'], words: WORDS, ...input } }, purpose === undefined ? {} : { purpose })).body;
const decide = async (input: object, caller: TestCaller = CALLERS.colleague) => (await gateway.ask(caller, DECIDE, { input })).body;
const queue = async (caller: TestCaller = CALLERS.colleague, after: string | null = null) => (await gateway.ask(caller, QUEUE, { after })).body;
const codes = ({ errors }: { readonly errors?: readonly { readonly extensions: { readonly code: string } }[] }) => errors?.map(({ extensions }) => extensions.code);
const rows = async () => (await gateway.sql<{ count: number }>('select count(*)::int as count from csec.release_approval'))[0]!.count;
const asked: { id: string } = { id: '' };

describe('a release that the county lets nobody have without approval', () => {
  it('is withheld for that reason, and told who approves', async () => {
    const body = await read();
    expect(body.data.case).toMatchObject({ csecStatus: null, status: expect.any(String) });
    expect(body.extensions.disclosure.withheld).toMatchObject([{ coordinate: 'Case.csecStatus', category: 'CSEC_STATUS', reason: 'APPROVAL_REQUIRED' }]);
    expect(body.extensions.disclosure.withheld[0].remedy).toContain('the privacy officer of the youth\'s county');
    expect(body.extensions.disclosure.labels).toContain('REDACT');
    expect(body.extensions.disclosure.labels).not.toContain('HUAPRV');
  });

  it('is asked for once, and stands as it was asked', async () => {
    const first = (await ask({})).data.done;
    expect(first).toEqual({ approval: { id: expect.any(String), caseId: ALMA, categories: ['CSEC_STATUS'], state: 'PENDING', endsAt: null }, userErrors: [] });
    expect((await ask({ categories: ['CSEC_STATUS', 'CSEC_STATUS'], words: 'Synthetic: other words of the same.' })).data.done).toEqual(first);
    expect(await rows()).toBe(1);
    asked.id = first.approval.id;
    expect((await read()).data.case.csecStatus).toBe(null);
  });

  it('is asked of no youth who is not admitted: she is as nobody, and nothing is kept of it', async () => {
    const answers = await Promise.all([CORA, NOBODY].flatMap((id) => ['CSEC_STATUS', 'HIV', 'LOCATION'].map(async (category) => JSON.stringify(await ask({ caseId: id, categories: [category] })))));
    expect([...new Set(answers)]).toEqual([JSON.stringify({ data: { done: { approval: null, userErrors: [{ code: 'NOT_FOUND', field: 'input.caseId' }] } }, extensions: {} })]);
    expect(await rows()).toBe(1);
  });

  it('is asked for no category that law conceals, nor for one that needs none: both sound alike, whatever is on record', async () => {
    const answers = await Promise.all([ALMA, HANNA].flatMap((id) => ['HIV', 'SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'LOCATION'].map(async (category) =>
      JSON.stringify((await ask({ caseId: id, categories: ['CSEC_STATUS', category] })).data))));
    expect([...new Set(answers)]).toEqual([JSON.stringify({ done: { approval: null, userErrors: [{ code: 'NOT_REQUIRED', field: 'input.categories' }] } })]);
    expect(await rows()).toBe(1);
  });

  it('says what is wrong with a request before it looks', async () => {
    for (const input of [{ words: 'short' }, { categories: [] }]) {
      expect(codes(await ask({ ...input, caseId: CORA }))).toEqual(['BAD_INPUT']);
      expect(codes(await ask({ ...input, caseId: NOBODY }))).toEqual(['BAD_INPUT']);
    }
  });
});

describe('the queue of the county\'s privacy officer', () => {
  it('holds what waits, of the youths whom the officer\'s privileges reach', async () => {
    await gateway.sql(`insert into csec.release_approval (subject_id, id, agency_id, person_id, role, purpose, categories, reason_words, requested_at)
      select $1::uuid, gen_random_uuid(), agency_id, person_id, role, purpose, categories, reason_words, requested_at - interval '1 day' from csec.release_approval`, [YOUTHS.RENATA]);
    const { data } = await queue();
    expect(data.approvalRequests).toMatchObject({ edges: [{ node: { approvalId: asked.id, caseId: ALMA, role: 'MENTAL_HEALTH', purpose: 'TREATMENT', categories: ['CSEC_STATUS'], words: WORDS } }], pageInfo: { hasNextPage: false } });
    expect((await queue(CALLERS.colleague, data.approvalRequests.pageInfo.endCursor)).data.approvalRequests.edges).toEqual([]);
    await gateway.sql('delete from csec.release_approval where subject_id = $1', [YOUTHS.RENATA]);
  });

  it('leaves a record with every youth of whom it told, and one of nobody when nothing waits', async () => {
    const recorded = async (caller: TestCaller, first: number) => {
      const requestId = randomUUID();
      await gateway.ask(caller, QUEUE.replace('first: 1', `first: ${first}`), { after: null }, { requestId });
      return (await gateway.disclosures(requestId)).map(({ outcome, subjectId, approvals, released, personId }: Parsed) => ({ outcome, subjectId, approvals, released, officer: personId }));
    };
    const officer = (await gateway.ask(CALLERS.colleague, '{ me { personId } }')).body.data.me.personId;
    expect(await recorded(CALLERS.colleague, 1)).toEqual([
      { outcome: 'APPROVALS_READ', subjectId: YOUTHS.ALMA, approvals: [idOfType('ReleaseApproval', asked.id, 'id')], released: [], officer: idOfType('Person', officer, 'id') },
    ]);
    expect(await recorded(CALLERS.neighbour, 1)).toMatchObject([{ outcome: 'APPROVALS_READ', subjectId: null, approvals: undefined, released: [] }]);
    expect(await recorded(CALLERS.colleague, 101)).toEqual([]);
  });

  it('is empty for another county\'s officer, and none of anybody else\'s', async () => {
    expect((await queue(CALLERS.neighbour)).data.approvalRequests.edges).toEqual([]);
    for (const caller of [CALLERS.clinician, CALLERS.detective, CALLERS.operator]) expect(codes(await queue(caller))).toBeDefined();
    expect(codes(await queue({ as: 'county-worker', staffKey: '0X5', privileges: [] } as TestCaller))).toEqual(['FORBIDDEN']);
    expect(codes(await gateway.ask(CALLERS.colleague, QUEUE, { after: 'bm90' }).then(({ body }) => body))).toEqual(['BAD_CURSOR']);
  });

  it('is answered by an officer of the county alone, with an end within the year', async () => {
    const approving = { approvalId: asked.id, approve: true, endsOn: '2026-06-30' };
    expect(codes(await decide(approving, CALLERS.neighbour))).toEqual(['CONFLICT']);
    expect(codes(await decide(approving, CALLERS.clinician))).toBeDefined();
    for (const endsOn of [null, '2026-02-28', '2027-03-02']) expect(codes(await decide({ ...approving, endsOn }))).toEqual(['BAD_INPUT']);
    expect(codes(await decide({ approvalId: asked.id, approve: false, endsOn: '2026-06-30' }))).toEqual(['BAD_INPUT']);
    expect((await read()).data.case.csecStatus).toBe(null);
    gateway.takeLog();
    expect((await decide(approving)).data.done).toEqual({ approvalId: asked.id, userErrors: [] });
    expect(gateway.takeLog().filter((line) => line.includes('RELEASE_APPROVAL_DECIDED'))).toHaveLength(1);
    expect(codes(await decide(approving))).toEqual(['CONFLICT']);
    expect((await queue()).data.approvalRequests.edges).toEqual([]);
  });

  it('lets nobody decide on what he asked for himself', async () => {
    const own = (await ask({ categories: ['CSEC_STATUS'] }, CALLERS.worker)).data.done.approval;
    expect(codes(await decide({ approvalId: own.id, approve: true, endsOn: '2026-06-30' }))).toEqual(['CONFLICT']);
    await gateway.sql('delete from csec.release_approval where person_id <> (select min(person_id) from csec.release_approval where decision is not null)');
  });
});

describe('whoever asked', () => {
  const OWN = 'query($id: ID!) { case(id: $id) { ownApprovals { id caseId categories purpose state endsAt } } }';
  const own = async (caller: TestCaller = CALLERS.clinician, id = ALMA) => (await gateway.ask(caller, OWN, { id })).body;

  it('reads how his own requests stand, refused ones among them, and nobody else does', async () => {
    const refused = (await ask({}, CALLERS.clinician, 'CARE_COORDINATION')).data.done.approval;
    const listed = async () => (await own()).data.case.ownApprovals.map(({ id, purpose, state }: Parsed) => [id, purpose, state]);
    expect(await listed()).toEqual(expect.arrayContaining([[refused.id, 'CARE_COORDINATION', 'PENDING'], [asked.id, 'TREATMENT', 'APPROVED']]));
    await decide({ approvalId: refused.id, approve: false, words: 'Synthetic: the plan does not turn on it.' });
    const { data } = await own();
    expect(data.case.ownApprovals).toContainEqual({ id: refused.id, caseId: ALMA, categories: ['CSEC_STATUS'], purpose: 'CARE_COORDINATION', state: 'REFUSED', endsAt: null });
    expect(JSON.stringify(data)).not.toMatch(/Synthetic|officer/);
    expect((await own(CALLERS.worker)).data.case.ownApprovals).toEqual([]);
    expect((await own(CALLERS.colleague)).data.case?.ownApprovals ?? []).toEqual([]);
    expect((await own(CALLERS.clinician, CORA)).data.case).toBe(null);
    await gateway.sql('delete from csec.release_approval where id = $1', [idOfType('ReleaseApproval', refused.id, 'id')]);
  });

  it('reads it of each case of a page with one statement', async () => {
    const paged = async () => (await gateway.ask(CALLERS.clinician, '{ cases(first: 50) { edges { node { id ownApprovals { id } } } } }')).body.data.cases.edges;
    expect((await statementsOf(paged)).filter((name) => name === 'approvals-asked-by-caller')).toHaveLength(1);
    expect((await paged()).filter(({ node }: Parsed) => node.ownApprovals.length > 0).map(({ node }: Parsed) => node.id)).toEqual([ALMA]);
  });
});

describe('what an officer decides', () => {
  it('stands in the log of disclosures with who decided it, of which youth, and releases nothing', async () => {
    const logged = await gateway.sql<{ record: Parsed }>(`select record from csec.disclosure where subject_id = $1 and outcome like 'APPROV%' and outcome <> 'APPROVALS_READ' order by at, seq`, [YOUTHS.ALMA]);
    expect(logged.map(({ record }) => [record.outcome, record.approvals.map((id: string) => globalId('ReleaseApproval', id)).includes(asked.id), record.role, record.released]))
      .toEqual([['APPROVED', true, 'COUNTY_WORKER', []], ['APPROVAL_REFUSED', false, 'COUNTY_WORKER', []]]);
    const accounting = 'query($id: ID!) { disclosures(caseId: $id, first: 50) { edges { node { outcome approvals categoriesReleased } } } }';
    const told = (await gateway.ask(CALLERS.worker, accounting, { id: ALMA })).body.data.disclosures.edges.map(({ node }: Parsed) => node);
    expect(told).toContainEqual({ outcome: 'APPROVED', approvals: [asked.id], categoriesReleased: [] });
  });
});

describe('a release that was approved', () => {
  const REQUEST = '00000000-0000-4000-8000-00000000a990';

  it('is made, with the duty and label of it, until the approval ends, and the log and the accounting name it', async () => {
    const { body } = await gateway.ask(CALLERS.clinician, CASE, { id: ALMA }, { requestId: REQUEST });
    expect(body.data.case.csecStatus).toBe('VICTIM_CURRENT');
    const { disclosure } = body.extensions;
    expect(disclosure).toMatchObject({ obligations: expect.arrayContaining(['HUMAN_APPROVAL']), labels: expect.arrayContaining(['HUAPRV', 'AUDTR']), withheld: [] });
    expect(disclosure.validUntil <= '2026-07-01T07:00:00.000Z').toBe(true);
    const [record] = await gateway.disclosures(REQUEST) as [Parsed];
    expect(record).toMatchObject({ released: expect.arrayContaining(['CSEC_STATUS']), rules: expect.arrayContaining(['COUNTY.STATUS_AFTER_APPROVAL']) });
    expect(record.approvals.map((id: string) => globalId('ReleaseApproval', id))).toEqual([asked.id]);
    const accounting = 'query($id: ID!) { disclosures(caseId: $id, first: 50) { edges { node { categoriesReleased approvals labels } } } }';
    const told = (await gateway.ask(CALLERS.worker, accounting, { id: ALMA })).body.data.disclosures.edges.map(({ node }: Parsed) => node);
    expect(told.filter(({ labels }: Parsed) => labels.includes('HUAPRV'))).toMatchObject([{ approvals: [asked.id] }]);
    expect((await ask({})).data.done.approval).toMatchObject({ id: asked.id, state: 'APPROVED', endsAt: '2026-07-01T07:00:00.000Z' });
  });

  it('is made in a list too, and of nobody and for nothing else', async () => {
    const listed = (await gateway.ask(CALLERS.clinician, '{ cases(first: 50) { edges { node { id csecStatus } } } }')).body.data.cases.edges.map(({ node }: Parsed) => [node.id, node.csecStatus]);
    expect(listed.filter(([, status]: [string, string | null]) => status !== null)).toEqual([[ALMA, 'VICTIM_CURRENT']]);
    expect(listed.length).toBeGreaterThan(1);
    expect((await read(ALMA, CALLERS.clinician, 'CARE_COORDINATION')).data.case?.csecStatus ?? null).toBe(null);
    expect((await read(ALMA, CALLERS.worker)).data.case.csecStatus).toBe(null);
  });

  it('is explained to the worker who simulates it, by the approvals of whom he names', async () => {
    const explained = async (personId: string) => (await gateway.ask(CALLERS.worker, `query($input: ExplainAccessInput!) {
      explainAccess(input: $input) { categories { category released reason obligations } residual { type securityLabel { system code } } } }`,
    { input: { caseId: ALMA, purpose: 'TREATMENT', caller: { agencyId: globalId('Agency', (await approval()).agency_id), role: 'MENTAL_HEALTH', personId: globalId('Person', personId) } } })).body;
    const approval = async () => (await gateway.sql<{ agency_id: string; person_id: string }>('select agency_id, person_id from csec.release_approval where decision = \'APPROVED\''))[0]!;
    const body = await explained((await approval()).person_id);
    expect(body.errors).toBeUndefined();
    // The status waits for an approval for the worker too: of what is not released to himself he is told no more than a caller.
    expect(body.data.explainAccess.categories.find(({ category }: Parsed) => category === 'CSEC_STATUS')).toMatchObject({ released: false, reason: 'APPROVAL_REQUIRED' });
    expect(body.data.explainAccess.residual[0]).toEqual({ type: 'forbid', securityLabel: null });
  });

  it('ends when an officer withdraws it', async () => {
    expect(codes(await gateway.ask(CALLERS.neighbour, WITHDRAW, { input: { approvalId: asked.id } }).then(({ body }) => body))).toEqual(['CONFLICT']);
    expect((await read()).data.case.csecStatus).toBe('VICTIM_CURRENT');
    const requestId = randomUUID();
    expect((await gateway.ask(CALLERS.colleague, WITHDRAW, { input: { approvalId: asked.id } }, { requestId })).body.data.done.userErrors).toEqual([]);
    expect(await gateway.disclosures(requestId)).toMatchObject([{ outcome: 'APPROVAL_WITHDRAWN', subjectId: YOUTHS.ALMA, approvals: [idOfType('ReleaseApproval', asked.id, 'id')] }]);
    expect((await gateway.ask(CALLERS.clinician, '{ case(id: "' + ALMA + '") { ownApprovals { state } } }')).body.data.case.ownApprovals[0]).toEqual({ state: 'WITHDRAWN' });
    expect((await read()).data.case.csecStatus).toBe(null);
    expect(codes(await gateway.ask(CALLERS.colleague, WITHDRAW, { input: { approvalId: asked.id } }).then(({ body }) => body))).toEqual(['CONFLICT']);
    const again = (await ask({})).data.done.approval;
    expect([again.id === asked.id, again.state]).toEqual([false, 'PENDING']);
    expect((await decide({ approvalId: again.id, approve: false, words: 'Synthetic: not now.' })).data.done.userErrors).toEqual([]);
    expect((await read()).data.case.csecStatus).toBe(null);
  });
});
