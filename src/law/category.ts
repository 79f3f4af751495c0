/**
 * The thirty categories of information, by their ids of tables and their words of code and schema.
 * Source: confidentiality rules, section 2. Their order is that of their ids.
 */
export const CATEGORIES = [
  'IDENTITY_CORE', 'LOCATION', 'SAFE_AT_HOME_ADDRESS', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL',
  'REPORTER_IDENTITY', 'ABUSE_REPORT', 'MENTAL_HEALTH', 'PSYCHOTHERAPY_NOTES', 'SUBSTANCE_USE_PART2',
  'SUBSTANCE_USE_OTHER', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'ASSAULT_MEDICAL', 'GENERAL_MEDICAL',
  'EDUCATION', 'DEVELOPMENTAL_DISABILITY', 'SOGIE', 'IMMIGRATION', 'JUVENILE_JUSTICE', 'SEALED', 'PRIVILEGED',
  'CRIMINAL_RECORD', 'THIRD_PARTY', 'LIVE_INVESTIGATION', 'ADOPTION', 'WORKER_CONTACT', 'DEIDENTIFIED',
] as const;

export type Category = (typeof CATEGORIES)[number];

/** HL7 v3 Confidentiality, ordered U < L < M < N < R < V. */
export const CONFIDENTIALITY = ['U', 'L', 'M', 'N', 'R', 'V'] as const;
export type Confidentiality = (typeof CONFIDENTIALITY)[number];

/**
 * What a caller who is refused may learn. `state`: that the law withholds the category. `conceal`: nothing;
 * the answer has the shape of "no record" (rule G1).
 */
export type WhenWithheld = 'state' | 'conceal';

export interface CategoryFacts {
  /** C01 to C30. */
  readonly id: string;
  readonly title: string;
  readonly confidentiality: Confidentiality;
  /** HL7 v3 ActCode sensitivity codes, and `csec:` codes of `urn:ca:csec:sensitivity`. */
  readonly sensitivity: readonly string[];
  readonly whenWithheld: WhenWithheld;
}

const facts = (
  id: string, title: string, confidentiality: Confidentiality, sensitivity: readonly string[], whenWithheld: WhenWithheld = 'state',
): CategoryFacts => ({ id, title, confidentiality, sensitivity, whenWithheld });

/** Labels of each category. Authority: HL7 v3 ActCode and Confidentiality; concealment by rule G1. */
export const CATEGORY_FACTS: Readonly<Record<Category, CategoryFacts>> = {
  IDENTITY_CORE: facts('C01', 'Identity core', 'R', ['DEMO', 'DOB', 'IDS', 'ADOL']),
  LOCATION: facts('C02', 'Location and contact', 'R', ['PATLOC', 'LOCIS', 'LIVARG']),
  SAFE_AT_HOME_ADDRESS: facts('C03', 'Safe at Home actual address', 'V', ['PATLOC', 'csec:ACP']),
  CASE_FACTS: facts('C04', 'Child-welfare case facts', 'R', ['ADOL', 'csec:CWS']),
  CSEC_STATUS: facts('C05', 'CSEC status', 'R', ['VIO', 'csec:CSE']),
  EXPLOITATION_DETAIL: facts('C06', 'Exploitation detail', 'V', ['VIO', 'SDV', 'csec:CSE_DETAIL']),
  REPORTER_IDENTITY: facts('C07', 'Reporter identity', 'V', ['csec:REPORTER'], 'conceal'),
  ABUSE_REPORT: facts('C08', 'Abuse reports and the abuse index', 'V', ['csec:CANRA']),
  MENTAL_HEALTH: facts('C09', 'Mental health', 'R', ['MH', 'PSY', 'EMOTDIS']),
  PSYCHOTHERAPY_NOTES: facts('C10', 'Psychotherapy notes', 'V', ['PSYTHPN'], 'conceal'),
  SUBSTANCE_USE_PART2: facts('C11', 'Substance use, 42 CFR Part 2', 'V', ['SUD', 'ETHUD', 'OPIOIDUD', 'SSP'], 'conceal'),
  SUBSTANCE_USE_OTHER: facts('C12', 'Substance use, not Part 2', 'R', ['SUD']),
  REPRODUCTIVE_HEALTH: facts('C13', 'Reproductive health', 'V', ['SEX', 'PREGNANT'], 'conceal'),
  COMMUNICABLE_DISEASE: facts('C14', 'STI and communicable disease', 'R', ['STD'], 'conceal'),
  HIV: facts('C15', 'HIV', 'V', ['HIV'], 'conceal'),
  ASSAULT_MEDICAL: facts('C16', 'Sexual-assault medical', 'V', ['SDV', 'VIO']),
  GENERAL_MEDICAL: facts('C17', 'General medical and psychotropic medication', 'R', ['DIA', 'DRGIS']),
  EDUCATION: facts('C18', 'Education', 'R', ['csec:EDU']),
  DEVELOPMENTAL_DISABILITY: facts('C19', 'Developmental disability', 'R', ['DVD', 'COGN']),
  SOGIE: facts('C20', 'Sexual orientation and gender identity', 'V', ['GENDER', 'SEX']),
  IMMIGRATION: facts('C21', 'Immigration', 'V', ['csec:IMM'], 'conceal'),
  JUVENILE_JUSTICE: facts('C22', 'Juvenile justice, unsealed', 'R', ['csec:JJ'], 'conceal'),
  SEALED: facts('C23', 'Sealed or vacated', 'V', ['csec:SEALED'], 'conceal'),
  PRIVILEGED: facts('C24', 'Privileged counsellor communication', 'V', ['csec:PRIV'], 'conceal'),
  CRIMINAL_RECORD: facts('C25', 'Criminal-offender record information', 'V', ['csec:CORI']),
  THIRD_PARTY: facts('C26', 'Third parties', 'R', ['csec:3P'], 'conceal'),
  LIVE_INVESTIGATION: facts('C27', 'Live investigation', 'V', ['csec:INV']),
  ADOPTION: facts('C28', 'Adoption and resource-family approval', 'V', ['csec:ADOPT']),
  WORKER_CONTACT: facts('C29', 'Worker and provider contact', 'R', ['SSP']),
  DEIDENTIFIED: facts('C30', 'De-identified aggregate', 'L', ['DEID']),
};
