import { describe, expect, it } from 'vitest';
import { EventSlot } from '../../../src/http/streams/event-slot.js';

describe('the place between what is told and who reads it', () => {
  it('holds the newest event alone, however many come', async () => {
    const slot = new EventSlot<number>();
    for (let n = 1; n <= 1_000; n += 1) slot.tell(n, n);
    expect([slot.heldFor(1_500), await slot.next()]).toEqual([1_499, { value: 1_000, done: false }]);
    expect(slot.heldFor(2_000)).toBe(0);
  });

  it('gives an event to whoever waits for it', async () => {
    const slot = new EventSlot<number>();
    const next = slot.next();
    slot.tell(1, 0);
    expect(await next).toEqual({ value: 1, done: false });
  });

  it('forgets what nobody has read when it ends, and keeps the last event that is told as such', async () => {
    const [ended, last] = [new EventSlot<number>(), new EventSlot<number>()];
    ended.tell(1, 0);
    ended.end();
    ended.tell(2, 0);
    expect(await ended.next()).toEqual({ value: undefined, done: true });
    last.tell(1, 0);
    last.tellLast(2, 0);
    last.tell(3, 0);
    expect([await last.next(), await last.next()]).toEqual([{ value: 2, done: false }, { value: undefined, done: true }]);
  });

  it('ends whoever waits, and says once that it is over', async () => {
    const slot = new EventSlot<number>();
    let over = 0;
    slot.onceOver(() => { over += 1; });
    const next = slot.next();
    slot.end();
    slot.end();
    slot.onceOver(() => { over += 1; });
    expect([await next, over]).toEqual([{ value: undefined, done: true }, 2]);
  });
});
