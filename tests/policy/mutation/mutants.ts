import { CONSENT_CHECKS } from '../../../src/policy/consents/checks/checks.js';
import { RULES } from '../../../src/policy/rules/index.js';
import { TEAM_CHECKS } from '../../../src/policy/relations/team-checks.js';

/** One thing taken away: a rule that is not there, or a check that always passes. */
export interface Mutant {
  readonly of: 'RULE' | 'CONSENT_CHECK' | 'TEAM_KEY';
  readonly id: string;
  /** The place among the things of its sort: some checks share a number. */
  readonly at: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** What this run of the tests does without; null for a run that lacks nothing. */
    readonly mutant: Mutant | null;
  }
}

const numbered = (of: Mutant['of'], things: readonly { readonly id: string }[]): readonly Mutant[] =>
  things.map(({ id }, at) => ({ of, id, at }));

/** Every single rule, consent check and team key. */
export const MUTANTS: readonly Mutant[] = [
  ...numbered('RULE', RULES), ...numbered('CONSENT_CHECK', CONSENT_CHECKS), ...numbered('TEAM_KEY', TEAM_CHECKS),
];
