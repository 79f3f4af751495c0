import type { Cell } from '../../law/category-regimes.js';
import type { Consent } from '../../model/consent.js';
import type { ConsentReview } from './consent-review.js';
import { anyOf, yesUntil, type Finding } from '../evaluation/finding.js';
import type { Situation } from '../situation.js';
import { liveTeamsOf } from '../relations/team-checks.js';

const ofTeam = (consent: Consent, teams: readonly string[]): boolean =>
  consent.recipientTeam !== null && teams.includes(consent.recipientTeam.teamId);

function covered(review: ConsentReview, cell: Cell, serves: (consent: Consent) => boolean): Finding {
  return anyOf(review.coverages(cell).filter(({ consent, covers }) => covers && serves(consent)).map(({ until }) => yesUntil(until)));
}

/** What the general release to a child and family team does not reach for mental health (the cell C832+C). */
const OWN_LAW: readonly Consent['regimes'][number][] = ['HIPAA_CMIA', 'LPS'];

/**
 * Says whether one valid consent is the written release of WIC 832 to a live team of the caller, whose identified
 * members it names; for mental health it must also claim the law of mental-health records. Rule R-08.
 */
export function familyTeamConsentCovers(situation: Situation, cell: Cell, review: ConsentReview): Finding {
  const teams = liveTeamsOf(situation, 'CFT832');
  return covered(review, cell, (consent) => consent.regimes.includes('CFT_832') && ofTeam(consent, teams)
    && (cell.category !== 'MENTAL_HEALTH' || OWN_LAW.some((regime) => consent.regimes.includes(regime))));
}

/**
 * Says whether the youth's own informed, written, time-limited consent names a live human-trafficking team of the caller:
 * without it a member discloses nothing that came from the youth. Authority: PC_13753 (rule R-59).
 */
export function traffickingTeamConsentCovers(situation: Situation, cell: Cell, review: ConsentReview): Finding {
  const teams = liveTeamsOf(situation, 'PC13753');
  return covered(review, cell, (consent) => consent.regimes.includes('HT_MDT_13753') && ofTeam(consent, teams));
}
