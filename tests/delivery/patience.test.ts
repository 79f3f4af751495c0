import { describe, expect, it } from 'vitest';
import { waitSeconds } from '../../src/delivery/deliver.js';
import { instant, millisOf, plusSeconds, type Instant } from '../../src/kernel/dates.js';
import type { PartnerEventKind } from '../../src/model/partner-subscription.js';

const NOON = instant('2026-03-01T20:00:00Z');
const DAY = 86_400;
const PATIENCE = { seconds: 3 * DAY, firstSeconds: 2, longestSeconds: 6 * 3600 };

/** Fails again and again from a first attempt on, under a clock of its own: when it was tried last, how long it was waited at most, and how often. */
function tried(kind: PartnerEventKind, { raisedAt = NOON, triedSince = NOON, retryAfterSeconds = null as number | null } = {}) {
  let [at, longest, attempts]: [Instant, number, number] = [triedSince, 0, 1];
  for (; attempts < 10_000; attempts += 1) {
    const seconds = waitSeconds({ kind, raisedAt, triedSince, attempts }, { at, retryAfterSeconds }, PATIENCE);
    if (seconds === null) break;
    at = plusSeconds(at, Math.max(1, Math.round(seconds * 1000)) / 1000);
    longest = Math.max(longest, seconds);
  }
  return { after: (millisOf(at) - millisOf(raisedAt)) / 1000, longest, attempts };
}

describe('an event that fails again and again', () => {
  it('is tried for its three days, however the lot falls', () => {
    for (let n = 0; n < 50; n += 1) {
      const { after, longest, attempts } = tried('CASE_CHANGED');
      expect(after).toBe(3 * DAY);
      expect([longest <= 6 * 3600, attempts < 60]).toEqual([true, true]);
    }
    expect(tried('CASE_CHANGED', { triedSince: plusSeconds(NOON, 5 * DAY) }).after).toBe(8 * DAY);
  });

  it('is tried to the end of its twenty-four hours where statute owes it within them, every ten minutes at least', () => {
    for (let n = 0; n < 50; n += 1) {
      const { after, longest, attempts } = tried('MISSING_CHILD_REPORTED', n % 2 === 0 ? {} : { triedSince: plusSeconds(NOON, 3600) });
      expect(after).toBe(DAY);
      expect([longest <= 600, attempts > 130]).toEqual([true, true]);
    }
    expect(tried('MISSING_CHILD_REPORTED', { retryAfterSeconds: 7_200 })).toMatchObject({ after: DAY, longest: 600 });
    // Where the day was over before anything could be tried, one refusal is not the end of it.
    expect(tried('MISSING_CHILD_REPORTED', { triedSince: plusSeconds(NOON, 2 * DAY) }).after).toBe(3 * DAY);
  });
});
