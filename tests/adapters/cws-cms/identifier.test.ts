import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isRecordKey, isStaffKey, originOfRecordKey, recordKeyOfUiId, uiIdOfRecordKey, writtenUiId,
} from '../../../adapters/cws-cms/identifier.js';

const VECTORS = [
  ['5Y3vKVs0X5', '0315-2076-8676-8002051'],
  ['AfiTGrO0ND', '0606-2209-3706-2001439'],
  ['ANkfTZy75C', '0589-7630-0758-6027230'],
  ['AWbb5yZzzz', '0597-8741-7200-7238327'],
  ['0YIPkZU0S0', '0031-4206-2756-0001736'],
  ['83UiZBWABC', '0457-6041-9493-4039134'],
] as const;

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const anyKey = fc.array(fc.constantFrom(...ALPHABET), { minLength: 10, maxLength: 10 }).map((parts) => parts.join(''));

describe('the CWS/CMS identifier', () => {
  it.each(VECTORS)('%s is shown on screen as %s, and back', (key, shown) => {
    expect(writtenUiId(key)).toBe(shown);
    expect(uiIdOfRecordKey(key)).toBe(shown.replaceAll('-', ''));
    expect(recordKeyOfUiId(shown)).toBe(key);
    expect(recordKeyOfUiId(shown.replaceAll('-', ''))).toBe(key);
  });

  it('comes back from its UI id whatever it is', () => {
    fc.assert(fc.property(anyKey, (key) => {
      expect(recordKeyOfUiId(uiIdOfRecordKey(key) ?? '')).toBe(key);
    }));
  });

  it.each([
    ['a staff part that overflows', '2760-3761-4095-7777777'],
    ['a time part that overflows', '9999-9999-9999-9000001'],
    ['twenty digits', '23589-3761-4095-7777777'],
    ['eighteen digits', '315207686768002051'],
    ['a letter', '0315-2076-8676-800205A'],
    ['nothing', ''],
  ])('has none for a UI id with %s', (_, text) => {
    expect(recordKeyOfUiId(text)).toBeNull();
  });

  it('tells who made it and when', () => {
    expect(originOfRecordKey('5Y3vKVs0X5')).toEqual({
      year: 2012, month: 11, day: 25, hour: 11, minute: 15, second: 22, hundredths: 18, staffKey: '0X5',
    });
    expect(originOfRecordKey('83UiZBWABC')).toEqual({
      year: 2018, month: 3, day: 30, hour: 10, minute: 45, second: 40, hundredths: 26, staffKey: 'ABC',
    });
  });

  it.each(['', '5Y3vKVs0X', '5Y3vKVs0X55', '5Y3vKVs0X-', '5Y3vKVs 0X'])('is not the text "%s"', (text) => {
    expect(isRecordKey(text)).toBe(false);
    expect(uiIdOfRecordKey(text)).toBeNull();
    expect(writtenUiId(text)).toBeNull();
    expect(originOfRecordKey(text)).toBeNull();
  });

  it('keeps its case: 0X5 and 0x5 are two workers', () => {
    expect(uiIdOfRecordKey('5Y3vKVs0X5')).not.toBe(uiIdOfRecordKey('5Y3vKVs0x5'));
    expect([isStaffKey('0X5'), isStaffKey('0x5'), isStaffKey('0X'), isStaffKey('0X5 ')]).toEqual([true, true, false, false]);
  });
});
