import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { buildSchema } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { instant } from '../../../src/kernel/dates.js';
import { CaseStream } from '../../../src/http/streams/case-stream.js';
import { socketRoute } from '../../../src/http/streams/socket-route.js';
import { sseRoute } from '../../../src/http/streams/sse-route.js';

const schema = buildSchema('type Query { n: Int } type Subscription { n: Int }');
const EXPIRES = instant('2026-03-01T20:00:00Z');

let app: FastifyInstance;
/** What opening waits for, and who has begun. */
let [goOn, begun]: [() => void, number] = [() => undefined, 0];
const slowly = async <T>(answer: T): Promise<T> => {
  begun += 1;
  await new Promise<void>((resolve) => { goOn = resolve; });
  return answer;
};
beforeEach(() => {
  app = Fastify();
  begun = 0;
});
afterEach(() => app.close());
const begins = (): Promise<void> => vi.waitFor(() => expect(begun).toBe(1));
const port = async (): Promise<number> => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
};

describe('who leaves before his stream is open', () => {
  it('leaves no stream behind that nobody reads', async () => {
    const stream = new CaseStream({ id: 'request', headers: {} }, {} as never, { agencyId: 'agency', personId: 'person' }, EXPIRES);
    let gone = false;
    app.addHook('onRequest', async (_request, reply) => { reply.raw.once('close', () => { gone = true; }); });
    sseRoute(app, { open: () => slowly(stream) } as never);
    const sent = request({ port: await port(), path: '/graphql/stream', method: 'POST', headers: { 'accept': 'text/event-stream', 'content-type': 'application/json' } });
    sent.on('error', () => undefined);
    sent.end('{}');
    await begins();
    sent.destroy();
    await vi.waitFor(() => expect(gone).toBe(true));
    expect(stream.over).toBe(false);
    goOn();
    await vi.waitFor(() => expect([stream.over, stream.end]).toEqual([true, 'LEFT']));
  });

  it('gives back the place of his socket', async () => {
    const kept = new Set<unknown>();
    const hold = (held: unknown) => {
      kept.add(held);
      return () => kept.delete(held);
    };
    const sockets = socketRoute(app, schema, { identify: () => slowly({ caller: 'c', expiresAt: EXPIRES }), hold: vi.fn(hold) } as never);
    const socket = new WebSocket(`ws://127.0.0.1:${await port()}/graphql`, 'graphql-transport-ws');
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    await begins();
    const closed = new Promise((resolve) => { app.server.getConnections((_fault, count) => resolve(count)); });
    expect(await closed).toBe(1);
    socket.terminate();
    await vi.waitFor(async () => expect(await new Promise((resolve) => { app.server.getConnections((_fault, count) => resolve(count)); })).toBe(0));
    goOn();
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    expect(kept.size).toBe(0);
    await sockets.close();
  });
});
