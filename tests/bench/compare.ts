import { isDeepStrictEqual } from 'node:util';
import type { BenchCaller } from './bench-caller.js';
import type { CpuClock } from './cpu-time.js';
import { openPageClient, pageOf, runLoad, walkPages, type LoadTimes, type PageClient } from './load.js';
import type { ServerProcess } from './server-process.js';

/** How hard two servers are asked. */
export interface LoadPlan {
  readonly rounds: number;
  readonly requests: number;
  readonly concurrency: number;
}

/** One server in one round. */
export interface Reading extends LoadTimes {
  /** CPU milliseconds a request: the server's own, its backends', and both. */
  readonly serverCpu: number;
  readonly backendsCpu: number;
  readonly cpu: number;
}

/** A round: both servers under the same load, one after the other. */
export interface Pair {
  readonly subject: Reading;
  readonly base: Reading;
}

export interface Comparison {
  readonly subject: ServerProcess;
  readonly base: ServerProcess;
  readonly caller: BenchCaller;
  readonly cpu: CpuClock;
  readonly plan: LoadPlan;
}

const WARM_UP_ROUNDS = 2;

/**
 * Compares two servers: first that they answer the same for every page, then their cost, in pairs that alternate.
 * Errors: when an answer differs, since a comparison of different work says nothing.
 */
export async function comparePairs({ subject, base, caller, cpu, plan }: Comparison): Promise<readonly Pair[]> {
  const clients = [subject, base].map((server) => openPageClient(server.address, caller, plan.concurrency)) as [PageClient, PageClient];
  try {
    const starts = await walkPages(clients[0]);
    await requireSameAnswers(clients, starts);
    const read = async (server: ServerProcess, client: PageClient): Promise<Reading> => {
      const lap = await cpu.startLap(server);
      const times = await runLoad(client, starts, plan);
      const spent = await lap();
      const [serverCpu, backendsCpu] = [spent.server / plan.requests, spent.backends / plan.requests];
      return { ...times, serverCpu, backendsCpu, cpu: serverCpu + backendsCpu };
    };
    const pairs: Pair[] = [];
    for (let round = -WARM_UP_ROUNDS; round < plan.rounds; round += 1) {
      // Who goes first alternates too, so that a drift of the machine favours neither.
      const baseFirst = round % 2 === 0 ? await read(base, clients[1]) : null;
      const ofSubject = await read(subject, clients[0]);
      const ofBase = baseFirst ?? await read(base, clients[1]);
      if (round >= 0) pairs.push({ subject: ofSubject, base: ofBase });
    }
    return pairs;
  } finally {
    for (const client of clients) client.close();
  }
}

/** Errors: names the first page that differs, by its place; an answer is never quoted. */
export async function requireSameAnswers([one, other]: readonly [PageClient, PageClient], starts: readonly (string | null)[]): Promise<void> {
  for (const [place, start] of starts.entries()) {
    const [first, second] = [pageOf(await one.page(start)), pageOf(await other.page(start))];
    if (!isDeepStrictEqual(first, second)) throw new Error(`The servers answer differently on page ${place + 1} of ${starts.length}.`);
  }
}
