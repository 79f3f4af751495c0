import { CHILD_WELFARE_AUTHORITIES } from './authority-child-welfare.js';
import type { AuthorityEntry, RuleId } from './authority-entry.js';
import { FEDERAL_AUTHORITIES } from './authority-federal.js';
import { HEALTH_AUTHORITIES } from './authority-health.js';
import { AUTHORITY_IDS, type AuthorityId } from './authority-ids.js';
import { PROGRAMME_AUTHORITIES } from './authority-programme.js';
import { PROTECTION_AUTHORITIES } from './authority-protection.js';

export type { AuthorityEntry, AuthorityKind, RuleId, Verification } from './authority-entry.js';

/** A statute, regulation, bill or guideline that a rule or a classification cites. */
export interface Authority extends AuthorityEntry {
  readonly id: AuthorityId;
}

/** The parts of the register; a test proves that no id stands in two of them. */
export const AUTHORITY_PARTS = [
  CHILD_WELFARE_AUTHORITIES, HEALTH_AUTHORITIES, PROTECTION_AUTHORITIES, FEDERAL_AUTHORITIES, PROGRAMME_AUTHORITIES,
] as const;

const ENTRIES: Readonly<Record<AuthorityId, AuthorityEntry>> = {
  ...CHILD_WELFARE_AUTHORITIES, ...HEALTH_AUTHORITIES, ...PROTECTION_AUTHORITIES, ...FEDERAL_AUTHORITIES, ...PROGRAMME_AUTHORITIES,
};

const identified = (id: AuthorityId): readonly [AuthorityId, Authority] => [id, Object.freeze({ id, ...ENTRIES[id] })];

/** The register: every id of `AUTHORITY_IDS`, so that a citation in an answer can be followed. */
export const AUTHORITIES = Object.freeze(
  Object.fromEntries(AUTHORITY_IDS.map(identified)),
) as Readonly<Record<AuthorityId, Authority>>;

/** Every authority, in the order of the ids. */
export const AUTHORITY_LIST: readonly Authority[] = Object.freeze(AUTHORITY_IDS.map((id) => AUTHORITIES[id]));

/**
 * Says whether `cited` is that rule, one of its lettered branches (`R-46` covers `R-46a`), or the same rule with the
 * layer that fired (`R-45.CATEGORY`).
 */
export function isRule(cited: RuleId, rule: string): boolean {
  const asked = rule.split('.')[0]!;
  return cited === asked || /^R-\d+$/.test(asked) && new RegExp(`^${asked}[a-z]$`).test(cited);
}

/** The authorities on which a rule rests, in the order of the register; none for a rule it does not know. */
export function authoritiesByRule(rule: string): readonly Authority[] {
  return AUTHORITY_LIST.filter((authority) => authority.ruleIds.some((cited) => isRule(cited, rule)));
}
