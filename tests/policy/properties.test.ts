import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../src/law/category.js';
import { EXTENTS } from '../../src/law/extent.js';
import { REGIMES } from '../../src/law/regime.js';
import { admissionFor, filterMayBeUsed } from '../../src/policy/admission/admission.js';
import { admissionHolds } from '../../src/policy/admission/admission-holds.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import type { Decision } from '../../src/policy/decision.js';
import type { Facts } from '../../src/policy/facts.js';
import { RULES } from '../../src/policy/rules/index.js';
import { asked, refusals } from './arbitrary.js';
import { decided } from './released.js';

const RUNS = { numRuns: 150 };

/** Everything that one decision releases and the other does not: categories with extents, fields and referrals. */
function releasedBeyond(more: Decision, less: Decision): readonly string[] {
  const levels = CATEGORIES.flatMap((category) => REGIMES.flatMap((regime) => EXTENTS
    .filter((extent) => more.permits(category, extent, regime) && !less.permits(category, extent, regime))
    .map((extent) => `${category} ${regime} ${extent}`)));
  const fields = CATEGORIES.filter((category) => more.permits(category, 'FULL', 'CHILD_WELFARE', 'Youth.bornOn')
    && !less.permits(category, 'FULL', 'CHILD_WELFARE', 'Youth.bornOn'));
  const ofMinor = CATEGORIES.flatMap((category) => REGIMES
    .filter((regime) => more.permits(category, 'FULL', regime) && more.releasesMinorConsented(category, regime))
    .filter((regime) => !less.permits(category, 'FULL', regime) || !less.releasesMinorConsented(category, regime))
    .map((regime) => `${category} ${regime} of the minor`));
  return [...levels, ...ofMinor, ...fields, ...more.investigatedReferrals.filter((key) => !less.investigatedReferrals.includes(key))];
}

const plain = (decision: Decision) => JSON.stringify({ ...decision, decisionId: decision.decisionId });

/** The facts without one of the listed things, or without any of them where there is no such place. */
function without(about: Facts, list: 'assignments' | 'involvements' | 'seats' | 'consents' | 'orders' | 'mandates' | 'emergencies', at: number): Facts {
  const listed: readonly unknown[] = about[list] ?? [];
  return { ...about, [list]: listed.filter((_, index) => at < listed.length && index !== at) };
}

describe('a decision', () => {
  it('never releases more for one refusal more', () => {
    fc.assert(fc.property(asked, refusals, ({ context, about }, refused) => {
      const after = decided(context, { ...about, consents: [...about.consents, refused] });
      expect(releasedBeyond(after, decided(context, about))).toEqual([]);
    }), RUNS);
  });

  it('never releases more for one assignment, relation, seat, order, report, emergency or agreement less', () => {
    let less = 0;
    fc.assert(fc.property(asked, fc.constantFrom(...(['assignments', 'involvements', 'seats', 'orders', 'mandates', 'emergencies'] as const)), fc.nat(2), ({ context, about }, list, at) => {
      const before = decided(context, about);
      const after = decided(context, without(about, list, at));
      if (releasedBeyond(before, after).length > 0) less += 1;
      expect(releasedBeyond(after, before)).toEqual([]);
      expect(releasedBeyond(decided({ ...context, agreements: [] }, about), before)).toEqual([]);
    }), RUNS);
    expect(less).toBeGreaterThan(0);
  });

  it('never releases more for one consent less, unless that consent excluded something', () => {
    fc.assert(fc.property(asked, fc.nat(2), ({ context, about }, at) => {
      const gone = about.consents[at];
      fc.pre(gone !== undefined && gone.effect === 'PERMIT' && gone.excludedCategories.length === 0);
      expect(releasedBeyond(decided(context, without(about, 'consents', at)), decided(context, about))).toEqual([]);
    }), RUNS);
  });

  it('never releases more for what is not known of the subject', () => {
    fc.assert(fc.property(asked, ({ context, about }) => {
      const unborn = decided(context, { ...about, subject: { ...about.subject, bornOn: null } });
      expect(releasedBeyond(unborn, decided(context, about))).toEqual([]);
    }), RUNS);
  });

  it('never releases more for an exclusion, a suspension or a revocation', () => {
    fc.assert(fc.property(asked, fc.nat(2), fc.constantFrom(...CATEGORIES), ({ context, about }, at, category) => {
      const changed = (change: (one: Facts['consents'][number]) => Facts['consents'][number]) =>
        decided(context, { ...about, consents: about.consents.map((one, index) => (index === at && one.effect === 'PERMIT' ? change(one) : one)) });
      const before = decided(context, about);
      expect(releasedBeyond(changed((one) => ({ ...one, excludedCategories: [...one.excludedCategories, category] })), before)).toEqual([]);
      expect(releasedBeyond(changed((one) => ({ ...one, revocation: { writtenReceivedAt: context.asOf, oralStatedAt: null, by: 'youth', categories: [] } })), before)).toEqual([]);
    }), RUNS);
  });

  it('is the same for the same inputs, in whatever order they are listed', () => {
    fc.assert(fc.property(asked, ({ context, about }) => {
      const turned: Facts = {
        ...about, assignments: [...about.assignments].reverse(), involvements: [...about.involvements].reverse(),
        seats: [...about.seats].reverse(), consents: [...about.consents].reverse(), orders: [...(about.orders ?? [])].reverse(),
        mandates: [...(about.mandates ?? [])].reverse(), emergencies: [...(about.emergencies ?? [])].reverse(),
      };
      expect(plain(decided(context, structuredClone(about)))).toBe(plain(decided(context, about)));
      expect(plain(decided(context, turned))).toBe(plain(decided(context, about)));
    }), RUNS);
  });

  it('is the same for the same rules in any order', () => {
    const orders = fc.shuffledSubarray([...RULES], { minLength: RULES.length, maxLength: RULES.length });
    const policies = fc.sample(orders, 3).map((rules) => compilePolicy({ rules }));
    fc.assert(fc.property(asked, fc.constantFrom(...policies), ({ context, about }, policy) => {
      expect(plain(decided(context, about, policy))).toBe(plain(decided(context, about)));
    }), RUNS);
  });

  it('never releases more for one rule less, unless that rule closes something', () => {
    const opening = RULES.filter((rule) => rule.effect === 'PERMIT');
    const policies = opening.map((rule) => compilePolicy({ rules: RULES.filter((one) => one !== rule) }));
    fc.assert(fc.property(asked, fc.constantFrom(...policies), ({ context, about }, policy) => {
      expect(releasedBeyond(decided(context, about, policy), decided(context, about))).toEqual([]);
    }), RUNS);
  });
});

describe('admission', () => {
  it('reaches every subject whose decision releases something', () => {
    let admitted = 0;
    fc.assert(fc.property(asked, ({ context, about }) => {
      if (!decided(context, about).admits) return;
      admitted += 1;
      expect(admissionHolds(admissionFor(context), about, context)).toBe(true);
    }), { numRuns: 400 });
    expect(admitted).toBeGreaterThan(20);
  });
});

describe('a filter that may be used', () => {
  it('is by a category that the caller reads in full of every subject admitted', () => {
    let tried = 0;
    fc.assert(fc.property(asked, ({ context, about }) => {
      const decision = decided(context, about);
      const usable = CATEGORIES.filter((category) => filterMayBeUsed(context, category));
      if (usable.length === 0 || !decision.admits) return;
      tried += 1;
      expect(usable.filter((category) => !decision.permits(category, 'FULL', 'CHILD_WELFARE'))).toEqual([]);
    }), { numRuns: 600 });
    expect(tried).toBeGreaterThan(10);
  });
});
