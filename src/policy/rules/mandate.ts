import type { Rule } from '../rule.js';

/**
 * Mandatory disclosures (step 2). None is answered through a query: the 24-hour reports of PC 11166(j) and
 * 42 USC 671(a)(35) leave the county as reports of the worker who must make them, so no row opens anything here and the
 * letter M of the decision table denies.
 */
export const MANDATE_RULES: readonly Rule[] = [];
