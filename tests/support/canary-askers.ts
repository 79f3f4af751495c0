import type { Category } from '../../src/law/category.js';
import { ANY, CW, all, texts, whole, within, type Asker, type Entry, type Grants } from './canary-grants.js';
import { AGENCY, STAFF_KEY } from './canary-youths.js';
import type { TestCaller } from './gateway.js';

/** A county's own worker over the agency's own record. */
const RECORD = all('NARRATIVE', CW, 'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'SUBSTANCE_USE_OTHER', 'WORKER_CONTACT');
const HEALTH = all('FULL', ANY, 'MENTAL_HEALTH', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY');
/** What the work on a case opens beside the record, to whoever carries or supervises it. */
const WORK = { ...all('FULL', CW, 'ABUSE_REPORT', 'JUVENILE_JUSTICE', 'THIRD_PARTY'), ...all('FULL', ['CHILD_WELFARE'], 'ASSAULT_MEDICAL') };
const IMMIGRATION = all('FULL', CW, 'IMMIGRATION');
const SCHOOL = all('FULL', ['CHILD_WELFARE', 'FERPA'], 'EDUCATION');
const VAULT = all('FULL', CW, 'SAFE_AT_HOME_ADDRESS');
/** Another county's worker over a youth whom his county supervises. */
const SUPERVISED = { ...all('FULL', CW, 'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'SUBSTANCE_USE_OTHER'), ...all('MINIMUM', CW, 'EXPLOITATION_DETAIL'), ...WORK };
/** Another county's worker over a youth whom his county asked for. */
const REQUESTED = all('FULL', CW, 'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'SUBSTANCE_USE_OTHER');
/** A clinic that treats the youth. */
const TREATING = {
  ...all('FULL', ANY, 'IDENTITY_CORE', 'CSEC_STATUS', 'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY'),
  ...all('MINIMUM', CW, 'LOCATION', 'CASE_FACTS'),
};
const PART2 = all('FULL', ['PART2'], 'SUBSTANCE_USE_PART2');
/** Notes of psychotherapy, by an instrument that releases nothing else. */
const NOTES = all('FULL', ['CMIA'], 'PSYCHOTHERAPY_NOTES');
const INVESTIGATING = {
  ...all('FULL', ['CHILD_WELFARE', 'LAW_ENFORCEMENT'], 'IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'JUVENILE_JUSTICE', 'THIRD_PARTY'),
  ...all('FULL', ['CHILD_WELFARE'], 'ASSAULT_MEDICAL'),
};
/** What a compelled report tells. */
const REPORTED = { ...whole('FULL', 'IDENTITY_CORE'), ...whole('MINIMUM', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'WORKER_CONTACT') };
/** What an order of the court opens, of some days. */
const ORDERED = texts(within(whole('FULL', 'CASE_FACTS')));
const REPORTS = all('FULL', CW, 'ABUSE_REPORT');
const TEAM = {
  ...all('FULL', CW, 'IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'SUBSTANCE_USE_OTHER', 'WORKER_CONTACT'),
  ...all('FULL', CW, 'ABUSE_REPORT', 'JUVENILE_JUSTICE'), ...all('FULL', ['CHILD_WELFARE'], 'ASSAULT_MEDICAL'),
  ...all('MINIMUM', CW, 'LOCATION', 'THIRD_PARTY'), ...all('FULL', ['LPS'], 'MENTAL_HEALTH'),
};
const less = (entry: Entry, category: Category): Entry => Object.fromEntries(Object.entries(entry).filter(([name]) => name !== category));

const countywide = (n: number): Readonly<Record<number, Grants>> => ({ [n]: { categories: RECORD } });
const OPEN_IN_19 = [1, 2, 3, 7, 8, 11, 12, 13, 14, 15, 16].map(countywide).reduce((one, other) => ({ ...one, ...other }));
const AT_WORK = { ...RECORD, ...texts({ ...WORK, ...IMMIGRATION, ...VAULT }) };
const CARRIED = [1, 2, 8].map((n) => ({ [n]: { categories: AT_WORK } })).reduce((one, other) => ({ ...one, ...other }));
const SUPERVISES = { 10: { categories: { ...SUPERVISED, ...IMMIGRATION } } };
/** For the management of a case: what its carrier reads of school and immigration, and of health while she is a minor. */
const MANAGED = { ...RECORD, ...texts({ ...WORK, ...IMMIGRATION, ...SCHOOL }) };
const CARRIER: TestCaller = { as: 'county-worker', staffKey: STAFF_KEY, privileges: [] };
const CLINIC = {
  1: { categories: TREATING }, 2: { categories: TREATING }, 7: { categories: less(TREATING, 'CSEC_STATUS') }, 8: { categories: TREATING },
};

/** The county's workers and its first partners, with their purposes; those who are released nothing stand here too. */
export const COUNTY_ASKERS: readonly Asker[] = [
  { name: 'county worker, countywide', caller: 'county-worker', purpose: 'CHILD_WELFARE', lists: '19', sees: { ...OPEN_IN_19, ...SUPERVISES } },
  {
    name: 'county worker, countywide, coordinating care', caller: 'county-worker', purpose: 'CARE_COORDINATION', lists: '19',
    sees: { ...OPEN_IN_19, 10: { categories: { ...SUPERVISED, ...HEALTH } } },
  },
  {
    name: 'county worker who carries the case', caller: CARRIER, purpose: 'CHILD_WELFARE',
    sees: { ...CARRIED, 1: { categories: AT_WORK, reporters: ['A'] }, 9: { categories: RECORD }, ...SUPERVISES },
  },
  {
    name: 'county worker who carries the case, managing it', caller: CARRIER, purpose: 'CASE_MANAGEMENT',
    sees: {
      8: { categories: MANAGED }, 1: { categories: { ...MANAGED, ...HEALTH } }, 2: { categories: { ...MANAGED, ...HEALTH } }, 9: { categories: RECORD },
      10: { categories: { ...SUPERVISED, ...IMMIGRATION, ...HEALTH } },
    },
  },
  {
    name: 'worker of the neighbouring county', caller: { as: 'county-worker', county: '33' }, purpose: 'CHILD_WELFARE', lists: '33',
    sees: { ...countywide(5), ...countywide(10), 13: { categories: REQUESTED } },
  },
  { name: 'clinician', caller: 'mental-health', purpose: 'TREATMENT', sees: { ...CLINIC, 1: { categories: { ...TREATING, ...PART2 } }, 16: { categories: NOTES } } },
  { name: 'clinician, coordinating care', caller: 'mental-health', purpose: 'CARE_COORDINATION', sees: CLINIC },
  {
    name: 'detective', caller: 'law-enforcement', purpose: 'INVESTIGATION',
    sees: { 1: { categories: { ...INVESTIGATING, ...REPORTS }, reporters: ['A'] }, 2: { categories: INVESTIGATING }, 13: { categories: REPORTED, report: 'EXPLOITATION' }, 15: { categories: ORDERED } },
  },
  { name: 'detective, for a missing child', caller: 'law-enforcement', purpose: 'MISSING_CHILD', sees: { 13: { categories: REPORTED, report: 'EXPLOITATION' }, 15: { categories: ORDERED } } },
  {
    name: 'provider', caller: 'provider', purpose: 'SERVICES',
    sees: {
      1: { categories: { ...all('MINIMUM', CW, 'IDENTITY_CORE', 'CSEC_STATUS'), ...all('FULL', CW, 'CASE_FACTS') } },
      6: { categories: all('FULL', ['LPS', 'CMIA'], 'MENTAL_HEALTH') },
      7: { categories: all('MINIMUM', CW, 'IDENTITY_CORE', 'LOCATION'), fields: ['Youth.lastName'] },
      8: { categories: all('MINIMUM', CW, 'CSEC_STATUS') },
      12: { categories: PART2 }, 15: { categories: within(all('FULL', CW, 'CASE_FACTS')) }, 16: { categories: within(all('FULL', CW, 'CASE_FACTS')) },
    },
  },
  { name: 'provider, coordinating care', caller: 'provider', purpose: 'CARE_COORDINATION', sees: {} },
  {
    name: 'team member', caller: 'mdt-member', purpose: 'MDT',
    sees: { 1: { categories: TEAM }, 2: { categories: TEAM }, 7: { categories: less(TEAM, 'CSEC_STATUS') } },
  },
  { name: 'county IT', caller: 'county-it', purpose: 'OPERATIONS', sees: {} },
  { name: 'clinic whose agreement lapsed', caller: { as: 'mental-health', agencyId: AGENCY.lapsed }, purpose: 'TREATMENT', sees: {} },
];
