import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TABLE_NAMES } from '../../../adapters/cws-cms/synthetic/table-layouts.js';
import { runExtractCommand } from '../../../src/cli/demo-extract.js';
import { newFolder, removeFolders } from './synthetic-files.js';

afterAll(removeFolders);

async function run(...argv: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runExtractCommand(argv, { print: { out: (line) => out.push(line), err: (line) => err.push(line) } });
  return { code, out, err };
}

const GOOD = ['--county', '19', '--seed', '7'];
const USAGE_LINES = 1;

describe('The command demo:extract', () => {
  it('writes the extract and prints what is in it', async () => {
    const folder = join(newFolder(), 'new', 'folder');
    const { code, out, err } = await run(...GOOD, '--youths', '30', '--out', folder, '--dirty', '0.05');
    expect([code, err]).toEqual([0, []]);
    expect(readdirSync(folder)).toHaveLength(TABLE_NAMES.length);
    expect(out[0]).toBe(`County 19, 30 synthetic youths as of 2026-06-30, seed 7: ${folder}`);
    expect(out.filter((line) => /^ {2}CHLD_CLT +30$/.test(line))).toHaveLength(1);
    expect(out.some((line) => /^ {2}UNKNOWN_CODE +KEPT +[A-Z_]+ \d+/.test(line))).toBe(true);
  });

  it('says that a clean extract is clean', async () => {
    const { out } = await run(...GOOD, '--youths', '2', '--out', newFolder(), '--dirty', '0');
    expect(out.at(-1)).toBe('Dirty rows planted: none');
  });

  it('says how many rows a later extract changed', async () => {
    const { out } = await run(...GOOD, '--youths', '20', '--out', newFolder(), '--evolve', '50');
    expect(out.at(-1)).toMatch(/^Rows newer than the first extract: [1-9]\d*$/);
  });

  it.each([
    ['nothing', [], 'Missing: --youths, --county, --seed, --out.'],
    ['an unknown option', ['--youth', '3'], 'An option is not known, has no value, or is no option at all.'],
    ['a word that is no option', ['county'], 'An option is not known, has no value, or is no option at all.'],
    ['a county that is none', ['--youths', '3', '--county', '59', '--seed', '1', '--out', 'x'], 'county is two digits, 01 to 58.'],
    ['numbers that are none', ['--youths', 'many', '--county', '19', '--seed', '0x1', '--out', 'x'],
      'youths is a whole number from 0 to 2000000. seed is a whole number from 0 to 2^53 - 1.'],
    ['a share above one', [...GOOD, '--youths', '3', '--out', 'x', '--dirty', '1.5'], 'dirty is a share from 0 to 1.'],
    ['a day that is none', [...GOOD, '--youths', '3', '--out', 'x', '--as-of', '2026-02-30'],
      'as-of is a calendar date (yyyy-MM-dd) from 2018 to 2099.'],
  ])('answers %s with what is wrong, the usage, and exit code 2', async (_what, argv, message) => {
    const { code, out, err } = await run(...argv);
    expect([code, out, err[0], err.slice(1).length]).toEqual([2, [], message, USAGE_LINES]);
    expect(err[1]).toMatch(/^Usage: npm run demo:extract -- --youths N --county NN --seed S --out FOLDER/);
  });

  it('answers a folder that is a file with the reason, and exit code 73', async () => {
    const file = join(newFolder(), 'taken');
    writeFileSync(file, '');
    expect(await run(...GOOD, '--youths', '1', '--out', file))
      .toEqual({ code: 73, out: [], err: ['The extract cannot be written to the folder (EEXIST).'] });
  });
});
