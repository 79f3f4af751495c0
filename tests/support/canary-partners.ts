import type { Category } from '../../src/law/category.js';
import { COUNTY_ASKERS } from './canary-askers.js';
import { ANY, CW, all, hearing, texts, whole, within, type Asker, type Entry } from './canary-grants.js';
import { AGENCY, FAMILY_MEMBER, SPECIAL_TEAM } from './canary-youths.js';
import { CALLER, type ScenarioCaller } from './scenario-people.js';

const HEALTH = all('FULL', ANY, 'MENTAL_HEALTH', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY');
/** What the county itself holds of health and school, and not a provider or a school. */
const FILED = all(
  'FULL', ['CHILD_WELFARE'], 'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER', 'ASSAULT_MEDICAL', 'GENERAL_MEDICAL', 'EDUCATION', 'DEVELOPMENTAL_DISABILITY',
);
const FILE = whole(
  'FULL', 'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'ABUSE_REPORT', 'JUVENILE_JUSTICE', 'THIRD_PARTY', 'ADOPTION',
);
const PROBATION = {
  ...all('FULL', CW, 'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'SUBSTANCE_USE_OTHER', 'JUVENILE_JUSTICE'), ...whole('MINIMUM', 'THIRD_PARTY'),
};
const NURSING = {
  ...all('FULL', ['CHILD_WELFARE'], 'IDENTITY_CORE', 'LOCATION', 'CSEC_STATUS', 'SUBSTANCE_USE_OTHER'), ...whole('MINIMUM', 'CASE_FACTS'), ...HEALTH,
  ...whole('FULL', 'ASSAULT_MEDICAL'),
};
const PROSECUTING = {
  ...all('FULL', CW, 'IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'ABUSE_REPORT', 'JUVENILE_JUSTICE', 'THIRD_PARTY'),
  ...all('FULL', ['CHILD_WELFARE'], 'ASSAULT_MEDICAL'),
};
const SCHOOLING = { ...whole('FULL', 'IDENTITY_CORE', 'EDUCATION'), ...whole('MINIMUM', 'LOCATION', 'CASE_FACTS') };
const INVESTIGATION_TEAM = {
  ...hearing(SPECIAL_TEAM.investigation, all('FULL', CW, 'IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'WORKER_CONTACT', 'LOCATION')),
  ...all('FULL', CW, 'ABUSE_REPORT', 'SUBSTANCE_USE_OTHER', 'ASSAULT_MEDICAL', 'JUVENILE_JUSTICE'), ...all('FULL', ['LPS'], 'MENTAL_HEALTH'),
  ...whole('MINIMUM', 'THIRD_PARTY'),
};
const PARENT = {
  ...all('FULL', ['CHILD_WELFARE', 'COURT'], 'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'JUVENILE_JUSTICE'),
  ...all('MINIMUM', ['CHILD_WELFARE'], 'EXPLOITATION_DETAIL'), ...all('FULL', ['CHILD_WELFARE'], 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY'),
  ...whole('FULL', 'EDUCATION'),
};
const CARE = {
  ...whole('FULL', 'IDENTITY_CORE', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY', 'EDUCATION'), ...whole('MINIMUM', 'CASE_FACTS', 'MENTAL_HEALTH'),
};
const OWN: readonly Category[] = [
  'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2', 'SUBSTANCE_USE_OTHER',
  'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'ASSAULT_MEDICAL', 'GENERAL_MEDICAL', 'EDUCATION', 'DEVELOPMENTAL_DISABILITY', 'SOGIE', 'IMMIGRATION',
  'JUVENILE_JUSTICE',
];
/** What the report of a missing child tells the clearinghouse. */
const MISSING = {
  ...whole('FULL', 'IDENTITY_CORE'), ...whole(
    'MINIMUM', 'LOCATION', 'CSEC_STATUS', 'WORKER_CONTACT', 'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER', 'REPRODUCTIVE_HEALTH', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY',
  ),
};
/** What the releases of youth 13 name, by the law of the county's record. */
const RELEASED = all('FULL', CW, 'IDENTITY_CORE', 'CSEC_STATUS', 'CASE_FACTS');

const of13 = (categories: Entry, beside: Omit<Asker['sees'][number], 'categories'> = {}): Asker['sees'] => ({ 13: { categories, ...beside } });
const asks = (name: string, caller: ScenarioCaller, sees: Asker['sees'], purpose = caller.purpose): Asker => ({ name, caller, purpose, sees });

const FAMILY: ScenarioCaller = { personId: FAMILY_MEMBER, agencyId: AGENCY.clinic, role: 'CFT_MEMBER', purpose: 'CARE_COORDINATION', county: '19' };

/** Every other role that can hold a token, on every other basis. */
const PARTNER_ASKERS: readonly Asker[] = [
  asks('probation officer', CALLER.probationOfficer, of13({ ...PROBATION, ...HEALTH })),
  asks('probation officer, in court', CALLER.probationOfficer, of13(PROBATION), 'COURT_PROCEEDING'),
  asks('nurse', CALLER.nurse, { ...of13(NURSING), 15: { categories: NURSING } }),
  asks('counsellor of the programme', CALLER.counsellor, of13(whole('FULL', 'SUBSTANCE_USE_OTHER', 'SUBSTANCE_USE_PART2'))),
  asks('counsellor of the programme, in an emergency that another opened', CALLER.counsellor, {}, 'EMERGENCY_TREATMENT'),
  asks('caseworker against trafficking', CALLER.traffickingCaseworker, {
    ...of13(all('FULL', CW, 'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS')), 15: { categories: within(all('FULL', CW, 'CASE_FACTS')) },
    16: { categories: within(all('FULL', CW, 'CASE_FACTS')) },
  }),
  asks('member of the team against trafficking', CALLER.traffickingMember, of13(RELEASED)),
  asks('detective in the team of the investigation', CALLER.detectiveInTeam, of13(INVESTIGATION_TEAM)),
  asks('interviewer of the advocacy center', CALLER.interviewer, {}),
  asks('member of the family\'s team', FAMILY, of13(RELEASED)),
  asks('member of the family\'s team, with a password only', { ...FAMILY, credential: 'password' }, {}),
  asks('prosecutor', CALLER.prosecutor, of13({ ...PROSECUTING, ...texts(whole('FULL', 'LOCATION')) }, { reporters: ['A'] })),
  asks('school', CALLER.school, of13(SCHOOLING)),
  asks('court', CALLER.court, of13({ ...FILE, ...FILED, ...texts(whole('FULL', 'HIV', 'SUBSTANCE_USE_PART2')) }, { reporters: ['A'] })),
  asks('minor\'s counsel', CALLER.attorney, of13({ ...FILE, ...FILED, ...whole('FULL', 'IMMIGRATION') }, { reporters: ['A'] })),
  asks('mother with educational rights', CALLER.mother, of13(PARENT, { notMinors: true })),
  asks('father against whom a flag stands', CALLER.father, of13(whole('MINIMUM', 'IDENTITY_CORE', 'CASE_FACTS'))),
  asks('caregiver', CALLER.caregiver, of13(CARE, { notMinors: true })),
  asks('youth, of her own file now and of that of her childhood', CALLER.youth, {
    ...of13(texts({ ...whole('FULL', ...OWN), ...whole('MINIMUM', 'ABUSE_REPORT') })), 14: { categories: texts(whole('FULL', ...OWN, 'ABUSE_REPORT')), noHomes: true },
  }),
  asks('clearinghouse', CALLER.clearinghouse, of13(MISSING, { report: 'MISSING' })),
  asks('federal officer with an order', CALLER.federalOfficer, {}),
  asks('analyst of the State', CALLER.stateAnalyst, {}),
  asks('physician who broke the glass', CALLER.physician, of13(whole('FULL', 'MENTAL_HEALTH', 'GENERAL_MEDICAL', 'SUBSTANCE_USE_PART2'))),
  asks('physician who broke the glass, treating', CALLER.physician, {}, 'TREATMENT'),
  asks('provider whose agreement ended', CALLER.lapsedAdvocate, {}),
  asks('detective of another state', CALLER.outOfStateDetective, {}),
];

/** Callers and purposes of the proofs. */
export const ASKERS: readonly Asker[] = [...COUNTY_ASKERS, ...PARTNER_ASKERS];
