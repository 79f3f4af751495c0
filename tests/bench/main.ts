import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeBenchCaller } from './bench-caller.js';
import { loadBenchCounty, type BenchCounty } from './bench-county.js';
import { cpuTimeIsTold } from './cpu-time.js';
import { MEASURES, type Ground } from './measures.js';
import { tableOf, type MeasureResult } from './result.js';
import { SYNC_SIZES } from './sync.js';

const HELP = `npm run bench -- [--only NAMES] [--json FILE] [--youths N] [--rounds R] [--requests N] [--size SIZE] [--profile FOLDER]

Measures the gateway and prints ratios: the median of pairs, with the least and the greatest. Needs Linux.
${Object.entries(MEASURES).map(([name, { says }]) => `  ${name.padEnd(8)}${says}`).join('\n')}

  --only      names with commas between; all unless told
  --json      a file for one object a measure
              (milliseconds a request: CPU of the server and of its PostgreSQL backends, wall time at p50 and p99)
  --youths    size of the synthetic county, 2000 unless told
  --rounds    pairs, 7 unless told
  --requests  in each half of a pair, 400 unless told
  --size      of the extract that sync takes: ${Object.entries(SYNC_SIZES).map(([name, youths]) => `${name} ${youths} youths`).join(', ')}; normal unless told
  --profile   a folder for the gateway's CPU profiles, which make it slower

A goal that is missed is said and is no failure: the exit code tells faults only.
`;

const CONCURRENCY = 4;

interface Wish {
  readonly only: readonly string[];
  readonly json: string | undefined;
  readonly youths: number;
  readonly rounds: number;
  readonly requests: number;
  readonly syncYouths: number;
  readonly profileTo: string | null;
}

/** Reads the arguments. Errors: a sentence that names the argument. */
function wishOf(argv: readonly string[]): Wish | null {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv], strict: true,
    options: { only: text, json: text, youths: text, rounds: text, requests: text, size: text, profile: text, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return null;
  const only = values.only === undefined ? Object.keys(MEASURES) : values.only.split(',').map((name) => name.trim());
  const unknown = only.filter((name) => !Object.hasOwn(MEASURES, name));
  if (unknown.length > 0) throw new Error(`--only knows ${Object.keys(MEASURES).join(', ')}; not ${unknown.join(', ')}.`);
  return {
    only, syncYouths: sizeOf(values.size), json: values.json, profileTo: values.profile ?? null, youths: count('youths', values.youths, 2000),
    rounds: count('rounds', values.rounds, 7), requests: count('requests', values.requests, 400),
  };
}

function sizeOf(name = 'normal'): number {
  const youths = SYNC_SIZES[name];
  if (youths === undefined) throw new Error(`--size knows ${Object.keys(SYNC_SIZES).join(', ')}.`);
  return youths;
}

function count(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`--${name} must be a whole number above 0.`);
  return Number(text);
}

async function take(wish: Wish, county: BenchCounty): Promise<ReadonlyMap<string, MeasureResult>> {
  const ground: Ground = {
    county, caller: await makeBenchCaller(county.folder), profileTo: wish.profileTo, syncYouths: wish.syncYouths,
    plan: { rounds: wish.rounds, requests: wish.requests, concurrency: CONCURRENCY },
  };
  const results = new Map<string, MeasureResult>();
  for (const name of Object.keys(MEASURES).filter((one) => wish.only.includes(one))) {
    const { says, take: measure } = MEASURES[name]!;
    console.log(`${name}: ${says} …`);
    results.set(name, await measure(ground));
  }
  return results;
}

async function main(argv: readonly string[]): Promise<void> {
  const wish = wishOf(argv);
  if (wish === null) return console.log(HELP);
  if (!cpuTimeIsTold()) throw new Error('The measures read the CPU time of processes from /proc, which this machine does not have.');
  const county = await loadBenchCounty(wish.youths, (line) => console.log(line));
  // Ctrl-C reaches the servers and PostgreSQL by itself; the folder and a database of DATABASE_URL are ours to remove.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { void county.remove().finally(() => process.exit(130)); });
  try {
    const results = await take(wish, county);
    console.log(`\n${tableOf(results)}`);
    if (wish.json !== undefined) writeFileSync(wish.json, `${JSON.stringify(Object.fromEntries(results), null, 2)}\n`);
    const missed = [...results].filter(([, { met }]) => !met).map(([name]) => name);
    console.log(missed.length === 0 ? 'Every goal is met.' : `Goals missed: ${missed.join(', ')}.`);
  } finally {
    await county.remove();
  }
}

main(process.argv.slice(2)).catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.message : 'The measures failed.');
  process.exitCode = 1;
});
