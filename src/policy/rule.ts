import type { DatePeriod } from '../kernel/dates.js';
import type { AgencyKind } from '../law/agreement.js';
import type { Approver } from '../law/approver.js';
import type { AuthorityId } from '../law/authority-ids.js';
import type { Basis } from '../law/basis.js';
import type { Category } from '../law/category.js';
import type { Extent } from '../law/extent.js';
import type { ObligationId } from '../law/obligation.js';
import type { Purpose } from '../law/purpose.js';
import type { Regime } from '../law/regime.js';
import type { Role } from '../law/role.js';
import type { PredicateName } from './evaluation/predicate-names.js';
import type { SettingName } from './settings.js';

/** The layers, in the order in which they decide. A later layer only narrows what an earlier one left open. */
export const LAYERS = [
  'FLOOR', 'MANDATE', 'CATEGORY_LAW', 'BASIS', 'NARROWING', 'MINIMUM_NECESSARY', 'OBLIGATION',
] as const;
export type Layer = (typeof LAYERS)[number];

/**
 * What a rule does when its conditions hold. `PERMIT`: opens, on its basis. `DENY`: closes. `REQUIRE`: closes unless its
 * `requires` holds. `LIMIT`: caps the extent. `OBLIGE`: adds duties to what is released.
 */
export const EFFECTS = ['PERMIT', 'DENY', 'REQUIRE', 'LIMIT', 'OBLIGE'] as const;
export type Effect = (typeof EFFECTS)[number];

/** Any of these sets, all of whose members hold. */
export type Conditions = readonly (readonly PredicateName[])[];

/** When a rule speaks; an absent condition holds for every member of its enum. */
export interface When {
  readonly categories?: readonly Category[];
  readonly exceptCategories?: readonly Category[];
  readonly roles?: readonly Role[];
  readonly exceptRoles?: readonly Role[];
  readonly purposes?: readonly Purpose[];
  readonly regimes?: readonly Regime[];
  /** Only for what would be released on these bases; for NARROWING, MINIMUM_NECESSARY and OBLIGATION. */
  readonly bases?: readonly Basis[];
  /** Kinds of the caller's agency. */
  readonly agencyKinds?: readonly AgencyKind[];
  readonly facts?: Conditions;
}

/** One row of law or policy. Rules hold no code: only members of closed lists, citations and words. */
export interface Rule {
  /** `<rule of the reference>.<topic>`, stable. */
  readonly id: string;
  readonly layer: Layer;
  readonly effect: Effect;
  /** The basis that a PERMIT opens, or that a DENY or REQUIRE of the BASIS layer closes. */
  readonly basis?: Basis;
  readonly when: When;
  /** For REQUIRE. */
  readonly requires?: Conditions;
  /** For PERMIT: how far it opens. For LIMIT: the cap. */
  readonly extent?: Extent;
  /** For PERMIT on a consent: fields that the consent names are released beyond the extent. */
  readonly widenedByFields?: boolean;
  readonly authorities: readonly AuthorityId[];
  readonly obligations?: readonly ObligationId[];
  /** The days on which the rule is law. */
  readonly effective: DatePeriod;
  /** One sentence for a reader who is no lawyer. */
  readonly plain: string;
  /** A PERMIT speaks only while counsel's setting is on; any other effect only while it is off. */
  readonly counsel?: SettingName;
  /** For a REQUIRE of `APPROVED`: who approves. */
  readonly approver?: Approver;
}

/** What every row of a county begins with, so that no row of it can be taken for a rule of the gateway. */
export const COUNTY_ROW = 'COUNTY.';

/** In force without a known end. */
export const IN_FORCE: DatePeriod = Object.freeze({ from: null, to: null });
