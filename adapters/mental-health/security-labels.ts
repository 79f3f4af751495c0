import { CATEGORY_FACTS, CONFIDENTIALITY, type Category, type Confidentiality } from '../../src/law/category.js';
import type { MessageEnvelope } from '../partner-adapter.js';
import { labelsOf } from '../partner-adapter.js';
import { coding, SYSTEM, type Coding } from './fhir.js';

/** The HL7 coding of a label; `csec:` codes are of the local system. */
function labelCoding(label: string): Coding {
  return label.startsWith('csec:') ? coding(SYSTEM.sensitivity, label.slice('csec:'.length)) : coding(SYSTEM.actCode, label);
}

/**
 * `meta.security` of one resource: exactly one confidentiality code, then the sensitivity of its category and the duties
 * of the release. A resource of no category says nothing of the youth and is normal.
 */
export function securityOf(category: Category | null, envelope: MessageEnvelope): readonly Coding[] {
  const confidentiality: Confidentiality = category === null ? 'N' : CATEGORY_FACTS[category].confidentiality;
  const labels = labelsOf(category === null ? [] : [category], envelope);
  return [coding(SYSTEM.confidentiality, confidentiality), ...labels.map(labelCoding)];
}

/** `meta.security` of the bundle: the highest confidentiality of its parts and of the decision, and every label once. */
export function highWater(categories: readonly Category[], envelope: MessageEnvelope): readonly Coding[] {
  const levels = [envelope.confidentiality, ...categories.map((category) => CATEGORY_FACTS[category].confidentiality)];
  const highest = CONFIDENTIALITY[Math.max(...levels.map((level) => CONFIDENTIALITY.indexOf(level)))]!;
  return [coding(SYSTEM.confidentiality, highest), ...labelsOf(categories, envelope).map(labelCoding)];
}
