import { randomUUID } from 'node:crypto';
import type { Instant } from '../../src/kernel/dates.js';
import type { Purpose } from '../../src/law/purpose.js';
import { NOON, startTestGateway, type Answer, type AskOptions, type Parsed, type TestGateway, type TestGatewayOptions } from './gateway.js';
import { caseOf, seedScenarios, type ScenarioYouth } from './scenario-county.js';
import { claimsOf, type ScenarioCaller } from './scenario-people.js';

/** One question and what came of it: the answer, and what the accounting holds of it. */
export interface Asked extends Answer {
  /** The case of the answer. */
  readonly case: Parsed;
  /** What travels beside the data. */
  readonly disclosure: Parsed;
  /** The records of the disclosure log for this request. */
  readonly accounting: Parsed[];
}

/** A gateway over the county of the scenarios, whose clock the test turns. */
export interface ScenarioGateway extends TestGateway {
  /** Sets the clock of gateway and issuer. */
  turnTo(at: Instant): void;
  as(caller: ScenarioCaller, document: string, variables?: Readonly<Record<string, unknown>>, options?: AskOptions): Promise<Asked>;
  /** Asks for a selection of the case of the youth of that letter. */
  of(caller: ScenarioCaller, letter: string, selection: string, purpose?: Purpose): Promise<Asked>;
}

/** Starts a gateway over these youths. */
export async function startScenarios(youths: readonly ScenarioYouth[], options: Omit<TestGatewayOptions, 'clock' | 'seed'> = {}): Promise<ScenarioGateway> {
  let now = NOON;
  const gateway = await startTestGateway({ ...options, clock: { now: () => now }, seed: (url) => seedScenarios(url, youths) });
  const as: ScenarioGateway['as'] = async (caller, query, variables, { purpose, headers, requestId = randomUUID() } = {}) => {
    const answer = await gateway.send('/graphql', {
      method: 'POST', body: JSON.stringify({ query, variables }),
      headers: {
        'content-type': 'application/json', authorization: `Bearer ${await gateway.issuer.sign(claimsOf(caller), 3600)}`, 'x-request-id': requestId,
        'x-purpose-of-use': purpose ?? caller.purpose, ...headers,
      },
    });
    const { data, extensions } = answer.body;
    return { ...answer, case: data?.case ?? null, disclosure: extensions?.disclosure ?? null, accounting: await gateway.disclosures(requestId) };
  };
  return {
    ...gateway, as, turnTo: (at) => { now = at; },
    of: (caller, letter, selection, purpose) => {
      const document = `query Scenario($id: ID!) { case(id: $id) { ${selection} } }`;
      return as(caller, document, { id: caseOf(letter) }, purpose === undefined ? {} : { purpose });
    },
  };
}

/** The answer about a case that is not there for the caller, byte for byte. */
export const NO_CASE = '{"data":{"case":null},"extensions":{}}\n';

/** The ids of the notices that came with an answer. */
export const noticesOf = ({ disclosure }: Asked): readonly string[] => (disclosure?.notices ?? []).map(({ id }: Parsed) => id);

/** The categories that an answer says are withheld. */
export const withheldOf = ({ disclosure }: Asked): readonly string[] => [...new Set<string>((disclosure?.withheld ?? []).map(({ category }: Parsed) => category))].sort();

/** What the accounting holds of an answer, in short: for each youth the outcome and the categories released. */
export const accountOf = ({ accounting }: Asked): readonly (readonly [string, readonly string[]])[] =>
  accounting.map(({ outcome, released }) => [outcome, released]);

/** The categories of the service records that came, each once. */
export const servicesOf = (found: Parsed): readonly string[] =>
  [...new Set<string>((found?.services?.edges ?? []).map(({ node }: Parsed) => node.category))].sort();

/** The documents that came, by category and kind. */
export const documentsOf = (found: Parsed): readonly string[] =>
  (found?.documents?.edges ?? []).map(({ node }: Parsed) => `${node.category} ${node.kind}`).sort();

/** Every document of a case. */
export const DOCUMENTS = 'documents(first: 100) { edges { node { category kind title text matter } } }';

/** Every service record of a case. */
export const SERVICES = 'services(first: 100) { edges { node { category regime startedOn serviceText providerName notice } } }';
