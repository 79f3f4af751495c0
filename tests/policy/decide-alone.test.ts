import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reviewConsents } from '../../src/policy/consents/consent-review.js';
import { decideCell } from '../../src/policy/evaluation/decide-cell.js';
import type { CellDecision } from '../../src/policy/decision.js';
import { Evaluation } from '../../src/policy/evaluation/evaluation.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import type { Facts } from '../../src/policy/facts.js';
import { situationOf } from '../../src/policy/situation.js';
import { asked } from './arbitrary.js';
import { report } from './documents-on-file.js';
import { SUBJECT, asking, consentFor, facts, involvement, youth } from './people.js';
import { POLICY, decided } from './released.js';

/** Every cell decided as if it were the only one. */
function alone(context: AccessContext, about: Facts): readonly CellDecision[] {
  const situation = situationOf(context, about, POLICY.settings);
  return POLICY.program(situation.role, context.purpose)
    .map((program) => decideCell(program, new Evaluation(POLICY, situation, reviewConsents(situation))));
}

describe('a decision on all cells', () => {
  it('is what each cell comes to alone', () => {
    let open = 0;
    fc.assert(fc.property(asked, ({ context, about }) => {
      const { cells } = decided(context, about);
      if (cells.some((cell) => cell.outcome === 'P')) open += 1;
      expect(cells).toEqual(alone(context, about));
    }), { numRuns: process.env['CSEC_TEST_DEEP'] === undefined ? 200 : 4000 });
    expect(open).toBeGreaterThan(20);
  });

  it('keeps what a consent for one category covers out of every other', () => {
    const context = asking('PROVIDER');
    const about = facts({ consents: [consentFor(context.caller.agency, { categories: ['CASE_FACTS'] })] });
    expect(decided(context, about).cells).toEqual(alone(context, about));
    expect([...new Set(decided(context, about).cells.filter((cell) => cell.outcome === 'P').map((cell) => cell.category))]).toEqual(['CASE_FACTS']);
  });

  it('is shared between subjects of whom everything asked is answered alike, and keeps the subject\'s own name', () => {
    const context = asking('MENTAL_HEALTH');
    const other = SUBJECT.replace(/1$/, '2');
    const treated = (subjectId: string, of = subjectId): Facts => facts({
      subject: youth({ subjectId }), involvements: [involvement(context.caller.agency, 'TREATMENT', { subjectId: of })], consents: [],
    });
    const [one, alike, anothers] = [treated(SUBJECT), treated(other), treated(other, SUBJECT)].map((about) => decided(context, about));
    expect([one!.cells === alike!.cells, one!.subjectId, alike!.subjectId, one!.decisionId === alike!.decisionId]).toEqual([true, SUBJECT, other, false]);
    expect([one!.admits, anothers!.admits]).toEqual([true, false]);
  });

  it('is shared with nobody where what is on file names itself in what it releases', () => {
    const context = asking('LAW_ENFORCEMENT');
    const [one, other] = ['1', '2'].map((last) => decided(context, facts({ mandates: [report(context.caller, 'PC_11166_J', { id: `00000000-0000-4000-8000-00000000000${last}` })] })));
    expect(one!.cells.some((cell) => cell.basis === 'MANDATE')).toBe(true);
    expect(one!.cells === other!.cells).toBe(false);
  });

  it('withholds everything for facts of a shape that no rule knows', () => {
    const broken = facts({ consents: [null] as unknown as Facts['consents'] });
    const { admits, cells } = decided(asking('COUNTY_WORKER'), broken);
    expect([admits, [...new Set(cells.map(({ outcome, reason }) => `${outcome} ${reason}`))]]).toEqual([false, ['D RULE_FAILED']]);
  });
});
