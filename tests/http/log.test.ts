import { describe, expect, it } from 'vitest';
import { ask, send, serve } from './asking.js';

const REQUEST_ID = '6f1c1d3e-7a64-4c39-9a52-0d6f2f1f5b7a';

describe('the request log', () => {
  it('is one line a request: who, what operation, how it went; nothing of the question', async () => {
    const asked = await serve({ factsOf: () => ({ agencyId: 'a1', role: 'PROVIDER', purpose: 'SERVICES', decisions: 3 }) });
    const query = 'query Named($text: String) { echo(text: $text) broken }';
    await ask(asked.address, query, {
      variables: { text: 'canary' }, headers: { 'x-request-id': REQUEST_ID, 'authorization': 'Bearer canary', 'x-forwarded-for': '203.0.113.9', 'user-agent': 'canary' },
    });
    await send(asked.address, '{"canary"');
    await fetch(`${asked.address}/canary?name=canary`);
    await fetch(`${asked.address}/health/live`);
    await asked.server.close(0);
    const lines = asked.lines().filter(({ msg }) => msg === 'request');
    expect(lines.map(({ millis, time, pid, hostname, requestId, level, ...line }) => line)).toEqual([
      { msg: 'request', method: 'POST', route: '/graphql', status: 200, operation: 'Named', code: 'INTERNAL', agencyId: 'a1', role: 'PROVIDER', purpose: 'SERVICES', decisions: 3 },
      { msg: 'request', method: 'POST', route: '/graphql', status: 400 },
      { msg: 'request', method: 'GET', route: 'unknown', status: 404 },
      { msg: 'request', method: 'GET', route: '/health/live', status: 200 },
    ]);
    expect(lines[0]!['requestId']).toBe(REQUEST_ID);
    expect(JSON.stringify(asked.lines())).not.toMatch(/canary|203\.0\.113|127\.0\.0\.1:\d+\/graphql/);
  });
});
