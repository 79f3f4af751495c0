import { countyDay } from '../kernel/dates.js';
import type { PartnerSubscription } from '../model/partner-subscription.js';
import type { PageRequest, PageStart } from '../release/admission-source.js';
import type { AdmittedPage } from '../release/gate.js';
import { askComparisons, askWaiting, noteSwept, seenBy } from '../store/delivery/subscriptions.js';
import { compareView } from './compare-view.js';
import type { DeliveryParts } from './delivery-parts.js';
import { asPartner } from './opened-request.js';
import { tellWithdrawals } from './tell-withdrawals.js';
import type { ReleasedViews } from './released-view.js';

const PAGE = 100;

/**
 * Looks at every youth whom a partner may know of, and every one whom he did: when he begins, when he is resumed, when what
 * he may see of everybody changed, and each day, because what time alone changes nobody writes. A change by time is so told
 * at its own time, and not when something that is withheld happens to change. The first look is done here, before the
 * subscription counts as looked at; every other is a job for each youth.
 */
export async function sweep(parts: DeliveryParts, views: ReleasedViews, subscription: PartnerSubscription): Promise<void> {
  const first = subscription.baselinedAt === null;
  const look = async (subjectIds: readonly string[]): Promise<void> => {
    if (!first) return askComparisons(parts.store, subscription.id, subjectIds);
    for (const subjectId of subjectIds) await compareView(parts, views, subscription, subjectId);
  };
  const could = await eachAdmitted(parts, subscription, look);
  for (let after: string | null = null; ;) {
    const seen = await seenBy(parts.store, subscription.id, { after, size: PAGE });
    if (!first && seen.length > 0) await askComparisons(parts.store, subscription.id, seen);
    after = seen.at(-1) ?? null;
    if (seen.length < PAGE) break;
  }
  await tellWithdrawals(parts, subscription);
  await askWaiting(parts.store, subscription.id);
  const at = parts.clock.now();
  if (could) await noteSwept(parts.store, subscription.id, { at, day: countyDay(at) });
}

/** Each page is a request of its own, as the partner would ask. Answers whether the partner could ask at all. */
async function eachAdmitted(parts: DeliveryParts, subscription: PartnerSubscription, look: (subjectIds: readonly string[]) => Promise<void>): Promise<boolean> {
  for (let after: PageStart | null = null; ;) {
    const asked: PageRequest = { first: PAGE, after, order: 'ANY', filter: {} };
    const page: AdmittedPage | null = await asPartner(parts.open, subscription, ({ gate }) => gate.admitPage(asked));
    if (page === null) return false;
    await look(page.decisions.map(({ decision }) => decision.subjectId));
    after = page.decisions.at(-1)?.start ?? null;
    if (!page.hasNextPage || after === null) return true;
  }
}
