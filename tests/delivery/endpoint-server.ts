import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { HTTP, type CloudEvent } from 'cloudevents';
import { Webhook } from 'standardwebhooks';

/** One event as it came to an endpoint. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
}

/** A partner's endpoint on loopback. */
export interface EndpointServer {
  readonly url: string;
  readonly received: Received[];
  /** What it answers from now on. Absent: 204. */
  answer: (request: Received) => { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly afterMillis?: number; readonly body?: string };
  /** Waits until that many have come. */
  until(count: number, millis?: number): Promise<readonly Received[]>;
  close(): Promise<void>;
}

export async function startEndpoint(): Promise<EndpointServer> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one: Received = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8'), at: performance.timeOrigin + performance.now() };
      received.push(one);
      const { status, headers = {}, afterMillis = 0, body = '' } = endpoint.answer(one);
      setTimeout(() => response.writeHead(status, headers).end(body), afterMillis);
    });
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const endpoint: EndpointServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, received, answer: () => ({ status: 204 }),
    until: async (count, millis = 15_000) => {
      for (let waited = 0; received.length < count && waited < millis; waited += 25) await sleep(25);
      return received;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
  return endpoint;
}

/** The event of a request, judged by the library of CloudEvents; throws where it is none. */
export function cloudEventOf({ headers, body }: Received): CloudEvent<unknown> {
  const event = HTTP.toEvent({ headers: headers as Record<string, string>, body }) as CloudEvent<unknown>;
  event.validate();
  return event;
}

/** Judges a signature by the library of Standard Webhooks; throws where it does not hold. */
export function verifySigned({ headers, body }: Received, secret: string): void {
  new Webhook(secret).verify(body, headers as Record<string, string>);
}
