import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of key sets on this machine, whose answers the test sets. */
export interface KeyServer {
  readonly url: string;
  /** How often it was asked. */
  asked(): number;
  answerWith(answer: (response: ServerResponse) => void): void;
  serve(keys: readonly Record<string, unknown>[]): void;
  stop(): Promise<void>;
}

/** Starts a key server on a free port of the loopback address. */
export async function startKeyServer(): Promise<KeyServer> {
  let asked = 0;
  let answer = (response: ServerResponse): void => { response.writeHead(500).end(); };
  const server = createServer((_, response) => { asked += 1; answer(response); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    asked: () => asked,
    answerWith: (next) => { answer = next; },
    serve: (keys) => { answer = (response) => { response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys })); }; },
    stop: () => new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
