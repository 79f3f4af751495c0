import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { challengeFor } from '../../auth/challenge.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import { refusalOf } from '../replies.js';
import type { RequestNotes } from '../request-log.js';
import type { Resource } from './fhir-port.js';
import { operationOutcome } from './operation-outcome.js';

const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** Answers a resource. */
export const send = (reply: FastifyReply, resource: Resource): FastifyReply => reply.type(FHIR_JSON).send(`${JSON.stringify(resource)}\n`);

/** Makes every refusal below these routes an OperationOutcome, with the status, challenge and code that GraphQL has for it. */
export function answerOutcomes(scope: FastifyInstance, notes: RequestNotes): void {
  const refuse = (request: FastifyRequest, reply: FastifyReply, error: GatewayError, status = error.status): FastifyReply => {
    notes.add(request, { code: error.code });
    const challenge = challengeFor(error);
    if (challenge !== null) reply.header('www-authenticate', challenge);
    if (error.status === 503) reply.header('retry-after', '2');
    return send(reply.code(status), operationOutcome(error, request.id));
  };
  scope.setNotFoundHandler((request, reply) => refuse(request, reply, new GatewayError('NOT_FOUND', 'There is no such resource.')));
  scope.setErrorHandler((error: FastifyError | GatewayError, request, reply) => {
    if (error instanceof GatewayError) return refuse(request, reply, error);
    const refusal = error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE'
      ? new GatewayError('BAD_REQUEST', `The content type must be ${request.method === 'POST' && /^\/fhir\/?(\?|$)/.test(request.url) ? 'application/fhir+json' : 'application/x-www-form-urlencoded'}.`)
      : refusalOf(error, request);
    if (refusal.code === 'INTERNAL') scope.log.error({ requestId: request.id, kind: error.name }, 'a request met a fault');
    return refuse(request, reply, refusal, refusal.code === 'INTERNAL' ? undefined : error.statusCode);
  });
}
