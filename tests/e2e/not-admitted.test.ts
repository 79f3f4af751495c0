import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uiIdOfRecordKey } from '../../adapters/cws-cms/identifier.js';
import { startTestGateway, statementsOf, type Answer, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';
import { clientKey } from '../support/seed-county-youths.js';
import { globalId } from '../../src/kernel/ids.js';
import { PURGED } from './documents.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

/** A youth who does not exist anywhere: her id, her CWS/CMS key and her id of another system. */
const NOBODY = { id: 'ffffffff-0000-4000-8000-000000000000', key: 'ZZZZZZZ0X5', meds: 'Z-MEDS' };

type Variables = Readonly<Record<string, unknown>>;
const BY_ID = [
  ['case', 'query($id: ID!) { case(id: $id) { id youth { firstName } referrals { reporter { lastName } } } }'],
  ['node', 'query($id: ID!) { node(id: $id) { __typename id } }'],
  ['serviceHistory', 'query($id: ID!) { serviceHistory(caseId: $id, first: 5) { edges { node { category } } pageInfo { hasNextPage } } }'],
  ['disclosures', 'query($id: ID!) { disclosures(caseId: $id, first: 5) { edges { node { decisionId } } } }'],
  ['explainAccess of himself', 'query($id: ID!) { explainAccess(input: { caseId: $id }) { role } }'],
  ['explainAccess of another', `query($id: ID!) { explainAccess(input: { caseId: $id, caller: { agencyId: "${globalId('Agency', AGENCY.clinic)}", role: MENTAL_HEALTH } }) { role } }`],
  ['explainAccess for another purpose', 'query($id: ID!) { explainAccess(input: { caseId: $id, purpose: MDT }) { role } }'],
  ...['FHIR_R4_BUNDLE', 'NIEM_6_XML', 'PROVIDER_JSON'].map((format) => (
    [`partnerMessage ${format}`, `query($id: ID!) { partnerMessage(caseId: $id, format: ${format}) { content } }`] as const)),
  ['recordConsent', `mutation($id: ID!) { recordConsent(input: { caseId: $id, regimes: [LPS], categories: [], purposes: [], effectiveFrom: "2026-01-01T00:00:00Z", expiry: { kind: NONE_TPO }, statements: {} }) { consent { id } userErrors { code field } } }`],
  ['revokeConsent', `mutation($id: ID!) { revokeConsent(input: { caseId: $id, consentId: "${globalId('Consent', 'c0215e20-0000-4000-8000-000000000001')}" }) { consent { id } userErrors { code field } } }`],
  ['assignTeam', `mutation($id: ID!) { assignTeam(input: { caseId: $id, teamId: "${globalId('Team', '7ea30000-0000-4000-8000-000000000001')}" }) { team { id } userErrors { code field } } }`],
] as const satisfies readonly (readonly [string, string])[];

/** Callers, and the youths of whom they may not know. */
const HIDDEN: readonly (readonly [keyof typeof CALLERS, readonly (keyof typeof YOUTHS)[]])[] = [
  ['clinician', ['CORA', 'RENATA']], ['detective', ['CORA', 'SELMA']], ['provider', ['CORA', 'BEATRIZ']], ['member', ['NADIA', 'RENATA']],
  ['operator', ['ALMA']], ['neighbour', ['ALMA', 'SELMA']], ['colleague', ['BEATRIZ', 'SELMA', 'RENATA', 'NADIA']],
];

/** The bytes of the answer, and its headers without the time and the id of the request. */
function whole({ status, text, headers }: Answer): unknown {
  return { status, text, headers: [...headers].filter(([name]) => name !== 'date') };
}

/** Asks the same of a youth who is hidden and of one who does not exist; both answers, the statements and the log lines. */
async function both(caller: keyof typeof CALLERS, document: string, hidden: Variables, absent: Variables) {
  const requestId = 'aaaaaaaa-0000-4000-8000-000000000000';
  const asked = [];
  for (const variables of [hidden, absent]) {
    gateway.takeLog();
    let answer!: Answer;
    const statements = await statementsOf(async () => { answer = await gateway.ask(CALLERS[caller], document, variables, { requestId }); });
    const log = gateway.takeLog().map((line) => PURGED.reduce((text, [what, by]) => text.replace(what, by), line));
    asked.push({ answer: whole(answer), statements, log });
  }
  return asked;
}

describe('a youth who is not admitted is byte for byte one who does not exist', () => {
  for (const [caller, youths] of HIDDEN) {
    it(`for the ${caller}, by every way that takes the id of a case`, async () => {
      for (const youth of youths) {
        for (const [way, document] of BY_ID) {
          const [hidden, absent] = await both(caller, document, { id: caseId(YOUTHS[youth]) }, { id: caseId(NOBODY.id) });
          expect(hidden, `${way} of ${youth}`).toEqual(absent);
        }
      }
    });

    it(`for the ${caller}, by the id of CWS/CMS and of another system`, async () => {
      const document = 'query($identifier: CaseIdentifierInput!) { caseByIdentifier(identifier: $identifier) { id } }';
      for (const youth of youths) {
        const letter = youth[0]!;
        const ways = [
          [{ cwsCms: uiIdOfRecordKey(clientKey(letter)) }, { cwsCms: uiIdOfRecordKey(NOBODY.key) }],
          [{ other: { system: 1332, value: `${letter}-MEDS` } }, { other: { system: 1332, value: NOBODY.meds } }],
        ];
        for (const [there, nowhere] of ways) {
          const [hidden, absent] = await both(caller, document, { identifier: there }, { identifier: nowhere });
          expect(hidden, `of ${youth}`).toEqual(absent);
          expect(hidden!.answer).toMatchObject({ status: 200, text: '{"data":{"caseByIdentifier":null},"extensions":{}}\n' });
        }
      }
    });
  }

  it('leaves a record of the look-up that names no youth', async () => {
    const requestId = 'bbbbbbbb-0000-4000-8000-000000000000';
    await gateway.ask(CALLERS.provider, BY_ID[0][1], { id: caseId(YOUTHS.CORA) }, { requestId });
    const records = await gateway.disclosures(requestId);
    expect(records.map(({ subjectId, outcome, released, role }) => ({ subjectId, outcome, released, role })))
      .toEqual([{ subjectId: null, outcome: 'NOT_FOUND', released: [], role: 'PROVIDER' }]);
    expect(JSON.stringify(records)).not.toContain(YOUTHS.CORA);
  });
});
