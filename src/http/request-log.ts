import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What a request line says of who asked. Ids and closed words; nothing of the question or the answer. */
export interface RequestFacts {
  readonly operation?: string | undefined;
  readonly agencyId?: string | undefined;
  readonly role?: string | undefined;
  readonly purpose?: string | undefined;
  /** How many subjects a decision was made for. */
  readonly decisions?: number | undefined;
  /** Code of the first error told to the caller. */
  readonly code?: string | undefined;
}

const LONGEST_OPERATION_NAME = 80;

/** Collects what the line of a request will say. */
export class RequestNotes {
  private readonly facts = new WeakMap<object, RequestFacts>();
  private readonly late = new WeakMap<object, () => RequestFacts>();

  add(request: object, facts: RequestFacts): void {
    this.facts.set(request, { ...this.facts.get(request), ...facts });
  }

  /** Facts that are complete only once the request was answered, such as the number of decisions. */
  later(request: object, facts: () => RequestFacts): void {
    this.late.set(request, facts);
  }

  of(request: object): RequestFacts {
    const facts = { ...this.facts.get(request), ...this.late.get(request)?.() };
    return facts.operation === undefined ? facts : { ...facts, operation: facts.operation.slice(0, LONGEST_OPERATION_NAME) };
  }
}

/**
 * Writes one line for every request: id, method, route, status, duration and the notes.
 *
 * The path is the route's pattern, never the address asked for: an unknown path or its query may hold a name.
 */
export function logRequests(app: FastifyInstance, notes: RequestNotes): void {
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      requestId: request.id, method: request.method, route: routeOf(request), status: reply.statusCode,
      millis: Math.round(reply.elapsedTime * 10) / 10, ...notes.of(request),
    };
    if (routeOf(request).startsWith('/health/')) app.log.debug(line, 'request');
    else app.log.info(line, 'request');
  });
  app.addHook('onRequestAbort', async (request) => {
    app.log.info({ requestId: request.id, method: request.method, route: routeOf(request), ...notes.of(request) }, 'request given up by the caller');
  });
}

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unknown';
}
