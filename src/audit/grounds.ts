import { createHash } from 'node:crypto';
import { canonicalText, membersInOrder, membersText, type Json, type OrderedMembers, type SharedTexts } from './canonical.js';
import type { Disclosure, SpokenGrounds } from './disclosure.js';

/** What the law says of many disclosures alike, by the SHA-256 of its canonical text: kept once, and named by each record. */
export interface Grounds {
  /** Hexadecimal. */
  readonly hash: string;
  readonly text: string;
}

/** A record as the log keeps it: a disclosure without what its grounds hold, and their name. */
export type GroundedRecord = { readonly [key: string]: Json } & { readonly grounds?: string };

/** Members of a disclosure that many share. What names a subject, a person, a consent or a team is none of them. */
const SHARED_MEMBERS: ReadonlySet<string> = new Set<keyof Disclosure>([
  'authorities', 'denied', 'documentHash', 'labels', 'notices', 'obligations', 'operation', 'policyVersion', 'rules', 'withheld',
]);
const SHARED_SPOKEN: ReadonlySet<string> = new Set<keyof SpokenGrounds>(['authorities', 'labels', 'notices', 'rules']);

/** The place of a record in the log. */
interface Place {
  readonly chain: number;
  readonly seq: number;
}

/** Members in order, of the record and of its grounds, for disclosures of one shape. */
interface Shape {
  readonly record: OrderedMembers;
  readonly grounds: OrderedMembers;
}

const REMEMBERED = 5_000;

/** Makes the texts of records. One for each log: it remembers the hashes of grounds, which come again with every page. */
export class RecordTexts {
  readonly #hashes = new Map<string, string>();

  /** Texts for disclosures of one request, which share lists of rules and authorities; none may change meanwhile. */
  batch(): (disclosure: Disclosure, place: Place) => { readonly record: string; readonly grounds: Grounds } {
    const shared: SharedTexts = new Map();
    const shapes = new Map<string, Shape>();
    const spoken = new Map<object, { readonly own: Json; readonly shared: Json }>();
    return (disclosure, { chain, seq }) => {
      const members = disclosure as unknown as Readonly<Record<string, Json>>;
      const keys = Object.keys(disclosure);
      const name = keys.join();
      const shape = shapes.get(name) ?? shapeOf(keys);
      shapes.set(name, shape);
      const parts = disclosure.spoken === undefined ? undefined : spoken.get(disclosure.spoken) ?? partsOf(disclosure.spoken);
      if (parts !== undefined) spoken.set(disclosure.spoken!, parts);
      const text = membersText(shape.grounds, (key) => (key === 'spoken' ? parts!.shared : members[key]!), shared);
      const grounds = { hash: this.#hashOf(text), text };
      const own: Readonly<Record<string, Json>> = { chain, seq, grounds: grounds.hash, ...(parts && { spoken: parts.own }) };
      return { record: membersText(shape.record, (key) => own[key] ?? members[key]!, shared), grounds };
    };
  }

  #hashOf(text: string): string {
    const known = this.#hashes.get(text);
    if (known !== undefined) return known;
    if (this.#hashes.size >= REMEMBERED) this.#hashes.clear();
    const hash = groundsHash(text);
    this.#hashes.set(text, hash);
    return hash;
  }
}

function shapeOf(keys: readonly string[]): Shape {
  return {
    record: membersInOrder([...keys.filter((key) => !SHARED_MEMBERS.has(key)), 'chain', 'seq', 'grounds']),
    grounds: membersInOrder(keys.filter((key) => SHARED_MEMBERS.has(key) || key === 'spoken')),
  };
}

function partsOf(spoken: SpokenGrounds): { readonly own: Json; readonly shared: Json } {
  const entries = Object.entries(spoken) as [string, Json][];
  return {
    own: Object.fromEntries(entries.filter(([key]) => !SHARED_SPOKEN.has(key))),
    shared: Object.fromEntries(entries.filter(([key]) => SHARED_SPOKEN.has(key))),
  };
}

/** SHA-256 of grounds, as their record names them. */
export function groundsHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Says whether grounds are what their hash names. */
export function groundsHold(hash: string, grounds: Json): boolean {
  return groundsHash(canonicalText(grounds)) === hash;
}

/** The disclosure again, from its record and grounds. A record of earlier days has all in itself. */
export function wholeDisclosure<R extends object>(record: object, grounds: object | null): R {
  const { grounds: _, ...own } = record as GroundedRecord;
  if (grounds === null) return own as unknown as R;
  const law = grounds as Readonly<Record<string, Json>>;
  const spoken = own['spoken'] === undefined ? {} : { spoken: { ...law['spoken'] as object, ...own['spoken'] as object } };
  return { ...law, ...own, ...spoken } as unknown as R;
}
