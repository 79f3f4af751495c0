import { describe, expect, it } from 'vitest';
import { lookAgainAt } from '../../src/delivery/compare-view.js';
import { instant } from '../../src/kernel/dates.js';

const NOON = instant('2026-03-01T20:00:00Z');

describe('what a partner is released', () => {
  it.each([
    ['ends never', null, null],
    ['ends in an hour', '2026-03-01T21:00:00Z', '2026-03-01T21:00:05.000Z'],
    ['ended while it was looked at', '2026-03-01T19:59:59Z', '2026-03-01T20:00:05.000Z'],
    ['ends at midnight in California', '2026-03-02T08:00:00Z', null],
  ])('is looked at again when it %s', (_, validUntil, again) => {
    expect(lookAgainAt(validUntil === null ? null : instant(validUntil), NOON)).toBe(again);
  });
});
