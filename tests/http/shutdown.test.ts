import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readinessProbe } from '../../src/http/health.js';
import { ask, read, serve } from './asking.js';

describe('/health', () => {
  it('is ready when everything is, and names what is not', async () => {
    const asked = await serve({
      health: { database: async () => true, migrations: async () => false, audit: () => Promise.reject(new Error('canary')) },
    });
    expect((await read(await fetch(`${asked.address}/health/live`))).body).toEqual({ status: 'live' });
    const ready = await read(await fetch(`${asked.address}/health/ready`));
    expect([ready.status, ready.body]).toEqual([503, { status: 'unready', notReady: ['migrations', 'audit'] }]);
    await asked.server.close(0);
  });

  it('does not wait for a check that hangs, and asks once for probes that overlap', async () => {
    let rounds = 0;
    const probe = readinessProbe({ audit: () => { rounds += 1; return new Promise(() => undefined); } }, 30);
    expect(await Promise.all([probe(), probe()])).toEqual([{ status: 'unready', notReady: ['audit'] }, { status: 'unready', notReady: ['audit'] }]);
    expect(rounds).toBe(1);
  });
});

describe('close', () => {
  it('lets a request in flight end, refuses new ones and turns unready meanwhile', async () => {
    const asked = await serve();
    const slow = ask(asked.address, '{ slow }');
    await sleep(100);
    const closing = asked.server.close(5_000);
    const late = await ask(asked.address, '{ hello }');
    expect([late.status, late.body.errors?.[0]?.extensions['code'], late.headers.get('retry-after')]).toEqual([503, 'SHUTTING_DOWN', '2']);
    const ready = await read(await fetch(`${asked.address}/health/ready`));
    expect([ready.status, ready.body]).toEqual([503, { status: 'unready', notReady: ['shutting-down'] }]);
    asked.letGo();
    expect((await slow).body).toEqual({ data: { slow: 'done' } });
    expect(await closing).toBe(0);
    await expect(fetch(asked.address)).rejects.toThrow();
  });

  it('cuts off what outlasts the deadline and says how much', async () => {
    const asked = await serve();
    const slow = ask(asked.address, '{ slow }').catch(() => 'cut');
    await sleep(100);
    expect(await asked.server.close(50)).toBe(1);
    expect(await slow).toBe('cut');
    asked.letGo();
  });
});
