import { entitledByStatute } from '../law/role-purposes.js';
import { agreementInForce } from '../policy/relations/agreement-in-force.js';
import type { AccessContext } from '../policy/access-context.js';

/**
 * Says whether the caller's agency may state the purpose of the request: under one agreement in force with its county
 * that names it, or as the county's own child-welfare agency, which is the custodian and has no agreement with itself.
 * Whom a statute alone entitles needs none.
 * A body without a county needs one with any county; whether it reaches a given youth's county is decided for that youth.
 */
export function agencyMayState(context: AccessContext): boolean {
  const { agency } = context.caller;
  if (entitledByStatute(agency.kind, context.purpose)) return true;
  if (agency.kind === 'CHILD_WELFARE' && agency.county !== null) return true;
  const counties = agency.county === null ? context.agreements.map((agreement) => agreement.county) : [agency.county];
  return counties.some((county) => agreementInForce(context, county).truth === 'TRUE');
}
