import type { Instant } from '../../kernel/dates.js';
import type { PartnerEventKind, PartnerSubscription } from '../../model/partner-subscription.js';
import type { Queryable, Statement } from '../request-session.js';

/** The columns of a subscription, as its interface names them. */
export const SUBSCRIPTION_COLUMNS = `s.id, s.agency_id as "agencyId", s.county, s.person_id as "personId", s.role, s.purpose, s.events, s.endpoint, s.state,
  s.paused_because as "pausedBecause", s.baselined_at as "baselinedAt", s.recorded_at as "recordedAt"`;

const ACTIVE: Statement = {
  name: 'active-subscriptions',
  text: `select ${SUBSCRIPTION_COLUMNS} from csec.partner_subscription s where s.state = 'ACTIVE' and ($1::uuid is null or s.id = $1) order by s.id`,
};

/** The subscriptions that are neither paused nor ended; that one alone, if told. */
export function activeSubscriptions(session: Queryable, id: string | null): Promise<readonly PartnerSubscription[]> {
  return session.query<PartnerSubscription>(ACTIVE, [id]);
}

const SECRETS: Statement = {
  name: 'partner-secrets',
  text: `select k.id from csec.partner_secret k where k.subscription_id = $1 and (k.retires_at is null or k.retires_at > $2) order by k.created_at desc, k.id`,
};

/** The ids of the secrets that sign at a moment, newest first. */
export async function secretsOf(session: Queryable, subscriptionId: string, at: Instant): Promise<readonly string[]> {
  return (await session.query<{ id: string }>(SECRETS, [subscriptionId, at])).map(({ id }) => id);
}

const PAUSE: Statement = {
  name: 'pause-subscription', text: `update csec.partner_subscription set state = 'PAUSED', paused_because = $2 where id = $1 and state = 'ACTIVE'`,
};

/** Has nothing more sent to a subscription until its county resumes it. */
export async function pauseSubscription(session: Queryable, id: string, because: 'ENDPOINT_GONE'): Promise<void> {
  await session.query(PAUSE, [id, because]);
}

const BASELINED: Statement = { name: 'baselined', text: 'update csec.partner_subscription set baselined_at = coalesce(baselined_at, $2) where id = $1' };
const SWEPT: Statement = { name: 'swept', text: 'update csec.partner_subscription set swept_on = $2::date where id = $1' };
const UNSWEPT: Statement = {
  name: 'unswept', text: `select csec.ask_sweep(s.id) from csec.partner_subscription s where s.state = 'ACTIVE' and s.swept_on is distinct from $1::date`,
};

/** All that the partner is released has been looked at: on that day, and for the first time at that moment. */
export async function noteSwept(session: Queryable, id: string, { at, day }: { readonly at: Instant; readonly day: string }): Promise<void> {
  await session.query(BASELINED, [id, at]);
  await session.query(SWEPT, [id, day]);
}

/** Has every subscription looked at that was not on that day. */
export async function askSweeps(session: Queryable, day: string): Promise<void> {
  await session.query(UNSWEPT, [day]);
}

const COMPARE: Statement = {
  name: 'ask-comparisons',
  text: `select graphile_worker.add_job('compare', json_build_object('subjectId', s, 'subscriptionId', $1::uuid), queue_name := 'case:' || s,
    job_key := 'case:' || s || ':' || $1 || case when $3::timestamptz is null then '' else ':later' end, run_at := $3::timestamptz) from unnest($2::uuid[]) as s`,
};

/** Has what a partner is released of those youths compared with what it was, at once or at a moment of the machine's own clock. */
export async function askComparisons(session: Queryable, subscriptionId: string, subjectIds: readonly string[], at: Instant | null = null): Promise<void> {
  await session.query(COMPARE, [subscriptionId, subjectIds, at]);
}

const WAITING: Statement = {
  name: 'ask-waiting',
  text: `select csec.ask_delivery($1::uuid, w.subject_id) from (select distinct e.subject_id from csec.partner_event e
    where e.subscription_id = $1 and e.state = 'WAITING') as w`,
};

/** Has delivered what waits for a subscription. */
export async function askWaiting(session: Queryable, subscriptionId: string): Promise<void> {
  await session.query(WAITING, [subscriptionId]);
}

const SEEN: Statement = {
  name: 'views-seen',
  text: `select subject_id as "subjectId" from csec.partner_view where subscription_id = $1 and digest is not null and ($2::uuid is null or subject_id > $2)
    order by subject_id limit $3`,
};

/** The youths of whom a subscription was released something when it was last looked at, in the order of their ids. */
export async function seenBy(session: Queryable, subscriptionId: string, page: { readonly after: string | null; readonly size: number }): Promise<readonly string[]> {
  return (await session.query<{ subjectId: string }>(SEEN, [subscriptionId, page.after, page.size])).map(({ subjectId }) => subjectId);
}

const VIEW: Statement = { name: 'note-partner-view', text: 'select csec.note_partner_view($1::jsonb, $2::uuid, $3::timestamptz, $4) as raised' };

/** What a partner is released of a youth: by its digest, null where nothing is. */
export interface PartnerView {
  readonly subscriptionId: string;
  readonly subjectId: string;
  readonly digest: string | null;
  readonly kind: PartnerEventKind;
}

/**
 * Keeps a view, and raises the event where it differs from the one before; `silent`: not where there was none before,
 * but for a report that a child is missing. */
export async function noteView(
  session: Queryable, view: PartnerView, as: { readonly eventId: string; readonly at: Instant; readonly silent: boolean },
): Promise<PartnerEventKind | null> {
  const [noted] = await session.query<{ raised: PartnerEventKind | null }>(VIEW, [JSON.stringify(view), as.eventId, as.at, as.silent]);
  return noted?.raised ?? null;
}
