import { afterEach, describe, expect, it, vi } from 'vitest';
import { countyDay, countyDayEnd, instant, plusSeconds, type Instant } from '../../../src/kernel/dates.js';
import { CaseStream } from '../../../src/http/streams/case-stream.js';
import type { GatewayError } from '../../../src/kernel/gateway-error.js';
import { Lanes } from '../../../src/http/streams/lanes.js';
import { Places } from '../../../src/http/streams/places.js';

const NOON = instant('2026-03-01T20:00:00Z');
const OPERATION = { query: '', document: { kind: 'Document', definitions: [] } as never, operationName: undefined, variables: {}, subjectId: 'youth' } as const;
const stream = () => new CaseStream({ id: 'request', headers: {} }, OPERATION, { agencyId: 'agency', personId: 'person' }, plusSeconds(NOON, 600));
const seen = (digest: string, validUntil: Instant | null = null) => ({ digest, validUntil });

/** Whether it is looked at now; such a look begins and ends. */
const looked = (one: CaseStream): boolean => {
  if (one.urgency === 0) return false;
  one.beginLook();
  one.looking = false;
  return true;
};
/** Whether its right is in doubt at that moment, and by when it is to be decided; the right stands, and no more is to be looked at. */
const doubted = async (one: CaseStream, at: Instant): Promise<Instant | null> => {
  one.noteLapse(at);
  const { until } = one.doubt;
  await one.doubt.settle(async () => true);
  return until;
};

afterEach(() => { vi.restoreAllMocks(); });
const atMillis = (millis: number): void => { vi.spyOn(performance, 'now').mockReturnValue(millis); };

describe('a stream of a case', () => {
  it('is due once after any number of changes', () => {
    const one = stream();
    one.keep(seen('a'), NOON);
    expect(looked(one)).toBe(false);
    one.noteChange('ANYBODYS');
    one.noteChange('ANYBODYS');
    expect([looked(one), looked(one)]).toEqual([true, false]);
  });

  it('is in doubt, and due, once what it tells lapses: at its moment, and at midnight in California, when some may', async () => {
    const one = stream();
    const tonight = countyDayEnd(countyDay(NOON));
    one.keep(seen('a', plusSeconds(NOON, 30)), NOON);
    expect([await doubted(one, plusSeconds(NOON, 29)), one.urgency]).toEqual([null, 0]);
    expect([await doubted(one, plusSeconds(NOON, 30)), one.urgency]).toEqual([plusSeconds(NOON, 30.75), 2]);
    expect(looked(one)).toBe(true);
    one.keep(seen('a', plusSeconds(tonight, 600)), NOON);
    expect([await doubted(one, plusSeconds(tonight, -1)), one.urgency]).toEqual([null, 0]);
    expect([await doubted(one, tonight), one.urgency]).toEqual([plusSeconds(tonight, 10), 2]);
  });

  it('is never looked at while its right is in doubt', async () => {
    const one = stream();
    one.keep(seen('a'), NOON);
    one.noteChange('ITS_OWN');
    one.raiseDoubt(NOON, true);
    expect(one.urgency).toBe(0);
    await one.doubt.settle(async () => true);
    expect(one.urgency).toBe(2);
  });

  it('takes back what nobody has read when its right is doubted, and knows no more than what was read', async () => {
    const one = stream();
    const events = one.events();
    const told = (digest: string): void => {
      one.tell({ data: { digest } });
      one.keep(seen(digest), NOON);
    };
    one.keep(seen('a'), NOON);
    told('b');
    told('c');
    one.raiseDoubt(NOON, true);
    expect(['a', 'b', 'c'].map((digest) => one.knows(seen(digest)))).toEqual([true, false, false]);
    const next = events.next();
    expect(await Promise.race([next, new Promise((resolve) => { setImmediate(() => resolve('nothing yet')); })])).toBe('nothing yet');
    told('d');
    expect(await next).toEqual({ value: { data: { digest: 'd' } }, done: false });
    one.raiseDoubt(NOON, true);
    expect(['a', 'd'].map((digest) => one.knows(seen(digest)))).toEqual([false, true]);
  });

  it('is looked at first for what changed of itself, whatever may have changed of everybody since', () => {
    const one = stream();
    one.noteChange('ANYBODYS');
    expect(one.urgency).toBe(1);
    one.noteChange('ITS_OWN');
    one.noteChange('ANYBODYS');
    expect(one.urgency).toBe(2);
  });

  it('is looked at again where what it tells lapsed in the meantime: decided at once, read not without a rest', async () => {
    atMillis(10_000);
    const one = stream();
    one.keep(seen('a', plusSeconds(NOON, -1)), NOON);
    one.noteLapse(NOON);
    expect([one.doubt.due, one.urgency]).toEqual([true, 0]);
    await one.doubt.settle(async () => true);
    expect(one.urgency).toBe(0);
    atMillis(11_000);
    expect(one.urgency).toBe(2);
  });

  it('knows what it first saw and what it told last, and nothing else', () => {
    const one = stream();
    expect(one.knows(seen('a'))).toBe(true);
    one.keep(seen('a'), NOON);
    expect([one.knows(seen('a')), one.knows(seen('b'))]).toEqual([true, false]);
  });

  it('is not looked at twice at once, nor again at once after a failure', () => {
    atMillis(10_000);
    const one = stream();
    one.beginLook();
    one.noteChange('ITS_OWN');
    expect(one.urgency).toBe(0);
    one.looking = false;
    expect(one.urgency).toBe(2);
    one.lookAgainLater();
    expect(one.urgency).toBe(0);
    atMillis(11_000);
    expect(one.urgency).toBe(2);
  });

  it('lets go whoever reads nothing for half a minute, though there is something, however often it changes meanwhile', async () => {
    atMillis(0);
    const one = stream();
    one.tell({ data: { n: 1 } });
    atMillis(29_000);
    one.tell({ data: { n: 2 } });
    atMillis(30_000);
    expect(one.unread).toBe(false);
    atMillis(30_001);
    expect(one.unread).toBe(true);
    expect(await one.events().next()).toEqual({ value: { data: { n: 2 } }, done: false });
    expect(one.unread).toBe(false);
  });

  it('is over for good when its reader leaves, and says why it ended first', async () => {
    const one = stream();
    const events = one.events();
    await events.return(undefined);
    one.stop('SHUTTING_DOWN');
    one.noteChange('ITS_OWN');
    expect([one.over, one.end, one.urgency, await events.next()]).toEqual([true, 'LEFT', 0, { value: undefined, done: true }]);
  });
});

describe('lanes', () => {
  it('let so much go on at once, and the rest in turn, whatever fails', async () => {
    const lanes = new Lanes(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const all = [0, 1, 2, 3].map((n) => lanes.run(async () => {
      begun.push(n);
      await new Promise<void>((resolve) => { ends.push(resolve); });
      if (n === 0) throw new Error('It failed.');
      return n;
    }));
    all[0]!.catch(() => undefined);
    await vi.waitFor(() => expect([begun, lanes.free]).toEqual([[0, 1], 0]));
    ends[0]!();
    await vi.waitFor(() => expect(begun).toEqual([0, 1, 2]));
    ends[1]!();
    await vi.waitFor(() => expect(begun).toEqual([0, 1, 2, 3]));
    for (const end of ends) end();
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect(lanes.free).toBe(2);
  });
});

describe('places', () => {
  it('are so many for a caller and for all together, and are given back once', () => {
    const places = new Places(2, 3);
    const first = places.take('a');
    places.take('a');
    const code = (caller: string): string => {
      try {
        places.take(caller);
        return 'TAKEN';
      } catch (fault) {
        return (fault as GatewayError).code;
      }
    };
    expect([code('a'), code('b'), code('c')]).toEqual(['TOO_MANY_STREAMS', 'TAKEN', 'TOO_MANY_STREAMS']);
    first();
    first();
    expect([code('a'), code('a'), code('c')]).toEqual(['TAKEN', 'TOO_MANY_STREAMS', 'TOO_MANY_STREAMS']);
  });
});
