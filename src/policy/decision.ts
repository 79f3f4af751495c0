import type { Instant } from '../kernel/dates.js';
import type { AuthorityId } from '../law/authority-ids.js';
import type { Basis } from '../law/basis.js';
import type { Category } from '../law/category.js';
import type { Extent } from '../law/extent.js';
import type { ObligationId } from '../law/obligation.js';
import type { Regime } from '../law/regime.js';
import type { Role } from '../law/role.js';
import type { RowLimits, RowMarks } from './evaluation/row-limit.js';

/** Permit, deny, not applicable, indeterminate. Indeterminate at the end is a denial. */
export type Outcome = 'P' | 'D' | 'N' | 'I';

/**
 * Why a category is withheld, for the audit record and the simulator. It may depend on what is withheld (a refusal, a
 * lapsed consent), so a caller is never told it: `statedReason` gives what a caller may know.
 */
export const WITHHOLD_REASONS = [
  'FLOOR', 'CATEGORY_LAW', 'NO_BASIS', 'SUBJECT_RESTRICTION', 'COUNTY_POLICY', 'APPROVAL_REQUIRED', 'MINIMUM_NECESSARY', 'OBLIGATION_UNSUPPORTED',
  'INDETERMINATE', 'NOT_RULED', 'RULE_FAILED',
] as const;
export type WithholdReason = (typeof WITHHOLD_REASONS)[number];

/** The decision on one category from one regime of provenance. */
export interface CellDecision {
  readonly category: Category;
  readonly regime: Regime;
  readonly outcome: 'P' | 'D';
  /** How far the release reaches, in the rows it reaches; null when withheld. */
  readonly extent: Extent | null;
  /** The rows that the extent reaches, where a consent or an order is for some rows only; null is every row. */
  readonly rows: RowLimits;
  /** How far the release reaches whatever the row, and so in what has no row; null when nothing is so released. */
  readonly everyRow: Extent | null;
  /** The rows that an order of a court opens in full, whichever basis is the primary one; none at all where no order does. */
  readonly orderedRows: RowLimits;
  readonly basis: Basis | null;
  readonly reason: WithholdReason | null;
  /** Ids of the rules that decided, in layer order (`R-45.CATEGORY`). */
  readonly rules: readonly string[];
  readonly authorities: readonly AuthorityId[];
  readonly obligations: readonly ObligationId[];
  /** Consent ids with version, `id@3`, on which the release rests. */
  readonly consents: readonly string[];
  /** Of those, the ones without which the basis would not stand: a release uses each of them once. */
  readonly consentsUsed: readonly string[];
  /** The teams of the caller that the release rests on, by his seat in them. */
  readonly teams: readonly string[];
  /** Ids of the court orders, compelled reports and emergency accesses relied on; empty unless one of those is. */
  readonly orders: readonly string[];
  readonly reports: readonly string[];
  readonly emergencies: readonly string[];
  /** Ids of the approvals without which the county's policy withholds; empty unless it asks for one. */
  readonly approvals: readonly string[];
  /** Whether rows of care to which the minor consented are among what is released; false when withheld (rule R-46). */
  readonly minorConsented: boolean;
  /** Fields (`Youth.bornOn`) that the consents relied on release beyond the extent. */
  readonly fields: readonly string[];
  /** Checks that made consents naming this caller unusable for this cell; private: audit and simulation only. */
  readonly failedChecks: readonly string[];
  readonly validUntil: Instant | null;
}

/** What one caller may learn of one subject for one purpose at one instant. */
export interface Decision {
  readonly decisionId: string;
  readonly subjectId: string;
  readonly policyVersion: string;
  readonly asOf: Instant;
  /** The caller's role towards this subject. */
  readonly role: Role;
  /**
   * Says whether a field of that category, extent and provenance may be released. Synchronous; a test of the mask.
   * What is released in some rows only is not: `permitsRow` says that. With the field's coordinate, a field that a
   * consent names beyond its extent is released too. A regime that the category cannot have, UNLABELLED among them,
   * releases nothing.
   */
  permits(category: Category, extent: Extent, regime: Regime, field?: string): boolean;
  /** Says whether that extent of one row may be released: by every row's leave, or because the row is within the limits. */
  permitsRow(category: Category, extent: Extent, regime: Regime, row: RowMarks): boolean;
  /** The rows of which that extent is released: null is every row, none at all is none. */
  rowsReleased(category: Category, extent: Extent, regime: Regime): RowLimits;
  /** Says whether rows of that category and provenance are released also where the minor consented to the care (rule R-46). */
  releasesMinorConsented(category: Category, regime: Regime): boolean;
  /** Whether the caller carries a case or referral of the subject now, to act on it and not to read it. */
  readonly carries: boolean;
  /** Whether the subject is a client of the caller's own county; never so for the State. */
  readonly inOwnCounty: boolean;
  /** Whether anything at all may be released; where nothing may, the subject does not exist for the caller. */
  readonly admits: boolean;
  /**
   * Every cell, for the audit record and the explanation. Decisions that share this list permit the same and rest on
   * the same.
   */
  readonly cells: readonly CellDecision[];
  /** Referrals whose reporter the caller may learn; empty unless REPORTER_IDENTITY is permitted. */
  readonly investigatedReferrals: readonly string[];
  readonly validUntil: Instant | null;
}
