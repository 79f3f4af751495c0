import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import { CATEGORIES } from '../../src/law/category.js';
import { REGIMES } from '../../src/law/regime.js';
import { EXTENTS } from '../../src/law/extent.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import type { Facts } from '../../src/policy/facts.js';
import { NO, NOT_KNOWN, YES, type Finding } from '../../src/policy/evaluation/finding.js';
import type { PredicateName } from '../../src/policy/evaluation/predicate-names.js';
import { PREDICATES, type Predicates } from '../../src/policy/evaluation/predicates.js';
import { IN_FORCE, type Rule } from '../../src/policy/rule.js';
import { agency, asking, assignment, consentFor, facts, seat } from './people.js';
import { cellOf, decided } from './released.js';

const rule = (one: Pick<Rule, 'id' | 'layer' | 'effect' | 'when'> & Partial<Rule>): Rule =>
  ({ authorities: ['WIC_827'], effective: IN_FORCE, plain: 'A rule.', ...one });

const permit = (id: string, predicate: PredicateName, more: Partial<Rule> = {}): Rule => rule({
  id, layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
  when: { roles: ['COUNTY_WORKER'], categories: ['CASE_FACTS'], facts: [[predicate]] }, ...more,
});

const findings: Record<string, Finding> = { yes: YES, no: NO, unknown: NOT_KNOWN };
const fixed = (found: Partial<Record<PredicateName, keyof typeof findings | 'throws'>>): Predicates => ({
  ...PREDICATES,
  ...Object.fromEntries(Object.entries(found).map(([name, how]) => [name, () => {
    if (how === 'throws') throw new Error('broken');
    return findings[how!]!;
  }])),
});

function outcome(rules: readonly Rule[], found: Parameters<typeof fixed>[0]): string {
  const policy = compilePolicy({ rules, predicates: fixed(found) });
  const cell = cellOf(decided(asking('COUNTY_WORKER'), facts(), policy), 'CASE_FACTS');
  return cell.outcome === 'P' ? `P ${cell.extent}` : `D ${cell.reason}`;
}

const A = permit('A', 'ASSIGNED');
const floorDeny = rule({ id: 'F', layer: 'FLOOR', effect: 'DENY', when: { facts: [['SUBJECT_SEALED']] } });
const lawRequire = rule({ id: 'L', layer: 'CATEGORY_LAW', effect: 'REQUIRE', when: {}, requires: [['CREDENTIAL_VERIFIED']] });
const basisDeny = rule({ id: 'B', layer: 'BASIS', effect: 'DENY', basis: 'AGENCY', when: { facts: [['NO_COUNTY']] } });
const narrow = rule({ id: 'N', layer: 'NARROWING', effect: 'DENY', when: { bases: ['AGENCY'], facts: [['REFUSED']] } });
const narrowOther = rule({ id: 'N2', layer: 'NARROWING', effect: 'DENY', when: { bases: ['TEAM'], facts: [['REFUSED']] } });
const limit = rule({ id: 'M', layer: 'MINIMUM_NECESSARY', effect: 'LIMIT', extent: 'MINIMUM', when: { facts: [['TREATING']] } });
const minimumDeny = rule({ id: 'MD', layer: 'MINIMUM_NECESSARY', effect: 'DENY', when: { facts: [['TREATING']] } });
const oblige = rule({ id: 'O', layer: 'OBLIGATION', effect: 'OBLIGE', when: { facts: [['COVERED']] }, obligations: ['NO_ONWARD'] });

describe('the layers', () => {
  it.each<[string, readonly Rule[], Parameters<typeof fixed>[0], string]>([
    ['no rule at all', [], {}, 'D NOT_RULED'],
    ['a permission that holds', [A], { ASSIGNED: 'yes' }, 'P FULL'],
    ['a permission that does not hold', [A], { ASSIGNED: 'no' }, 'D NO_BASIS'],
    ['a permission that is not known', [A], { ASSIGNED: 'unknown' }, 'D INDETERMINATE'],
    ['a permission that throws', [A], { ASSIGNED: 'throws' }, 'D RULE_FAILED'],
    ['a denial on the floor', [A, floorDeny], { ASSIGNED: 'yes', SUBJECT_SEALED: 'yes' }, 'D FLOOR'],
    ['a floor that is not known', [A, floorDeny], { ASSIGNED: 'yes', SUBJECT_SEALED: 'unknown' }, 'D INDETERMINATE'],
    ['a floor that throws', [A, floorDeny], { ASSIGNED: 'yes', SUBJECT_SEALED: 'throws' }, 'D RULE_FAILED'],
    ['a floor that is silent', [A, floorDeny], { ASSIGNED: 'yes', SUBJECT_SEALED: 'no' }, 'P FULL'],
    ['a requirement met', [A, lawRequire], { ASSIGNED: 'yes', CREDENTIAL_VERIFIED: 'yes' }, 'P FULL'],
    ['a requirement not met', [A, lawRequire], { ASSIGNED: 'yes', CREDENTIAL_VERIFIED: 'no' }, 'D CATEGORY_LAW'],
    ['a requirement not known', [A, lawRequire], { ASSIGNED: 'yes', CREDENTIAL_VERIFIED: 'unknown' }, 'D INDETERMINATE'],
    ['a requirement that throws', [A, lawRequire], { ASSIGNED: 'yes', CREDENTIAL_VERIFIED: 'throws' }, 'D RULE_FAILED'],
    ['a denial of the basis', [A, basisDeny], { ASSIGNED: 'yes', NO_COUNTY: 'yes' }, 'D NO_BASIS'],
    ['a denial of the basis that throws', [A, basisDeny], { ASSIGNED: 'yes', NO_COUNTY: 'throws' }, 'D RULE_FAILED'],
    ['a refusal', [A, narrow], { ASSIGNED: 'yes', REFUSED: 'yes' }, 'D SUBJECT_RESTRICTION'],
    ['a refusal not known', [A, narrow], { ASSIGNED: 'yes', REFUSED: 'unknown' }, 'D INDETERMINATE'],
    ['a refusal that throws', [A, narrow], { ASSIGNED: 'yes', REFUSED: 'throws' }, 'D RULE_FAILED'],
    ['a refusal of another basis', [A, narrowOther], { ASSIGNED: 'yes', REFUSED: 'yes' }, 'P FULL'],
    ['a cap', [A, limit], { ASSIGNED: 'yes', TREATING: 'yes' }, 'P MINIMUM'],
    ['a cap that may apply', [A, limit], { ASSIGNED: 'yes', TREATING: 'unknown' }, 'P MINIMUM'],
    ['a cap that does not apply', [A, limit], { ASSIGNED: 'yes', TREATING: 'no' }, 'P FULL'],
    ['a cap that throws', [A, limit], { ASSIGNED: 'yes', TREATING: 'throws' }, 'D RULE_FAILED'],
    ['a denial as not necessary', [A, minimumDeny], { ASSIGNED: 'yes', TREATING: 'yes' }, 'D MINIMUM_NECESSARY'],
    ['a duty that throws', [A, oblige], { ASSIGNED: 'yes', COVERED: 'throws' }, 'D RULE_FAILED'],
    ['a cap above the permission', [A, { ...limit, extent: 'NARRATIVE' }], { ASSIGNED: 'yes', TREATING: 'yes' }, 'P FULL'],
  ])('with %s', (_, rules, found, expected) => {
    expect(outcome(rules, found)).toBe(expected);
  });

  it('let denial override whatever else a layer says', () => {
    const other = rule({ id: 'F2', layer: 'FLOOR', effect: 'DENY', when: { facts: [['TREATING']] } });
    expect(outcome([A, floorDeny, other], { ASSIGNED: 'yes', SUBJECT_SEALED: 'yes', TREATING: 'unknown' })).toBe('D FLOOR');
    expect(outcome([A, floorDeny, other], { ASSIGNED: 'yes', SUBJECT_SEALED: 'yes', TREATING: 'throws' })).toBe('D FLOOR');
  });

  it('owe a duty that may apply', () => {
    const policy = compilePolicy({ rules: [A, oblige], predicates: fixed({ ASSIGNED: 'yes', COVERED: 'unknown' }) });
    expect(cellOf(decided(asking('COUNTY_WORKER'), facts(), policy), 'CASE_FACTS').obligations).toEqual(['NO_ONWARD']);
  });

  it('take the widest basis, and the first in order among equals', () => {
    const agencyMinimum = permit('A', 'ASSIGNED', { extent: 'MINIMUM', when: { roles: ['MENTAL_HEALTH'], categories: ['CSEC_STATUS'], facts: [['ASSIGNED']] }, basis: 'TEAM' });
    const wide = permit('K', 'TREATING', { when: { roles: ['MENTAL_HEALTH'], categories: ['CSEC_STATUS'], facts: [['TREATING']] }, basis: 'CARE_COORDINATION' });
    const decide = (rules: readonly Rule[]) => cellOf(decided(asking('MENTAL_HEALTH'), facts(),
      compilePolicy({ rules, predicates: fixed({ ASSIGNED: 'yes', TREATING: 'yes' }) })), 'CSEC_STATUS');
    expect(decide([agencyMinimum, wide])).toMatchObject({ basis: 'CARE_COORDINATION', extent: 'FULL' });
    expect(decide([{ ...agencyMinimum, extent: 'FULL' }, wide])).toMatchObject({ basis: 'TEAM', extent: 'FULL', rules: ['A', 'K'] });
  });

  it('mandate past a refusal, but not past the floor or the category\'s own law', () => {
    const mandate = permit('MANDATE', 'INVESTIGATING', {
      layer: 'MANDATE', extent: 'MINIMUM', when: { roles: ['LAW_ENFORCEMENT'], categories: ['CSEC_STATUS'], facts: [['INVESTIGATING']] },
    });
    const run = (rules: readonly Rule[], found: Parameters<typeof fixed>[0]) => cellOf(decided(asking('LAW_ENFORCEMENT'), facts(),
      compilePolicy({ rules: [mandate, ...rules], predicates: fixed({ INVESTIGATING: 'yes', ...found }) })), 'CSEC_STATUS');
    const refusedAll = rule({ id: 'R', layer: 'NARROWING', effect: 'DENY', when: { bases: ['TEAM', 'CONSENT', 'CARE_COORDINATION', 'INDEX'], facts: [['REFUSED']] } });
    expect(run([refusedAll], { REFUSED: 'yes' })).toMatchObject({ outcome: 'P', basis: 'MANDATE', extent: 'MINIMUM' });
    expect(run([floorDeny], { SUBJECT_SEALED: 'yes' }).reason).toBe('FLOOR');
    expect(run([lawRequire], { CREDENTIAL_VERIFIED: 'no' }).reason).toBe('CATEGORY_LAW');
  });
});

describe('a rule', () => {
  it('speaks only on the days on which it is law', () => {
    const from = { from: localDate('2026-03-01'), to: localDate('2026-03-02') };
    expect(outcome([{ ...A, effective: from }], { ASSIGNED: 'yes' })).toBe('P FULL');
    expect(outcome([{ ...A, effective: { from: null, to: localDate('2026-03-01') } }], { ASSIGNED: 'yes' })).toBe('D NO_BASIS');
    expect(outcome([{ ...A, effective: { from: localDate('2026-03-02'), to: null } }], { ASSIGNED: 'yes' })).toBe('D NO_BASIS');
  });

  it('bounds the decision by its own end', () => {
    const policy = compilePolicy({ rules: [{ ...A, effective: { from: null, to: localDate('2026-07-01') } }], predicates: fixed({ ASSIGNED: 'yes' }) });
    expect(decided(asking('COUNTY_WORKER'), facts(), policy).validUntil).toBe('2026-07-01T07:00:00.000Z');
  });
});

describe('decide', () => {
  it('is total over facts of no shape at all', () => {
    const broken = { subject: { subjectId: 'x', get county(): string { throw new Error('broken'); } } } as unknown as Facts;
    const decision = decided(asking('COUNTY_WORKER'), broken);
    expect(decision.admits).toBe(false);
    expect(new Set(decision.cells.map((cell) => cell.reason))).toEqual(new Set(['RULE_FAILED']));
  });

  it('withholds what a broken list of facts guards, and nothing else', () => {
    const about = { ...facts({ assignments: [assignment()] }), get seats(): never { throw new Error('broken'); } } as Facts;
    expect(cellOf(decided(asking('COUNTY_WORKER'), about), 'CASE_FACTS').outcome).toBe('P');
    expect(cellOf(decided(asking('MDT_MEMBER'), about), 'CASE_FACTS')).toMatchObject({ outcome: 'D', reason: 'RULE_FAILED' });
  });

  it('withholds every category of a regime that the category cannot have, and of no label', () => {
    const decision = decided(asking('COUNTY_WORKER'), facts({ assignments: [assignment()], consents: [consentFor(agency('CHILD_WELFARE'))] }));
    const known = new Set(decision.cells.map((cell) => `${cell.category}/${cell.regime}`));
    const leaks = CATEGORIES.flatMap((category) => REGIMES.filter((regime) => !known.has(`${category}/${regime}`))
      .filter((regime) => EXTENTS.some((extent) => decision.permits(category, extent, regime))));
    expect(leaks).toEqual([]);
    expect(CATEGORIES.some((category) => decision.permits(category, 'MINIMUM', 'UNLABELLED'))).toBe(false);
  });

  it('agrees between its cells and its mask', () => {
    const decision = decided(asking('MDT_MEMBER'), facts({ seats: [seat(agency('PUBLIC_HEALTH'))] }));
    const permitted = decision.cells.map((cell) => EXTENTS.filter((extent) => decision.permits(cell.category, extent, cell.regime)).at(-1) ?? null);
    expect(permitted).toEqual(decision.cells.map((cell) => cell.extent));
  });

  it('names a decision by request, agency and subject alone', () => {
    const shelter = agency('COMMUNITY_PROVIDER');
    const rich = decided(asking('PROVIDER'), facts({ consents: [consentFor(shelter)] }));
    const poor = decided(asking('PROVIDER'), facts());
    const ofAnother = decided(asking('PROVIDER', { who: { agency: { ...shelter, id: 'another' } } }), facts());
    const other = decided(asking('PROVIDER', { requestId: 'request-2' }), facts());
    expect(rich.decisionId).toBe(poor.decisionId);
    expect(other.decisionId).not.toBe(poor.decisionId);
    expect(ofAnother.decisionId).not.toBe(poor.decisionId);
    expect(rich.decisionId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('names the policy by its content', () => {
    const reordered = compilePolicy({ rules: [...compilePolicy().rules].reverse() });
    const strict = compilePolicy();
    expect(strict.version).toMatch(/^2026\.1\+sha256:[0-9a-f]{16}$/);
    expect(compilePolicy({ settings: { ...strict.settings, teamOpensGeneralMedical: true } }).version).not.toBe(strict.version);
    expect(reordered.rules.map((one) => one.id)).toEqual(strict.rules.map((one) => one.id));
  });
});
