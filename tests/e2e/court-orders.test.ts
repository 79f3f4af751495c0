import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { type Parsed, startTestGateway, type TestCaller, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

const order = 'courtOrder { id kind caseNumber categories recipientAgencyIds vacatedAt } userErrors { code field }';
const MUTATION = {
  record: `mutation($input: RecordCourtOrderInput!) { done: recordCourtOrder(input: $input) { ${order} } }`,
  vacate: `mutation($input: VacateCourtOrderInput!) { done: vacateCourtOrder(input: $input) { ${order} } }`,
  seal: 'mutation($input: RecordSealOrderInput!) { done: recordSealOrder(input: $input) { notified { name } userErrors { code field } } }',
  acknowledge: 'mutation($input: AcknowledgeSealNoticeInput!) { done: acknowledgeSealNotice(input: $input) { noticeId userErrors { code } } }',
  file: 'mutation($input: FileDocumentInput!) { done: fileDocument(input: $input) { documentId userErrors { code field } } }',
} as const;

const change = async (word: keyof typeof MUTATION, caller: TestCaller, input: Readonly<Record<string, unknown>>) => {
  const { status, body } = await gateway.ask(caller, MUTATION[word], { input });
  return body.data?.done ?? { status, code: body.errors![0]!.extensions.code };
};
const ORDERED = {
  caseId: caseId(YOUTHS.ALMA), kind: 'DISCLOSURE_827', court: 'Synthetic Juvenile Court', caseNumber: 'DP-1', categories: ['CASE_FACTS', 'IDENTITY_CORE'],
  recipientAgencyIds: [globalId('Agency', AGENCY.police)], effectiveFrom: '2026-02-01T18:00:00Z',
};
const LIST = 'query($id: ID!) { case(id: $id) { courtOrders { caseNumber vacatedAt } } }';
const listed = async (caller: TestCaller) => (await gateway.ask(caller, LIST, { id: ORDERED.caseId })).body.data.case?.courtOrders;

describe('an order of a court', () => {
  it('opens what it names to whom it names, until it is vacated', async () => {
    const of = { caseId: caseId(YOUTHS.CORA) };
    const seen = async () => (await gateway.ask(CALLERS.detective, 'query($id: ID!) { case(id: $id) { openedOn } }', { id: of.caseId })).body.data.case;
    const without = await seen();
    const { courtOrder, userErrors } = await change('record', CALLERS.caseworker, { ...ORDERED, ...of });
    expect({ ...courtOrder, id: null, userErrors }).toEqual({
      id: null, kind: 'DISCLOSURE_827', caseNumber: 'DP-1', categories: ['CASE_FACTS', 'IDENTITY_CORE'], recipientAgencyIds: ORDERED.recipientAgencyIds, vacatedAt: null, userErrors: [],
    });
    expect([without, await seen()]).toEqual([null, { openedOn: '2024-11-05' }]);
    const vacated = await change('vacate', CALLERS.caseworker, { ...of, courtOrderId: courtOrder.id });
    expect(vacated.courtOrder.vacatedAt).toBe('2026-03-01T20:00:00.000Z');
    expect(await seen()).toBeNull();
  });

  it('is recorded and read by the worker who carries the case alone', async () => {
    await change('record', CALLERS.worker, ORDERED);
    expect(await listed(CALLERS.worker)).toEqual([{ caseNumber: 'DP-1', vacatedAt: null }]);
    for (const caller of [CALLERS.colleague, CALLERS.detective, CALLERS.provider, CALLERS.member, CALLERS.clinician]) expect(await listed(caller)).toBeNull();
    expect(await change('record', CALLERS.colleague, ORDERED)).toEqual({ courtOrder: null, userErrors: [{ code: 'FORBIDDEN', field: 'input.caseId' }] });
    expect(await change('record', CALLERS.neighbour, ORDERED)).toEqual({ courtOrder: null, userErrors: [{ code: 'NOT_FOUND', field: 'input.caseId' }] });
    expect(await change('record', CALLERS.detective, ORDERED)).toEqual({ status: 403, code: 'FORBIDDEN' });
  });

  it('that names what law conceals from its reader is not told of', async () => {
    await change('record', CALLERS.worker, { ...ORDERED, kind: 'PART2_2_64', caseNumber: 'DP-2', categories: ['SUBSTANCE_USE_PART2'] });
    expect((await listed(CALLERS.worker)).map(({ caseNumber }: Parsed) => caseNumber)).toEqual(['DP-1']);
  });

  it.each([
    ['names no category', { categories: [] }], ['ends before it begins', { dataFrom: '2026-02-01', dataTo: '2026-01-01' }], ['has no court', { court: ' ' }],
    ['has a hash that is none', { documentHash: 'xyz' }],
  ])('that %s is bad input', async (_, parts) => {
    expect(await change('record', CALLERS.worker, { ...ORDERED, ...parts })).toEqual({ status: 400, code: 'BAD_INPUT' });
  });

  it('names agencies that are known, and is vacated only where it is', async () => {
    const stranger = globalId('Agency', '00000000-0000-4000-8000-000000000404');
    expect((await change('record', CALLERS.worker, { ...ORDERED, recipientAgencyIds: [stranger] })).userErrors).toEqual([{ code: 'NOT_FOUND', field: 'input.recipientAgencyIds' }]);
    const input = { caseId: ORDERED.caseId, courtOrderId: globalId('CourtOrder', '00000000-0000-4000-8000-000000000404') };
    expect(await change('vacate', CALLERS.worker, input)).toEqual({ status: 409, code: 'CONFLICT' });
  });
});

describe('a seal order', () => {
  const DOCUMENTS = 'query Documents($id: ID!) { case(id: $id) { documents { edges { node { title } } } identifiers { value } } }';
  const read = (caller: TestCaller) => gateway.ask(caller, DOCUMENTS, { id: ORDERED.caseId }, { requestId: '00000000-0000-4000-8000-00000000005e' });
  const petition = { caseId: ORDERED.caseId, category: 'JUVENILE_JUSTICE', kind: 'PETITION', title: 'A petition', matter: 'JJ-7' };
  const SEAL = { caseId: ORDERED.caseId, statute: 'WIC_786', court: 'Synthetic Juvenile Court', caseNumber: 'S-1', matters: ['JJ-7'], destroyBy: '2026-09-01' };

  it('leaves an answer that is byte for byte the one of a youth who never had the matter', async () => {
    const never = await read(CALLERS.worker);
    await change('file', CALLERS.worker, petition);
    const before = await read(CALLERS.worker);
    expect(before.body.data.case.documents.edges).toEqual([{ node: { title: 'A petition' } }]);
    const sealed = await change('seal', CALLERS.worker, SEAL);
    expect(sealed).toEqual({ notified: [{ name: expect.stringContaining('County Child Welfare') }], userErrors: [] });
    expect((await read(CALLERS.worker)).text).toBe(never.text);
  });

  it('takes what comes again under its matter, and keeps nothing of it', async () => {
    const again = await change('file', CALLERS.worker, petition);
    expect(again.userErrors).toEqual([]);
    expect((await read(CALLERS.worker)).body.data.case.documents.edges).toEqual([]);
  });

  it('notifies the agencies that were sent of it, each of its own', async () => {
    const notices = async (caller: TestCaller) => (await gateway.ask(caller, '{ sealNotices(first: 10) { edges { node { id caseId disclosures destroyBy } } } }')).body.data.sealNotices.edges;
    const [notice, ...more] = await notices(CALLERS.colleague);
    expect([notice.node.caseId, notice.node.destroyBy, notice.node.disclosures.length > 0, more]).toEqual([ORDERED.caseId, '2026-09-01', true, []]);
    for (const caller of [CALLERS.detective, CALLERS.provider, CALLERS.member, CALLERS.clinician, CALLERS.neighbour]) expect(await notices(caller)).toEqual([]);
    expect(await change('acknowledge', CALLERS.detective, { noticeId: notice.node.id })).toEqual({ status: 409, code: 'CONFLICT' });
    expect(await change('acknowledge', CALLERS.worker, { noticeId: notice.node.id })).toEqual({ noticeId: notice.node.id, userErrors: [] });
    expect(await notices(CALLERS.colleague)).toEqual([]);
  });

  it('is carried out for the worker who carries the case and for the court, and for nobody else', async () => {
    expect(await change('seal', CALLERS.colleague, SEAL)).toEqual({ notified: null, userErrors: [{ code: 'FORBIDDEN', field: 'input.caseId' }] });
    for (const id of [caseId(YOUTHS.BEATRIZ), caseId('00000000-0000-4000-8000-000000000404')]) {
      expect(await change('seal', CALLERS.worker, { ...SEAL, caseId: id })).toEqual({ notified: null, userErrors: [{ code: 'NOT_FOUND', field: 'input.caseId' }] });
    }
    expect(await change('seal', CALLERS.detective, SEAL)).toEqual({ status: 403, code: 'FORBIDDEN' });
  });
});
