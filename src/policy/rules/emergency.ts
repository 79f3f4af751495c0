import type { Category } from '../../law/category.js';
import { IN_FORCE, type Rule } from '../rule.js';

const GLASS = ['BREAK_GLASS', 'EMERGENCY_TREATMENT'] as const;
const VERIFIED = 'CREDENTIAL_VERIFIED';

/** Never by breaking the glass (rule R-60). */
export const NEVER_BY_EMERGENCY: readonly Category[] = [
  'SAFE_AT_HOME_ADDRESS', 'REPORTER_IDENTITY', 'PSYCHOTHERAPY_NOTES', 'IMMIGRATION', 'SEALED', 'PRIVILEGED', 'CRIMINAL_RECORD',
  'LIVE_INVESTIGATION', 'ADOPTION', 'DEIDENTIFIED',
];

/** Breaking the glass (rule R-60): one person, one youth, four hours, reviewed afterwards. */
export const EMERGENCY_RULES: readonly Rule[] = [
  {
    id: 'R-60.NEVER', layer: 'FLOOR', effect: 'DENY', when: { categories: NEVER_BY_EMERGENCY, purposes: GLASS },
    authorities: ['GOV_6205', 'PC_11167', 'CFR_45_164_508', 'WIC_831', 'WIC_781', 'EVID_1010', 'PC_11105', 'EVID_1040', 'FAM_9200'],
    effective: IN_FORCE,
    plain: 'No emergency opens what is most closely kept.',
  },
  {
    id: 'R-60.CLINICIAN', layer: 'BASIS', effect: 'PERMIT', basis: 'EMERGENCY', extent: 'FULL',
    when: {
      roles: ['MENTAL_HEALTH'], agencyKinds: ['HOSPITAL', 'MENTAL_HEALTH'], purposes: GLASS, facts: [['EMERGENCY_MEDICAL', 'COVERED', VERIFIED]],
      categories: ['MENTAL_HEALTH', 'GENERAL_MEDICAL'],
    },
    authorities: ['CIV_56_10', 'CFR_45_164_506', 'CFR_45_164_512'], effective: IN_FORCE,
    plain: 'A clinician who treats the youth in an emergency learns what the treatment needs.',
  },
  {
    id: 'R-60.PART2', layer: 'BASIS', effect: 'PERMIT', basis: 'EMERGENCY', extent: 'FULL',
    when: {
      roles: ['MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM'], agencyKinds: ['HOSPITAL', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM'], purposes: GLASS,
      facts: [['EMERGENCY_MEDICAL', VERIFIED]], categories: ['SUBSTANCE_USE_PART2'],
    },
    authorities: ['CFR_42_2_51'], effective: IN_FORCE,
    plain: 'In a bona fide medical emergency a Part 2 record reaches medical personnel without consent, and is recorded at once.',
  },
  {
    id: 'R-60.SCHOOL.LE', layer: 'BASIS', effect: 'PERMIT', basis: 'EMERGENCY', extent: 'FULL',
    when: {
      roles: ['LAW_ENFORCEMENT'], agencyKinds: ['LAW_ENFORCEMENT'], purposes: ['BREAK_GLASS'], facts: [['EMERGENCY_AT_SCHOOL', VERIFIED]],
      categories: ['EDUCATION'],
    },
    authorities: ['CFR_34_99'], effective: IN_FORCE,
    plain: 'In a health or safety emergency law enforcement learns from the education record what protects the youth.',
  },
  {
    id: 'R-60.ON_CALL', layer: 'BASIS', effect: 'PERMIT', basis: 'EMERGENCY', extent: 'FULL',
    when: {
      roles: ['COUNTY_WORKER'], agencyKinds: ['CHILD_WELFARE'], purposes: ['BREAK_GLASS'], facts: [['EMERGENCY_MISSING', 'OWN_COUNTY', VERIFIED]],
      regimes: ['CHILD_WELFARE', 'COURT', 'LAW_ENFORCEMENT'],
      categories: ['IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'SUBSTANCE_USE_OTHER', 'WORKER_CONTACT'],
    },
    authorities: ['WIC_10850', 'WIC_18961_7'], effective: IN_FORCE, counsel: 'onCallWorkersBreakGlass',
    plain: 'The worker on call who protects a child in immediate danger reads the agency\'s record of it.',
  },
  {
    id: 'R-60.MISSING.IDENTITY', layer: 'BASIS', effect: 'PERMIT', basis: 'EMERGENCY', extent: 'FULL',
    when: {
      roles: ['LAW_ENFORCEMENT'], agencyKinds: ['LAW_ENFORCEMENT'], purposes: ['BREAK_GLASS'], facts: [['EMERGENCY_MISSING', VERIFIED]],
      categories: ['IDENTITY_CORE', 'LOCATION'],
    },
    authorities: ['USC_42_671_A_35', 'PC_14205'], effective: IN_FORCE, counsel: 'policeBreakGlassForMissing',
    plain: 'Of a child missing or in imminent danger law enforcement learns who it is and where it lived.',
  },
  {
    id: 'R-60.MISSING.FACTS', layer: 'BASIS', effect: 'PERMIT', basis: 'EMERGENCY', extent: 'MINIMUM',
    when: {
      roles: ['LAW_ENFORCEMENT'], agencyKinds: ['LAW_ENFORCEMENT'], purposes: ['BREAK_GLASS'], facts: [['EMERGENCY_MISSING', VERIFIED]],
      categories: ['CSEC_STATUS', 'EXPLOITATION_DETAIL'],
    },
    authorities: ['USC_42_671_A_35', 'PC_11166_J'], effective: IN_FORCE, counsel: 'policeBreakGlassForMissing',
    plain: 'Of a child missing or in imminent danger law enforcement learns in outline what exploitation threatens.',
  },
  {
    id: 'R-60.SCHOOL', layer: 'BASIS', effect: 'PERMIT', basis: 'EMERGENCY', extent: 'FULL',
    when: {
      roles: ['EDUCATION'], agencyKinds: ['EDUCATION'], purposes: ['BREAK_GLASS'], facts: [['EMERGENCY_AT_SCHOOL', VERIFIED]],
      categories: ['EDUCATION'],
    },
    authorities: ['CFR_34_99', 'EDC_49076'], effective: IN_FORCE, counsel: 'schoolsBreakGlass',
    plain: 'In a health or safety emergency a school reads the education record of a youth who is not enrolled with it.',
  },
  {
    id: 'R-60.REVIEW', layer: 'OBLIGATION', effect: 'OBLIGE', when: { bases: ['EMERGENCY'] },
    obligations: ['EMERGENCY_REVIEW', 'NO_ONWARD'], authorities: ['CFR_42_2_51', 'CFR_45_164_512'], effective: IN_FORCE,
    plain: 'What was opened in an emergency is reviewed within one business day and goes no further.',
  },
];
