import type { AgencyKind } from '../../../law/agreement.js';
import type { Purpose } from '../../../law/purpose.js';
import type { Consent } from '../../../model/consent.js';
import { certain } from '../../evaluation/finding.js';
import { recipientOf } from '../consent-recipient.js';
import { involved } from '../../relations/relations.js';
import type { ConsentCheck } from './check.js';

/** Treatment, payment and health-care operations: what one TPO consent covers. */
export const TPO_PURPOSES: readonly Purpose[] = ['TREATMENT', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'EMERGENCY_TREATMENT'];

/** Recipients who treat, pay and operate nothing, whatever purpose they state. */
const OUTSIDE_TPO: readonly AgencyKind[] = [
  'CHILD_WELFARE', 'LAW_ENFORCEMENT', 'PROBATION', 'EDUCATION', 'COURT', 'STATE', 'FEDERAL', 'PROSECUTOR', 'MINORS_COUNSEL',
  'MISSING_CHILDREN_CLEARINGHOUSE', 'PERSON_PORTAL',
];

const specific = (consent: Consent): boolean => consent.regimes.includes('PART2_SPECIFIC');
const tpo = (consent: Consent): boolean => consent.regimes.includes('PART2_TPO');

export const K10: ConsentCheck = {
  id: 'K10', of: 'CATEGORY', whenRecorded: true, authorities: ['CFR_42_2_31'],
  plain: 'A consent to Part 2 records claims Part 2 and names substance-use information in so many words.',
  find: (consent, _, category) => certain(category !== 'SUBSTANCE_USE_PART2'
    || ((specific(consent) || tpo(consent)) && consent.explicitMentions.includes('SUD'))),
};

export const K12: ConsentCheck = {
  id: 'K12', of: 'CALLER', authorities: ['CFR_42_2_31'],
  plain: 'Where the recipient is an intermediary, the caller is in its list of members, and treats the youth if the list says so.',
  find: (consent, situation) => {
    const recipient = recipientOf(consent, situation);
    if (recipient?.by === 'NO_PARTICIPANT') return certain(false);
    return recipient?.by === 'INTERMEDIARY' && consent.intermediary?.treatingOnly === true
      ? involved(situation, 'TREATMENT') : certain(true);
  },
};

export const K13: ConsentCheck = {
  id: 'K13', of: 'CELL', authorities: ['CFR_42_2_33'],
  plain: 'A Part 2 consent for treatment, payment and operations serves nothing else and nobody else.',
  find: (consent, { context }, cell) => certain(cell.regime !== 'PART2' || specific(consent) || !tpo(consent)
    || (TPO_PURPOSES.includes(context.purpose) && !OUTSIDE_TPO.includes(context.caller.agency.kind))),
};
