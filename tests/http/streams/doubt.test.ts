import { afterEach, describe, expect, it, vi } from 'vitest';
import { Doubt } from '../../../src/http/streams/doubt.js';
import { instant, plusSeconds } from '../../../src/kernel/dates.js';

const NOON = instant('2026-03-01T20:00:00Z');
afterEach(() => { vi.restoreAllMocks(); });

describe('the doubt whether a right stands', () => {
  it('is to be settled within the second where it is known, and is overdue then', () => {
    const doubt = new Doubt();
    expect([doubt.until, doubt.due, doubt.overdue(plusSeconds(NOON, 1e6))]).toEqual([null, false, false]);
    doubt.raise(NOON);
    expect([doubt.due, doubt.overdue(plusSeconds(NOON, 0.749)), doubt.overdue(plusSeconds(NOON, 0.75))]).toEqual([true, false, true]);
  });

  it('waits longer where nothing is heard, but no longer for what is known', () => {
    const doubt = new Doubt();
    doubt.raiseUnheard(NOON);
    expect(doubt.until).toBe(plusSeconds(NOON, 10));
    doubt.raise(plusSeconds(NOON, 1));
    doubt.raiseUnheard(plusSeconds(NOON, 2));
    doubt.raise(plusSeconds(NOON, 3));
    expect(doubt.until).toBe(plusSeconds(NOON, 1.75));
  });

  it('is settled by an answer that was asked for after it was raised, and by no other', async () => {
    const doubt = new Doubt();
    doubt.raise(NOON);
    const standing = doubt.settle(async () => {
      expect(doubt.due).toBe(false);
      doubt.raise(plusSeconds(NOON, 0.5));
      doubt.raise(plusSeconds(NOON, 0.6));
      return true;
    });
    expect(await standing).toBe(true);
    expect([doubt.until, doubt.due]).toEqual([plusSeconds(NOON, 1.25), true]);
    await doubt.settle(async () => true);
    expect([doubt.until, doubt.due]).toEqual([null, false]);
  });

  it('stays where the right does not stand, and where that cannot be known: then it is asked again after a rest', async () => {
    const at = vi.spyOn(performance, 'now').mockReturnValue(10_000);
    const doubt = new Doubt();
    doubt.raise(NOON);
    await doubt.settle(async () => false);
    expect(doubt.until).not.toBeNull();
    await expect(doubt.settle(() => Promise.reject(new Error('It failed.')))).rejects.toThrow();
    expect([doubt.until, doubt.due]).toEqual([plusSeconds(NOON, 0.75), false]);
    at.mockReturnValue(10_100);
    expect(doubt.due).toBe(true);
  });

  it('says of what was read before whether it still holds', () => {
    const doubt = new Doubt();
    const holds = doubt.holdsFromNow();
    expect(holds()).toBe(true);
    doubt.raise(NOON);
    expect([holds(), doubt.holdsFromNow()()]).toEqual([false, true]);
  });
});
