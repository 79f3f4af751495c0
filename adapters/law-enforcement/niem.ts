import { create } from 'xmlbuilder2';
import { withoutAbsent } from '../partner-adapter.js';

/** What `csec-exchange.xsd` is the schema of. */
export const EXCHANGE_SCHEMA = 'urn:ca:csec:exchange:1.0';

/** Namespaces of a message: the exchange of `csec-exchange.xsd` and the parts of NIEM 6.0 it uses. */
const NAMESPACES = {
  csec: EXCHANGE_SCHEMA,
  nc: 'https://docs.oasis-open.org/niemopen/ns/model/niem-core/6.0/',
  j: 'https://docs.oasis-open.org/niemopen/ns/model/domains/justice/6.0/',
  hs: 'https://docs.oasis-open.org/niemopen/ns/model/domains/humanServices/6.0/',
  ncic: 'https://docs.oasis-open.org/niemopen/ns/model/codes/ncic/6.0/',
  structures: 'https://docs.oasis-open.org/niemopen/ns/model/structures/6.0/',
} as const;

/**
 * An element with its children, in the order in which they are written; a list repeats the element. Null children are
 * dropped before the message is written. NIEM sequences are ordered, so the order of keys here is the schema's.
 */
export interface NiemElement {
  readonly [name: string]: NiemContent;
}
export type NiemContent = string | number | boolean | null | NiemElement | readonly NiemContent[];

/** A message before it is written: the name of its root and what is in it. */
export interface NiemMessage {
  readonly root: string;
  readonly content: NiemElement;
}

const REFERENCE = 'structures:ref';
const IDENTITY = 'structures:id';

/** Marks an element as the thing that others of the message speak of. */
export const identified = (id: string, element: NiemElement): NiemElement => ({ [`@${IDENTITY}`]: id, ...element });

/** An element that is the one identified elsewhere in the message. */
export const referring = (id: string): NiemElement => ({ [`@${REFERENCE}`]: id });

/** The message as XML. */
export function niemXml({ root, content }: NiemMessage): string {
  const namespaces = Object.fromEntries(Object.entries(NAMESPACES).map(([prefix, uri]) => [`@xmlns:${prefix}`, uri]));
  const tree = { [root]: { ...namespaces, ...withoutAbsent(content) } };
  return create({ version: '1.0', encoding: 'UTF-8' }, worded(tree) as object).end({ prettyPrint: true });
}

/** The same message as NIEM JSON: JSON-LD of the same names, where an identity is an `@id` within the message. */
export function niemJson({ root, content }: NiemMessage): string {
  return JSON.stringify({ '@context': NAMESPACES, [root]: linked(withoutAbsent(content)) }, null, 2);
}

/** XML has text alone. */
function worded(content: NiemContent): NiemContent {
  if (typeof content === 'number' || typeof content === 'boolean') return String(content);
  return mapped(content, worded, (name) => name);
}

function linked(content: NiemContent, name = ''): NiemContent {
  if (name === `@${IDENTITY}` || name === `@${REFERENCE}`) return `#${String(content)}`;
  return mapped(content, linked, (key) => (key === `@${IDENTITY}` || key === `@${REFERENCE}` ? '@id' : key));
}

function mapped(content: NiemContent, each: (content: NiemContent, name: string) => NiemContent, named: (name: string) => string): NiemContent {
  if (content === null || typeof content !== 'object') return content;
  if (Array.isArray(content)) return (content as readonly NiemContent[]).map((item) => each(item, ''));
  return Object.fromEntries(Object.entries(content as NiemElement).map(([name, child]) => [named(name), each(child, name)]));
}

/** A `nc:DateType` that holds a day, or null. */
export const day = (on: string | null): NiemElement | null => (on === null ? null : { 'nc:Date': on });

/** A `nc:DateType` that holds a moment, or null. */
export const moment = (at: string | null): NiemElement | null => (at === null ? null : { 'nc:DateTime': at });

/** A `nc:DateType` that holds a span; null when neither end is known. */
export function span(from: string | null, to: string | null): NiemElement | null {
  if (from === null && to === null) return null;
  return { 'nc:DateRange': { 'nc:StartDate': day(from), 'nc:EndDate': day(to) } };
}
