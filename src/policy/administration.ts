import type { Instant } from '../kernel/dates.js';
import type { AgencyKind } from '../law/agreement.js';
import type { Category } from '../law/category.js';
import type { Agreement } from '../model/agency.js';
import type { Sensitivity } from '../model/youth.js';
import type { Caller } from './access-context.js';
import type { Decision } from './decision.js';
import { inForce } from './relations/agreement-in-force.js';
import { involved } from './relations/relations.js';
import { STATE_COUNTY } from './relations/role-towards.js';
import { sensitivitiesOpenTo } from './relations/sensitivity-matrix.js';
import type { Situation } from './situation.js';

/**
 * Says whether the caller may write for this youth: record and end consents, give the case to a team and take it back.
 * Only a worker of the youth's own county who carries the case or a referral to act on it; no privilege to read is
 * enough, and staff of the State never write. Authority: WIC_10850.
 */
export function mayAdminister(decision: Decision): boolean {
  return decision.role === 'COUNTY_WORKER' && decision.inOwnCounty && decision.carries;
}

/**
 * Says whether the caller may have an order carried out that seals or vacates: the court that hears the youth's matter
 * today, and the worker who carries the case. A court that only an order lets see the record hears nothing of it, and
 * purges nothing. Authority: WIC_781, WIC_786, PC_236_14.
 */
export function maySeal(decision: Decision, situation: Situation): boolean {
  const hears = decision.role === 'COURT' && situation.context.caller.agency.kind === 'COURT';
  return hears ? involved(situation, 'JURISDICTION').truth === 'TRUE' : mayAdminister(decision);
}

/** Says whether the caller may read the consents, teams and accounting of this youth: the custodian's own workers. */
export function mayReadAdministration(decision: Decision): boolean {
  return decision.role === 'COUNTY_WORKER';
}

/**
 * Says whether a county's list of withdrawals in words holds this youth for the caller: a worker of the youth's own
 * county, to whom the youth's consents are shown already.
 */
export function mayListWithdrawals(decision: Decision): boolean {
  return mayReadAdministration(decision) && decision.inOwnCounty;
}

/** Says whether the caller may record agreements and teams of that county: its own staff, never the State's. */
export function mayKeepRegisters(caller: Caller, county: string): boolean {
  return caller.county === county && county !== STATE_COUNTY && ['COUNTY_WORKER', 'COUNTY_IT'].includes(caller.role);
}

/** Says whether the caller may push extracts of his own county, and see what became of them: its IT, and nobody of the State. */
export function mayPushExtracts({ role, county }: Caller): boolean {
  return role === 'COUNTY_IT' && county !== null && county !== STATE_COUNTY;
}

/**
 * Says whether the caller may record which duties an agency with those agreements declares it can honour: who keeps the
 * registers of a county with which it has an agreement in force. Authority: WIC_10850.
 */
export function mayDeclareDuties(caller: Caller, agreements: readonly Agreement[], asOf: Instant): boolean {
  return agreements.some((agreement) => mayKeepRegisters(caller, agreement.county) && inForce(agreement, asOf).truth === 'TRUE');
}

/**
 * Says whether the caller may have reports of missing children sent whole to an agency of that class: a county worker, as
 * with whatever opens records, to law enforcement and the clearinghouse. Authority: USC_42_671_A_35.
 */
export function mayHaveReportsSent({ role }: Caller, kind: AgencyKind): boolean {
  return role === 'COUNTY_WORKER' && (kind === 'LAW_ENFORCEMENT' || kind === 'MISSING_CHILDREN_CLEARINGHOUSE');
}

/**
 * Says whether the caller reviews a county's accesses by breaking the glass (rule R-60): a worker of a county, identified by
 * more than a password, whose privilege reaches the whole county.
 */
export function mayReviewEmergencies({ role, county, credential, privileges }: Caller): boolean {
  return role === 'COUNTY_WORKER' && county !== null && county !== STATE_COUNTY && credential === 'VERIFIED' && privileges.includes('COUNTYWIDE_READ');
}

/** Says whether the caller approves releases as the privacy officer of his county, as he reviews its emergency accesses. */
export function mayApproveReleases(caller: Caller): boolean {
  return mayReviewEmergencies(caller);
}

/**
 * Says whether the caller may list the compelled reports of a county's youths: who is in that county and is released, of
 * every youth of it, what a report tells. Authority: PC_11166_J, USC_42_671_A_35.
 */
export function mayListReports({ county }: Caller, releasedOfAll: (category: Category) => boolean): boolean {
  return county !== null && REPORT_TELLS.every(releasedOfAll);
}

const REPORT_TELLS: readonly Category[] = ['CSEC_STATUS', 'CASE_FACTS'];

/** The clients of his county whom the lists of a worker hold: those that his privileges reach. */
export function clientsListed(caller: Caller): readonly Sensitivity[] {
  return sensitivitiesOpenTo(caller, 'SAME');
}

/**
 * Says whether the caller may seat and unseat members of a team of that county. A seat in a team that carries cases
 * opens them, so it is given by those who know youths and not by those who operate the gateway.
 */
export function maySeat(caller: Caller, team: { readonly county: string; readonly carriesCases: boolean }): boolean {
  return mayKeepRegisters(caller, team.county) && (caller.role === 'COUNTY_WORKER' || !team.carriesCases);
}

/**
 * Says whether the caller may record whom an agency of that county designated for the index (WIC 18961.5). It opens the
 * index to a person, so, as a seat does, it is for those who know youths and not for those who operate the gateway.
 */
export function mayDesignate(caller: Caller, county: string): boolean {
  return mayKeepRegisters(caller, county) && caller.role === 'COUNTY_WORKER';
}
