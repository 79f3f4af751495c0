import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { cursorOf } from '../../src/loaders/page.js';
import { startTestGateway, type Answer, type TestGateway } from '../support/gateway.js';
import { CALLERS, caseId, YOUTHS } from '../support/seed-county.js';

const CANARY = 'canary-7c1e';
let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

const ID = caseId(YOUTHS.ALMA);
const told = ({ status, body }: Answer) => [status, body.errors?.[0]?.extensions.code, body.errors?.[0]?.extensions['details'] ?? null];

/** Neither the answer nor the log repeats what was sent, and nothing was answered. */
function quotesNothing(answer: Answer): void {
  expect(Object.values(answer.body.data ?? {}).filter((value) => value !== null)).toEqual([]);
  expect(`${answer.text}${gateway.takeLog().join('')}`).not.toMatch(/canary|80471180|\u0000|u0000/i);
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
}

describe('a body that is no request', () => {
  const post = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => gateway.send('/graphql', {
    method: 'POST', body, headers: {
      'content-type': 'application/json', 'authorization': `Bearer ${await gateway.token('provider')}`, 'x-purpose-of-use': 'SERVICES', ...headers,
    },
  });
  it.each([
    ['is not JSON', `{"query": "${CANARY}`, {}, 400, 'BAD_REQUEST'], ['is empty', '', {}, 400, 'BAD_REQUEST'],
    ['is plain text', CANARY, { 'content-type': 'text/plain' }, 415, 'BAD_REQUEST'],
    ['is a form', `query=${CANARY}`, { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'BAD_REQUEST'],
    ['is no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), {}, 400, 'BAD_REQUEST'], ['is a list', `[{"query":"{ me { role } }"}]`, {}, 400, 'BAD_REQUEST'],
    ['has no query', `{"variables":{"x":"${CANARY}"}}`, {}, 400, 'BAD_REQUEST'], ['has a query that is no text', '{"query":80471180}', {}, 400, 'BAD_REQUEST'],
    ['has variables that are a text', `{"query":"{ me { role } }","variables":"${CANARY}"}`, {}, 400, 'BAD_REQUEST'],
    ['is too large', JSON.stringify({ query: `{ me { role } } # ${CANARY.repeat(20_000)}` }), {}, 413, 'BODY_TOO_LARGE'],
  ] as const)('because it %s is refused with its code', async (_, body, headers, status, code) => {
    const answer = await post(body, headers);
    expect(told(answer).slice(0, 2)).toEqual([status, code]);
    quotesNothing(answer);
  });
});

type Variables = Readonly<Record<string, unknown>>;
type BadCase = readonly [string, string, Variables, keyof typeof CALLERS, number, string, unknown];

const page = '{ edges { cursor } }';
const CASES: readonly BadCase[] = [
  ['an unknown field', `{ me { ${'canary'} } }`, {}, 'worker', 400, 'GRAPHQL_VALIDATION_FAILED', null],
  ['an unknown input field', 'query($f: CaseFilter) { cases(first: 1, filter: $f) { edges { cursor } } }', { f: { status: 'OPEN', unheard: 80471180 } }, 'worker', 400, 'BAD_INPUT', null],
  ['first of 0', `{ cases(first: 0) ${page} }`, {}, 'worker', 400, 'PAGE_TOO_LARGE', { field: 'first' }],
  ['first of 101', `{ cases(first: 101) ${page} }`, {}, 'worker', 400, 'PAGE_TOO_LARGE', { field: 'first' }],
  ['first below 0', `query($id: ID!) { serviceHistory(caseId: $id, first: -1) ${page} }`, { id: ID }, 'clinician', 200, 'PAGE_TOO_LARGE', { field: 'first' }],
  ['first of 101 in disclosures', `query($id: ID!) { disclosures(caseId: $id, first: 101) ${page} }`, { id: ID }, 'worker', 200, 'PAGE_TOO_LARGE', { field: 'first' }],
  ['first of 101 in sync runs', `{ syncRuns(first: 101) ${page} }`, {}, 'operator', 400, 'PAGE_TOO_LARGE', { field: 'first' }],
  ['an id of nothing', 'query($id: ID!) { case(id: $id) { id } }', { id: CANARY }, 'worker', 200, 'BAD_ID', { field: 'id' }],
  ['an id of another type', 'query($id: ID!) { case(id: $id) { id } }', { id: globalId('Agency', YOUTHS.ALMA) }, 'worker', 200, 'BAD_ID', { field: 'id' }],
  ['an id written otherwise', 'query($id: ID!) { case(id: $id) { id } }', { id: `${ID}=` }, 'worker', 200, 'BAD_ID', { field: 'id' }],
  ['a node of no id', 'query($id: ID!) { node(id: $id) { id } }', { id: CANARY }, 'worker', 200, 'BAD_ID', { field: 'id' }],
  ['a day that is none', 'query($id: ID!, $from: Date) { serviceHistory(caseId: $id, first: 1, from: $from) { edges { cursor } } }', { id: ID, from: '2026-02-31' }, 'clinician', 400, 'BAD_DATE', { field: 'from' }],
  ['a day in words', 'query($f: CaseFilter) { cases(first: 1, filter: $f) { edges { cursor } } }', { f: { openedFrom: CANARY } }, 'worker', 400, 'BAD_DATE', { field: 'f.openedFrom' }],
  ['a county that is none', 'query($f: CaseFilter) { cases(first: 1, filter: $f) { edges { cursor } } }', { f: { county: '80471180' } }, 'worker', 400, 'BAD_INPUT', { scalar: 'CountyCode', field: 'f.county' }],
  ['a grid type that is none', 'query($f: CaseFilter) { cases(first: 1, filter: $f) { edges { cursor } } }', { f: { gridType: CANARY } }, 'worker', 400, 'BAD_INPUT', null],
  ['an enum that is none', 'query($o: CaseOrder!) { cases(first: 1, orderBy: $o) { edges { cursor } } }', { o: CANARY }, 'worker', 400, 'BAD_INPUT', null],
  ['a text with a NUL', 'query($i: CaseIdentifierInput!) { caseByIdentifier(identifier: $i) { id } }', { i: { other: { system: 1332, value: 'a\u0000b' } } }, 'worker', 400, 'BAD_INPUT', { statement: 'admit-identifier', sqlState: '22021' }],
];

const CURSORS: readonly (readonly [string, string, string])[] = [
  ['nothing of ours', `cases(first: 1, after: "${CANARY}") ${page}`, 'worker'],
  ['another list', `cases(first: 1, after: "${cursorOf('disclosures', ['2026-03-01T20:00:00.000Z', YOUTHS.ALMA])}") ${page}`, 'worker'],
  ['another order', `cases(first: 1, orderBy: OPENED_ON, after: "${cursorOf('cases:ANY', [null, YOUTHS.ALMA])}") ${page}`, 'worker'],
  ['no subject', `cases(first: 1, after: "${cursorOf('cases:ANY', [null, '------------------------------------'])}") ${page}`, 'worker'],
  ['an order key that is no number', `cases(first: 1, orderBy: OPENED_ON, after: "${cursorOf('cases:OPENED_ON', [CANARY, YOUTHS.ALMA])}") ${page}`, 'worker'],
  ['an order key with a NUL', `cases(first: 1, orderBy: YOUTH_NAME, after: "${cursorOf('cases:YOUTH_NAME', ['a\u0000', YOUTHS.ALMA])}") ${page}`, 'worker'],
  ['no service', `serviceHistory(caseId: "${ID}", first: 1, after: "${cursorOf('services', ['2025-10-01', CANARY])}") ${page}`, 'clinician'],
  ['no day of a service', `serviceHistory(caseId: "${ID}", first: 1, after: "${cursorOf('services', [CANARY, YOUTHS.ALMA])}") ${page}`, 'clinician'],
  ['no disclosure', `disclosures(caseId: "${ID}", first: 1, after: "${cursorOf('disclosures', ['2026-03-01T20:00:00.000Z', CANARY])}") ${page}`, 'worker'],
  ['no moment', `disclosures(caseId: "${ID}", first: 1, after: "${cursorOf('disclosures', [CANARY, YOUTHS.ALMA])}") ${page}`, 'worker'],
  ['no run', `syncRuns(first: 1, after: "${cursorOf('syncRuns', ['2026-03-01T20:00:00.000Z', CANARY])}") ${page}`, 'operator'],
  ['no quarantined row', `quarantine(first: 1, after: "${cursorOf('quarantine', ['2026-03-01T20:00:00.000Z', CANARY])}") ${page}`, 'operator'],
  ['a moment beyond the calendar', `syncRuns(first: 1, after: "${cursorOf('syncRuns', ['+275760-09-13T00:00:00.000Z', YOUTHS.ALMA])}") ${page}`, 'operator'],
  ['no authority', `authorities(first: 1, after: "${cursorOf('cases:ANY', [null, YOUTHS.ALMA])}") ${page}`, 'worker'],
];

describe('a wrong request', () => {
  it.each(CASES)('with %s is refused with its code, names the field, and quotes no value', async (_, document, variables, caller, status, code, details) => {
    gateway.takeLog();
    const answer = await gateway.ask(CALLERS[caller], document, variables);
    expect(told(answer)).toEqual([status, code, details]);
    if (!document.includes('canary')) quotesNothing(answer);
  });

  it.each(CURSORS)('with a cursor of %s is refused', async (_, field, caller) => {
    gateway.takeLog();
    const answer = await gateway.ask(CALLERS[caller as keyof typeof CALLERS], `{ ${field} }`);
    // A field that may be null tells its fault beside the null, with the status of an answer.
    expect(told(answer)).toEqual([answer.body.data ? 200 : 400, 'BAD_CURSOR', { field: 'after' }]);
    quotesNothing(answer);
  });

  it('with a moment beyond the calendar, or without an offset, is refused', async () => {
    const document = 'mutation($input: RevokeConsentInput!) { revokeConsent(input: $input) { userErrors { code } } }';
    for (const writtenReceivedAt of ['+275760-09-13T00:00:00.000Z', '-000001-01-01T00:00:00Z', '2026-03-01T08:00:00', CANARY]) {
      const answer = await gateway.ask(CALLERS.worker, document, { input: { caseId: ID, consentId: globalId('Consent', 'c0215e20-0000-4000-8000-000000000001'), writtenReceivedAt } });
      expect(told(answer), `of ${writtenReceivedAt}`).toEqual([400, 'BAD_INSTANT', { field: 'input.writtenReceivedAt' }]);
      quotesNothing(answer);
    }
  });

  it('with a document too deep, too wide or too costly is refused before anything is read', async () => {
    const fields = (count: number) => Array.from({ length: count }, (_, at) => `a${at}: id`).join(' ');
    const deep = `{ cases(first: 1) { edges { node { ${'... on Case { '.repeat(1)} services { edges { node { service { code } } } } ${'} '.repeat(1)} } } } }`;
    expect((await gateway.ask(CALLERS.worker, deep)).status).toBe(200);
    for (const [document, limit] of [
      [`query($id: ID!) { case(id: $id) { ${fields(31)} } }`, 'aliases'],
      [`{ ${Array.from({ length: 11 }, (_, at) => `me${at}: me { role }`).join(' ')} }`, 'rootFields'],
      ['{ cases(first: 100) { edges { node { services(first: 100) { edges { node { category kind startedOn } } } } } } }', 'cost'],
    ] as const) {
      const answer = await gateway.ask(CALLERS.worker, document, document.includes('$id') ? { id: ID } : {});
      expect([answer.status, answer.body.errors?.[0]?.extensions]).toMatchObject([400, { code: 'QUERY_TOO_COMPLEX', details: { limit } }]);
      quotesNothing(answer);
    }
    const long = `{ me { ${'role '.repeat(2_001)} } }`;
    expect((await gateway.ask(CALLERS.worker, long)).body.errors?.[0]?.extensions).toEqual({ code: 'QUERY_TOO_COMPLEX' });
  });

  it('with a purpose that is none is refused, and told where it goes', async () => {
    const answer = await gateway.ask(CALLERS.worker, '{ me { role } }', {}, { purpose: CANARY });
    expect(told(answer)).toEqual([400, 'AUTH_PURPOSE_UNKNOWN', { header: 'x-purpose-of-use' }]);
    quotesNothing(answer);
  });
});
