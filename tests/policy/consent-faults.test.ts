import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import { consentFaults } from '../../src/policy/consent-faults.js';
import { NOON, agency, consentFor, refusal, youth } from './people.js';

const CLINIC = agency('MENTAL_HEALTH');
const base = consentFor(CLINIC);

describe('consentFaults', () => {
  it('finds none in a sound document', () => {
    expect(consentFaults(base, NOON, youth())).toEqual([]);
  });

  it('finds every fault of the document', () => {
    const faulty = consentFor(CLINIC, {
      subjectNameAsWritten: null, categories: ['*'], expiry: { kind: 'DATE', on: localDate('2027-12-31') }, regimes: [...base.regimes, 'PART2_PROCEEDINGS'],
      signature: { ...base.signature!, typefacePt: 8 },
    });
    expect(consentFaults(faulty, NOON)).toEqual(['K01', 'K03', 'K04', 'K15', 'K21']);
  });

  it('voids what a parent signed for therapy after the removal', () => {
    const bySigner = (removedFromParent: boolean) => consentFaults(
      consentFor(CLINIC, { categories: ['MENTAL_HEALTH'], signature: { ...base.signature!, role: 'PARENT' } }), NOON,
      youth({ removedFromParent, bornOn: localDate('2016-06-15') }),
    );
    expect(bySigner(true)).toEqual(['K08']);
    expect(bySigner(false)).toEqual([]);
  });

  it('leaves a document standing that is sound for one of its categories', () => {
    const mixed = consentFor(CLINIC, { categories: ['CSEC_STATUS', 'SUBSTANCE_USE_PART2'], explicitMentions: [] });
    expect(consentFaults(mixed, NOON, youth())).toEqual([]);
    expect(consentFaults({ ...mixed, categories: ['SUBSTANCE_USE_PART2'] }, NOON, youth())).toEqual(['K10']);
  });

  it('does not judge the signer of a youth who is not known yet', () => {
    expect(consentFaults(consentFor(CLINIC, { signature: { ...base.signature!, role: 'PARENT' } }), NOON)).toEqual([]);
  });

  it('finds none in a refusal, which binds without form', () => {
    expect(consentFaults(refusal({ signature: null, subjectNameAsWritten: null }), NOON, youth())).toEqual([]);
  });
});
