import { describe, expect, it } from 'vitest';
import { ofShard, shardOf } from '../support/shard.js';

interface Sum {
  readonly pairs: number;
  readonly underSettings: number;
  readonly faults: readonly string[];
}

const { sumOf } = await import('../deep.mjs' as string) as { readonly sumOf: (records: readonly unknown[], parts: number) => Sum };

describe('a proof in parts', () => {
  it('leaves nothing to no part, and nothing to two', () => {
    const list = Array.from({ length: 37 }, (_, at) => at);
    for (const parts of [1, 2, 8, 37, 40]) {
      const dealt = Array.from({ length: parts }, (_, at) => ofShard({ part: at + 1, parts }, list));
      expect(dealt.flat().sort((one, other) => one - other)).toEqual(list);
    }
  });

  it('is the whole unless a part is named, and of no part that is not there', () => {
    expect([shardOf(undefined), shardOf('3/8')]).toEqual([{ part: 1, parts: 1 }, { part: 3, parts: 8 }]);
    for (const text of ['9/8', '0/8', '1', '1/0', '', '1/8/2']) expect(() => shardOf(text), text).toThrow('CSEC_TEST_SHARD is a part');
  });

  const record = { part: 1, parts: 2, seed: 7, pairs: 1_000, underSettings: 40, made: ['a', 'b'], sent: ['m'], done: ['1', '2', '3'], kinds: ['a', 'b', 'c'], mutations: ['m', 'n'] };
  const other = { ...record, part: 2, made: ['c'], sent: ['n'], done: ['4', '5', '6'] };

  it('adds up to the whole when every part is there, of one seed, and all kinds were made by some part', () => {
    expect(sumOf([record, other], 2)).toEqual({ pairs: 2_000, underSettings: 80, faults: [] });
  });

  it.each([
    ['a part is missing', [record], ['parts 2 are missing', 'fewer than 2000 pairs', 'no change of kind c was made', 'n was not sent', 'hardly a mutation changed anything']],
    ['the seeds differ', [record, { ...other, seed: 8 }], ['the parts are of several seeds']],
    ['a part is there twice', [record, record, other, other].map((one) => ({ ...one, part: 1 })), ['parts 2 are missing']],
    ['it was dealt out otherwise', [record, { ...other, parts: 3 }], ['parts 2 are missing']],
    ['pairs are lacking', [record, { ...other, pairs: 999 }], ['fewer than 2000 pairs']],
  ] as const)('is not the whole where %s', (_, records, faults) => {
    expect(sumOf(records, 2).faults).toEqual(faults);
  });
});
