import type { Role } from '../../law/role.js';
import type { Involvement, InvolvementKind } from '../../model/agency.js';
import { liveBetween } from './county-calendar.js';
import type { WorkerAssignment } from '../facts.js';
import { anyOf, type Finding } from '../evaluation/finding.js';
import type { Situation } from '../situation.js';

/**
 * The relations of one kind that the caller's agency, or the caller himself, has to the subject. A relation that names
 * nobody belongs to everybody of the agency; in the county's portal for persons it belongs to nobody.
 */
export function involvements(situation: Situation, kind: Involvement['kind']): readonly Involvement[] {
  const { facts, context } = situation;
  const { agency, personId } = context.caller;
  return facts.involvements.filter((one) =>
    one.kind === kind && one.agencyId === agency.id && one.subjectId === facts.subject.subjectId
    && (one.personId === undefined || one.personId === null ? agency.kind !== 'PERSON_PORTAL' : one.personId === personId));
}

/** Says whether the caller's agency is so involved with the subject on the day of the request. */
export function involved(situation: Situation, kind: Involvement['kind'], withReferral = false): Finding {
  return anyOf(involvements(situation, kind)
    .filter((one) => !withReferral || one.referralKey !== null)
    .map((one) => liveBetween(one.startedOn, one.endedOn, situation.day)));
}

const liveAssignment = (one: WorkerAssignment, situation: Situation): Finding =>
  liveBetween(one.startedOn, one.endedOn, situation.day);

/** Says whether the caller carries a case or referral of the subject; a caller without staff id carries none. */
export function assigned(situation: Situation): Finding {
  return own(situation, () => true);
}

/** The caller's own assignments of that sort; a caller without staff id has none. */
function own(situation: Situation, sort: (one: WorkerAssignment) => boolean): Finding {
  const all = situation.context.caller.staffKey === null ? [] : situation.facts.assignments;
  return anyOf(all.filter(sort).map((one) => liveAssignment(one, situation)));
}

const toAct = ({ kind }: WorkerAssignment): boolean => kind === 'PRIMARY' || kind === 'SECONDARY';

/** Says whether the caller carries a case or referral of the subject to act on it, and not only to read it. */
export function carrying(situation: Situation): Finding {
  return own(situation, toAct);
}

/** Says whether the caller carries a case of the subject, to act on it. */
export function carryingCase(situation: Situation): Finding {
  return own(situation, (one) => one.through === 'CASE' && toAct(one));
}

/** Says whether the caller is the primary worker of a referral of the subject. */
export function primaryInvestigator(situation: Situation): Finding {
  return own(situation, (one) => one.through === 'REFERRAL' && one.kind === 'PRIMARY');
}

/** An assignment that investigates: to a referral, to act on it and not to read it. */
const investigates = (one: WorkerAssignment): boolean => one.through === 'REFERRAL' && toAct(one);

/** Says whether the caller is assigned to investigate a referral of the subject. */
export function assignedInvestigator(situation: Situation): Finding {
  return own(situation, investigates);
}

/** The relation by which each role of the Penal Code's list stands to a referral; a county worker stands by assignment. */
const RELATION_TO_REFERRAL: Readonly<Partial<Record<Role, InvolvementKind>>> = {
  LAW_ENFORCEMENT: 'INVESTIGATION', PROBATION: 'INVESTIGATION', DISTRICT_ATTORNEY: 'PROSECUTION',
  COURT: 'JURISDICTION', MINORS_COUNSEL: 'REPRESENTATION',
};

/**
 * The referrals whose reporter the caller may learn: those he is assigned to investigate, or those that his agency
 * investigates, prosecutes, hears or is appointed in, as his role has it.
 * Authority: PC_11167 (rule R-20).
 */
export function referralsInvestigated(situation: Situation): readonly string[] {
  const { facts, context, day, role } = situation;
  const kind = RELATION_TO_REFERRAL[role];
  const keys = kind === undefined
    ? (context.caller.staffKey === null ? [] : facts.assignments)
      .filter((one) => investigates(one) && liveAssignment(one, situation).truth === 'TRUE')
      .map((one) => one.throughKey)
    : involvements(situation, kind)
      .filter((one) => liveBetween(one.startedOn, one.endedOn, day).truth === 'TRUE')
      .flatMap((one) => (one.referralKey === null ? [] : [one.referralKey]));
  return [...new Set(keys)].sort();
}
