import type { Instant } from '../../../kernel/dates.js';
import type { Regime } from '../../../law/regime.js';
import type { Consent, ConsentRegime } from '../../../model/consent.js';
import { YES, certain, type Finding } from '../../evaluation/finding.js';
import type { CheckId, ConsentCheck } from './check.js';
import { holdsElements } from './elements.js';
import { wellFormed } from './form.js';
import { withinOneYear } from './term.js';

/** The law that a document must satisfy to open records under each regime, also where it claims another. */
const LAW_OF_RECORDS: Readonly<Partial<Record<Regime, ConsentRegime>>> = { CMIA: 'HIPAA_CMIA', LPS: 'LPS' };

/** Whether the document holds what the law of the records demands; where it claims that law, the document's own checks ask the same. */
type Asks = (consent: Consent, law: ConsentRegime, asOf: Instant) => Finding;

const whole: Asks = (consent, law) => certain(holdsElements(consent, law));
const inTerm: Asks = (consent, law, asOf) => (law === 'HIPAA_CMIA' ? withinOneYear(consent, asOf) : YES);
const inForm: Asks = (consent, law) => certain(law !== 'HIPAA_CMIA' || wellFormed(consent));

function ask(asks: Asks, consent: Consent, regime: Regime, asOf: Instant): Finding {
  const law = LAW_OF_RECORDS[regime];
  return law === undefined || consent.regimes.includes(law) ? YES : asks(consent, law, asOf);
}

const ofCell = (asks: Asks): Extract<ConsentCheck, { of: 'CELL' }>['find'] =>
  (consent, situation, cell) => ask(asks, consent, cell.regime, situation.context.asOf);

export const K01_RECORDS: ConsentCheck = {
  id: 'K01', of: 'CELL', authorities: ['CIV_56_11', 'WIC_5328_7'],
  plain: 'A document that opens the records of a provider of health care, or public mental-health records, holds every element that their own law demands.',
  find: ofCell(whole),
};

export const K03_RECORDS: ConsentCheck = {
  id: 'K03', of: 'CELL', authorities: ['CIV_56_11'],
  plain: 'A document under another law opens CMIA records no longer than a CMIA authorization does.',
  find: ofCell(inTerm),
};

export const K04_RECORDS: ConsentCheck = {
  id: 'K04', of: 'CELL', authorities: ['CIV_56_11'],
  plain: 'A document under another law opens CMIA records only in the form of a CMIA authorization.',
  find: ofCell(inForm),
};

const ASKED: readonly (readonly [CheckId, Asks])[] = [['K01', whole], ['K03', inTerm], ['K04', inForm]];

/** The checks that the document fails for records under that regime, whichever law it claims. */
export function faultsOfRecords(consent: Consent, regime: Regime, asOf: Instant): readonly CheckId[] {
  return ASKED.filter(([, asks]) => ask(asks, consent, regime, asOf).truth !== 'TRUE').map(([id]) => id);
}
