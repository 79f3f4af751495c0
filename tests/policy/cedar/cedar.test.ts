import { describe, expect, it } from 'vitest';
import { localDate } from '../../../src/kernel/dates.js';
import { CATEGORY_REGIMES, CELLS } from '../../../src/law/category-regimes.js';
import { PURPOSE_NAMES } from '../../../src/law/purpose.js';
import { REGIMES } from '../../../src/law/regime.js';
import { ROLES } from '../../../src/law/role.js';
import type { Rule } from '../../../src/policy/rule.js';
import { RULES } from '../../../src/policy/rules/index.js';
import { TODAY, classesOf, type Square, type SquareClass } from './class.js';
import { compareDuties, policiesWithDuties } from './duties.js';
import { asker, faultsOf, load } from './engine.js';
import { statesOf, type Reach } from './inputs.js';
import { CELL_POLICIES, dutiesOf, policiesFor, policiesOf, type CedarPolicy } from './policy-text.js';
import { ROWS_OF_EVERY_SORT } from './rows-of-every-sort.js';
import { Twin, summed, type Comparison, type Disagreement } from './twin.js';

const DEEP = process.env['CSEC_TEST_DEEP'] !== undefined;

/** Every role, purpose and cell. */
const SQUARES: readonly Square[] = ROLES.flatMap((role) => PURPOSE_NAMES.flatMap((purpose) => CELLS.map((cell) => ({ role, purpose, cell }))));

/** So many assignments of truths are asked one and all; of more facts, those that tell policies apart. */
const REACH: Reach = { whole: 3 ** 3, everySetting: false };
/** What the deep run asks of one square of each class, and of every other. */
const [DEEPER, DEEPER_BESIDE]: readonly [Reach, Reach] = [{ whole: 3 ** 7, everySetting: true }, { whole: 3 ** 3, everySetting: true }];

/**
 * Asks both sides about every square: each of the roles, purposes and cells there are, whether or not a row speaks of
 * it. Squares of which the same rows can speak are one class.
 *
 * In every run, of one square of each class: every least way in which a row opens it, with each fact turned to each other
 * truth, each row that closes met and in doubt, and each other permission beside it; beside each such way every kind of
 * agency and span of days that a row names, and no setting on, each one alone, and all; and every assignment of TRUE,
 * FALSE and UNKNOWN to the facts where they are three or fewer. Of each other square of the class: the first state that
 * opens it. Where no row opens anything: everything true, false and unknown.
 *
 * In the deep run, of every square: all these states, each of them with no setting on, each one alone, and all. Of one
 * square of each class also every assignment to the facts where they are seven or fewer, with the same settings.
 *
 * What no run goes through: every assignment where a class asks eight facts or more, settings by two, and kinds of
 * agency, days and the word of a consent otherwise than beside a least way to open the square.
 */
function compareAll(rules: readonly Rule[], policies: readonly CedarPolicy[] = policiesFor(rules), squares = SQUARES): Comparison {
  const twin = new Twin(rules, policies);
  return summed(classesOf(rules, squares).map((one) => {
    const opens = one.bases.length > 0;
    if (DEEP) return twin.compareClass(one, statesOf(one, DEEPER), statesOf(one, DEEPER_BESIDE));
    const states = statesOf(one, opens ? REACH : { ...REACH, whole: 1 });
    return twin.compareClass(one, states, opens ? states.slice(0, 1) : []);
  }));
}

/** Where the rows of every sort differ. */
const SOME_SQUARES = SQUARES.filter(({ role, purpose, cell }) =>
  (role === 'LAW_ENFORCEMENT' || role === 'PROVIDER') && (purpose === 'SERVICES' || purpose === 'INVESTIGATION') && cell.category === 'CSEC_STATUS');

const OPEN = new Map<readonly Square[], readonly SquareClass[]>();

/** The classes of squares that something opens, sorted once. */
function openClasses(rules: readonly Rule[], squares: readonly Square[]): readonly SquareClass[] {
  const known = OPEN.get(squares) ?? classesOf(rules, squares).filter((one) => one.bases.length > 0);
  OPEN.set(squares, known);
  return known;
}

const rowOf = (policyId: string): string => policyId.replace(/\/.*$/, '');

/** The first disagreement, once one policy is lost from the text, on what the row can speak of and something opens. */
function compareWithout(id: string, rules: readonly Rule[], squares: readonly Square[]): Disagreement | null {
  const whole = policiesFor(rules);
  const lost = whole.filter((one) => one.id !== id);
  expect(lost).toHaveLength(whole.length - 1);
  const twin = new Twin(rules, lost);
  const open = openClasses(rules, squares).filter((one) => one.rules.some((rule) => rule.id === rowOf(id)));
  for (const one of open) {
    const found = twin.firstDisagreement(one, statesOf(one, REACH));
    if (found !== null) return found;
  }
  return null;
}

describe('the policy in Cedar', () => {
  it('passes strict validation without a warning', () => {
    expect(faultsOf(policiesWithDuties(RULES))).toEqual([]);
  });

  it('agrees with ours on every role, purpose, category and regime, in every state that tells rows apart', () => {
    const { questions, states, disagreements } = compareAll(RULES);
    if (DEEP) console.log(`The twins were compared on ${states} states in ${questions} questions.`);
    expect(disagreements.slice(0, 5)).toEqual([]);
    expect(states).toBeGreaterThan(DEEP ? 1_000_000 : 13_000);
    expect(questions).toBeGreaterThan(DEEP ? 1_000_000 : 20_000);
  }, DEEP ? 2 * 3_600_000 : 300_000);

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

describe('duties', () => {
  it('that a recipient cannot honour withhold the same of both, whichever rows bring them', () => {
    const { states, disagreements } = compareDuties(RULES, policiesWithDuties(RULES), { squares: SQUARES, whole: DEEP });
    expect(disagreements.slice(0, 5)).toEqual([]);
    expect(states).toBeGreaterThan(DEEP ? 40_000 : 1_500);
  }, 300_000);

  it('of rows of every sort withhold the same of both', () => {
    const policies = policiesWithDuties(ROWS_OF_EVERY_SORT);
    expect(faultsOf(policies)).toEqual([]);
    const { states, disagreements } = compareDuties(ROWS_OF_EVERY_SORT, policies, { squares: SOME_SQUARES, whole: true });
    expect(disagreements.slice(0, 5)).toEqual([]);
    expect(states).toBeGreaterThan(100);
  });

  it.each(ROWS_OF_EVERY_SORT.flatMap(dutiesOf).map(({ id }) => id))('are found missing where %s is lost from the Cedar text', (id) => {
    const lost = policiesWithDuties(ROWS_OF_EVERY_SORT).filter((one) => one.id !== id);
    expect(compareDuties(ROWS_OF_EVERY_SORT, lost, { squares: SOME_SQUARES, whole: false }).disagreements.some(({ rules }) => rules.includes(rowOf(id)))).toBe(true);
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
