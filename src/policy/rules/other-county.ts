import { IN_FORCE, type Conditions, type Rule } from '../rule.js';
import { AGENCY_PURPOSES } from '../situation.js';

/** How a worker reaches a client of another county: courtesy supervision, a secondary assignment, or a statewide privilege. */
export const OTHER_COUNTY_REACH: Conditions = [['ASSIGNED'], ['SUPERVISING'], ['STATEWIDE_READ']];

/** What a request of the worker's county, on file, adds: the record itself, and neither its detail nor care. */
const ON_REQUEST: Conditions = [...OTHER_COUNTY_REACH, ['REQUESTING']];

const REACH = {
  roles: ['OTHER_COUNTY_WORKER'], agencyKinds: ['CHILD_WELFARE'], purposes: AGENCY_PURPOSES, facts: OTHER_COUNTY_REACH,
} as const;

/** Records of one county to a worker of another (rules ). Authority: WIC_10850. */
export const OTHER_COUNTY_RULES: readonly Rule[] = [
  {
    id: 'R-61.XCW.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: {
      ...REACH, facts: ON_REQUEST, regimes: ['CHILD_WELFARE', 'COURT'],
      categories: ['IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'SUBSTANCE_USE_OTHER'],
    },
    authorities: ['WIC_10850', 'WIC_827'], effective: IN_FORCE,
    plain: 'Another county\'s worker reads the record of a youth whom his county supervises, whose case he shares or for whom it asked.',
  },
  {
    id: 'R-61.XCW.DETAIL', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'MINIMUM',
    when: { ...REACH, regimes: ['CHILD_WELFARE'], categories: ['EXPLOITATION_DETAIL'] },
    authorities: ['WIC_10850'], effective: IN_FORCE,
    plain: 'Of the exploitation itself another county\'s worker learns what he needs and no more.',
  },
];
