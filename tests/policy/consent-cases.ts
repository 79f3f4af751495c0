import { instant, localDate } from '../../src/kernel/dates.js';
import { CATEGORIES, type Category } from '../../src/law/category.js';
import type { Regime } from '../../src/law/regime.js';
import type { Involvement } from '../../src/model/agency.js';
import type { Consent, PsychotherapyRequest, Signature } from '../../src/model/consent.js';
import type { CourtOrder } from '../../src/model/court-order.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { consentCovers } from '../../src/policy/consents/consent-review.js';
import type { Facts } from '../../src/policy/facts.js';
import { STRICT_SETTINGS, settingsWith, type Settings } from '../../src/policy/settings.js';
import { situationOf } from '../../src/policy/situation.js';
import { COUNTY_AGENCY, NOON, SUBJECT, agency, agreement, asking, consentFor, facts, involvement, refusal, seat } from './people.js';
import { requestBy } from '../support/psychotherapy-request.js';
import { RESEARCH, permit } from './consents/provisions/trees.js';

export const SHELTER = agency('COMMUNITY_PROVIDER');
export const BASE = consentFor(SHELTER);
export const signed = (changes: Partial<Signature>): Partial<Consent> => ({ signature: { ...BASE.signature!, ...changes } });
const stated = (changes: Partial<Consent['statements']>): Partial<Consent> => ({ statements: { ...BASE.statements, ...changes } });

/** What makes it an HIV authorization. */
export const HIV: Partial<Consent> = {
  categories: ['HIV'], regimes: ['HIV', 'GENERAL_CWS'], explicitMentions: ['HIV'], maxUses: 1, capacity: { ...BASE.capacity!, statute: 'Fam. Code 6926' },
};

/** A consent for a shelter, changed, and what is asked of it. */
export interface Case {
  readonly consent: Partial<Consent>;
  readonly category?: Category;
  readonly regime?: Regime;
  readonly context?: AccessContext;
  readonly about?: Facts;
  /** The strict ones, where none are named. */
  readonly settings?: Settings;
}

/** The checks that the consent of a case fails, or null when it names neither caller nor category. */
export function failed({ consent, category = 'CSEC_STATUS', regime = 'CHILD_WELFARE', context = asking('PROVIDER'), about = facts(), settings = STRICT_SETTINGS }: Case): readonly string[] | null {
  return consentCovers(consentFor(SHELTER, consent), { category, regime }, situationOf(context, about, settings))?.failed ?? null;
}

export const parentage = (personId: string, changes: Partial<Involvement> = {}): Involvement =>
  involvement(agency('PERSON_PORTAL'), 'PARENTAGE', { personId, ...changes });

export const parentMaySign = (changes: Partial<CourtOrder> = {}): CourtOrder => ({
  id: '00000000-0000-4000-8000-0000000000e1', subjectId: SUBJECT, kind: 'PARENT_MAY_SIGN', court: 'Synthetic Juvenile Court', caseNumber: 'JV-1',
  categories: ['MENTAL_HEALTH'], recipientAgencyIds: [], recipientPersonIds: [], purposes: [], dataFrom: null, dataTo: null, subpoenaServed: false,
  findingsMade: true, effectiveFrom: instant('2025-12-05T18:00:00Z'), expiresOn: null, vacatedAt: null, documentHash: 'sha256:02',
  recordedByAgencyId: COUNTY_AGENCY, recordedAt: instant('2025-12-05T18:00:00Z'), ...changes,
});

const THERAPY = { category: 'MENTAL_HEALTH', regime: 'CMIA' } as const;
const RESULT = { category: 'HIV', regime: 'CMIA' } as const;
/** An integrated programme's authorization, where the county has such a programme. */
const PROGRAMME: Partial<Consent> = { regimes: ['INTEGRATED_18986_46'] };
export const INTEGRATED = { ...THERAPY, consent: PROGRAMME, settings: settingsWith({ integratedProgrammeEstablished: true }) } as const;
const written = (changes: Partial<PsychotherapyRequest>): Case => ({ ...THERAPY, consent: { psychotherapyRequests: [requestBy(SHELTER.id, changes)] } });

/** Each case fails one check and no other. */
export const ALONE: readonly (readonly [string, string, Case])[] = [
  ['K01', 'no name of the youth', { consent: { subjectNameAsWritten: ' ' } }],
  ['K01', 'no statement of the right to revoke', { consent: stated({ revocationHow: false }) }],
  ['K01', 'public mental-health records to a class of recipients', {
    consent: { recipientAgencyIds: ['another'], recipientClasses: ['COMMUNITY_PROVIDER'] }, category: 'MENTAL_HEALTH', regime: 'LPS',
  }],
  ['K01', 'a provision that neither permits nor denies', { consent: { provision: permit({ provisions: [permit({ effect: null, period: { from: null, to: NOON } })] }) } }],
  ['K01', 'an end without a name', { consent: { expiry: { kind: 'EVENT', event: ' ', occurredAt: instant('2026-08-01T07:00:00Z') } } }],
  ['K01', 'psychotherapy that nobody asked for in writing', { ...THERAPY, consent: { psychotherapyRequests: [] } }],
  ['K01', 'psychotherapy that another agency asked for', { ...THERAPY, consent: { psychotherapyRequests: [requestBy('another')] } }],
  ['K01', 'psychotherapy for no stated use', written({ use: ' ' })],
  ['K01', 'psychotherapy for other uses too', written({ noOtherUse: false })],
  ['K01', 'psychotherapy without the pledge to return or destroy it', written({ destroyPledge: false })],
  ['K01', 'psychotherapy without a copy to the patient', written({ patientCopiedAt: null })],
  ['K01', 'psychotherapy with a copy to come', written({ patientCopiedAt: instant('2026-03-01T20:00:00.001Z') })],
  ['K01', 'psychotherapy kept until yesterday', written({ keepUntil: localDate('2026-02-28') })],
  ['K01', 'an HIV authorization of CMIA records without where to have more copies', { ...RESULT, consent: { ...HIV, ...stated({ copyInstructions: false }) } }],
  ['K01', 'an integrated authorization of public mental-health records without a copy given', { ...INTEGRATED, regime: 'LPS', consent: { ...PROGRAMME, ...stated({ copyGiven: false }) } }],
  ['K02', 'signed a moment from now', { consent: { ...signed({ signedAt: instant('2026-03-01T20:00:00.001Z') }) } }],
  ['K02', 'in force before it was signed', { consent: { effectiveFrom: instant('2025-09-01T16:59:59.999Z') } }],
  ['K02', 'expired yesterday', { consent: { expiry: { kind: 'DATE', on: localDate('2026-02-28') } } }],
  ['K02', 'not yet begun', { consent: { effectiveFrom: instant('2026-03-01T20:00:00.001Z') } }],
  ['K02', 'an event that came', { consent: { expiry: { kind: 'EVENT', event: 'Discharge', occurredAt: NOON } } }],
  ['K02', 'an event nobody can see', { consent: { expiry: { kind: 'EVENT', event: 'When therapy ends', occurredAt: null } } }],
  ['K02', 'the case was closed', { consent: { expiry: { kind: 'EVENT', event: 'CASE_CLOSED', occurredAt: null } }, about: facts({ subject: { hasOpenCase: false } }) }],
  ['K03', 'longer than a year', { consent: { expiry: { kind: 'DATE', on: localDate('2026-09-02') } } }],
  ['K03', 'an HIV authorization of CMIA records, longer than a year', { ...RESULT, consent: { ...HIV, expiry: { kind: 'DATE', on: localDate('2026-09-02') } } }],
  ['K04', 'an HIV authorization of CMIA records in eight-point type', { ...RESULT, consent: { ...HIV, ...signed({ typefacePt: 8 }) } }],
  ['K04', 'an integrated authorization of CMIA records whose signature serves something else', { ...INTEGRATED, consent: { ...PROGRAMME, ...signed({ standalone: false }) } }],
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
  ['K16', 'psychotherapy notes on a general authorization that names nothing else', {
    consent: { categories: ['PSYCHOTHERAPY_NOTES'] }, category: 'PSYCHOTHERAPY_NOTES', regime: 'CMIA',
  }],
  ['K17', 'all uses used', { consent: { maxUses: 1, usesSoFar: 1 } }],
  ['K17', 'an HIV authorization to a team', {
    consent: { ...HIV, recipientAgencyIds: [], recipientTeam: { teamId: 'team-1', members: ['person-PROVIDER'] } }, category: 'HIV', about: facts({ seats: [seat(SHELTER)] }),
  }],
  ['K17', 'a general consent for HIV', { consent: { ...HIV, regimes: ['HIPAA_CMIA', 'GENERAL_CWS'] }, category: 'HIV' }],
  ['K17', 'an HIV authorization that does not say so', { consent: { ...HIV, explicitMentions: [] }, category: 'HIV' }],
  ['K17', 'an HIV authorization for many uses', { consent: { ...HIV, maxUses: null }, category: 'HIV' }],
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
  ['K22', 'a span without a day in it', { consent: { dataFrom: localDate('2025-01-01'), dataTo: localDate('2025-01-01') } }],
  ['K22', 'a provision of its own that has ended', { consent: { provision: permit({ period: { from: null, to: NOON } }) } }],
  ['K22', 'a provision of its own that is not for the purpose', { consent: { provision: permit({ purposes: [RESEARCH] }) } }],
  ['K22', 'a law that the document does not claim', { consent: { regimes: ['HIPAA_CMIA'] }, category: 'MENTAL_HEALTH', regime: 'LPS' }],
  ['K22', 'the law of HIV results, for other records', { consent: { ...HIV, categories: ['REPRODUCTIVE_HEALTH'], capacity: BASE.capacity }, category: 'REPRODUCTIVE_HEALTH', regime: 'CMIA' }],
  ['K22', 'the law of psychotherapy notes, for other records', { ...THERAPY, consent: { regimes: ['PSYCHOTHERAPY_NOTES'] } }],
  ['K22', 'an integrated programme that the county has not established', { consent: PROGRAMME }],
  ['K22', 'an integrated programme that the county has not established, for health', { ...THERAPY, consent: PROGRAMME }],
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
