import { plusYears } from '../../kernel/dates.js';
import type { Cell } from '../../law/category-regimes.js';
import { agreementInForce } from '../relations/agreement-in-force.js';
import { approved } from '../relations/approvals.js';
import type { ConsentReview } from '../consents/consent-review.js';
import { orderCovers } from '../relations/court-orders.js';
import { emergencyOpen, REASONS_OF } from '../relations/emergencies.js';
import { NO, NOT_KNOWN, certain, yesUntil, type Finding } from './finding.js';
import { indexDesignated } from '../relations/index-plane.js';
import { reportLive } from '../relations/mandates.js';
import type { PredicateName } from './predicate-names.js';
import { educationDuty, isSubject, parentAuthorized, parentWithRights, personalRepresentative, safetyFlagged, underTwelve } from '../relations/persons.js';
import { assigned, assignedInvestigator, carrying, carryingCase, involved, primaryInvestigator } from '../relations/relations.js';
import { closedBySensitivity } from '../relations/sensitivity-matrix.js';
import { ageEnds, type Situation } from '../situation.js';
import { teamLive } from '../relations/team-checks.js';
import { familyTeamConsentCovers, traffickingTeamConsentCovers } from '../consents/team-consents.js';
import { STATE_COUNTY } from '../relations/role-towards.js';
import type { SubjectStatus } from '../relations/subject-status.js';

/** How one predicate is found. Pure; may throw on facts of the wrong shape, which withholds. */
export type Predicate = (situation: Situation, cell: Cell, review: ConsentReview) => Finding;

export type Predicates = Readonly<Record<PredicateName, Predicate>>;

const privileged = (name: 'COUNTYWIDE_READ' | 'STATEWIDE_READ'): Predicate =>
  ({ context }) => certain(context.caller.privileges.includes(name));

const standing = (status: SubjectStatus, outgrownAt: number): Predicate => (situation) => {
  const { facts, day, birthDateOpen } = situation;
  if (situation.status === 'UNKNOWN') return NOT_KNOWN;
  if (situation.status !== status || facts.subject.bornOn === null) return NO;
  return yesUntil(ageEnds(plusYears(facts.subject.bornOn, outgrownAt), day, birthDateOpen));
};

/** The meaning of every predicate name. */
export const PREDICATES: Predicates = {
  FEDERAL_RECIPIENT: ({ context }) => certain(context.caller.agency.kind === 'FEDERAL'),
  RECIPIENT_OUT_OF_STATE: ({ context }) => certain(context.caller.agency.state !== 'CA'),
  CREDENTIAL_VERIFIED: ({ context }) => certain(context.caller.credential === 'VERIFIED'),
  COVERED: ({ context }) => certain(['COVERED_ENTITY', 'BUSINESS_ASSOCIATE'].includes(context.caller.agency.regimeStatus)),
  AGREEMENT_LIVE: ({ context, facts }) => agreementInForce(context, facts.subject.county),
  OWN_COUNTY: ({ context, facts }) =>
    (context.caller.county === null ? NOT_KNOWN : certain(facts.subject.county === context.caller.county)),
  NO_COUNTY: ({ facts }) => certain(facts.subject.county === null),
  STATE_STAFF: ({ context }) => certain(context.caller.county === STATE_COUNTY),
  COUNTYWIDE_READ: privileged('COUNTYWIDE_READ'),
  STATEWIDE_READ: privileged('STATEWIDE_READ'),
  ASSIGNED: assigned,
  CARRYING: carrying,
  CARRYING_CASE: carryingCase,
  PRIMARY_INVESTIGATOR: primaryInvestigator,
  ASSIGNED_INVESTIGATOR: assignedInvestigator,
  SUPERVISING: (situation) => involved(situation, 'SUPERVISION'),
  REQUESTING: (situation) => involved(situation, 'REQUEST'),
  ON_PROBATION: (situation) => involved(situation, 'PROBATION'),
  NURSING: (situation) => involved(situation, 'NURSING'),
  PROSECUTING: (situation) => involved(situation, 'PROSECUTION'),
  PROSECUTING_REFERRAL: (situation) => involved(situation, 'PROSECUTION', true),
  SCHOOLING: (situation) => involved(situation, 'SCHOOLING'),
  HEARING: (situation) => involved(situation, 'JURISDICTION'),
  HEARING_REFERRAL: (situation) => involved(situation, 'JURISDICTION', true),
  REPRESENTING: (situation) => involved(situation, 'REPRESENTATION'),
  REPRESENTING_REFERRAL: (situation) => involved(situation, 'REPRESENTATION', true),
  EDUCATION_DUTY: educationDuty,
  PARENT: parentWithRights,
  SAFETY_FLAGGED: safetyFlagged,
  PERSONAL_REPRESENTATIVE: personalRepresentative,
  CARING: (situation) => involved(situation, 'CARE'),
  IS_SUBJECT: isSubject,
  TREATING: (situation) => involved(situation, 'TREATMENT'),
  INVESTIGATING: (situation) => involved(situation, 'INVESTIGATION'),
  INVESTIGATING_REFERRAL: (situation) => involved(situation, 'INVESTIGATION', true),
  TEAM_LIVE: (situation) => teamLive(situation, 'S18951D'),
  TEAM30_LIVE: (situation) => teamLive(situation, 'S18961_7'),
  TRAFFICKING_TEAM_LIVE: (situation) => teamLive(situation, 'PC13753'),
  CFT_LIVE: (situation) => teamLive(situation, 'CFT832'),
  REPORT_OF_EXPLOITATION: (situation) => reportLive(situation, 'PC_11166_J'),
  REPORT_OF_MISSING: (situation) => reportLive(situation, 'USC_42_671_A_35'),
  EMERGENCY_OPEN: (situation) => emergencyOpen(situation, ...REASONS_OF.EMERGENCY_OPEN),
  EMERGENCY_MEDICAL: (situation) => emergencyOpen(situation, ...REASONS_OF.EMERGENCY_MEDICAL),
  EMERGENCY_MISSING: (situation) => emergencyOpen(situation, ...REASONS_OF.EMERGENCY_MISSING),
  EMERGENCY_AT_SCHOOL: (situation) => emergencyOpen(situation, ...REASONS_OF.EMERGENCY_AT_SCHOOL),
  INDEX_DESIGNATED: indexDesignated,
  SUBJECT_UNDER_TWELVE: underTwelve,
  SUBJECT_WITH_PARENT: ({ facts }) => certain(!facts.subject.removedFromParent),
  PARENT_AUTHORIZED_BY_COURT: parentAuthorized,
  SUBJECT_MINOR: standing('MINOR', 18),
  SUBJECT_NON_MINOR_DEPENDENT: standing('NON_MINOR_DEPENDENT', 21),
  SUBJECT_SEALED: ({ facts }) =>
    (['N', 'S', 'R'].includes(facts.subject.sensitivity) ? certain(facts.subject.sensitivity === 'R') : NOT_KNOWN),
  CLOSED_BY_SENSITIVITY: ({ context, facts }) => closedBySensitivity(context.caller, facts.subject),
  CONSENT_COVERS: (_, cell, review) => review.covers(cell),
  CONSENT_PROHIBITS_REDISCLOSURE: (_, cell, review) => certain(review.prohibitsRedisclosure(cell)),
  CFT_CONSENT_COVERS: familyTeamConsentCovers,
  TRAFFICKING_CONSENT_COVERS: traffickingTeamConsentCovers,
  ORDER_COVERS: orderCovers,
  APPROVED: approved,
  REFUSED: (_, cell, review) => certain(review.refused(cell)),
};
