import { soundsOf } from './names-alike.js';
import { swapped, type Described } from './identity-match.js';

/**
 * Keys of which two descriptions must share one to be compared at all: the birth date, as it is and with day and month in
 * each other's place, and the sounds of both names together.
 */
export function matchKeys({ names, bornOn }: Described): readonly string[] {
  const sounds = names.flatMap(({ firstName, lastName }) => soundsOf(lastName).flatMap((last) => soundsOf(firstName).map((first) => `n:${last}:${first}`)));
  return [...new Set([...(bornOn === null ? [] : [`b:${bornOn}`, `b:${swapped(bornOn)}`]), ...sounds])].sort();
}
