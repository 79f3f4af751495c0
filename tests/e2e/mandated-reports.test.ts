import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { type Parsed, startTestGateway, type TestCaller, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

const report = 'report { id statute dueAt minutesLeft alarm reportedAt reportNumber endedAt } userErrors { code field }';
const MUTATION = {
  open: `mutation($input: OpenMandatedReportInput!) { done: openMandatedReport(input: $input) { ${report} } }`,
  made: `mutation($input: RecordReportMadeInput!) { done: recordReportMade(input: $input) { ${report} } }`,
  close: `mutation($input: CloseMandatedReportInput!) { done: closeMandatedReport(input: $input) { ${report} } }`,
} as const;
const change = async (word: keyof typeof MUTATION, caller: TestCaller, input: Readonly<Record<string, unknown>>) => {
  const { status, body } = await gateway.ask(caller, MUTATION[word], { input });
  return body.data?.done ?? { status, code: body.errors![0]!.extensions.code };
};
const LIST = 'query($overdue: Boolean!, $first: Int = 10, $after: String) { mandatedReports(first: $first, after: $after, overdue: $overdue) { edges { cursor node { id caseId alarm } } pageInfo { hasNextPage endCursor } } }';
const list = async (caller: TestCaller, variables: Readonly<Record<string, unknown>> = { overdue: false }) => {
  const { status, body } = await gateway.ask(caller, LIST, variables);
  return body.data?.mandatedReports ?? { status, code: body.errors![0]!.extensions.code };
};
const CORA = caseId(YOUTHS.CORA);
const MISSING = { caseId: CORA, statute: 'USC_42_671_A_35', recipientAgencyId: globalId('Agency', AGENCY.police), learnedAt: '2026-03-01T07:30:00Z' };
const ofDetective = async () => (await gateway.ask(CALLERS.detective, 'query($id: ID!) { case(id: $id) { youth { lastName } } }', { id: CORA }, { purpose: 'MISSING_CHILD' })).body.data.case;

describe('a report that statute compels', () => {
  it('opens the youth to its recipient while it is live, with a clock from the first learning', async () => {
    expect(await ofDetective()).toBeNull();
    const opened = await change('open', CALLERS.caseworker, MISSING);
    expect({ ...opened.report, id: null, userErrors: opened.userErrors }).toEqual({
      id: null, statute: 'USC_42_671_A_35', dueAt: '2026-03-02T07:30:00.000Z', minutesLeft: 690, alarm: 'TWELVE_HOURS', reportedAt: null, reportNumber: null, endedAt: null, userErrors: [],
    });
    expect(await ofDetective()).toEqual({ youth: { lastName: 'C-Last' } });
    const again = await change('open', CALLERS.caseworker, { ...MISSING, learnedAt: '2026-03-01T19:00:00Z' });
    expect(again.report).toEqual(opened.report);
    const made = await change('made', CALLERS.caseworker, { caseId: CORA, reportId: opened.report.id, reportNumber: 'NCIC-1', reportedAt: '2026-03-01T08:00:00Z' });
    expect([made.report.alarm, made.report.reportedAt, made.report.reportNumber]).toEqual(['MADE', '2026-03-01T08:00:00.000Z', 'NCIC-1']);
    const closed = await change('close', CALLERS.caseworker, { caseId: CORA, reportId: opened.report.id });
    expect(closed.report.endedAt).toBe('2026-03-01T20:00:00.000Z');
    expect(await ofDetective()).toBeNull();
    expect(await change('made', CALLERS.caseworker, { caseId: CORA, reportId: opened.report.id })).toEqual({ status: 409, code: 'CONFLICT' });
  });

  it('goes to the class of agency that its statute names, and is of a moment that has come', async () => {
    const toClinic = await change('open', CALLERS.caseworker, { ...MISSING, recipientAgencyId: globalId('Agency', AGENCY.clinic) });
    expect(toClinic).toEqual({ report: null, userErrors: [{ code: 'BAD_INPUT', field: 'input.recipientAgencyId' }] });
    expect(await change('open', CALLERS.caseworker, { ...MISSING, learnedAt: '2026-03-01T20:00:01Z' })).toEqual({ status: 400, code: 'BAD_INPUT' });
  });

  it('is opened by the worker who carries the case alone', async () => {
    expect(await change('open', CALLERS.worker, MISSING)).toEqual({ report: null, userErrors: [{ code: 'FORBIDDEN', field: 'input.caseId' }] });
    expect(await change('open', CALLERS.neighbour, MISSING)).toEqual({ report: null, userErrors: [{ code: 'NOT_FOUND', field: 'input.caseId' }] });
    expect(await change('open', CALLERS.detective, MISSING)).toEqual({ status: 403, code: 'FORBIDDEN' });
  });
});

describe('the county\'s list of compelled reports', () => {
  it('shows the first due first, each with its alarm, and what is late alone when asked', async () => {
    for (const learnedAt of ['2026-02-28T20:00:00Z', '2026-02-28T19:00:00Z']) {
      await change('open', CALLERS.worker, { ...MISSING, caseId: caseId(learnedAt.includes('T20') ? YOUTHS.HANNA : YOUTHS.ALMA), learnedAt });
    }
    await change('open', CALLERS.worker, { ...MISSING, statute: 'PC_11166_J', caseId: caseId(YOUTHS.ALMA), learnedAt: '2026-03-01T18:00:00Z' });
    const shown = ({ edges }: Parsed) => edges.map(({ node }: Parsed) => [node.caseId, node.alarm]);
    const [alma, hanna] = [caseId(YOUTHS.ALMA), caseId(YOUTHS.HANNA)];
    expect(shown(await list(CALLERS.colleague))).toEqual([[alma, 'OVERDUE'], [hanna, 'OVERDUE'], [CORA, 'MADE'], [alma, 'RUNNING']]);
    const first = await list(CALLERS.colleague, { overdue: true, first: 1 });
    expect([shown(first), first.pageInfo.hasNextPage]).toEqual([[[alma, 'OVERDUE']], true]);
    const second = await list(CALLERS.colleague, { overdue: true, first: 1, after: first.pageInfo.endCursor });
    expect([shown(second), second.pageInfo.hasNextPage]).toEqual([[[hanna, 'OVERDUE']], true]);
    const none = await list(CALLERS.colleague, { overdue: true, first: 1, after: second.pageInfo.endCursor });
    expect([shown(none), none.pageInfo.hasNextPage]).toEqual([[], false]);
  });

  it('holds no client whom the reader\'s privileges do not reach, and is for nobody without the county', async () => {
    const before = await list(CALLERS.colleague);
    await change('open', { ...CALLERS.worker, privileges: ['SEALED'] }, { ...MISSING, caseId: caseId(YOUTHS.RENATA) });
    expect(await gateway.sql('select from csec.mandated_report where subject_id = $1', [YOUTHS.RENATA])).toHaveLength(1);
    expect(await list(CALLERS.colleague)).toEqual(before);
    expect((await list({ ...CALLERS.colleague, privileges: ['SEALED'] })).edges).toHaveLength(before.edges.length + 1);
    expect((await list(CALLERS.neighbour)).edges).toEqual([]);
    expect(await list({ ...CALLERS.worker, privileges: [] })).toEqual({ status: 403, code: 'FORBIDDEN' });
    expect(await list(CALLERS.detective)).toEqual({ status: 403, code: 'FORBIDDEN' });
  });
});
