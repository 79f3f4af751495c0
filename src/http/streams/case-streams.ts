import { randomUUID } from 'node:crypto';
import type { ApolloServer, BaseContext } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '../../kernel/error-codes.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { Instant } from '../../kernel/dates.js';
import { globalId } from '../../kernel/ids.js';
import type { DocumentLimits } from '../limits.js';
import type { RequestFacts } from '../request-log.js';
import { CaseStream } from './case-stream.js';
import { Lanes } from './lanes.js';
import { Places } from './places.js';
import type { OpenedLook, StreamOptions, StreamRequest } from './stream-port.js';
import { streamedOperation, type StreamedOperation } from './streamed-operation.js';

/** Streams, and sockets, that one caller, and that all together keep open. */
const [OF_A_CALLER, OF_ALL] = [10, 1_000] as const;
/** Looks at streams that are open, and at such as are being opened: whoever opens many keeps nobody from hearing the end. */
const [LOOKS_AT_ONCE, OPENINGS_AT_ONCE] = [4, 2] as const;
/** Connections to the database that looking takes at most. */
export const LOOKING_CONNECTIONS = LOOKS_AT_ONCE + OPENINGS_AT_ONCE;
const EVERY_MILLIS = 200;
/** What is asked of the schema. */
type Asking = Pick<StreamedOperation, 'query' | 'operationName' | 'variables'>;

/** That a stream stays open tells that there is such a case for the caller: this much is recorded as released before it does. */
const listened = (subjectId: string): Asking => ({
  query: 'query CaseListened($id: ID!) { case(id: $id) { id } }', operationName: undefined, variables: { id: globalId('Case', subjectId) },
});

/** What the streams need of the server that they are part of. */
export interface StreamSurroundings<Ctx extends BaseContext> {
  readonly apollo: ApolloServer<Ctx>;
  readonly schema: GraphQLSchema;
  readonly limits: DocumentLimits;
  readonly log: FastifyBaseLogger;
  readonly factsOf?: ((context: Ctx) => RequestFacts) | undefined;
}

/** Something that is held open under a token. */
export interface HeldOpen {
  /** Whose it is. */
  readonly caller: string;
  readonly expiresAt: Instant;
  readonly expire: () => void;
}

/**
 * The streams of cases, whatever transport carries them. Nothing that changes is told because it changed: whoever listens is
 * looked at as if he asked, by the same token, admission, decision and audit, and is told only where what he is released is
 * no longer what it was. What is withheld can so change, come and go without an event, and without its time.
 */
export class CaseStreams<Ctx extends BaseContext> {
  readonly #streams = new Set<CaseStream>();
  readonly #held = new Set<HeldOpen>();
  readonly #places = new Places(OF_A_CALLER, OF_ALL);
  readonly #holding = new Places(OF_A_CALLER, OF_ALL);
  readonly #lanes = new Lanes(LOOKS_AT_ONCE);
  readonly #openings = new Lanes(OPENINGS_AT_ONCE);
  readonly #ticking: NodeJS.Timeout;
  #stopped = false;

  constructor(private readonly options: StreamOptions<Ctx>, private readonly surroundings: StreamSurroundings<Ctx>) {
    options.changes.hear((subjectIds) => this.#noteChanges(subjectIds));
    this.#ticking = setInterval(() => this.#tick(), options.everyMillis ?? EVERY_MILLIS);
    this.#ticking.unref();
  }

  /** Who asks to listen, known now. Errors: those of authentication; SHUTTING_DOWN. */
  async identify(request: StreamRequest): Promise<OpenedLook<Ctx>> {
    if (this.#stopped) throw shuttingDown();
    return this.options.open(request);
  }

  /**
   * Opens a stream of what changes from now on. A case that there is not, and one that is not for this caller, are answered
   * alike: as such a query is, at once, and that is the end. Errors: those of a query, TOO_MANY_STREAMS.
   */
  async open(request: StreamRequest, asked: unknown): Promise<CaseStream> {
    const opened = await this.identify(request);
    const { schema, limits } = this.surroundings;
    const operation = streamedOperation(schema, limits, asked);
    const leave = this.#places.take(opened.caller);
    const stream = new CaseStream(request, operation, opened.expiresAt);
    stream.onceOver(() => {
      this.#streams.delete(stream);
      leave();
    });
    try {
      // Heard from before the first look, so that nothing falls between the two.
      await this.options.changes.listening();
      if (this.#stopped) throw shuttingDown();
      this.#streams.add(stream);
      stream.looking = true;
      await this.#openings.run(() => this.#look(stream, opened));
    } catch (fault) {
      stream.stop('REFUSED');
      throw fault instanceof GatewayError ? fault : this.#unexpected(fault);
    } finally {
      stream.looking = false;
    }
    this.#logEnd(stream, opened.context);
    return stream;
  }

  /** Ends whatever it is once its token does. Answers how to forget it. Errors: TOO_MANY_STREAMS. */
  hold(held: HeldOpen): () => void {
    const leave = this.#holding.take(held.caller);
    this.#held.add(held);
    return () => {
      this.#held.delete(held);
      leave();
    };
  }

  /** Ends every stream and opens none. */
  stop(): void {
    this.#stopped = true;
    clearInterval(this.#ticking);
    for (const stream of this.#streams) stream.stop('SHUTTING_DOWN');
  }

  #noteChanges(subjectIds: readonly string[] | null): void {
    const of = subjectIds && new Set(subjectIds);
    for (const stream of this.#streams) if (of === null || of.has(stream.operation.subjectId)) stream.noteChange(of === null ? 'ANYBODYS' : 'ITS_OWN');
  }

  #tick(): void {
    const now = this.options.clock.now();
    for (const held of this.#held) {
      if (held.expiresAt > now) continue;
      this.#held.delete(held);
      held.expire();
    }
    for (const stream of this.#streams) {
      if (stream.expiresAt <= now) stream.stop('TOKEN_EXPIRED');
      else if (stream.unread) stream.stop('NOT_READ');
    }
    this.#lookAtDue(now);
  }

  /** As many as there is room for: those first of which it is known that they changed, then those that may have, with everybody's. */
  #lookAtDue(now: Instant): void {
    const due = [...this.#streams].map((stream) => ({ stream, urgency: stream.urgency(now) })).filter(({ urgency }) => urgency > 0);
    due.sort((one, other) => other.urgency - one.urgency);
    for (const { stream } of due.slice(0, this.#lanes.free)) void this.#lookAgain(stream);
  }

  async #lookAgain(stream: CaseStream): Promise<void> {
    stream.beginLook();
    try {
      await this.#lanes.run(async () => {
        if (!stream.over) await this.#look(stream, await this.options.open({ ...stream.request, id: randomUUID() }));
      });
    } catch (fault) {
      const known = fault instanceof GatewayError ? fault : this.#unexpected(fault);
      if (ERROR_CODES[known.code].retry) stream.lookAgainLater();
      else stream.stop(known.code === 'AUTH_TOKEN_EXPIRED' ? 'TOKEN_EXPIRED' : 'REFUSED');
    } finally {
      stream.looking = false;
    }
    this.#lookAtDue(this.options.clock.now());
  }

  /** Errors: GatewayError, and what a resolver throws. Whatever it is, nothing was told. */
  async #look(stream: CaseStream, { context }: OpenedLook<Ctx>): Promise<void> {
    try {
      const seen = await this.options.lookAt(context, stream.operation.subjectId);
      if (seen === null) return stream.tellLast(await this.#answer(context, stream.operation), 'NO_CASE');
      if (stream.opening) await this.#answer(context, listened(stream.operation.subjectId));
      // What has changed is read, recorded and told from the snapshot on which it was seen to have changed.
      if (!stream.knows(seen)) stream.tell(await this.#answer(context, stream.operation));
      stream.keep(seen, this.options.clock.now());
    } finally {
      await this.options.close(context);
    }
  }

  /** As a query is answered. Errors: the code of an answer that holds nothing. */
  async #answer(contextValue: Ctx, { query, operationName, variables }: Asking): Promise<FormattedExecutionResult> {
    const { body } = await this.surroundings.apollo.executeOperation(
      { query, variables: { ...variables }, ...(operationName !== undefined && { operationName }) }, { contextValue });
    if (body.kind !== 'single') throw new GatewayError('INTERNAL', 'An answer in parts is never sent.');
    const { data, errors, extensions } = body.singleResult;
    if (data) return { data, ...(errors && { errors }), ...(extensions && { extensions }) };
    const code = String(errors?.[0]?.extensions?.['code']);
    throw new GatewayError(code in ERROR_CODES ? code as ErrorCode : 'INTERNAL', errors?.[0]?.message ?? ERROR_CODES.INTERNAL.says);
  }

  #unexpected(fault: unknown): GatewayError {
    this.surroundings.log.error({ kind: fault instanceof Error ? fault.name : typeof fault }, 'a stream met a fault');
    return new GatewayError('INTERNAL', ERROR_CODES.INTERNAL.says);
  }

  #logEnd(stream: CaseStream, context: Ctx): void {
    const began = performance.now();
    const { decisions: _decisions, ...facts } = this.surroundings.factsOf?.(context) ?? {};
    stream.onceOver(() => this.surroundings.log.info(
      { requestId: stream.request.id, ...facts, end: stream.end, told: stream.told, millis: Math.round(performance.now() - began) }, 'stream'));
  }
}

const shuttingDown = (): GatewayError => new GatewayError('SHUTTING_DOWN', 'The gateway is shutting down.');
