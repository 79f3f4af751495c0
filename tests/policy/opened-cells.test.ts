import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import type { Basis } from '../../src/law/basis.js';
import { CATEGORIES, CATEGORY_FACTS, type Category } from '../../src/law/category.js';
import { basesListed, tableRow } from '../../src/law/decision-table.js';
import { PURPOSE_NAMES } from '../../src/law/purpose.js';
import { ROLES, ROLE_ABBREVIATION, type Role } from '../../src/law/role.js';
import { INVOLVEMENT_KINDS } from '../../src/model/agency.js';
import type { Caller } from '../../src/policy/access-context.js';
import { compilePolicy, type CompiledPolicy } from '../../src/policy/evaluation/compile.js';
import type { SubjectFacts } from '../../src/policy/facts.js';
import { RULES } from '../../src/policy/rules/index.js';
import { settingsWith, type SettingName } from '../../src/policy/settings.js';
import { agency, asking, assignment, caller, facts, involvement } from './people.js';
import { POLICY, decided } from './released.js';

/** The bases that rest on who the caller is and how he stands to the youth, and on no document: letters A, K, S and V. */
const BY_STANDING: readonly Basis[] = ['AGENCY', 'CARE_COORDINATION', 'SELF'];

/** What the table lists and no rule opens until counsel turns the setting on. */
const BY_SETTING: Readonly<Record<string, SettingName>> = {
  'C05 CARE AGENCY': 'caregiverLearnsCsecStatus',
  'C08 PARENT AGENCY': 'copiesUnder827',
  'C22 MH AGENCY': 'copiesUnder827',
  'C22 EDU AGENCY': 'schoolNoticeUnder827b',
  'C28 CW AGENCY': 'adoptionFileOpensToCaseWorker',
};

/** What the table lists and no rule opens at all, and why. */
const NOT_OPENED: Readonly<Record<string, string>> = {
  'C21 PARENT AGENCY': 'The table means the parent\'s own immigration data; the gateway keeps the youth\'s alone, which are not the parent\'s.',
  'C25 YOUTH SELF': 'The youth asks the Department of Justice: such records do not pass through the gateway (R-29.CORI).',
  'C28 XCW AGENCY': 'No fact on file says that a placement is one under the interstate compact, on which this access rests.',
};

interface Stance {
  readonly who?: Partial<Caller>;
  readonly subject?: Partial<SubjectFacts>;
}

const COVERED: Stance = { who: { agency: agency('PUBLIC_HEALTH', { regimeStatus: 'COVERED_ENTITY' }) } };
const STANCES: Readonly<Partial<Record<Role, readonly Stance[]>>> = {
  OTHER_COUNTY_WORKER: [{ subject: { county: '37' } }],
  PUBLIC_HEALTH_NURSE: [COVERED],
  PARENT: [{ subject: { bornOn: localDate('2018-06-15'), removedFromParent: false } }],
  FORMER_YOUTH: [{ subject: { bornOn: localDate('2004-03-01'), hasOpenCase: false } }],
};
const ASKS_AS: Readonly<Partial<Record<Role, Role>>> = { OTHER_COUNTY_WORKER: 'COUNTY_WORKER', FORMER_YOUTH: 'YOUTH' };

/** Every square `C01 CW AGENCY` that some rule opens to the role, by its relations to the youth alone, for some purpose. */
function opened(role: Role, policy: CompiledPolicy): readonly string[] {
  const as = ASKS_AS[role] ?? role;
  return (STANCES[role] ?? [{}]).flatMap(({ who, subject }) => PURPOSE_NAMES.flatMap((purpose) => {
    const { agency: own, personId } = caller(as, who);
    const decision = decided(asking(as, { purpose, ...(who && { who }) }), facts({
      ...(subject && { subject }), assignments: [assignment(), assignment({ through: 'REFERRAL', throughKey: 'REFERRAL01' })],
      involvements: INVOLVEMENT_KINDS.map((kind) => involvement(own, kind, { personId, referralKey: 'REFERRAL01', conditions: ['EDUCATION_RIGHTS'] })),
    }), policy);
    expect(decision.role).toBe(role);
    return decision.cells.filter((cell) => cell.outcome === 'P').flatMap((cell) => cell.rules
      .map((id) => policy.ruleById(id))
      .flatMap((rule) => (rule?.effect === 'PERMIT' && rule.basis !== undefined ? [square(cell.category, role, rule.basis)] : [])));
  }));
}

const square = (category: Category, role: Role, basis: Basis): string => `${CATEGORY_FACTS[category].id} ${ROLE_ABBREVIATION[role]} ${basis}`;

const LISTED = CATEGORIES.flatMap((category) => ROLES.flatMap((role) =>
  basesListed(category, role).filter((basis) => BY_STANDING.includes(basis)).map((basis) => square(category, role, basis))));

function notOpened(policy: CompiledPolicy, roles: readonly Role[] = ROLES): readonly string[] {
  const open = new Set(roles.flatMap((role) => opened(role, policy)));
  return LISTED.filter((one) => !open.has(one)).sort();
}

describe('every square of the decision table that rests on standing', () => {
  it('is opened by some rule in some situation, or listed here with the reason', () => {
    expect(LISTED.length).toBeGreaterThan(150);
    expect(notOpened(POLICY)).toEqual([...Object.keys(BY_SETTING), ...Object.keys(NOT_OPENED)].sort());
  });

  it.each(Object.entries(BY_SETTING))('%s is opened by the setting %s', (one, setting) => {
    const roles = ROLES.filter((role) => one.split(' ')[1] === ROLE_ABBREVIATION[role]);
    expect(notOpened(compilePolicy({ settings: settingsWith({ [setting]: true }) }), roles)).not.toContain(one);
  });
});

describe('a square that the table qualifies', () => {
  const NARROW = /^(?:.*\/)?([AKSV]) .*\b(?:min|need|redacted)\b/;
  const BY_LETTER: Readonly<Record<string, Basis>> = { A: 'AGENCY', V: 'AGENCY', K: 'CARE_COORDINATION', S: 'SELF' };

  it('by min, need or redacted is opened to the minimum and no further', () => {
    const narrow = CATEGORIES.flatMap((category) => ROLES.flatMap((role) => (tableRow(CATEGORY_FACTS[category].id)?.[ROLE_ABBREVIATION[role]] ?? '')
      .split(',').flatMap((words) => {
        const letter = NARROW.exec(words)?.[1];
        return letter === undefined ? [] : [{ category, role, basis: BY_LETTER[letter]! }];
      })));
    expect(narrow.map(({ category, role, basis }) => square(category, role, basis))).toEqual([
      'C04 PHN AGENCY', 'C04 MH CARE_COORDINATION', 'C04 EDU AGENCY', 'C04 CARE AGENCY', 'C05 CARE AGENCY', 'C06 XCW AGENCY', 'C06 PARENT AGENCY',
      'C08 PARENT AGENCY', 'C08 YOUTH SELF', 'C09 CARE CARE_COORDINATION', 'C26 PROB AGENCY',
    ]);
    const beyond = narrow.flatMap(({ category, role, basis }) => RULES.filter(({ effect, basis: on, when, extent }) =>
      effect === 'PERMIT' && on === basis && when.categories?.includes(category) && when.roles?.includes(role) && extent !== 'MINIMUM'));
    expect(beyond.map(({ id }) => id)).toEqual([]);
  });
});

describe('a square of letter V and not of letter A', () => {
  it('is opened only while counsel lets those who inspect have copies', () => {
    const viewOnly = CATEGORIES.flatMap((category) => ROLES.filter((role) => {
      const letters = (tableRow(CATEGORY_FACTS[category].id)?.[ROLE_ABBREVIATION[role]] ?? '').split(/[\s,;:()/+]+/);
      return letters.includes('V') && !letters.includes('A');
    }).map((role) => ({ category, role })));
    expect(viewOnly).toEqual([{ category: 'ABUSE_REPORT', role: 'PARENT' }, { category: 'JUVENILE_JUSTICE', role: 'MENTAL_HEALTH' }]);
    const opening = viewOnly.flatMap(({ category, role }) => RULES.filter(({ effect, basis, when }) =>
      effect === 'PERMIT' && basis === 'AGENCY' && when.categories?.includes(category) && when.roles?.includes(role)));
    expect(opening.map(({ id, counsel }) => `${id} ${counsel}`)).toEqual(['R-21.PARENT.INSPECTION copiesUnder827', 'R-03.MH.INSPECTION copiesUnder827']);
  });
});
