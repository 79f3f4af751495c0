import type { YouthBeginning } from './begin-youth.js';
import { planCases } from './plan-cases.js';
import { planGrid } from './plan-grid.js';
import { planAddresses, planAliases, planOtherIds } from './plan-people.js';
import { planEpisode } from './plan-placements.js';
import { planReferrals } from './plan-referrals.js';
import { planServices } from './plan-services.js';
import type { RandomStream } from './random.js';
import type { PlannedEpisode, YouthPlan } from './youth-plan.js';

/** What happened to the youth. */
export function planLife({ context, person, diedOn, connected }: YouthBeginning) {
  const referrals = connected ? planReferrals(context) : [];
  const cases = planCases(context, referrals, diedOn !== null);
  const episode = planEpisode(context, cases.at(-1));
  return {
    referrals, cases, episode,
    grid: planGrid(context, cases, episode),
    services: planServices(context, person.clientKey, { cases, referrals }),
    addresses: planAddresses(context, person.createdOn),
    aliases: planAliases(context, person),
    otherIds: planOtherIds(context, person),
    away: awayIndicator(context.random, episode),
  };
}

/** A and B are entered by a worker, P and D set by the system. */
function awayIndicator(random: RandomStream, episode: PlannedEpisode | null): YouthPlan['away'] {
  const now = episode?.endedOn === null ? episode.absences.find((absence) => absence.endedOn === null) : undefined;
  if (now?.kind === 'RAN_AWAY') return random.chance(0.7) ? 'A' : 'P';
  if (now?.kind === 'ABDUCTED') return random.chance(0.7) ? 'B' : 'D';
  return 'N';
}
