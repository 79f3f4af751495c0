import type { Category } from './category.js';

/**
 * What endangers a missing child, as far as 42 U.S.C. 671(a)(35)(B) has it told: pregnancy, prescription medication,
 * suicidal tendencies, vulnerability to being trafficked, and other health or risk factors. Of infections, HIV and
 * abortion there is no kind: the report never tells them (rule R-24).
 */
export const ENDANGERMENT_KINDS = [
  'PRESCRIPTION_MEDICATION', 'PREGNANCY', 'SUICIDAL_TENDENCY', 'TRAFFICKING_VULNERABILITY', 'MEDICAL_CONDITION', 'SUBSTANCE_USE',
  'DEVELOPMENTAL_DISABILITY',
] as const;
export type EndangermentKind = (typeof ENDANGERMENT_KINDS)[number];

/** What law a kind of fact is under, and whether it is told in words or by its being there. */
export interface EndangermentLaw {
  readonly category: Category;
  readonly inWords: boolean;
}

/** The law of each kind. */
export const ENDANGERMENT: Readonly<Record<EndangermentKind, EndangermentLaw>> = {
  PRESCRIPTION_MEDICATION: { category: 'GENERAL_MEDICAL', inWords: true },
  PREGNANCY: { category: 'REPRODUCTIVE_HEALTH', inWords: false },
  SUICIDAL_TENDENCY: { category: 'MENTAL_HEALTH', inWords: false },
  TRAFFICKING_VULNERABILITY: { category: 'CSEC_STATUS', inWords: false },
  MEDICAL_CONDITION: { category: 'GENERAL_MEDICAL', inWords: true },
  SUBSTANCE_USE: { category: 'SUBSTANCE_USE_OTHER', inWords: false },
  DEVELOPMENTAL_DISABILITY: { category: 'DEVELOPMENTAL_DISABILITY', inWords: false },
};

