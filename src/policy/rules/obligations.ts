import { ROLES } from '../../law/role.js';
import type { Category } from '../../law/category.js';
import { CLINICAL, PSYCHOTHERAPY } from '../psychotherapy.js';
import { IN_FORCE, type Rule } from '../rule.js';

const OUTSIDE_THE_COUNTY = ROLES.filter((role) => role !== 'COUNTY_WORKER');
const WELFARE_RECORD: readonly Category[] = [
  'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'REPORTER_IDENTITY', 'ABUSE_REPORT',
  'SUBSTANCE_USE_OTHER', 'JUVENILE_JUSTICE', 'THIRD_PARTY', 'WORKER_CONTACT',
];

/** What no parent inspects: who reported, and care and facts that the youth controls. */
const BARRED_TO_PARENTS: readonly Category[] = [
  'REPORTER_IDENTITY', 'PSYCHOTHERAPY_NOTES', 'SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'ASSAULT_MEDICAL',
  'SOGIE',
];

/** Duties that travel with a release (step 7), beside those of the topic's own file. */
export const OBLIGATION_RULES: readonly Rule[] = [
  {
    id: 'O.ALWAYS', layer: 'OBLIGATION', effect: 'OBLIGE', when: {},
    obligations: ['ACCOUNTING', 'PERSIST_LABELS', 'MIN_NECESSARY'],
    authorities: ['CFR_45_164_528', 'WIC_10850'], effective: IN_FORCE,
    plain: 'Every release is recorded and accounted for, and its labels stay with it.',
  },
  {
    id: 'O.827', layer: 'OBLIGATION', effect: 'OBLIGE',
    when: { categories: WELFARE_RECORD, roles: OUTSIDE_THE_COUNTY },
    obligations: ['NOTICE_827_10850'], authorities: ['WIC_827', 'WIC_10850'], effective: IN_FORCE,
    plain: 'Child-welfare information goes no further than WIC 827 and 10850 allow.',
  },
  {
    id: 'O.831', layer: 'OBLIGATION', effect: 'OBLIGE',
    when: { categories: WELFARE_RECORD, roles: OUTSIDE_THE_COUNTY },
    obligations: ['NOTICE_831'], authorities: ['WIC_831'], effective: IN_FORCE,
    plain: 'Juvenile information goes to no federal official without a juvenile-court order.',
  },
  {
    id: 'O.VICTIM', layer: 'OBLIGATION', effect: 'OBLIGE',
    when: { categories: WELFARE_RECORD, roles: ['LAW_ENFORCEMENT', 'DISTRICT_ATTORNEY', 'NCMEC'] },
    obligations: ['NOTICE_VICTIM'], authorities: ['SB_1322'], effective: IN_FORCE,
    plain: 'The youth is a victim.',
  },
  // Whatever she elected: who may not know that there is a victim learns nothing by it. Whose messages name a Doe is said where they are composed.
  {
    id: 'R-25.VICTIM_NAME', layer: 'OBLIGATION', effect: 'OBLIGE',
    when: { categories: ['IDENTITY_CORE'], roles: ['LAW_ENFORCEMENT', 'DISTRICT_ATTORNEY'] },
    obligations: ['NAME_NOT_PUBLIC'], authorities: ['PC_293'], effective: IN_FORCE,
    plain: 'In whatever becomes a public record the youth is Jane or John Doe, and has no address.',
  },
  {
    id: 'R-26.VICTIM_ADDRESS', layer: 'OBLIGATION', effect: 'OBLIGE',
    when: { categories: ['LOCATION'], roles: ['LAW_ENFORCEMENT', 'DISTRICT_ATTORNEY'] },
    obligations: ['NAME_NOT_PUBLIC', 'NO_ADDRESS_TO_DEFENSE'], authorities: ['PC_841_5', 'PC_293'], effective: IN_FORCE,
    plain: 'No defendant is told where the youth is: what goes to the defense goes without address and telephone number.',
  },
  {
    id: 'O.LPS', layer: 'OBLIGATION', effect: 'OBLIGE', when: { regimes: ['LPS'] },
    obligations: ['NOTICE_LPS'], authorities: ['WIC_5328', 'WIC_5328_04'], effective: IN_FORCE,
    plain: 'Public mental-health records serve coordination of care only, and are not evidence against the minor.',
  },
  {
    id: 'O.CMIA', layer: 'OBLIGATION', effect: 'OBLIGE', when: { regimes: ['CMIA'] },
    obligations: ['NOTICE_CMIA'], authorities: ['CIV_56_13', 'CIV_56_103'], effective: IN_FORCE,
    plain: 'Medical information goes no further without a new authorization or a law that allows it.',
  },
  {
    id: 'O.HIV', layer: 'OBLIGATION', effect: 'OBLIGE', when: { categories: ['HIV'] },
    obligations: ['NOTICE_HIV'], authorities: ['HSC_120975'], effective: IN_FORCE,
    plain: 'HIV information goes no further without a new authorization that names the recipient.',
  },
  {
    id: 'O.FERPA', layer: 'OBLIGATION', effect: 'OBLIGE', when: { regimes: ['FERPA'] },
    obligations: ['NOTICE_FERPA'], authorities: ['CFR_34_99', 'EDC_49076'], effective: IN_FORCE,
    plain: 'An education record goes no further without consent.',
  },
  {
    id: 'O.CONSENT_NEEDED', layer: 'OBLIGATION', effect: 'OBLIGE',
    when: { categories: ['PSYCHOTHERAPY_NOTES', 'REPRODUCTIVE_HEALTH', 'HIV', 'SOGIE'] },
    obligations: ['NO_DISCLOSURE_WITHOUT_CONSENT'], authorities: ['CFR_45_164_508', 'CIV_56_108', 'HSC_120975', 'WIC_16001_9'], effective: IN_FORCE,
    plain: 'What the youth alone controls is disclosed to nobody without the youth\'s consent.',
  },
  {
    id: 'O.NOT_TO_PARENT', layer: 'OBLIGATION', effect: 'OBLIGE',
    when: { categories: BARRED_TO_PARENTS, exceptRoles: ['YOUTH', 'FORMER_YOUTH', 'PARENT', 'CAREGIVER'] },
    obligations: ['NOT_TO_PARENT'], authorities: ['HSC_123115', 'PC_11167', 'CFR_42_2_14', 'WIC_16001_9'], effective: IN_FORCE,
    plain: 'What a parent has no right to inspect is shown to no parent or caregiver.',
  },
  {
    id: 'O.PRIVILEGED', layer: 'OBLIGATION', effect: 'OBLIGE', when: { categories: ['PRIVILEGED'] },
    obligations: ['NOT_TO_AUTHOR'], authorities: ['EVID_1038'], effective: IN_FORCE,
    plain: 'What was said in confidence is labelled so wherever it is.',
  },
  {
    id: 'O.CONSENT', layer: 'OBLIGATION', effect: 'OBLIGE', when: { bases: ['CONSENT'] },
    obligations: ['CONSENT_DIRECTIVE'], authorities: ['CIV_56_13', 'CFR_42_2_33'], effective: IN_FORCE,
    plain: 'What came by consent is used as the consent says.',
  },
  {
    id: 'O.56_104', layer: 'OBLIGATION', effect: 'OBLIGE',
    when: {
      categories: PSYCHOTHERAPY, regimes: ['CMIA'], bases: ['CONSENT'], exceptRoles: CLINICAL,
    },
    obligations: ['DELETE_BY', 'NO_REUSE'], authorities: ['CIV_56_104'], effective: IN_FORCE,
    plain: 'Outpatient psychotherapy information that no clinician asked for serves what was asked for and nothing else, and is returned or destroyed when its purpose or the consent ends.',
  },
  {
    id: 'O.COORDINATION', layer: 'OBLIGATION', effect: 'OBLIGE',
    when: { categories: ['MENTAL_HEALTH', 'GENERAL_MEDICAL'], bases: ['CARE_COORDINATION'] },
    obligations: ['NOTICE_LPS', 'NOTICE_CMIA', 'NO_ONWARD', 'NO_REUSE'], authorities: ['WIC_5328_04', 'CIV_56_103'], effective: IN_FORCE,
    plain: 'What came for coordination of care is locked to that purpose.',
  },
];
