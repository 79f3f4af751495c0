import { randomInt } from 'node:crypto';
import { millisOf, plusSeconds, type Instant } from '../kernel/dates.js';
import { ERROR_CODES } from '../kernel/error-codes.js';
import { GatewayError } from '../kernel/gateway-error.js';
import type { PartnerSubscription } from '../model/partner-subscription.js';
import { beginAttempt, misnames, putOffEvent, restEvent, settleEvent, type WaitingEvent } from '../store/delivery/events.js';
import { doneInLane, nextInLane } from '../store/delivery/lane.js';
import { activeSubscriptions, pauseSubscription, secretsOf } from '../store/delivery/subscriptions.js';
import type { EventComposer } from './compose-event.js';
import type { DeliveryParts, Patience } from './delivery-parts.js';
import { EndpointError, openEndpoint, type OpenEndpoint } from './endpoint.js';
import { signedHeaders, webhookSecret } from './partner-event.js';

const GONE = 410;
const DAY_SECONDS = 86_400;
/** What is owed within twenty-four hours is tried every ten minutes at least, and given to a person when they are over. */
const WITHIN_A_DAY: Pick<Patience, 'seconds' | 'longestSeconds'> = { seconds: DAY_SECONDS, longestSeconds: 600 };

/** What came of an attempt: the next may follow; it is waited; or the partner could not ask, and what outlives that may follow. */
type Attempted = 'NEXT' | 'LATER' | 'UNABLE';

/** So many youths are told of before the queue is asked again, which may have a report for somebody else. */
const MOST_IN_A_ROW = 100;

/** What waits for a partner of one youth. */
interface Waiting {
  readonly subscriptionId: string;
  readonly subjectId: string;
}

/**
 * Delivers what waits for a partner of a youth, and then of the next in its lane, until nothing does, an attempt fails or it is over.
 * One youth after another: whose endpoint is slow or hangs keeps one worker busy and leaves the others to everybody else.
 */
export async function deliverLane(parts: DeliveryParts, composer: EventComposer, to: Waiting, over: AbortSignal): Promise<void> {
  let goesOn = await deliverWaiting(parts, composer, to);
  for (let told = 1; goesOn && told < MOST_IN_A_ROW && !over.aborted; told += 1) {
    const next = await nextInLane(parts.store, to.subscriptionId);
    if (next === null) return;
    goesOn = await deliverWaiting(parts, composer, { ...to, subjectId: next.subjectId });
    await doneInLane(parts.store, next);
  }
}

/**
 * Delivers what waits for a partner of one youth, one after another in the order in which it was raised, until nothing does or an
 * attempt fails. What a partner is not told because it could not ask at all waits until it is looked at as one who can. Says
 * whether no attempt failed.
 */
async function deliverWaiting(parts: DeliveryParts, composer: EventComposer, to: Waiting): Promise<boolean> {
  for (let withdrawalsAlone = false; ;) {
    const event = await beginAttempt(parts.store, to, { at: parts.clock.now(), withdrawalsAlone });
    if (event === null) return true;
    const attempted = await deliver(parts, composer, event);
    if (attempted === 'LATER') return false;
    if (attempted === 'UNABLE' && event.kind === 'CONSENT_WITHDRAWN') return true;
    if (attempted === 'UNABLE') withdrawalsAlone = true;
  }
}

async function deliver(parts: DeliveryParts, composer: EventComposer, event: WaitingEvent): Promise<Attempted> {
  const [subscription] = await activeSubscriptions(parts.store, event.subscriptionId);
  if (!subscription) return 'LATER';
  // Whom nothing can be told is not connected to: that his endpoint fails is no reason to give up what waits for him.
  if (!await composer.mayAsk(event, subscription)) return rest(parts, event);
  let endpoint: OpenEndpoint | null = null;
  try {
    // Connected first and decided last: between the decision and the first byte lies nothing that could take time.
    endpoint = await openEndpoint(subscription.endpoint, parts.endpoints);
    return await send(parts, composer, { event, subscription, endpoint });
  } catch (fault) {
    if (fault instanceof EndpointError) return await putOff(parts, event, { fault: fault.fault, status: null, retryAfterSeconds: null });
    return await putOffForOurs(parts, event, fault);
  } finally {
    await endpoint?.close();
  }
}

interface Sending {
  readonly event: WaitingEvent;
  readonly subscription: PartnerSubscription;
  readonly endpoint: OpenEndpoint;
}

async function send(parts: DeliveryParts, composer: EventComposer, { event, subscription: { id }, endpoint }: Sending): Promise<Attempted> {
  const secrets = (await secretsOf(parts.store, id, parts.clock.now())).map((secret) => webhookSecret(parts.key, secret));
  const [subscription] = await activeSubscriptions(parts.store, id);
  if (!subscription) return 'LATER';
  // Undoing a link stops what waits then; what was raised beside it, and a dead letter that is replayed, is found here.
  if (event.kind === 'CASE_CHANGED' && await misnames(parts.store, event)) return stop(parts, event, 'LINK_UNDONE');
  const composed = await composer.compose(event, subscription);
  if (composed === 'UNABLE') return rest(parts, event);
  if (composed === 'STOPPED') return stop(parts, event, 'NOT_RELEASED');
  const { status, retryAfterSeconds } = await endpoint.post({
    'content-type': composed.mediaType, 'user-agent': 'csec-gateway', ...signedHeaders(event.id, composed.body, { secrets, at: parts.wallClock.now() }),
  }, composed.body);
  if (status >= 200 && status < 300) {
    await settleEvent(parts.store, event.id, { state: 'SENT', fault: null, status, at: parts.clock.now() });
    return 'NEXT';
  }
  if (status === GONE) {
    await pauseSubscription(parts.store, id, 'ENDPOINT_GONE');
    parts.onUndelivered({ subscriptionId: id, kind: event.kind, because: 'ENDPOINT_GONE' });
  }
  return putOff(parts, event, { fault: 'REFUSED', status, retryAfterSeconds });
}

async function stop(parts: DeliveryParts, event: WaitingEvent, fault: 'LINK_UNDONE' | 'NOT_RELEASED'): Promise<Attempted> {
  await settleEvent(parts.store, event.id, { state: 'STOPPED', fault, status: null, at: parts.clock.now() });
  return 'NEXT';
}

async function rest(parts: DeliveryParts, event: WaitingEvent): Promise<Attempted> {
  await restEvent(parts.store, event.id);
  return 'UNABLE';
}

/** How an attempt failed. */
interface Failed {
  readonly fault: string;
  readonly status: number | null;
  readonly retryAfterSeconds: number | null;
}

/**
 * What may be over when the queue begins anew is the queue's. Any other fault of ours may be of this event alone, which would hold up for
 * ever what comes after it: it waits as one that is refused, and is given up as one. Errors: the fault, so that it is heard of while it lasts.
 */
async function putOffForOurs(parts: DeliveryParts, event: WaitingEvent, fault: unknown): Promise<Attempted> {
  if (fault instanceof GatewayError && ERROR_CODES[fault.code].retry) throw fault;
  const attempted = await putOff(parts, event, { fault: 'INTERNAL', status: null, retryAfterSeconds: null });
  if (attempted === 'LATER') throw fault;
  return attempted;
}

/** A dead letter lets the next try, and is not given up in silence. */
async function putOff(parts: DeliveryParts, event: WaitingEvent, { fault, status, retryAfterSeconds }: Failed): Promise<Attempted> {
  const at = parts.clock.now();
  const seconds = waitSeconds(event, { at, retryAfterSeconds }, parts.patience);
  const state = await putOffEvent(parts.store, event.id, { fault, status, seconds, at });
  if (state === 'DEAD') parts.onUndelivered({ subscriptionId: event.subscriptionId, kind: event.kind, because: 'DEAD' });
  return state === 'WAITING' ? 'LATER' : 'NEXT';
}

/**
 * For how many seconds an event waits that failed at a moment, the last time until its time is over; null when it is. An
 * endpoint that asks for more time is given it, up to the longest. The day of a report runs from when it was raised; where
 * that was over before anything could be tried, from the first attempt.
 */
export function waitSeconds(
  { kind, raisedAt, triedSince, attempts }: Pick<WaitingEvent, 'kind' | 'raisedAt' | 'triedSince' | 'attempts'>,
  { at, retryAfterSeconds }: { readonly at: Instant; readonly retryAfterSeconds: number | null }, ordinary: Patience,
): number | null {
  const owed = kind === 'MISSING_CHILD_REPORTED';
  const patience = owed ? { ...ordinary, ...WITHIN_A_DAY } : ordinary;
  const since = owed && triedSince < plusSeconds(raisedAt, DAY_SECONDS) ? raisedAt : triedSince;
  const left = (millisOf(plusSeconds(since, patience.seconds)) - millisOf(at)) / 1000;
  if (left <= 0) return null;
  return Math.min(left, Math.max(backoffSeconds(attempts - 1, patience), Math.min(retryAfterSeconds ?? 0, patience.longestSeconds)));
}

/** Twice as long after each attempt, up to the longest, and up to half less by lot, so that events that failed together do not come back together. */
export function backoffSeconds(attempts: number, { firstSeconds, longestSeconds }: Pick<Patience, 'firstSeconds' | 'longestSeconds'>): number {
  const most = Math.min(longestSeconds, firstSeconds * 2 ** Math.min(attempts, 30));
  return most * (1 - randomInt(0, 500_000) / 1_000_000);
}
