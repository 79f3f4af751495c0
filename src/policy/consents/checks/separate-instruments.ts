import type { ConsentRegime } from '../../../model/consent.js';
import { certain } from '../../evaluation/finding.js';
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
  plain: 'An authorization for psychotherapy notes says that it is one, and is combined with no other.',
  find: ({ regimes, categories }) => certain(alone('PSYCHOTHERAPY_NOTES', regimes)
    // A general authorization reaches no notes, though they are all that it names.
    && (!categories.includes('PSYCHOTHERAPY_NOTES') || (regimes.includes('PSYCHOTHERAPY_NOTES') && categories.length === 1))),
};

export const K17_HIV: ConsentCheck = {
  id: 'K17', of: 'CATEGORY', whenRecorded: true, authorities: ['HSC_120975'],
  plain: 'An HIV authorization says so, and is for one disclosure.',
  find: (consent, _, category) => certain(category !== 'HIV'
    || (consent.maxUses === 1 && consent.regimes.includes('HIV') && consent.explicitMentions.includes('HIV'))),
};

export const K17: ConsentCheck = {
  id: 'K17', of: 'CELL', authorities: ['HSC_120975'],
  plain: 'A consent counted in uses has one left, and an HIV authorization names its recipient.',
  find: (consent, situation, cell) => {
    if (consent.maxUses !== null && consent.usesSoFar >= consent.maxUses) return certain(false);
    const by = recipientOf(consent, situation)?.by;
    return certain(cell.category !== 'HIV' || by === 'AGENCY' || by === 'PERSON');
  },
};
