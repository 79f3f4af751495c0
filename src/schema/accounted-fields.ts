import type { Category } from '../law/category.js';
import { globalId } from '../kernel/ids.js';
import type { AccountedDisclosure } from '../loaders/administration.js';
import type { Decision } from '../policy/decision.js';
import { maySpeakOf } from '../policy/spoken-of.js';
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
    consents: grounds.consents, teams: idsOf('Team', grounds.teams),
    teamSeats: row.seats.filter(({ team }) => grounds.teams.includes(team)).map(({ team, statute, protocol, joinedAt }) => ({
      teamId: globalId('Team', team), statute, protocolVersion: protocol, joinedAt,
    })),
    courtOrders: idsOf('CourtOrder', grounds.orders),
    mandatedReports: idsOf('MandatedReport', grounds.reports), emergencies: idsOf('EmergencyAccess', grounds.emergencies),
    approvals: idsOf('ReleaseApproval', grounds.approvals),
    breakGlassReasons: grounds.emergencies.length > 0 ? row.breakGlass : [], notices: grounds.notices, labels: grounds.labels,
  };
}

const idsOf = (type: string, ids: readonly string[]): readonly string[] => ids.map((id) => globalId(type, id));

/** A plain answer is named after what is shown of it; a message and a simulation are named after what was asked. */
function shownOutcome(outcome: string, released: readonly string[], withheld: readonly string[]): string {
  if (outcome !== 'RELEASED' && outcome !== 'WITHHELD') return outcome;
  return released.length > 0 || withheld.length === 0 ? 'RELEASED' : 'WITHHELD';
}
