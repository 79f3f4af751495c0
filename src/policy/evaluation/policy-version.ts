import { createHash } from 'node:crypto';
import { CATEGORY_REGIMES } from '../../law/category-regimes.js';
import { DECISION_COLUMNS, tableRow } from '../../law/decision-table.js';
import { CATEGORIES, CATEGORY_FACTS } from '../../law/category.js';
import type { Rule } from '../rule.js';
import { SETTING_NAMES, type Settings } from '../settings.js';
import { CONTROLLERS } from '../consents/checks/controllers.js';
import { CONSENT_CHECKS } from '../consents/checks/checks.js';
import { REQUIRED_ELEMENTS } from '../consents/checks/elements.js';
import { SENSITIVITY_MATRIX } from '../relations/sensitivity-matrix.js';

/** The edition of the policy; raised when the meaning of a rule changes without its words. */
export const POLICY_EDITION = '2026.1';

/**
 * Names a policy by its edition and the hash of everything in it that is data: rules, settings, tables and checks.
 * Shape: `2026.1+sha256:` and sixteen hexadecimal digits; the order of the rules does not matter.
 */
export function policyVersionOf(rules: readonly Rule[], settings: Settings): string {
  const content = {
    rules: [...rules].sort((a, b) => (a.id < b.id ? -1 : 1)),
    settings: SETTING_NAMES.map((name) => [name, settings[name]]),
    table: CATEGORIES.map((category) => tableRow(CATEGORY_FACTS[category].id) ?? null),
    columns: DECISION_COLUMNS, regimes: CATEGORY_REGIMES, controllers: CONTROLLERS, elements: REQUIRED_ELEMENTS,
    checks: CONSENT_CHECKS.map(({ id, of, plain }) => [id, of, plain]), sensitivity: SENSITIVITY_MATRIX,
  };
  return `${POLICY_EDITION}+sha256:${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)}`;
}
