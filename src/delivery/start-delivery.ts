import { countyDay, plusSeconds } from '../kernel/dates.js';
import { forgetWaiting } from '../store/crosswalk/unlinked-persons.js';
import { activeSubscriptions, askSweeps } from '../store/delivery/subscriptions.js';
import { subscriptionsHoldingReports } from '../store/delivery/undelivered.js';
import { applyTerms, placeAgain, placeAll, placeServices, placeYouth } from '../store/histories/received-services.js';
import { workQueue, type Jobs, type WorkedQueue } from '../store/job-queue.js';
import { compareView } from './compare-view.js';
import { EventComposer } from './compose-event.js';
import { deliverLane } from './deliver.js';
import type { DeliveryParts } from './delivery-parts.js';
import { ReleasedViews } from './released-view.js';
import { sweep } from './sweep.js';
import { tellWithdrawals } from './tell-withdrawals.js';
import { viewDocuments } from './view-document.js';

/**
 * Every hour it is asked who has not been looked at today, where a new day begins at midnight in California, for whom a report
 * is held, who has waited for too long, and what partners pushed that no job placed, or that terms permit no longer.
 */
const CRONTAB = '3 * * * * sweepAll ?max=3\n17 * * * * forgetWaiting ?max=3\n31 * * * * placeAll ?max=3';

/** How the queue is worked off. */
export interface DeliverySettings {
  readonly databaseUrl: string;
  readonly concurrency: number;
  readonly restMillis: number;
  readonly onFault: (kind: string, fault: unknown) => void;
}

/** Tells partners what they asked to be told, for as long as it is not stopped. */
export function startDelivery(parts: DeliveryParts, { databaseUrl, ...settings }: DeliverySettings): WorkedQueue {
  return workQueue({ ...settings, url: databaseUrl, jobs: jobsOf(parts), crontab: CRONTAB });
}

function jobsOf(parts: DeliveryParts): Jobs {
  const views = new ReleasedViews(parts.schema, viewDocuments(parts.schema), parts.key);
  const composer = new EventComposer(parts);
  return {
    compare: async ({ subjectId, subscriptionId }) => {
      for (const subscription of await activeSubscriptions(parts.store, subscriptionId ?? null)) await compareView(parts, views, subscription, subjectId!);
    },
    deliver: ({ subscriptionId, subjectId }, over) => deliverLane(parts, composer, { subscriptionId: subscriptionId!, subjectId: subjectId! }, over),
    sweep: async ({ subscriptionId }) => {
      for (const subscription of await activeSubscriptions(parts.store, subscriptionId!)) await sweep(parts, views, subscription);
    },
    withdrawals: async () => {
      for (const subscription of await activeSubscriptions(parts.store, null)) await tellWithdrawals(parts, subscription);
    },
    forgetWaiting: async () => {
      await forgetWaiting(parts.store, plusSeconds(parts.clock.now(), -parts.waitingDays * 86_400));
    },
    placeServices: ({ agencyId }) => placeServices(parts.store, agencyId!, parts.clock.now()),
    placeAgain: ({ agencyId, linkId }) => placeAgain(parts.store, agencyId!, linkId!, parts.clock.now()),
    placeYouth: ({ subjectId }) => placeYouth(parts.store, subjectId!, parts.clock.now()),
    applyTerms: ({ agencyId }) => applyTerms(parts.store, agencyId!, parts.clock.now()),
    placeAll: () => placeAll(parts.store, parts.clock.now()),
    sweepAll: async () => {
      await askSweeps(parts.store, countyDay(parts.clock.now()));
      // Said every hour for as long as it is so: nobody tries them.
      for (const subscriptionId of await subscriptionsHoldingReports(parts.store)) parts.onUndelivered({ subscriptionId, kind: 'MISSING_CHILD_REPORTED', because: 'HELD' });
    },
  };
}
