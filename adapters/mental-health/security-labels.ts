import { CATEGORY_FACTS, CONFIDENTIALITY, type Category, type Confidentiality } from '../../src/law/category.js';
import { REGIME_TITLES, type Regime } from '../../src/law/regime.js';
import type { MessageEnvelope } from '../partner-adapter.js';
import { labelsOf } from '../partner-adapter.js';
import { coding, SYSTEM, type Coding } from './fhir.js';

/** Extensions of HL7 Data Segmentation for Privacy (DS4P): a label of one element, and the law that a label rests on. */
const DS4P = {
  inline: 'http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-inline-sec-label',
  basis: 'http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-sec-label-basis',
} as const;

/** Says that elements within have labels of their own. */
const HAS_INLINE = 'PROCESSINLINELABEL';

/** A label with what it says of itself. */
export interface LabelCoding extends Coding {
  readonly extension?: readonly unknown[];
}

/** The HL7 coding of a label; `csec:` codes are of the local system. */
function labelCoding(label: string): Coding {
  return label.startsWith('csec:') ? coding(SYSTEM.sensitivity, label.slice('csec:'.length)) : coding(SYSTEM.actCode, label);
}

/** The codings of labels, in their order. */
export const labelCodings = (labels: readonly string[]): readonly Coding[] => labels.map(labelCoding);

/** What a resource is labelled by. */
export interface Labelled {
  /** Absent: null says nothing of the youth, and is normal. */
  readonly category: Category | null;
  /** The law that came with the fact. Absent: none is stated. */
  readonly regime?: Regime | null;
  /** Categories of elements that have labels of their own. */
  readonly inline?: readonly Category[];
}

const rank = (level: Confidentiality): number => CONFIDENTIALITY.indexOf(level);

/** The law of a label, where one came with the fact: HL7 has a code for Part 2 alone. */
function basisOf(regime: Regime | null | undefined): readonly unknown[] {
  if (regime === null || regime === undefined) return [];
  const valueCoding = regime === 'PART2' ? coding(SYSTEM.actCode, '42CFRPart2') : coding(SYSTEM.regime, regime, REGIME_TITLES[regime]);
  return [{ url: DS4P.basis, valueCoding }];
}

/**
 * `meta.security` of one resource: exactly one confidentiality code, with the law it rests on, then the sensitivity of
 * its category and the duties of the release; where elements have labels of their own, theirs as well.
 */
export function securityOf({ category, regime, inline = [] }: Labelled, envelope: MessageEnvelope): readonly LabelCoding[] {
  const categories = [...(category === null ? [] : [category]), ...inline];
  const confidentiality = categories.map((each) => CATEGORY_FACTS[each].confidentiality).sort((one, other) => rank(other) - rank(one))[0] ?? 'N';
  const labels = [...labelsOf(categories, envelope), ...(inline.length > 0 ? [HAS_INLINE] : [])].sort();
  return [{ ...coding(SYSTEM.confidentiality, confidentiality), extension: basisOf(regime) }, ...labels.map(labelCoding)];
}

/** An element with the labels of a category that its resource is not of. */
export function labelledInline<Element extends object>(element: Element, category: Category): Element & { readonly extension: readonly unknown[] } {
  const { confidentiality, sensitivity } = CATEGORY_FACTS[category];
  const labels = [coding(SYSTEM.confidentiality, confidentiality), ...sensitivity.map(labelCoding)];
  return { extension: labels.map((valueCoding) => ({ url: DS4P.inline, valueCoding })), ...element };
}

/** `meta.security` of the bundle: the highest confidentiality of its parts and of the decision, and every label once. */
export function highWater(categories: readonly Category[], envelope: MessageEnvelope): readonly Coding[] {
  const levels = [envelope.confidentiality, ...categories.map((category) => CATEGORY_FACTS[category].confidentiality)];
  const highest = CONFIDENTIALITY[Math.max(...levels.map(rank))]!;
  return [coding(SYSTEM.confidentiality, highest), ...labelsOf(categories, envelope).map(labelCoding)];
}
