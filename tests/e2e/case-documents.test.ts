import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { type Parsed, startTestGateway, statementsOf, type TestCaller, type TestGateway } from '../support/gateway.js';
import { CALLERS, caseId, TEAM, YOUTHS } from '../support/seed-county.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

const FILE = 'mutation File($input: FileDocumentInput!) { done: fileDocument(input: $input) { documentId carries userErrors { code field } } }';
const WITHDRAW = 'mutation Withdraw($input: WithdrawDocumentInput!) { done: withdrawDocument(input: $input) { documentId userErrors { code field } } }';
const READ = `query Documents($id: ID!, $first: Int = 50, $after: String, $category: Category) { case(id: $id) {
  documents(first: $first, after: $after, category: $category) { edges { cursor node { id category also kind title filedOn matter teamId text sourceSystem regime notice } } pageInfo { hasNextPage endCursor } } } }`;
const ALMA = caseId(YOUTHS.ALMA);
const NOBODY = caseId('00000000-0000-4000-8000-000000000404');

const file = async (caller: TestCaller, input: Readonly<Record<string, unknown>>) => {
  const answer = await gateway.ask(caller, FILE, { input: { caseId: ALMA, kind: 'LETTER', category: 'CASE_FACTS', title: 'A letter', ...input } });
  return answer.body.data?.done ?? { status: answer.status, code: answer.body.errors![0]!.extensions.code };
};
const refused = (code: string, field: string) => ({ documentId: null, carries: [], userErrors: [{ code, field }] });
const notThere = { documentId: null, userErrors: [{ code: 'NOT_FOUND', field: 'input.documentId' }] };
const documents = async (caller: TestCaller, variables: Readonly<Record<string, unknown>> = {}): Promise<Parsed> => {
  const { body } = await gateway.ask(caller, READ, { id: ALMA, ...variables });
  return body.data.case?.documents ?? null;
};
const titles = async (caller: TestCaller, variables = {}): Promise<readonly string[]> =>
  (await documents(caller, variables)).edges.map(({ node }: Parsed) => node.title);

describe('a document', () => {
  const ids: Record<string, string> = {};

  it('is filed by the worker who carries the case and by an agency for its own, under the law of its records', async () => {
    const ofWorker = await file(CALLERS.worker, { title: 'Court report', kind: 'COURT_REPORT', text: 'Words of the county', filedOn: '2026-01-02' });
    const ofClinic = await file(CALLERS.clinician, { title: 'Assessment', kind: 'ASSESSMENT', category: 'MENTAL_HEALTH', text: 'Words of the clinic', filedOn: '2026-01-03', consentedBy: 'PARENT' });
    expect([ofWorker.userErrors, ofClinic.userErrors]).toEqual([[], []]);
    Object.assign(ids, { worker: ofWorker.documentId, clinic: ofClinic.documentId });
    const [row] = await gateway.sql('select category, regime, consented_by, source_agency_id is not null as sourced from csec.case_document where title = \'Assessment\'');
    expect(row).toEqual({ category: 'MENTAL_HEALTH', regime: 'LPS', consented_by: 'PARENT', sourced: true });
  });

  it('is shown to whoever is released its category, and its title and text only by the decision of the narrative', async () => {
    const { edges } = await documents(CALLERS.worker);
    expect(edges.map(({ node }: Parsed) => [node.title, node.text, node.regime])).toEqual([['Court report', 'Words of the county', 'CHILD_WELFARE']]);
    const ofClinic = (await documents(CALLERS.clinician)).edges.map(({ node }: Parsed) => [node.title, node.text]);
    expect(ofClinic).toEqual([[null, null]]);
    const ofProvider = (await documents(CALLERS.provider)).edges.map(({ node }: Parsed) => [node.kind, node.filedOn, node.title, node.text]);
    expect(ofProvider).toEqual([['COURT_REPORT', '2026-01-02', null, null]]);
  });

  it('of what is never kept here is refused, whoever brings it and whichever case it is for', async () => {
    for (const category of ['PRIVILEGED', 'CRIMINAL_RECORD', 'LIVE_INVESTIGATION', 'SEALED', 'REPORTER_IDENTITY']) {
      for (const to of [ALMA, NOBODY]) {
        for (const caller of [CALLERS.worker, CALLERS.detective]) expect(await file(caller, { caseId: to, category })).toEqual(refused('CATEGORY_NOT_ACCEPTED', 'input.category'));
      }
    }
    expect(await gateway.sql('select from csec.case_document')).toHaveLength(2);
  });

  it('that names a victim\'s arrest under former law is refused wherever it is named, and whichever case it is for (R-15)', async () => {
    for (const [field, words] of [['title', 'Arrest, PC 647(b)'], ['text', 'Booked under 653.22 in 2014.'], ['matter', '14-647(b)']] as const) {
      for (const to of [ALMA, NOBODY]) {
        for (const caller of [CALLERS.worker, CALLERS.detective]) {
          expect(await file(caller, { caseId: to, category: 'JUVENILE_JUSTICE', [field]: words })).toEqual(refused('CATEGORY_NOT_ACCEPTED', `input.${field}`));
        }
      }
    }
    expect(await gateway.sql('select from csec.case_document')).toHaveLength(2);
  });

  it('is refused to who does not carry the case, under another\'s law, and to who knows of no such case', async () => {
    expect(await file(CALLERS.colleague, {})).toEqual(refused('FORBIDDEN', 'input.caseId'));
    expect(await file(CALLERS.clinician, { category: 'EDUCATION' })).toEqual(refused('FORBIDDEN', 'input.regime'));
    expect(await file(CALLERS.clinician, { category: 'MENTAL_HEALTH', regime: 'CHILD_WELFARE' })).toEqual(refused('FORBIDDEN', 'input.regime'));
    for (const id of [caseId(YOUTHS.CORA), NOBODY]) expect(await file(CALLERS.clinician, { caseId: id, category: 'MENTAL_HEALTH' })).toEqual(refused('NOT_FOUND', 'input.caseId'));
    expect(await file(CALLERS.operator, {})).toEqual({ status: 403, code: 'FORBIDDEN' });
    expect(await file(CALLERS.worker, { filedOn: '2026-03-02' })).toEqual({ status: 400, code: 'BAD_INPUT' });
    expect(await file(CALLERS.worker, { title: '  ' })).toEqual({ status: 400, code: 'BAD_INPUT' });
    expect(await file(CALLERS.worker, { category: 'MENTAL_HEALTH', regime: 'FERPA' })).toEqual({ status: 400, code: 'BAD_INPUT' });
  });

  it('is taken back by its own agency or the worker to whom it is shown, and then is there for nobody', async () => {
    const back = (caller: TestCaller, documentId: string, id = ALMA) => gateway.ask(caller, WITHDRAW, { input: { caseId: id, documentId } });
    const unknown = globalId('CaseDocument', '00000000-0000-4000-8000-0000000000d0');
    // The worker is not released what the clinic filed: for her there is no such document, in as many statements.
    const seen = new Map<string, string>();
    for (const id of [ids['clinic']!, unknown]) {
      let answer = '';
      const names = await statementsOf(async () => { answer = JSON.stringify((await back(CALLERS.worker, id)).body.data); });
      seen.set(`${answer} ${names.join(' ')}`, id);
    }
    expect(seen.size).toBe(1);
    expect((await back(CALLERS.provider, ids['worker']!)).body.data.done).toEqual(notThere);
    expect((await back(CALLERS.clinician, ids['clinic']!)).body.data.done).toEqual({ documentId: ids['clinic'], userErrors: [] });
    expect(await titles(CALLERS.clinician)).toEqual([]);
    expect((await back(CALLERS.clinician, ids['clinic']!)).body.data.done).toEqual(notThere);
    expect((await back(CALLERS.worker, ids['worker']!)).body.data.done).toEqual({ documentId: ids['worker'], userErrors: [] });
    expect(await titles(CALLERS.worker)).toEqual([]);
  });
});

describe('a document whose words tell of more than its category', () => {
  const carried = async (caller: TestCaller, input: Readonly<Record<string, unknown>>) => (await file(caller, { filedOn: '2026-01-20', ...input })).carries;
  const seenIn = async (caller: TestCaller, purpose: string, variables = {}): Promise<readonly string[]> => {
    const { body } = await gateway.ask(caller, READ, { id: ALMA, ...variables }, { purpose });
    return (body.data.case?.documents.edges ?? []).map(({ node }: Parsed) => [node.category, ...node.also].join(' '));
  };

  it('G7: carries what a medicine, a clinic and an agency of the register tell of, and what its filer says', async () => {
    const [clinic] = await gateway.sql('select name from csec.agency where kind = \'SUBSTANCE_USE_PROGRAM\' and county = \'19\'');
    expect(await carried(CALLERS.worker, { title: 'Contact', text: 'She takes sertraline each morning.' })).toEqual(['CASE_FACTS', 'GENERAL_MEDICAL']);
    expect(await carried(CALLERS.worker, { title: 'Starts suboxone' })).toEqual(['CASE_FACTS', 'SUBSTANCE_USE_PART2']);
    expect(await carried(CALLERS.worker, { title: 'Ride', text: `Taken to ${clinic!.name.toUpperCase()} at nine.` })).toEqual(['CASE_FACTS', 'SUBSTANCE_USE_PART2']);
    expect(await carried(CALLERS.worker, { title: 'Plain', text: 'Art class; termination of the lease; prep for school.' })).toEqual(['CASE_FACTS']);
    expect(await carried(CALLERS.worker, { title: 'Seen at school', also: ['EDUCATION', 'CASE_FACTS', 'EDUCATION'] })).toEqual(['CASE_FACTS', 'EDUCATION']);
    expect(await gateway.sql('select also from csec.case_document where title = \'Starts suboxone\'')).toEqual([{ also: [{ category: 'SUBSTANCE_USE_PART2', regime: 'PART2' }] }]);
    expect(await carried(CALLERS.worker, { title: 'A file', kind: 'IMMIGRATION_FILE' })).toEqual(['CASE_FACTS', 'IMMIGRATION']);
    expect(await file(CALLERS.worker, { also: ['PRIVILEGED'] })).toEqual(refused('CATEGORY_NOT_ACCEPTED', 'input.category'));
  });

  it('G7: is there for who is released all of it, and for nobody by its category alone: not for the worker who filed it, a provider or a page', async () => {
    expect((await seenIn(CALLERS.worker, 'CHILD_WELFARE')).toSorted()).toEqual(['CASE_FACTS', 'CASE_FACTS IMMIGRATION']);
    expect((await seenIn(CALLERS.worker, 'CARE_COORDINATION')).toSorted()).toEqual(['CASE_FACTS', 'CASE_FACTS EDUCATION', 'CASE_FACTS GENERAL_MEDICAL']);
    expect((await seenIn(CALLERS.worker, 'CARE_COORDINATION', { category: 'CASE_FACTS' })).toSorted()).toEqual(['CASE_FACTS', 'CASE_FACTS EDUCATION', 'CASE_FACTS GENERAL_MEDICAL']);
    for (const caller of [CALLERS.provider, CALLERS.detective]) expect(new Set(await seenIn(caller, caller === CALLERS.provider ? 'SERVICES' : 'INVESTIGATION'))).toEqual(new Set(['CASE_FACTS']));
    const { edges, pageInfo } = await documents(CALLERS.provider, { first: 1 });
    expect([edges.length, pageInfo.hasNextPage]).toEqual([1, false]);
  });

  it('G7: is taken back by who is shown it alone, and by nobody as if there were none', async () => {
    const [row] = await gateway.sql('select id from csec.case_document where title = \'Starts suboxone\'');
    const documentId = globalId('CaseDocument', row!.id);
    const back = async (caller: TestCaller) => (await gateway.ask(caller, WITHDRAW, { input: { caseId: ALMA, documentId } })).body.data.done;
    expect(await back(CALLERS.provider)).toEqual(notThere);
    // Her own agency filed it, so the worker takes it back though it is not shown to her.
    expect(await back(CALLERS.worker)).toEqual({ documentId, userErrors: [] });
    await gateway.sql('update csec.case_document set withdrawn_at = now(), withdrawn_by = \'test\' where filed_on = \'2026-01-20\'', [], 'csec_sync');
  });
});

describe('the talk of a team', () => {
  const talk = { kind: 'TEAM_DISCUSSION', title: 'Talk of the team', text: 'Words of the team', teamId: globalId('Team', TEAM), filedOn: '2026-02-02' };

  it('is filed by a live member alone', async () => {
    for (const caller of [CALLERS.worker, CALLERS.provider]) expect(await file(caller, talk)).toEqual(refused('NOT_FOUND', 'input.teamId'));
    expect(await file(CALLERS.member, { ...talk, teamId: globalId('Team', '7ea30000-0000-4000-8000-0000000000ff') })).toEqual(refused('NOT_FOUND', 'input.teamId'));
    expect((await file(CALLERS.member, talk)).userErrors).toEqual([]);
  });

  it('is there for the members, whole, and for nobody else: not for the worker who carries the case, and not for investigators', async () => {
    expect((await documents(CALLERS.member)).edges.map(({ node }: Parsed) => [node.title, node.text])).toEqual([['Talk of the team', 'Words of the team']]);
    for (const caller of [CALLERS.worker, CALLERS.colleague, CALLERS.detective, CALLERS.provider, CALLERS.clinician]) expect(await titles(caller)).toEqual([]);
  });

  it('leaves every page of other readers as it is, and stands in the pages of the members in its order', async () => {
    const before = await gateway.ask(CALLERS.worker, READ, { id: ALMA, first: 1 }, { requestId: 'pages' });
    for (const [title, filedOn] of [['Older', '2026-01-01'], ['Newer', '2026-02-03']]) await file(CALLERS.worker, { title, filedOn });
    expect(before.body.data.case.documents).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
    const walked: string[] = [];
    for (let after: string | null = null; ;) {
      const { edges, pageInfo }: Parsed = await documents(CALLERS.member, { first: 1, after });
      walked.push(edges[0].node.title ?? edges[0].node.filedOn);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(walked).toEqual(['2026-02-03', 'Talk of the team', '2026-01-01']);
    expect(await titles(CALLERS.worker)).toEqual(['Newer', 'Older']);
    const page = await documents(CALLERS.worker, { first: 1 });
    expect((await documents(CALLERS.worker, { first: 1, after: page.pageInfo.endCursor })).pageInfo.hasNextPage).toBe(false);
    expect(await titles(CALLERS.worker, { category: 'MENTAL_HEALTH' })).toEqual([]);
    expect((await gateway.ask(CALLERS.worker, READ, { id: ALMA, after: 'x' })).body.errors![0]!.extensions.code).toBe('BAD_CURSOR');
  });

  it('ends with the seat', async () => {
    await gateway.sql('update csec.team_member set left_at = \'2026-02-20T00:00:00Z\' where person_id = (select id from csec.person where name like \'%Team Member%\')', [], 'csec_sync');
    expect(await documents(CALLERS.member)).toBeNull();
  });
});

describe('documents of a participant in Safe at Home', () => {
  it('that tell where she is are absent with the address', async () => {
    const input = { caseId: caseId(YOUTHS.HANNA), category: 'LOCATION', title: 'Where she is' };
    expect((await file(CALLERS.worker, input)).userErrors).toEqual([]);
    const seen = () => titles(CALLERS.colleague, { id: caseId(YOUTHS.HANNA) });
    expect(await titles(CALLERS.worker, { id: caseId(YOUTHS.HANNA) })).toEqual(['Where she is']);
    expect(await seen()).toEqual([]);
    await gateway.sql('update csec.youth set address_confidential = false where subject_id = $1', [YOUTHS.HANNA], 'csec_sync');
    expect(await seen()).toEqual(['Where she is']);
  });
});

describe('the dates of a service', () => {
  const DATES = 'mutation($input: RecordServiceDatesInput!) { done: recordServiceDates(input: $input) { done userErrors { code field } } }';
  const record = async (caller: TestCaller, input: Readonly<Record<string, unknown>>) => {
    const { status, body } = await gateway.ask(caller, DATES, { input: { caseId: ALMA, startedOn: '2026-02-10', ...input } });
    return body.data?.done ?? { status, code: body.errors![0]!.extensions.code };
  };
  const services = 'query($id: ID!) { serviceHistory(caseId: $id, first: 1) { edges { node { category startedOn endedOn serviceText providerName } } } }';

  it('are filed by who gives services, and say nothing but the dates', async () => {
    expect(await record(CALLERS.provider, {})).toEqual({ done: true, userErrors: [] });
    expect(await record(CALLERS.provider, { endedOn: '2026-02-12' })).toEqual({ done: true, userErrors: [] });
    const { body } = await gateway.ask(CALLERS.worker, services, { id: ALMA });
    expect(body.data.serviceHistory.edges).toEqual([{ node: { category: 'CASE_FACTS', startedOn: '2026-02-10', endedOn: '2026-02-12', serviceText: null, providerName: null } }]);
    expect(await gateway.sql('select consented_by from csec.service_record where record_key like \'dates:%\'')).toEqual([{ consented_by: 'MINOR' }]);
  });

  it('are of a youth whom the agency may know of, and of days that have come', async () => {
    for (const id of [caseId(YOUTHS.CORA), NOBODY]) expect(await record(CALLERS.provider, { caseId: id })).toEqual({ done: false, userErrors: [{ code: 'NOT_FOUND', field: 'input.caseId' }] });
    expect(await record(CALLERS.provider, { startedOn: '2026-03-02' })).toEqual({ status: 400, code: 'BAD_INPUT' });
    expect(await record(CALLERS.provider, { endedOn: '2026-02-01' })).toEqual({ status: 400, code: 'BAD_INPUT' });
    expect(await record(CALLERS.clinician, {})).toEqual({ status: 403, code: 'FORBIDDEN' });
  });
});
