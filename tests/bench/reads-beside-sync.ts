import { rmSync } from 'node:fs';
import path from 'node:path';
import { generateExtract } from '../../adapters/cws-cms/synthetic/generate-extract.js';
import { DEMO_COUNTY } from '../../src/auth/demo-identities.js';
import { copyDatabase, dropDatabase } from '../../src/store/databases.js';
import type { BenchCaller } from './bench-caller.js';
import { BENCH_SEED, type BenchCounty } from './bench-county.js';
import type { LoadPlan } from './compare.js';
import { openPageClient, pageOf, walkPages, type PageClient } from './load.js';
import { rounded, type MeasureResult } from './result.js';
import { startServerProcess } from './server-process.js';
import { runSync } from './sync.js';

const GOAL = 3;
const CHANGED_PERCENT = 25;

/** What was read of each youth: every answer that came, by the case's id. */
type Seen = Map<string, Set<string>>;

interface Case {
  readonly node: { readonly id: string };
}

/**
 * Reads pages of a county without a pause, first quietly and then while a full extract of it is taken in, and checks of
 * every youth in every answer that he is as he was before the run or as he is after it, and nothing between.
 * Errors: a youth that is neither.
 */
export async function measureReadsBesideSync({ county, caller, plan, say }: {
  readonly county: BenchCounty; readonly caller: BenchCaller; readonly plan: LoadPlan; readonly say: (line: string) => void;
}): Promise<MeasureResult> {
  const name = `csec_bench_beside_${process.pid}`;
  const folder = path.join(county.folder, 'changed-county');
  await generateExtract({ youths: county.youths, county: DEMO_COUNTY, seed: BENCH_SEED, out: folder, evolvePercent: CHANGED_PERCENT });
  const url = await copyDatabase(county.serverUrl, new URL(county.url).pathname.slice(1), name);
  const server = await startServerProcess({ kind: 'gateway', url, environment: caller.environment });
  const client = openPageClient(server.address, caller, plan.concurrency);
  try {
    const starts = await walkPages(client);
    const read = reader(client, starts, plan.concurrency);
    const before: Seen = new Map();
    await read(() => false, before);
    const quiet: number[] = [];
    for (let round = 0; round < plan.rounds; round += 1) quiet.push(...await read(() => false, new Map()));
    const during: Seen = new Map();
    const ended = new AbortController();
    const run = runSync({ url, folder, kind: 'FULL', answerTo: path.join(county.folder, 'beside.json') }).finally(() => ended.abort());
    const beside: number[] = [];
    // Awaited below; until then its failure is nobody's.
    run.catch(() => undefined);
    while (!ended.signal.aborted) beside.push(...await read(() => ended.signal.aborted, during));
    const { youths, millis } = await run;
    const after: Seen = new Map();
    for (let start = null as string | null, more = true; more;) {
      const { cases: { edges, pageInfo } } = note(await client.page(start), after);
      [start, more] = [pageInfo.endCursor, pageInfo.hasNextPage && edges.length > 0];
    }
    const between = [...during].flatMap(([id, texts]) => [...texts].filter((text) => !before.get(id)?.has(text) && !after.get(id)?.has(text)));
    if (between.length > 0) throw new Error(`Youths were read ${between.length} times as they were neither before the run nor after it.`);
    const [quietly, meanwhile] = [percentile(quiet), percentile(beside)];
    say(`  ${beside.length} pages while ${youths} youths were rebuilt in ${rounded(millis / 1000)} s; every youth in them was whole`);
    return {
      ratio: rounded(meanwhile / quietly), goal: GOAL, met: meanwhile <= GOAL * quietly, pages: beside.length, youths,
      says: `p99 ${rounded(meanwhile)} ms beside the run, ${rounded(quietly)} ms before it`,
    };
  } finally {
    client.close();
    await server.stop();
    await dropDatabase(county.serverUrl, name);
    rmSync(folder, { recursive: true, force: true });
  }
}

const percentile = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;

/** Reads every page once, so many at a time, until it is to stop; answers the milliseconds of each. */
function reader(client: PageClient, starts: readonly (string | null)[], concurrency: number) {
  return async (stop: () => boolean, seen: Seen): Promise<readonly number[]> => {
    const times: number[] = [];
    const left = [...starts];
    const worker = async (): Promise<void> => {
      for (let start = left.pop(); start !== undefined && !stop(); start = left.pop()) {
        const began = performance.now();
        const text = await client.page(start);
        times.push(performance.now() - began);
        note(text, seen);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    return times;
  };
}

function note(text: string, seen: Seen): ReturnType<typeof pageOf> {
  const page = pageOf(text);
  for (const { node } of page.cases.edges as readonly Case[]) {
    const texts = seen.get(node.id) ?? new Set<string>();
    seen.set(node.id, texts.add(JSON.stringify(node)));
  }
  return page;
}
