import { certain } from '../finding.js';
import { recipientOf } from '../consent-recipient.js';
import type { ConsentCheck } from './check.js';

export const K18: ConsentCheck = {
  id: 'K18', of: 'CELL', authorities: ['CIV_56_110', 'CIV_56_108'],
  plain: 'Reproductive health goes to another state only where the consent names abortion information in so many words.',
  find: (consent, { context }, cell) => certain(cell.category !== 'REPRODUCTIVE_HEALTH'
    || context.caller.agency.state === 'CA' || consent.explicitMentions.includes('ABORTION')),
};

export const K19: ConsentCheck = {
  id: 'K19', of: 'CALLER', authorities: ['WIC_832'],
  plain: 'A child-and-family-team release reaches its identified members only, and never adoption records.',
  find: (consent, situation) => certain(!consent.regimes.includes('CFT_832')
    || (recipientOf(consent, situation)?.by === 'TEAM' && !consent.categories.includes('ADOPTION'))),
};

export const K20: ConsentCheck = {
  id: 'K20', of: 'RECORD', whenRecorded: true, authorities: ['PC_13753'],
  plain: 'A human-trafficking-team consent is limited in time, by a date.',
  find: (consent) => certain(!consent.regimes.includes('HT_MDT_13753') || consent.expiry.kind === 'DATE'),
};
