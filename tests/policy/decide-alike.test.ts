import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import { compilePolicy } from '../../src/policy/compile.js';
import { decideAlike } from '../../src/policy/decide-alike.js';
import { decide } from '../../src/policy/decide.js';
import type { Decision } from '../../src/policy/decision.js';
import type { Facts } from '../../src/policy/facts.js';
import { YES } from '../../src/policy/finding.js';
import { PREDICATES } from '../../src/policy/predicates.js';
import { contexts, factsFor } from './arbitrary.js';
import { SUBJECT, agency, asking, facts, involvement, youth } from './people.js';
import { POLICY } from './released.js';

const ids = fc.integer({ min: 1, max: 99 }).map((at) => `00000000-0000-4000-8000-0000000001${String(at).padStart(2, '0')}`);
const birthdays = fc.constantFrom(localDate('2008-03-01'), localDate('2008-03-02'), localDate('2005-03-02'), localDate('2012-07-04'), null);
const deaths = fc.constantFrom(null, null, null, localDate('2026-02-28'), localDate('2026-03-02'));
/** A page of subjects who differ little, so that many are alike; relations follow the subject, but for one that does not. */
const pages = contexts.chain((context) => fc.tuple(
  fc.constant(context), fc.array(factsFor(context), { minLength: 1, maxLength: 3 }),
  fc.array(fc.tuple(fc.nat(2), ids, birthdays, deaths, fc.boolean(), fc.constantFrom(true, true, false)), { minLength: 2, maxLength: 12 }),
)).map(([context, about, people]) => ({
  context,
  page: people.map(([at, subjectId, bornOn, diedOn, foreign, asked]): Facts => {
    const one = about[at % about.length]!;
    return {
      ...one, consents: asked ? [] : one.consents.map((consent) => ({ ...consent, subjectId })),
      subject: { ...one.subject, subjectId, bornOn, diedOn },
      involvements: one.involvements.map((involved, place) => (foreign && place === 0 ? involved : { ...involved, subjectId })),
    };
  }),
}));

const plain = (decision: Decision) => JSON.stringify({ ...decision, decisionId: decision.decisionId });

describe('decisions on subjects who are alike', () => {
  it('are the decisions that each would have had alone', () => {
    let shared = 0;
    fc.assert(fc.property(pages, ({ context, page }) => {
      const alike = decideAlike(context, POLICY);
      const decisions = page.map(alike);
      expect(decisions.map(plain)).toEqual(page.map((about) => plain(decide(context, about, POLICY))));
      if (new Set(decisions.map(({ cells }) => cells)).size < page.length) shared += 1;
    }), { numRuns: 150 });
    expect(shared).toBeGreaterThan(50);
  });

  const context = asking('MENTAL_HEALTH');
  const treated = (subjectId: string, bornOn = localDate('2011-06-15')): Facts => facts({
    subject: youth({ subjectId, bornOn }), involvements: [involvement(agency('MENTAL_HEALTH'), 'TREATMENT', { subjectId })], consents: [],
  });
  const OTHER = SUBJECT.replace(/1$/, '2');

  it('keep their own subject and their own id', () => {
    const alike = decideAlike(context, POLICY);
    const [one, other] = [alike(treated(SUBJECT)), alike(treated(OTHER))];
    expect([one.cells === other.cells, one.subjectId, other.subjectId, one.decisionId === other.decisionId]).toEqual([true, SUBJECT, OTHER, false]);
  });

  it('are not shared with a subject whose relation is another\'s', () => {
    const alike = decideAlike(context, POLICY);
    const [one, other] = [alike(treated(SUBJECT)), alike({ ...treated(OTHER), involvements: treated(SUBJECT).involvements })];
    expect([one.admits, other.admits]).toEqual([true, false]);
  });

  it('are not shared where a rule looks at the day of birth', () => {
    const policy = compilePolicy({ predicates: { ...PREDICATES, TREATING: (at) => (at.facts.subject.bornOn === localDate('2011-06-15') ? PREDICATES.TREATING(at, { category: 'MENTAL_HEALTH', regime: 'LPS' }, {} as never) : YES) } });
    const alike = decideAlike(context, policy);
    const page = [treated(SUBJECT), treated(OTHER, localDate('2012-01-01'))];
    const decisions = page.map(alike);
    expect(decisions.map(plain)).toEqual(page.map((about) => plain(decide(context, about, policy))));
    expect(decisions[0]!.cells === decisions[1]!.cells).toBe(false);
  });

  it('withhold everything for facts of a shape that no rule knows, as one decision does', () => {
    const broken = { ...treated(SUBJECT), involvements: [1n] as unknown as Facts['involvements'] };
    expect(plain(decideAlike(context, POLICY)(broken))).toBe(plain(decide(context, broken, POLICY)));
  });
});
