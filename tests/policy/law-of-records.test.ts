import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import { CELLS } from '../../src/law/category-regimes.js';
import { CATEGORIES } from '../../src/law/category.js';
import { CONSENT_REGIMES, type Consent, type ConsentRegime } from '../../src/model/consent.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import { CONSENT_CHECKS } from '../../src/policy/consents/checks/checks.js';
import { consentCovers } from '../../src/policy/consents/consent-review.js';
import { momentOf } from '../../src/policy/consents/consent-moment.js';
import { STRICT_SETTINGS, settingsWith } from '../../src/policy/settings.js';
import { situationOf, type Situation } from '../../src/policy/situation.js';
import { agency, asking, consentFor, facts } from './people.js';
import { decided } from './released.js';

const SHELTER = agency('COMMUNITY_PROVIDER');
const WIDE = settingsWith({ integratedProgrammeEstablished: true, psychotherapyWithoutWrittenRequest: true, minorSignsGeneralMedicalFrom15: true });
/** Of an age to sign for each sort of care, and old enough for none to be another's. */
const ABOUT = facts({ subject: { bornOn: localDate('2007-01-01') } });
const BASE = consentFor(SHELTER);

const mostly = fc.constantFrom(true, true, true, true, true, true, false);

const ofAnyLaws = fc.record({
  regimes: fc.subarray<ConsentRegime>([...CONSENT_REGIMES], { minLength: 1 }), categories: fc.subarray<string>([...CATEGORIES], { minLength: 1 }),
});
/** One law alone, for a few categories of health. */
const ofOneLaw = fc.record({
  regimes: fc.constantFrom<ConsentRegime>('HIV', 'PSYCHOTHERAPY_NOTES', 'INTEGRATED_18986_46', 'HIPAA_CMIA', 'LPS', 'GENERAL_CWS').map((one) => [one]),
  categories: fc.constantFrom<string>('HIV', 'PSYCHOTHERAPY_NOTES', 'MENTAL_HEALTH', 'REPRODUCTIVE_HEALTH').map((one) => [one]),
});

/** Documents for the shelter under any laws, sound but for an element, the term or the form. */
const documents: fc.Arbitrary<Consent> = fc.record({
  names: fc.oneof(ofAnyLaws, ofOneLaw, ofOneLaw),
  purposes: fc.constantFrom<readonly string[]>(['SERVICES'], ['SERVICES'], ['SERVICES'], []),
  on: fc.constantFrom(localDate('2026-08-31'), localDate('2026-09-01'), localDate('2026-09-02'), localDate('2036-08-31')), maxUses: fc.constantFrom(null, 1),
  typefacePt: fc.constantFrom(14, 14, 8, null), standalone: mostly, longer: fc.constantFrom(false, false, true), named: mostly,
  statements: fc.record({
    revocationHow: mostly, redisclosureRisk: mostly, conditioning: mostly, part2TpoRedisclosure: mostly, refusalConsequences: mostly, copyGiven: mostly, copyInstructions: mostly,
  }),
}).map(({ on, typefacePt, standalone, longer, named, names, ...changes }) => ({
  ...BASE, ...names, ...changes, expiry: { kind: 'DATE' as const, on }, longerThanYearRequestedBySigner: longer,
  subjectNameAsWritten: named ? BASE.subjectNameAsWritten : null, explicitMentions: ['HIV', 'SUD', 'PSYCHOTHERAPY_NOTES'] as const,
  capacity: { ...BASE.capacity!, ageAtSigning: 18, basis: 'AGE_18' as const },
  signature: { ...BASE.signature!, typefacePt, standalone, role: 'ADULT_SUBJECT' as const, signedAt: instant('2025-09-01T17:00:00Z') },
}));

/** Whether the document would pass K01, K03 and K04 if it claimed that law and no other. */
function soundUnder(law: ConsentRegime, consent: Consent, situation: Situation): boolean {
  const claiming = { ...consent, regimes: [law] };
  return CONSENT_CHECKS.every((check) => check.of !== 'RECORD' || !['K01', 'K03', 'K04'].includes(check.id)
    || check.find(claiming, momentOf(situation)).truth === 'TRUE');
}

describe('a document under whichever law', () => {
  it('opens no CMIA record that it would not open as a CMIA authorization, and no LPS record without the elements of LPS (R-41, R-43)', () => {
    const opened = new Set<string>();
    const situation = situationOf(asking('PROVIDER'), ABOUT, WIDE);
    fc.assert(fc.property(documents, (consent) => {
      for (const cell of CELLS) {
        if ((cell.regime !== 'CMIA' && cell.regime !== 'LPS') || consentCovers(consent, cell, situation)?.covers !== true) continue;
        expect(soundUnder(cell.regime === 'CMIA' ? 'HIPAA_CMIA' : 'LPS', consent, situation)).toBe(true);
        opened.add(consent.regimes.some((one) => one === 'HIPAA_CMIA' || one === 'LPS') ? 'by its own law' : consent.regimes.join());
      }
    }), { numRuns: 4000, seed: 41 });
    // The property is felt where another law opens them: each of the three does.
    expect([...opened]).toEqual(expect.arrayContaining(['by its own law', 'HIV', 'PSYCHOTHERAPY_NOTES', 'INTEGRATED_18986_46']));
  });

  it.each<[ConsentRegime, string]>([['HIV', 'HIV'], ['PSYCHOTHERAPY_NOTES', 'PSYCHOTHERAPY_NOTES']])('of %s opens no other category', (law, own) => {
    const situation = situationOf(asking('PROVIDER'), ABOUT, WIDE);
    const opens = CELLS.filter((cell) => consentCovers({
      ...BASE, categories: [cell.category], regimes: [law], maxUses: 1, explicitMentions: ['HIV', 'SUD'], capacity: { ...BASE.capacity!, ageAtSigning: 18, basis: 'AGE_18' },
      signature: { ...BASE.signature!, role: 'ADULT_SUBJECT' },
    }, cell, situation)?.covers === true);
    expect(opens).toEqual([{ category: own, regime: 'CMIA' }]);
  });

  it('of an integrated programme opens nothing until counsel says that the county has one (R-09)', () => {
    const about = { ...facts(), consents: [consentFor(SHELTER, { regimes: ['INTEGRATED_18986_46'] })] };
    const open = (settings = STRICT_SETTINGS) => decided(asking('PROVIDER'), about, compilePolicy({ settings })).cells
      .filter(({ outcome }) => outcome === 'P').map(({ category, regime }) => `${category} ${regime}`);
    expect(open()).toEqual([]);
    expect(open(settingsWith({ integratedProgrammeEstablished: true })))
      .toEqual(expect.arrayContaining(['CASE_FACTS CHILD_WELFARE', 'MENTAL_HEALTH LPS', 'MENTAL_HEALTH CMIA']));
  });
});
