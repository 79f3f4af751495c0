import { CATEGORY_REGIMES } from '../../law/category-regimes.js';
import { isCompelled, policyUnder, type ApprovalRow, type PolicyFile, type WithheldRow } from './policy-file.js';
import type { Rule } from '../rule.js';

const meet = <T>(one: readonly T[] | undefined, other: readonly T[] | undefined): boolean =>
  one === undefined || other === undefined || one.some((member) => other.includes(member));

/** Says whether the row closes, be it until an approval, anything that the permission opens. */
function closes(row: WithheldRow | ApprovalRow, { when }: Rule): boolean {
  const { categories, roles, purposes, regimes }: Omit<WithheldRow, 'id'> = row;
  const shared = categories.filter((category) => when.categories?.includes(category)
    && CATEGORY_REGIMES[category].some((regime) => (regimes?.includes(regime) ?? true) && (when.regimes?.includes(regime) ?? true)));
  return shared.length > 0 && meet(when.roles, roles) && meet(when.purposes, purposes);
}

/** Ids of the rows of a county's policy that close nothing: what they name is open to none, or only where law compels it. */
export function idleRows(file: PolicyFile): readonly string[] {
  const opening = policyUnder({ file, sha256: '' }).rules.filter((rule) => rule.effect === 'PERMIT' && !isCompelled(rule));
  return [...file.withhold, ...file.approve].filter((row) => !opening.some((rule) => closes(row, rule))).map(({ id }) => id);
}
