import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import { consentFaults } from '../../src/policy/consents/consent-faults.js';
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

  it('voids what is signed after it is recorded, or begins before it was signed', () => {
    const later = instant('2026-03-01T20:00:00.001Z');
    expect(consentFaults(consentFor(CLINIC, { signature: { ...base.signature!, signedAt: later }, effectiveFrom: later }), NOON, youth())).toEqual(['K02']);
    expect(consentFaults(consentFor(CLINIC, { effectiveFrom: instant('2025-08-31T17:00:00Z') }), NOON, youth())).toEqual(['K02']);
    expect(consentFaults(consentFor(CLINIC, { signature: null }), NOON, youth())).toContain('K02');
  });

  it('lets a consent begin after it is recorded', () => {
    expect(consentFaults(consentFor(CLINIC, { effectiveFrom: instant('2026-04-01T07:00:00Z') }), NOON, youth())).toEqual([]);
  });

  it('voids an HIV authorization for more than one disclosure, and no other for its number of uses', () => {
    expect(consentFaults(consentFor(CLINIC, { maxUses: 3 }), NOON)).toEqual([]);
    expect(consentFaults(consentFor(CLINIC, { categories: ['HIV'], regimes: ['HIV'], explicitMentions: ['HIV'] }), NOON)).toEqual(['K17']);
    expect(consentFaults(consentFor(CLINIC, { categories: ['HIV'], regimes: ['HIV'], explicitMentions: ['HIV'], maxUses: 1 }), NOON)).toEqual([]);
  });

  it('voids an HIV authorization that lacks what a CMIA authorization must have, with every check that fails (R-41)', () => {
    const result = {
      categories: ['HIV'], regimes: ['HIV'] as const, explicitMentions: ['HIV'] as const, maxUses: 1, expiry: { kind: 'DATE', on: localDate('2036-08-31') } as const,
      signature: { ...base.signature!, typefacePt: 8 }, statements: { ...base.statements, copyInstructions: false },
    };
    expect(consentFaults(consentFor(CLINIC, result), NOON)).toEqual(['K01', 'K03', 'K04']);
    // The county's own note of the result is no CMIA record, and a general consent opens it.
    expect(consentFaults(consentFor(CLINIC, { ...result, regimes: ['HIV', 'GENERAL_CWS'] }), NOON)).toEqual([]);
    // Of what the document claims no fitting law for, nothing is asked and nothing opens.
    expect(consentFaults(consentFor(CLINIC, { ...result, categories: ['REPRODUCTIVE_HEALTH'] }), NOON)).toEqual([]);
  });

  it('voids an authorization of psychotherapy notes without the elements of CMIA, where none of its records would open', () => {
    const notes = consentFor(CLINIC, {
      categories: ['PSYCHOTHERAPY_NOTES'], regimes: ['PSYCHOTHERAPY_NOTES'], statements: { ...base.statements, copyInstructions: false },
    });
    expect(consentFaults(notes, NOON)).toEqual(['K01']);
    expect(consentFaults({ ...notes, statements: base.statements }, NOON)).toEqual([]);
  });

  it('voids a span without a day in it, and no other limit to rows', () => {
    const [first, last] = [localDate('2025-01-01'), localDate('2025-12-31')];
    expect(consentFaults(consentFor(CLINIC, { dataFrom: last, dataTo: first }), NOON)).toEqual(['K22']);
    expect(consentFaults(consentFor(CLINIC, { dataFrom: first, dataTo: last, sourceAgencyIds: ['clinic'] }), NOON)).toEqual([]);
  });

  it('does not judge the signer of a youth who is not known yet', () => {
    expect(consentFaults(consentFor(CLINIC, { signature: { ...base.signature!, role: 'PARENT' } }), NOON)).toEqual([]);
  });

  it('finds none in a refusal, which binds without form', () => {
    expect(consentFaults(refusal({ signature: null, subjectNameAsWritten: null }), NOON, youth())).toEqual([]);
  });
});
