import type { Category } from '../law/category.js';
import { IDENTIFIER_CATEGORIES, categoryOfIdentifierSystem } from '../law/identifier-systems.js';
import type { Decision } from '../policy/decision.js';
import type { CaseIdentifier } from './admission-source.js';

/** The categories of identifiers that a decision releases; none without identity, because every id identifies. */
export function releasedIdentifierCategories(decision: Decision): readonly Category[] {
  if (!identityReleased(decision)) return [];
  return IDENTIFIER_CATEGORIES.filter((category) => decision.permits(category, 'FULL', 'CHILD_WELFARE'));
}

/**
 * Says whether the caller may find this youth by an identifier, which confirms whose it is and what its system tells:
 * only by one that he could read (rules G3, G7).
 */
export function mayFindBy(decision: Decision, { system }: CaseIdentifier): boolean {
  if (!identityReleased(decision)) return false;
  if (system === 'CWS_CMS') return true;
  const category = categoryOfIdentifierSystem(system);
  return category !== null && decision.permits(category, 'FULL', 'CHILD_WELFARE');
}

/**
 * Says whether an emergency access to this youth may be opened by an identifier: by the county's own id, or by one whose
 * system tells of nothing that the access does not release (rules R-60, G7).
 */
export function mayFindInEmergency(decision: Decision, { system }: CaseIdentifier): boolean {
  if (system === 'CWS_CMS') return true;
  const category = categoryOfIdentifierSystem(system);
  return category !== null && (category === 'CASE_FACTS' || decision.permits(category, 'FULL', 'CHILD_WELFARE'));
}

function identityReleased(decision: Decision): boolean {
  return decision.permits('IDENTITY_CORE', 'FULL', 'CHILD_WELFARE', 'Identifier.value');
}
