import type { AuthorityId } from '../../law/authority-ids.js';
import type { RuleId } from '../../law/authority-entry.js';

/** A rule of the matrix that no row of its own decides by, and why none does. */
export interface RuleWithoutRow {
  readonly rule: RuleId;
  readonly title: string;
  /**
   * `ELSEWHERE`: the rows and checks named here do what it asks. `SCHEMA`: there is nothing in the schema or the register to
   * which it could apply. `MANUAL`: people do it, not the gateway. `NO_POWER`: it gives no right and takes none.
   */
  readonly because: 'ELSEWHERE' | 'SCHEMA' | 'MANUAL' | 'NO_POWER';
  /** Ids of the rows, consent checks and keys of a team that do what it asks. */
  readonly enforcedBy: readonly string[];
  readonly authorities: readonly AuthorityId[];
  readonly plain: string;
}

/** Every rule of the matrix without a row of its number: none is forgotten, and a reader sees what stands in its stead. */
export const RULES_WITHOUT_ROW: readonly RuleWithoutRow[] = [
  {
    rule: 'R-09', title: 'Integrated children\'s services programme', because: 'ELSEWHERE', enforcedBy: ['K01', 'K22', 'R-55.ADOPTION'], authorities: ['WIC_18986_46'],
    plain: 'Its one authorization is a form of consent, checked as every other; adoption records stay closed to it.',
  },
  {
    rule: 'R-11', title: 'Death or near death of a child', because: 'MANUAL', enforcedBy: [], authorities: ['WIC_10850_4'],
    plain: 'What the public may learn is redacted and handed out by people; no query answers the public.',
  },
  {
    rule: 'R-14', title: 'Identify, document and serve', because: 'NO_POWER', enforcedBy: [], authorities: ['SB_794', 'WIC_16501_35'],
    plain: 'It says what counties record, not who may read it; the Grid and both generations of project codes are read as they were recorded.',
  },
  {
    rule: 'R-15', title: 'An exploited minor is a victim', because: 'ELSEWHERE', enforcedBy: ['R-28.SEALED', 'R-29.CORI', 'O.VICTIM'],
    authorities: ['SB_1322', 'PC_236_14'],
    plain: 'The schema has no field for an arrest of the youth, no document that names one under former law is accepted, no synced text that is known to name one is told to anybody, and criminal records are closed to all.',
  },
  {
    rule: 'R-16', title: 'System-of-care agreement', because: 'ELSEWHERE', enforcedBy: ['R-13.LISTED.AGREEMENT', 'K30', 'R-62.AGREEMENT'], authorities: ['WIC_16521_6'],
    plain: 'An agreement opens nothing by itself; without one in force what asks for it stays closed.',
  },
  {
    rule: 'R-22', title: 'Child Abuse Central Index', because: 'SCHEMA', enforcedBy: [], authorities: ['PC_11170'],
    plain: 'The index is the Department of Justice\'s: no listing, and no absence of one, is kept or answered.',
  },
  {
    rule: 'R-27', title: 'What trafficking of a minor is', because: 'NO_POWER', enforcedBy: [], authorities: ['PC_236_1'],
    plain: 'A definition: who is recorded as exploited is a victim, without force, fraud or coercion being asked.',
  },
  {
    rule: 'R-34', title: 'Privilege of a sexual-assault counsellor', because: 'ELSEWHERE', enforcedBy: ['R-36.PRIVILEGE'], authorities: ['EVID_1035_4'],
    plain: 'What is privileged is closed to all, and no document of it is accepted.',
  },
  {
    rule: 'R-35', title: 'Privilege of a human-trafficking caseworker', because: 'ELSEWHERE', enforcedBy: ['R-36.PRIVILEGE'], authorities: ['EVID_1038'],
    plain: 'Of such an agency\'s work the dates and kinds of services alone are kept.',
  },
  {
    rule: 'R-40', title: 'Written request for outpatient psychotherapy', because: 'ELSEWHERE', enforcedBy: ['K01', 'O.56_104'], authorities: ['CIV_56_104'],
    plain: 'The request is an element of the consent, and its day of return or destruction goes with the release.',
  },
  {
    rule: 'R-41', title: 'Medical information in general', because: 'ELSEWHERE', enforcedBy: ['K01', 'K03', 'K05', 'O.CMIA'],
    authorities: ['CIV_56_10', 'CIV_56_11', 'CIV_56_13', 'CIV_56_15'],
    plain: 'Form, term and withdrawal are checked with the consent, and the notice of no further disclosure goes with the release.',
  },
  {
    rule: 'R-47', title: 'Other care of a dependent', because: 'ELSEWHERE', enforcedBy: ['K08', 'K11'], authorities: ['WIC_369'],
    plain: 'Who holds the power by order of the court is asked where a signature is checked.',
  },
  {
    rule: 'R-48', title: 'Psychotropic medication', because: 'ELSEWHERE', enforcedBy: ['R-03.COURT.FILED', 'R-03.MCOUN.FILED'], authorities: ['WIC_369_5'],
    plain: 'The court\'s authorization is part of the court\'s file, and read by whoever reads that.',
  },
  {
    rule: 'R-54', title: 'Developmental disability', because: 'ELSEWHERE', enforcedBy: ['K08', 'R-38.CARE.PASSPORT', 'C.CSP.RECORD'], authorities: ['WIC_4514'],
    plain: 'Records of a regional center open by consent, by order and for coordination of care; the section\'s own list of recipients opens nothing more.',
  },
  {
    rule: 'R-56', title: 'Court-ordered evaluations and lawyers\' material', because: 'ELSEWHERE', enforcedBy: ['R-36.PRIVILEGE', 'R-20.ENUMERATED'],
    authorities: ['EVID_730', 'EVID_1010', 'PC_11167'],
    plain: 'Lawyers\' material is privileged and reporters are closed; an evaluation that a court ordered is a kind of document of its own, shown by order of a court, to the court and in the county\'s own file alone.',
  },
  {
    rule: 'R-57', title: 'State guidance', because: 'NO_POWER', enforcedBy: [], authorities: ['CIV_56_10'],
    plain: 'Guidance binds nobody; the law that it explains has its own rows.',
  },
  {
    rule: 'R-58', title: 'Data Exchange Framework', because: 'NO_POWER', enforcedBy: [], authorities: ['CIV_56_101'],
    plain: 'A data-sharing agreement is a contract and opens nothing.',
  },
  {
    rule: 'R-62', title: 'Team membership', because: 'ELSEWHERE', enforcedBy: ['R-62.MEMBER', 'R-62.ASSIGNED', 'R-62.AGREEMENT', 'R-62.TRAINING', 'R-62.OPEN', 'R-62.AGENCY'],
    authorities: ['WIC_830'],
    plain: 'Every key of a seat is checked at every use.',
  },
];
