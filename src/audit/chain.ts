import { createHmac } from 'node:crypto';
import { GatewayError } from '../kernel/gateway-error.js';
import { membersInOrder, membersText, type Json, type OrderedMembers, type SharedTexts } from './canonical.js';
import type { Disclosure } from './disclosure.js';

/** The secret under which the log is authenticated. It is never in the database. */
export type AuditKey = Buffer & { readonly __brand: 'AuditKey' };

const LEAST_KEY_BYTES = 32;

/** Reads a key of at least 32 bytes of text. Errors: CONFIG_INVALID naming the setting. */
export function auditKey(text: string): AuditKey {
  const key = Buffer.from(text, 'utf8');
  if (key.length < LEAST_KEY_BYTES) {
    throw new GatewayError('CONFIG_INVALID', `AUDIT_KEY has fewer than ${LEAST_KEY_BYTES} bytes.`, { setting: 'AUDIT_KEY' });
  }
  return key as AuditKey;
}

/** The end of a chain: how many records it has, and the code of the last; empty before the first. */
export interface ChainHead {
  readonly chain: number;
  readonly seq: number;
  /** Hexadecimal. */
  readonly mac: string;
}

/** A disclosure with its place, which is part of what is authenticated: a record moved elsewhere is found. */
export type PlacedDisclosure = Disclosure & { readonly chain: number; readonly seq: number };

/** One record as it is appended. */
export interface Link {
  /** The placed record as the text that was authenticated. */
  readonly text: string;
  readonly mac: string;
}

/** HMAC-SHA256 of the canonical text of a record and of everything before it. */
export function linkMac(key: AuditKey, previousMac: string, text: string): string {
  return createHmac('sha256', key).update(`${previousMac}\n${text}`, 'utf8').digest('hex');
}

/** The keyed hash of an answer: who has the text and the key can tell that it was sent, and who has the log can guess nothing. */
export function payloadMac(key: AuditKey, payload: string): string {
  return createHmac('sha256', key).update('payload\n').update(payload, 'utf8').digest('hex');
}

/** The links that lengthen a chain by these disclosures, in their order. */
export function linksAfter(key: AuditKey, head: ChainHead, disclosures: readonly Disclosure[]): readonly Link[] {
  let previous = head.mac;
  // Disclosures of one page rest on the same lists of rules and authorities.
  const shared: SharedTexts = new Map();
  const orders = new Map<string, OrderedMembers>();
  return disclosures.map((disclosure, index) => {
    const text = placedText(disclosure, { chain: head.chain, seq: head.seq + index + 1 }, shared, orders);
    previous = linkMac(key, previous, text);
    return { text, mac: previous };
  });
}

/** The text of a disclosure with its place, without making the object: there is one for every subject of every page. */
function placedText(
  disclosure: Disclosure, place: Pick<PlacedDisclosure, 'chain' | 'seq'>, shared: SharedTexts, orders: Map<string, OrderedMembers>,
): string {
  const members = disclosure as unknown as Readonly<Record<string, Json>>;
  const keys = Object.keys(disclosure);
  const shape = keys.join();
  const order = orders.get(shape) ?? membersInOrder([...keys, 'chain', 'seq']);
  orders.set(shape, order);
  return membersText(order, (key) => (key === 'chain' || key === 'seq' ? place[key] : members[key]!), shared);
}
