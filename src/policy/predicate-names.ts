/**
 * The closed list of facts that a rule may ask for, each in one sentence. Those of `CELL_PREDICATES` depend on the
 * category and regime asked for, the others on the caller and the subject alone.
 */
export const PREDICATES_IN_WORDS = {
  FEDERAL_RECIPIENT: 'the caller\'s agency is a federal body',
  RECIPIENT_OUT_OF_STATE: 'the caller\'s agency is outside California',
  CREDENTIAL_VERIFIED: 'the caller was identified by two factors or by its system\'s key',
  COVERED: 'the caller\'s agency is a HIPAA covered entity or business associate',
  AGREEMENT_LIVE: 'the caller\'s agency has an agreement in force with the youth\'s county for this purpose',
  OWN_COUNTY: 'the youth is a client of the caller\'s county',
  NO_COUNTY: 'no case or referral places the youth in a county',
  STATE_STAFF: 'the caller is staff of the State of California',
  COUNTYWIDE_READ: 'the caller may read all clients of the county',
  STATEWIDE_READ: 'the caller may read clients of every county',
  ASSIGNED: 'the caller is assigned to a case or referral of the youth now, if only to read it',
  CARRYING: 'the caller carries a case or referral of the youth now, to act on it',
  CARRYING_CASE: 'the caller carries a case of the youth now, to act on it',
  PRIMARY_INVESTIGATOR: 'the caller is the primary worker of a referral of the youth now',
  ASSIGNED_INVESTIGATOR: 'the caller is assigned now to investigate a referral of the youth',
  SUPERVISING: 'the caller\'s agency supervises the youth now',
  REQUESTING: 'the caller\'s agency has a request for the youth\'s record on file now',
  TREATING: 'the caller\'s agency treats the youth now',
  ON_PROBATION: 'the caller\'s agency supervises the youth on probation now',
  NURSING: 'the caller\'s agency is the foster-care nurse of the youth now',
  PROSECUTING: 'the caller\'s agency prosecutes a filed case about the youth now',
  PROSECUTING_REFERRAL: 'the caller\'s agency prosecutes a filed case that came of a referral of the youth now',
  SCHOOLING: 'the youth is enrolled with the caller\'s agency now',
  HEARING: 'the caller\'s court hears the case of the youth now',
  HEARING_REFERRAL: 'the caller\'s court hears a case that came of a referral of the youth now',
  REPRESENTING: 'the caller is appointed for the youth now',
  REPRESENTING_REFERRAL: 'the caller is appointed for the youth now in a case that came of a referral',
  EDUCATION_DUTY: 'the caller\'s relation to the youth carries the rights or the duty of education',
  PARENT: 'the caller is a parent or guardian of the youth whose rights stand',
  SAFETY_FLAGGED: 'a safety flag stands against the parent',
  CARING: 'the caller cares for the youth now',
  IS_SUBJECT: 'the caller is the youth',
  INVESTIGATING: 'the caller\'s agency investigates now what was done to the youth',
  INVESTIGATING_REFERRAL: 'the caller\'s agency investigates a referral of the youth now',
  TEAM_LIVE: 'the caller holds a live seat in a team assigned to the youth, with every key of the county\'s protocol',
  SUBJECT_UNDER_TWELVE: 'the youth is under twelve',
  SUBJECT_WITH_PARENT: 'the youth is not removed from the parent',
  PARENT_AUTHORIZED_BY_COURT: 'an order in force lets this parent sign for the youth\'s mental-health records',
  SUBJECT_MINOR: 'the youth is under eighteen',
  SUBJECT_NON_MINOR_DEPENDENT: 'the youth is a non-minor dependent',
  SUBJECT_SEALED: 'the county sealed this client',
  CLOSED_BY_SENSITIVITY: 'the county\'s access matrix closes this client to the caller',
  CONSENT_COVERS: 'one valid consent names the caller, the category and the purpose',
  CONSENT_PROHIBITS_REDISCLOSURE: 'the consent relied on prohibits further disclosure',
  REFUSED: 'the person who controls the record refused or narrowed its release',
} as const satisfies Record<string, string>;

export type PredicateName = keyof typeof PREDICATES_IN_WORDS;
export const PREDICATE_NAMES = Object.keys(PREDICATES_IN_WORDS) as PredicateName[];

export const CELL_PREDICATES = ['CONSENT_COVERS', 'CONSENT_PROHIBITS_REDISCLOSURE', 'REFUSED'] as const satisfies readonly PredicateName[];
