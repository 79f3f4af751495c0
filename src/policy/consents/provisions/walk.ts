import type { ConsentProvision, ProvisionCode } from '../../../model/consent-provision.js';
import type { Truth } from '../../evaluation/finding.js';
import type { ProvisionQuestion } from './question.js';
import { all, coded, inDataPeriod, inPeriod, labelled, named, toRecipient } from './selectors.js';

/** What a tree of provisions says: `NONE`, nothing of this question; `INDETERMINATE`, it cannot be known. Both deny. */
export type Walked = 'PERMIT' | 'DENY' | 'NONE' | 'INDETERMINATE';

/** What an exception takes from the rule it excepts where it says nothing of its own. */
interface Inherited {
  readonly purposes: readonly ProvisionCode[];
  readonly securityLabels: readonly ProvisionCode[];
}

const NOTHING: Inherited = { purposes: [], securityLabels: [] };

/**
 * What a consent's provisions say to one question.
 *
 * Shape: total and pure. Each level must be in force and select the recipient, the day and the record; an exception
 * never reaches beyond them. A purpose or label of its own stands in place of its parent's, as published consents write
 * it (normal records for treatment, restricted ones by breaking the glass). The innermost matching exceptions decide, in
 * any order; a denial among them wins. Doubt never permits and always forbids: a level without effect denies, a
 * permission that may apply does not, a prohibition that may apply makes the answer INDETERMINATE.
 * Source: FHIR R4 Consent.provision; IHE PCF 1.1.
 */
export function walkProvision(provision: ConsentProvision, question: ProvisionQuestion): Walked {
  return walk(provision, question, NOTHING);
}

function walk(provision: ConsentProvision, question: ProvisionQuestion, parent: Inherited): Walked {
  const { effect } = provision;
  const own: Inherited = {
    purposes: provision.purposes.length > 0 ? provision.purposes : parent.purposes,
    securityLabels: provision.securityLabels.length > 0 ? provision.securityLabels : parent.securityLabels,
  };
  const reaches = bounds(provision, question);
  if (reaches === 'FALSE') return 'NONE';
  const exceptions = provision.provisions.map((one) => walk(one, question, own));
  const excepted = combined(exceptions);
  const said = excepted !== 'NONE' ? excepted : ofItself(effect, own, question);
  return reaches === 'TRUE' ? said : doubted(said);
}

/** What bounds a level and all its exceptions. */
function bounds(provision: ConsentProvision, question: ProvisionQuestion): Truth {
  const { record } = question;
  return all([
    inPeriod(provision.period, question.asOf),
    toRecipient(provision.actors, question),
    coded(provision.actions, [question.action]),
    inDataPeriod(provision.dataPeriod, record.on),
    coded(provision.classes, record.classes),
    coded(provision.codes, record.codes),
    named(provision.records, record.records),
  ]);
}

function combined(exceptions: readonly Walked[]): Walked {
  for (const said of ['DENY', 'INDETERMINATE', 'PERMIT'] as const) if (exceptions.includes(said)) return said;
  return 'NONE';
}

function ofItself(effect: ConsentProvision['effect'], own: Inherited, question: ProvisionQuestion): Walked {
  if (effect === null) return 'INDETERMINATE';
  const applies = all([
    coded(own.purposes, question.purpose === null ? null : [question.purpose]),
    labelled(own.securityLabels, question.record, effect),
  ]);
  if (applies === 'FALSE') return 'NONE';
  return applies === 'TRUE' ? effect : doubted(effect);
}

function doubted(said: Walked): Walked {
  return said === 'DENY' || said === 'INDETERMINATE' ? 'INDETERMINATE' : 'NONE';
}
