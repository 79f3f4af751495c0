import { instant, localDate } from '../../src/kernel/dates.js';
import type { AgencyKind } from '../../src/law/agreement.js';
import { PURPOSE_NAMES, type Purpose } from '../../src/law/purpose.js';
import type { Role } from '../../src/law/role.js';
import type { Agency, Agreement, Involvement } from '../../src/model/agency.js';
import type { Consent } from '../../src/model/consent.js';
import type { AccessContext, Caller } from '../../src/policy/access-context.js';
import type { Facts, SubjectFacts, TeamSeat, WorkerAssignment } from '../../src/policy/facts.js';
import { requestBy } from '../support/psychotherapy-request.js';

/** Noon of 1 March 2026 in Los Angeles. */
export const NOON = instant('2026-03-01T20:00:00Z');
export const SUBJECT = '00000000-0000-4000-8000-000000000001';
export const COUNTY_AGENCY = '00000000-0000-4000-8000-0000000000c1';

const AGENCY_ID: Readonly<Partial<Record<AgencyKind, string>>> = {
  CHILD_WELFARE: COUNTY_AGENCY,
  MENTAL_HEALTH: '00000000-0000-4000-8000-0000000000a1',
  LAW_ENFORCEMENT: '00000000-0000-4000-8000-0000000000a2',
  COMMUNITY_PROVIDER: '00000000-0000-4000-8000-0000000000a3',
  PUBLIC_HEALTH: '00000000-0000-4000-8000-0000000000a4',
};

export function agency(kind: AgencyKind, changes: Partial<Agency> = {}): Agency {
  return {
    id: AGENCY_ID[kind] ?? '00000000-0000-4000-8000-0000000000af', name: `Synthetic ${kind}`, kind, county: '19', state: 'CA',
    regimeStatus: kind === 'MENTAL_HEALTH' ? 'COVERED_ENTITY' : 'NONE', ...changes,
  };
}

const KIND_OF_ROLE: Readonly<Partial<Record<Role, AgencyKind>>> = {
  COUNTY_WORKER: 'CHILD_WELFARE', OTHER_COUNTY_WORKER: 'CHILD_WELFARE', MENTAL_HEALTH: 'MENTAL_HEALTH',
  LAW_ENFORCEMENT: 'LAW_ENFORCEMENT', PROVIDER: 'COMMUNITY_PROVIDER', MDT_MEMBER: 'PUBLIC_HEALTH', COUNTY_IT: 'CHILD_WELFARE',
  FEDERAL: 'FEDERAL', STATE: 'STATE', PROBATION: 'PROBATION', PUBLIC_HEALTH_NURSE: 'PUBLIC_HEALTH', DISTRICT_ATTORNEY: 'PROSECUTOR',
  EDUCATION: 'EDUCATION', COURT: 'COURT', MINORS_COUNSEL: 'MINORS_COUNSEL', PARENT: 'PERSON_PORTAL', CAREGIVER: 'PERSON_PORTAL',
  YOUTH: 'PERSON_PORTAL', FORMER_YOUTH: 'PERSON_PORTAL', SUBSTANCE_USE_PROGRAM: 'SUBSTANCE_USE_PROGRAM',
  TRAFFICKING_CASEWORKER: 'TRAFFICKING_SERVICES', CHILD_ADVOCACY_CENTER: 'CHILD_ADVOCACY_CENTER', MDT30_MEMBER: 'PUBLIC_HEALTH',
  CFT_MEMBER: 'PUBLIC_HEALTH', NCMEC: 'MISSING_CHILDREN_CLEARINGHOUSE',
};

export function caller(role: Role, changes: Partial<Caller> = {}): Caller {
  return {
    personId: `person-${role}`, agency: agency(KIND_OF_ROLE[role] ?? 'COMMUNITY_PROVIDER'), role, county: '19', credential: 'VERIFIED',
    staffKey: role === 'COUNTY_WORKER' ? 'aaa' : null, privileges: [], ...changes,
  };
}

export function agreement(of: Agency, changes: Partial<Agreement> = {}): Agreement {
  return {
    id: `agreement-${of.id}`, agencyId: of.id, county: '19', purposes: PURPOSE_NAMES, protocolVersion: 'P1',
    signedAt: instant('2025-01-02T18:00:00Z'), effectiveOn: localDate('2025-01-02'), expiresOn: localDate('2026-12-31'),
    terminatedAt: null, ...changes,
  };
}

const PURPOSE_OF_ROLE: Readonly<Partial<Record<Role, Purpose>>> = {
  COUNTY_WORKER: 'CASE_MANAGEMENT', MENTAL_HEALTH: 'TREATMENT', LAW_ENFORCEMENT: 'INVESTIGATION', PROVIDER: 'SERVICES',
  MDT_MEMBER: 'MDT', COUNTY_IT: 'OPERATIONS', PROBATION: 'CASE_MANAGEMENT', PUBLIC_HEALTH_NURSE: 'CARE_COORDINATION',
  DISTRICT_ATTORNEY: 'COURT_PROCEEDING', COURT: 'COURT_PROCEEDING', MINORS_COUNSEL: 'COURT_PROCEEDING', PARENT: 'SUBJECT_REQUEST',
  CAREGIVER: 'CARE_COORDINATION', YOUTH: 'SUBJECT_REQUEST', FORMER_YOUTH: 'SUBJECT_REQUEST',
};

/** Somebody of that role, asking for the purpose usual to it, with an agreement in force. */
export function asking(role: Role, changes: Partial<AccessContext> & { readonly who?: Partial<Caller> } = {}): AccessContext {
  const { who, ...rest } = changes;
  const somebody = caller(role, who);
  return {
    requestId: 'request-1', caller: somebody, purpose: PURPOSE_OF_ROLE[role] ?? 'SERVICES', allowedPurposes: PURPOSE_NAMES, asOf: NOON, channel: 'QUERY',
    agreements: [agreement(somebody.agency)], ...rest,
  };
}

/** A youth of fourteen of county 19, removed from the parent, with an open case. */
export function youth(changes: Partial<SubjectFacts> = {}): SubjectFacts {
  return {
    subjectId: SUBJECT, county: '19', bornOn: localDate('2011-06-15'), diedOn: null, sensitivity: 'N',
    removedFromParent: true, hasOpenCase: true, addressConfidential: true, ...changes,
  };
}

export function facts(changes: Partial<Omit<Facts, 'subject'>> & { readonly subject?: Partial<SubjectFacts> } = {}): Facts {
  const { subject, ...rest } = changes;
  return { subject: youth(subject), assignments: [], involvements: [], seats: [], consents: [], ...rest };
}

export function assignment(changes: Partial<WorkerAssignment> = {}): WorkerAssignment {
  return { through: 'CASE', throughKey: 'CASE000001', kind: 'PRIMARY', startedOn: localDate('2025-06-01'), endedOn: null, ...changes };
}

export function involvement(of: Agency, kind: Involvement['kind'], changes: Partial<Involvement> = {}): Involvement {
  return {
    subjectId: SUBJECT, agencyId: of.id, kind, startedOn: localDate('2025-06-01'), endedOn: null, referralKey: null, ...changes,
  };
}

export function seat(of: Agency, changes: Partial<TeamSeat> = {}): TeamSeat {
  return {
    teamId: 'team-1', county: '19', statute: 'S18951D', protocolVersion: 'P1', protocolExpiresOn: localDate('2026-12-31'),
    assignedAt: instant('2025-07-01T17:00:00Z'), unassignedAt: null, agencyId: of.id, trainingAttestedOn: localDate('2025-02-01'),
    joinedAt: instant('2025-03-01T18:00:00Z'), leftAt: null, activeTrainedMembers: 4, ...changes,
  };
}

/** A release that fails no check, signed by the youth of fourteen, which names the agency. */
export function consentFor(of: Agency, changes: Partial<Consent> = {}): Consent {
  return {
    id: 'consent-1', version: 1, subjectId: SUBJECT, effect: 'PERMIT', subjectNameAsWritten: 'Synthetic Youth',
    subjectBornOnAsWritten: localDate('2011-06-15'), regimes: ['HIPAA_CMIA', 'LPS', 'GENERAL_CWS', 'PART2_SPECIFIC'],
    discloserAgencyIds: [], discloserClasses: ['CHILD_WELFARE'],
    recipientPersonIds: [], recipientAgencyIds: [of.id], recipientClasses: [], intermediary: null, recipientTeam: null,
    categories: ['IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2'],
    excludedCategories: [], fields: [], dataFrom: null, dataTo: null, sourceAgencyIds: [], explicitMentions: ['SUD'],
    purposes: ['SERVICES', 'TREATMENT', 'MDT', 'CASE_MANAGEMENT'], redisclosure: 'PROHIBITED', effectiveFrom: instant('2025-09-01T17:00:00Z'),
    expiry: { kind: 'DATE', on: localDate('2026-08-31') }, longerThanYearRequestedBySigner: false, maxUses: null, usesSoFar: 0,
    signature: {
      signedAt: instant('2025-09-01T17:00:00Z'), method: 'ELECTRONIC', typefacePt: 14, handwritten: false, standalone: true,
      role: 'MINOR', signerId: 'youth', authorityDocument: null,
    },
    coSignatures: [],
    capacity: { basis: 'MINOR_STATUTE', statute: null, ageAtSigning: 14, maturityAttestedBy: 'Synthetic Clinician' },
    statements: {
      revocationHow: true, redisclosureRisk: true, conditioning: true, part2TpoRedisclosure: true, refusalConsequences: true,
      copyGiven: true, copyInstructions: true,
    },
    psychotherapyRequests: [requestBy(of.id)], documentHash: 'sha256:00', status: 'ACTIVE', failedChecks: [], revocation: null, recordedByAgencyId: COUNTY_AGENCY,
    recordedAt: instant('2025-09-01T17:05:00Z'), ...changes,
  };
}

/** A refusal by the youth of everything to everybody, unless told otherwise. */
export function refusal(changes: Partial<Consent> = {}): Consent {
  return consentFor(agency('COMMUNITY_PROVIDER'), {
    id: 'refusal-1', effect: 'REFUSE', regimes: [], categories: [], purposes: [], recipientAgencyIds: [], fields: [], ...changes,
  });
}
