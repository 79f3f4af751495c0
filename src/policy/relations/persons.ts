import { plusYears } from '../../kernel/dates.js';
import type { Role } from '../../law/role.js';
import type { Involvement, InvolvementCondition, InvolvementKind } from '../../model/agency.js';
import type { CourtOrder } from '../../model/court-order.js';
import { dayEnds, liveBetween } from './county-calendar.js';
import { NO, NOT_KNOWN, anyOf, certain, earlier, yesUntil, type Finding } from '../evaluation/finding.js';
import { involved, involvements } from './relations.js';
import { ageEnds, type Situation } from '../situation.js';

const under = (condition: InvolvementCondition) => (one: Involvement): boolean => one.conditions?.includes(condition) ?? false;

const live = (one: Involvement, { day }: Situation): Finding => liveBetween(one.startedOn, one.endedOn, day);

/** Says whether the caller is the youth himself, who lives. */
export function isSubject(situation: Situation): Finding {
  return situation.status === 'DECEASED' ? NO : involved(situation, 'SELF');
}

/** Says whether the caller is a parent or guardian of the living youth whose rights no court has ended, whatever else is on file. */
export function parentWithRights(situation: Situation): Finding {
  if (situation.status === 'DECEASED') return NO;
  return involvements(situation, 'PARENTAGE').some(under('RIGHTS_TERMINATED')) ? NO : involved(situation, 'PARENTAGE');
}

/**
 * Says whether the caller is the personal representative of the youth, who died. Against whom a safety flag stands, he
 * is not treated as one. Authority: CFR_45_164_502, CFR_42_2_15.
 */
export function personalRepresentative(situation: Situation): Finding {
  if (situation.status !== 'DECEASED' || safetyFlagged(situation).truth !== 'FALSE') return NO;
  return involved(situation, 'PERSONAL_REPRESENTATION');
}

/** Says whether a safety flag stands against the parent; one whose beginning is not known stands. */
export function safetyFlagged(situation: Situation): Finding {
  const flagged = involvements(situation, 'PARENTAGE').filter(under('SAFETY_FLAG'));
  return certain(flagged.some((one) => live(one, situation).truth !== 'FALSE'));
}

/** The relation on which each role's duty of education rests; a county worker's rests on the case he carries. */
const EDUCATED_BY: Readonly<Partial<Record<Role, InvolvementKind>>> = {
  OTHER_COUNTY_WORKER: 'SUPERVISION', PROBATION: 'PROBATION', PUBLIC_HEALTH_NURSE: 'NURSING', PARENT: 'PARENTAGE',
};

/** Says whether the caller's own relation to the youth carries the rights or the duty of education. */
export function educationDuty(situation: Situation): Finding {
  const kind = EDUCATED_BY[situation.role];
  if (kind === undefined) return NO;
  return anyOf(involvements(situation, kind).filter(under('EDUCATION_RIGHTS')).map((one) => live(one, situation)));
}

/** Says whether the youth is under twelve, and so could consent to no care of his own but reproductive and assault care. */
export function underTwelve({ facts, day, status, birthDateOpen }: Situation): Finding {
  const { bornOn } = facts.subject;
  if (bornOn === null) return NOT_KNOWN;
  const twelfth = plusYears(bornOn, 12);
  return status !== 'MINOR' || twelfth <= day ? NO : yesUntil(ageEnds(twelfth, day, birthDateOpen));
}

/**
 * Says whether an order in force lets this parent sign for the youth's mental-health records, found to do no harm.
 * Authority: CIV_56_106, WIC_5328_03 (rule R-39).
 */
export function parentAuthorized(situation: Situation): Finding {
  const { facts, context } = situation;
  const named = (order: CourtOrder): boolean => order.kind === 'PARENT_MAY_SIGN' && order.categories.includes('MENTAL_HEALTH')
    && order.recipientPersonIds.includes(context.caller.personId);
  return anyOf((facts.orders ?? []).filter(named).map((order) => standing(order, situation)));
}

function standing(order: CourtOrder, { context }: Situation): Finding {
  const ends = earlier(order.expiresOn === null ? null : dayEnds(order.expiresOn), order.vacatedAt);
  if (order.effectiveFrom > context.asOf || (ends !== null && ends <= context.asOf)) return NO;
  return yesUntil(ends);
}
