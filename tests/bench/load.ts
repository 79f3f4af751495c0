import { Agent, request } from 'node:http';
import { PAGE_DOCUMENT, PAGE_SIZE, type CasePage } from './page-document.js';
import type { BenchCaller } from './bench-caller.js';

/** A client of one server with connections of its own. */
export interface PageClient {
  /** The answer's text. Errors: any status but 200. */
  page(after: string | null): Promise<string>;
  close(): void;
}

/** How a fixed number of requests went. */
export interface LoadTimes {
  readonly p50: number;
  readonly p99: number;
}

/** Opens a client that keeps so many connections alive. */
export function openPageClient(address: string, caller: BenchCaller, connections: number): PageClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { 'authorization': `Bearer ${caller.token}`, 'content-type': 'application/json', 'x-purpose-of-use': caller.purpose };
  return {
    page: (after) => new Promise((resolve, reject) => {
      const body = JSON.stringify({ query: PAGE_DOCUMENT, variables: { first: PAGE_SIZE, after } });
      const asked = request(`${address}/graphql`, { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode === 200) resolve(Buffer.concat(parts).toString('utf8'));
          else reject(new Error(`A server answered ${response.statusCode}.`));
        });
      });
      asked.on('error', reject);
      asked.end(body);
    }),
    close: () => agent.destroy(),
  };
}

/** Walks all pages by cursor and answers where each begins. Errors: an answer with errors. */
export async function walkPages(client: PageClient): Promise<readonly (string | null)[]> {
  const starts: (string | null)[] = [null];
  for (;;) {
    const { hasNextPage, endCursor } = pageOf(await client.page(starts.at(-1)!)).cases.pageInfo;
    if (!hasNextPage) return starts;
    starts.push(endCursor);
  }
}

/** The data of an answer. Errors: an answer with errors or without data. */
export function pageOf(text: string): CasePage {
  const { data, errors } = JSON.parse(text) as { data: CasePage | null; errors?: unknown };
  if (!data || errors) throw new Error('A server answered with errors.');
  return data;
}

/** Asks so many pages, one after another round the starts, so many at a time. */
export async function runLoad(
  client: PageClient, starts: readonly (string | null)[], { requests, concurrency }: { readonly requests: number; readonly concurrency: number },
): Promise<LoadTimes> {
  const times: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < requests) {
      const start = starts[next++ % starts.length]!;
      const began = performance.now();
      await client.page(start);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(times.length * 0.5)]!, p99: times[Math.floor(times.length * 0.99)]! };
}
