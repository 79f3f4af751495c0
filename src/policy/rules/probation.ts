import { IN_FORCE, type Rule } from '../rule.js';

const PROBATION = { roles: ['PROBATION'], agencyKinds: ['PROBATION'] } as const;
const PURPOSES = ['CASE_MANAGEMENT', 'CARE_COORDINATION', 'MISSING_CHILD', 'COURT_PROCEEDING', 'INVESTIGATION'] as const;
const COORDINATION = ['CASE_MANAGEMENT', 'CARE_COORDINATION'] as const;
const HEALTH = ['MENTAL_HEALTH', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY'] as const;

/** The probation officer of the youth's case (rules ). */
export const PROBATION_RULES: readonly Rule[] = [
  {
    id: 'R-03.PROB.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: {
      ...PROBATION, purposes: PURPOSES, facts: [['ON_PROBATION']], regimes: ['CHILD_WELFARE', 'COURT', 'LAW_ENFORCEMENT'],
      categories: ['IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'SUBSTANCE_USE_OTHER', 'JUVENILE_JUSTICE'],
    },
    authorities: ['WIC_827', 'WIC_828', 'WIC_10850'], effective: IN_FORCE,
    plain: 'The probation department that supervises the youth reads the juvenile file.',
  },
  {
    id: 'R-03.PROB.THIRD_PARTY', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'MINIMUM',
    when: { ...PROBATION, purposes: PURPOSES, facts: [['ON_PROBATION']], categories: ['THIRD_PARTY'] },
    authorities: ['WIC_827', 'WIC_10850'], effective: IN_FORCE,
    plain: 'Of other people in the file the probation officer learns no more than their part in it.',
  },
  {
    id: 'R-20.PROB.INVESTIGATOR', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: {
      ...PROBATION, purposes: ['INVESTIGATION'], facts: [['INVESTIGATING_REFERRAL']], categories: ['REPORTER_IDENTITY', 'ABUSE_REPORT'],
    },
    authorities: ['PC_11167', 'PC_11167_5'], effective: IN_FORCE,
    plain: 'A probation department that investigates a referral reads the report and learns who made it, of that referral only.',
  },
  {
    id: 'R-38.PROB.HEALTH', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'FULL',
    when: { ...PROBATION, purposes: COORDINATION, facts: [['ON_PROBATION', 'SUBJECT_MINOR', 'AGREEMENT_LIVE']], categories: HEALTH },
    obligations: ['NO_ONWARD', 'NO_PROSECUTION_OF_MINOR'],
    authorities: ['CIV_56_103', 'WIC_5328_04'], effective: IN_FORCE,
    plain: 'The probation officer who supervises the minor coordinates the minor\'s care, and may use nothing of it against the minor.',
  },
  {
    id: 'R-38.PROB.DEPENDENT', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'FULL',
    when: { ...PROBATION, purposes: COORDINATION, facts: [['ON_PROBATION', 'SUBJECT_NON_MINOR_DEPENDENT', 'AGREEMENT_LIVE']], categories: HEALTH },
    obligations: ['NO_ONWARD', 'NO_PROSECUTION_OF_MINOR'],
    authorities: ['CIV_56_103', 'WIC_5328_04'], effective: IN_FORCE, counsel: 'careCoordinationCoversNonMinorDependents',
    plain: 'Coordination of care by probation goes on for a dependent who has turned eighteen.',
  },
  {
    id: 'R-50.PROB.EDUCATION', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...PROBATION, purposes: COORDINATION, facts: [['ON_PROBATION', 'EDUCATION_DUTY']], categories: ['EDUCATION'] },
    obligations: ['NO_ONWARD'], authorities: ['CFR_34_99', 'EDC_49076'], effective: IN_FORCE,
    plain: 'The probation officer who has the duty of the youth\'s education reads education records.',
  },
];
