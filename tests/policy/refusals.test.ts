import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { Consent } from '../../src/model/consent.js';
import { refusalsPassed } from '../../src/policy/consents/refusals.js';
import { STRICT_SETTINGS } from '../../src/policy/settings.js';
import { situationOf } from '../../src/policy/situation.js';
import { deny } from './consents/provisions/trees.js';
import { NOON, agency, asking, assignment, consentFor, facts, involvement, refusal, seat } from './people.js';
import { cellOf, decided, released } from './released.js';

const SHELTER = agency('COMMUNITY_PROVIDER');
const CLINIC = agency('MENTAL_HEALTH');
const HEALTH = agency('PUBLIC_HEALTH');
const signature = consentFor(SHELTER).signature!;
const passed = (consent: Consent) => refusalsPassed([{ category: 'CSEC_STATUS', regime: 'CHILD_WELFARE' }], situationOf(asking('PROVIDER'), facts({ consents: [consent] }), STRICT_SETTINGS));

describe('a live refusal', () => {
  it('beats consent, team and care coordination', () => {
    expect(released(asking('PROVIDER'), facts({ consents: [consentFor(SHELTER), refusal()] }))).toEqual([]);
    expect(released(asking('MDT_MEMBER'), facts({ seats: [seat(HEALTH)], consents: [refusal()] }))).toEqual([]);
    expect(released(asking('MENTAL_HEALTH'), facts({ involvements: [involvement(CLINIC, 'TREATMENT')], consents: [refusal()] }))).toEqual([]);
  });

  it('beats no access that a statute gives the agency itself', () => {
    const police = agency('LAW_ENFORCEMENT');
    const lines = released(asking('LAW_ENFORCEMENT'), facts({ involvements: [involvement(police, 'INVESTIGATION')], consents: [refusal()] }));
    expect(lines).toEqual([
      'C01 CHILD_WELFARE FULL by AGENCY', 'C04 CHILD_WELFARE FULL by AGENCY', 'C05 CHILD_WELFARE FULL by AGENCY',
      'C06 CHILD_WELFARE FULL by AGENCY', 'C06 LAW_ENFORCEMENT FULL by AGENCY', 'C16 CHILD_WELFARE FULL by AGENCY',
      'C22 CHILD_WELFARE FULL by AGENCY', 'C22 LAW_ENFORCEMENT FULL by AGENCY', 'C26 CHILD_WELFARE FULL by AGENCY',
    ]);
    const worker = decided(asking('COUNTY_WORKER'), facts({ assignments: [assignment()], consents: [refusal()] }));
    expect(cellOf(worker, 'CASE_FACTS').outcome).toBe('P');
    expect(cellOf(worker, 'MENTAL_HEALTH')).toMatchObject({ outcome: 'D', reason: 'SUBJECT_RESTRICTION' });
  });

  it.each<[string, Partial<Consent>, boolean]>([
    ['of that category', { categories: ['CSEC_STATUS'] }, true],
    ['of another category', { categories: ['LOCATION'] }, false],
    ['of everything but that category', { categories: [], excludedCategories: ['CSEC_STATUS'] }, false],
    ['in words that name no category', { categories: ['my story'] }, true],
    ['by a wildcard', { categories: ['*'] }, true],
    ['to that agency', { recipientAgencyIds: [SHELTER.id] }, true],
    ['to another agency', { recipientAgencyIds: ['another'] }, false],
    ['for that purpose', { purposes: ['SERVICES'] }, true],
    ['for another purpose', { purposes: ['INVESTIGATION'] }, false],
    ['for a purpose in words of its own', { purposes: ['gossip'] }, true],
    ['without a signature', { signature: null }, true],
    ['without any formality', { documentHash: null, subjectNameAsWritten: null, capacity: null }, true],
    ['that begins tomorrow', { effectiveFrom: instant('2026-03-02T20:00:00Z') }, true],
    ['that ended yesterday', { expiry: { kind: 'DATE', on: localDate('2026-02-28') } }, false],
    ['that ends today', { expiry: { kind: 'DATE', on: localDate('2026-03-01') } }, true],
    ['whose event nobody can see', { expiry: { kind: 'EVENT', event: 'When I say so', occurredAt: null } }, true],
    ['that is suspended', { status: 'SUSPENDED' }, true],
    ['stored as invalid', { status: 'INVALID' }, true],
    ['that was superseded', { status: 'SUPERSEDED' }, false],
    ['that is a draft', { status: 'DRAFT' }, false],
    ['withdrawn in writing', { revocation: { writtenReceivedAt: NOON, oralStatedAt: null, by: 'youth', categories: [] } }, false],
    ['withdrawn in words only', { revocation: { writtenReceivedAt: null, oralStatedAt: NOON, by: 'youth', categories: [] } }, true],
    ['by a parent after removal', { signature: { ...signature, role: 'PARENT' } }, false],
    ['by a court with its order', { signature: { ...signature, role: 'COURT', authorityDocument: 'order' } }, true],
    ['of another youth', { subjectId: 'another youth' }, false],
  ])('%s binds: %s', (_, changes, binds) => {
    const decision = decided(asking('PROVIDER'), facts({ consents: [consentFor(SHELTER), refusal(changes)] }));
    expect(cellOf(decision, 'CSEC_STATUS').outcome).toBe(binds ? 'D' : 'P');
    // What goes past refusals notes these, and no other.
    expect(passed(refusal(changes))).toEqual(binds ? ['refusal-1@1'] : []);
  });

  it('of some rows only is gone past too, as are a release that excludes the category and provisions that deny it; a release is not', () => {
    expect(passed(refusal({ dataFrom: localDate('2026-01-01') }))).toEqual(['refusal-1@1']);
    expect(passed(consentFor(SHELTER, { excludedCategories: ['CSEC_STATUS'] }))).toEqual(['consent-1@1']);
    expect(passed(consentFor(SHELTER, { excludedCategories: ['LOCATION'] }))).toEqual([]);
    expect(passed(consentFor(SHELTER))).toEqual([]);
    expect(passed(refusal({ provision: deny() }))).toEqual(['refusal-1@1']);
  });
});
