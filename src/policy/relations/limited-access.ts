import type { Role } from '../../law/role.js';
import type { Sensitivity } from '../../model/youth.js';
import type { AccessContext } from '../access-context.js';
import { sensitivitiesOpenTo } from './sensitivity-matrix.js';
import type { Settings } from '../settings.js';

/** Persons and schools to whom nothing is open that the county set apart, by whatever degree. */
const OPENED_NOTHING_APART: readonly Role[] = ['PARENT', 'CAREGIVER', 'EDUCATION'];

/**
 * Says whether a referral or case of limited access (LMT_ACSSCD: S sensitive, R sealed) is open to the caller, as a
 * client of that sensitivity would be. Where it is not, the row is absent; nothing says that there is one.
 */
export function limitedAccessOpen(
  context: AccessContext, row: { readonly limitedAccess: Sensitivity; readonly county: string | null }, settings: Settings,
): boolean {
  if (row.limitedAccess === 'N') return true;
  const { caller } = context;
  if (caller.role === 'COUNTY_WORKER') {
    const relation = row.county === null ? 'NONE' : row.county === caller.county ? 'SAME' : 'OTHER';
    return sensitivitiesOpenTo(caller, relation).includes(row.limitedAccess);
  }
  if (OPENED_NOTHING_APART.includes(caller.role)) return false;
  return row.limitedAccess === 'S' || settings.partnersMayReachSealedReferrals;
}
