import { ROLES } from '../../law/role.js';
import type { Category } from '../../law/category.js';
import { IN_FORCE, type Rule } from '../rule.js';

const OUTSIDE_THE_COUNTY = ROLES.filter((role) => role !== 'COUNTY_WORKER');
const WELFARE_RECORD: readonly Category[] = [
  'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'REPORTER_IDENTITY', 'ABUSE_REPORT',
  'SUBSTANCE_USE_OTHER', 'JUVENILE_JUSTICE', 'THIRD_PARTY', 'WORKER_CONTACT',
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
    when: { categories: WELFARE_RECORD, roles: ['LAW_ENFORCEMENT', 'DISTRICT_ATTORNEY'] },
    obligations: ['NOTICE_VICTIM'], authorities: ['SB_1322'], effective: IN_FORCE,
    plain: 'The youth is a victim.',
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
    id: 'O.COORDINATION', layer: 'OBLIGATION', effect: 'OBLIGE',
    when: { categories: ['MENTAL_HEALTH', 'GENERAL_MEDICAL'], bases: ['CARE_COORDINATION'] },
    obligations: ['NOTICE_LPS', 'NOTICE_CMIA', 'NO_ONWARD'], authorities: ['WIC_5328_04', 'CIV_56_103'], effective: IN_FORCE,
    plain: 'What came for coordination of care is locked to that purpose.',
  },
];
