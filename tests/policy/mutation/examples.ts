import { localDate } from '../../../src/kernel/dates.js';
import type { Category } from '../../../src/law/category.js';
import type { Regime } from '../../../src/law/regime.js';
import type { AccessContext } from '../../../src/policy/access-context.js';
import type { CellDecision } from '../../../src/policy/decision.js';
import type { Facts } from '../../../src/policy/facts.js';
import type { Settings } from '../../../src/policy/settings.js';
import { report } from '../documents-on-file.js';
import { agency, asking, assignment, consentFor, facts, involvement, seat } from '../people.js';

/** A situation in which one rule decides: without it the cell comes out otherwise, if only for another reason. */
export interface Example {
  readonly rule: string;
  readonly says: string;
  readonly context: AccessContext;
  readonly about: Facts;
  readonly category: Category;
  readonly regime?: Regime;
  readonly settings?: Partial<Settings>;
  readonly expected: Partial<CellDecision>;
}

const WORKER = asking('COUNTY_WORKER');
const CARRIED = facts({ assignments: [assignment()] });
const CHILD_WELFARE = agency('CHILD_WELFARE');
const SHELTER = agency('COMMUNITY_PROVIDER');

const closed = (rule: string, reason: 'FLOOR' | 'CATEGORY_LAW'): Partial<CellDecision> => ({ outcome: 'D', reason, rules: [rule] });

/** What is closed to all, or to all but a few, whoever reaches the youth otherwise. */
const CLOSED: readonly Example[] = [
  {
    rule: 'R-10.ROLE', says: 'a federal official who asks through a body that is not federal', category: 'CASE_FACTS',
    context: asking('FEDERAL', { who: { agency: agency('COURT') } }), about: CARRIED, expected: closed('R-10.ROLE', 'FLOOR'),
  },
  { rule: 'R-28.SEALED', says: 'a sealed matter', context: WORKER, about: CARRIED, category: 'SEALED', regime: 'COURT', expected: closed('R-28.SEALED', 'FLOOR') },
  {
    rule: 'R-29.CORI', says: 'criminal-offender record information', context: asking('LAW_ENFORCEMENT'), about: facts(), category: 'CRIMINAL_RECORD',
    regime: 'LAW_ENFORCEMENT', expected: closed('R-29.CORI', 'FLOOR'),
  },
  {
    rule: 'R-30.VAULT', says: 'the address of a Safe at Home participant, though a consent names it', context: asking('PROVIDER'), category: 'SAFE_AT_HOME_ADDRESS',
    about: facts({ consents: [consentFor(SHELTER, { categories: ['SAFE_AT_HOME_ADDRESS'] })] }), expected: closed('R-30.VAULT', 'FLOOR'),
  },
  { rule: 'R-36.PRIVILEGE', says: 'what was told in confidence', context: WORKER, about: CARRIED, category: 'PRIVILEGED', expected: closed('R-36.PRIVILEGE', 'FLOOR') },
  {
    rule: 'R-31.LIVE_INVESTIGATION', says: 'the conduct of a live investigation', context: asking('LAW_ENFORCEMENT'), about: facts(), category: 'LIVE_INVESTIGATION',
    regime: 'LAW_ENFORCEMENT', expected: closed('R-31.LIVE_INVESTIGATION', 'FLOOR'),
  },
  { rule: 'R-55.ADOPTION', says: 'an adoption record', context: asking('PROVIDER'), about: facts(), category: 'ADOPTION', expected: closed('R-55.ADOPTION', 'FLOOR') },
  { rule: 'R-02.STATE', says: 'a statewide body', context: asking('STATE'), about: facts(), category: 'CASE_FACTS', expected: closed('R-02.STATE', 'FLOOR') },
  { rule: 'R-00.OPERATOR', says: 'an operator', context: asking('COUNTY_IT'), about: CARRIED, category: 'CASE_FACTS', expected: closed('R-00.OPERATOR', 'FLOOR') },
  {
    rule: 'R-00.ACCESS_MATRIX', says: 'a sensitive client, without the privilege', context: WORKER, category: 'CASE_FACTS',
    about: { ...CARRIED, subject: { ...CARRIED.subject, sensitivity: 'S' } }, expected: closed('R-00.ACCESS_MATRIX', 'FLOOR'),
  },
];

/** What the youth controls, asked by the worker of the case without a consent. */
const CONTROLLED: readonly Example[] = ([
  ['R-46.C13.CONSENT', 'REPRODUCTIVE_HEALTH', 'CHILD_WELFARE'], ['R-46.C14.CONSENT', 'COMMUNICABLE_DISEASE', 'CHILD_WELFARE'],
  ['R-44.C15.CONSENT', 'HIV', 'CHILD_WELFARE'], ['R-37.C10.CONSENT', 'PSYCHOTHERAPY_NOTES', 'LPS'], ['R-51.C20.CONSENT', 'SOGIE', 'CHILD_WELFARE'],
] as const).map(([rule, category, regime]) => ({
  rule, says: `${category} without a consent`, context: WORKER, about: CARRIED, category, regime, expected: closed(rule, 'CATEGORY_LAW'),
}));

const DEPENDENT = { bornOn: localDate('2007-03-01') };
const COORDINATED: Pick<Example, 'category' | 'settings' | 'expected'> = {
  category: 'MENTAL_HEALTH', settings: { careCoordinationCoversNonMinorDependents: true }, expected: { outcome: 'P', basis: 'CARE_COORDINATION', extent: 'FULL' },
};

/** What is released, and with which duties. */
const RELEASED: readonly Example[] = [
  {
    rule: 'C.NO_ONWARD', says: 'a consent that prohibits its recipients to disclose', context: asking('PROVIDER'), category: 'CASE_FACTS',
    about: facts({ consents: [consentFor(SHELTER, { redisclosure: 'PROHIBITED' })] }),
    expected: { outcome: 'P', basis: 'CONSENT', obligations: [
      'NOTICE_827_10850', 'NOTICE_831', 'CONSENT_DIRECTIVE', 'NO_ONWARD', 'MOU_REQUIRED', 'MIN_NECESSARY', 'ACCOUNTING', 'PERSIST_LABELS',
    ] },
  },
  {
    ...COORDINATED, rule: 'R-38.CW.DEPENDENT', says: 'a dependent who has turned eighteen, to the worker of the case', context: WORKER,
    about: { ...CARRIED, subject: { ...CARRIED.subject, ...DEPENDENT } },
  },
  {
    ...COORDINATED, rule: 'R-38.PHN.DEPENDENT', says: 'a dependent who has turned eighteen, to the nurse', context: asking('PUBLIC_HEALTH_NURSE'),
    about: facts({ subject: DEPENDENT, involvements: [involvement(agency('PUBLIC_HEALTH'), 'NURSING')] }),
  },
  {
    rule: 'R-46.NO_ONWARD', says: 'orientation on a consent that allows its recipients to disclose', context: WORKER, category: 'SOGIE',
    about: { ...CARRIED, consents: [consentFor(CHILD_WELFARE, { categories: ['SOGIE'], explicitMentions: ['SOGIE'], redisclosure: 'TO_NAMED' })] },
    expected: { outcome: 'P', basis: 'CONSENT', obligations: [
      'NO_DISCLOSURE_WITHOUT_CONSENT', 'NOT_TO_PARENT', 'CONSENT_DIRECTIVE', 'NO_ONWARD', 'MIN_NECESSARY', 'ACCOUNTING', 'PERSIST_LABELS',
    ] },
  },
  {
    rule: 'R-01.CW.NO_COUNTY', says: 'a client of no county, where counsel lets countywide read reach him', category: 'CASE_FACTS',
    context: asking('COUNTY_WORKER', { who: { privileges: ['COUNTYWIDE_READ'] } }), about: facts({ subject: { county: null } }),
    settings: { clientsWithoutCountyOpenCountywide: true }, expected: { outcome: 'P', basis: 'AGENCY', extent: 'FULL' },
  },
];

const POLICE = asking('LAW_ENFORCEMENT');
const SEARCHING = asking('LAW_ENFORCEMENT', { purpose: 'MISSING_CHILD' });
const TREATED = facts({ involvements: [involvement(agency('MENTAL_HEALTH'), 'TREATMENT')] });
const DUTIES = ['O.827', 'O.831', 'O.ALWAYS'] as const;

/** What travels with a release because of where the record came from, or on which basis it goes. */
const OWED: readonly Example[] = [
  {
    rule: 'O.LPS', says: 'public mental-health records, to a team', context: asking('MDT_MEMBER'), category: 'MENTAL_HEALTH', regime: 'LPS',
    about: facts({ seats: [seat(agency('PUBLIC_HEALTH'))] }), expected: { outcome: 'P', basis: 'TEAM', obligations: [
      'NOTICE_LPS', 'NOTICE_MDT', 'NO_PROSECUTION_OF_MINOR', 'MOU_REQUIRED', 'MIN_NECESSARY', 'ACCOUNTING', 'PERSIST_LABELS',
    ] },
  },
  {
    rule: 'O.CMIA', says: 'the records of a provider of health care, by consent', context: asking('PROVIDER'), category: 'MENTAL_HEALTH', regime: 'CMIA',
    about: facts({ consents: [consentFor(SHELTER)] }), expected: { outcome: 'P', basis: 'CONSENT', obligations: [
      'NOTICE_CMIA', 'CONSENT_DIRECTIVE', 'DELETE_BY', 'NO_ONWARD', 'NO_REUSE', 'MOU_REQUIRED', 'MIN_NECESSARY', 'ACCOUNTING', 'PERSIST_LABELS',
    ] },
  },
  {
    rule: 'O.COORDINATION', says: 'the county\'s note of health, for coordination of care', context: WORKER, about: CARRIED, category: 'MENTAL_HEALTH',
    expected: { outcome: 'P', basis: 'CARE_COORDINATION', obligations: [
      'NOTICE_LPS', 'NOTICE_CMIA', 'NO_ONWARD', 'NO_REUSE', 'MIN_NECESSARY', 'ACCOUNTING', 'PERSIST_LABELS',
    ] },
  },
  {
    rule: 'R-25.VICTIM_NAME', says: 'the name of a victim, to the police', context: POLICE, category: 'IDENTITY_CORE',
    about: facts({ mandates: [report(POLICE.caller, 'PC_11166_J')] }), expected: { outcome: 'P', basis: 'MANDATE', obligations: [
      'NOTICE_827_10850', 'NOTICE_831', 'NOTICE_VICTIM', 'NAME_NOT_PUBLIC', 'MIN_NECESSARY', 'ACCOUNTING', 'PERSIST_LABELS',
    ] },
  },
  {
    rule: 'R-26.VICTIM_ADDRESS', says: 'where a missing child was last, to the police', context: SEARCHING, category: 'LOCATION',
    about: facts({ mandates: [report(SEARCHING.caller, 'USC_42_671_A_35')] }), expected: { outcome: 'P', basis: 'MANDATE', obligations: [
      'NOTICE_827_10850', 'NOTICE_831', 'NOTICE_VICTIM', 'NAME_NOT_PUBLIC', 'NO_ADDRESS_TO_DEFENSE', 'MIN_NECESSARY', 'ACCOUNTING', 'PERSIST_LABELS',
    ] },
  },
];

/** Caps under which no permission reaches further today: they stand in the record of what decided. */
const CAPPED: readonly Example[] = [
  {
    rule: 'G6.COUNTY', says: 'health information to a county worker, without free text', context: WORKER, about: CARRIED, category: 'MENTAL_HEALTH',
    expected: { outcome: 'P', extent: 'FULL', rules: ['R-38.CW.HEALTH', 'G6.COUNTY', 'O.ALWAYS', 'O.COORDINATION'] },
  },
  {
    rule: 'G6.PARTNERS', says: 'a partner, without free text', context: asking('MENTAL_HEALTH'), about: TREATED, category: 'CSEC_STATUS',
    expected: { outcome: 'P', extent: 'FULL', rules: ['R-37.MH.TREATMENT', 'G6.PARTNERS', ...DUTIES] },
  },
  {
    rule: 'MIN.LOCATION', says: 'where the youth is, to a partner in outline', context: asking('MENTAL_HEALTH'), about: TREATED, category: 'LOCATION',
    expected: { outcome: 'P', extent: 'MINIMUM', rules: ['R-37.MH.CONTEXT', 'G6.PARTNERS', 'MIN.LOCATION', ...DUTIES] },
  },
  {
    rule: 'MIN.TREATING', says: 'the case, for treatment in outline', context: asking('MENTAL_HEALTH'), about: TREATED, category: 'CASE_FACTS',
    expected: { outcome: 'P', extent: 'MINIMUM', rules: ['R-37.MH.CONTEXT', 'G6.PARTNERS', 'MIN.TREATING', ...DUTIES] },
  },
];

export const EXAMPLES: readonly Example[] = [...CLOSED, ...CONTROLLED, ...RELEASED, ...OWED, ...CAPPED];
