import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText, type Json } from '../../src/audit/canonical.js';
import type { Disclosure } from '../../src/audit/disclosure.js';
import { RecordTexts, groundsHash, groundsHold, wholeDisclosure } from '../../src/audit/grounds.js';
import { disclosure } from './disclosures.js';

const SPOKEN = { rules: ['R-01'], authorities: ['WIC_827'], consents: ['c1@1'], teams: [], notices: ['N3'], labels: ['AUDIT'] };
const words = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 });
const made: fc.Arbitrary<Disclosure> = fc.record({
  n: fc.nat(99), withheld: words, rules: words, consents: words, subjectId: fc.constantFrom(null, 's1'), operation: fc.constantFrom(null, 'Page'),
  spoken: fc.option(fc.record({ rules: words, authorities: words, consents: words, orders: words }), { nil: undefined }),
  denied: fc.option(fc.dictionary(fc.constantFrom('HIV', 'ADOPTION'), words), { nil: undefined }),
  seats: fc.option(fc.array(fc.record({ team: fc.constantFrom('t1', 't2'), statute: fc.constant('S18951D'), protocol: fc.constantFrom(null, '2026-1') }), { maxLength: 2 }), { nil: undefined }),
}).map(({ n, spoken, denied, seats, ...parts }) => ({
  ...disclosure(n), ...parts, ...(spoken && { spoken }), ...(denied && { denied }), ...(seats && { seats }),
}) as unknown as Disclosure);

const textsOf = (list: readonly Disclosure[], texts = new RecordTexts()) => {
  const textOf = texts.batch();
  return list.map((one, index) => textOf(one, { chain: 1, seq: index + 1 }));
};

describe('a record and its grounds', () => {
  test('give the disclosure again, whatever it holds', () => {
    fc.assert(fc.property(fc.array(made, { minLength: 1, maxLength: 5 }), (list) => {
      textsOf(list).forEach(({ record, grounds }, index) => {
        expect(wholeDisclosure(JSON.parse(record) as object, JSON.parse(grounds.text) as object)).toEqual({ ...list[index], chain: 1, seq: index + 1 });
      });
    }), { numRuns: 200, seed: 11 });
  });

  test('have the same texts whether they are made together, alone, or once more', () => {
    fc.assert(fc.property(fc.array(made, { minLength: 1, maxLength: 5 }), (list) => {
      const texts = new RecordTexts();
      const together = textsOf(list, texts);
      expect(textsOf(list, texts)).toEqual(together);
      expect(list.map((one, index) => new RecordTexts().batch()(one, { chain: 1, seq: index + 1 }))).toEqual(together);
    }), { numRuns: 100, seed: 12 });
  });

  test('are canonical, and the record names the grounds by their hash', () => {
    const [{ record, grounds }] = textsOf([disclosure(1, { spoken: SPOKEN })]) as [ReturnType<typeof textsOf>[number]];
    expect(canonicalText(JSON.parse(record) as Json)).toBe(record);
    expect(canonicalText(JSON.parse(grounds.text) as Json)).toBe(grounds.text);
    expect(JSON.parse(record)).toMatchObject({ grounds: grounds.hash, spoken: { consents: ['c1@1'], teams: [] } });
    expect(grounds.hash).toBe(groundsHash(grounds.text));
  });

  test('tell nothing in the grounds of whom, by whom, under which consent or in which team', () => {
    const [{ grounds }] = textsOf([disclosure(1, { spoken: SPOKEN, orders: ['o1'], teams: ['t1'] })]) as [ReturnType<typeof textsOf>[number]];
    expect(Object.keys(JSON.parse(grounds.text) as object).sort()).toEqual(
      ['authorities', 'documentHash', 'obligations', 'operation', 'policyVersion', 'rules', 'spoken', 'withheld']);
    expect(Object.keys((JSON.parse(grounds.text) as { spoken: object }).spoken).sort()).toEqual(['authorities', 'labels', 'notices', 'rules']);
  });
});

test('grounds hold under their own hash alone', () => {
  expect(groundsHold(groundsHash('{"rules":[]}'), { rules: [] })).toBe(true);
  expect(groundsHold(groundsHash('{"rules":[]}'), { rules: ['R-01'] })).toBe(false);
});

test('a record of earlier days is whole by itself', () => {
  expect(wholeDisclosure({ ...disclosure(1) }, null)).toEqual(disclosure(1));
});
