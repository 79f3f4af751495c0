import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { challengeFor } from '../auth/challenge.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { publicError } from './format-error.js';

/** What every answer carries: nothing may be kept, framed, sniffed or referred to. */
export const HEADERS = {
  'cache-control': 'private, no-store',
  'content-security-policy': 'default-src \'none\'; frame-ancestors \'none\'',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** Puts the headers of every answer on every answer, last, so that no plugin can soften them. */
export function sendHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    reply.headers(HEADERS).header('x-request-id', request.id);
    return payload;
  });
}

/** Answers a GatewayError in the shape of a GraphQL error, with the status of its code unless another fits HTTP better. */
export function sendError(reply: FastifyReply, error: GatewayError, status = error.status): FastifyReply {
  const challenge = challengeFor(error);
  if (challenge !== null) reply.header('www-authenticate', challenge);
  if (error.status === 503) reply.header('retry-after', '2');
  return reply.code(status).type('application/json; charset=utf-8').send({ errors: [publicError(error, reply.request.id)] });
}

/** Makes fastify's own refusals, and whatever a route throws, answers of ours. */
export function answerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => sendError(reply, new GatewayError('NOT_FOUND', 'There is nothing at this path; POST to /graphql.')));
  app.setErrorHandler((error: FastifyError | GatewayError, request, reply) => {
    if (error instanceof GatewayError) return sendError(reply, error);
    const refusal = refusalOf(error, request);
    if (refusal.code !== 'INTERNAL') return sendError(reply, refusal, error.statusCode ?? 400);
    app.log.error({ requestId: request.id, kind: error.name }, 'a request met a fault');
    return sendError(reply, refusal);
  });
}

/** What fastify refuses itself, as a refusal of ours. Whoever sends too much is told how much is taken. */
export function refusalOf(error: FastifyError, { routeOptions: { bodyLimit } }: FastifyRequest): GatewayError {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new GatewayError('BODY_TOO_LARGE', `The body is larger than the limit of ${bodyLimit} bytes.`, { limit: bodyLimit });
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new GatewayError('BAD_REQUEST', 'The content type must be application/json.');
  if (error.statusCode !== undefined && error.statusCode < 500) return new GatewayError('BAD_REQUEST', 'The request is not an HTTP request this gateway understands.');
  return new GatewayError('INTERNAL', 'An unexpected fault; the error id finds it in the log.');
}
