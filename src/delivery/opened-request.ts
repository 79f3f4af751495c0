import type { RequestStore } from '../loaders/request-store.js';
import type { PartnerSubscription } from '../model/partner-subscription.js';
import type { GatewayContext } from '../schema/gateway-context.js';

/** A request in process: what the resolvers see, and the transaction that they do not. */
export interface OpenedRequest extends GatewayContext {
  readonly store: RequestStore;
}

/** Opens a request as the partner's own system would make it now. Absent: null where it could not ask at all. */
export type OpenAsPartner = (subscription: PartnerSubscription) => Promise<OpenedRequest | null>;

/** Does something as the partner, and undoes what was not committed; null where the partner could not ask at all, or has no agreement any more. */
export async function asPartner<T>(open: OpenAsPartner, subscription: PartnerSubscription, work: (request: OpenedRequest) => Promise<T>): Promise<T | null> {
  const request = await open(subscription);
  return request === null || request.access.agreementLapsed ? null : within(request, work);
}

/** The same for what outlives an agreement: notices of what the partner received before. */
export async function asFormerPartner<T>(
  open: OpenAsPartner, subscription: PartnerSubscription, work: (request: OpenedRequest) => Promise<T>,
): Promise<T | null> {
  const request = await open(subscription);
  return request && within(request, work);
}

async function within<T>(request: OpenedRequest, work: (request: OpenedRequest) => Promise<T>): Promise<T> {
  try {
    return await work(request);
  } finally {
    await request.store.rollback();
  }
}
