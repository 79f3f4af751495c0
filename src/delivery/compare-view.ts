import { randomUUID } from 'node:crypto';
import { countyDay, countyDayEnd, plusSeconds, type Instant } from '../kernel/dates.js';
import type { PartnerSubscription } from '../model/partner-subscription.js';
import { askComparisons, noteView } from '../store/delivery/subscriptions.js';
import type { DeliveryParts } from './delivery-parts.js';
import { asPartner } from './opened-request.js';
import type { ReleasedViews } from './released-view.js';

/** By so much the database's clock, which begins the look, may be before ours. */
const CLOCKS_APART_SECONDS = 5;

/**
 * Compares what a partner is released of a youth with what it was, and raises an event where it differs. Nothing else raises
 * one, so that what is withheld can change, come and go without a partner hearing of it. Before the partner's youths have all
 * been looked at once, what is seen first is no news, but for a child who is reported missing: that is owed whenever it was ordered.
 */
export async function compareView(parts: DeliveryParts, views: ReleasedViews, subscription: PartnerSubscription, subjectId: string): Promise<void> {
  const seen = await asPartner(parts.open, subscription, async (request) => {
    const released = await views.digestOf(request, subjectId, subscription.county);
    return { digest: released?.digest ?? null, validUntil: released?.decision.validUntil ?? null };
  });
  // A partner who could not ask at all is told nothing of it either; he is told what became of it when he can ask again.
  if (seen === null) return;
  const at = parts.clock.now();
  const view = { subscriptionId: subscription.id, subjectId, digest: seen.digest, kind: changedKind(subscription) };
  await noteView(parts.store, view, { eventId: randomUUID(), at, silent: subscription.baselinedAt === null });
  const again = lookAgainAt(seen.validUntil, at);
  if (again !== null) await askComparisons(parts.store, subscription.id, [subjectId], again);
}

/**
 * When what was seen ends by itself, or now where it ended while it was looked at. Absent: null where nothing ends today, for
 * what ends later is found at the next day's look.
 */
export function lookAgainAt(validUntil: Instant | null, at: Instant): Instant | null {
  if (validUntil === null || validUntil >= countyDayEnd(countyDay(at))) return null;
  return plusSeconds(validUntil > at ? validUntil : at, CLOCKS_APART_SECONDS);
}

/** Who searches for missing children under statute is sent the report; everybody else is told to look. */
export function changedKind({ events, purpose }: Pick<PartnerSubscription, 'events' | 'purpose'>): 'CASE_CHANGED' | 'MISSING_CHILD_REPORTED' {
  return purpose === 'MISSING_CHILD' && events.includes('MISSING_CHILD_REPORTED') ? 'MISSING_CHILD_REPORTED' : 'CASE_CHANGED';
}
