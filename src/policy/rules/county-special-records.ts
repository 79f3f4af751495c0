import { IN_FORCE, type Conditions, type Rule } from '../rule.js';
import { AGENCY_PURPOSES } from '../situation.js';

const WORKER = { roles: ['COUNTY_WORKER'], agencyKinds: ['CHILD_WELFARE'] } as const;
const OTHER = { roles: ['OTHER_COUNTY_WORKER'], agencyKinds: ['CHILD_WELFARE'] } as const;
const CARRIED: Conditions = [['OWN_COUNTY', 'CARRYING']];
const SHARED: Conditions = [['CARRYING'], ['SUPERVISING']];
const SCHOOLING = ['CARE_COORDINATION', 'CASE_MANAGEMENT'] as const;

/**
 * Parts of the county's record that a privilege to read does not open, but the work on the case (rules,
 * abuse reports, the report of an examination, immigration, juvenile justice, other people, school.
 */
export const COUNTY_SPECIAL_RULES: readonly Rule[] = [
  {
    id: 'R-21.CW.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...WORKER, purposes: AGENCY_PURPOSES, facts: CARRIED, categories: ['ABUSE_REPORT', 'JUVENILE_JUSTICE', 'THIRD_PARTY'] },
    authorities: ['WIC_10850', 'WIC_827', 'PC_11167_5'], effective: IN_FORCE,
    plain: 'The worker who carries the case reads abuse reports, juvenile-justice matters and what is on file of other people.',
  },
  {
    id: 'R-21.CW.TEXT', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'NARRATIVE',
    when: { ...WORKER, purposes: ['INVESTIGATION', 'CHILD_WELFARE'], facts: [['OWN_COUNTY', 'ASSIGNED_INVESTIGATOR']], categories: ['ABUSE_REPORT'] },
    authorities: ['PC_11167', 'PC_11167_5'], effective: IN_FORCE, counsel: 'investigatorReadsAbuseReportText',
    plain: 'The worker who investigates reads the words of the reports, which may name who made them.',
  },
  {
    id: 'R-01.CW.EXAM', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...WORKER, purposes: AGENCY_PURPOSES, facts: CARRIED, categories: ['ASSAULT_MEDICAL'], regimes: ['CHILD_WELFARE'] },
    authorities: ['WIC_10850', 'WIC_827'], effective: IN_FORCE,
    plain: 'The worker who carries the case reads the report of the examination that the county holds.',
  },
  {
    id: 'R-50.CW.EDUCATION', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...WORKER, purposes: SCHOOLING, facts: [['OWN_COUNTY', 'CARRYING_CASE']], categories: ['EDUCATION'] },
    obligations: ['NO_ONWARD'], authorities: ['CFR_34_99', 'EDC_49076'], effective: IN_FORCE,
    plain: 'The worker who carries the case sees to the youth\'s schooling and reads education records.',
  },
  {
    id: 'R-01.CW.IMMIGRATION', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...WORKER, purposes: ['CHILD_WELFARE', 'CASE_MANAGEMENT'], facts: [['OWN_COUNTY', 'CARRYING_CASE']], categories: ['IMMIGRATION'] },
    obligations: ['NO_ONWARD'], authorities: ['WIC_10850', 'WIC_831', 'GOV_7284'], effective: IN_FORCE,
    plain: 'A worker reads of immigration what his own work on the case rests on.',
  },
  {
    id: 'R-55.CW.ADOPTION', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...WORKER, purposes: ['CHILD_WELFARE', 'CASE_MANAGEMENT'], facts: [['OWN_COUNTY', 'CARRYING_CASE']], categories: ['ADOPTION'] },
    authorities: ['FAM_9200', 'WIC_10850'], effective: IN_FORCE, counsel: 'adoptionFileOpensToCaseWorker',
    plain: 'Where the county has no adoption unit of its own, the worker who carries the case is the unit.',
  },
  {
    id: 'R-61.XCW.SPECIAL', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...OTHER, purposes: AGENCY_PURPOSES, facts: SHARED, categories: ['ABUSE_REPORT', 'JUVENILE_JUSTICE', 'THIRD_PARTY'] },
    authorities: ['WIC_10850', 'WIC_827', 'PC_11167_5'], effective: IN_FORCE,
    plain: 'Another county\'s worker who shares or supervises the case reads the same parts of the record.',
  },
  {
    id: 'R-61.XCW.EXAM', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...OTHER, purposes: AGENCY_PURPOSES, facts: SHARED, categories: ['ASSAULT_MEDICAL'], regimes: ['CHILD_WELFARE'] },
    authorities: ['WIC_10850', 'WIC_827'], effective: IN_FORCE,
    plain: 'Another county\'s worker who shares or supervises the case reads the report of the examination.',
  },
  {
    id: 'R-61.XCW.IMMIGRATION', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...OTHER, purposes: ['CHILD_WELFARE', 'CASE_MANAGEMENT'], facts: SHARED, categories: ['IMMIGRATION'] },
    obligations: ['NO_ONWARD'], authorities: ['WIC_10850', 'WIC_831', 'GOV_7284'], effective: IN_FORCE,
    plain: 'Another county\'s worker who shares or supervises the case reads of immigration what that work rests on.',
  },
  {
    id: 'R-61.XCW.TRANSFER', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...OTHER, purposes: SCHOOLING, facts: [['SUPERVISING', 'EDUCATION_DUTY']], categories: ['EDUCATION'] },
    obligations: ['NO_ONWARD'], authorities: ['CFR_34_99', 'EDC_49076', 'WIC_10850'], effective: IN_FORCE,
    plain: 'When the youth moves school with the placement, the county that supervises reads the education record.',
  },
];
