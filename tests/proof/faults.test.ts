import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { buildSealedSchema } from '../../src/schema/build-schema.js';
import { canariesIn, canaryCounty, seedCanaryCounty } from '../support/canary-county.js';
import { everythingOf } from '../support/canary-documents.js';
import { youthId } from '../support/canary-youths.js';
import { startTestGateway, type Answer, type TestCaller, type TestGateway } from '../support/gateway.js';

const county = canaryCounty();
const { schema } = buildSealedSchema();
const caseId = (n: number): string => globalId('Case', youthId(n));
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ seed: (url) => seedCanaryCounty(url, county) });
});
afterAll(() => gateway.stop());

const ask = (caller: TestCaller, document: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer> => gateway.ask(caller, document, variables);

describe('an error', () => {
  const CANARY = 'cnry0001z';
  const FAULTY = [
    [`{ case(id: "${CANARY}") { id } }`, undefined], [`{ cases(first: 1, after: "${CANARY}") { edges { cursor } } }`, undefined],
    [`{ cases(first: 1, filter: { csecStatus: ${CANARY} }) { edges { cursor } } }`, undefined], [`{ cases(first: 1, filter: { openedFrom: "${CANARY}" }) { edges { cursor } } }`, undefined],
    [`{ ${CANARY} }`.replace(CANARY, `case(id: 7, x: "${CANARY}")`), undefined], ['query($f: CaseFilter) { cases(first: 1, filter: $f) { edges { cursor } } }', { f: { county: CANARY } }],
    ['query($f: CaseFilter) { cases(first: 1, filter: $f) { edges { cursor } } }', { f: { [CANARY]: 1 } }], ['query($i: CaseIdentifierInput!) { caseByIdentifier(identifier: $i) { id } }', { i: { cwsCms: CANARY } }],
    ['query($i: CaseIdentifierInput!) { caseByIdentifier(identifier: $i) { id } }', { i: { other: { system: 1332, value: `${CANARY}\u0000` } } }], [`{ "${CANARY}`, undefined],
    [`{ explainAccess(input: { caseId: "${CANARY}" }) { decisionId } }`, undefined], [`{ quarantine(first: 1, runId: "${CANARY}") { edges { cursor } } }`, undefined],
  ] as const;

  test('of a faulty question repeats no value of it, neither to the caller nor to the log', async () => {
    gateway.takeLog();
    for (const caller of ['county-worker', 'county-it'] as const) {
      for (const [document, variables] of FAULTY) {
        const { text, body } = await ask(caller, document, variables);
        // The name of a variable's unknown field is the asker's own; a value never comes back.
        expect([document, body.errors === undefined]).toEqual([document, false]);
        if (!JSON.stringify(variables ?? {}).includes(`"${CANARY}":`)) expect([document, [...canariesIn(text)]]).toEqual([document, []]);
      }
    }
    expect([...canariesIn(gateway.takeLog().join('\n'))]).toEqual([]);
  });

  test.each(['service_record', 'youth', 'consent', 'team_member'])('of a database that refuses %s names no value, and releases nothing', async (table) => {
    const document = `{ case(id: "${caseId(1)}") { id teams { name } consents { id } youth ${everythingOf(schema.getType('Youth')!, 5)} services { edges { node { serviceText } } } } }`;
    gateway.takeLog();
    await gateway.sql(`revoke select on csec.${table} from csec_gateway, csec_admission`);
    try {
      const { status, text, body } = await ask('county-worker', document);
      const told = [...canariesIn(JSON.stringify([body.errors, body.extensions]))];
      expect([body.errors!.length > 0, told]).toEqual([true, []]);
      expect(status === 200 ? [] : [...canariesIn(text)]).toEqual([]);
    } finally {
      await gateway.sql(`grant select on csec.${table} to csec_gateway, csec_admission`);
    }
    expect([...canariesIn(gateway.takeLog().join('\n'))]).toEqual([]);
  });

  test('of a disclosure log that cannot be written leaves nothing of the answer', async () => {
    const [{ append }] = await gateway.sql<{ append: string }>("select oid::regprocedure::text as append from pg_proc where proname = 'append_disclosures'") as [{ append: string }];
    await gateway.sql(`revoke execute on function ${append} from csec_gateway`);
    try {
      const { status, text } = await ask('county-worker', `{ case(id: "${caseId(1)}") { youth { firstName lastName } } }`);
      expect([status, [...canariesIn(text)], JSON.parse(text).errors[0].extensions.code, JSON.parse(text).data]).toEqual([503, [], 'AUDIT_UNAVAILABLE', null]);
    } finally {
      await gateway.sql(`grant execute on function ${append} to csec_gateway`);
    }
  });
});
