import { invariant } from '../../../src/kernel/invariant.js';

/** Outcomes with their shares; the shares need not add to one. */
export type Weighted<T> = readonly (readonly [outcome: T, share: number])[];

/** What a stream of chance is for; two purposes of one youth never share numbers. */
export const STREAMS = {
  staff: 1, home: 2, project: 3, youth: 4, stamps: 5, dirt: 6, evolution: 7, relatives: 8, relativeStamps: 9, relativeEvolution: 10,
} as const;
export type StreamName = keyof typeof STREAMS;

const WARM_UP = 15;

/**
 * A stream of pseudo-random numbers, the same on every machine: 32-bit integer arithmetic only.
 * Source: sfc32 of Chris Doty-Humphrey's PractRand (public domain), seeded with three words and fifteen rounds.
 */
export class RandomStream {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** The stream of one purpose and one index. Units: `seed` is a whole number from 0 to 2^53 - 1. */
  constructor(seed: number, stream: StreamName, index: number) {
    this.a = seed >>> 0;
    this.b = (Math.floor(seed / 0x1_0000_0000) ^ Math.imul(STREAMS[stream], 0x9e37_79b9)) >>> 0;
    this.c = index >>> 0;
    for (let round = 0; round < WARM_UP; round += 1) this.word();
  }

  /** The next 32 bits, unsigned. */
  word(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A number from 0 to just below 1. */
  fraction(): number {
    return this.word() / 0x1_0000_0000;
  }

  /** A whole number from `low` to `high`, both included; `low` where the span is empty. */
  between(low: number, high: number): number {
    return high <= low ? low : low + Math.floor(this.fraction() * (high - low + 1));
  }

  /** True with the given share. */
  chance(share: number): boolean {
    return this.fraction() < share;
  }

  /** One member of a list, all alike. */
  pick<T>(list: readonly T[]): T {
    invariant(list.length > 0, 'nothing to pick from');
    return list[Math.floor(this.fraction() * list.length)] as T;
  }

  /** One outcome of a weighted table. */
  weighted<T>(table: Weighted<T>): T {
    let left = this.fraction() * table.reduce((sum, [, share]) => sum + share, 0);
    for (const [outcome, share] of table) {
      left -= share;
      if (left < 0) return outcome;
    }
    const last = table.at(-1);
    invariant(last, 'nothing to weigh');
    return last[0];
  }
}
