import { CATEGORIES } from '../../../src/law/category.js';
import { EXTENTS } from '../../../src/law/extent.js';
import { ROLES } from '../../../src/law/role.js';
import { PREDICATE_NAMES } from '../../../src/policy/evaluation/predicate-names.js';
import { SETTING_NAMES } from '../../../src/policy/settings.js';

const quoted = (words: readonly string[]): string => words.map((word) => JSON.stringify(word)).join(', ');

/**
 * The Cedar schema of a question: may a recipient in this role receive this category to this extent, which is the
 * action, on this basis, when there are duties that he cannot honour?
 *
 * Shape: a fact is the number that `TOLD` gives its truth; the day is a number too, year month day. What stands in the
 * context most often is numbers and plain words, for Cedar reads them much faster than entities; the rows they come from
 * are typed by the same closed lists.
 */
export function schemaText(): string {
  const each = (names: readonly string[], type: string): string => names.map((name) => `${name}: ${type}`).join(', ');
  return `
    entity Role enum [${quoted(ROLES)}];
    entity Category enum [${quoted(CATEGORIES)}];
    type Facts = { ${each(PREDICATE_NAMES, 'Long')} };
    type Settings = { ${each(SETTING_NAMES, 'Bool')} };
    action ${quoted(EXTENTS)} appliesTo {
      principal: Role, resource: Category,
      context: {
        basis: String, purpose: String, regime: String, agencyKind: String, day: Long, settings: Settings,
        facts: Facts, consentNamesCategory: Bool, lacks: Set<String>,
      },
    };
  `;
}
