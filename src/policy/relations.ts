import type { Involvement } from '../model/agency.js';
import { liveBetween } from './county-calendar.js';
import type { WorkerAssignment } from './facts.js';
import { anyOf, type Finding } from './finding.js';
import type { Situation } from './situation.js';

/** The relations of one kind that the caller's agency, or the caller himself, has to the subject. */
function involvements(situation: Situation, kind: Involvement['kind']): readonly Involvement[] {
  const { facts, context } = situation;
  return facts.involvements.filter((one) =>
    one.kind === kind && one.agencyId === context.caller.agency.id && one.subjectId === facts.subject.subjectId
    && (one.personId === undefined || one.personId === null || one.personId === context.caller.personId));
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

/**
 * The referrals whose reporter an investigator may learn: those he is assigned to, or those his agency investigates.
 * Authority: PC_11167 (rule R-20).
 */
export function referralsInvestigated(situation: Situation): readonly string[] {
  const { facts, context, day } = situation;
  const byWorker = context.caller.staffKey === null ? [] : facts.assignments
    .filter((one) => investigates(one) && liveAssignment(one, situation).truth === 'TRUE')
    .map((one) => one.throughKey);
  const agency = involvements(situation, 'INVESTIGATION')
    .filter((one) => liveBetween(one.startedOn, one.endedOn, day).truth === 'TRUE')
    .flatMap((one) => (one.referralKey === null ? [] : [one.referralKey]));
  const keys = situation.role === 'LAW_ENFORCEMENT' ? agency : byWorker;
  return [...new Set(keys)].sort();
}
