import type { Sensitivity } from '../model/youth.js';
import type { Caller } from './access-context.js';
import type { Decision } from './decision.js';
import { STATE_COUNTY } from './role-towards.js';
import { sensitivitiesOpenTo } from './sensitivity-matrix.js';

/**
 * Says whether the caller may write for this youth: record and end consents, give the case to a team and take it back.
 * Only a worker of the youth's own county who carries the case or a referral to act on it; no privilege to read is
 * enough, and staff of the State never write. Authority: WIC_10850.
 */
export function mayAdminister(decision: Decision): boolean {
  return decision.role === 'COUNTY_WORKER' && decision.inOwnCounty && decision.carries;
}

/** Says whether the caller may read the consents, teams and accounting of this youth: the custodian's own workers. */
export function mayReadAdministration(decision: Decision): boolean {
  return decision.role === 'COUNTY_WORKER';
}

/** Says whether the caller may record agreements and teams of that county: its own staff, never the State's. */
export function mayKeepRegisters(caller: Caller, county: string): boolean {
  return caller.county === county && county !== STATE_COUNTY && ['COUNTY_WORKER', 'COUNTY_IT'].includes(caller.role);
}

/**
 * Says whether the caller reviews a county's accesses by breaking the glass (rule R-60): a worker of a county, identified by
 * more than a password, whose privilege reaches the whole county.
 */
export function mayReviewEmergencies({ role, county, credential, privileges }: Caller): boolean {
  return role === 'COUNTY_WORKER' && county !== null && county !== STATE_COUNTY && credential === 'VERIFIED' && privileges.includes('COUNTYWIDE_READ');
}

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
