import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import { CATEGORIES, type Category } from '../../src/law/category.js';
import type { Regime } from '../../src/law/regime.js';
import type { Involvement } from '../../src/model/agency.js';
import type { Consent, Signature } from '../../src/model/consent.js';
import type { CourtOrder } from '../../src/model/court-order.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { consentCovers } from '../../src/policy/consent-review.js';
import { CONSENT_CHECKS } from '../../src/policy/consent-checks/checks.js';
import type { Facts } from '../../src/policy/facts.js';
import { STRICT_SETTINGS, settingsWith } from '../../src/policy/settings.js';
import { situationOf } from '../../src/policy/situation.js';
import { COUNTY_AGENCY, NOON, SUBJECT, agency, agreement, asking, consentFor, facts, involvement, refusal, seat } from './people.js';
import { cellOf, decided } from './released.js';

const SHELTER = agency('COMMUNITY_PROVIDER');
const BASE = consentFor(SHELTER);
const signed = (changes: Partial<Signature>): Partial<Consent> => ({ signature: { ...BASE.signature!, ...changes } });
const stated = (changes: Partial<Consent['statements']>): Partial<Consent> => ({ statements: { ...BASE.statements, ...changes } });

interface Case {
  readonly consent: Partial<Consent>;
  readonly category?: Category;
  readonly regime?: Regime;
  readonly context?: AccessContext;
  readonly about?: Facts;
}

function failed({ consent, category = 'CSEC_STATUS', regime = 'CHILD_WELFARE', context = asking('PROVIDER'), about = facts() }: Case): readonly string[] | null {
  return consentCovers(consentFor(SHELTER, consent), { category, regime }, situationOf(context, about, STRICT_SETTINGS))?.failed ?? null;
}

const parentage = (personId: string, changes: Partial<Involvement> = {}): Involvement =>
  involvement(agency('PERSON_PORTAL'), 'PARENTAGE', { personId, ...changes });

const parentMaySign = (changes: Partial<CourtOrder> = {}): CourtOrder => ({
  id: '00000000-0000-4000-8000-0000000000e1', subjectId: SUBJECT, kind: 'PARENT_MAY_SIGN', court: 'Synthetic Juvenile Court', caseNumber: 'JV-1',
  categories: ['MENTAL_HEALTH'], recipientAgencyIds: [], recipientPersonIds: [], purposes: [], dataFrom: null, dataTo: null, subpoenaServed: false,
  findingsMade: true, effectiveFrom: instant('2025-12-05T18:00:00Z'), expiresOn: null, vacatedAt: null, documentHash: 'sha256:02',
  recordedByAgencyId: COUNTY_AGENCY, recordedAt: instant('2025-12-05T18:00:00Z'), ...changes,
});

/** Each case fails one check and no other. */
const ALONE: readonly (readonly [string, string, Case])[] = [
  ['K01', 'no name of the youth', { consent: { subjectNameAsWritten: ' ' } }],
  ['K01', 'no statement of the right to revoke', { consent: stated({ revocationHow: false }) }],
  ['K01', 'public mental-health records to a class of recipients', {
    consent: { recipientAgencyIds: [], recipientClasses: ['COMMUNITY_PROVIDER'], regimes: ['HIPAA_CMIA', 'INTEGRATED_18986_46'] }, category: 'MENTAL_HEALTH', regime: 'LPS',
  }],
  ['K02', 'signed a moment from now', { consent: { ...signed({ signedAt: instant('2026-03-01T20:00:00.001Z') }) } }],
  ['K02', 'in force before it was signed', { consent: { effectiveFrom: instant('2025-09-01T16:59:59.999Z') } }],
  ['K02', 'expired yesterday', { consent: { expiry: { kind: 'DATE', on: localDate('2026-02-28') } } }],
  ['K02', 'not yet begun', { consent: { effectiveFrom: instant('2026-03-01T20:00:00.001Z') } }],
  ['K02', 'an event that came', { consent: { expiry: { kind: 'EVENT', event: 'Discharge', occurredAt: NOON } } }],
  ['K02', 'an event nobody can see', { consent: { expiry: { kind: 'EVENT', event: 'When therapy ends', occurredAt: null } } }],
  ['K02', 'the case was closed', { consent: { expiry: { kind: 'EVENT', event: 'CASE_CLOSED', occurredAt: null } }, about: facts({ subject: { hasOpenCase: false } }) }],
  ['K03', 'longer than a year', { consent: { expiry: { kind: 'DATE', on: localDate('2026-09-02') } } }],
  ['K04', 'thirteen-point type', { consent: signed({ typefacePt: 13 }) }],
  ['K04', 'a signature that serves something else', { consent: signed({ standalone: false }) }],
  ['K05', 'suspended', { consent: { status: 'SUSPENDED' } }],
  ['K06', 'revoked in writing', { consent: { revocation: { writtenReceivedAt: NOON, oralStatedAt: null, by: 'youth', categories: [] } } }],
  ['K06', 'revoked in writing for this category', { consent: { revocation: { writtenReceivedAt: NOON, oralStatedAt: null, by: 'youth', categories: ['CSEC_STATUS'] } } }],
  ['K07', 'withdrawn in words', { consent: { revocation: { writtenReceivedAt: null, oralStatedAt: NOON, by: 'youth', categories: [] } } }],
  ['K08', 'a parent after removal', { consent: signed({ role: 'PARENT' }) }],
  ['K08', 'a parent for mental health of a youth of fourteen', {
    consent: signed({ role: 'PARENT', authorityDocument: 'order' }), category: 'MENTAL_HEALTH', about: facts({ subject: { removedFromParent: false } }),
  }],
  ['K08', 'a social worker for reproductive health', {
    consent: { ...signed({ role: 'SOCIAL_WORKER_BY_ORDER', authorityDocument: 'order' }), categories: ['REPRODUCTIVE_HEALTH'] }, category: 'REPRODUCTIVE_HEALTH',
  }],
  ['K08', 'a minor of eleven for mental health', { consent: {}, category: 'MENTAL_HEALTH', about: facts({ subject: { bornOn: localDate('2013-10-01') } }) }],
  ['K08', 'a minor of eleven for Part 2', { consent: {}, category: 'SUBSTANCE_USE_PART2', regime: 'PART2', about: facts({ subject: { bornOn: localDate('2013-10-01') } }) }],
  ['K08', 'a court without its order', { consent: signed({ role: 'COURT' }) }],
  ['K09', 'no attested maturity', { consent: { capacity: { ...BASE.capacity!, maturityAttestedBy: null } }, category: 'MENTAL_HEALTH' }],
  ['K09', 'an age below the statute\'s', { consent: { capacity: { ...BASE.capacity!, ageAtSigning: 11 } }, category: 'MENTAL_HEALTH' }],
  ['K09', 'the statute of another service', { consent: { capacity: { ...BASE.capacity!, statute: 'Fam. Code 6925' } }, category: 'MENTAL_HEALTH' }],
  ['K10', 'substance use not named', { consent: { explicitMentions: [] }, category: 'SUBSTANCE_USE_PART2', regime: 'PART2' }],
  ['K11', 'a parent for Part 2', {
    consent: signed({ role: 'PARENT' }), category: 'SUBSTANCE_USE_PART2', regime: 'PART2', about: facts({ subject: { removedFromParent: false } }),
  }],
  ['K12', 'an intermediary whose list lacks the caller', {
    consent: { recipientAgencyIds: [], intermediary: { agencyId: 'gateway', participants: ['another'], treatingOnly: false } },
  }],
  ['K12', 'an intermediary for those who treat', {
    consent: { recipientAgencyIds: [], intermediary: { agencyId: 'gateway', participants: [SHELTER.id], treatingOnly: true } },
  }],
  ['K13', 'a TPO consent for services', { consent: { regimes: ['PART2_TPO', 'GENERAL_CWS'] }, category: 'SUBSTANCE_USE_PART2', regime: 'PART2' }],
  ['K14', 'counselling notes together with other laws', { consent: { regimes: [...BASE.regimes, 'PART2_COUNSELING_NOTES'] } }],
  ['K15', 'proceedings together with other laws', { consent: { regimes: [...BASE.regimes, 'PART2_PROCEEDINGS'] } }],
  ['K16', 'psychotherapy notes together with other laws', { consent: { regimes: [...BASE.regimes, 'PSYCHOTHERAPY_NOTES'] } }],
  ['K17', 'all uses used', { consent: { maxUses: 1, usesSoFar: 1 } }],
  ['K17', 'a number of uses, which nothing counts', { consent: { maxUses: 5, usesSoFar: 0 } }],
  ['K17', 'an HIV authorization for one use, which nothing counts', {
    consent: {
      categories: ['HIV'], regimes: ['HIV', 'GENERAL_CWS'], explicitMentions: ['HIV'], maxUses: 1,
      capacity: { ...BASE.capacity!, statute: 'Fam. Code 6926' },
    },
    category: 'HIV',
  }],
  ['K17', 'an HIV authorization for many uses', {
    consent: { categories: ['HIV'], regimes: ['HIV', 'GENERAL_CWS'], explicitMentions: ['HIV'], capacity: { ...BASE.capacity!, statute: 'Fam. Code 6926' } },
    category: 'HIV',
  }],
  ['K18', 'abortion information to another state', {
    consent: { categories: ['REPRODUCTIVE_HEALTH'] }, category: 'REPRODUCTIVE_HEALTH',
    context: asking('PROVIDER', { who: { agency: agency('COMMUNITY_PROVIDER', { state: 'NV' }) } }),
  }],
  ['K19', 'a team release to an agency', {
    consent: { regimes: ['CFT_832', 'GENERAL_CWS'], recipientTeam: { teamId: 'team-9', members: ['another'] } },
  }],
  ['K19', 'a team release with adoption records in it', {
    consent: {
      regimes: ['CFT_832', 'GENERAL_CWS'], categories: ['CSEC_STATUS', 'ADOPTION'], recipientAgencyIds: [],
      recipientTeam: { teamId: 'team-1', members: ['person-PROVIDER'] },
    },
    about: facts({ seats: [seat(SHELTER, { statute: 'CFT832' })] }),
  }],
  ['K19', 'a team that has closed', {
    consent: { regimes: ['CFT_832', 'GENERAL_CWS'], recipientAgencyIds: [], recipientTeam: { teamId: 'team-1', members: ['person-PROVIDER'] } },
    about: facts({ seats: [seat(SHELTER, { statute: 'CFT832', closedAt: NOON })] }),
  }],
  ['K20', 'a trafficking-team consent to every category there is', { consent: { regimes: ['HT_MDT_13753'], categories: CATEGORIES.filter((category) => category !== 'PSYCHOTHERAPY_NOTES') } }],
  ['K20', 'a trafficking-team consent without a date of expiry', {
    consent: { regimes: ['HT_MDT_13753'], expiry: { kind: 'EVENT', event: 'CASE_CLOSED', occurredAt: null } },
  }],
  ['K21', 'any and all records', { consent: { fields: ['any and all records'] } }],
  ['K21', 'a wildcard beside the category', { consent: { categories: ['CSEC_STATUS', '*'] } }],
  ['K22', 'another purpose', { consent: { purposes: ['TREATMENT'] } }],
  ['K22', 'the category excluded', { consent: { excludedCategories: ['CSEC_STATUS'] } }],
  ['K22', 'a span of dates that a cell cannot keep', { consent: { dataFrom: localDate('2025-01-01') } }],
  ['K22', 'a source that a cell cannot keep', { consent: { sourceAgencyIds: ['clinic'] } }],
  ['K22', 'a law that the document does not claim', { consent: { regimes: ['HIPAA_CMIA'] }, category: 'MENTAL_HEALTH', regime: 'LPS' }],
  ['K22', 'a discloser who does not hold the record', { consent: { discloserClasses: ['EDUCATION'] } }],
  ['K22', 'a discloser of unknown kind', { consent: { discloserClasses: [], discloserAgencyIds: ['clinic'] } }],
  ['K23', 'signed by counsel for a minor now eighteen', {
    consent: signed({ role: 'MINORS_COUNSEL', authorityDocument: 'appointment' }), about: facts({ subject: { bornOn: localDate('2008-03-01') } }),
  }],
  ['K24', 'signed by a parent for therapy before the removal', {
    consent: signed({ role: 'PARENT' }), category: 'MENTAL_HEALTH', about: facts({ subject: { bornOn: localDate('2016-06-15'), removedOn: localDate('2025-12-01') } }),
  }],
  ['K25', 'signed by a parent whose rights were terminated', {
    consent: signed({ role: 'PARENT', signerId: 'mother' }),
    about: facts({ subject: { removedFromParent: false }, parentage: [parentage('mother', { conditions: ['RIGHTS_TERMINATED'] })] }),
  }],
  ['K25', 'signed by a guardian whose guardianship has ended', {
    consent: signed({ role: 'LEGAL_GUARDIAN', signerId: 'aunt' }),
    about: facts({ subject: { removedFromParent: false }, parentage: [parentage('aunt', { endedOn: localDate('2026-02-01') })] }),
  }],
  ['K25', 'signed by one of two parents, it is not told which, when the rights of one were terminated', {
    consent: signed({ role: 'PARENT', signerId: null }),
    about: facts({ subject: { removedFromParent: false }, parentage: [parentage('mother'), parentage('father', { conditions: ['RIGHTS_TERMINATED'] })] }),
  }],
  ['K26', 'a false statement', { consent: { concerns: ['FALSE_STATEMENT'] } }],
  ['K26', 'signed under duress', { consent: { concerns: ['DURESS'] } }],
  ['K26', 'signed or witnessed by an exploiter', { consent: { ...signed({ witness: 'whoever exploits' }), concerns: ['EXPLOITER_SIGNED'] } }],
  ['K27', 'an image on file that is not the one recorded', { consent: { imageHash: 'sha256:01' } }],
  ['K28', 'another document of the youth that excludes the category', {
    consent: {}, about: facts({ consents: [consentFor(SHELTER, { id: 'narrower', excludedCategories: ['CSEC_STATUS'] })] }),
  }],
  ['K28', 'a refusal of the youth', { consent: {}, about: facts({ consents: [refusal({ categories: ['CSEC_STATUS'] })] }) }],
  ['K27', 'no signed document on file', { consent: { documentHash: null } }],
  ['K29', 'the youth has died', { consent: {}, about: facts({ subject: { diedOn: localDate('2026-02-01') } }) }],
  ['K30', 'no agreement in force', { consent: {}, context: asking('PROVIDER', { agreements: [agreement(SHELTER, { expiresOn: localDate('2026-02-28') })] }) }],
];

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
    expect(cellOf(decision, 'MENTAL_HEALTH')).toMatchObject({ outcome: 'D', failedChecks: ['K22', 'K28'] });
    expect(cellOf(decision, 'CSEC_STATUS').outcome).toBe('P');
  });
});
