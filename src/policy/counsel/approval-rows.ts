import type { Approver } from '../../law/approver.js';
import type { Category } from '../../law/category.js';
import type { Role } from '../../law/role.js';
import type { CompiledPolicy } from '../evaluation/compile.js';
import type { Rule } from '../rule.js';

type Speaking = Pick<CompiledPolicy, 'rules'>;

const asks = ({ approver, when }: Rule, category: Category, role: Role): boolean =>
  approver !== undefined && (when.categories?.includes(category) ?? true) && (when.roles?.includes(role) ?? true);

/**
 * Whose approval the county's policy asks for before the category goes to the role; null where it asks for none. Static in
 * policy, category and role, so that whoever is told it learns nothing of any record.
 */
export function approverOf({ rules }: Speaking, category: Category, role: Role): Approver | null {
  return rules.find((rule) => asks(rule, category, role))?.approver ?? null;
}

/** Says whether any release may need an approval, so that approvals are looked up at all. */
export function asksApprovals({ rules }: Speaking): boolean {
  return rules.some(({ approver }) => approver !== undefined);
}
