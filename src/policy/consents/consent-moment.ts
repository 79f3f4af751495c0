import type { ConsentMoment } from './checks/check.js';
import type { Situation } from '../situation.js';

/** When, of whom and under which reading the consents of a situation are looked at. */
export function momentOf(situation: Situation): ConsentMoment {
  const { context, day, settings, facts, birthDateOpen } = situation;
  const parentage = [...(facts.parentage ?? []), ...facts.involvements].filter(({ kind }) => kind === 'PARENTAGE');
  return { asOf: context.asOf, day, settings, subject: facts.subject, parentage, orders: facts.orders ?? [], birthDateOpen };
}
