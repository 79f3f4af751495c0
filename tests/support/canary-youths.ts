import { demoAgencyId, demoPersona } from '../../src/auth/demo-identities.js';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { InvolvementCondition, InvolvementKind } from '../../src/model/agency.js';
import type { Consent } from '../../src/model/consent.js';
import { requestsOf } from './psychotherapy-request.js';
import { AGENCY as PARTNER, CALLER, personUuid } from './scenario-people.js';

/** The id of a youth; those from 100 on, who come and go, sort anywhere among the others. */
export const youthId = (n: number): string =>
  `${n < 100 ? 'ca2a4400' : (Math.imul(n, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const consentIdOf = (n: number): string => `c0215e20-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const TEAM_ID = '7ea30000-0000-4000-8000-000000000001';
export const OTHER_TEAM_ID = '7ea30000-0000-4000-8000-000000000002';
/** The teams of other statutes that youth 13 is assigned to. */
export const SPECIAL_TEAM = {
  investigation: '7ea30000-0000-4000-8000-000000000003', family: '7ea30000-0000-4000-8000-000000000004', trafficking: '7ea30000-0000-4000-8000-000000000005',
} as const;
/** The CWS/CMS staff id of the worker who carries cases. */
export const STAFF_KEY = '0X5';

/** The agencies of the proof's county. */
export const AGENCY = {
  county: demoAgencyId('child-welfare', '19'), clinic: demoAgencyId('behavioural-health', '19'), police: demoAgencyId('police', '19'),
  provider: demoAgencyId('community-provider', '19'), publicHealth: demoAgencyId('public-health', '19'),
  programme: demoAgencyId('substance-use-programme', '19'), lapsed: demoAgencyId('lapsed-clinic', '19'), neighbour: demoAgencyId('child-welfare', '33'),
  /** From which nobody asks. */
  uninvolved: PARTNER.lapsedProvider, alsoUninvolved: PARTNER.reproductiveClinic,
} as const;

export interface InvolvementSeed {
  readonly agency: string;
  readonly kind: InvolvementKind;
  /** The one person whose relation it is. */
  readonly person?: string;
  readonly conditions?: readonly InvolvementCondition[];
  readonly ended?: true;
  /** Investigates, prosecutes, hears or represents in referral A of the youth. */
  readonly ofReferralA?: true;
}

/** One youth of the proof's county with every relation that a caller can stand on. */
export interface CanaryYouth {
  readonly n: number;
  readonly county: string | null;
  readonly sensitivity: 'N' | 'S' | 'R';
  readonly bornOn: string;
  readonly addressConfidential: boolean;
  readonly involvements: readonly InvolvementSeed[];
  readonly team: 'live' | 'ended' | null;
  /** Assignments of the worker of `STAFF_KEY`: to a case, to referral A. */
  readonly carries: readonly ('CASE' | 'REFERRAL' | 'CASE_ENDED')[];
  readonly consents: readonly Partial<Consent>[];
  /** Assigned to the teams of other statutes. */
  readonly specialTeams?: true;
}

/** A youth of county 19 whom nobody but her county knows. */
export const PLAIN: Omit<CanaryYouth, 'n'> = {
  county: '19', sensitivity: 'N', bornOn: '2011-06-15', addressConfidential: false, involvements: [], team: null, carries: [], consents: [],
};
const TREATED: InvolvementSeed = { agency: AGENCY.clinic, kind: 'TREATMENT' };
const INVESTIGATED: InvolvementSeed = { agency: AGENCY.police, kind: 'INVESTIGATION', ofReferralA: true };
const TO_PROVIDER: Partial<Consent> = {
  recipientAgencyIds: [AGENCY.provider], regimes: ['GENERAL_CWS'], discloserClasses: ['CHILD_WELFARE'], purposes: ['SERVICES'],
  categories: ['IDENTITY_CORE', 'CSEC_STATUS', 'CASE_FACTS'],
};
const PART2: Partial<Consent> = {
  regimes: ['PART2_SPECIFIC'], discloserClasses: ['SUBSTANCE_USE_PROGRAM'], categories: ['SUBSTANCE_USE_PART2'], explicitMentions: ['SUD'],
};

const MINORS_HIV: Partial<Consent> = {
  regimes: ['HIV'], discloserClasses: ['PUBLIC_HEALTH'], categories: ['HIV'], explicitMentions: ['HIV'], purposes: ['CARE_COORDINATION'], maxUses: 1, usesSoFar: 1, status: 'EXHAUSTED',
  capacity: { basis: 'MINOR_STATUTE', statute: 'Fam. Code 6926', ageAtSigning: 14, maturityAttestedBy: 'Synthetic Clinician' },
};
const OF_OCTOBER: Partial<Consent> = { categories: ['CASE_FACTS'], dataFrom: localDate('2025-10-01'), dataTo: localDate('2025-10-31') };
const REFUSED_FACTS: Partial<Consent> = { effect: 'REFUSE', regimes: [], categories: ['CASE_FACTS'], purposes: [] };
const OWN_SELF: InvolvementSeed = { agency: PARTNER.portal, kind: 'SELF', person: CALLER.youth.personId };
/** Every listed party of WIC 827, the youth herself and those who stand by her. */
const LISTED: readonly InvolvementSeed[] = [
  { agency: PARTNER.probation, kind: 'PROBATION' }, { agency: AGENCY.publicHealth, kind: 'NURSING' }, { agency: AGENCY.programme, kind: 'TREATMENT' },
  { agency: PARTNER.school, kind: 'SCHOOLING' }, { agency: PARTNER.prosecutor, kind: 'PROSECUTION', ofReferralA: true },
  { agency: PARTNER.court, kind: 'JURISDICTION', ofReferralA: true }, { agency: PARTNER.counsel, kind: 'REPRESENTATION', ofReferralA: true },
  { agency: PARTNER.advocacyCenter, kind: 'INTERVIEW' }, { agency: AGENCY.neighbour, kind: 'REQUEST' }, { agency: PARTNER.federal, kind: 'INVESTIGATION' },
  { agency: PARTNER.state, kind: 'SUPERVISION' }, OWN_SELF, { agency: PARTNER.portal, kind: 'CARE', person: CALLER.caregiver.personId },
  { agency: PARTNER.portal, kind: 'PARENTAGE', person: CALLER.mother.personId, conditions: ['EDUCATION_RIGHTS'] },
  { agency: PARTNER.portal, kind: 'PARENTAGE', person: CALLER.father.personId, conditions: ['SAFETY_FLAG'] },
];
const TO_TEAM: Partial<Consent> = { ...TO_PROVIDER, recipientAgencyIds: [], categories: ['IDENTITY_CORE', 'CSEC_STATUS', 'CASE_FACTS'] };

/** A member of the family's team, who works at the clinic. */
export const FAMILY_MEMBER = personUuid(41);

/** Every relation to callers that the gateway knows, live and ended, each at some youth. */
export const YOUTHS: readonly CanaryYouth[] = [
  {
    ...PLAIN, n: 1, involvements: [TREATED, INVESTIGATED], team: 'live', carries: ['CASE', 'REFERRAL'],
    consents: [TO_PROVIDER, { ...PART2, recipientAgencyIds: [AGENCY.clinic], purposes: ['TREATMENT'] }, {
      regimes: ['HIPAA_CMIA'], discloserClasses: ['PUBLIC_HEALTH'], categories: ['REPRODUCTIVE_HEALTH'], recipientAgencyIds: [AGENCY.clinic],
      purposes: ['TREATMENT'], status: 'REVOKED',
      revocation: { writtenReceivedAt: instant('2025-12-01T18:00:00Z'), oralStatedAt: null, by: 'the youth', categories: [] },
    }],
  },
  {
    ...PLAIN, n: 2, addressConfidential: true, involvements: [TREATED, { agency: AGENCY.police, kind: 'INVESTIGATION' }], team: 'live', carries: ['CASE'],
    consents: [{ ...TO_PROVIDER, effectiveFrom: instant('2025-01-05T18:00:00Z'), expiry: { kind: 'DATE', on: localDate('2025-12-31') } }],
  },
  { ...PLAIN, n: 3 },
  {
    ...PLAIN, n: 4, sensitivity: 'R', involvements: [TREATED, INVESTIGATED, { agency: PARTNER.probation, kind: 'PROBATION' }, { agency: PARTNER.court, kind: 'JURISDICTION' }], team: 'live', carries: ['CASE', 'REFERRAL'], consents: [TO_PROVIDER],
  },
  { ...PLAIN, n: 5, county: '33' },
  {
    ...PLAIN, n: 6, sensitivity: 'S', involvements: [{ ...INVESTIGATED, ended: true }], team: 'ended',
    consents: [{ ...TO_PROVIDER, regimes: ['HIPAA_CMIA', 'LPS'], discloserClasses: ['MENTAL_HEALTH'], categories: ['MENTAL_HEALTH'] }],
  },
  {
    ...PLAIN, n: 7, involvements: [TREATED], team: 'live',
    consents: [
      { ...TO_PROVIDER, categories: ['IDENTITY_CORE', 'LOCATION'], fields: ['Youth.lastName'] },
      { effect: 'REFUSE', regimes: [], categories: ['CSEC_STATUS'], purposes: [], recipientAgencyIds: [] },
    ],
  },
  {
    ...PLAIN, n: 8, bornOn: '2007-06-15', involvements: [TREATED], carries: ['CASE'],
    consents: [{ ...TO_PROVIDER, categories: ['CSEC_STATUS'] }],
  },
  { ...PLAIN, n: 9, county: null, carries: ['CASE'] },
  { ...PLAIN, n: 10, county: '33', involvements: [{ agency: AGENCY.county, kind: 'SUPERVISION' }] },
  {
    ...PLAIN, n: 11, involvements: [{ ...TREATED, ended: true }], carries: ['CASE_ENDED'],
    consents: [{
      ...TO_PROVIDER, status: 'SUSPENDED',
      revocation: { writtenReceivedAt: null, oralStatedAt: instant('2026-01-05T18:00:00Z'), by: 'the youth', categories: [] },
    }],
  },
  { ...PLAIN, n: 12, consents: [{ ...PART2, recipientAgencyIds: [AGENCY.provider], purposes: ['SERVICES'] }] },
  {
    ...PLAIN, n: 13, specialTeams: true, involvements: LISTED,
    consents: [
      { ...TO_PROVIDER, recipientAgencyIds: [PARTNER.trafficking], categories: ['IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS'] },
      { ...PART2, recipientAgencyIds: [AGENCY.programme], purposes: ['TREATMENT'] },
      { ...TO_TEAM, regimes: ['CFT_832'], purposes: ['CARE_COORDINATION'], recipientTeam: { teamId: SPECIAL_TEAM.family, members: [FAMILY_MEMBER] } },
      {
        ...TO_TEAM, regimes: ['HT_MDT_13753'], purposes: ['MDT'],
        recipientTeam: { teamId: SPECIAL_TEAM.trafficking, members: [CALLER.traffickingMember.personId] },
      },
    ],
  },
  // A former youth, who is an adult.
  { ...PLAIN, n: 14, bornOn: '2003-06-15', involvements: [OWN_SELF, { agency: PARTNER.portal, kind: 'PARENTAGE', person: CALLER.mother.personId }] },
  // Releases of some rows only, by days and by source; and one for a single use, which is used.
  {
    ...PLAIN, n: 15, involvements: [{ agency: AGENCY.publicHealth, kind: 'NURSING' }],
    consents: [
      { ...TO_PROVIDER, ...OF_OCTOBER }, { ...TO_PROVIDER, recipientAgencyIds: [PARTNER.trafficking], categories: ['CASE_FACTS'], sourceAgencyIds: [AGENCY.clinic] },
      { ...MINORS_HIV, recipientAgencyIds: [AGENCY.publicHealth] },
    ],
  },
  // Refusals of some rows only, by days and by source, beside releases of all; and notes of psychotherapy released by an instrument of their own.
  {
    ...PLAIN, n: 16,
    consents: [
      { ...TO_PROVIDER, categories: ['CASE_FACTS'] }, { ...REFUSED_FACTS, recipientAgencyIds: [AGENCY.provider], dataTo: localDate('2025-09-30') },
      { ...TO_PROVIDER, recipientAgencyIds: [PARTNER.trafficking], categories: ['CASE_FACTS'], sourceAgencyIds: [AGENCY.clinic, AGENCY.programme] },
      { ...REFUSED_FACTS, recipientAgencyIds: [PARTNER.trafficking], sourceAgencyIds: [AGENCY.programme] },
      {
        regimes: ['PSYCHOTHERAPY_NOTES'], discloserClasses: ['MENTAL_HEALTH'], categories: ['PSYCHOTHERAPY_NOTES'], purposes: ['TREATMENT'], recipientAgencyIds: [AGENCY.clinic],
        capacity: { basis: 'MINOR_STATUTE', statute: 'HSC 124260', ageAtSigning: 14, maturityAttestedBy: 'Synthetic Clinician' },
      },
    ],
  },
];

export const youth = (n: number): CanaryYouth => YOUTHS.find((one) => one.n === n)!;

/** A consent that fails no check unless `parts` make it; `mark` goes into every free text of the record. */
export function canaryConsent(of: CanaryYouth, at: number, parts: Partial<Consent>, mark: (part: string) => string): Consent {
  const adult = of.bornOn < '2008';
  return {
    id: consentIdOf(of.n * 10 + at), version: 1, subjectId: youthId(of.n), effect: 'PERMIT', subjectNameAsWritten: mark('name'), subjectBornOnAsWritten: null,
    regimes: [], discloserAgencyIds: [], discloserClasses: [], recipientPersonIds: [], recipientAgencyIds: [], recipientClasses: [], intermediary: null,
    recipientTeam: null, categories: [], excludedCategories: [], fields: [], dataFrom: null, dataTo: null, sourceAgencyIds: [], explicitMentions: [],
    purposes: [], redisclosure: 'PROHIBITED', effectiveFrom: instant('2025-09-01T17:00:00Z'), expiry: { kind: 'DATE', on: localDate('2026-08-31') },
    longerThanYearRequestedBySigner: false, maxUses: null, usesSoFar: 0,
    signature: {
      signedAt: instant('2025-09-01T17:00:00Z'), method: 'ELECTRONIC', typefacePt: 14, handwritten: false, standalone: true, role: adult ? 'NMD' : 'MINOR',
      signerId: mark('signer'), authorityDocument: null,
    },
    // Beside a minor, for a human-trafficking team.
    coSignatures: !adult && (parts.regimes ?? []).includes('HT_MDT_13753') ? [{
      signedAt: instant('2025-09-01T17:00:00Z'), method: 'WET', typefacePt: 14, handwritten: false, standalone: true, role: 'MINORS_COUNSEL',
      signerId: mark('counsel'), authorityDocument: null,
    }] : [],
    statements: {
      revocationHow: true, redisclosureRisk: true, conditioning: true, part2TpoRedisclosure: true, refusalConsequences: true, copyGiven: true, copyInstructions: true,
    },
    psychotherapyRequests: requestsOf(parts).map((one, n) => ({ ...one, use: mark(`use ${n}`) })), documentHash: mark('hash'), status: 'ACTIVE', failedChecks: [], revocation: null, recordedByAgencyId: AGENCY.county,
    recordedAt: instant('2025-09-01T17:05:00Z'), ...parts,
    capacity: {
      basis: adult ? 'AGE_18' : 'MINOR_STATUTE', statute: null, ageAtSigning: adult ? 18 : 14, ...parts.capacity, maturityAttestedBy: mark('attested'),
    },
  };
}

/** The seats of the team, as many as its statute demands and more. */
export const SEATS = [
  [demoPersona('mdt-member').personId, AGENCY.publicHealth], [demoPersona('mental-health').personId, AGENCY.clinic],
  [demoPersona('county-worker').personId, AGENCY.county], [demoPersona('provider').personId, AGENCY.provider],
] as const;

/** Who sits in the teams of other statutes. */
export const SPECIAL_SEATS: readonly (readonly [team: string, person: string, agency: string])[] = [
  [SPECIAL_TEAM.investigation, CALLER.detectiveInTeam.personId, AGENCY.police], [SPECIAL_TEAM.investigation, demoPersona('mental-health').personId, AGENCY.clinic],
  [SPECIAL_TEAM.investigation, CALLER.interviewer.personId, PARTNER.advocacyCenter], [SPECIAL_TEAM.family, FAMILY_MEMBER, AGENCY.clinic],
  [SPECIAL_TEAM.trafficking, CALLER.traffickingMember.personId, PARTNER.trafficking], [SPECIAL_TEAM.trafficking, demoPersona('provider').personId, AGENCY.provider],
];
