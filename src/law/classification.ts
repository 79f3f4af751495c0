import type { AuthorityId } from './authority-ids.js';
import { CATEGORY_FACTS, type Category, type WhenWithheld } from './category.js';
import type { Extent } from './extent.js';

/**
 * What law guards one field of the schema. Every field has exactly one.
 * `open`: says nothing of any youth. `caller`: only of the caller. `operations`: the running of the gateway, for the
 * roles named. `category`: of a youth, in one category to one extent. `row`: of a youth, in the category that each row
 * carries, from the categories listed.
 */
export type Classification =
  | { readonly kind: 'open' }
  | { readonly kind: 'caller' }
  | { readonly kind: 'operations'; readonly authorities: readonly AuthorityId[] }
  | {
      readonly kind: 'category';
      readonly category: Category;
      readonly extent: Extent;
      readonly authorities: readonly AuthorityId[];
      readonly whenWithheld: WhenWithheld;
    }
  | {
      readonly kind: 'row';
      readonly categories: readonly Category[];
      readonly authorities: readonly AuthorityId[];
    };

export const OPEN: Classification = Object.freeze({ kind: 'open' });
export const CALLER: Classification = Object.freeze({ kind: 'caller' });

export function operations(...authorities: AuthorityId[]): Classification {
  return Object.freeze({ kind: 'operations', authorities });
}

export function inCategory(category: Category, extent: Extent, ...authorities: AuthorityId[]): Classification {
  return Object.freeze({
    kind: 'category', category, extent, authorities, whenWithheld: CATEGORY_FACTS[category].whenWithheld,
  });
}

export function byRow(categories: readonly Category[], ...authorities: AuthorityId[]): Classification {
  return Object.freeze({ kind: 'row', categories, authorities });
}
