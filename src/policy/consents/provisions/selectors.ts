import type { DatePeriod, Instant, LocalDate } from '../../../kernel/dates.js';
import { CONFIDENTIALITY } from '../../../law/category.js';
import { CONFIDENTIALITY_SYSTEM, CSEC_CATEGORY, PARTICIPATION_TYPE } from '../../../law/code-systems.js';
import type { ConsentProvision, ProvisionActor, ProvisionCode, ProvisionRecords } from '../../../model/consent-provision.js';
import type { Truth } from '../../evaluation/finding.js';
import { includes, isSensitivity, levelOf } from './codes.js';
import type { AskedRecord, ProvisionQuestion } from './question.js';

const truth = (holds: boolean): Truth => (holds ? 'TRUE' : 'FALSE');

/** All of them: one false makes it false, else one unknown makes it unknown. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.includes('FALSE')) return 'FALSE';
  return truths.includes('UNKNOWN') ? 'UNKNOWN' : 'TRUE';
}

/** Any of them: one true is enough, else one unknown makes it unknown. */
export function any(truths: readonly Truth[]): Truth {
  if (truths.includes('TRUE')) return 'TRUE';
  return truths.includes('UNKNOWN') ? 'UNKNOWN' : 'FALSE';
}

export function inPeriod(period: ConsentProvision['period'], asOf: Instant): Truth {
  return truth(period === null || ((period.from === null || period.from <= asOf) && (period.to === null || asOf < period.to)));
}

export function inDataPeriod(days: DatePeriod | null, on: LocalDate | null): Truth {
  if (days === null || (days.from === null && days.to === null)) return 'TRUE';
  if (on === null) return 'UNKNOWN';
  return truth((days.from === null || days.from <= on) && (days.to === null || on < days.to));
}

const RECEIVES = ['IRCP', 'PRCP', 'REFB', 'REFT', 'TRC'];
const isRecipient = ({ role }: ProvisionActor): boolean => role.system === PARTICIPATION_TYPE && RECEIVES.includes(role.code);

/** A provision that names actors of other parts only (an author, a custodian) does not say who may receive. */
export function toRecipient(actors: readonly ProvisionActor[], { recipient, mayName }: ProvisionQuestion): Truth {
  if (actors.length === 0) return 'TRUE';
  return any(actors.map((actor): Truth => {
    if (!isRecipient(actor)) return 'UNKNOWN';
    if (recipient.includes(actor.reference)) return 'TRUE';
    return mayName(actor.reference) ? 'UNKNOWN' : 'FALSE';
  }));
}

/** Several codes are alternatives; what the question does not say is not known. */
export function coded(selectors: readonly ProvisionCode[], asked: readonly ProvisionCode[] | null): Truth {
  if (selectors.length === 0) return 'TRUE';
  if (asked === null) return 'UNKNOWN';
  return truth(asked.some((code) => selectors.some((selector) => includes(selector, code))));
}

export function named(records: readonly ProvisionRecords[], asked: AskedRecord['records']): Truth {
  if (records.length === 0) return 'TRUE';
  return any(records.map(({ meaning, reference }): Truth => {
    const known = asked[meaning];
    return known === null ? 'UNKNOWN' : truth(known.includes(reference));
  }));
}

const UNLABELLED = CONFIDENTIALITY.indexOf('V');

/**
 * Confidentiality is a high-water mark: a permission reaches its level and what lies below, a prohibition its level and
 * what lies above. An unlabelled record counts as V.
 */
function level(labels: readonly ProvisionCode[], record: AskedRecord, effect: 'PERMIT' | 'DENY'): Truth {
  const at = record.confidentiality === null ? UNLABELLED : CONFIDENTIALITY.indexOf(record.confidentiality);
  return any(labels.map((label): Truth => {
    const mark = levelOf(label);
    if (mark === undefined) return 'UNKNOWN';
    return truth(effect === 'PERMIT' ? at <= mark : at >= mark);
  }));
}

/**
 * A permission of a sensitivity reaches what it includes; a prohibition also what includes it, which may hold it. Whether
 * a record is of a sensitivity that no category here is labelled with cannot be told.
 */
function sensitivity(labels: readonly ProvisionCode[], asked: readonly ProvisionCode[] | null, effect: 'PERMIT' | 'DENY'): Truth {
  if (asked === null) return 'UNKNOWN';
  return any(labels.map((label): Truth => {
    if (asked.some((code) => includes(label, code) || (effect === 'DENY' && includes(code, label)))) return 'TRUE';
    return isSensitivity(label) ? 'FALSE' : 'UNKNOWN';
  }));
}

/**
 * Labels of one sort are alternatives. Labels of several sorts (a level, sensitivities, categories) narrow each other in
 * a permission, and widen each other in a prohibition.
 */
export function labelled(labels: readonly ProvisionCode[], record: AskedRecord, effect: 'PERMIT' | 'DENY'): Truth {
  if (labels.length === 0) return 'TRUE';
  const of = (sort: (system: string) => boolean): readonly ProvisionCode[] => labels.filter(({ system }) => sort(system));
  const levels = of((system) => system === CONFIDENTIALITY_SYSTEM);
  const categories = of((system) => system === CSEC_CATEGORY);
  const sensitivities = of((system) => system !== CONFIDENTIALITY_SYSTEM && system !== CSEC_CATEGORY);
  const found = [
    ...(levels.length > 0 ? [level(levels, record, effect)] : []),
    ...(categories.length > 0 ? [coded(categories, record.categories)] : []),
    ...(sensitivities.length > 0 ? [sensitivity(sensitivities, record.sensitivities, effect)] : []),
  ];
  return effect === 'PERMIT' ? all(found) : any(found);
}
