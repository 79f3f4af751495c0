import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { Consent } from '../../src/model/consent.js';
import type { CourtOrder } from '../../src/model/court-order.js';
import { consentCovers } from '../../src/policy/consents/consent-review.js';
import { CONSENT_CHECKS } from '../../src/policy/consents/checks/checks.js';
import { settingsWith } from '../../src/policy/settings.js';
import { situationOf } from '../../src/policy/situation.js';
import { NOON, agency, asking, consentFor, facts, involvement, refusal, seat } from './people.js';
import { cellOf, decided } from './released.js';
import { ALONE, BASE, HIV, INTEGRATED, SHELTER, failed, parentMaySign, parentage, signed, type Case } from './consent-cases.js';

describe('a consent that fails no check', () => {
  it('covers what it names for whom it names', () => {
    expect(failed({ consent: {} })).toEqual([]);
  });

  it.each<[string, Case]>([
    ['its discloser named by agency', { consent: { discloserClasses: [], discloserAgencyIds: ['county'] }, about: facts({ discloserKinds: { county: 'CHILD_WELFARE' } }) }],
    ['the recipient named by class', { consent: { regimes: ['HIPAA_CMIA'], recipientAgencyIds: [], recipientClasses: ['COMMUNITY_PROVIDER'] } }],
    ['the recipient named by person', { consent: { recipientAgencyIds: [], recipientPersonIds: ['person-PROVIDER'] } }],
    ['the recipient a member of the team written down', {
      consent: { recipientAgencyIds: [], recipientTeam: { teamId: 'team-1', members: ['person-PROVIDER'] } }, about: facts({ seats: [seat(SHELTER)] }),
    }],
    ['the recipient a treating participant of an intermediary', {
      consent: { recipientAgencyIds: [], intermediary: { agencyId: 'gateway', participants: [SHELTER.id], treatingOnly: true } },
      about: facts({ involvements: [involvement(SHELTER, 'TREATMENT')] }),
    }],
    ['the purpose within treatment, payment and operations', {
      consent: { regimes: ['PART2_TPO'], purposes: ['TPO'], expiry: { kind: 'NONE_TPO' } }, category: 'SUBSTANCE_USE_PART2', regime: 'PART2',
      context: asking('PROVIDER', { purpose: 'TREATMENT' }),
    }],
    ['a longer term that the signer asked for', { consent: { expiry: { kind: 'DATE', on: localDate('2027-08-31') }, longerThanYearRequestedBySigner: true } }],
    ['a revocation of another category', { consent: { revocation: { writtenReceivedAt: NOON, oralStatedAt: null, by: 'youth', categories: ['LOCATION'] } } }],
    ['a parent before removal', { consent: signed({ role: 'PARENT' }), about: facts({ subject: { removedFromParent: false } }) }],
    ['a parent with the court\'s order', { consent: signed({ role: 'PARENT', authorityDocument: 'order' }) }],
    ['a parent for therapy whom the court authorized after the removal', {
      consent: signed({ role: 'PARENT', authorityDocument: 'JV-1' }), category: 'MENTAL_HEALTH',
      about: facts({ subject: { bornOn: localDate('2016-06-15'), removedOn: localDate('2025-12-01') }, orders: [parentMaySign()] }),
    }],
    ['a parent whose rights stand beside one whose rights do not', {
      consent: signed({ role: 'PARENT', signerId: 'mother' }),
      about: facts({ subject: { removedFromParent: false }, parentage: [parentage('mother'), parentage('father', { conditions: ['RIGHTS_TERMINATED'] })] }),
    }],
    ['an image on file that is the one recorded', { consent: { documentHash: 'sha256:AB', imageHash: 'ab' } }],
    ['a use left of five', { consent: { maxUses: 5, usesSoFar: 4 } }],
    ['an HIV authorization for one use by a named agency', { consent: HIV, category: 'HIV' }],
    ['an integrated programme that the county has established, for records of child welfare', { ...INTEGRATED, regime: 'CHILD_WELFARE' }],
    ['an integrated programme that the county has established, for private therapy', INTEGRATED],
    ['an integrated programme that the county has established, for public mental health', { ...INTEGRATED, regime: 'LPS' }],
    ['a span of days', { consent: { dataFrom: localDate('2025-01-01'), dataTo: localDate('2025-01-02') } }],
    ['a source', { consent: { sourceAgencyIds: ['clinic'] } }],
    ['a refusal of some rows', { consent: {}, about: facts({ consents: [refusal({ dataTo: localDate('2025-01-01') })] }) }],
    ['a refusal of something else', { consent: {}, about: facts({ consents: [refusal({ categories: ['LOCATION'] })] }) }],
    ['a minor of any age for reproductive health', {
      consent: { categories: ['REPRODUCTIVE_HEALTH'], capacity: { ...BASE.capacity!, ageAtSigning: 11 } }, category: 'REPRODUCTIVE_HEALTH',
      about: facts({ subject: { bornOn: localDate('2013-10-01') } }),
    }],
    ['a young adult who signed as a minor', { consent: {}, about: facts({ subject: { bornOn: localDate('2008-02-01') } }) }],
    ['public mental-health records to a class, its recipient a member of the team written down', {
      consent: { recipientAgencyIds: [], recipientClasses: ['COMMUNITY_PROVIDER'], recipientTeam: { teamId: 'team-1', members: ['person-PROVIDER'] } },
      category: 'MENTAL_HEALTH', regime: 'LPS', about: facts({ seats: [seat(SHELTER)] }),
    }],
    ['a signature of this very moment', { consent: { ...signed({ signedAt: NOON }), effectiveFrom: NOON } }],
  ])('passes with %s', (_, one) => {
    expect(failed(one)).toEqual([]);
  });

  it('names nobody else', () => {
    expect(failed({ consent: { recipientAgencyIds: ['another'] } })).toBeNull();
    expect(failed({ consent: { effect: 'REFUSE' } })).toBeNull();
    expect(failed({ consent: { subjectId: 'another youth' } })).toBeNull();
    const left = facts({ seats: [seat(SHELTER, { leftAt: NOON })] });
    expect(failed({ consent: { recipientAgencyIds: [], recipientTeam: { teamId: 'team-1', members: ['person-PROVIDER'] } }, about: left })).toBeNull();
    const late = facts({ seats: [seat(SHELTER)] });
    expect(failed({ consent: { recipientAgencyIds: [], recipientTeam: { teamId: 'team-1', members: ['another'] } }, about: late })).toBeNull();
  });
});

describe('each consent check', () => {
  it.each(ALONE)('%s alone fails: %s', (id, _, one) => {
    expect(failed(one)).toEqual([id]);
  });

  it('has a case that fails it alone', () => {
    expect(new Set(ALONE.map(([id]) => id))).toEqual(new Set(CONSENT_CHECKS.map((check) => check.id)));
  });

  it('takes the age of a signer no later than now', () => {
    const signedTomorrow = { ...signed({ signedAt: instant('2026-03-02T20:00:00Z'), role: 'ADULT_SUBJECT' }), effectiveFrom: instant('2026-03-02T20:00:00Z'), capacity: null };
    expect(failed({ consent: signedTomorrow, about: facts({ subject: { bornOn: localDate('2008-03-02') } }) })).toEqual(['K02', 'K08']);
  });

  it('lets a parent sign on no order that has ended', () => {
    const consent = signed({ role: 'PARENT', authorityDocument: 'JV-1' });
    const under = (order: Partial<CourtOrder>) => failed({
      consent, category: 'MENTAL_HEALTH', about: facts({ subject: { bornOn: localDate('2016-06-15'), removedOn: localDate('2025-12-01') }, orders: [parentMaySign(order)] }),
    });
    expect(under({})).toEqual([]);
    expect(under({ expiresOn: localDate('2026-03-01') })).toEqual([]);
    expect(under({ expiresOn: localDate('2026-02-28') })).toEqual(['K24']);
    expect(under({ vacatedAt: NOON })).toEqual(['K24']);
    expect(under({ effectiveFrom: instant('2026-03-02T08:00:00Z') })).toEqual(['K24']);
    expect(failed({ consent, about: facts({ orders: [parentMaySign({ vacatedAt: NOON })] }) })).toEqual(['K08']);
  });

  it('gives way where counsel reads the law more widely', () => {
    const about = facts();
    const cell = { category: 'CSEC_STATUS', regime: 'CHILD_WELFARE' } as const;
    const wide = (settings: Parameters<typeof settingsWith>[0], consent: Partial<Consent>) =>
      consentCovers(consentFor(SHELTER, consent), cell, situationOf(asking('PROVIDER'), about, settingsWith(settings)))?.failed;
    expect(wide({ removedParentSignsOutsideMentalHealth: true }, signed({ role: 'PARENT' }))).toEqual([]);
    expect(wide({ consentWithoutDocumentHash: true }, { documentHash: null })).toEqual([]);
  });
});

describe('two consents', () => {
  const recipient = { discloserClasses: ['CHILD_WELFARE'] };

  it('that each cover half are not joined', () => {
    const halves = [
      consentFor(SHELTER, { id: 'half-1', ...recipient, categories: ['MENTAL_HEALTH'], purposes: ['TREATMENT'] }),
      consentFor(SHELTER, { id: 'half-2', ...recipient, categories: ['CSEC_STATUS'], purposes: ['SERVICES'] }),
      consentFor(agency('MENTAL_HEALTH'), { id: 'half-3', ...recipient, categories: ['MENTAL_HEALTH'], purposes: ['SERVICES'] }),
    ];
    const decision = decided(asking('PROVIDER'), facts({ consents: halves }));
    expect(cellOf(decision, 'MENTAL_HEALTH')).toMatchObject({ outcome: 'D', reason: 'NO_BASIS', failedChecks: ['K22'] });
    expect(cellOf(decision, 'CSEC_STATUS')).toMatchObject({ outcome: 'P', consents: ['half-2@1'] });
  });

  it('of which one excludes the category apply the narrower', () => {
    const plain = consentFor(SHELTER, { id: 'newer' });
    const narrower = consentFor(SHELTER, { id: 'older', excludedCategories: ['MENTAL_HEALTH'] });
    const decision = decided(asking('PROVIDER'), facts({ consents: [plain, narrower] }));
    expect(cellOf(decision, 'MENTAL_HEALTH')).toMatchObject({ outcome: 'D', reason: 'SUBJECT_RESTRICTION', rules: ['P.REFUSAL'], failedChecks: ['K22', 'K28'] });
    expect(cellOf(decision, 'CSEC_STATUS').outcome).toBe('P');
  });
});
