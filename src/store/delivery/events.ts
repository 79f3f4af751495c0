import type { Instant } from '../../kernel/dates.js';
import type { PartnerEventKind } from '../../model/partner-subscription.js';
import type { Queryable, Statement } from '../request-session.js';

/** An event that waits to be delivered. */
export interface WaitingEvent {
  readonly id: string;
  readonly subscriptionId: string;
  readonly subjectId: string;
  readonly kind: PartnerEventKind;
  /** The notice that it tells of; null for what is of the case itself. */
  readonly cause: string | null;
  readonly raisedAt: Instant;
  /** This one among them. */
  readonly attempts: number;
  /** When the first attempt began: of those since it was last replayed, or its subscription resumed. */
  readonly triedSince: Instant;
}

const NEXT: Statement = {
  name: 'begin-partner-event',
  text: `with next as (select e.id from csec.partner_event e join csec.partner_subscription s on s.id = e.subscription_id and s.state = 'ACTIVE'
      where e.subscription_id = $1 and e.subject_id = $2 and e.state = 'WAITING' and (not $4 or e.kind = 'CONSENT_WITHDRAWN') order by e.kind = 'MISSING_CHILD_REPORTED' desc, e.seq limit 1)
    update csec.partner_event e set attempts = e.attempts + 1, tried_since = coalesce(e.tried_since, $3) from next where e.id = next.id
    returning e.id, e.subscription_id as "subscriptionId", e.subject_id as "subjectId", e.kind, e.cause, e.raised_at as "raisedAt", e.attempts, e.tried_since as "triedSince"`,
};

/**
 * Begins an attempt at the oldest event that waits for a subscription, of one youth, a report that she is missing before any
 * other; null when none does, or the subscription is paused or ended. `withdrawalsAlone`: of what outlives an agreement. Counted before it is made: what changes from now on is an event of its own, since this one may have left.
 */
export async function beginAttempt(
  session: Queryable, to: { readonly subscriptionId: string; readonly subjectId: string }, as: { readonly at: Instant; readonly withdrawalsAlone: boolean },
): Promise<WaitingEvent | null> {
  return (await session.query<WaitingEvent>(NEXT, [to.subscriptionId, to.subjectId, as.at, as.withdrawalsAlone]))[0] ?? null;
}

const REST: Statement = {
  name: 'rest-partner-event', text: `update csec.partner_event set attempts = greatest(attempts - 1, 0), tried_since = null where id = $1 and state = 'WAITING'`,
};

/** Says that an attempt was none, since nothing could be told: it is not counted, and the event's time begins when something can. */
export async function restEvent(session: Queryable, eventId: string): Promise<void> {
  await session.query(REST, [eventId]);
}

const SETTLE: Statement = {
  name: 'settle-partner-event',
  text: `update csec.partner_event set state = $2, fault = $3, status = $4, settled_at = $5 where id = $1 and state = 'WAITING'`,
};

/** How an event ended. */
export interface Settled {
  readonly state: 'SENT' | 'STOPPED';
  readonly fault: string | null;
  readonly status: number | null;
  readonly at: Instant;
}

/** Says that an event was delivered, or that it may not be any more. */
export async function settleEvent(session: Queryable, eventId: string, { state, fault, status, at }: Settled): Promise<void> {
  await session.query(SETTLE, [eventId, state, fault, status, at]);
}

const MISNAMES: Statement = { name: 'agency-misnames', text: 'select csec.agency_misnames($1::uuid, $2::uuid) as misnames' };

/** Whether all that the subscription's agency ever meant by the youth was undone: it would file what it is told under somebody else. */
export async function misnames(session: Queryable, { subjectId, subscriptionId }: Pick<WaitingEvent, 'subjectId' | 'subscriptionId'>): Promise<boolean> {
  return (await session.query<{ misnames: boolean }>(MISNAMES, [subjectId, subscriptionId]))[0]?.misnames === true;
}

const PUT_OFF: Statement = { name: 'put-off-event', text: 'select csec.put_off_event($1::uuid, $2, $3, $4, $5) as state' };

/** How an attempt failed, and for how many seconds the event waits; null when that was the last. */
export interface PutOff {
  readonly fault: string;
  readonly status: number | null;
  readonly seconds: number | null;
  readonly at: Instant;
}

/** Says that an attempt failed: the event waits, or is a dead letter. Answers where it stands; null where somebody settled it meanwhile. */
export async function putOffEvent(session: Queryable, eventId: string, { fault, status, seconds, at }: PutOff): Promise<'WAITING' | 'DEAD' | null> {
  return (await session.query<{ state: 'WAITING' | 'DEAD' | null }>(PUT_OFF, [eventId, fault, status, seconds, at]))[0]?.state ?? null;
}

const WITHDRAWAL: Statement = { name: 'raise-withdrawal', text: 'select csec.raise_withdrawal($1::jsonb, $2::uuid, $3::timestamptz)' };

/** Raises, once, that a consent was withdrawn under which the partner received. */
export async function raiseWithdrawal(
  session: Queryable, told: { readonly subscriptionId: string; readonly subjectId: string; readonly noticeId: string }, eventId: string, at: Instant,
): Promise<void> {
  await session.query(WITHDRAWAL, [JSON.stringify(told), eventId, at]);
}
