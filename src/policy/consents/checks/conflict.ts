import { certain } from '../../evaluation/finding.js';
import { momentOf } from '../consent-moment.js';
import { restricts } from '../refusals.js';
import type { ConsentCheck } from './check.js';

export const K28: ConsentCheck = {
  id: 'K28', of: 'CELL', authorities: ['CIV_56_11', 'CFR_45_164_508'],
  plain: 'No other live instruction of a person who controls the record refuses or narrows what this one releases; of two, the narrower holds.',
  find: (consent, situation, cell) =>
    certain(!situation.facts.consents.some((other) => other.id !== consent.id && other.subjectId === consent.subjectId
      && restricts(other, cell, situation, momentOf(situation)))),
};
