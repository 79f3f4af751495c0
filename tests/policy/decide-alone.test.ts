import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reviewConsents } from '../../src/policy/consent-review.js';
import { decideCell } from '../../src/policy/decide-cell.js';
import type { CellDecision } from '../../src/policy/decision.js';
import { Evaluation } from '../../src/policy/evaluation.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import type { Facts } from '../../src/policy/facts.js';
import { situationOf } from '../../src/policy/situation.js';
import { asked } from './arbitrary.js';
import { asking, assignment, consentFor, facts } from './people.js';
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

  it('shares what is withheld between subjects, under the name of its own cell', () => {
    const one = decided(asking('COUNTY_WORKER'), facts({ assignments: [assignment()] }));
    const other = decided(asking('COUNTY_WORKER'), facts({ assignments: [assignment({ kind: 'SECONDARY' })] }));
    const withheld = one.cells.map((cell, at) => ({ cell, same: other.cells[at] })).filter(({ cell }) => cell.outcome === 'D');
    expect(withheld.filter(({ cell, same }) => cell !== same)).toEqual([]);
    expect(withheld.length).toBeGreaterThan(10);
    expect(one.cells.map(({ category, regime }) => ({ category, regime }))).toEqual(POLICY.program('COUNTY_WORKER', 'CASE_MANAGEMENT').map(({ cell }) => cell));
  });
});
