import type { ConsentRegime } from '../../model/consent.js';
import { certain } from '../finding.js';
import { recipientOf } from '../consent-recipient.js';
import type { ConsentCheck } from './check.js';

const alone = (regime: ConsentRegime, regimes: readonly ConsentRegime[]): boolean =>
  !regimes.includes(regime) || regimes.every((one) => one === regime);

export const K14: ConsentCheck = {
  id: 'K14', of: 'RECORD', whenRecorded: true, authorities: ['CFR_42_2_31'],
  plain: 'A consent to substance-use counselling notes is combined with no other.',
  find: (consent) => certain(alone('PART2_COUNSELING_NOTES', consent.regimes)),
};

export const K15: ConsentCheck = {
  id: 'K15', of: 'RECORD', whenRecorded: true, authorities: ['CFR_42_2_31'],
  plain: 'A consent to use in proceedings is combined with no other.',
  find: (consent) => certain(alone('PART2_PROCEEDINGS', consent.regimes)),
};

export const K16: ConsentCheck = {
  id: 'K16', of: 'RECORD', whenRecorded: true, authorities: ['CFR_45_164_508'],
  plain: 'An authorization for psychotherapy notes is combined with no other.',
  find: (consent) => certain(alone('PSYCHOTHERAPY_NOTES', consent.regimes)
    && (!consent.categories.includes('PSYCHOTHERAPY_NOTES') || consent.categories.length === 1)),
};

/**
 * Using up a consent is not built: nothing counts a use, and a consent for one use would serve for ever. Until it is,
 * a consent for a number of uses releases nothing, and neither does an HIV authorization, which is for one use by law.
 */
export const K17_COUNTED: ConsentCheck = {
  id: 'K17', of: 'CATEGORY', whenRecorded: true, authorities: ['HSC_120975'],
  plain: 'Uses are not counted here, so a consent for a number of uses, as every HIV authorization is, releases nothing.',
  find: (consent, _, category) => certain(consent.maxUses === null && category !== 'HIV'),
};

export const K17: ConsentCheck = {
  id: 'K17', of: 'CELL', authorities: ['HSC_120975'],
  plain: 'A consent counted in uses has one left, and an HIV authorization is for one use and names its recipient.',
  find: (consent, situation, cell) => {
    if (consent.maxUses !== null && consent.usesSoFar >= consent.maxUses) return certain(false);
    if (cell.category !== 'HIV') return certain(true);
    const by = recipientOf(consent, situation)?.by;
    const named = by === 'AGENCY' || by === 'PERSON';
    return certain(named && consent.maxUses === 1 && consent.regimes.includes('HIV') && consent.explicitMentions.includes('HIV'));
  },
};
