import type { Instant } from '../kernel/dates.js';
import type { Category } from '../law/category.js';
import type { ObligationId } from '../law/obligation.js';
import type { Purpose } from '../law/purpose.js';
import type { Role } from '../law/role.js';

/**
 * What became of one request for one subject. `WITHHELD`: admitted, nothing of what was asked was released.
 * `NOT_FOUND`: no admitted subject answered. `SIMULATED`: counsel asked what another would see. `MESSAGE`: released as
 * a partner's message. `REDISCLOSURE_BLOCKED`: the caller asked to pass on what may not go further.
 */
export const DISCLOSURE_OUTCOMES = ['RELEASED', 'WITHHELD', 'NOT_FOUND', 'SIMULATED', 'MESSAGE', 'REDISCLOSURE_BLOCKED'] as const;
export type DisclosureOutcome = (typeof DISCLOSURE_OUTCOMES)[number];

/**
 * One act of release or refusal: who, for whom, why, which categories, and what they rest on. Ids and words of closed
 * lists; never a value of a record. Authority: 45 CFR 164.528, 42 CFR 2.25, WIC 5328.6.
 */
export interface Disclosure {
  readonly id: string;
  readonly requestId: string;
  readonly at: Instant;
  /** Null: the request reached no subject. */
  readonly subjectId: string | null;
  readonly outcome: DisclosureOutcome;
  readonly agencyId: string;
  readonly personId: string;
  /** The caller's role towards this subject. */
  readonly role: Role;
  readonly purpose: Purpose;
  /** The operation's name in its document; null when it has none. */
  readonly operation: string | null;
  /** SHA-256 of the document, without its variables. */
  readonly documentHash: string;
  readonly decisionId: string | null;
  readonly policyVersion: string;
  readonly released: readonly Category[];
  readonly withheld: readonly Category[];
  readonly rules: readonly string[];
  readonly authorities: readonly string[];
  /**
   * The rules and authorities of the categories that may be spoken of: what a reader is shown from whom law conceals
   * one that was released. Absent: the record reached no subject.
   */
  readonly spoken?: { readonly rules: readonly string[]; readonly authorities: readonly string[] };
  readonly obligations: readonly ObligationId[];
  /** Consent ids with version, `id@3`. */
  readonly consents: readonly string[];
  readonly teams: readonly string[];
}
