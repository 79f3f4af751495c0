import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { createHandler } from 'graphql-sse';
import { GatewayError } from '../../kernel/gateway-error.js';
import { HEADERS, sendError } from '../replies.js';
import type { CaseStream } from './case-stream.js';
import type { CaseStreams } from './case-streams.js';

/** How long the end of a stream may take to reach its reader. */
export const LEAVE_MILLIS = 1_000;

/** Mounts `POST /graphql/stream`: subscriptions over server-sent events, each on a connection of its own (graphql-sse, distinct connections mode). */
export function sseRoute<Ctx extends BaseContext>(app: FastifyInstance, streams: CaseStreams<Ctx>): void {
  const url = '/graphql/stream';
  app.post(url, async (request, reply) => {
    if (!accepts(request)) throw new GatewayError('NOT_ACCEPTABLE', 'Streams are sent as text/event-stream.');
    const stream = await streams.open({ id: request.id, headers: request.raw.headersDistinct }, request.body);
    await send(request, reply, stream);
  });
  app.route({
    method: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'], url,
    handler: (_request, reply) => sendError(reply.header('allow', 'POST'), new GatewayError('BAD_REQUEST', 'Subscribe by POST.'), 405),
  });
}

const accepts = ({ headers }: FastifyRequest): boolean =>
  (headers.accept ?? '').split(',').some((one) => one.split(';')[0]!.trim().toLowerCase() === 'text/event-stream');

/** The library writes the events; it reads on when what it wrote before has left. */
async function send(request: FastifyRequest, reply: FastifyReply, stream: CaseStream): Promise<void> {
  const { raw } = reply;
  const events = stream.events(() => drained(raw));
  raw.once('close', () => stream.stop('LEFT'));
  // He may have left while his stream was being opened.
  if (raw.destroyed) stream.stop('LEFT');
  stream.onceOver(() => setTimeout(() => raw.destroy(), LEAVE_MILLIS).unref());
  const encode = createHandler({ authenticate: () => null, onSubscribe: () => events as unknown as AsyncGenerator<ExecutionResult> });
  const [body, init] = await encode({
    method: 'POST', url: '/', headers: { get: (name) => (name === 'accept' ? 'text/event-stream' : name === 'content-type' ? 'application/json' : null) },
    body: request.body as Record<PropertyKey, unknown>, raw: null, context: null,
  });
  reply.hijack();
  raw.writeHead(init.status, { ...init.headers, ...HEADERS, 'x-request-id': request.id });
  if (body !== null && typeof body !== 'string') {
    for await (const part of body) {
      if (raw.destroyed) break;
      await new Promise<void>((resolve) => { raw.write(part, () => resolve()); });
    }
    await body.return(undefined);
  }
  raw.end();
}

async function drained(raw: ServerResponse): Promise<void> {
  if (raw.writableNeedDrain) await Promise.race([once(raw, 'drain'), once(raw, 'close')]).catch(() => undefined);
}
