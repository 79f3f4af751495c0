import { AGENCY_KINDS, type AgencyKind } from './agreement.js';
import type { Purpose } from './purpose.js';
import { ROLES, type Role } from './role.js';

/** Roles that only a relation to one subject gives. A token that claims one of them is refused. */
export const RELATION_ONLY_ROLES = ['OTHER_COUNTY_WORKER', 'FORMER_YOUTH'] as const satisfies readonly Role[];

/** A role that a token may claim. */
export type TokenRole = Exclude<Role, (typeof RELATION_ONLY_ROLES)[number]>;

/** The roles that a token may claim, in the order of the decision table. */
export const TOKEN_ROLES: readonly TokenRole[] = ROLES.filter(
  (role): role is TokenRole => !(RELATION_ONLY_ROLES as readonly Role[]).includes(role),
);

/** Who sits on no team of a county: the custodian itself, the supervising governments, a clearinghouse, a private person. */
const OFF_TEAMS: readonly AgencyKind[] = ['CHILD_WELFARE', 'STATE', 'FEDERAL', 'MISSING_CHILDREN_CLEARINGHOUSE', 'PERSON_PORTAL'];
const TEAM_KINDS: readonly AgencyKind[] = AGENCY_KINDS.filter((kind) => !OFF_TEAMS.includes(kind));

/**
 * The purposes that a caller in each role may state at all. Stating one opens nothing: it is the outermost bound.
 * `BREAK_GLASS` is of the roles of rule R-60 alone.
 */
export const ROLE_PURPOSES: Readonly<Record<Role, readonly Purpose[]>> = {
  COUNTY_WORKER: ['CHILD_WELFARE', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'MDT', 'INVESTIGATION', 'MISSING_CHILD', 'BREAK_GLASS'],
  OTHER_COUNTY_WORKER: ['CHILD_WELFARE', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'MISSING_CHILD'],
  PROBATION: ['CASE_MANAGEMENT', 'CARE_COORDINATION', 'MISSING_CHILD', 'COURT_PROCEEDING', 'INVESTIGATION', 'MDT'],
  PUBLIC_HEALTH_NURSE: ['CARE_COORDINATION', 'CASE_MANAGEMENT', 'TREATMENT', 'PUBLIC_HEALTH'],
  MENTAL_HEALTH: ['TREATMENT', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'EMERGENCY_TREATMENT', 'BREAK_GLASS', 'MDT'],
  SUBSTANCE_USE_PROGRAM: ['TREATMENT', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'EMERGENCY_TREATMENT', 'BREAK_GLASS'],
  PROVIDER: ['SERVICES', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'MDT'],
  TRAFFICKING_CASEWORKER: ['SERVICES', 'CARE_COORDINATION', 'CASE_MANAGEMENT'],
  CHILD_ADVOCACY_CENTER: ['SERVICES', 'CARE_COORDINATION', 'INVESTIGATION', 'MDT'],
  MDT_MEMBER: ['MDT'],
  MDT30_MEMBER: ['MDT'],
  CFT_MEMBER: ['CARE_COORDINATION', 'CASE_MANAGEMENT'],
  LAW_ENFORCEMENT: ['INVESTIGATION', 'MISSING_CHILD', 'BREAK_GLASS'],
  DISTRICT_ATTORNEY: ['INVESTIGATION', 'COURT_PROCEEDING'],
  EDUCATION: ['SERVICES', 'CARE_COORDINATION', 'BREAK_GLASS'],
  COURT: ['COURT_PROCEEDING'],
  MINORS_COUNSEL: ['COURT_PROCEEDING'],
  PARENT: ['SUBJECT_REQUEST'],
  CAREGIVER: ['CARE_COORDINATION'],
  YOUTH: ['SUBJECT_REQUEST'],
  NCMEC: ['MISSING_CHILD'],
  FEDERAL: ['MISSING_CHILD', 'INVESTIGATION'],
  STATE: ['CHILD_WELFARE'],
  FORMER_YOUTH: ['SUBJECT_REQUEST'],
  COUNTY_IT: ['OPERATIONS'],
};

/**
 * Roles that statute gives only to a person whose identity was verified for the session: without it no rule opens
 * anything to them, whoever is asked about. Authority: WIC_18961_7 (rule R-06).
 */
export const VERIFIED_IN_PERSON: readonly Role[] = ['MDT30_MEMBER'];

/**
 * What some classes of agency may ask without a memorandum of understanding, because a statute alone entitles them: the
 * court and appointed counsel (WIC 827, 317), whom the county must report to (42 USC 671(a)(35), PC 11166(j)), and
 * persons who ask for themselves through the county's own portal. To state the purpose opens nothing: every other basis
 * asks for the agreement itself, as an investigator's own access does. Rule R-13 binds the parties of a memorandum:
 * departments, providers and team members. Authority: WIC_827, WIC_317, USC_42_671_A_35, PC_11166_J, WIC_16521_6.
 */
const BY_STATUTE_ALONE: Readonly<Partial<Record<AgencyKind, readonly Purpose[]>>> = {
  COURT: ['COURT_PROCEEDING'], MINORS_COUNSEL: ['COURT_PROCEEDING'], MISSING_CHILDREN_CLEARINGHOUSE: ['MISSING_CHILD'],
  LAW_ENFORCEMENT: ['INVESTIGATION', 'MISSING_CHILD'], PERSON_PORTAL: ['SUBJECT_REQUEST', 'CARE_COORDINATION'],
};

/** Says whether an agency of that class may ask for that purpose without an agreement. */
export function entitledByStatute(kind: AgencyKind, purpose: Purpose): boolean {
  return BY_STATUTE_ALONE[kind]?.includes(purpose) ?? false;
}

/**
 * The classes of agency whose people may take each role. Youths, parents and caregivers come through the county's
 * portal for persons, which is an agency with an issuer of its own.
 */
export const ROLE_AGENCY_KINDS: Readonly<Record<Role, readonly AgencyKind[]>> = {
  COUNTY_WORKER: ['CHILD_WELFARE'],
  OTHER_COUNTY_WORKER: [],
  PROBATION: ['PROBATION'],
  PUBLIC_HEALTH_NURSE: ['PUBLIC_HEALTH'],
  MENTAL_HEALTH: ['MENTAL_HEALTH', 'HOSPITAL'],
  SUBSTANCE_USE_PROGRAM: ['SUBSTANCE_USE_PROGRAM'],
  PROVIDER: ['COMMUNITY_PROVIDER'],
  TRAFFICKING_CASEWORKER: ['TRAFFICKING_SERVICES'],
  CHILD_ADVOCACY_CENTER: ['CHILD_ADVOCACY_CENTER'],
  MDT_MEMBER: TEAM_KINDS,
  MDT30_MEMBER: TEAM_KINDS,
  CFT_MEMBER: TEAM_KINDS,
  LAW_ENFORCEMENT: ['LAW_ENFORCEMENT'],
  DISTRICT_ATTORNEY: ['PROSECUTOR'],
  EDUCATION: ['EDUCATION'],
  COURT: ['COURT'],
  MINORS_COUNSEL: ['MINORS_COUNSEL'],
  PARENT: ['PERSON_PORTAL'],
  CAREGIVER: ['PERSON_PORTAL'],
  YOUTH: ['PERSON_PORTAL'],
  NCMEC: ['MISSING_CHILDREN_CLEARINGHOUSE'],
  FEDERAL: ['FEDERAL'],
  STATE: ['STATE'],
  FORMER_YOUTH: [],
  COUNTY_IT: ['CHILD_WELFARE'],
};
