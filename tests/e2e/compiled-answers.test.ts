import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { caseDocuments } from '../support/random-documents.js';
import { CALLERS, caseId, YOUTHS } from '../support/seed-county.js';
import { CASE_PAGE, WHOLE_CASE } from './documents.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

type Caller = keyof typeof CALLERS;

/** The same request three times: the first is run as graphql-js runs it, the second is compiled, the third was compiled. */
async function thrice(caller: Caller, document: string, variables: Readonly<Record<string, unknown>>) {
  const requestId = '7d0f3c52-9b1e-4a77-8f6e-000000000001';
  const answers = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const { status, text } = await gateway.ask(CALLERS[caller], document, variables, { requestId });
    answers.push({ status, text: text.replaceAll(/"errorId":"[^"]*"/g, '"errorId":"<error>"') });
  }
  return answers;
}

async function expectSame(caller: Caller, document: string, variables: Readonly<Record<string, unknown>>): Promise<string> {
  const [first, second, third] = await thrice(caller, document, variables);
  expect(second).toEqual(first);
  expect(third).toEqual(first);
  return first!.text;
}

const ALMA = { id: caseId(YOUTHS.ALMA) };

describe('a document that is asked again', () => {
  it.each(['clinician', 'detective', 'provider', 'member', 'worker', 'colleague'] as const)('is answered to the %s byte for byte as before', async (caller) => {
    expect(await expectSame(caller, WHOLE_CASE, ALMA)).toContain('"disclosure"');
    await expectSame(caller, CASE_PAGE, { first: 3 });
  });

  it.each([
    ['a case that is not there', 'query($id: ID!) { case(id: $id) { id } }', { id: caseId('00000000-0000-4000-8000-000000000009') }],
    ['an id that is none', 'query($id: ID!) { case(id: $id) { id } }', { id: 'none' }],
    ['a variable that is missing', 'query($id: ID!) { case(id: $id) { id } }', {}],
    ['a variable of the wrong kind', 'query($first: Int!) { cases(first: $first) { edges { cursor } } }', { first: 'three' }],
    ['a page that is too long', 'query { cases(first: 101) { edges { cursor } } }', {}],
    ['a cursor that is none', 'query { cases(first: 1, after: "x") { edges { cursor } } }', {}],
    ['a filter he may not use', 'query { cases(first: 1, filter: { csecStatus: VICTIM_CURRENT }) { edges { cursor } } }', {}],
    ['one field that fails beside one that does not', 'query($id: ID!) { case(id: $id) { id } cases(first: 101) { edges { cursor } } }', ALMA],
    ['an interface', 'query($id: ID!) { node(id: $id) { __typename id ... on Case { county } } }', ALMA],
    ['the schema itself', '{ __schema { queryType { name } } }', {}],
    ['one operation of two', 'query A { me { role } } query B { me { purpose } }', {}],
  ])('is answered alike when it asks %s', async (_, document, variables) => {
    expect(await expectSame('provider', document, variables)).toMatch(/^\{/);
  });

  it('is answered alike whatever it selects', async () => {
    let [asked, told, tooHeavy] = [0, 0, 0];
    await fc.assert(fc.asyncProperty(caseDocuments, fc.constantFrom('worker', 'provider', 'member', 'clinician' as const), async (document, caller) => {
      const text = await expectSame(caller, document, { ...ALMA, no: false });
      asked += 1;
      if (text.includes('QUERY_TOO_COMPLEX')) tooHeavy += 1;
      if (text.includes('"__typename":"Case"') && !text.includes('"errors"')) told += 1;
    }), { numRuns: 40, seed: 20261121 });
    expect(told).toBeGreaterThan(30);
    // What the limits refuse alike says nothing of the answers.
    expect(tooHeavy / asked).toBeLessThan(0.05);
  });
});
