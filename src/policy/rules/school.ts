import { IN_FORCE, type Rule } from '../rule.js';

const SCHOOL = {
  roles: ['EDUCATION'], agencyKinds: ['EDUCATION'], purposes: ['SERVICES', 'CARE_COORDINATION'],
  facts: [['SCHOOLING', 'SUBJECT_MINOR'], ['SCHOOLING', 'SUBJECT_NON_MINOR_DEPENDENT']],
} as const;

/** The school's designee, where the youth is enrolled (rules ): educational needs and nothing else. */
export const SCHOOL_RULES: readonly Rule[] = [
  {
    id: 'R-50.EDU.IDENTITY', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...SCHOOL, categories: ['IDENTITY_CORE'] },
    authorities: ['WIC_827', 'EDC_49076'], effective: IN_FORCE,
    plain: 'The school of enrolment knows who its pupil is.',
  },
  {
    id: 'R-50.EDU.ENROLMENT', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'MINIMUM',
    when: { ...SCHOOL, categories: ['LOCATION', 'CASE_FACTS'] },
    authorities: ['WIC_827', 'EDC_49076'], effective: IN_FORCE,
    plain: 'For enrolment the school learns the county of residence and that there is a case.',
  },
  {
    id: 'R-50.EDU.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...SCHOOL, categories: ['EDUCATION'] },
    obligations: ['NO_ONWARD'], authorities: ['CFR_34_99', 'EDC_49076'], effective: IN_FORCE,
    plain: 'The school reads the education record of its pupil.',
  },
  {
    id: 'R-03.EDU.NOTICE', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'MINIMUM',
    when: { ...SCHOOL, categories: ['JUVENILE_JUSTICE'], regimes: ['COURT'] },
    obligations: ['NO_ONWARD'], authorities: ['WIC_827'], effective: IN_FORCE, counsel: 'schoolNoticeUnder827b',
    plain: 'The superintendent\'s designee is told of an offence only what the notice of the court to schools holds.',
  },
];
