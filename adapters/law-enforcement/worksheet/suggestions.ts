import { ageOn, countyDay, plusYears, type Instant } from '../../../src/kernel/dates.js';
import { isOngoing } from '../../partner-history.js';
import type { MissingChildReport } from '../missing-child-document.js';
import type { WorksheetCase } from './document.js';

/** A code that the officer may enter, what it means, and the released facts that it is suggested for. */
export interface Suggestion {
  readonly code: string;
  readonly meaning: string;
  readonly because: readonly string[];
}

/** Fields of the entry for which something is suggested. */
export type Suggested = 'MKE' | 'MNP' | 'MPC' | 'CMC' | 'DOE' | 'MIS' | 'MUPS_TYPE' | 'MUPS_AT_RISK';
export type Suggestions = Readonly<Record<Suggested, readonly Suggestion[]>>;

const MAJORITY = 18;

/**
 * What the released facts suggest, each an offer to the officer who decides. From a fact that was not released nothing
 * follows. Source: the codes of the NCIC Missing Person File; Penal Code 14205 for the California report.
 */
export function suggestionsOf(released: WorksheetCase, at: Instant): Suggestions {
  const report = released.missingChildReport;
  const kinds = (released.absences ?? []).filter(isOngoing).flatMap(({ kind }) => kind ?? []);
  const facts: Facts = {
    report, minor: isMinor(released, at), ranAway: kinds.includes('RAN_AWAY'), abducted: kinds.includes('ABDUCTED'),
    vulnerable: report?.vulnerableToTrafficking === true, disabled: report?.developmentalDisability === true,
  };
  return {
    MKE: messageKeys(facts),
    MNP: natureOf(facts),
    MPC: facts.ranAway && !facts.abducted ? [offer('R', 'Runaway', 'absence: ran away')] : [],
    CMC: report === null ? [] : cautionsOf(report),
    DOE: facts.minor && released.youth?.bornOn
      ? [offer(plusYears(released.youth.bornOn, MAJORITY).replaceAll('-', ''), 'Day on which the child turns 18', 'DOB')] : [],
    MIS: facts.vulnerable ? [offer(MISCELLANEOUS, 'No code for it is known to the sender', VULNERABLE)] : [],
    MUPS_TYPE: reportType(facts),
    MUPS_AT_RISK: atRisk(facts),
  };
}

interface Facts {
  readonly report: MissingChildReport | null;
  readonly minor: boolean;
  readonly ranAway: boolean;
  readonly abducted: boolean;
  readonly vulnerable: boolean;
  readonly disabled: boolean;
}

const VULNERABLE = 'vulnerable to being trafficked';
/** The report tells of the vulnerability alone: how to meet the child, and no claim of what was done to it. */
const MISCELLANEOUS = 'Vulnerable to being trafficked; to be treated as a victim.';
const offer = (code: string, meaning: string, ...because: readonly string[]): Suggestion => ({ code, meaning, because });

function isMinor({ youth }: WorksheetCase, at: Instant): boolean {
  return youth?.bornOn ? ageOn(youth.bornOn, countyDay(at)) < MAJORITY : false;
}

/** From no age, feature or condition does it follow that a child is missing. */
function natureOf({ report, ranAway, abducted }: Facts): readonly Suggestion[] {
  if (abducted) return [offer('CA', 'Child abduction', 'absence: abducted')];
  const grounds = [report === null ? null : 'report of a missing child', ranAway ? 'absence: ran away' : null].filter((ground) => ground !== null);
  return grounds.length === 0 ? [] : [offer('MP', 'Missing person', ...grounds)];
}

/** The first is the one proposed; endangered goes before juvenile, which fits none of the others. */
function messageKeys({ vulnerable, abducted, disabled, minor }: Facts): readonly Suggestion[] {
  return [
    ...(vulnerable ? [offer('EME', 'Endangered', VULNERABLE)] : []),
    ...(abducted ? [offer('EMI', 'Involuntary', 'absence: abducted')] : []),
    ...(disabled ? [offer('EMD', 'Disability', 'developmental disability')] : []),
    ...(minor ? [offer('EMJ', 'Juvenile', 'DOB')] : []),
  ];
}

/** Cautions that a condition is known by, in words of the closed list that the report may state. */
const CONDITIONS: readonly (readonly [string, string, RegExp])[] = [
  ['50', 'Heart condition', /\bheart|cardio|arrhythmia|long qt/i], ['60', 'Allergies', /allerg|anaphyla/i], ['65', 'Epilepsy', /epilep|seizure/i],
  ['85', 'Haemophiliac', /h(a?)emophili/i], ['90', 'Diabetic', /diabet(?!es insipidus)/i],
];

/** Caution and medical codes, from what the report states and from nothing else. */
function cautionsOf({ suicidalTendencies, prescriptionMedications, medicalConditions, substanceUse }: MissingChildReport): readonly Suggestion[] {
  const conditions = medicalConditions ?? [];
  return [
    ...CONDITIONS.filter(([, , words]) => conditions.some((condition) => words.test(condition)))
      .map(([code, meaning]) => offer(code, meaning, 'medical conditions')),
    ...(suicidalTendencies ? [offer('70', 'Suicidal', 'suicidal tendencies')] : []),
    ...((prescriptionMedications ?? []).length > 0 ? [offer('80', 'Medication required', 'prescription medication')] : []),
    ...(substanceUse ? [offer('01', 'Other: use of substances endangers the child', 'use of substances')] : []),
  ];
}

/** California's type of report. Which abduction it is the officer finds out. */
function reportType({ ranAway, abducted }: Facts): readonly Suggestion[] {
  if (abducted) {
    return ['Stranger abduction', 'Nonfamily abduction', 'Family abduction']
      .map((type) => offer(type, 'One of these, for the officer to find', 'absence: abducted'));
  }
  return ranAway ? [offer('Runaway', 'Runaway juvenile', 'absence: ran away')] : [];
}

/** Penal Code 14213: victim of a crime, in need of medical attention, mentally impaired, or abducted. */
function atRisk({ report, vulnerable, disabled, abducted }: Facts): readonly Suggestion[] {
  const grounds = [
    vulnerable ? VULNERABLE : null,
    [...report?.medicalConditions ?? [], ...report?.prescriptionMedications ?? []].length > 0 ? 'medical need' : null,
    disabled ? 'developmental disability' : null,
    abducted ? 'absence: abducted' : null,
  ].filter((ground) => ground !== null);
  return grounds.length === 0 ? [] : [offer('Yes', 'Missing person at risk', ...grounds)];
}
