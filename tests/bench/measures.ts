import type { BenchCaller } from './bench-caller.js';
import type { BenchCounty } from './bench-county.js';
import { comparePairs, type LoadPlan } from './compare.js';
import { openCpuClock } from './cpu-time.js';
import { measureDecisions } from './decisions.js';
import { resultOfPairs, type MeasureResult } from './result.js';
import type { ServeOrder } from './serve-one.js';
import { measureReadsBesideSync } from './reads-beside-sync.js';
import { measureSync } from './sync.js';
import { startServerProcess, type ServerProcess } from './server-process.js';

/** What every measure is given. */
export interface Ground {
  readonly county: BenchCounty;
  readonly caller: BenchCaller;
  readonly plan: LoadPlan;
  /** Where the profile of the gateway goes; null without one. */
  readonly profileTo: string | null;
  /** Youths of the extract that the sync is measured with. */
  readonly syncYouths: number;
}

/** A measure, and in one line what it compares. */
export interface Measure {
  readonly says: string;
  readonly take: (ground: Ground) => Promise<MeasureResult>;
}

/** Measures by name, in the order in which they are taken. */
export const MEASURES: Readonly<Record<string, Measure>> = {
  read: {
    says: 'a page of 20 cases, decided, under row-level security, audited, against a hand-written server without any of it; CPU time',
    take: (ground) => compared(ground, 'gateway', 'limit', 3.5),
  },
  gate: {
    says: 'the gateway against itself with a decision that permits everything; CPU time',
    take: (ground) => compared(ground, 'gateway', 'gateway-without-policy', 1.15),
  },
  decide: {
    says: 'one decision over all categories, in microseconds, against a budget of 50',
    take: ({ county }) => measureDecisions(county.url),
  },
  sync: {
    says: 'a first full load against a bare COPY of the same files; then 1 % changed, as a full extract and as a delta; wall time',
    take: ({ county, syncYouths }) => measureSync({ url: county.serverUrl, folder: county.folder, youths: syncYouths, say: (line) => console.log(line) }),
  },
  beside: {
    says: 'pages read while a full extract with a quarter of its rows changed is taken in, against the same before; p99 of the wall time',
    take: ({ county, caller, plan }) => measureReadsBesideSync({ county, caller, plan, say: (line) => console.log(line) }),
  },
};

async function compared({ county, caller, plan, profileTo }: Ground, subject: ServeOrder['kind'], base: ServeOrder['kind'], goal: number): Promise<MeasureResult> {
  const order = (kind: ServeOrder['kind']): ServeOrder => ({ kind, url: county.url, environment: caller.environment });
  const profiling = profileTo === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileTo}`];
  const cpu = await openCpuClock(county.url);
  const servers: ServerProcess[] = [];
  try {
    servers.push(await startServerProcess(order(subject), profiling));
    servers.push(await startServerProcess(order(base)));
    return resultOfPairs(await comparePairs({ subject: servers[0]!, base: servers[1]!, caller, cpu, plan }), goal);
  } finally {
    for (const server of servers) await server.stop();
    await cpu.close();
  }
}
