import { IN_FORCE, type Rule } from '../rule.js';

const PROSECUTOR = { roles: ['DISTRICT_ATTORNEY'], agencyKinds: ['PROSECUTOR'], purposes: ['INVESTIGATION', 'COURT_PROCEEDING'] } as const;

/**
 * The prosecutor of a filed case, in which the youth is the victim (rules ). Where the youth is
 * comes to the prosecutor by an order only: through a prosecution it could reach the defendant.
 */
export const PROSECUTOR_RULES: readonly Rule[] = [
  {
    id: 'R-03.DA.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: {
      ...PROSECUTOR, facts: [['PROSECUTING']], regimes: ['CHILD_WELFARE', 'COURT', 'LAW_ENFORCEMENT'],
      categories: ['IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'JUVENILE_JUSTICE', 'THIRD_PARTY'],
    },
    authorities: ['WIC_827', 'WIC_828'], effective: IN_FORCE,
    plain: 'The prosecutor of a filed case reads the juvenile file of the youth it is about.',
  },
  {
    id: 'R-03.DA.EXAM', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...PROSECUTOR, facts: [['PROSECUTING']], categories: ['ASSAULT_MEDICAL'], regimes: ['CHILD_WELFARE'] },
    authorities: ['WIC_827', 'CIV_56_10'], effective: IN_FORCE,
    plain: 'The prosecutor receives the report of the examination that the county holds; the provider\'s own record needs an order.',
  },
  {
    id: 'R-21.DA.REPORT', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...PROSECUTOR, facts: [['PROSECUTING']], categories: ['ABUSE_REPORT'] },
    authorities: ['PC_11167_5'], effective: IN_FORCE,
    plain: 'The prosecutor of a filed case receives the abuse report.',
  },
  {
    id: 'R-20.DA.REPORTER', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...PROSECUTOR, facts: [['PROSECUTING_REFERRAL']], categories: ['REPORTER_IDENTITY'] },
    authorities: ['PC_11167'], effective: IN_FORCE,
    plain: 'The prosecutor learns who made the report of which the filed case came, of that referral only.',
  },
];
