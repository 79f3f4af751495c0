import type { Instant } from '../../kernel/dates.js';
import type { KeptSubscription, PartnerEvent, PartnerEventState, PartnerSubscription } from '../../model/partner-subscription.js';
import type { Queryable, Statement } from '../request-session.js';
import { SUBSCRIPTION_COLUMNS } from './subscriptions.js';

/** Who does something to a subscription, of which county, and when. */
export interface SubscriptionAct {
  readonly id: string;
  readonly county: string;
  readonly byAgencyId: string;
  readonly byPersonId: string;
  readonly at: Instant;
}

const RECORD: Statement = { name: 'record-partner-subscription', text: 'select csec.record_partner_subscription($1::jsonb, $2::uuid, $3::uuid, $4)' };

/** Keeps a subscription and the id of its first secret, and has the partner's youths looked at. */
export async function recordSubscription(
  session: Queryable, fresh: PartnerSubscription, secretId: string, by: Pick<SubscriptionAct, 'byAgencyId' | 'byPersonId'>,
): Promise<void> {
  const { id, county, role, purpose, events, endpoint, state } = fresh;
  const row = { id, county, role, purpose, events, endpoint, state, agency_id: fresh.agencyId, person_id: fresh.personId, recorded_at: fresh.recordedAt };
  await session.query(RECORD, [JSON.stringify(row), secretId, by.byAgencyId, by.byPersonId]);
}

const CHANGE: Statement = {
  name: 'change-partner-subscription', text: 'select csec.change_partner_subscription($1::uuid, $2, $3, $4::uuid, $5, $6::timestamptz) as changed',
};

/** What is done to a subscription. */
export type SubscriptionChange = 'PAUSED' | 'RESUMED' | 'ENDED';

/** Pauses, resumes or ends a subscription of that county; false when there is none that has not ended. */
export async function changeSubscription(session: Queryable, act: SubscriptionAct, change: SubscriptionChange): Promise<boolean> {
  const [found] = await session.query<{ changed: boolean }>(CHANGE, [act.id, act.county, change, act.byAgencyId, act.byPersonId, act.at]);
  return found?.changed === true;
}

const ROTATE: Statement = {
  name: 'rotate-partner-secret', text: 'select csec.rotate_partner_secret($1::uuid, $2, $3::uuid, $4::timestamptz, $5::uuid, $6, $7::timestamptz) as rotated',
};

/** Begins a secret; those before it retire at that moment. False when there is no such subscription of the county. */
export async function rotateSecret(
  session: Queryable, act: SubscriptionAct, secret: { readonly id: string; readonly othersRetireAt: Instant },
): Promise<boolean> {
  const [found] = await session.query<{ rotated: boolean }>(ROTATE, [
    act.id, act.county, secret.id, secret.othersRetireAt, act.byAgencyId, act.byPersonId, act.at,
  ]);
  return found?.rotated === true;
}

const REPLAY: Statement = {
  name: 'replay-partner-events', text: 'select csec.replay_partner_events($1::uuid, $2, $3::uuid[], $4::uuid, $5, $6::timestamptz) as replayed',
};

/** Has dead letters delivered again, those alone if told; how many, or null when there is no such subscription of the county. */
export async function replayEvents(session: Queryable, act: SubscriptionAct, eventIds: readonly string[] | null): Promise<number | null> {
  const [found] = await session.query<{ replayed: number | null }>(REPLAY, [act.id, act.county, eventIds, act.byAgencyId, act.byPersonId, act.at]);
  return found?.replayed ?? null;
}

const OF_COUNTY: Statement = {
  name: 'subscriptions-of-county',
  text: `with undelivered as materialized (select subscription_id, kind, state, events, oldest from csec.undelivered_events($1))
    select ${SUBSCRIPTION_COLUMNS}, u.waiting, u."reportsWaiting", u."waitsSince", u."givenUp" from csec.partner_subscription s
    left join lateral (select coalesce(sum(e.events) filter (where e.state = 'WAITING'), 0)::integer as waiting,
        coalesce(sum(e.events) filter (where e.state = 'WAITING' and e.kind = 'MISSING_CHILD_REPORTED'), 0)::integer as "reportsWaiting",
        min(e.oldest) filter (where e.state = 'WAITING') as "waitsSince", coalesce(sum(e.events) filter (where e.state = 'DEAD'), 0)::integer as "givenUp"
      from undelivered e where e.subscription_id = s.id) as u on true
    where s.county = $1 and ($2::uuid is null or s.id = $2)
    and ($3::timestamptz is null or (s.recorded_at, s.id) > ($3, $4::uuid)) order by s.recorded_at, s.id limit $5`,
};

/** A county's subscriptions, oldest first, with what of each was not delivered; that one alone, if told. */
export function subscriptionsOf(
  session: Queryable, county: string,
  page: { readonly id: string | null; readonly after: { readonly at: Instant; readonly id: string } | null; readonly first: number },
): Promise<readonly KeptSubscription[]> {
  return session.query<KeptSubscription>(OF_COUNTY, [county, page.id, page.after?.at ?? null, page.after?.id ?? null, page.first]);
}

const EVENTS: Statement = {
  name: 'partner-events-of',
  text: `select id, seq::text, kind, state, attempts, fault, status, raised_at as "raisedAt", settled_at as "settledAt"
    from csec.partner_events_of($1::uuid, $2, $3, $4::bigint, $5)`,
};

/** The events of a county's subscription, newest first; of that state alone, if told. */
export function subscriptionEvents(
  session: Queryable, of: { readonly id: string; readonly county: string; readonly state: PartnerEventState | null },
  page: { readonly before: string | null; readonly first: number },
): Promise<readonly PartnerEvent[]> {
  return session.query<PartnerEvent>(EVENTS, [of.id, of.county, of.state, page.before, page.first]);
}

const SUBJECT: Statement = { name: 'partner-event-subject', text: 'select csec.partner_event_subject($1::uuid, $2::uuid) as subject' };

/** The youth of an event that was raised for that agency; null for any other id. Opens nothing. */
export async function subjectOfEvent(session: Queryable, eventId: string, agencyId: string): Promise<string | null> {
  return (await session.query<{ subject: string | null }>(SUBJECT, [eventId, agencyId]))[0]?.subject ?? null;
}
