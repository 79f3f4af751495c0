import { doubleMetaphone } from 'double-metaphone';
import { distance } from 'fastest-levenshtein';

/**
 * How two names stand to each other, the nearest first. `PART`: one is a part of the other, as of a double name. `PHONETIC`:
 * they sound alike (Double Metaphone). `CLOSE`: a letter apart, or two in a long name. `INITIAL`: one is the other's first
 * letter. `UNKNOWN`: one of them is not told, which says nothing.
 */
export const NAME_LIKENESSES = ['SAME', 'PART', 'PHONETIC', 'CLOSE', 'INITIAL', 'UNKNOWN', 'OTHER'] as const;
export type NameLikeness = (typeof NAME_LIKENESSES)[number];

const LONG_NAME = 8;
/** A shorter name is another name at a letter's distance. */
const SHORTEST_CLOSE = 4;

/** A name as names are compared: small letters without marks, its parts in order. */
export function partsOf(name: string | null): readonly string[] {
  if (name === null) return [];
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}]+/u).filter((part) => part !== '');
}

/** The sounds of a name; none where it has no Latin letter that sounds. */
export function soundsOf(name: string | null): readonly string[] {
  const whole = partsOf(name).join('');
  return whole === '' ? [] : [...new Set(doubleMetaphone(whole))].filter((code) => code !== '');
}

/** How two names stand to each other; the same whichever is asked of the other. */
export function nameLikeness(one: string | null, other: string | null): NameLikeness {
  const [left, right] = [partsOf(one), partsOf(other)];
  if (left.length === 0 || right.length === 0) return 'UNKNOWN';
  const [a, b] = [left.join(''), right.join('')];
  if (a === b) return 'SAME';
  if (isInitialOf(a, b) || isInitialOf(b, a)) return 'INITIAL';
  if (left.every((part) => right.includes(part)) || right.every((part) => left.includes(part))) return 'PART';
  if (soundsOf(one).some((sound) => soundsOf(other).includes(sound))) return 'PHONETIC';
  const shorter = Math.min(a.length, b.length);
  return shorter >= SHORTEST_CLOSE && distance(a, b) <= (shorter >= LONG_NAME ? 2 : 1) ? 'CLOSE' : 'OTHER';
}

const isInitialOf = (letter: string, name: string): boolean => letter.length === 1 && name.startsWith(letter);
