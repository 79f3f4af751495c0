import { IN_FORCE, type Rule } from '../rule.js';

/** Agencies that WIC 827 lists work with the county under an agreement too (rule R-13). */
export const LISTED_AGREEMENT_RULES: readonly Rule[] = [
  {
    id: 'R-13.LISTED.AGREEMENT', layer: 'BASIS', effect: 'REQUIRE', basis: 'AGENCY',
    when: { roles: ['PROBATION', 'PUBLIC_HEALTH_NURSE', 'DISTRICT_ATTORNEY', 'EDUCATION'] }, requires: [['AGREEMENT_LIVE']],
    authorities: ['WIC_16521_6'], effective: IN_FORCE, counsel: 'listedAgenciesNeedNoAgreement',
    plain: 'The listed agency has an agreement in force with the youth\'s county.',
  },
];
