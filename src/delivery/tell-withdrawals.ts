import { randomUUID } from 'node:crypto';
import type { PartnerSubscription } from '../model/partner-subscription.js';
import { raiseWithdrawal } from '../store/delivery/events.js';
import type { WithdrawalNotice } from '../store/queries/withdrawals.js';
import type { DeliveryParts } from './delivery-parts.js';
import { asFormerPartner, type OpenedRequest } from './opened-request.js';

const PAGE = 100;

/**
 * Raises an event for every withdrawal of a consent under which the partner's system received and of which it has not taken
 * note: of those, and no others, that its own list of notices would tell it. It is told also when its agreement has ended.
 */
export async function tellWithdrawals(parts: DeliveryParts, subscription: PartnerSubscription): Promise<void> {
  if (!subscription.events.includes('CONSENT_WITHDRAWN')) return;
  const notices = await asFormerPartner(parts.open, subscription, noticesTo);
  for (const { id, subjectId } of notices ?? []) {
    await raiseWithdrawal(parts.store, { subscriptionId: subscription.id, subjectId, noticeId: id }, randomUUID(), parts.clock.now());
  }
}

/** The notices that wait for whoever asks, all of them. */
export async function noticesTo({ access: { caller }, administration }: OpenedRequest): Promise<readonly WithdrawalNotice[]> {
  const told = { agencyId: caller.agency.id, personId: caller.personId };
  const notices: WithdrawalNotice[] = [];
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof administration.withdrawalsTo>> = await administration.withdrawalsTo(told, { first: PAGE, after });
    notices.push(...page.rows.map(({ row }) => row));
    after = page.rows.at(-1)?.cursor ?? null;
    if (!page.hasNextPage || after === null) return notices;
  }
}
