import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalDate } from '../../src/kernel/dates.js';
import { globalId } from '../../src/kernel/ids.js';
import type { UnlinkedPerson } from '../../src/model/partner-link.js';
import { awaitPerson } from '../../src/store/crosswalk/unlinked-persons.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { withRequestSession } from '../../src/store/request-session.js';
import { NOON, startTestGateway, type TestCaller, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';

const NAMES = {
  ALMA: ['Octavia', 'Quintanilla', '2010-01-11'], HANNA: ['Philippa', 'Vandermeer', '2011-02-22'], CORA: ['Rosalind', 'Zimmermann', '2012-03-13'],
  RENATA: ['Seraphina', 'Kowalczyk', '2009-04-24'],
} as const;

let gateway: TestGateway;
let pool: Pool;
beforeAll(async () => {
  gateway = await startTestGateway();
  for (const [youth, [first, last, born]] of Object.entries(NAMES)) {
    await gateway.sql('update csec.youth set first_name = $2, last_name = $3, born_on = $4 where subject_id = $1', [YOUTHS[youth as keyof typeof NAMES], first, last, born], 'csec_sync');
  }
  pool = servingPool({ url: gateway.databaseUrl, max: 1, statementTimeoutMillis: 5_000 });
});
afterAll(async () => {
  await closePool(pool);
  await gateway.stop();
});

const [ALMA, HANNA, CORA] = [caseId(YOUTHS.ALMA), caseId(YOUTHS.HANNA), caseId(YOUTHS.CORA)];

/** Somebody whom the provider calls by that name waits, described as the youth is unless told. Answers her global id. */
const wait = async (name: string, like: keyof typeof NAMES, parts: Partial<UnlinkedPerson> = {}): Promise<string> => {
  const [firstName, lastName, bornOn] = NAMES[like];
  return globalId('UnlinkedPerson', await withRequestSession(pool, (session) => awaitPerson(session, {
    agencyId: AGENCY.provider, county: '19', system: 'urn:synthetic:client', value: name, firstName, middleName: null, lastName, bornOn: bornOn as LocalDate,
    sex: 'F', receivedAt: NOON, ...parts,
  })));
};

const LIST = `query($first: Int!, $after: String) { found: identityCandidates(first: $first, after: $after) {
  edges { cursor node { caseId suggestions { unlinkedPersonId agencyId grade weight decided } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
const ask = (caller: TestCaller, first = 100, after: string | null = null) => gateway.ask(caller, LIST, { first, after }, { requestId: 'the same' });
type Listed = { readonly cursor: string; readonly node: { readonly caseId: string; readonly suggestions: readonly { readonly unlinkedPersonId: string }[] } };
const edgesOf = async (caller: TestCaller, first = 100, after: string | null = null): Promise<readonly Listed[]> => (await ask(caller, first, after)).body.data.found.edges;
const listed = async (caller: TestCaller) => Object.fromEntries((await edgesOf(caller)).map(({ node }) => [node.caseId, node.suggestions.map((one) => one.unlinkedPersonId)]));
const NOBODY = { edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } };

describe('the list of persons who may be youths of a worker\'s own', () => {
  it('is empty while nobody waits', async () => {
    expect((await ask(CALLERS.worker)).body.data.found).toEqual(NOBODY);
  });

  it('holds each case that he carries with what is suggested for it, the likeliest first, and no case of another', async () => {
    const [one, lessLikely, other] = [await wait('alma', 'ALMA'), await wait('alma-2', 'ALMA', { firstName: null }), await wait('hanna', 'HANNA')];
    const ofCora = await wait('cora', 'CORA');
    expect(await listed(CALLERS.worker)).toEqual({ [ALMA]: [one, lessLikely], [HANNA]: [other] });
    expect(await listed(CALLERS.caseworker)).toEqual({ [CORA]: [ofCora] });
    for (const [id, persons] of Object.entries(await listed(CALLERS.worker))) {
      const { body } = await gateway.ask(CALLERS.worker, 'query($id: ID!) { identitySuggestions(caseId: $id, first: 10) { edges { node { unlinkedPersonId } } } }', { id });
      expect(body.data.identitySuggestions.edges.map(({ node }: { node: { unlinkedPersonId: string } }) => node.unlinkedPersonId)).toEqual(persons);
    }
  });

  it('comes page by page; a case for which nobody waits takes no place', async () => {
    const all = await edgesOf(CALLERS.worker);
    const [first, second] = [(await ask(CALLERS.worker, 1)).body.data.found, (await ask(CALLERS.worker, 1, all[0]!.cursor)).body.data.found];
    expect([first.edges, first.pageInfo.hasNextPage, second.edges, second.pageInfo.hasNextPage]).toEqual([[all[0]], true, [all[1]], false]);
    expect((await ask(CALLERS.worker, 1, all[1]!.cursor)).body.data.found).toEqual({ ...NOBODY, pageInfo: { ...NOBODY.pageInfo, hasPreviousPage: true } });
  });

  it('is nobody\'s who carries no case, whatever he may read, and what he is answered does not depend on who waits', async () => {
    const [reading, partners] = [[CALLERS.colleague, CALLERS.neighbour, { as: 'county-worker', staffKey: '0RX', privileges: ['SEALED', 'SENSITIVE', 'COUNTYWIDE_READ'] } as const],
      [CALLERS.provider, CALLERS.clinician, CALLERS.detective, CALLERS.member, CALLERS.operator]];
    const answers = async () => Promise.all([...reading, ...partners].map(async (caller) => {
      const { status, text } = await ask(caller);
      return { status, text };
    }));
    const before = await answers();
    for (const caller of reading) expect((await ask(caller)).body.data.found).toEqual(NOBODY);
    for (const caller of partners) expect((await ask(caller)).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    await wait('alma-3', 'ALMA', { firstName: 'Octavía' });
    expect(await answers()).toEqual(before);
  });

  it('tells its worker nothing by value, place or cursor of whom he may not know: not of a programme, another county, a sealed record or number, nor who was decided on', async () => {
    const before = (await ask(CALLERS.worker)).body.data;
    await wait('programme', 'ALMA', { agencyId: AGENCY.programme });
    await wait('clinic', 'HANNA', { agencyId: AGENCY.clinic });
    await wait('elsewhere', 'ALMA', { county: '33' });
    await wait('sealed', 'RENATA');
    await gateway.sql(`insert into csec.seal_tombstone (subject_id, source_table, source_key) values ($1, 'matter', 'sealed-number')`, [YOUTHS.ALMA], 'csec_sync');
    await wait('sealed-number', 'ALMA');
    await wait('unlike', 'ALMA', { firstName: 'Nobody', lastName: 'Likeher' });
    expect((await ask(CALLERS.worker)).body.data).toEqual(before);
    const rejected = await wait('rejected', 'HANNA', { middleName: 'Second' });
    expect((await listed(CALLERS.worker))[HANNA]).toContain(rejected);
    await gateway.ask(CALLERS.worker, 'mutation($input: RejectIdentityInput!) { rejectIdentity(input: $input) { done } }',
      { input: { caseId: HANNA, unlinkedPersonId: rejected, reason: 'Synthetic: another birth certificate.' } });
    expect((await ask(CALLERS.worker)).body.data).toEqual(before);
  });

  it('ends with the assignment, and is not his who may only read the case', async () => {
    const set = (column: string, value: string | null) => gateway.sql(`update csec.assignment set ${column} = $2 where subject_id = $1 and staff_key = '0X5'`, [YOUTHS.HANNA, value], 'csec_sync');
    expect(Object.keys(await listed(CALLERS.worker))).toContain(HANNA);
    await set('ended_on', '2026-02-01');
    expect(Object.keys(await listed(CALLERS.worker))).toEqual([ALMA]);
    await set('ended_on', null);
    await set('kind', 'READ_ONLY');
    expect(Object.keys(await listed(CALLERS.worker))).toEqual([ALMA]);
    await set('kind', 'PRIMARY');
  });

  it('goes through all that he carries until a page is full, and leaves the accounting of each case that it looked through', async () => {
    const [{ columns } = { columns: '' }] = await gateway.sql<{ columns: string }>(`select string_agg(quote_ident(column_name), ', ') as columns
      from information_schema.columns where table_schema = 'csec' and table_name = 'youth' and is_generated = 'NEVER'`);
    const copies = await gateway.sql<{ id: string }>(`insert into csec.youth (${columns}) select ${columns} from (select (jsonb_populate_record(y, jsonb_build_object(
        'subject_id', ('0a000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'client_key', 'copy' || n, 'first_name', 'Copy', 'last_name', 'Nobody', 'born_on', '2001-01-01'))).*
      from csec.youth y, generate_series(1, 60) as n where y.subject_id = $1) as copy returning subject_id as id`, [YOUTHS.CORA], 'csec_sync');
    await gateway.sql(`insert into csec.assignment select (jsonb_populate_record(a, jsonb_build_object('subject_id', y.id))).*
      from csec.assignment a, unnest($2::uuid[]) as y (id) where a.subject_id = $1 and a.staff_key = '0CC'`, [YOUTHS.CORA, copies.map(({ id }) => id)], 'csec_sync');
    const before = (await gateway.disclosures()).length;
    expect([copies.length, (await edgesOf(CALLERS.caseworker, 1)).map(({ node }) => node.caseId)]).toEqual([60, [CORA]]);
    const records = (await gateway.disclosures()).slice(before);
    expect([records.length, new Set(records.map(({ released }) => JSON.stringify(released)))]).toEqual([61, new Set(['[]'])]);
  });

  it('refuses a page of no size and a cursor of elsewhere, and names the field', async () => {
    const code = async (first: number, after: string | null = null) => (await ask(CALLERS.worker, first, after)).body.errors?.[0]?.extensions;
    const elsewhere = (await gateway.ask(CALLERS.worker, 'query { cases(first: 1) { edges { cursor } } }')).body.data.cases.edges[0].cursor;
    expect([await code(0), await code(101)]).toEqual(Array.from({ length: 2 }, () => ({ code: 'PAGE_TOO_LARGE', details: { field: 'first' } })));
    expect([await code(1, 'forged'), await code(1, elsewhere)]).toEqual(Array.from({ length: 2 }, () => ({ code: 'BAD_CURSOR', details: { field: 'after' } })));
  });
});
