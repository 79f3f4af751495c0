import type { ConsentMoment } from './checks/check.js';
import type { Situation } from '../situation.js';

// Many checks of many cells ask for it; a situation never changes.
const MOMENTS = new WeakMap<Situation, ConsentMoment>();

/** When, of whom and under which reading the consents of a situation are looked at. */
export function momentOf(situation: Situation): ConsentMoment {
  const known = MOMENTS.get(situation);
  if (known !== undefined) return known;
  const made = momentOfSituation(situation);
  MOMENTS.set(situation, made);
  return made;
}

function momentOfSituation(situation: Situation): ConsentMoment {
  const { context, day, settings, facts, birthDateOpen } = situation;
  const parentage = [...(facts.parentage ?? []), ...facts.involvements].filter(({ kind }) => kind === 'PARENTAGE');
  return { asOf: context.asOf, day, settings, subject: facts.subject, parentage, orders: facts.orders ?? [], birthDateOpen };
}
