import { IN_FORCE, type Rule } from '../rule.js';

const INVESTIGATOR = { roles: ['LAW_ENFORCEMENT'], agencyKinds: ['LAW_ENFORCEMENT'], purposes: ['INVESTIGATION'] } as const;

/** Law enforcement that investigates what was done to the youth, who is the victim (rules ). */
export const INVESTIGATOR_RULES: readonly Rule[] = [
  {
    id: 'R-03.LE.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: {
      ...INVESTIGATOR, regimes: ['CHILD_WELFARE', 'LAW_ENFORCEMENT'], facts: [['INVESTIGATING']],
      categories: ['IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL'],
    },
    authorities: ['WIC_827', 'WIC_828', 'WIC_10850'], effective: IN_FORCE,
    plain: 'The agency that investigates the youth\'s exploitation receives the facts of the case.',
  },
  {
    id: 'R-20.LE.INVESTIGATOR', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...INVESTIGATOR, categories: ['REPORTER_IDENTITY'], facts: [['INVESTIGATING_REFERRAL']] },
    authorities: ['PC_11167'], effective: IN_FORCE,
    plain: 'The agency that investigates a referral learns who reported it, of that referral only.',
  },
  {
    id: 'R-21.LE.REPORT', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...INVESTIGATOR, categories: ['ABUSE_REPORT'], facts: [['INVESTIGATING_REFERRAL']] },
    authorities: ['PC_11167_5', 'PC_11166_J'], effective: IN_FORCE,
    plain: 'The agency that investigates a referral receives the abuse report.',
  },
  {
    id: 'R-03.LE.EXAM', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...INVESTIGATOR, categories: ['ASSAULT_MEDICAL'], regimes: ['CHILD_WELFARE'], facts: [['INVESTIGATING']] },
    authorities: ['WIC_827', 'CIV_56_10'], effective: IN_FORCE,
    plain: 'The investigator receives the report of the examination that the county holds; the provider\'s own record needs an order.',
  },
  {
    id: 'R-04.LE.JUVENILE_JUSTICE', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...INVESTIGATOR, categories: ['JUVENILE_JUSTICE'], regimes: ['CHILD_WELFARE', 'LAW_ENFORCEMENT'], facts: [['INVESTIGATING']] },
    authorities: ['WIC_828', 'WIC_827'], effective: IN_FORCE,
    plain: 'The investigating agency receives what the official disposition of its case needs; the court\'s own file needs an order.',
  },
  {
    id: 'R-03.LE.THIRD_PARTY', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...INVESTIGATOR, categories: ['THIRD_PARTY'], facts: [['INVESTIGATING']] },
    authorities: ['WIC_827', 'WIC_10850'], effective: IN_FORCE,
    plain: 'The investigator learns who else appears in the exploitation that is investigated.',
  },
  {
    id: 'R-13.LE.AGREEMENT', layer: 'BASIS', effect: 'REQUIRE', basis: 'AGENCY', when: { roles: ['LAW_ENFORCEMENT'] },
    requires: [['AGREEMENT_LIVE']],
    authorities: ['WIC_16521_6'], effective: IN_FORCE, counsel: 'investigatorsNeedNoAgreement',
    plain: 'The investigating agency has an agreement in force with the youth\'s county.',
  },
];
