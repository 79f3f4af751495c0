// Runs the deep proof of non-interference in parts, each part a run of its own, and adds up what they record:
//   npm run test:deep -- --shards=8 [--at-once=2] [--seed=7]
// Asked again on the same state of the checkout it goes on with the parts that are missing, under the same seed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const WANTED_PAIRS = 2_000;
const PROOF = 'tests/proof/non-interference.test.ts';

/** The commit, and what the checkout has beside it: parts of two states prove nothing together. */
function stateOf(root) {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
  const [commit, changes] = [git('rev-parse', 'HEAD').trim() || 'no commit', git('status', '--porcelain') + git('diff', 'HEAD')];
  return { commit, changes: changes === '' ? null : createHash('sha256').update(changes).digest('hex').slice(0, 12) };
}

function wishOf(argv) {
  const read = (name, otherwise) => {
    const given = argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
    if (given === undefined) return otherwise;
    if (!/^\d+$/.test(given)) throw new Error(`--${name} is a whole number.`);
    return Number(given);
  };
  const wish = { parts: read('shards', 8), atOnce: read('at-once', 1), seed: read('seed', null) };
  if (wish.parts < 1 || wish.atOnce < 1) throw new Error('--shards and --at-once are 1 or more.');
  return wish;
}

/** The seed of a folder of records: as it was begun with. */
function seedOf(folder, wished) {
  const file = path.join(folder, 'seed');
  const begun = existsSync(file) ? Number(readFileSync(file, 'utf8')) : null;
  if (begun !== null && wished !== null && begun !== wished) throw new Error(`This state was begun with seed ${begun}: remove ${folder} to begin with another.`);
  const seed = begun ?? wished ?? Date.now() % 2 ** 31;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${seed}`);
  return seed;
}

const recordOf = (folder, part, parts) => path.join(folder, `part-${part}-of-${parts}.json`);

/** Runs one part. What it did is a record only once all of it has passed. Answers whether it did. */
function runPart(root, { folder, part, parts, seed }) {
  const args = [path.join(root, 'tests', 'run.mjs'), '--deep', PROOF];
  const env = { ...process.env, CSEC_TEST_SHARD: `${part}/${parts}`, CSEC_PROOF_SEED: `${seed}`, CSEC_TEST_RECORD: path.join(folder, 'running') };
  const began = Date.now();
  return new Promise((resolve) => {
    spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env }).on('close', (code) => {
      if (code === 0) renameSync(recordOf(path.join(folder, 'running'), part, parts), recordOf(folder, part, parts));
      console.log(`Part ${part} of ${parts} ${code === 0 ? 'passed' : 'failed'} after ${Math.round((Date.now() - began) / 1000)} s.`);
      resolve(code === 0);
    });
  });
}

/** What the recorded parts come to, in words, and whether it is the whole. */
export function sumOf(records, parts, wanted = WANTED_PAIRS) {
  const sum = (name) => records.reduce((all, one) => all + one[name], 0);
  const union = (name) => new Set(records.flatMap((one) => one[name]));
  const lacking = (whole, had) => [...union(whole)].filter((one) => !union(had).has(one));
  const missing = Array.from({ length: parts }, (_, at) => at + 1).filter((part) => !records.some((one) => one.part === part && one.parts === parts));
  const faults = [
    ...(new Set(records.map(({ seed }) => seed)).size > 1 ? ['the parts are of several seeds'] : []),
    ...(missing.length > 0 ? [`parts ${missing.join(', ')} are missing`] : []),
    ...(sum('pairs') < wanted ? [`fewer than ${wanted} pairs`] : []),
    ...lacking('kinds', 'made').map((kind) => `no change of kind ${kind} was made`),
    ...lacking('mutations', 'sent').map((name) => `${name} was not sent`),
    ...(union('done').size > 5 ? [] : ['hardly a mutation changed anything']),
  ];
  return { pairs: sum('pairs'), underSettings: sum('underSettings'), faults };
}

/** Runs what is missing, prints the sum, and answers the exit code. */
export async function runDeep(root, argv) {
  const { parts, atOnce, seed: wished } = wishOf(argv);
  const { commit, changes } = stateOf(root);
  const state = `${commit.slice(0, 12)}${changes === null ? '' : `-${changes}`}`;
  const folder = path.join(root, 'node_modules', '.cache', 'deep-proof', `${state}-${parts}`);
  const seed = seedOf(folder, wished);
  const left = Array.from({ length: parts }, (_, at) => at + 1).filter((part) => !existsSync(recordOf(folder, part, parts)));
  console.log(`${parts - left.length} of ${parts} parts are recorded for ${state}, seed ${seed}.`);
  let failed = 0;
  const runOn = async () => {
    for (let part = left.shift(); part !== undefined; part = left.shift()) if (!await runPart(root, { folder, part, parts, seed })) failed += 1;
  };
  await Promise.all(Array.from({ length: atOnce }, runOn));
  const now = stateOf(root);
  const moved = now.commit !== commit || now.changes !== changes;
  // What ran while the checkout moved is of no state at all.
  if (moved) rmSync(folder, { recursive: true, force: true });
  const records = moved ? [] : readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
  const { pairs, underSettings, faults } = sumOf(records, parts);
  const all = [...(moved ? ['the checkout moved meanwhile'] : []), ...(failed > 0 ? [`${failed} parts failed`] : []), ...faults];
  console.log(`${pairs} pairs alike and ${underSettings} under settings of counsel, at ${commit}${changes === null ? '' : ` with changes ${changes}`}, seed ${seed}, in ${parts} parts.`);
  console.log(all.length === 0 ? 'The whole is proven.' : `Not the whole: ${all.join('; ')}.`);
  return all.length === 0 ? 0 : 1;
}
