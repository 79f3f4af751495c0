import type { Instant } from '../kernel/dates.js';
import type { Purpose } from '../law/purpose.js';
import type { TokenRole } from '../law/role-purposes.js';

/** What a partner can ask to be told. */
export const PARTNER_EVENT_KINDS = ['CASE_CHANGED', 'CASE_ENDED', 'CONSENT_WITHDRAWN', 'MISSING_CHILD_REPORTED'] as const;
export type PartnerEventKind = (typeof PARTNER_EVENT_KINDS)[number];

export const SUBSCRIPTION_STATES = ['ACTIVE', 'PAUSED', 'ENDED'] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

/** Where an event stands; one is `HELD` that waits while its subscription is paused, so that nobody tries it. */
export const PARTNER_EVENT_STATES = ['WAITING', 'HELD', 'SENT', 'DEAD', 'STOPPED'] as const;
export type PartnerEventState = (typeof PARTNER_EVENT_STATES)[number];

/** What one partner's system is told of the youths of one county, where, and as whom it would ask itself. */
export interface PartnerSubscription {
  readonly id: string;
  readonly agencyId: string;
  readonly county: string;
  /** The partner's system, as the subject of its tokens. */
  readonly personId: string;
  readonly role: TokenRole;
  readonly purpose: Purpose;
  readonly events: readonly PartnerEventKind[];
  readonly endpoint: string;
  readonly state: SubscriptionState;
  /** `COUNTY`, or `ENDPOINT_GONE` where the endpoint itself said that it is there no longer; null while it is not paused. */
  readonly pausedBecause: string | null;
  /** When all that the partner was released already had been looked at. Absent: null, so that nothing seen first is news yet. */
  readonly baselinedAt: Instant | null;
  readonly recordedAt: Instant;
}

/** What of a subscription was not delivered, in numbers. */
export interface UndeliveredCounts {
  /** Events that are to be delivered; of one that is paused nobody tries them. */
  readonly waiting: number;
  /** Of these, reports of missing children. */
  readonly reportsWaiting: number;
  /** When the oldest of them was raised; null when none waits. */
  readonly waitsSince: Instant | null;
  /** Events that were tried in vain for as long as they are, and that nobody replayed. */
  readonly givenUp: number;
}

/** A subscription as those who keep it see it. */
export type KeptSubscription = PartnerSubscription & UndeliveredCounts;

/** One event for one subscription, as those who run the gateway see it: never of which youth. */
export interface PartnerEvent {
  readonly id: string;
  readonly seq: string;
  readonly kind: PartnerEventKind;
  readonly state: PartnerEventState;
  readonly attempts: number;
  /** Why the last attempt failed: a word of a closed list. */
  readonly fault: string | null;
  /** What the endpoint answered to it. */
  readonly status: number | null;
  readonly raisedAt: Instant;
  readonly settledAt: Instant | null;
}
