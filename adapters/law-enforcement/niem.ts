/** Namespaces of a message: the exchange of `csec-exchange.xsd` and the parts of NIEM 6.0 it uses. */
export const NAMESPACES = {
  '@xmlns:csec': 'urn:ca:csec:exchange:1.0',
  '@xmlns:nc': 'https://docs.oasis-open.org/niemopen/ns/model/niem-core/6.0/',
  '@xmlns:j': 'https://docs.oasis-open.org/niemopen/ns/model/domains/justice/6.0/',
  '@xmlns:hs': 'https://docs.oasis-open.org/niemopen/ns/model/domains/humanServices/6.0/',
} as const;

/**
 * An element with its children, in the order in which they are written; a list repeats the element. Null children are
 * dropped before the message is written. NIEM sequences are ordered, so the order of keys here is the schema's.
 */
export interface NiemElement {
  readonly [name: string]: NiemContent;
}
export type NiemContent = string | null | NiemElement | readonly NiemContent[];

/** A `nc:DateType` that holds a day, or null. */
export const day = (on: string | null): NiemElement | null => (on === null ? null : { 'nc:Date': on });

/** A `nc:DateType` that holds a moment, or null. */
export const moment = (at: string | null): NiemElement | null => (at === null ? null : { 'nc:DateTime': at });

/** A `nc:DateType` that holds a span; null when neither end is known. */
export function span(from: string | null, to: string | null): NiemElement | null {
  if (from === null && to === null) return null;
  return { 'nc:DateRange': { 'nc:StartDate': day(from), 'nc:EndDate': day(to) } };
}
