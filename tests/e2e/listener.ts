import { setTimeout as sleep } from 'node:timers/promises';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { demoPersona } from '../../src/auth/demo-identities.js';
import type { Parsed, TestCaller, TestGateway } from '../support/gateway.js';

/** Somebody who listens, by the client of the protocol's own library. */
export interface Listener {
  readonly events: readonly Parsed[];
  /** How the stream ended: COMPLETE, the code of the refusal, or of the socket's closing. Absent: it has not. */
  readonly end: string | undefined;
  /** Waits until that many events have come. */
  until(count: number, millis?: number): Promise<readonly Parsed[]>;
  /** Waits for the end; answers after how many milliseconds it came, from now. */
  untilEnd(millis?: number): Promise<number>;
  leave(): void;
}

export type Transport = 'SSE' | 'WebSocket';

export const CHANGED = 'subscription($id: ID!) { caseChanged(caseId: $id) { id youth { firstName } } }';

interface Asking {
  readonly token?: string;
  readonly document?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** The usual purpose of a caller. */
export const purposeOf = (as: TestCaller): string => demoPersona(typeof as === 'string' ? as : as.as).defaultPurpose;

/** Listens as a caller, for his usual purpose. */
export async function listen(gateway: TestGateway, by: Transport, as: TestCaller, { token, document = CHANGED, variables = {} }: Asking): Promise<Listener> {
  return listenSaying(gateway, by, { 'authorization': `Bearer ${token ?? await gateway.token(as)}`, 'x-purpose-of-use': purposeOf(as) }, { query: document, variables });
}

/** Waits until what began to listen meanwhile is open, or was refused: a stream that opens is recorded. */
export async function untilOpen(gateway: TestGateway, begin: () => Promise<readonly Listener[]>, millis = 20_000): Promise<readonly Listener[]> {
  const opened = async (): Promise<number> => (await gateway.disclosures()).filter(({ operation }) => operation === 'CaseListened').length;
  const before = await opened();
  const listeners = await begin();
  for (let waited = 0; waited < millis; waited += 50) {
    if (await opened() - before + listeners.filter(({ end }) => end !== undefined).length >= listeners.length) break;
    await sleep(50);
  }
  return listeners;
}

type Sent = { readonly query: string; readonly variables: Record<string, unknown> };

/** Listens with what a request says of itself in its headers. */
export function listenSaying(gateway: TestGateway, by: Transport, said: Record<string, string>, sent: Sent): Listener {
  const heard: { events: Parsed[]; end: string | undefined } = { events: [], end: undefined };
  const sink = {
    next: (event: Parsed) => { heard.events.push(event); },
    error: (fault: unknown) => { heard.end ??= codeOf(fault); },
    complete: () => { heard.end ??= 'COMPLETE'; },
  };
  const leave = by === 'SSE' ? overSse(gateway, said, sent, sink) : overSocket(gateway, said, sent, sink);
  return {
    events: heard.events,
    get end() { return heard.end; },
    until: async (count, millis = 20_000) => {
      for (let waited = 0; heard.events.length < count && waited < millis; waited += 20) await sleep(20);
      return heard.events;
    },
    untilEnd: async (millis = 20_000) => {
      const began = performance.now();
      while (heard.end === undefined && performance.now() - began < millis) await sleep(20);
      return performance.now() - began;
    },
    leave,
  };
}

type Sink = Parameters<ReturnType<typeof createSseClient>['subscribe']>[1];
function overSse(gateway: TestGateway, headers: Record<string, string>, sent: Sent, sink: Sink): () => void {
  return createSseClient({ url: `${gateway.address}/graphql/stream`, headers, retryAttempts: 0 }).subscribe(sent, sink);
}

function overSocket(gateway: TestGateway, connectionParams: Record<string, string>, sent: Sent, sink: Sink): () => void {
  const client = createSocketClient({ url: `${gateway.address.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0, lazy: true });
  const leave = client.subscribe(sent, sink as never);
  return () => {
    leave();
    void client.dispose();
  };
}

/** What a refusal says of itself: an error of GraphQL, the closing of a socket, or an answer of HTTP that is no stream. */
function codeOf(fault: unknown): string {
  const one = (Array.isArray(fault) ? fault[0] : fault) as Parsed;
  return one?.extensions?.code ?? (one?.code !== undefined ? `${one.code} ${one.reason}` : one?.response ? `HTTP ${one.response.status}` : String(one));
}
