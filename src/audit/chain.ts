import { createHmac } from 'node:crypto';
import { GatewayError } from '../kernel/gateway-error.js';
import type { Disclosure } from './disclosure.js';
import { RecordTexts } from './grounds.js';

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

/** One record as it is appended. */
export interface Link {
  /** The record with its place, and without its grounds, as the text that was authenticated: a record moved elsewhere is found. */
  readonly text: string;
  readonly mac: string;
  /** The hash of its grounds, which stands in the text. */
  readonly grounds: string;
}

/** HMAC-SHA256 of the canonical text of a record and of everything before it. */
export function linkMac(key: AuditKey, previousMac: string, text: string): string {
  return createHmac('sha256', key).update(`${previousMac}\n${text}`, 'utf8').digest('hex');
}

/** The keyed hash of an answer: who has the text and the key can tell that it was sent, and who has the log can guess nothing. */
export function payloadMac(key: AuditKey, payload: string): string {
  return createHmac('sha256', key).update('payload\n').update(payload, 'utf8').digest('hex');
}

/** Links, and the grounds that they name, each once. */
export interface Links {
  readonly links: readonly Link[];
  readonly grounds: ReadonlyMap<string, string>;
}

/** The links that lengthen a chain by these disclosures, in their order. */
export function linksAfter(key: AuditKey, head: ChainHead, disclosures: readonly Disclosure[], texts = new RecordTexts()): Links {
  let previous = head.mac;
  const textOf = texts.batch();
  const grounds = new Map<string, string>();
  const links = disclosures.map((disclosure, index) => {
    const { record, grounds: { hash, text } } = textOf(disclosure, { chain: head.chain, seq: head.seq + index + 1 });
    grounds.set(hash, text);
    previous = linkMac(key, previous, record);
    return { text: record, mac: previous, grounds: hash };
  });
  return { links, grounds };
}
