import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { BaseContext } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type Server } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { PURPOSE_HEADER, type RequestHeaders } from '../../auth/request-headers.js';
import { ERROR_CODES } from '../../kernel/error-codes.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import { publicError } from '../format-error.js';
import type { CaseStream } from './case-stream.js';
import type { CaseStreams } from './case-streams.js';
import { LEAVE_MILLIS } from './sse-route.js';

const MOST_SOCKETS = 1_000;
const LARGEST_MESSAGE_BYTES = 102_400;
const ALIVE_MILLIS = 15_000;
/** Of RFC 6455 and its register: going away, internal fault, try again later. */
const [GOING_AWAY, FAULT, LATER] = [1001, 1011, 1013] as const;

/** One socket, and what stands in it for the headers of a request. */
interface Connected {
  readonly socket: WebSocket;
  headers: RequestHeaders;
  forget: () => void;
}

/** The sockets that are open. */
export interface Sockets {
  /** Says good-bye to everybody, and cuts off whoever does not leave. */
  close(): Promise<void>;
}

/**
 * Takes WebSockets at `/graphql`, and nowhere else, for subscriptions (graphql-transport-ws). A token comes in the payload of
 * `connection_init`, never in an address.
 */
export function socketRoute<Ctx extends BaseContext>(app: FastifyInstance, schema: GraphQLSchema, streams: CaseStreams<Ctx>): Sockets {
  const sockets = new WebSocketServer({
    noServer: true, maxPayload: LARGEST_MESSAGE_BYTES, perMessageDeflate: false, handleProtocols: (protocols) => handleProtocols(protocols),
  });
  const server = protocolOf(schema, streams);
  let closing = false;
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const full = sockets.clients.size >= MOST_SOCKETS;
    if (request.url !== '/graphql' || closing || full) {
      socket.end(`HTTP/1.1 ${request.url !== '/graphql' ? '404 Not Found' : '503 Service Unavailable'}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
    } else sockets.handleUpgrade(request, socket, head, (opened) => carry(server, opened));
  });
  return {
    close: async () => {
      closing = true;
      const all = [...sockets.clients];
      for (const socket of all) leave(socket, GOING_AWAY, 'SHUTTING_DOWN');
      await Promise.all(all.map((socket) => (socket.readyState === socket.CLOSED ? undefined : new Promise((resolve) => { socket.once('close', resolve); }))));
      sockets.close();
    },
  };
}

/** Asks to close, and cuts off whoever does not answer. */
function leave(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), LEAVE_MILLIS).unref();
}

/** Carries the protocol over one socket. The library's own glue would write faults, and what they quote, to the console. */
function carry(server: Server<Connected>, socket: WebSocket): void {
  const connected: Connected = { socket, headers: {}, forget: () => undefined };
  let alive = true;
  const asking = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    return socket.ping();
  }, ALIVE_MILLIS);
  asking.unref();
  socket.on('pong', () => { alive = true; });
  socket.on('error', () => socket.terminate());
  const closed = server.opened({
    protocol: socket.protocol,
    send: (text) => new Promise((resolve) => {
      if (socket.readyState === socket.OPEN) socket.send(text, () => resolve());
      else resolve();
    }),
    close: (code, reason) => leave(socket, code ?? FAULT, reason ?? ''),
    onMessage: (take) => socket.on('message', (message) => void take(String(message)).catch(() => leave(socket, FAULT, 'INTERNAL'))),
  }, connected);
  socket.once('close', (code, reason) => {
    clearInterval(asking);
    connected.forget();
    void Promise.resolve(closed(code, String(reason))).catch(() => undefined);
  });
}

function protocolOf<Ctx extends BaseContext>(schema: GraphQLSchema, streams: CaseStreams<Ctx>): Server<Connected> {
  return makeServer<Record<string, unknown>, Connected>({
    onConnect: async ({ connectionParams, extra }) => {
      try {
        extra.headers = headersIn(connectionParams);
        const { caller, expiresAt } = await streams.identify({ id: randomUUID(), headers: extra.headers });
        extra.forget = streams.hold({ caller, expiresAt, expire: () => leave(extra.socket, CloseCode.Forbidden, 'AUTH_TOKEN_EXPIRED') });
        // He may have left while he was being identified.
        if (extra.socket.readyState !== extra.socket.OPEN) extra.forget();
        return true;
      } catch (fault) {
        const code = fault instanceof GatewayError ? fault.code : 'INTERNAL';
        leave(extra.socket, ERROR_CODES[code].retry ? LATER : CloseCode.Forbidden, code);
        return false;
      }
    },
    onSubscribe: async ({ extra }, _id, payload) => {
      try {
        const stream = await streams.open({ id: randomUUID(), headers: extra.headers }, payload);
        // Whoever does not take even the end of his stream is cut off.
        stream.onceOver(() => setTimeout(() => { if (extra.socket.bufferedAmount > 0) extra.socket.terminate(); }, LEAVE_MILLIS).unref());
        const { document, operationName } = stream.operation;
        return { schema, document, operationName: operationName ?? null, contextValue: stream };
      } catch (fault) {
        return [toldOf(fault)];
      }
    },
    subscribe: async ({ contextValue }) => (contextValue as CaseStream).events(),
    // What is told is as a query is answered, to the letter.
    onNext: (_context, _id, _payload, _args, result) => result,
  } as Parameters<typeof makeServer<Record<string, unknown>, Connected>>[0]);
}

/** What the headers of a request would say; a name given twice, in whatever letters, is as a header given twice. */
function headersIn(params: Readonly<Record<string, unknown>> | undefined): RequestHeaders {
  const valuesOf = (name: string): readonly string[] => Object.entries(params ?? {})
    .flatMap(([given, value]) => (given.toLowerCase() === name && typeof value === 'string' ? [value] : []));
  return { authorization: valuesOf('authorization'), [PURPOSE_HEADER]: valuesOf(PURPOSE_HEADER) };
}

function toldOf(fault: unknown): GraphQLError {
  const known = fault instanceof GatewayError ? fault : new GatewayError('INTERNAL', ERROR_CODES.INTERNAL.says);
  const { message, extensions } = publicError(known);
  return new GraphQLError(message, { extensions });
}
