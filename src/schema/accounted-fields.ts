import { CATEGORIES, CATEGORY_FACTS, type Category } from '../law/category.js';
import { REGIMES } from '../law/regime.js';
import { globalId } from '../kernel/ids.js';
import type { AccountedDisclosure } from '../loaders/administration.js';
import type { Consent } from '../model/consent.js';
import type { Decision } from '../policy/decision.js';
import { agencyFields } from './types/agency.type.js';
import type { DisclosureType } from './types/disclosure.type.js';

/**
 * An entry of the accounting as its reader may see it. A category that law conceals from the reader is left out; rules,
 * authorities and outcome are those of the categories shown: were they left out for such a category alone, their absence
 * would tell of it.
 */
export function accountedFields(row: AccountedDisclosure, reader: Decision): DisclosureType {
  // What a seal order reached is never to have been: no juvenile justice is named of a disclosure that held some of it.
  const shown = (category: string): boolean => !(row.sealed && category === 'JUVENILE_JUSTICE') && maySpeakOf(category as Category, reader);
  const [released, withheld] = [row.categoriesReleased.filter(shown), row.categoriesWithheld.filter(shown)];
  const grounds = released.length === row.categoriesReleased.length ? row.grounds : row.spoken;
  return {
    decisionId: row.decisionId, at: row.at, recipient: row.agency && agencyFields(row.agency),
    role: row.role, purpose: row.purpose, outcome: shownOutcome(row.outcome, released, withheld),
    categoriesReleased: released, categoriesWithheld: withheld, rules: grounds.rules, authorities: grounds.authorities,
    consents: grounds.consents, teams: idsOf('Team', grounds.teams), courtOrders: idsOf('CourtOrder', grounds.orders),
    mandatedReports: idsOf('MandatedReport', grounds.reports), emergencies: idsOf('EmergencyAccess', grounds.emergencies),
    breakGlassReasons: grounds.emergencies.length > 0 ? row.breakGlass : [], notices: grounds.notices, labels: grounds.labels,
  };
}

const idsOf = (type: string, ids: readonly string[]): readonly string[] => ids.map((id) => globalId(type, id));

/** A plain answer is named after what is shown of it; a message and a simulation are named after what was asked. */
function shownOutcome(outcome: string, released: readonly string[], withheld: readonly string[]): string {
  if (outcome !== 'RELEASED' && outcome !== 'WITHHELD') return outcome;
  return released.length > 0 || withheld.length === 0 ? 'RELEASED' : 'WITHHELD';
}

/** Says whether the reader may be told of a category at all: law does not conceal it, or it is released to him. */
export function maySpeakOf(category: Category, reader: Decision): boolean {
  if (!CATEGORIES.includes(category)) return false;
  return CATEGORY_FACTS[category].whenWithheld === 'state' || releases(category, reader);
}

/**
 * Says whether the reader may be told how often a consent was used. It is used by a record that leaves under it, so that
 * its use tells that there is one: of a category that law conceals, only to whom it is released (rule G1).
 */
export function usesTold({ maxUses, categories }: Consent, reader: Decision): boolean {
  return maxUses === null || categories.every((category) => maySpeakOf(category as Category, reader));
}

/** Whether any of the category is released to the reader. */
export function releases(category: Category, reader: Decision): boolean {
  return REGIMES.some((regime) => reader.permits(category, 'MINIMUM', regime));
}
