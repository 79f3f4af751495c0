/**
 * Classes of partner agency; each names the role that its people take unless a relation to the subject changes it.
 * `PERSON_PORTAL` is the county's service through which youths, parents and caregivers ask for themselves.
 */
export const AGENCY_KINDS = [
  'CHILD_WELFARE', 'PROBATION', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM', 'PUBLIC_HEALTH', 'LAW_ENFORCEMENT',
  'COMMUNITY_PROVIDER', 'TRAFFICKING_SERVICES', 'CHILD_ADVOCACY_CENTER', 'EDUCATION', 'COURT', 'STATE', 'FEDERAL',
  'HOSPITAL', 'PROSECUTOR', 'MINORS_COUNSEL', 'MISSING_CHILDREN_CLEARINGHOUSE', 'PERSON_PORTAL',
] as const;
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** HIPAA and Part 2 standing of an agency. Missing is `NONE`. */
export const REGIME_STATUSES = ['COVERED_ENTITY', 'BUSINESS_ASSOCIATE', 'PART2_PROGRAM', 'NONE'] as const;
export type RegimeStatus = (typeof REGIME_STATUSES)[number];

/** Statutes under which a team can be constituted, with the members each demands. */
export const TEAM_STATUTES = {
  S18951D: { title: 'Standing multidisciplinary team (WIC 18951(d), 830)', quorum: 3 },
  S18961_7: { title: 'Child abuse team, 30-day window (WIC 18961.7)', quorum: 2 },
  PC13753: { title: 'Human-trafficking team (PC 13753)', quorum: 2 },
  CFT832: { title: 'Child and family team (WIC 832)', quorum: 2 },
} as const;
export type TeamStatute = keyof typeof TEAM_STATUTES;
