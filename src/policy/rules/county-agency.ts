import { IN_FORCE, type Conditions, type Rule } from '../rule.js';
import { AGENCY_PURPOSES } from '../situation.js';

/** How a worker reaches a client of his own county: by carrying the case, or by a privilege to read. */
export const OWN_COUNTY_REACH: Conditions = [
  ['OWN_COUNTY', 'ASSIGNED'], ['OWN_COUNTY', 'COUNTYWIDE_READ'], ['STATE_STAFF'], ['STATEWIDE_READ'], ['NO_COUNTY', 'ASSIGNED'],
];

const REACH = { roles: ['COUNTY_WORKER'], agencyKinds: ['CHILD_WELFARE', 'STATE'], purposes: AGENCY_PURPOSES } as const;

/** Records of the county agency to its own workers (rules ). */
export const COUNTY_AGENCY_RULES: readonly Rule[] = [
  {
    id: 'R-01.CW.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'NARRATIVE',
    when: {
      ...REACH, facts: OWN_COUNTY_REACH, regimes: ['CHILD_WELFARE', 'COURT', 'LAW_ENFORCEMENT'],
      categories: ['IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'SUBSTANCE_USE_OTHER', 'WORKER_CONTACT'],
    },
    authorities: ['WIC_10850', 'WIC_827', 'USC_42_671_A_8'], effective: IN_FORCE,
    plain: 'A worker of the county agency reads the agency\'s record of a youth whose case is his or his county\'s.',
  },
  {
    id: 'R-01.CW.NO_COUNTY', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: {
      ...REACH, facts: [['NO_COUNTY', 'COUNTYWIDE_READ']], regimes: ['CHILD_WELFARE', 'COURT', 'LAW_ENFORCEMENT'],
      categories: ['IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'SUBSTANCE_USE_OTHER', 'WORKER_CONTACT'],
    },
    authorities: ['WIC_10850'], effective: IN_FORCE, counsel: 'clientsWithoutCountyOpenCountywide',
    plain: 'A client whom nothing places in a county is open to workers who may read their whole county.',
  },
  {
    id: 'R-30.CW.VAULT', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: {
      ...REACH, purposes: ['CHILD_WELFARE', 'INVESTIGATION', 'MISSING_CHILD'], categories: ['SAFE_AT_HOME_ADDRESS'],
      facts: [['OWN_COUNTY', 'CARRYING_CASE'], ['OWN_COUNTY', 'PRIMARY_INVESTIGATOR']],
    },
    authorities: ['GOV_6205', 'WIC_10850'], effective: IN_FORCE,
    plain: 'The actual address of a Safe at Home participant is open to the worker who carries the case or leads the investigation, and to no privilege to read.',
  },
  {
    id: 'R-20.CW.INVESTIGATOR', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: {
      roles: ['COUNTY_WORKER', 'OTHER_COUNTY_WORKER'], agencyKinds: ['CHILD_WELFARE'], purposes: ['INVESTIGATION', 'CHILD_WELFARE'],
      categories: ['REPORTER_IDENTITY'], facts: [['ASSIGNED_INVESTIGATOR']],
    },
    authorities: ['PC_11167'], effective: IN_FORCE,
    plain: 'The worker who investigates a referral learns who reported it, of that referral only.',
  },
];
