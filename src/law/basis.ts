/**
 * What a permission can rest on. The order is the order in which a primary basis is chosen.
 * Source: confidentiality rules section 5 (the letters), consent-engine rules section 4.2.
 */
export const BASES = [
  'MANDATE', 'COURT_ORDER', 'SELF', 'AGENCY', 'TEAM', 'CONSENT', 'CARE_COORDINATION', 'INDEX', 'EMERGENCY',
] as const;
export type Basis = (typeof BASES)[number];

/**
 * The letters by which the decision table names each basis. `V`, view only, is the access of a listed party who may
 * inspect and not copy: an answer is a copy, so a rule that rests on it waits for the setting `copiesUnder827`.
 */
export const BASIS_LETTERS: Readonly<Record<Basis, readonly string[]>> = {
  MANDATE: ['M'], COURT_ORDER: ['O'], SELF: ['S'], AGENCY: ['A', 'V'], TEAM: ['T'], CONSENT: ['C', 'C1', 'C*', 'C832'],
  CARE_COORDINATION: ['K'], INDEX: ['I'], EMERGENCY: ['E'],
};

/** A permissive basis yields to a refusal or a narrower instruction of the person who controls the record (step 5). */
export const PERMISSIVE_BASES: readonly Basis[] = ['TEAM', 'CONSENT', 'CARE_COORDINATION', 'INDEX'];
