import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATEGORIES, CATEGORY_FACTS } from '../../src/law/category.js';
import { DECISION_COLUMNS, basesListed, basesOfCell, tableRow } from '../../src/law/decision-table.js';
import { ROLES, ROLE_ABBREVIATION } from '../../src/law/role.js';
import { AUTHORITY_IDS } from '../../src/law/authority-ids.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import { CONSENT_CHECKS } from '../../src/policy/consents/checks/checks.js';
import { CHECK_IDS } from '../../src/policy/consents/checks/check.js';
import { IN_FORCE, type Rule } from '../../src/policy/rule.js';
import { RULES } from '../../src/policy/rules/index.js';
import { SETTINGS } from '../../src/policy/settings.js';

const REFERENCE = new URL('../../../shared/reference/confidentiality.json', import.meta.url);

describe('the decision table', () => {
  it.skipIf(!existsSync(REFERENCE))('equals the reference, word for word (skipped where ../shared/reference is absent)', () => {
    const reference = JSON.parse(readFileSync(REFERENCE, 'utf8')) as { readonly decision: Record<string, Record<string, string>> };
    const ours = Object.fromEntries(Object.keys(reference.decision).map((id) => [id, tableRow(id)]));
    expect(ours).toEqual(reference.decision);
    expect(Object.keys(ours)).toHaveLength(28);
  });

  it('has a cell for each of its 24 roles in each of its 28 rows', () => {
    const rows = CATEGORIES.map((category) => tableRow(CATEGORY_FACTS[category].id)).filter((row) => row !== undefined);
    expect(rows.map((row) => Object.values(row).filter((words) => words !== '').length)).toEqual(Array.from({ length: 28 }, () => 24));
    expect(new Set(DECISION_COLUMNS)).toEqual(new Set(ROLES.filter((role) => role !== 'COUNTY_IT').map((role) => ROLE_ABBREVIATION[role])));
  });

  it.each([
    ['x (SOS route)', []], ['A vault', ['AGENCY']], ['T,K min,C', ['TEAM', 'CARE_COORDINATION', 'CONSENT']],
    ['T if LPS source, else C', ['TEAM', 'CONSENT']], ['C (T: COUNSEL)', ['CONSENT', 'TEAM']], ['C832+C', ['CONSENT']],
    ['M min,A', ['MANDATE', 'AGENCY']], ['own', []], ['C/A need', ['CONSENT', 'AGENCY']], ['C1 by minor', ['CONSENT']],
  ])('reads "%s"', (words, bases) => {
    expect([...basesOfCell(words)]).toEqual(bases);
  });

  it('reads "same" as the cell of the standing team', () => {
    expect(basesListed('MENTAL_HEALTH', 'MDT30_MEMBER')).toEqual(basesListed('MENTAL_HEALTH', 'MDT_MEMBER'));
  });
});

describe('the rules', () => {
  it('permit nothing that the decision table does not list', () => {
    const beyond = RULES.filter((rule) => rule.effect === 'PERMIT').flatMap((rule) =>
      (rule.when.categories ?? []).flatMap((category) => (rule.when.roles ?? [])
        .filter((role) => !basesListed(category, role).some((basis) => basis === (rule.layer === 'MANDATE' ? 'MANDATE' : rule.basis)))
        .map((role) => `${rule.id} ${category} ${role}`)));
    expect(beyond).toEqual([]);
    expect(RULES.filter((rule) => rule.effect === 'PERMIT').length).toBeGreaterThan(20);
  });

  it('do not compile where a permission reaches beyond the table', () => {
    const rule: Rule = {
      id: 'X.BEYOND', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'FULL', effective: IN_FORCE, plain: 'Beyond.',
      authorities: ['WIC_827'], when: { roles: ['PROVIDER'], categories: ['MENTAL_HEALTH'], facts: [['TREATING']] },
    };
    expect(() => compilePolicy({ rules: [...RULES, rule] })).toThrow('reaches beyond the decision table');
  });

  it.each([
    ['two of one id', [RULES[0]!, RULES[0]!], 'same id'],
    ['a permission on the floor', [{ ...RULES[0]!, effect: 'PERMIT' as const }], 'effect that its layer does not know'],
    ['a requirement of nothing', [{ ...RULES[0]!, layer: 'CATEGORY_LAW' as const, effect: 'REQUIRE' as const }], 'requires nothing'],
    ['a basis rule without a basis', [{ ...RULES[0]!, layer: 'BASIS' as const }], 'names no basis'],
  ])('do not compile with %s', (_, rules, words) => {
    expect(() => compilePolicy({ rules })).toThrow(words);
  });

  it('cite authorities of the register, say one plain sentence, and name known settings', () => {
    const faults = RULES.flatMap((rule) => [
      ...(rule.authorities.length === 0 ? [`${rule.id}: no authority`] : []),
      ...rule.authorities.filter((id) => !(AUTHORITY_IDS as readonly string[]).includes(id)),
      ...(/^[A-Z].*[.]$/.test(rule.plain) ? [] : [`${rule.id}: ${rule.plain}`]),
      ...(rule.counsel !== undefined && !(rule.counsel in SETTINGS) ? [`${rule.id}: ${rule.counsel}`] : []),
    ]);
    expect(faults).toEqual([]);
  });
});

describe('the consent checks', () => {
  it('are thirty, each with a function of its own', () => {
    const ruled = new Set(CONSENT_CHECKS.map((check) => check.id));
    expect([...ruled].sort()).toEqual([...CHECK_IDS]);
  });
});
