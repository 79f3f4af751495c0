import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Turns } from '../../src/sync/turns.js';

/** A step that ends when it is told to. */
function step(): { readonly run: () => Promise<void>; readonly end: () => void; readonly fail: (fault: unknown) => void; begun: boolean } {
  let end!: () => void;
  let fail!: (fault: unknown) => void;
  const ended = new Promise<void>((resolve, reject) => { end = resolve; fail = reject; });
  const one = { run: () => { one.begun = true; return ended; }, end, fail, begun: false };
  return one;
}

const soon = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

const told = vi.fn();
beforeEach(() => { told.mockClear(); });

describe('turns', () => {
  it('are taken one after the other, beside whoever asks for them', async () => {
    const turns = new Turns(told);
    const [one, other] = [step(), step()];
    turns.next(one.run);
    turns.next(other.run);
    await soon();
    expect([one.begun, other.begun]).toEqual([true, false]);
    const ends: string[] = [];
    const waiting = (async () => {
      await turns.over();
      ends.push('over');
    })();
    one.end();
    await soon();
    expect([other.begun, ends]).toEqual([true, []]);
    ends.push('other');
    other.end();
    await waiting;
    expect(ends).toEqual(['other', 'over']);
    expect(told).not.toHaveBeenCalled();
  });

  it('end with the first that fails: none is begun after it, and whoever asks is told', async () => {
    const turns = new Turns(told);
    const [one, other] = [step(), step()];
    const fault = new Error('lost');
    turns.next(one.run);
    turns.next(other.run);
    expect(() => turns.unlessFailed()).not.toThrow();
    one.fail(fault);
    await turns.settled();
    expect(told).toHaveBeenCalledTimes(1);
    expect(other.begun).toBe(false);
    expect(() => turns.unlessFailed()).toThrow(fault);
    await expect(turns.over()).rejects.toBe(fault);
  });
});
