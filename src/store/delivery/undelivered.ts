import type { Instant } from '../../kernel/dates.js';
import type { PartnerEventKind } from '../../model/partner-subscription.js';
import type { Queryable, Statement } from '../request-session.js';

/** What one county's partners were not delivered, of one kind: given up, or held by why their subscriptions are paused. */
export interface CountyUndelivered {
  readonly county: string;
  readonly kind: PartnerEventKind;
  /** Null: it was given up. */
  readonly heldBecause: string | null;
  readonly events: number;
  readonly oldestAt: Instant;
}

const OF_COUNTIES: Statement = {
  name: 'metrics-undelivered',
  text: `select county, kind, case state when 'WAITING' then paused_because end as "heldBecause", sum(events)::integer as events, min(oldest) as "oldestAt"
  from csec.undelivered_events(null) where state = 'DEAD' or paused_because is not null group by 1, 2, 3 order by 1, 2, 3`,
};

/** Every county of whose partners something was given up, or waits while nobody tries it. */
export function undeliveredOfCounties(session: Queryable): Promise<readonly CountyUndelivered[]> {
  return session.query<CountyUndelivered>(OF_COUNTIES, []);
}

const HELD_REPORTS: Statement = {
  name: 'held-reports',
  text: `select s.id as "subscriptionId" from csec.partner_subscription s where s.state = 'PAUSED' and exists (
    select from csec.partner_event e where e.subscription_id = s.id and e.state = 'WAITING' and e.kind = 'MISSING_CHILD_REPORTED') order by s.id`,
};

/** The paused subscriptions for which a report of a missing child waits. For the delivering role. */
export async function subscriptionsHoldingReports(store: Queryable): Promise<readonly string[]> {
  return (await store.query<{ subscriptionId: string }>(HELD_REPORTS, [])).map(({ subscriptionId }) => subscriptionId);
}
