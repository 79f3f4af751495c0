import type { LocalDate } from '../kernel/dates.js';
import type { RuleId } from './authority-entry.js';

/**
 * `ACL` All County Letter, `ACIN` All County Information Notice, `CFL` County Fiscal Letter, `RESOURCE` a template,
 * framework or report that goes with them.
 */
export type LetterKind = 'ACL' | 'ACIN' | 'CFL' | 'RESOURCE';

/** The sections of the California CSEC Policy Compendium. */
export const LETTER_TOPICS = {
  HARM_REDUCTION: 'Harm reduction series',
  INTERAGENCY_PROTOCOLS: 'Interagency protocols and allocations (SB 855, CSEC Program)',
  DECRIMINALIZATION: 'Decriminalization of youth impacted by exploitation (SB 1322, AB 2992)',
  MISSING_YOUTH: 'CSEC and missing or runaway youth: policies and procedures (SB 794)',
  RUNAWAY_PROTOCOLS: 'Runaway and missing youth: policies and procedures',
  DOCUMENTATION: 'Documenting exploited and at-risk youth in CWS/CMS',
  OTHER_GUIDANCE: 'Other related guidance',
} as const;
export type LetterTopic = keyof typeof LETTER_TOPICS;

/** Where a letter is listed. */
export const LETTER_SOURCES = {
  COMPENDIUM: 'California CSEC Policy Compendium',
  TOOLKIT: 'University of California, Davis, CSEC toolkit: legislation and guidance',
  CDSS: 'California Department of Social Services: protocols for missing youth',
  AUDITOR: 'California State Auditor, report 2021-112',
} as const;
export type LetterSource = keyof typeof LETTER_SOURCES;

/** A state fiscal year, July to June. */
export type FiscalYear = `${number}-${number}`;

/** What a letter allocates to the counties. Units: whole US dollars, as rounded by the compendium. */
export interface Allocation {
  readonly dollars: number;
  readonly forYear: FiscalYear;
}

/** One letter or document, as the register keeps it; titles are ours, for the letters were known by their listing. */
export interface LetterEntry {
  readonly id: string;
  readonly kind: LetterKind;
  readonly title: string;
  readonly topic: LetterTopic;
  /** Further sections that list the same letter. */
  readonly alsoUnder?: readonly LetterTopic[];
  /** The fiscal year under which the compendium files it. Absent: filed by topic only. */
  readonly fiscalYear?: FiscalYear;
  readonly issuedOn?: LocalDate;
  /** Ids of what it replaced or revised; only where the listing says so. */
  readonly replaces?: readonly string[];
  /** What was replaced, where it is less than the whole letter. */
  readonly replacedPart?: string;
  /** The letter that a document was sent with. */
  readonly accompanies?: string;
  readonly allocations?: readonly Allocation[];
  readonly source?: LetterSource;
  /** The compendium's spelling, where it differs from the id. */
  readonly printedAs?: string;
  readonly ruleIds?: readonly RuleId[];
}
