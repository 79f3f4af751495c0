import type { AgencyKind } from '../../law/agreement.js';
import type { InvolvementCondition, InvolvementKind } from '../../model/agency.js';

/** The classes of agency that can stand to a youth in each way. */
export const INVOLVED_KINDS: Readonly<Record<InvolvementKind, readonly AgencyKind[]>> = {
  TREATMENT: ['MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM', 'HOSPITAL', 'PUBLIC_HEALTH'],
  SERVICE: ['COMMUNITY_PROVIDER', 'TRAFFICKING_SERVICES', 'CHILD_ADVOCACY_CENTER'],
  INVESTIGATION: ['LAW_ENFORCEMENT', 'PROBATION'], SUPERVISION: ['CHILD_WELFARE'], PROBATION: ['PROBATION'], NURSING: ['PUBLIC_HEALTH'],
  PROSECUTION: ['PROSECUTOR'], SCHOOLING: ['EDUCATION'], JURISDICTION: ['COURT'], REPRESENTATION: ['MINORS_COUNSEL'],
  PARENTAGE: ['PERSON_PORTAL'], CARE: ['PERSON_PORTAL'], SELF: ['PERSON_PORTAL'], REQUEST: ['CHILD_WELFARE'], INTERVIEW: ['CHILD_ADVOCACY_CENTER'],
  PERSONAL_REPRESENTATION: ['PERSON_PORTAL'],
};

/** What can be said of an involvement of each kind; nothing of the others. */
const CONDITIONS: Readonly<Partial<Record<InvolvementKind, readonly InvolvementCondition[]>>> = {
  PARENTAGE: ['EDUCATION_RIGHTS', 'SAFETY_FLAG', 'RIGHTS_TERMINATED'], CARE: ['EDUCATION_RIGHTS'], SCHOOLING: ['EDUCATION_RIGHTS'],
};

/** Says whether those conditions can be of an involvement of that kind. */
export function conditionsFit(kind: InvolvementKind, conditions: readonly InvolvementCondition[]): boolean {
  return conditions.every((one) => CONDITIONS[kind]?.includes(one) ?? false);
}

const OF_A_REFERRAL: readonly InvolvementKind[] = ['INVESTIGATION', 'PROSECUTION', 'JURISDICTION', 'REPRESENTATION'];

/** Says whether an involvement of that kind can be of one referral, whose reporter it opens (rule R-20). */
export function canBeOfReferral(kind: InvolvementKind): boolean {
  return OF_A_REFERRAL.includes(kind);
}

/** Says whether an involvement of that kind belongs to one person: those of the portal for persons always do. */
export function belongsToPerson(kind: InvolvementKind): boolean {
  return INVOLVED_KINDS[kind].includes('PERSON_PORTAL');
}
