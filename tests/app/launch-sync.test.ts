import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { launchSyncProgram, SYNC_LIMITS } from '../../src/app/launch-sync.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-program-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RUN = '11111111-1111-4111-8111-111111111111';
const UPLOAD = '22222222-2222-4222-8222-222222222222';
const EXTRACT = { uploadId: UPLOAD, county: '19', folder: 'the-folder', kind: 'DELTA', tombstonesConfirmed: true } as const;

/** A program in place of the sync's, that does what it is told. */
function program(name: string, source: string): readonly string[] {
  const file = path.join(folder, `${name}.mjs`);
  writeFileSync(file, source);
  return [file];
}

const launch = (name: string, source: string, stopped = new AbortController().signal) =>
  launchSyncProgram({ environment: { DATABASE_URL: 'postgresql://nowhere' }, stopped, program: program(name, source) })(EXTRACT);

describe('the program of the sync, launched by the gateway', () => {
  it('has the same memory as that which an operator starts', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    expect(scripts['sync']!.split(' ').filter((word) => word.startsWith('--max-'))).toEqual(SYNC_LIMITS);
  });

  it('is told the county, the upload, the kind, the consent to removals and where the database is, this one in no argument', async () => {
    const says = `const asked = [...process.argv.slice(2), process.env.DATABASE_URL].join(' ');
      const right = asked === '--county 19 --upload ${UPLOAD} --json --delta --yes-tombstone the-folder postgresql://nowhere';
      process.stdout.write(JSON.stringify({ runId: '${RUN}', status: right ? 'COMPLETED' : 'WRONG' }));`;
    expect(await launch('told', says)).toEqual({ runId: RUN, failureCode: null });
  });

  it.each([
    ['a report of files that could not be read', `{ runId: '${RUN}', status: 'FAILED_TABLES' }`, { runId: RUN, failureCode: 'EXTRACT_UNREADABLE' }],
    ['the code of what failed', '{ failureCode: \'TOMBSTONES_UNCONFIRMED\' }', { runId: null, failureCode: 'TOMBSTONES_UNCONFIRMED' }],
    ['a code that there is not', '{ failureCode: \'CANARY\' }', { runId: null, failureCode: 'INTERNAL' }],
  ])('tells %s', async (_, report, outcome) => {
    expect(await launch('tells', `process.stdout.write(JSON.stringify(${report})); process.exitCode = 65;`)).toEqual(outcome);
  });

  it('that dies without a word failed, and that was stopped did not', async () => {
    expect(await launch('dies', 'process.kill(process.pid, "SIGKILL");')).toEqual({ runId: null, failureCode: 'INTERNAL' });
    const stopping = new AbortController();
    const launched = launch('waits', 'setInterval(() => {}, 1000);', stopping.signal);
    stopping.abort();
    expect(await launched).toEqual({ runId: null, failureCode: 'SHUTTING_DOWN' });
  });
});
