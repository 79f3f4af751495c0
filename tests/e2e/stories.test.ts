import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, normalised, type Parsed, startTestGateway, statementsOf, type TestGateway } from '../support/gateway.js';
import { CALLERS, caseId, YOUTHS } from '../support/seed-county.js';
import { WHOLE_CASE } from './documents.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

interface Story {
  readonly title: string;
  readonly file: string;
  readonly caller: keyof typeof CALLERS;
  readonly purpose: string;
  /** What law lets this caller read of Alma, told apart by the texts that only it holds. */
  readonly reads: readonly string[];
  /** Every other text of the list is withheld. */
  readonly services: readonly string[];
}

/** One text of each thing that can be released or withheld. */
const TELLTALE = {
  firstName: 'A-First', lastName: 'A-Last', alias: 'A-Alias', identifier: 'A-PREV', medicalId: 'A-MEDS', probationId: 'A-PROB', unknownId: 'A-UNKNOWN',
  orientation: 'A-Orientation', street: 'A-Street',
  grid: 'Victim While Absent', project: 'S-CSEC Referral', otherProject: 'Family Stabilization', allegation: 'Commercial Sexual Exploitation', narrative: 'A-LocationNarrative',
  reporterOfInvestigated: 'A-referral-1-Reporter', reporterOfOther: 'A-referral-2-Reporter', limitedSensitive: 'A-LimitedSensitive',
  limitedSealed: 'A-LimitedSealed', facility: 'A-Facility', absence: 'RAN_AWAY', worker: 'Synthetic Worker', sealedWorker: 'A-SealedWorker',
  team: 'Synthetic Team', sealedAllegation: 'A-AllegedSealed', sensitiveAllegation: 'A-AllegedSensitive',
} as const;

const WELFARE = ['firstName', 'lastName', 'alias', 'identifier', 'grid', 'project', 'allegation'] as const;

const STORIES: readonly Story[] = [
  {
    title: 'a clinician who treats her', file: 'clinician', caller: 'clinician', purpose: 'TREATMENT',
    reads: ['firstName', 'lastName', 'alias', 'medicalId', 'grid', 'project'],
    services: ['GENERAL_MEDICAL-CMIA', 'GENERAL_MEDICAL-CHILD_WELFARE', 'SUBSTANCE_USE_OTHER-CHILD_WELFARE', 'SUBSTANCE_USE_PART2-PART2', 'MENTAL_HEALTH-CMIA', 'MENTAL_HEALTH-LPS', 'MENTAL_HEALTH-CHILD_WELFARE'],
  },
  {
    title: 'a detective who investigates what was done to her', file: 'detective', caller: 'detective', purpose: 'INVESTIGATION',
    reads: [...WELFARE, 'probationId', 'reporterOfInvestigated', 'absence', 'limitedSensitive', 'sensitiveAllegation'], services: ['CASE_FACTS-CHILD_WELFARE'],
  },
  {
    title: 'a provider on her consent', file: 'provider', caller: 'provider', purpose: 'SERVICES',
    reads: ['firstName', 'limitedSensitive', 'sensitiveAllegation'], services: ['CASE_FACTS-CHILD_WELFARE'],
  },
  {
    title: 'a member of her team', file: 'member', caller: 'member', purpose: 'MDT',
    reads: [...WELFARE, 'probationId', 'absence', 'worker', 'limitedSensitive', 'sensitiveAllegation'],
    services: ['SUBSTANCE_USE_OTHER-CHILD_WELFARE', 'MENTAL_HEALTH-LPS', 'CASE_FACTS-CHILD_WELFARE'],
  },
  {
    title: 'the worker of her case, for child welfare', file: 'worker-child-welfare', caller: 'worker', purpose: 'CHILD_WELFARE',
    reads: [...WELFARE, 'probationId', 'otherProject', 'street', 'narrative', 'reporterOfInvestigated', 'facility', 'absence', 'worker', 'team'],
    services: ['SUBSTANCE_USE_OTHER-CHILD_WELFARE', 'CASE_FACTS-CHILD_WELFARE'],
  },
  {
    title: 'the same worker, for coordination of care', file: 'worker-care-coordination', caller: 'worker', purpose: 'CARE_COORDINATION',
    reads: [...WELFARE, 'probationId', 'medicalId', 'otherProject', 'street', 'narrative', 'facility', 'absence', 'worker', 'team'],
    services: [
      'EDUCATION-FERPA', 'GENERAL_MEDICAL-CMIA', 'GENERAL_MEDICAL-CHILD_WELFARE', 'SUBSTANCE_USE_OTHER-CHILD_WELFARE', 'MENTAL_HEALTH-CMIA', 'MENTAL_HEALTH-LPS',
      'MENTAL_HEALTH-CHILD_WELFARE', 'CASE_FACTS-CHILD_WELFARE',
    ],
  },
];

describe('one case', () => {
  for (const [at, story] of STORIES.entries()) {
    it(`answers ${story.title} with exactly what law releases, and says why the rest is withheld`, async () => {
      const requestId = `00000000-0000-4000-8000-00000000000${at}`;
      let answer!: Answer;
      const statements = await statementsOf(async () => {
        answer = await gateway.ask(CALLERS[story.caller], WHOLE_CASE, { id: caseId(YOUTHS.ALMA) }, { purpose: story.purpose, requestId });
      });
      expect(answer.status).toBe(200);
      const data = JSON.stringify(answer.body.data);
      expect(Object.entries(TELLTALE).filter(([, text]) => data.includes(`"${text}"`)).map(([name]) => name).toSorted()).toEqual(story.reads.toSorted());
      expect(answer.body.data.case.services.edges.map((edge: Parsed) => edge.node.serviceText)).toEqual(story.services.map((service) => `A-${service}`));
      expect(new Set(statements).size, `as ${statements.join(' ')}`).toBe(statements.length);
      const told = { statements: statements.toSorted(), answer: normalised(answer.body), log: (await gateway.disclosures(requestId)).map(withoutIds) };
      await expect(`${JSON.stringify(told, null, 1)}\n`).toMatchFileSnapshot(`stories/${story.file}.json`);
    });
  }

  it('is nothing to an operator, to a neighbouring county, and to partners without a relation', async () => {
    for (const caller of ['operator', 'neighbour'] as const) {
      expect((await gateway.ask(CALLERS[caller], WHOLE_CASE, { id: caseId(YOUTHS.ALMA) })).text).toBe('{"data":{"case":null},"extensions":{}}\n');
    }
    for (const caller of ['clinician', 'detective', 'provider', 'member'] as const) {
      expect((await gateway.ask(CALLERS[caller], WHOLE_CASE, { id: caseId(YOUTHS.CORA) })).text).toBe('{"data":{"case":null},"extensions":{}}\n');
    }
  });
});

function withoutIds(record: Record<string, unknown>): Record<string, unknown> {
  const { id, documentHash, ...rest } = record;
  expect([typeof id, documentHash]).toEqual(['string', expect.stringMatching(/^[0-9a-f]{64}$/)]);
  return normalised(rest);
}
