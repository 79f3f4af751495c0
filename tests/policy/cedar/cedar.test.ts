import { describe, expect, it } from 'vitest';
import { localDate } from '../../../src/kernel/dates.js';
import { CATEGORY_REGIMES, CELLS } from '../../../src/law/category-regimes.js';
import { PURPOSE_NAMES } from '../../../src/law/purpose.js';
import { REGIMES } from '../../../src/law/regime.js';
import { ROLES } from '../../../src/law/role.js';
import type { Rule } from '../../../src/policy/rule.js';
import { RULES } from '../../../src/policy/rules/index.js';
import { TODAY, classesOf, type Square } from './class.js';
import { asker, faultsOf, load } from './engine.js';
import { statesOf } from './inputs.js';
import { CELL_POLICIES, policiesFor, policiesOf, type CedarPolicy } from './policy-text.js';
import { ROWS_OF_EVERY_SORT } from './rows-of-every-sort.js';
import { Twin, summed, type Comparison, type Disagreement } from './twin.js';

const DEEP = process.env['CSEC_TEST_DEEP'] !== undefined;

/** Every role, purpose and cell. */
const SQUARES: readonly Square[] = ROLES.flatMap((role) => PURPOSE_NAMES.flatMap((purpose) => CELLS.map((cell) => ({ role, purpose, cell }))));

/** So many assignments of truths are asked one and all; of more facts, those that tell policies apart. */
const WHOLE = DEEP ? 3 ** 5 : 3 ** 3;

/**
 * Asks both sides about every square. Squares of which the same rows can speak are one class: all its states are asked
 * of one of them, and of the others one state in which it opens; where no row opens anything, everything true, false and
 * unknown. The deep run shares nothing.
 */
function compareAll(rules: readonly Rule[], policies: readonly CedarPolicy[] = policiesFor(rules), squares = SQUARES): Comparison {
  const twin = new Twin(rules, policies);
  return summed(classesOf(rules, squares).map((one) => {
    const states = statesOf(one, one.bases.length === 0 ? 1 : WHOLE);
    return twin.compareClass(one, states, DEEP ? states : one.bases.length === 0 ? [] : states.slice(0, 1));
  }));
}

/** Where the rows of every sort differ. */
const SOME_SQUARES = SQUARES.filter(({ role, purpose, cell }) =>
  (role === 'LAW_ENFORCEMENT' || role === 'PROVIDER') && (purpose === 'SERVICES' || purpose === 'INVESTIGATION') && cell.category === 'CSEC_STATUS');

const rowOf = (policyId: string): string => policyId.replace(/\/.*$/, '');

/** The first disagreement, once one policy is lost from the text, on what the row can speak of and something opens. */
function compareWithout(id: string, rules: readonly Rule[], squares: readonly Square[]): Disagreement | null {
  const lost = policiesFor(rules).filter((one) => one.id !== id);
  expect(lost).toHaveLength(policiesFor(rules).length - 1);
  const twin = new Twin(rules, lost);
  const open = classesOf(rules, squares).filter((one) => one.bases.length > 0 && one.rules.some((rule) => rule.id === rowOf(id)));
  for (const one of open) {
    const found = twin.firstDisagreement(one, statesOf(one, WHOLE));
    if (found !== null) return found;
  }
  return null;
}

describe('the policy in Cedar', () => {
  it('passes strict validation without a warning', () => {
    expect(faultsOf(policiesFor(RULES))).toEqual([]);
  });

  it('agrees with ours on every role, purpose, category and regime, in every state that tells rows apart', () => {
    const { questions, states, disagreements } = compareAll(RULES);
    expect(disagreements.slice(0, 5)).toEqual([]);
    expect(states).toBeGreaterThan(3000);
    expect(questions).toBeGreaterThan(3000);
  }, DEEP ? 3_600_000 : 300_000);

  it('releases nothing labelled with a regime that its category cannot have', () => {
    const opening = RULES.filter((rule) => rule.effect === 'PERMIT' && rule.when.regimes === undefined);
    const open = opening.flatMap((rule) => {
      const { when, basis } = rule;
      load('open', [...CELL_POLICIES.filter(({ rule: of }) => when.categories!.some((category) => of === `CELL/${category}`)), ...policiesOf(rule)]);
      return when.categories!.flatMap((category) => REGIMES.filter((regime) => asker('open', {
        role: when.roles![0]!, purpose: when.purposes?.[0] ?? 'MDT', category, regime, agencyKind: when.agencyKinds?.[0] ?? 'COURT', day: TODAY,
        settings: rule.counsel === undefined ? {} : { [rule.counsel]: true }, consentNamesCategory: true,
        facts: Object.fromEntries(when.facts!.flat().map((name) => [name, 'TRUE'])),
      })(rule.layer === 'MANDATE' ? 'MANDATE' : basis!, 'MINIMUM').allowed !== CATEGORY_REGIMES[category].includes(regime)));
    });
    expect(open).toEqual([]);
    expect(opening.length).toBeGreaterThan(10);
  });
});

describe('rows of every sort', () => {
  it('agree in every state', () => {
    const policies = policiesFor(ROWS_OF_EVERY_SORT);
    expect(faultsOf(policies)).toEqual([]);
    const { disagreements, questions } = compareAll(ROWS_OF_EVERY_SORT, policies, SOME_SQUARES);
    expect(disagreements.slice(0, 5)).toEqual([]);
    expect(questions).toBeGreaterThan(1000);
  });
});

describe('the comparison', () => {
  it.each(['R-10.AGENCY', 'R-31.LE.IDENTITY', 'R-13.LE.AGREEMENT', 'P.REFUSAL', 'R-38.CW.HEALTH/unknown', 'R-38.CW.HEALTH', 'C.CSP.OUTLINE/widened'])(
    'names the row whose %s is lost from the Cedar text', (id) => {
      expect(compareWithout(id, RULES, SQUARES)?.rules).toContain(rowOf(id));
    });

  // The doubt of a permission is felt only beside another of its basis.
  it.each(ROWS_OF_EVERY_SORT.flatMap(policiesOf).map(({ id }) => id).filter((id) => !/^(MANDATE|TEAM|CONSENT).*unknown$/.test(id)))(
    'names the row of every sort whose %s is lost', (id) => {
      expect(compareWithout(id, ROWS_OF_EVERY_SORT, SOME_SQUARES)?.rules).toContain(rowOf(id));
    });

  it('fails where a policy asks what it is not told', () => {
    const asking = policiesOf(RULES.find(({ id }) => id === 'R-38.CW.HEALTH')!);
    load('asking', asking);
    expect(() => asker('asking', {
      role: 'COUNTY_WORKER', purpose: 'CARE_COORDINATION', category: 'MENTAL_HEALTH', regime: 'LPS', agencyKind: 'CHILD_WELFARE',
      day: localDate('2026-03-01'), settings: {}, facts: {}, consentNamesCategory: false,
    })('CARE_COORDINATION', 'FULL')).toThrow('Cedar refuses to evaluate');
  });

  it('is warned of a policy that can never apply, and of a word that the schema lacks', () => {
    const never = { id: 'never', rule: 'never', text: 'permit (principal, action, resource) when { principal == Role::"PARENT" && false };' };
    const unheard = { id: 'unheard', rule: 'unheard', text: 'permit (principal == Role::"PIRATE", action, resource);' };
    expect(faultsOf([never])).toHaveLength(1);
    expect(faultsOf([unheard])).toHaveLength(1);
  });
});
