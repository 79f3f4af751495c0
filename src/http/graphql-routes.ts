import { HeaderMap, type ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { challengeFor } from '../auth/challenge.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { PURPOSE_NAMES } from '../law/purpose.js';
import { createApollo } from './apollo.js';
import { codeOf, gatewayErrorIn } from './format-error.js';
import { DEFAULT_LIMITS, type DocumentLimits } from './limits.js';
import { sendError } from './replies.js';
import type { RequestFacts, RequestNotes } from './request-log.js';

/** A request as the maker of its context sees it. */
export interface IncomingRequest {
  readonly id: string;
  /** Every header with all its values, so that a repeated one cannot hide. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
  /** What was sent, as JSON. */
  readonly body: unknown;
}

/** The parts of the server's options that the GraphQL endpoint needs. */
export interface GraphqlOptions<Ctx extends BaseContext> {
  readonly schema: GraphQLSchema;
  readonly contextFor: (request: IncomingRequest) => Promise<Ctx>;
  readonly plugins?: readonly ApolloServerPlugin<Ctx>[];
  readonly log: FastifyBaseLogger;
  readonly factsOf?: (context: Ctx) => RequestFacts;
  readonly limits?: Partial<DocumentLimits>;
  readonly production?: boolean;
}

/** Tells somebody who opened the endpoint in a browser how to ask. */
const HOW_TO_ASK = {
  endpoint: '/graphql',
  method: 'POST',
  headers: { 'authorization': 'Bearer <token>', 'content-type': 'application/json', 'x-purpose-of-use': PURPOSE_NAMES },
  body: { query: '{ me { agency { name } role } }' },
} as const;

/** Mounts `POST /graphql`, and a plain answer for those who come by GET. Answers the executor, to be stopped last. */
export async function graphqlRoutes<Ctx extends BaseContext>(
  app: FastifyInstance, options: GraphqlOptions<Ctx>, notes: RequestNotes,
): Promise<ApolloServer<Ctx>> {
  // Apollo copies the context but passes the body on as it is: the body leads from an operation back to its request.
  const byBody = new WeakMap<object, FastifyRequest>();
  const byError = new WeakMap<object, FastifyRequest>();
  const note = (request: FastifyRequest | undefined, errors: readonly unknown[]): void => {
    if (!request) return;
    for (const error of errors) if (error instanceof Error) byError.set(error, request);
    notes.add(request, { code: codeOf(errors[0]) });
  };
  const apollo = createApollo<Ctx>({
    schema: options.schema,
    plugins: [watching(byBody, notes, note), ...(options.plugins ?? [])],
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    production: options.production ?? false,
    log: options.log,
    requestIdOf: (error) => (error instanceof Error ? byError.get(error)?.id : undefined),
  });
  await apollo.start();
  const context = async (request: FastifyRequest): Promise<Ctx> => {
    if (typeof request.body === 'object' && request.body !== null) byBody.set(request.body, request);
    try {
      const made = await options.contextFor({ id: request.id, headers: request.raw.headersDistinct, body: request.body });
      if (options.factsOf) notes.later(request, () => options.factsOf!(made));
      return made;
    } catch (error) {
      const refusal = contextRefusal(error);
      note(request, [refusal]);
      throw refusal;
    }
  };
  app.post('/graphql', fastifyApolloHandler(apollo, { context }));
  app.get('/graphql', async () => HOW_TO_ASK);
  app.route({
    method: ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'], url: '/graphql',
    handler: (_request, reply) => sendError(reply.header('allow', 'GET, POST'), new GatewayError('BAD_REQUEST', 'Ask by POST.'), 405),
  });
  return apollo;
}

/** Follows each operation: its name, and the errors it met before they are formatted. */
function watching<Ctx extends BaseContext>(
  byBody: WeakMap<object, FastifyRequest>, notes: RequestNotes, note: (request: FastifyRequest | undefined, errors: readonly unknown[]) => void,
): ApolloServerPlugin<Ctx> {
  return {
    async requestDidStart({ request: { http } }) {
      const request = typeof http?.body === 'object' && http.body !== null ? byBody.get(http.body) : undefined;
      return {
        async didResolveOperation({ operationName, operation }) {
          if (request && operationName) notes.add(request, { operation: operationName });
          // One answer is no stream: it would be decided once, and look as if it were decided anew.
          if (http && operation?.operation === 'subscription') throw subscribedByPost();
        },
        async didEncounterErrors({ errors }) { note(request, errors); },
      };
    },
  };
}

function subscribedByPost(): GraphQLError {
  const error = new GatewayError('BAD_REQUEST', 'Subscribe over SSE at /graphql/stream, or over a WebSocket.');
  return new GraphQLError(error.message, { originalError: error, extensions: { http: { status: error.status } } });
}

/** An authentication failure as Apollo understands it, with the status of its code and the challenge of a 401. */
function contextRefusal(error: unknown): GraphQLError {
  const known = gatewayErrorIn(error);
  const cause = error instanceof Error ? error : new Error('not an error');
  const headers = new HeaderMap();
  const challenge = known ? challengeFor(known) : null;
  if (challenge !== null) headers.set('www-authenticate', challenge);
  if (known?.status === 503) headers.set('retry-after', '2');
  return new GraphQLError(known?.message ?? 'The request could not be prepared.', {
    originalError: cause, extensions: { http: { status: known?.status ?? 500, headers } },
  });
}
