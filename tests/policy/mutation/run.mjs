// Takes every single rule, consent check and team key away in turn, runs the tests of the policy, and says which test
// noticed. Ends in failure when something is missed by nobody. `--only ID,ID` asks of some.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { createVitest } from 'vitest/node';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What asks of outcomes. A test that lists the rules or checks notices each one that is gone, and proves nothing. */
const TESTS = ['tests/policy/**/*.test.ts'];
const NOT_COUNTED = [
  'cedar/**', 'consents/provisions/**', 'properties.test.ts', 'decision-table.test.ts', 'policy-*.test.ts', 'idle-rows.test.ts',
  'county-calendar.test.ts', 'admission.test.ts', 'administration.test.ts', 'consent-supersession.test.ts',
].map((name) => `tests/policy/${name}`);
/** Asked only of what the others miss: they go through every square. */
const SLOW = /(opened-by-document|opened-cells|documents-matrix|release-matrix)\.test\.ts$/;
const LISTS = 'has a case that fails it alone|has a failing case for every key';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only?.split(',');

async function main() {
  const { module } = await runnerImport(path.join(root, 'tests/policy/mutation/mutants.ts'), { root, logLevel: 'error' });
  const mutants = module.MUTANTS.filter(({ id }) => only === undefined || only.includes(id));
  const vitest = await createVitest('test', {
    root, config: path.join(root, 'tests/vitest.config.ts'), watch: false, globalSetup: [], include: TESTS, exclude: NOT_COUNTED,
    setupFiles: ['tests/support/reflect-metadata.ts', 'tests/policy/mutation/take-away.setup.ts'],
    testNamePattern: `^(?!.*(${LISTS}))`, isolate: false, pool: 'threads', bail: 1, testTimeout: 0, reporters: [{}],
  });
  try {
    await vitest.standalone();
    const noticed = await noticedIn(vitest, null, () => true);
    if (noticed !== null) throw new Error(`The tests fail although nothing is taken away: ${noticed}`);
    return await missedOf(vitest, mutants);
  } finally {
    await vitest.close();
  }
}

/** The first test that fails without the mutant's rule or check; null where none does. */
async function noticedIn(vitest, mutant, among) {
  vitest.projects.forEach((project) => project.provide('mutant', mutant));
  const specifications = (await vitest.globTestSpecifications()).filter(({ moduleId }) => among(moduleId));
  const run = await vitest.runTestSpecifications(specifications);
  // A run tells of the files of earlier runs too.
  const testModules = run.testModules.filter(({ moduleId }) => among(moduleId));
  const failed = testModules.flatMap((file) => [...file.children.allTests('failed')])[0];
  if (failed !== undefined) return `${path.basename(failed.module.moduleId)}: ${failed.fullName}`;
  const unloaded = [...run.unhandledErrors, ...testModules.flatMap((file) => file.errors())];
  if (unloaded.length > 0) throw new Error(`The tests do not load: ${unloaded[0].message}`);
  return null;
}

async function missedOf(vitest, mutants) {
  const missed = [];
  for (const mutant of mutants) {
    const noticed = await noticedIn(vitest, mutant, (file) => !SLOW.test(file)) ?? await noticedIn(vitest, mutant, (file) => SLOW.test(file));
    if (noticed === null) missed.push(mutant.id);
    console.log(`${mutant.id.padEnd(28)}${noticed ?? 'MISSED'}`);
  }
  return missed;
}

const missed = await main();
console.log(missed.length === 0 ? 'Survivors: none.' : `Survivors: ${missed.join(', ')}.`);
process.exitCode = missed.length === 0 ? 0 : 1;
