import { categoryImpliedByAgency, categoryImpliedByCode } from '../law/implied-categories.js';
import type { Category } from '../law/category.js';
import type { CodedValue } from '../model/coded-value.js';
import type { Decision } from '../policy/decision.js';

/**
 * A coded value of a county record as far as what it implies is released too (rule G7); null where it is not, as if no
 * code had been entered. The law of the field that holds it applies beside this.
 */
export function unlessImplying(decision: Decision, value: CodedValue | null): CodedValue | null {
  return value !== null && tellable(decision, categoryImpliedByCode(value.code)) ? value : null;
}

/** The letter of a responsible agency as far as what it implies is released too; null where it is not. */
export function agencyUnlessImplying(decision: Decision, letter: string | null): string | null {
  return letter !== null && tellable(decision, categoryImpliedByAgency(letter)) ? letter : null;
}

function tellable(decision: Decision, implied: Category | null): boolean {
  return implied === null || decision.permits(implied, 'FULL', 'CHILD_WELFARE');
}
