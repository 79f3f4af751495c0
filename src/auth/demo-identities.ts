import { instant, localDate } from '../kernel/dates.js';
import type { AgencyKind, RegimeStatus } from '../law/agreement.js';
import type { Purpose } from '../law/purpose.js';
import { ROLE_PURPOSES, type TokenRole } from '../law/role-purposes.js';
import type { Agency, Agreement } from '../model/agency.js';
import type { WorkerPrivilege } from '../policy/access-context.js';

/** The county of the demo, and the neighbour whose worker must not see into it. */
export const DEMO_COUNTY = '19';
export const DEMO_NEIGHBOUR_COUNTY = '33';
export const STATE_OF_CALIFORNIA = '99';

/** The CWS/CMS staff id of the demo's county worker: who carries the case of the tour in the demo county's extract. */
export const DEMO_STAFF_KEY = 'JaU';

/** How the demo's commands name an agency of a county. */
export type DemoAgencyName =
  | 'child-welfare' | 'behavioural-health' | 'police' | 'community-provider' | 'public-health' | 'substance-use-programme'
  | 'lapsed-clinic' | 'state-department';

interface DemoAgencyPattern {
  readonly number: number;
  readonly title: string;
  readonly kind: AgencyKind;
  readonly regimeStatus: RegimeStatus;
  /** What its agreement with the county covers; null for the county itself. */
  readonly agreed: readonly Purpose[] | null;
  /** Where it is, and with whom it agreed, when that is not the county. */
  readonly place?: string;
}

const PATTERNS: Readonly<Record<DemoAgencyName, DemoAgencyPattern>> = {
  'child-welfare': { number: 1, title: 'County Child Welfare', kind: 'CHILD_WELFARE', regimeStatus: 'NONE', agreed: null },
  'behavioural-health': {
    number: 2, title: 'Behavioral Health Clinic', kind: 'MENTAL_HEALTH', regimeStatus: 'COVERED_ENTITY',
    agreed: ['TREATMENT', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'EMERGENCY_TREATMENT', 'BREAK_GLASS', 'MDT'],
  },
  police: {
    number: 3, title: 'Police Department', kind: 'LAW_ENFORCEMENT', regimeStatus: 'NONE',
    agreed: ['INVESTIGATION', 'MISSING_CHILD', 'BREAK_GLASS', 'MDT'],
  },
  'community-provider': {
    number: 4, title: 'Community Provider', kind: 'COMMUNITY_PROVIDER', regimeStatus: 'NONE',
    agreed: ['SERVICES', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'MDT'],
  },
  'public-health': {
    number: 5, title: 'Public Health', kind: 'PUBLIC_HEALTH', regimeStatus: 'COVERED_ENTITY',
    agreed: ['MDT', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'PUBLIC_HEALTH'],
  },
  'substance-use-programme': {
    number: 6, title: 'Substance Use Program', kind: 'SUBSTANCE_USE_PROGRAM', regimeStatus: 'PART2_PROGRAM',
    agreed: ['TREATMENT', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'EMERGENCY_TREATMENT', 'BREAK_GLASS'],
  },
  'lapsed-clinic': {
    number: 7, title: 'Counseling Center, agreement lapsed', kind: 'MENTAL_HEALTH', regimeStatus: 'COVERED_ENTITY',
    agreed: ['TREATMENT', 'CARE_COORDINATION', 'CASE_MANAGEMENT'],
  },
  'state-department': {
    number: 8, title: 'State Department', kind: 'STATE', regimeStatus: 'NONE', agreed: ['CHILD_WELFARE'], place: STATE_OF_CALIFORNIA,
  },
};

const AGENCY_NAMES = Object.keys(PATTERNS) as DemoAgencyName[];

const placeOf = (name: DemoAgencyName, county: string): string => PATTERNS[name].place ?? county;

/** The fixed id of a demo agency, the same on every machine. */
export function demoAgencyId(name: DemoAgencyName, county: string): string {
  return demoUuid('a', placeOf(name, county), PATTERNS[name].number);
}

/** The synthetic agencies of one county. */
export function demoAgenciesOf(county: string): readonly Agency[] {
  return AGENCY_NAMES.filter((name) => PATTERNS[name].place === undefined).map((name) => agencyOf(name, county, `Demo ${PATTERNS[name].title} (synthetic)`));
}

/** Every agency that the demo knows: all of its county, the neighbour's child welfare, and the State's. */
export const DEMO_AGENCIES: readonly Agency[] = [
  ...demoAgenciesOf(DEMO_COUNTY),
  agencyOf('child-welfare', DEMO_NEIGHBOUR_COUNTY, 'Demo Neighbor County Child Welfare (synthetic)'),
  agencyOf('child-welfare', STATE_OF_CALIFORNIA, 'Demo State Social Services (synthetic)'),
  agencyOf('state-department', STATE_OF_CALIFORNIA, 'Demo State Department of Social Services (synthetic)'),
];

/** The agreement of each partner with the demo county: in force without end, but for the lapsed clinic's. */
export const DEMO_AGREEMENTS: readonly Agreement[] = AGENCY_NAMES.flatMap((name) => {
  const { agreed, number } = PATTERNS[name];
  if (agreed === null) return [];
  const lapsed = name === 'lapsed-clinic';
  return [{
    id: demoUuid('b', DEMO_COUNTY, number),
    agencyId: demoAgencyId(name, DEMO_COUNTY),
    county: placeOf(name, DEMO_COUNTY),
    purposes: agreed,
    protocolVersion: 'demo-protocol-1',
    signedAt: instant('2023-12-01T18:00:00Z'),
    effectiveOn: localDate('2024-01-01'),
    expiresOn: lapsed ? localDate('2024-12-31') : null,
    terminatedAt: null,
  }];
});

/** The callers of the tour, by the names that `npm run token -- --as` takes. */
export const DEMO_PERSONA_NAMES = [
  'county-worker', 'mental-health', 'law-enforcement', 'provider', 'mdt-member', 'county-it', 'state-analyst',
] as const;
export type DemoPersonaName = (typeof DEMO_PERSONA_NAMES)[number];

/** A synthetic caller. */
export interface DemoPersona {
  readonly as: DemoPersonaName;
  readonly displayName: string;
  readonly personId: string;
  readonly agencyId: string;
  readonly county: string;
  readonly role: TokenRole;
  readonly defaultPurpose: Purpose;
  readonly purposes: readonly Purpose[];
  /** Null for callers who carry no case in CWS/CMS. */
  readonly staffKey: string | null;
  readonly privileges: readonly WorkerPrivilege[];
}

interface DemoPersonaPattern {
  readonly number: number;
  readonly title: string;
  readonly agency: DemoAgencyName;
  readonly role: TokenRole;
  readonly defaultPurpose: Purpose;
  readonly privileges: readonly WorkerPrivilege[];
}

const PERSONAS: Readonly<Record<DemoPersonaName, DemoPersonaPattern>> = {
  'county-worker': {
    number: 1, title: 'County Worker', agency: 'child-welfare', role: 'COUNTY_WORKER', defaultPurpose: 'CHILD_WELFARE',
    privileges: ['COUNTYWIDE_READ'],
  },
  'mental-health': {
    number: 2, title: 'Clinician', agency: 'behavioural-health', role: 'MENTAL_HEALTH', defaultPurpose: 'TREATMENT', privileges: [],
  },
  'law-enforcement': {
    number: 3, title: 'Detective', agency: 'police', role: 'LAW_ENFORCEMENT', defaultPurpose: 'INVESTIGATION', privileges: [],
  },
  provider: {
    number: 4, title: 'Advocate', agency: 'community-provider', role: 'PROVIDER', defaultPurpose: 'SERVICES', privileges: [],
  },
  'mdt-member': {
    number: 5, title: 'Team Member', agency: 'public-health', role: 'MDT_MEMBER', defaultPurpose: 'MDT', privileges: [],
  },
  'county-it': {
    number: 6, title: 'Operator', agency: 'child-welfare', role: 'COUNTY_IT', defaultPurpose: 'OPERATIONS', privileges: [],
  },
  'state-analyst': {
    number: 7, title: 'State Analyst', agency: 'state-department', role: 'STATE', defaultPurpose: 'CHILD_WELFARE', privileges: [],
  },
};

/** The persona of that name in a county; its ids are the same on every machine. */
export function demoPersona(as: DemoPersonaName, county: string = DEMO_COUNTY): DemoPersona {
  const { number, title, agency, role, defaultPurpose, privileges } = PERSONAS[as];
  return {
    as,
    displayName: `Demo ${title} (synthetic)`,
    personId: demoUuid('c', placeOf(agency, county), number),
    agencyId: demoAgencyId(agency, county),
    county: placeOf(agency, county),
    role,
    defaultPurpose,
    purposes: ROLE_PURPOSES[role],
    staffKey: as === 'county-worker' && county === DEMO_COUNTY ? DEMO_STAFF_KEY : null,
    privileges,
  };
}

/** The personas of the demo county. */
export const DEMO_PERSONAS: readonly DemoPersona[] = DEMO_PERSONA_NAMES.map((as) => demoPersona(as));

function agencyOf(name: DemoAgencyName, county: string, title: string): Agency {
  const { kind, regimeStatus } = PATTERNS[name];
  return { id: demoAgencyId(name, county), name: title, kind, county, state: 'CA', regimeStatus };
}

function demoUuid(series: 'a' | 'b' | 'c', county: string, number: number): string {
  return `de300000-00${county}-4000-8000-${series}${String(number).padStart(11, '0')}`;
}
