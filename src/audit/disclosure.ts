import type { Instant } from '../kernel/dates.js';
import type { Category } from '../law/category.js';
import type { ObligationId } from '../law/obligation.js';
import type { Purpose } from '../law/purpose.js';
import type { Role } from '../law/role.js';
import type { EmergencyReason } from '../model/emergency-access.js';
import type { Caller } from '../policy/access-context.js';
import type { WithholdReason } from '../policy/decision.js';
import type { SeatReliedOn } from '../policy/relations/seats-relied-on.js';

/**
 * What became of one request for one subject. `WITHHELD`: admitted, nothing of what was asked was released.
 * `NOT_FOUND`: no admitted subject answered. `SIMULATED`: counsel asked what another would see. `MESSAGE`: released as
 * a partner's message. `REDISCLOSURE_BLOCKED`: the caller asked to pass on what may not go further. `REPORTED`: counts of
 * the programme report were told, or asked for and not released; they reach no subject. `ACCOUNTED`: an accounting was
 * told, to the youth or another. `APPROVED`, `APPROVAL_REFUSED`, `APPROVAL_WITHDRAWN`: an officer decided on a release that
 * the county's policy lets nobody have without; `APPROVALS_READ`: he was told what waits for him. `RECEIVED`:
 * a partner pushed records, of whomever. They release nothing.
 */
export const DISCLOSURE_OUTCOMES = [
  'RELEASED', 'WITHHELD', 'NOT_FOUND', 'SIMULATED', 'MESSAGE', 'REDISCLOSURE_BLOCKED', 'REPORTED', 'ACCOUNTED',
  'APPROVED', 'APPROVAL_REFUSED', 'APPROVAL_WITHDRAWN', 'APPROVALS_READ', 'RECEIVED',
] as const;
export type DisclosureOutcome = (typeof DISCLOSURE_OUTCOMES)[number];

/** Why a category was withheld: by a decision, or because the request failed and nothing of it was answered. */
export type DeniedReason = WithholdReason | 'NOT_ANSWERED';

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
  /** The caller's county; null for one of no county. Absent: an earlier record. */
  readonly county?: string | null;
  /** How the caller's identity was established. Absent: an earlier record. */
  readonly credential?: Caller['credential'];
  readonly purpose: Purpose;
  /** The operation's name in its document; null when it has none. */
  readonly operation: string | null;
  /** SHA-256 of the document, without its variables. */
  readonly documentHash: string;
  /** Keyed hash of what was answered, by which a copy can be recognized and nothing guessed. Absent: nothing was, or an earlier record. */
  readonly payloadMac?: string;
  readonly decisionId: string | null;
  readonly policyVersion: string;
  readonly released: readonly Category[];
  readonly withheld: readonly Category[];
  /** Why each withheld category was; for the custodian alone, never for a reader of the accounting. Absent: an earlier record. */
  readonly denied?: Readonly<Partial<Record<Category, readonly DeniedReason[]>>>;
  readonly rules: readonly string[];
  readonly authorities: readonly string[];
  /**
   * What the categories rest on that may be spoken of: what a reader is shown from whom law conceals one that was
   * released. Absent: the record reached no subject.
   */
  readonly spoken?: SpokenGrounds;
  readonly obligations: readonly ObligationId[];
  /** Ids of the notices, and the HL7 and `csec:` labels, that went with it. Absent: an earlier record. */
  readonly notices?: readonly string[];
  readonly labels?: readonly string[];
  /** Consent ids with version, `id@3`. */
  readonly consents: readonly string[];
  readonly teams: readonly string[];
  /** The caller's seats in those teams as they stood: by them the basis can be proved when team and member have changed. Absent: none, or an earlier record. */
  readonly seats?: readonly SeatReliedOn[];
  /** Ids of the court orders, compelled reports, emergency accesses and approvals relied on. Absent: none. */
  readonly orders?: readonly string[];
  readonly reports?: readonly string[];
  readonly emergencies?: readonly string[];
  readonly approvals?: readonly string[];
  /** Refusals on file, `id@3`, that a compelled report went past: noted for the custodian, told to no recipient. Absent: none. */
  readonly refusals?: readonly string[];
  /** For what reasons the glass was broken, never in whose words. Absent: it was not. */
  readonly breakGlass?: readonly EmergencyReason[];
}

/** What a release rests on, as far as it may be spoken of; records of earlier days name rules and authorities alone. */
export interface SpokenGrounds extends DocumentsReliedOn {
  readonly rules: readonly string[];
  readonly authorities: readonly string[];
}

/** What an accounting names beside the rules: the documents relied on, and what went with the release. */
export interface DocumentsReliedOn {
  readonly notices?: readonly string[];
  readonly labels?: readonly string[];
  readonly consents?: readonly string[];
  readonly teams?: readonly string[];
  readonly orders?: readonly string[];
  readonly reports?: readonly string[];
  readonly emergencies?: readonly string[];
  readonly approvals?: readonly string[];
}
