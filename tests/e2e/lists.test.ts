import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uiIdOfRecordKey, writtenUiId } from '../../adapters/cws-cms/identifier.js';
import { type Parsed, startTestGateway, statementsOf, type TestGateway } from '../support/gateway.js';
import { CALLERS, caseId, countyRows, writeCounty, YOUTHS } from '../support/seed-county.js';
import { clientKey, plainYouth, youthRow } from '../support/seed-county-youths.js';
import { CASE_PAGE } from './documents.js';

/** Forty youths more, so that a page has twenty and there are several pages. */
const MANY = Array.from({ length: 40 }, (_, at) => `9a9e0000-0000-4000-8000-${String(at).padStart(12, '0')}`);

let gateway: TestGateway;
beforeAll(async () => {
  const county = countyRows();
  for (const [at, subject] of MANY.entries()) {
    const letter = `M${at}`;
    county.youths.push(youthRow(subject, letter, {
      last_name: `Many-${String(at % 13).padStart(2, '0')}`, opened_on: at % 7 === 0 ? null : `2025-0${1 + (at % 9)}-11`, client_key: `M${String(at).padStart(6, '0')}0X5`,
    }));
    for (const [table, rows] of Object.entries(plainYouth(subject, letter))) {
      county.tables[table as 'alias'].push(...rows.map((row) => ('public_id' in row ? { ...row, public_id: subject } : row)));
    }
  }
  gateway = await startTestGateway({ seed: (url) => writeCounty(url, county) });
});
afterAll(async () => { await gateway.stop(); });

async function page(variables: Readonly<Record<string, unknown>>, caller: keyof typeof CALLERS = 'colleague') {
  const { body } = await gateway.ask(CALLERS[caller], CASE_PAGE, variables);
  return body.data.cases as { edges: { cursor: string; node: Parsed }[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string } };
}

/** Every case of a list, read page by page. */
async function whole(first: number, variables: Readonly<Record<string, unknown>>, caller: keyof typeof CALLERS = 'colleague') {
  const nodes: Parsed[] = [];
  for (let after: string | null = null; ;) {
    const { edges, pageInfo } = await page({ first, after, ...variables }, caller);
    nodes.push(...edges.map(({ node }) => node));
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0]?.cursor ?? null, edges.at(-1)?.cursor ?? null]);
    if (!pageInfo.hasNextPage) return nodes;
    after = pageInfo.endCursor;
  }
}

/** Whom a worker who may read county 19 can see: not the other county's, not the sensitive, not the sealed, not the unplaced. */
const READABLE = [YOUTHS.ALMA, YOUTHS.CORA, YOUTHS.HANNA, ...MANY].map(caseId);

describe('the list of cases', () => {
  it.each(['ANY', 'OPENED_ON', 'YOUTH_NAME'])('ordered by %s is the same whole list in pages of any length', async (orderBy) => {
    const once = await whole(100, { orderBy });
    expect(once.map(({ id }) => id).toSorted()).toEqual(READABLE.toSorted());
    for (const first of [7, 20]) expect((await whole(first, { orderBy })).map(({ id }) => id)).toEqual(once.map(({ id }) => id));
  });

  it('has its order: newest first with the never opened last, and by last name then first', async () => {
    const opened = (await whole(20, { orderBy: 'OPENED_ON' })).map(({ openedOn }) => openedOn ?? '');
    expect(opened).toEqual(opened.toSorted().toReversed());
    const names = (await whole(20, { orderBy: 'YOUTH_NAME' })).map(({ youth }) => `${youth.lastName}\t${youth.firstName}`.toLowerCase());
    expect(names).toEqual(names.toSorted());
  });

  it.each([
    [{ csecStatus: 'AT_RISK' }, [YOUTHS.CORA]], [{ openedFrom: '2025-06-01', openedTo: '2025-06-02' }, [YOUTHS.ALMA]],
    [{ gridType: 6870 }, [YOUTHS.ALMA, YOUTHS.HANNA]], [{ county: '33' }, []], [{ status: 'CLOSED' }, []],
    [{ gridType: 6870, openedFrom: '2025-03-02' }, [YOUTHS.ALMA]],
  ])('filtered by %j holds what matches', async (filter, youths) => {
    expect((await whole(10, { filter })).map(({ id }) => id).toSorted()).toEqual(youths.map(caseId).toSorted());
  });

  it('refuses filters and orders to who does not read the field on every row, whatever the rows hold', async () => {
    const asked = [
      { filter: { csecStatus: 'AT_RISK' } }, { filter: { status: 'OPEN' } }, { filter: { gridType: 6870 } }, { filter: { county: '19' } },
      { filter: { openedFrom: '2025-01-01' } }, { orderBy: 'OPENED_ON' }, { orderBy: 'YOUTH_NAME' },
    ];
    for (const caller of ['clinician', 'detective', 'provider', 'member', 'operator'] as const) {
      for (const variables of asked) {
        const { status, body } = await gateway.ask(CALLERS[caller], CASE_PAGE, { first: 5, ...variables });
        expect([status, body.data ?? null, body.errors?.[0]?.extensions.code], `${caller} ${JSON.stringify(variables)}`).toEqual([403, null, 'FILTER_NOT_PERMITTED']);
      }
    }
  });

  it('holds for a partner exactly the cases he has a relation to, and none for who operates the gateway', async () => {
    const ids = async (caller: keyof typeof CALLERS) => (await whole(2, {}, caller)).map(({ id }) => id).toSorted();
    expect(await ids('clinician')).toEqual([YOUTHS.ALMA, YOUTHS.HANNA, YOUTHS.SELMA].map(caseId).toSorted());
    expect(await ids('detective')).toEqual([YOUTHS.ALMA, YOUTHS.HANNA].map(caseId).toSorted());
    expect(await ids('provider')).toEqual([YOUTHS.ALMA, YOUTHS.HANNA].map(caseId).toSorted());
    expect(await ids('member')).toEqual([YOUTHS.ALMA, YOUTHS.HANNA].map(caseId).toSorted());
    expect(await ids('operator')).toEqual([]);
    expect(await ids('neighbour')).toEqual([caseId(YOUTHS.BEATRIZ)]);
  });

  it('costs as many statements for a page of one as for a page of twenty', async () => {
    const one = await statementsOf(() => page({ first: 1 }));
    const twenty = await statementsOf(() => page({ first: 20 }));
    expect(twenty.toSorted()).toEqual(one.toSorted());
    expect(twenty.toSorted()).toEqual([
      'admit-page', 'agency-with-agreements', 'append-disclosures', 'assignments-by-subject', 'child-welfare-cases-by-subject',
      'grid-entries-by-subject',
      'narrow-opened', 'referrals-by-subject', 'service-records-by-subject', 'special-projects-by-subject', 'youths-by-subject',
    ]);
  });

  it('is recorded for each youth on the page, and for nobody beyond it', async () => {
    const requestId = 'cccccccc-0000-4000-8000-000000000000';
    const { body } = await gateway.ask(CALLERS.colleague, CASE_PAGE, { first: 3 }, { requestId });
    const recorded = (await gateway.disclosures(requestId)).map(({ subjectId, outcome }) => [caseId(subjectId), outcome]);
    expect(recorded).toEqual(body.data.cases.edges.map((edge: Parsed) => [edge.node.id, 'RELEASED']));
  });
});

describe('a case by identifier', () => {
  const document = 'query($identifier: CaseIdentifierInput!) { caseByIdentifier(identifier: $identifier) { id } }';
  const find = async (identifier: unknown, caller: keyof typeof CALLERS = 'colleague') => (await gateway.ask(CALLERS[caller], document, { identifier })).body;

  it('is found by the 19 digits that CWS/CMS shows, with dashes or without, and by an id of another system', async () => {
    const found = { data: { caseByIdentifier: { id: caseId(YOUTHS.ALMA) } } };
    expect(await find({ cwsCms: uiIdOfRecordKey(clientKey('A')) })).toMatchObject(found);
    expect(await find({ cwsCms: writtenUiId(clientKey('A')) })).toMatchObject(found);
    expect(await find({ other: { system: 1333, value: 'A-PREV' } })).toMatchObject(found);
    expect(await find({ other: { system: 1332, value: 'A-MEDS' } }, 'clinician')).toMatchObject(found);
    expect(await find({ other: { system: 1333, value: 'A-MEDS' } })).toMatchObject({ data: { caseByIdentifier: null } });
  });

  it('is asked for by exactly one identifier, of 19 digits', async () => {
    for (const [identifier, told] of [
      [{}, { fields: ['identifier.cwsCms', 'identifier.other'] }], [{ cwsCms: '12345' }, { field: 'identifier.cwsCms' }],
      [{ cwsCms: uiIdOfRecordKey(clientKey('A')), other: { system: 1332, value: 'A-MEDS' } }, { fields: ['identifier.cwsCms', 'identifier.other'] }],
    ] as const) {
      const { errors } = await find(identifier);
      expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_INPUT', details: told }]);
    }
  });
});

describe('the service history', () => {
  it('pages newest first within the days asked, and costs the same for any page', async () => {
    const document = `query($id: ID!, $first: Int!, $after: String, $from: Date, $to: Date) {
      serviceHistory(caseId: $id, first: $first, after: $after, from: $from, to: $to) { edges { node { category startedOn } } pageInfo { hasNextPage endCursor } }
    }`;
    const days: string[] = [];
    const statements: number[] = [];
    for (let after: string | null = null; ;) {
      let answer: Parsed;
      statements.push((await statementsOf(async () => {
        answer = (await gateway.ask(CALLERS.clinician, document, { id: caseId(YOUTHS.ALMA), first: 2, after, from: '2025-10-03', to: '2025-10-12' })).body.data.serviceHistory;
      })).length);
      days.push(...answer.edges.map((edge: Parsed) => edge.node.startedOn));
      if (!answer.pageInfo.hasNextPage) break;
      after = answer.pageInfo.endCursor;
    }
    expect(days).toEqual(['2025-10-11', '2025-10-06', '2025-10-05', '2025-10-04', '2025-10-03']);
    // One of them holds the consent that the release rests on.
    expect(statements).toEqual([5, 5, 5]);
  });
});
