import { randomUUID } from 'node:crypto';
import type { ApolloServer, BaseContext } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '../../kernel/error-codes.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { Instant } from '../../kernel/dates.js';
import { globalId } from '../../kernel/ids.js';
import type { CaseNotice } from '../../store/case-notice.js';
import { publicError } from '../format-error.js';
import type { DocumentLimits } from '../limits.js';
import type { RequestFacts } from '../request-log.js';
import { CaseStream } from './case-stream.js';
import { Lanes } from './lanes.js';
import { Places } from './places.js';
import type { OpenedLook, StreamCaller, StreamOptions, StreamRequest } from './stream-port.js';
import { streamedOperation, type StreamedOperation } from './streamed-operation.js';

/** Streams, and sockets, that one caller, and that all together keep open. */
const [OF_A_CALLER, OF_ALL] = [10, 1_000] as const;
/** Looks at streams that are open, and at such as are being opened, and decisions alone: neither many looks nor many openings keep anybody from his end. */
const [LOOKS_AT_ONCE, OPENINGS_AT_ONCE, CHECKS_AT_ONCE] = [4, 2, 4] as const;
/** Connections to the database that looking takes at most. */
export const LOOKING_CONNECTIONS = LOOKS_AT_ONCE + OPENINGS_AT_ONCE + CHECKS_AT_ONCE;
const EVERY_MILLIS = 50;
/** What is told last where the right of a stream could not be decided in time: the same whatever it was that had changed, if anything had. */
const INTERRUPTED = { errors: [publicError(new GatewayError('STREAM_INTERRUPTED', ERROR_CODES.STREAM_INTERRUPTED.says))] };
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
  readonly caller: StreamCaller;
  readonly expiresAt: Instant;
  readonly expire: () => void;
}

/** Whom a notice concerns who is not everybody. */
const CONCERNED = {
  CASES: ({ operation }, ids) => ids.has(operation.subjectId), RIGHTS: ({ operation }, ids) => ids.has(operation.subjectId),
  AGENCIES: ({ caller }, ids) => ids.has(caller.agencyId), PERSONS: ({ caller }, ids) => ids.has(caller.personId),
} as const satisfies Partial<Record<CaseNotice['of'], (stream: CaseStream, ids: ReadonlySet<string>) => boolean>>;

/**
 * The streams of cases, whatever transport carries them. Nothing that changes is told because it changed: whoever listens is
 * looked at as if he asked, by the same token, admission, decision and audit, and is told only where what he is released is
 * no longer what it was. What is withheld can so change, come and go without an event, and without its time.
 *
 * Where the right to listen may have ended, nothing is told until it is decided anew: before anything else is looked at, and
 * of those alone whom it can concern. Whoever cannot be decided in time is ended.
 */
export class CaseStreams<Ctx extends BaseContext> {
  readonly #streams = new Set<CaseStream>();
  readonly #held = new Set<HeldOpen>();
  readonly #places = new Places(OF_A_CALLER, OF_ALL);
  readonly #holding = new Places(OF_A_CALLER, OF_ALL);
  readonly #lanes = new Lanes(LOOKS_AT_ONCE);
  readonly #openings = new Lanes(OPENINGS_AT_ONCE);
  readonly #checks = new Lanes(CHECKS_AT_ONCE);
  readonly #ticking: NodeJS.Timeout;
  #stopped = false;
  /** Whether changes are heard of: while they are not, no decision settles a doubt. */
  #heard = true;

  constructor(private readonly options: StreamOptions<Ctx>, private readonly surroundings: StreamSurroundings<Ctx>) {
    options.changes.hear((notice) => this.#hear(notice));
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
    const { caller, expiresAt } = await this.identify(request);
    const { schema, limits } = this.surroundings;
    const operation = streamedOperation(schema, limits, asked);
    const leave = this.#places.take(keyOf(caller));
    const stream = new CaseStream(request, operation, caller, expiresAt);
    stream.onceOver(() => {
      this.#streams.delete(stream);
      leave();
    });
    try {
      // Heard from before the first look, so that nothing falls between the two.
      await this.options.changes.listening();
      if (this.#stopped) throw shuttingDown();
      this.#streams.add(stream);
      if (!this.#heard) stream.raiseDoubt(this.options.clock.now(), false);
      stream.looking = true;
      await this.#openings.run(() => stream.doubt.settle(() => this.#firstLook(stream)));
    } catch (fault) {
      stream.stop('REFUSED');
      throw fault instanceof GatewayError ? fault : this.#unexpected(fault);
    } finally {
      stream.looking = false;
    }
    return stream;
  }

  /** Ends whatever it is once its token does. Answers how to forget it. Errors: TOO_MANY_STREAMS. */
  hold(held: HeldOpen): () => void {
    const leave = this.#holding.take(keyOf(held.caller));
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

  #hear({ of, ids }: CaseNotice): void {
    const now = this.options.clock.now();
    const unheard = of === 'LOST' || of === 'BACK';
    if (unheard) this.#heard = of === 'BACK';
    const named = new Set(ids);
    for (const stream of this.#streams) {
      if (of in CONCERNED && !CONCERNED[of as keyof typeof CONCERNED](stream, named)) continue;
      if (of !== 'CASES' && of !== 'ANYBODY') stream.raiseDoubt(now, !unheard);
      stream.noteChange(of === 'CASES' || of === 'RIGHTS' ? 'ITS_OWN' : 'ANYBODYS');
    }
    this.#checkDoubted();
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
      else if (!stream.opening && stream.doubt.overdue(now)) stream.tellLast(INTERRUPTED, 'INTERRUPTED');
      else stream.noteLapse(now);
    }
    this.#goOn();
  }

  #goOn(): void {
    this.#checkDoubted();
    // While more are undecided than are decided at once, nothing else is begun.
    if ([...this.#streams].filter(({ opening, doubt }) => !opening && doubt.until !== null).length <= CHECKS_AT_ONCE) this.#lookAtDue();
  }

  /** Decides anew whose right is in doubt, whoever must know first, first. */
  #checkDoubted(): void {
    if (!this.#heard) return;
    const due = [...this.#streams].filter(({ over, opening, doubt }) => !over && !opening && doubt.due);
    due.sort(({ doubt: one }, { doubt: other }) => (one.until! < other.until! ? -1 : Number(one.until! > other.until!)));
    for (const stream of due) void this.#check(stream);
  }

  /** Who he is, is asked for all at once, and what he is admitted to by turns: whose agency may ask nothing any more waits for nobody. */
  async #check(stream: CaseStream): Promise<void> {
    try {
      await stream.doubt.settle(async () => {
        const { context } = await this.#openAgain(stream);
        return this.#checks.run(() => (stream.over ? Promise.resolve(false) : this.#isAdmitted(stream, context)));
      });
    } catch (fault) {
      this.#endUnlessForNow(stream, fault);
    }
    this.#goOn();
  }

  /** Whoever was admitted and is no more is told so as a query would tell him, and that is the end. */
  async #isAdmitted(stream: CaseStream, context: Ctx): Promise<boolean> {
    try {
      const admitted = await this.options.admits(context, stream.operation.subjectId);
      if (!admitted) await this.#tellEnd(stream, context);
      return admitted;
    } finally {
      await this.options.close(context);
    }
  }

  /** As many as there is room for: those first of which it is known that they changed, then those that may have, with everybody's. */
  #lookAtDue(): void {
    const due = [...this.#streams].map((stream) => ({ stream, urgency: stream.urgency })).filter(({ urgency }) => urgency > 0);
    due.sort((one, other) => other.urgency - one.urgency);
    for (const { stream } of due.slice(0, this.#lanes.free)) void this.#lookAgain(stream);
  }

  async #lookAgain(stream: CaseStream): Promise<void> {
    const holds = stream.beginLook();
    try {
      await this.#lanes.run(async () => {
        if (!stream.over) await this.#look(stream, await this.#openAgain(stream), holds);
      });
    } catch (fault) {
      if (this.#endUnlessForNow(stream, fault)) stream.lookAgainLater();
    } finally {
      stream.looking = false;
    }
    this.#goOn();
  }

  #openAgain({ request }: CaseStream): Promise<OpenedLook<Ctx>> {
    return this.options.open({ ...request, id: randomUUID() });
  }

  /** Ends the stream, unless the fault may be over when it is looked at again. Answers whether it may. */
  #endUnlessForNow(stream: CaseStream, fault: unknown): boolean {
    const known = fault instanceof GatewayError ? fault : this.#unexpected(fault);
    if (ERROR_CODES[known.code].retry) return true;
    stream.stop(known.code === 'AUTH_TOKEN_EXPIRED' ? 'TOKEN_EXPIRED' : 'REFUSED');
    return false;
  }

  /** By what the caller is now, however long he waited for his turn. Answers whether the stream is open. */
  async #firstLook(stream: CaseStream): Promise<boolean> {
    const opened = await this.options.open(stream.request);
    await this.#look(stream, opened, () => true);
    this.#logEnd(stream, opened.context);
    return !stream.over;
  }

  /** What was doubted since it was read is not told. Errors: GatewayError, and what a resolver throws; whatever it is, nothing was told. */
  async #look(stream: CaseStream, { context }: OpenedLook<Ctx>, holds: () => boolean): Promise<void> {
    try {
      const seen = await this.options.lookAt(context, stream.operation.subjectId);
      if (!holds()) return stream.noteChange('ITS_OWN');
      if (seen === null) return await this.#tellEnd(stream, context);
      if (stream.opening) await this.#answer(context, listened(stream.operation.subjectId));
      // What has changed is read, recorded and told from the snapshot on which it was seen to have changed.
      if (!stream.knows(seen)) {
        const answer = await this.#answer(context, stream.operation);
        if (!holds()) return stream.noteChange('ITS_OWN');
        stream.tell(answer);
      }
      stream.keep(seen, this.options.clock.now());
    } finally {
      await this.options.close(context);
    }
  }

  async #tellEnd(stream: CaseStream, context: Ctx): Promise<void> {
    stream.tellLast(await this.#answer(context, stream.operation), 'NO_CASE');
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
const keyOf = ({ agencyId, personId }: StreamCaller): string => `${agencyId} ${personId}`;
