import { GatewayError } from '../kernel/gateway-error.js';
import type { Instant } from '../kernel/dates.js';
import type { KeptSubscription, PartnerEvent, PartnerEventState, PartnerSubscription } from '../model/partner-subscription.js';
import {
  changeSubscription, recordSubscription, replayEvents, rotateSecret, subjectOfEvent, subscriptionEvents, subscriptionsOf,
  type SubscriptionAct, type SubscriptionChange,
} from '../store/delivery/register.js';
import type { PageOf } from './administration.js';
import { cursorOf, keysOf, momentOf, type Page } from './page.js';
import type { RequestStore } from './request-store.js';

/** What is known of partners' endpoints and secrets beside the database. */
export interface PartnerSettings {
  /** The secret of that id, as the partner is given it. */
  readonly secretOf: (secretId: string) => string;
  /** Whether an endpoint can be asked for at all. */
  readonly takesEndpoint: (endpoint: string) => boolean;
}

/** A subscription as it was recorded, and the secret that is told this once. */
export interface RecordedSubscription {
  readonly subscription: KeptSubscription;
  readonly secret: string;
}

const SUBSCRIPTIONS = 'partnerSubscriptions';
const EVENTS = 'partnerEvents';
const NOTHING_YET = { waiting: 0, reportsWaiting: 0, waitsSince: null, givenUp: 0 } as const;

/** What partners are told of, within one request's transaction: one county reaches its own subscriptions alone. */
export class PartnerRegister {
  constructor(private readonly store: RequestStore, private readonly newId: () => string, private readonly settings: PartnerSettings) {}

  takesEndpoint(endpoint: string): boolean {
    return this.settings.takesEndpoint(endpoint);
  }

  async record(
    fresh: Omit<PartnerSubscription, 'id' | 'state' | 'pausedBecause' | 'baselinedAt'>, by: Pick<SubscriptionAct, 'byAgencyId' | 'byPersonId'>,
  ): Promise<RecordedSubscription> {
    const subscription: PartnerSubscription = { ...fresh, id: this.newId(), state: 'ACTIVE', pausedBecause: null, baselinedAt: null };
    const secretId = this.newId();
    await recordSubscription(this.store, subscription, secretId, by);
    return { subscription: { ...subscription, ...NOTHING_YET }, secret: this.settings.secretOf(secretId) };
  }

  change(act: SubscriptionAct, change: SubscriptionChange): Promise<boolean> {
    return changeSubscription(this.store, act, change);
  }

  /** The new secret; null when there is no such subscription. */
  async rotate(act: SubscriptionAct, othersRetireAt: Instant): Promise<string | null> {
    const id = this.newId();
    return await rotateSecret(this.store, act, { id, othersRetireAt }) ? this.settings.secretOf(id) : null;
  }

  replay(act: SubscriptionAct, eventIds: readonly string[] | null): Promise<number | null> {
    return replayEvents(this.store, act, eventIds);
  }

  async subscription(county: string, id: string): Promise<KeptSubscription | null> {
    return (await subscriptionsOf(this.store, county, { id, after: null, first: 1 }))[0] ?? null;
  }

  /** Errors: BAD_CURSOR. */
  async subscriptions(county: string, { first, after }: PageOf): Promise<Page<KeptSubscription>> {
    const found = await subscriptionsOf(this.store, county, { id: null, after: after ? momentOf(SUBSCRIPTIONS, after) : null, first: first + 1 });
    return {
      rows: found.slice(0, first).map((row) => ({ row, cursor: cursorOf(SUBSCRIPTIONS, [row.recordedAt, row.id]) })), hasNextPage: found.length > first,
    };
  }

  /** Errors: BAD_CURSOR. */
  async events(
    of: { readonly id: string; readonly county: string; readonly state: PartnerEventState | null }, { first, after }: PageOf,
  ): Promise<Page<PartnerEvent>> {
    const found = await subscriptionEvents(this.store, of, { before: after ? sequenceOf(after) : null, first: first + 1 });
    return { rows: found.slice(0, first).map((row) => ({ row, cursor: cursorOf(EVENTS, [row.seq]) })), hasNextPage: found.length > first };
  }

  subjectOfEvent(eventId: string, agencyId: string): Promise<string | null> {
    return subjectOfEvent(this.store, eventId, agencyId);
  }
}

function sequenceOf(after: string): string {
  const [seq] = keysOf(EVENTS, after, 1);
  if (seq && /^\d{1,18}$/.test(seq)) return seq;
  throw new GatewayError('BAD_CURSOR', 'after is not a cursor of this list.', { field: 'after' });
}
