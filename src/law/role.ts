/**
 * The roles of the decision table (confidentiality rules, section 5), and `COUNTY_IT`, which operates the gateway and is
 * entitled to no category of any youth. `OTHER_COUNTY_WORKER`, `MDT_MEMBER` and `FORMER_YOUTH` are relations to one
 * subject: see `roleTowards` in the policy room.
 */
export const ROLES = [
  'COUNTY_WORKER', 'OTHER_COUNTY_WORKER', 'PROBATION', 'PUBLIC_HEALTH_NURSE', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM',
  'PROVIDER', 'TRAFFICKING_CASEWORKER', 'CHILD_ADVOCACY_CENTER', 'MDT_MEMBER', 'MDT30_MEMBER', 'CFT_MEMBER',
  'LAW_ENFORCEMENT', 'DISTRICT_ATTORNEY', 'EDUCATION', 'COURT', 'MINORS_COUNSEL', 'PARENT', 'CAREGIVER', 'YOUTH',
  'NCMEC', 'FEDERAL', 'STATE', 'FORMER_YOUTH', 'COUNTY_IT',
] as const;
export type Role = (typeof ROLES)[number];

/** The abbreviations of the decision table. */
export const ROLE_ABBREVIATION: Readonly<Record<Role, string>> = {
  COUNTY_WORKER: 'CW', OTHER_COUNTY_WORKER: 'XCW', PROBATION: 'PROB', PUBLIC_HEALTH_NURSE: 'PHN', MENTAL_HEALTH: 'MH',
  SUBSTANCE_USE_PROGRAM: 'SUD', PROVIDER: 'CSP', TRAFFICKING_CASEWORKER: 'HTC', CHILD_ADVOCACY_CENTER: 'CAC',
  MDT_MEMBER: 'MDT', MDT30_MEMBER: 'MDT30', CFT_MEMBER: 'CFT', LAW_ENFORCEMENT: 'LE', DISTRICT_ATTORNEY: 'DA',
  EDUCATION: 'EDU', COURT: 'COURT', MINORS_COUNSEL: 'MCOUN', PARENT: 'PARENT', CAREGIVER: 'CARE', YOUTH: 'YOUTH',
  NCMEC: 'NCMEC', FEDERAL: 'FED', STATE: 'STATE', FORMER_YOUTH: 'FORMER', COUNTY_IT: 'IT',
};
