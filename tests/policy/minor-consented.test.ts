import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { Consent } from '../../src/model/consent.js';
import { agency, asking, assignment, consentFor, facts, involvement, seat } from './people.js';
import { cellOf, decided } from './released.js';

const SHELTER = agency('COMMUNITY_PROVIDER');
const BASE = consentFor(SHELTER);
const MEDICAL = { categories: ['GENERAL_MEDICAL', 'CASE_FACTS'], regimes: ['HIPAA_CMIA', 'GENERAL_CWS'] } as const;

const by = (role: NonNullable<Consent['signature']>['role'], changes: Partial<Consent> = {}): Consent => consentFor(SHELTER, {
  ...MEDICAL, id: `by-${role}`, signature: { ...BASE.signature!, role, authorityDocument: role === 'MINOR' ? null : 'order' }, ...changes,
});

const seen = (consents: readonly Consent[], category: 'GENERAL_MEDICAL' | 'CASE_FACTS' = 'CASE_FACTS', born = '2011-06-15') => {
  const decision = decided(asking('PROVIDER'), facts({ consents, subject: { bornOn: localDate(born) } }));
  const { outcome, minorConsented } = cellOf(decision, category);
  expect(decision.releasesMinorConsented(category, 'CHILD_WELFARE')).toBe(minorConsented);
  return [outcome, minorConsented];
};

describe('rows of care to which the minor consented', () => {
  it('are released by consent on the youth\'s own signature', () => {
    expect(seen([by('MINOR')])).toEqual(['P', true]);
    expect(seen([by('ADULT_SUBJECT', { capacity: null })], 'CASE_FACTS', '2007-01-01')).toEqual(['P', true]);
  });

  it.each(['COURT', 'SOCIAL_WORKER_BY_ORDER', 'MINORS_COUNSEL', 'PARENT', 'LEGAL_GUARDIAN'] as const)('are not released on the signature of %s, which opens the rest', (role) => {
    expect(seen([by(role)])).toEqual(['P', false]);
    expect(seen([by(role)], 'GENERAL_MEDICAL')).toEqual(['P', false]);
  });

  it('are released where one of two consents is the youth\'s, until that one ends', () => {
    const ends = { expiry: { kind: 'DATE', on: localDate('2026-05-31') } } as const;
    expect(seen([by('COURT'), by('MINOR', ends)])).toEqual(['P', true]);
    const decision = decided(asking('PROVIDER'), facts({ consents: [by('COURT'), by('MINOR', ends)] }));
    expect(cellOf(decision, 'CASE_FACTS').validUntil).toBe(instant('2026-06-01T07:00:00.000Z'));
    expect(seen([by('COURT'), by('MINOR', { status: 'REVOKED' })])).toEqual(['P', false]);
  });

  it('are released by the other bases, on which no consent is asked', () => {
    const worker = decided(asking('COUNTY_WORKER'), facts({ assignments: [assignment()] }));
    expect([cellOf(worker, 'MENTAL_HEALTH', 'LPS').basis, cellOf(worker, 'MENTAL_HEALTH', 'LPS').minorConsented]).toEqual(['CARE_COORDINATION', true]);
    expect([cellOf(worker, 'CASE_FACTS').basis, cellOf(worker, 'CASE_FACTS').minorConsented]).toEqual(['AGENCY', true]);
    const clinic = agency('MENTAL_HEALTH');
    const clinician = decided(asking('MENTAL_HEALTH'), facts({ involvements: [involvement(clinic, 'TREATMENT')] }));
    expect(cellOf(clinician, 'MENTAL_HEALTH', 'CMIA').minorConsented).toBe(true);
    const member = decided(asking('MDT_MEMBER'), facts({ seats: [seat(agency('PUBLIC_HEALTH'))] }));
    expect([cellOf(member, 'MENTAL_HEALTH', 'LPS').basis, cellOf(member, 'MENTAL_HEALTH', 'LPS').minorConsented]).toEqual(['TEAM', true]);
  });

  it('are in nothing that is withheld', () => {
    const decision = decided(asking('PROVIDER'), facts({ consents: [by('MINOR')] }));
    expect(decision.cells.filter((cell) => cell.outcome === 'D' && (cell.minorConsented || decision.releasesMinorConsented(cell.category, cell.regime)))).toEqual([]);
  });
});
