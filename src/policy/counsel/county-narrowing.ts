import type { Category } from '../../law/category.js';
import type { Purpose } from '../../law/purpose.js';
import type { Role } from '../../law/role.js';
import type { CompiledPolicy } from '../evaluation/compile.js';
import { COUNTY_ROW, type Rule } from '../rule.js';
import { RULES } from '../rules/index.js';

const WORKERS: readonly Role[] = ['COUNTY_WORKER', 'OTHER_COUNTY_WORKER'];

const names = ({ when }: Rule, category: Category, roles: readonly Role[]): boolean =>
  (when.categories?.includes(category) ?? true) && (when.roles?.some((role) => roles.includes(role)) ?? true);

/** The permissions by which workers read the agency's own record, where no reading of counsel stands before them. */
const READING: readonly Rule[] = RULES.filter(({ effect, basis, counsel }) => effect === 'PERMIT' && basis === 'AGENCY' && counsel === undefined);

/**
 * Says whether the county's own policy takes the category from workers on any row that the law leaves to them: by a row
 * that withholds it for the purpose, of whatever source, or by a permission to read it that is suspended. Static in
 * policy, category and purpose, because a filter over what is withheld on one row would tell of it (rule G3).
 */
export function takenFromWorkers(policy: Pick<CompiledPolicy, 'rules'>, category: Category, purpose: Purpose): boolean {
  const withheld = policy.rules.some((rule) => rule.id.startsWith(COUNTY_ROW) && names(rule, category, WORKERS) && (rule.when.purposes?.includes(purpose) ?? true));
  const speaking = new Set(policy.rules.map(({ id }) => id));
  return withheld || READING.some((rule) => names(rule, category, WORKERS) && !speaking.has(rule.id));
}

/** Says whether a row of the county closes everything that the permission opens of the category to the role. */
export function closedByCounty(policy: Pick<CompiledPolicy, 'rules'>, { basis, when }: Rule, category: Category, role: Role): boolean {
  return policy.rules.some((row) => row.id.startsWith(COUNTY_ROW) && row.effect === 'DENY' && names(row, category, [role])
    && basis !== undefined && row.when.bases?.includes(basis)
    && (row.when.purposes === undefined || when.purposes?.every((purpose) => row.when.purposes?.includes(purpose)))
    && (row.when.regimes === undefined || when.regimes?.every((regime) => row.when.regimes?.includes(regime))));
}
