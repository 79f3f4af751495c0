import { randomUUID } from 'node:crypto';
import type { ApolloServer, ApolloServerPlugin, BaseContext } from '@apollo/server';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { GatewayError } from '../kernel/gateway-error.js';
import { isUuid } from '../kernel/ids.js';
import type { FhirOptions } from './fhir/fhir-port.js';
import { fhirRoutes } from './fhir/fhir-routes.js';
import { operationOutcome } from './fhir/operation-outcome.js';
import { send } from './fhir/outcome-replies.js';
import { tokenRoutes } from './fhir/token-routes.js';
import { graphqlRoutes, type IncomingRequest } from './graphql-routes.js';
import { readinessProbe, type Checks } from './health.js';
import { InFlight } from './in-flight.js';
import { takeJsonOnly } from './json-body.js';
import { DEFAULT_LIMITS, type DocumentLimits } from './limits.js';
import { answerErrors, HEADERS, sendError, sendHeaders } from './replies.js';
import { logRequests, RequestNotes, type RequestFacts } from './request-log.js';
import { CaseStreams } from './streams/case-streams.js';
import { socketRoute } from './streams/socket-route.js';
import { sseRoute } from './streams/sse-route.js';
import type { StreamOptions } from './streams/stream-port.js';

/** What the HTTP side is given; it decides nothing about records itself. */
export interface HttpServerOptions<Ctx extends BaseContext> {
  readonly schema: GraphQLSchema;
  /** Authenticates the request and builds what its resolvers reach. Errors: any GatewayError becomes the answer. */
  readonly contextFor: (request: IncomingRequest) => Promise<Ctx>;
  /** In the order in which their `willSendResponse` must run. */
  readonly plugins?: readonly ApolloServerPlugin<Ctx>[];
  readonly health: Checks;
  readonly log: FastifyBaseLogger;
  /** What the request's log line says of its caller. */
  readonly factsOf?: (context: Ctx) => RequestFacts;
  readonly limits?: Partial<DocumentLimits>;
  readonly maxBodyBytes?: number;
  readonly production?: boolean;
  /** Reading over FHIR, and the tokens for it. Absent: neither is served. */
  readonly fhir?: FhirOptions<Ctx>;
  /** Streams of what changes of a case. Absent: none is opened. */
  readonly streams?: StreamOptions<Ctx>;
}

export interface HttpServer {
  /** Begins to listen and answers the address. Errors: of the socket, such as EADDRINUSE. */
  listen(options: { readonly host: string; readonly port: number }): Promise<string>;
  /** Refuses what is new, waits for what is in flight, closes. Answers how many requests the deadline cut off. */
  close(drainMillis: number): Promise<number>;
}

const RECEIVE_TIMEOUT_MILLIS = 30_000;

/** Builds the HTTP side of the gateway. Nothing listens yet. */
export async function createHttpServer<Ctx extends BaseContext>(options: HttpServerOptions<Ctx>): Promise<HttpServer> {
  const notes = new RequestNotes();
  const inFlight = new InFlight();
  const state = { draining: false };
  const app = bareServer(options);
  sendHeaders(app);
  answerErrors(app);
  takeJsonOnly(app);
  logRequests(app, notes);
  app.addHook('onRequest', async (request, reply) => {
    inFlight.add(reply.raw);
    const closing = state.draining && !routeIsHealth(request);
    if (!closing) return undefined;
    reply.header('connection', 'close');
    return sendError(reply, new GatewayError('SHUTTING_DOWN', 'The gateway is shutting down.'));
  });
  healthRoutes(app, options.health, state);
  const apollo = await graphqlRoutes(app, options, notes);
  if (options.fhir) {
    const address = (): string => options.fhir!.publicUrl ?? app.listeningOrigin;
    fhirRoutes(app, options.fhir, { apollo, notes, factsOf: options.factsOf, address });
    tokenRoutes(app, { tokens: options.fhir.tokens, address, log: options.log });
  }
  const streaming = options.streams ? streamRoutes(app, { ...options, streams: options.streams }, apollo) : null;
  return {
    listen: ({ host, port }) => app.listen({ host, port }),
    async close(drainMillis) {
      state.draining = true;
      await streaming?.close();
      const cut = await inFlight.drained(drainMillis);
      app.server.closeAllConnections();
      await app.close();
      await apollo.stop();
      return cut;
    },
  };
}

/** Streams over both transports, which one engine feeds. */
function streamRoutes<Ctx extends BaseContext>(
  app: FastifyInstance, options: HttpServerOptions<Ctx> & { readonly streams: StreamOptions<Ctx> }, apollo: ApolloServer<Ctx>,
): { close(): Promise<void> } {
  const { schema, log, factsOf } = options;
  const streams = new CaseStreams(options.streams, { apollo, schema, log, factsOf, limits: { ...DEFAULT_LIMITS, ...options.limits } });
  sseRoute(app, streams);
  const sockets = socketRoute(app, schema, streams);
  return {
    close: async () => {
      streams.stop();
      await sockets.close();
    },
  };
}

function bareServer<Ctx extends BaseContext>(options: HttpServerOptions<Ctx>): FastifyInstance {
  return Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.maxBodyBytes ?? 102_400,
    requestTimeout: RECEIVE_TIMEOUT_MILLIS,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    requestIdHeader: false,
    genReqId: (raw) => {
      const given = raw.headers['x-request-id'];
      return typeof given === 'string' && isUuid(given) ? given : randomUUID();
    },
    // An id may be of any length that an address has room for: where it is none of ours, it is of nothing.
    routerOptions: { maxParamLength: 65_536 },
    // An address that is none meets no route and no hook; what fastify says of it by itself repeats it.
    frameworkErrors: (_error, request, reply) => refuseAddress(request as FastifyRequest, reply as FastifyReply),
    // The error of node holds the raw packet, headers and token included: nothing of it is logged.
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    },
  }) as FastifyInstance;
}

function refuseAddress(request: FastifyRequest, reply: FastifyReply): void {
  const error = new GatewayError('BAD_REQUEST', 'The address is none that this gateway understands.');
  reply.headers(HEADERS).header('x-request-id', request.id);
  if (/^\/fhir(\/|$)/.test(request.raw.url ?? '')) send(reply.code(error.status), operationOutcome(error));
  else sendError(reply, error);
}

function routeIsHealth(request: FastifyRequest): boolean {
  return request.routeOptions.url?.startsWith('/health/') ?? false;
}

function healthRoutes(app: FastifyInstance, checks: Checks, state: { readonly draining: boolean }): void {
  const probe = readinessProbe(checks);
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const readiness = state.draining ? { status: 'unready' as const, notReady: ['shutting-down'] } : await probe();
    return reply.code(readiness.status === 'ready' ? 200 : 503).send(readiness);
  });
}
