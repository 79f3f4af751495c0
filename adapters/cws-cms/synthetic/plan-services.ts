import type { DayNumber } from './calendar.js';
import {
  CONTACTS, CONTACT_LOCATIONS, CONTACT_METHODS, CONTACT_STATES, COUNSELLING, INDEPENDENT_LIVING, OTHER_SERVICES, SHARES,
  SUBSTANCE_SERVICES,
} from './distributions.js';
import { someWorker, years, type PlanContext } from './plan-context.js';
import type { PlannedCase, PlannedReferral, PlannedService } from './youth-plan.js';

const PSYCHOTROPIC = 5791;
const WRAPAROUND = 6443;
const SUPERVISED_VISITATION = 441;
const INVESTIGATION = 435;
const IN_PERSON = 408;
const YOUNGEST_ILP = 16;

interface ServiceKind {
  readonly kind: PlannedService['kind'];
  readonly code: number;
  readonly by: PlannedService['providedBy'];
}

/** Contacts and visits of the county, and services by the county or a provider, within the youth's latest case. */
export function planServices(
  context: PlanContext,
  clientKey: string,
  { cases, referrals }: { readonly cases: readonly PlannedCase[]; readonly referrals: readonly PlannedReferral[] },
): PlannedService[] {
  const { horizon } = context;
  const latest = cases.at(-1);
  if (latest) {
    const span = { from: latest.startedOn, to: latest.endedOn ?? horizon };
    return serviceKinds(context, span.to).map((kind) => planService(context, clientKey, { ...kind, ...span }));
  }
  return referrals.slice(-1).map((referral) => planService(
    context, clientKey, { kind: 'C', code: INVESTIGATION, by: 'S', from: referral.receivedOn, to: referral.closedOn ?? horizon },
  ));
}

function serviceKinds({ random, bornOn, csec }: PlanContext, until: DayNumber): ServiceKind[] {
  const kinds: ServiceKind[] = [];
  const add = (share: number, kind: () => ServiceKind): void => {
    if (random.chance(share)) kinds.push(kind());
  };
  const byEither = (): PlannedService['providedBy'] => (random.chance(0.4) ? 'S' : 'V');
  for (let left = random.between(1, 4); left > 0; left -= 1) add(1, () => ({ kind: 'C', code: random.weighted(CONTACTS), by: 'S' }));
  add(0.3, () => ({ kind: 'V', code: SUPERVISED_VISITATION, by: 'S' }));
  add(csec ? SHARES.counselling : 0.3, () => ({ kind: 'N', code: random.weighted(COUNSELLING), by: byEither() }));
  add(SHARES.psychotropic, () => ({ kind: 'N', code: PSYCHOTROPIC, by: 'V' }));
  // Both halves of 42 CFR Part 2's line: by a programme, and by county staff.
  add(SHARES.substanceUse, () => ({ kind: 'N', code: random.weighted(SUBSTANCE_SERVICES), by: 'V' }));
  add(SHARES.substanceUse / 2, () => ({ kind: 'N', code: random.weighted(SUBSTANCE_SERVICES), by: 'S' }));
  if (until >= bornOn + years(YOUNGEST_ILP)) add(0.6, () => ({ kind: 'N', code: random.weighted(INDEPENDENT_LIVING), by: byEither() }));
  add(SHARES.wraparound, () => ({ kind: 'N', code: WRAPAROUND, by: byEither() }));
  add(0.6, () => ({ kind: 'N', code: random.weighted(OTHER_SERVICES), by: byEither() }));
  return kinds;
}

function planService(
  context: PlanContext,
  clientKey: string,
  { kind, code, by, from, to }: ServiceKind & { readonly from: DayNumber; readonly to: DayNumber },
): PlannedService {
  const { random, keys, county, parentKeys } = context;
  const worker = someWorker(context, county.code);
  const startedOn = random.between(from, to);
  const status = random.weighted(CONTACT_STATES);
  const participants: PlannedService['participants'][number][] = [{ role: 'C', key: clientKey }];
  if (random.chance(0.15)) participants.push({ role: 'C', key: random.pick(parentKeys) });
  if (random.chance(0.08)) participants.push({ role: 'T', key: worker.staffKey });
  return {
    key: keys.next(startedOn), kind, status, code, method: kind === 'V' ? IN_PERSON : random.weighted(CONTACT_METHODS),
    location: random.weighted(CONTACT_LOCATIONS), providedBy: by, providerKey: by === 'S' ? worker.staffKey : random.pick(county.providerKeys),
    startedOn, startedAt: random.between(7 * 3600, 19 * 3600),
    endedOn: kind === 'N' && random.chance(0.4) ? null : (kind === 'N' ? random.between(startedOn, to) : startedOn),
    wraparound: code === WRAPAROUND, participants,
  };
}
