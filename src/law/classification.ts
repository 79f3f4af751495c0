import type { AuthorityId } from './authority-ids.js';
import { CATEGORY_FACTS, type Category, type WhenWithheld } from './category.js';
import type { Extent } from './extent.js';
import type { Role } from './role.js';

/**
 * What law guards one field of the schema. Every field has exactly one.
 * `open`: says nothing of any youth. `caller`: tells the caller of himself. `admitted`: that a record exists, for those
 * admitted to it, and nothing in it. `operations`: the running of the gateway, for the roles named.
 * `category`: of a youth, in one category to one extent. `row`: of a youth, in the category that each row carries.
 */
export type Classification =
  | { readonly kind: 'open' }
  | { readonly kind: 'caller' }
  | { readonly kind: 'admitted' }
  | { readonly kind: 'operations'; readonly roles: readonly Role[]; readonly authorities: readonly AuthorityId[] }
  | {
      readonly kind: 'category';
      readonly category: Category;
      readonly extent: Extent;
      readonly authorities: readonly AuthorityId[];
      readonly whenWithheld: WhenWithheld;
      /** Other categories that the value tells of. Absent: none. */
      readonly also?: readonly AlsoTold[];
    }
  | { readonly kind: 'row'; readonly categories: readonly Category[]; readonly authorities: readonly AuthorityId[] };

/**
 * A category that a field tells of beside its own. `needed`: the field is withheld without it. Otherwise the rows or
 * values that tell of it are left out without it.
 */
export interface AlsoTold {
  readonly category: Category;
  readonly extent: Extent;
  readonly needed: boolean;
}

export const OPEN: Classification = Object.freeze({ kind: 'open' });
export const CALLER: Classification = Object.freeze({ kind: 'caller' });
export const ADMITTED: Classification = Object.freeze({ kind: 'admitted' });

/** The running of the gateway, for callers of these roles only. */
export function operations(roles: readonly Role[], ...authorities: AuthorityId[]): Classification {
  return Object.freeze({ kind: 'operations', roles, authorities });
}

/** Of a youth, in one category to one extent; stated or concealed when withheld, as the category demands. */
export function inCategory(category: Category, extent: Extent, ...authorities: AuthorityId[]): Classification {
  return Object.freeze({
    kind: 'category', category, extent, authorities, whenWithheld: CATEGORY_FACTS[category].whenWithheld,
  });
}

/** The same, of a value that tells of other categories too: a release of it is a release of those. */
export function tellingAlso(law: Classification, ...also: AlsoTold[]): Classification {
  return law.kind === 'category' ? Object.freeze({ ...law, also: Object.freeze(also) }) : law;
}

/** Of a youth, in the category that each row carries; rows of withheld categories are never fetched. */
export function byRow(categories: readonly Category[], ...authorities: AuthorityId[]): Classification {
  return Object.freeze({ kind: 'row', categories, authorities });
}

/** May this field be null for want of permission? What may not be withheld may be non-null in the schema. */
export function mayBeWithheld(classification: Classification): boolean {
  return classification.kind === 'category';
}
