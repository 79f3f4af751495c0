import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { Consent } from '../../src/model/consent.js';
import { consentConflicts } from '../../src/policy/consents/consent-conflicts.js';
import { momentOf } from '../../src/policy/consents/consent-moment.js';
import { supersedes } from '../../src/policy/consents/consent-supersession.js';
import { STRICT_SETTINGS } from '../../src/policy/settings.js';
import { situationOf } from '../../src/policy/situation.js';
import { NOON, agency, asking, consentFor, facts, refusal } from './people.js';

const SHELTER = agency('COMMUNITY_PROVIDER');
const CLINIC = agency('MENTAL_HEALTH');
const moment = momentOf(situationOf(asking('COUNTY_WORKER'), facts(), STRICT_SETTINGS));
const wide = consentFor(SHELTER, { id: 'wide' });
const found = (...others: Consent[]) => consentConflicts([wide, ...others], moment).map(({ narrower, categories }) => [narrower, ...categories]);

describe('conflicting consents', () => {
  it('are a release and a refusal of what it releases', () => {
    expect(consentConflicts([wide, refusal({ categories: ['CSEC_STATUS', 'HIV'] })], moment))
      .toEqual([{ subjectId: wide.subjectId, wider: 'wide', narrower: 'refusal-1', categories: ['CSEC_STATUS'] }]);
    expect(found(refusal())[0]).toHaveLength(8);
  });

  it('are two releases of which one excludes what the other releases', () => {
    expect(found(consentFor(SHELTER, { id: 'narrow', excludedCategories: ['LOCATION'] }))).toEqual([['narrow', 'LOCATION']]);
  });

  it.each<[string, Consent, boolean]>([
    ['to another agency', refusal({ recipientAgencyIds: [CLINIC.id] }), false],
    ['to the same agency', refusal({ recipientAgencyIds: [SHELTER.id] }), true],
    ['to a class that may hold it', refusal({ recipientClasses: ['COMMUNITY_PROVIDER'] }), true],
    ['for another purpose', refusal({ purposes: ['INVESTIGATION'] }), false],
    ['that was withdrawn', refusal({ revocation: { writtenReceivedAt: NOON, oralStatedAt: null, by: 'youth', categories: [] } }), false],
    ['of another youth', refusal({ subjectId: 'another' }), false],
  ])('are none, or one, with a refusal %s', (_, other, conflict) => {
    expect(found(other).length > 0).toBe(conflict);
  });

  it.each<[string, Partial<Consent>]>([
    ['has ended', { expiry: { kind: 'DATE', on: localDate('2026-02-28') } }],
    ['has not begun', { effectiveFrom: instant('2026-03-02T08:00:00Z') }],
    ['is suspended', { status: 'SUSPENDED' }],
  ])('are none with a release that %s', (_, changes) => {
    expect(consentConflicts([{ ...wide, ...changes }, refusal()], moment)).toEqual([]);
  });
});

describe('a document that supersedes another', () => {
  const former = refusal({ signature: wide.signature });
  const later = { ...wide.signature!, signedAt: instant('2026-02-01T18:00:00Z') };
  const next = consentFor(SHELTER, { id: 'next', supersedes: former.id, signature: later });

  it('names it, stands, and was signed later by the same person', () => {
    expect(supersedes(next, former)).toBe(true);
    expect(supersedes({ ...next, signature: { ...later, role: 'ADULT_SUBJECT' } }, { ...former, signature: null, recordedAt: instant('2025-09-01T17:05:00Z') })).toBe(true);
  });

  it.each<[string, Partial<Consent>, Partial<Consent>]>([
    ['another youth', { subjectId: 'another' }, {}],
    ['no such name', { supersedes: null }, {}],
    ['an invalid document', { status: 'INVALID' }, {}],
    ['one revoked before', {}, { status: 'REVOKED' }],
    ['another signer', { signature: { ...later, role: 'PARENT' } }, {}],
    ['an unsigned document', { signature: null }, {}],
    ['an earlier signature', { signature: wide.signature }, {}],
    ['another parent', { signature: { ...later, role: 'PARENT', signerId: 'mother' } }, { signature: { ...wide.signature!, role: 'PARENT', signerId: 'father' } }],
    ['a parent who is not told apart', { signature: { ...later, role: 'PARENT', signerId: null } }, { signature: { ...wide.signature!, role: 'PARENT', signerId: null } }],
  ])('is not %s', (_, changes, before) => {
    expect(supersedes({ ...next, ...changes }, { ...former, ...before })).toBe(false);
  });
});
