import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import type { Basis } from '../../src/law/basis.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import { diffPage, readingChanges } from '../../src/policy/counsel/diff-page.js';
import { YES, NO } from '../../src/policy/evaluation/finding.js';
import { pageInText } from '../../src/policy/counsel/page.js';
import { cellChanges, type CellChange } from '../../src/policy/counsel/policy-changes.js';
import { comparePolicies, type PolicySide } from '../../src/policy/counsel/policy-diff.js';
import type { PredicateName } from '../../src/policy/evaluation/predicate-names.js';
import { PREDICATES } from '../../src/policy/evaluation/predicates.js';
import { IN_FORCE, type Rule } from '../../src/policy/rule.js';
import { RULES } from '../../src/policy/rules/index.js';
import { settingsWith, type Settings } from '../../src/policy/settings.js';
import { asking, facts } from './people.js';
import { cellOf, decided } from './released.js';

const DAY = localDate('2026-03-01');

const side = (rules: readonly Rule[], settings: Partial<Settings> = {}): PolicySide => ({ rules, settings: settingsWith(settings) });
const rule = (one: Pick<Rule, 'id' | 'layer' | 'effect' | 'when'> & Partial<Rule>): Rule => ({ authorities: ['WIC_827'], effective: IN_FORCE, plain: 'A rule.', ...one });

const permit = (id: string, fact: PredicateName, parts: Partial<Rule> = {}): Rule => rule({
  id, layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'FULL',
  when: { roles: ['MENTAL_HEALTH'], categories: ['CSEC_STATUS'], purposes: ['TREATMENT'], facts: [[fact]] }, ...parts,
});
const K = permit('K', 'TREATING');
const T = permit('T', 'TEAM_LIVE', { basis: 'TEAM' });

const changes = (before: readonly Rule[], after: readonly Rule[]): readonly CellChange[] => cellChanges(comparePolicies(side(before), side(after), DAY));

/** A change in words: what, how far, under which facts, by which rules. */
const told = (list: readonly CellChange[]): readonly string[] => list.map(({ change, category, role, purposes, basis, from, to, when, rules }) =>
  `${change} ${category} ${role} ${purposes.join('+')} ${basis} ${from}>${to} when ${when.map((set) => set.join('&')).join('|')} by ${rules.join('+')}`);

const AT = 'CSEC_STATUS MENTAL_HEALTH TREATMENT';

describe('a change of policy', () => {
  it.each<[string, readonly Rule[], readonly Rule[], readonly string[]]>([
    ['that changes nothing', [K], [K], []],
    ['of words alone', [K], [{ ...K, plain: 'Other words.', authorities: ['WIC_828'] }], []],
    ['that opens', [], [K], [`opened ${AT} CARE_COORDINATION null>FULL when TREATING by K`]],
    ['that closes', [K, T], [T], [`closed ${AT} CARE_COORDINATION FULL>null when TREATING by K`]],
    ['that opens in more situations', [K], [K, permit('K2', 'SUPERVISING')], [`wider ${AT} CARE_COORDINATION null>FULL when SUPERVISING by K2`]],
    ['that opens further', [{ ...K, extent: 'MINIMUM' }], [K], [`wider ${AT} CARE_COORDINATION MINIMUM>FULL when TREATING by K`]],
    ['that caps', [K], [K, rule({ id: 'L', layer: 'MINIMUM_NECESSARY', effect: 'LIMIT', extent: 'MINIMUM', when: { facts: [['SUBJECT_MINOR']] } })],
      [`narrower ${AT} CARE_COORDINATION FULL>MINIMUM when SUBJECT_MINOR&TREATING by L`]],
    ['that requires more', [K], [K, rule({ id: 'R', layer: 'CATEGORY_LAW', effect: 'REQUIRE', when: {}, requires: [['CREDENTIAL_VERIFIED'], ['COVERED']] })],
      [`narrower ${AT} CARE_COORDINATION FULL>null when TREATING by R`]],
    ['that requires more of one basis', [K], [K, rule({ id: 'R', layer: 'BASIS', effect: 'REQUIRE', basis: 'CARE_COORDINATION', when: { facts: [['SUBJECT_MINOR']] }, requires: [['COVERED']] })],
      [`narrower ${AT} CARE_COORDINATION FULL>null when SUBJECT_MINOR&TREATING by R`]],
    ['that withholds', [K, T], [K, T, rule({ id: 'COUNTY.X', layer: 'NARROWING', effect: 'DENY', when: { categories: ['CSEC_STATUS'], roles: ['MENTAL_HEALTH'], bases: ['TEAM'] } })],
      [`closed ${AT} TEAM FULL>null when TEAM_LIVE by COUNTY.X`]],
    ['that denies on a fact', [K], [K, rule({ id: 'F', layer: 'FLOOR', effect: 'DENY', when: { facts: [['SUBJECT_SEALED']] } })],
      [`narrower ${AT} CARE_COORDINATION FULL>null when SUBJECT_SEALED&TREATING by F`]],
    ['of the basis', [K], [{ ...K, basis: 'TEAM' }], [`basis ${AT} TEAM FULL>FULL when TREATING by K`]],
    ['of another\'s purpose, which that role cannot state', [], [permit('K', 'TREATING', { when: { ...K.when, purposes: ['OPERATIONS'] } })], []],
    ['that is not law yet', [], [{ ...K, effective: { from: localDate('2026-03-02'), to: null } }], []],
  ])('%s is told as what it does', (_, before, after, expected) => {
    expect(told(changes(before, after))).toEqual(expected);
  });

  it('of duties names those that come and go', () => {
    const owing = (id: 'NO_ONWARD' | 'NOTICE_LPS') => rule({ id: 'O', layer: 'OBLIGATION', effect: 'OBLIGE', when: {}, obligations: [id] });
    expect(changes([K, owing('NO_ONWARD')], [K, owing('NOTICE_LPS')])).toMatchObject([{ change: 'duties', owed: ['NOTICE_LPS'], noLongerOwed: ['NO_ONWARD'], rules: ['O'] }]);
  });

  it('to one kind of agency is found', () => {
    expect(told(changes([permit('K', 'TREATING', { when: { ...K.when, agencyKinds: ['HOSPITAL'] } })], [K])))
      .toEqual([`wider ${AT} CARE_COORDINATION null>FULL when TREATING by K`]);
  });

  it('to the same cell for several purposes is told once', () => {
    const both = permit('K', 'TREATING', { when: { ...K.when, purposes: ['TREATMENT', 'CARE_COORDINATION'] } });
    expect(changes([], [both]).map(({ purposes }) => purposes)).toEqual([['TREATMENT', 'CARE_COORDINATION']]);
  });

  it('by a setting names the rule that speaks, and one read within a condition is told as that', () => {
    const strict = side(compilePolicy().rules);
    const settings = { teamOpensGeneralMedical: true, consentWithoutDocumentHash: true };
    const chosen = side(compilePolicy({ settings: settingsWith(settings) }).rules, settings);
    const team = cellChanges(comparePolicies(strict, chosen, DAY)).filter(({ role }) => role === 'MDT_MEMBER');
    expect(team.filter(({ change }) => change === 'opened')).toMatchObject([{ category: 'GENERAL_MEDICAL', basis: 'TEAM', purposes: ['MDT'], rules: ['R-07.MDT.MEDICAL'] }]);
    const named = new Set(RULES.flatMap(({ counsel }) => counsel ?? []));
    expect(readingChanges(strict, chosen, named).map(({ name, after, withinCondition }) => [name, after, withinCondition]))
      .toEqual([['teamOpensGeneralMedical', true, false], ['consentWithoutDocumentHash', true, true]]);
  });

  it('is laid out for a reader', async () => {
    const page = diffPage({ on: DAY, before: 'one', after: 'other', cells: changes([K], [T]), readings: [] });
    await expect(pageInText(page)).toMatchFileSnapshot('policy-diff.txt');
  });
});

const NAMES = ['TREATING', 'TEAM_LIVE', 'COVERED', 'SUBJECT_MINOR'] as const;
const aSet = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 2 });
const someSets = fc.array(aSet, { minLength: 1, maxLength: 2 });
const kinds = fc.option(fc.constantFrom([['MENTAL_HEALTH']], [['HOSPITAL']]), { nil: undefined });
const extent = fc.constantFrom('MINIMUM' as const, 'FULL' as const);
const bases: readonly Basis[] = ['TEAM', 'CARE_COORDINATION'];

const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ facts: someSets, kinds, extent, basis: fc.constantFrom(...bases) }).map(({ facts: sets, kinds: of, extent: far, basis }) => permit('P', 'TREATING', {
    extent: far, basis, when: { roles: ['MENTAL_HEALTH'], categories: ['CSEC_STATUS'], purposes: ['TREATMENT'], facts: sets, ...(of && { agencyKinds: of[0] as never }) },
  })),
  fc.record({ facts: fc.option(someSets, { nil: undefined }), layer: fc.constantFrom('FLOOR' as const, 'CATEGORY_LAW' as const) })
    .map(({ facts: sets, layer }) => rule({ id: 'D', layer, effect: 'DENY', when: sets ? { facts: sets } : { facts: [['SUBJECT_MINOR']] } })),
  fc.record({ facts: fc.option(someSets, { nil: undefined }), requires: someSets }).map(({ facts: sets, requires }) => rule({ id: 'R', layer: 'CATEGORY_LAW', effect: 'REQUIRE', requires, when: sets ? { facts: sets } : {} })),
  fc.record({ facts: fc.option(someSets, { nil: undefined }), basis: fc.constantFrom(...bases) })
    .map(({ facts: sets, basis }) => rule({ id: 'N', layer: 'NARROWING', effect: 'DENY', when: { bases: [basis], ...(sets && { facts: sets }) } })),
  fc.record({ facts: someSets }).map(({ facts: sets }) => rule({ id: 'L', layer: 'MINIMUM_NECESSARY', effect: 'LIMIT', extent: 'MINIMUM', when: { facts: sets } })),
);
const anyPolicy = fc.array(anyRule, { maxLength: 5 }).map((rules) => rules.map((one, at) => ({ ...one, id: `${one.id}${at}` })));

/** What a policy releases of the cell in every situation there is, decided one by one. */
function everywhere(rules: readonly Rule[]): readonly string[] {
  let held: readonly string[] = [];
  const named = Object.fromEntries(NAMES.map((name) => [name, () => (held.includes(name) ? YES : NO)]));
  const policy = compilePolicy({ rules, predicates: { ...PREDICATES, ...named } });
  const context = { ...asking('MENTAL_HEALTH'), purpose: 'TREATMENT' } as const;
  return (['MENTAL_HEALTH', 'HOSPITAL'] as const).flatMap((kind) => Array.from({ length: 2 ** NAMES.length }, (_, bits) => {
    held = NAMES.filter((__, at) => (bits >> at) % 2 === 1);
    const caller = { ...context.caller, agency: { ...context.caller.agency, kind } };
    return `${cellOf(decided({ ...context, caller }, facts(), policy), 'CSEC_STATUS').extent}`;
  }));
}

describe('the situations tried', () => {
  it('are enough: two policies differ in some situation if and only if a difference is found', () => {
    let differing = 0;
    fc.assert(fc.property(anyPolicy, anyPolicy, (before, after) => {
      const [first, second] = [everywhere(before), everywhere(after)];
      const differ = first.some((one, at) => one !== second[at]);
      const found = comparePolicies(side(before), side(after), DAY).differences.some(({ before: was, after: is }) => was?.extent !== is?.extent);
      if (differ) differing += 1;
      expect(found).toBe(differ);
    }), { numRuns: 100, seed: 20_260_301 });
    expect(differing).toBeGreaterThan(30);
  }, 60_000);
});
