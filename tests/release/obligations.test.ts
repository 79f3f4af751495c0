import { describe, expect, it } from 'vitest';
import { instant } from '../../src/kernel/dates.js';
import { dutiesOf } from '../../src/release/obligations.js';
import { cell } from './decisions.js';

describe('the duties of a response', () => {
  it('are none where it rests on nothing', () => {
    expect(dutiesOf([])).toEqual({ obligations: [], labels: [], notices: [], consents: [], validUntil: null });
  });

  it('are each told once, with the labels and notices that the obligations bring', () => {
    const part2 = cell({ category: 'SUBSTANCE_USE_PART2', regime: 'PART2', obligations: ['NOTICE_42CFR2_32', 'CONSENT_COPY', 'NO_ONWARD'], consents: ['c@1'] });
    const welfare = cell({ category: 'CASE_FACTS', obligations: ['NO_ONWARD', 'NOTICE_827_10850', 'ACCOUNTING'], consents: ['c@1', 'b@2'] });
    expect(dutiesOf([part2, welfare, part2])).toEqual({
      obligations: ['ACCOUNTING', 'CONSENT_COPY', 'NOTICE_42CFR2_32', 'NOTICE_827_10850', 'NO_ONWARD'],
      labels: ['42CFRPart2', '42CFRPart2CD', 'AOD', 'AUDIT', 'CPLYJPP', 'NORDSCLCD', 'NORDSCLW', 'RedisclosureProhibitionMark'],
      notices: ['N1', 'N3'], consents: ['b@2', 'c@1'], validUntil: null,
    });
  });

  it('end with the first cell that ends', () => {
    const until = (text: string | null) => cell({ category: 'CASE_FACTS', validUntil: text === null ? null : instant(text) });
    expect(dutiesOf([until('2026-09-01T07:00:00Z'), until(null), until('2026-03-20T07:00:00Z')]).validUntil).toBe(instant('2026-03-20T07:00:00Z'));
  });
});
