// Runs the tests and ends with one plain line: `N passed, N failed` (and `, N skipped` when some were).
// `--deep` asks the property tests for many more cases, and with `--shards=8` for the proof of non-interference alone, in
// parts that are recorded and added up (tests/deep.mjs); every other argument goes to vitest.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runDeep } from './deep.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const asked = process.argv.slice(2);
const deep = asked.includes('--deep');
if (deep && asked.some((argument) => argument.startsWith('--shards='))) process.exit(await runDeep(root, asked));

const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-test-report-'));
const report = path.join(folder, 'report.json');

const child = spawn(process.execPath, [
  vitest, 'run', '--config', path.join('tests', 'vitest.config.ts'), '--reporter=default', '--reporter=json', `--outputFile.json=${report}`,
  ...asked.filter((argument) => argument !== '--deep'),
], { cwd: root, stdio: 'inherit', env: { ...process.env, ...(deep ? { CSEC_TEST_DEEP: '1' } : {}) } });

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));

child.on('close', (code) => {
  const { passed, failed, skipped } = countsOf();
  rmSync(folder, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = code === 0 && failed === 0 && passed > 0 ? 0 : 1;
});

/** A file that could not even be loaded has no test that failed, and still is a failure. */
function countsOf() {
  try {
    const found = JSON.parse(readFileSync(report, 'utf8'));
    const unloaded = found.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'));
    return { passed: found.numPassedTests, failed: found.numFailedTests + unloaded.length, skipped: found.numPendingTests + found.numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
