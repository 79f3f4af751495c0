import { DEMO_AGENCIES, DEMO_AGREEMENTS, DEMO_COUNTY, demoAgencyId, demoPersona } from '../../src/auth/demo-identities.js';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { AgencyKind, RegimeStatus } from '../../src/law/agreement.js';
import type { Purpose } from '../../src/law/purpose.js';
import { ROLE_PURPOSES, type TokenRole } from '../../src/law/role-purposes.js';
import type { Agency, Agreement } from '../../src/model/agency.js';

/** County A of the scenarios, and County B whose worker lodged a request. */
export const COUNTY_A = DEMO_COUNTY;
export const COUNTY_B = '33';

const uuid = (word: string) => (n: number): string => `${word}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const agencyUuid = uuid('a6e0c100');
const agreementUuid = uuid('a62ee000');
export const personUuid = uuid('9e250000');

interface Beside {
  readonly number: number;
  readonly kind: AgencyKind;
  readonly county?: string | null;
  readonly state?: string;
  readonly regimeStatus?: RegimeStatus;
  /** What its agreement with County A covers; absent: it has none. */
  readonly agreed?: readonly Purpose[];
  /** The last day of that agreement. */
  readonly agreedTo?: string;
}

/** The agencies of the scenarios that the demo has not. */
const BESIDE = {
  probation: { number: 1, kind: 'PROBATION', agreed: ROLE_PURPOSES.PROBATION },
  prosecutor: { number: 2, kind: 'PROSECUTOR', agreed: ROLE_PURPOSES.DISTRICT_ATTORNEY },
  school: { number: 3, kind: 'EDUCATION', agreed: ROLE_PURPOSES.EDUCATION },
  court: { number: 4, kind: 'COURT', agreed: ROLE_PURPOSES.COURT },
  counsel: { number: 5, kind: 'MINORS_COUNSEL', agreed: ROLE_PURPOSES.MINORS_COUNSEL },
  advocacyCenter: { number: 6, kind: 'CHILD_ADVOCACY_CENTER', agreed: ROLE_PURPOSES.CHILD_ADVOCACY_CENTER },
  hospital: { number: 7, kind: 'HOSPITAL', regimeStatus: 'COVERED_ENTITY', agreed: ROLE_PURPOSES.MENTAL_HEALTH },
  portal: { number: 8, kind: 'PERSON_PORTAL', agreed: ['SUBJECT_REQUEST', 'CARE_COORDINATION'] },
  clearinghouse: { number: 9, kind: 'MISSING_CHILDREN_CLEARINGHOUSE', county: null, state: 'VA', agreed: ROLE_PURPOSES.NCMEC },
  federal: { number: 10, kind: 'FEDERAL', county: null, agreed: ROLE_PURPOSES.FEDERAL },
  state: { number: 11, kind: 'STATE', county: '99', agreed: ROLE_PURPOSES.STATE },
  trafficking: { number: 12, kind: 'TRAFFICKING_SERVICES', agreed: [...ROLE_PURPOSES.TRAFFICKING_CASEWORKER, 'MDT'] },
  /** Its agreement ended the day before the scenarios. */
  lapsedProvider: { number: 13, kind: 'COMMUNITY_PROVIDER', agreed: ROLE_PURPOSES.PROVIDER, agreedTo: '2026-02-28' },
  outOfStatePolice: { number: 14, kind: 'LAW_ENFORCEMENT', county: null, state: 'TX', agreed: ROLE_PURPOSES.LAW_ENFORCEMENT },
  /** Investigates nothing here; the county reports to it. */
  sheriff: { number: 16, kind: 'LAW_ENFORCEMENT', agreed: ROLE_PURPOSES.LAW_ENFORCEMENT },
  /** Works for the hospital under a contract of HIPAA. */
  associate: { number: 17, kind: 'HOSPITAL', regimeStatus: 'BUSINESS_ASSOCIATE' },
  reproductiveClinic: { number: 15, kind: 'HOSPITAL', regimeStatus: 'COVERED_ENTITY' },
} as const satisfies Readonly<Record<string, Beside>>;

type DemoName = 'county' | 'clinic' | 'police' | 'shelter' | 'publicHealth' | 'programme' | 'countyB';

/** Every agency of the scenarios, by what it is. */
export const AGENCY: Readonly<Record<keyof typeof BESIDE | DemoName, string>> = {
  ...Object.fromEntries(Object.entries(BESIDE).map(([name, { number }]) => [name, agencyUuid(number)])) as Record<keyof typeof BESIDE, string>,
  county: demoAgencyId('child-welfare', COUNTY_A), clinic: demoAgencyId('behavioural-health', COUNTY_A), police: demoAgencyId('police', COUNTY_A),
  shelter: demoAgencyId('community-provider', COUNTY_A), publicHealth: demoAgencyId('public-health', COUNTY_A),
  programme: demoAgencyId('substance-use-programme', COUNTY_A), countyB: demoAgencyId('child-welfare', COUNTY_B),
};

const beside: readonly (readonly [string, Beside])[] = Object.entries(BESIDE);

/** The rows of the register of agencies. */
export const SCENARIO_AGENCIES: readonly Agency[] = [...DEMO_AGENCIES, ...beside.map(([name, one]) => ({
  id: agencyUuid(one.number), name: `Synthetic ${name}`, kind: one.kind, county: one.county === undefined ? COUNTY_A : one.county,
  state: one.state ?? 'CA', regimeStatus: one.regimeStatus ?? 'NONE',
}))];

/** The agreements with County A; that of public health covers its nurse too, and that of the police its missing children. */
export const SCENARIO_AGREEMENTS: readonly Agreement[] = [
  ...DEMO_AGREEMENTS.map((one) => (one.agencyId === AGENCY.publicHealth ? { ...one, purposes: [...one.purposes, 'TREATMENT' as const] } : one)),
  ...DEMO_AGREEMENTS.filter(({ agencyId }) => agencyId === AGENCY.police || agencyId === AGENCY.clinic).map((one, at) => (
    { ...one, id: agreementUuid(90 + at), purposes: ['BREAK_GLASS' as const] })),
  ...beside.flatMap(([, { number, county, agreed, agreedTo }]): Agreement[] => (agreed === undefined ? [] : [{
    id: agreementUuid(number), agencyId: agencyUuid(number), county: county ?? COUNTY_A, purposes: agreed, protocolVersion: 'demo-protocol-1',
    signedAt: instant('2023-12-01T18:00:00Z'), effectiveOn: localDate('2024-01-01'), expiresOn: agreedTo === undefined ? null : localDate(agreedTo), terminatedAt: null,
  }])),
];

/** Somebody who asks: the claims of the token, and the purpose stated unless another is. */
export interface ScenarioCaller {
  readonly personId: string;
  readonly agencyId: string;
  readonly role: TokenRole;
  readonly purpose: Purpose;
  readonly county?: string;
  readonly staffKey?: string;
  readonly credential?: 'verified' | 'password';
  readonly privileges?: readonly ('SEALED' | 'SENSITIVE' | 'COUNTYWIDE_READ' | 'STATEWIDE_READ')[];
}

const MEMBER = demoPersona('mdt-member').personId;
const DETECTIVE = personUuid(1);

/** Everybody who asks in the scenarios. */
export const CALLER = {
  /** Carries the cases and the first referrals of every youth here. */
  worker: { personId: personUuid(2), agencyId: AGENCY.county, role: 'COUNTY_WORKER', purpose: 'CHILD_WELFARE', county: COUNTY_A, staffKey: '0X5' },
  colleague: {
    personId: personUuid(3), agencyId: AGENCY.county, role: 'COUNTY_WORKER', purpose: 'CHILD_WELFARE', county: COUNTY_A, staffKey: '0ZZ', privileges: ['COUNTYWIDE_READ'],
  },
  operator: { personId: personUuid(4), agencyId: AGENCY.county, role: 'COUNTY_IT', purpose: 'OPERATIONS', county: COUNTY_A },
  countyB: { personId: personUuid(5), agencyId: AGENCY.countyB, role: 'COUNTY_WORKER', purpose: 'CHILD_WELFARE', county: COUNTY_B, staffKey: '0BB' },
  /** The nurse of County A public health who sits in the standing team. */
  member: { personId: MEMBER, agencyId: AGENCY.publicHealth, role: 'MDT_MEMBER', purpose: 'MDT', county: COUNTY_A },
  nurse: { personId: personUuid(6), agencyId: AGENCY.publicHealth, role: 'PUBLIC_HEALTH_NURSE', purpose: 'CARE_COORDINATION', county: COUNTY_A },
  therapist: { personId: personUuid(7), agencyId: AGENCY.clinic, role: 'MENTAL_HEALTH', purpose: 'TREATMENT', county: COUNTY_A },
  counsellor: { personId: personUuid(8), agencyId: AGENCY.programme, role: 'SUBSTANCE_USE_PROGRAM', purpose: 'TREATMENT', county: COUNTY_A },
  advocate: { personId: personUuid(9), agencyId: AGENCY.shelter, role: 'PROVIDER', purpose: 'SERVICES', county: COUNTY_A },
  lapsedAdvocate: { personId: personUuid(10), agencyId: AGENCY.lapsedProvider, role: 'PROVIDER', purpose: 'SERVICES', county: COUNTY_A },
  /** One person with two sessions: the investigation, and the team of the investigation. */
  detective: { personId: DETECTIVE, agencyId: AGENCY.police, role: 'LAW_ENFORCEMENT', purpose: 'INVESTIGATION', county: COUNTY_A },
  detectiveInTeam: { personId: DETECTIVE, agencyId: AGENCY.police, role: 'MDT30_MEMBER', purpose: 'MDT', county: COUNTY_A },
  outOfStateDetective: { personId: personUuid(11), agencyId: AGENCY.outOfStatePolice, role: 'LAW_ENFORCEMENT', purpose: 'INVESTIGATION' },
  deputy: { personId: personUuid(19), agencyId: AGENCY.sheriff, role: 'LAW_ENFORCEMENT', purpose: 'MISSING_CHILD', county: COUNTY_A },
  probationOfficer: { personId: personUuid(12), agencyId: AGENCY.probation, role: 'PROBATION', purpose: 'CASE_MANAGEMENT', county: COUNTY_A },
  prosecutor: { personId: personUuid(13), agencyId: AGENCY.prosecutor, role: 'DISTRICT_ATTORNEY', purpose: 'INVESTIGATION', county: COUNTY_A },
  school: { personId: personUuid(14), agencyId: AGENCY.school, role: 'EDUCATION', purpose: 'CARE_COORDINATION', county: COUNTY_A },
  court: { personId: personUuid(15), agencyId: AGENCY.court, role: 'COURT', purpose: 'COURT_PROCEEDING', county: COUNTY_A },
  attorney: { personId: personUuid(16), agencyId: AGENCY.counsel, role: 'MINORS_COUNSEL', purpose: 'COURT_PROCEEDING', county: COUNTY_A },
  interviewer: { personId: personUuid(17), agencyId: AGENCY.advocacyCenter, role: 'CHILD_ADVOCACY_CENTER', purpose: 'MDT', county: COUNTY_A },
  physician: { personId: personUuid(18), agencyId: AGENCY.hospital, role: 'MENTAL_HEALTH', purpose: 'EMERGENCY_TREATMENT', county: COUNTY_A },
  youth: { personId: personUuid(20), agencyId: AGENCY.portal, role: 'YOUTH', purpose: 'SUBJECT_REQUEST', county: COUNTY_A },
  mother: { personId: personUuid(21), agencyId: AGENCY.portal, role: 'PARENT', purpose: 'SUBJECT_REQUEST', county: COUNTY_A },
  father: { personId: personUuid(22), agencyId: AGENCY.portal, role: 'PARENT', purpose: 'SUBJECT_REQUEST', county: COUNTY_A },
  caregiver: { personId: personUuid(23), agencyId: AGENCY.portal, role: 'CAREGIVER', purpose: 'CARE_COORDINATION', county: COUNTY_A },
  clearinghouse: { personId: personUuid(24), agencyId: AGENCY.clearinghouse, role: 'NCMEC', purpose: 'MISSING_CHILD' },
  federalOfficer: { personId: personUuid(25), agencyId: AGENCY.federal, role: 'FEDERAL', purpose: 'INVESTIGATION' },
  stateAnalyst: { personId: personUuid(26), agencyId: AGENCY.state, role: 'STATE', purpose: 'CHILD_WELFARE', county: '99' },
  traffickingCaseworker: { personId: personUuid(27), agencyId: AGENCY.trafficking, role: 'TRAFFICKING_CASEWORKER', purpose: 'SERVICES', county: COUNTY_A },
  traffickingMember: { personId: personUuid(28), agencyId: AGENCY.trafficking, role: 'MDT_MEMBER', purpose: 'MDT', county: COUNTY_A },
} as const satisfies Readonly<Record<string, ScenarioCaller>>;

/** The claims of a caller's token. */
export function claimsOf(caller: ScenarioCaller): Readonly<Record<string, unknown>> {
  const { personId, agencyId, role, county, staffKey, credential, privileges } = caller;
  return {
    sub: personId, agency_id: agencyId, role, acr: credential ?? 'verified', purposes: ROLE_PURPOSES[role], privileges: privileges ?? [],
    ...(county === undefined ? {} : { county }), ...(staffKey === undefined ? {} : { staff_id: staffKey }),
  };
}
