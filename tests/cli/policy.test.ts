import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runPolicyCommand } from '../../src/cli/policy.js';
import { fixedClock } from '../../src/kernel/clock.js';
import { instant } from '../../src/kernel/dates.js';
import { CATEGORIES, CATEGORY_FACTS } from '../../src/law/category.js';
import { CHECK_IDS } from '../../src/policy/consents/checks/check.js';
import type { PolicyTable } from '../../src/policy/counsel/policy-table.js';
import { RULES } from '../../src/policy/rules/index.js';
import { SETTING_NAMES } from '../../src/policy/settings.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-policy-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WHOLE = {
  format: 1, county: '19', edition: '2026-07', effectiveOn: '2026-07-01', counsel: { name: 'Synthetic <b>Counsel</b> | Co', approvedOn: '2026-06-20' },
  settings: { teamOpensGeneralMedical: true }, suspend: ['R-07.CSP.RECORD'],
  withhold: [
    { id: 'COUNTY.SOGIE', categories: ['SOGIE'], roles: ['PROVIDER', 'COUNTY_WORKER'], plain: 'Kept with the *youth*.', authorities: ['WIC_16001_9'] },
    { id: 'COUNTY.NOTHING', categories: ['SEALED'], roles: ['PROVIDER'], plain: 'Closed already.', authorities: ['WIC_781'] },
  ],
};

function written(name: string, content: object | string): string {
  const file = path.join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function policy(...argv: readonly string[]): { readonly code: number; readonly out: string; readonly err: string } {
  let [out, err] = ['', ''];
  const code = runPolicyCommand(argv, {
    clock: fixedClock(instant('2026-03-01T20:00:00Z')), print: { out: (text) => { out += text; }, err: (text) => { err += text; } },
  });
  return { code, out, err };
}

/** The part of a page under one heading, up to the next of its depth. */
function under(page: string, title: string): string {
  const [depth] = /^#+(?= )/m.exec(title) ?? ['#'];
  const from = page.indexOf(`\n${title}`) + 1;
  const inside = from + depth.length;
  const next = page.slice(inside).search(new RegExp(`^#{1,${depth.length}} `, 'm'));
  return page.slice(from, next === -1 ? undefined : inside + next);
}

describe('npm run policy -- table', () => {
  it('lays out every rule, category, consent check and switch, and the same each time', () => {
    const { code, out } = policy('table');
    expect([code, out]).toEqual([0, policy('table').out]);
    expect(RULES.filter(({ id, plain }) => !out.includes(`\n#### ${id} `) || !out.includes(plain.split(/[*<>|[\]\\`]/)[0]!)).map(({ id }) => id)).toEqual([]);
    expect(CATEGORIES.filter((category) => !out.includes(`\n### ${CATEGORY_FACTS[category].id} `))).toEqual([]);
    expect(CHECK_IDS.filter((id) => !out.includes(`**${id}**: `))).toEqual([]);
    expect(SETTING_NAMES.filter((name) => !out.includes(`| ${name} | off | off |`))).toEqual([]);
  });

  it('tells a rule as counsel reads it', async () => {
    await expect(under(policy('table').out, '#### C.CSP.OUTLINE ')).toMatchFileSnapshot('policy-rule.md');
  });

  it('tells what opens a category to each role', async () => {
    await expect(under(policy('table').out, '### C29 ')).toMatchFileSnapshot('policy-category.md');
  });

  it('shows a county\'s file: its rows, what it suspends and switches, and nothing of it as markup', () => {
    const { out } = policy('table', '--policy', written('table.json', WHOLE));
    expect(out).toContain('county 19, edition 2026-07, in force from 2026-07-01');
    expect(out).toContain('by Synthetic \\<b\\>Counsel\\</b\\> \\| Co on 2026-06-20');
    expect(under(out, '#### COUNTY.SOGIE ')).toContain('Kept with the \\*youth\\*.');
    expect(out).toContain('#### R-07.CSP.RECORD permits, on team, in full, without free text (suspended by the county)');
    expect(out).toContain('| teamOpensGeneralMedical | on | off | ');
    expect(under(out, '### C20 ')).toContain('COUNTY.SOGIE');
  });

  it('prints plain text no wider than a hundred characters, but for names', () => {
    const lines = policy('table', '--format', 'text').out.split('\n');
    expect(lines.filter((line) => line.length > 100 && line.trim().includes(' ') && !/^\S/.test(line))).toEqual([]);
    expect(lines[0]).toBe('The policy of the CSEC gateway');
  });

  it('prints JSON that holds every rule whole', () => {
    const table = JSON.parse(policy('table', '--format', 'json').out) as PolicyTable;
    expect(table.rules.map(({ id }) => id).toSorted()).toEqual(RULES.map(({ id }) => id).toSorted());
    expect(table.rules.find(({ id }) => id === 'R-07.MDT.MEDICAL')?.standing).toBe('OFF_BY_SETTING');
    expect(table.cells.map(({ category }) => category)).toEqual(CATEGORIES);
  });

  it('names the faults of a file, and exits as the gateway would', () => {
    const file = written('faulty.json', { ...WHOLE, suspend: ['R-99.NONE'], edition: '' });
    expect(policy('table', '--policy', file)).toEqual({
      code: 78, out: '', err: `${file} has 2 faults:\n  edition must be a name of letters, digits, dots and hyphens.\n  suspend[0] names no rule: R-99.NONE.\n`,
    });
  });
});

describe('npm run policy -- diff', () => {
  const small = () => written('small.json', {
    format: 1, county: '19', edition: '2026-07', effectiveOn: '2026-07-01', suspend: ['R-43.MDT.LPS'],
    withhold: [{ id: 'COUNTY.CONTACT', categories: ['WORKER_CONTACT'], roles: ['MDT_MEMBER'], plain: 'Kept.', authorities: ['WIC_10850'] }],
  });

  it('says nothing changes where nothing does', () => {
    const table = written('kept.json', policy('table', '--format', 'json').out);
    expect(policy('diff', 'default', table)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Nothing changes.') as string });
  });

  it('tells which cells change, with the rules responsible', async () => {
    const { code, out } = policy('diff', 'default', small());
    expect(code).toBe(1);
    await expect(out.replace(/sha256:\w+|file:\w+/g, '<hash>')).toMatchFileSnapshot('policy-diff.txt');
  });

  it('decides on the day it is told: before its day a file withholds nothing yet', () => {
    const { out } = policy('diff', 'default', small(), '--on', '2026-06-30', '--format', 'json');
    expect((JSON.parse(out) as { cells: { category: string }[] }).cells.map(({ category }) => category)).toEqual(['MENTAL_HEALTH', 'MENTAL_HEALTH']);
  });

  it('compares a table that was kept with the file it was made of', () => {
    const file = small();
    const table = written('of-file.json', policy('table', '--policy', file, '--format', 'json').out);
    expect(policy('diff', file, table).code).toBe(0);
    expect(policy('diff', table, 'default').out).toContain('OPENED C29 Worker and provider contact to MDT');
  });

  it('says why a table or a file cannot be compared', () => {
    const table = JSON.parse(policy('table', '--format', 'json').out) as { rules: { when: object }[] };
    const other = written('other.json', { ...table, rules: [{ ...table.rules[0], when: { roles: ['ASTRONAUT'] } }] });
    expect(policy('diff', 'default', other)).toEqual({ code: 65, out: '', err: `${other} has a fault:\n  rules.0.when.roles.0 names what this gateway does not know.\n` });
    expect(policy('diff', 'default', path.join(folder, 'none.json'))).toMatchObject({ code: 78, err: expect.stringContaining('cannot be read') as string });
  });
});

describe('npm run policy -- check', () => {
  it('says what a valid file is, what closes nothing, and when it begins', () => {
    const { code, out } = policy('check', written('whole.json', WHOLE), '--county', '19');
    expect(code).toBe(0);
    expect(out.replace(/sha256:\w+|file:\w+/g, '<hash>').split('\n')).toEqual([
      'Valid: county 19, edition 2026-07, in force from 2026-07-01, approved on 2026-06-20.', 'Policy version: 2026.1+<hash>+<hash>',
      'Wider readings: teamOpensGeneralMedical', 'Suspended: R-07.CSP.RECORD', 'Withheld: COUNTY.SOGIE, COUNTY.NOTHING',
      'Note: COUNTY.NOTHING closes nothing, because no rule opens what it names on a basis that it binds.',
      'Note: the gateway does not start under it before 2026-07-01.', '',
    ]);
  });

  it('names every fault by its path', () => {
    const file = written('bad.json', { ...WHOLE, county: '37', withhold: [{ ...WHOLE.withhold[0], roles: ['SHELTER'] }] });
    expect(policy('check', file, '--county', '19')).toEqual({
      code: 78, out: '', err: `${file} has 2 faults:\n  withhold[0].roles[0] names no role: SHELTER.\n  county is not the county of this gateway, 19.\n`,
    });
  });
});

describe('npm run policy', () => {
  it.each([['--help'], ['table', '--help'], ['diff', '--help'], ['check', '--help']])('explains itself: %s %s', (...argv) => {
    expect(policy(...argv)).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^Usage: npm run/) as string });
  });

  it.each<[readonly string[], string]>([
    [[], 'The command is not table, diff or check.'], [['canary'], 'The command is not table, diff or check.'],
    [['table', 'canary'], 'The list of files is too short or too long.'], [['table', '--format', 'canary'], '--format is not md, text or json.'],
    [['diff', 'default'], 'The list of files is too short or too long.'], [['diff', 'default', 'default', '--on', 'canary'], '--on is not a date, yyyy-MM-dd.'],
    [['check', 'x', '--county', '99'], '--county is not a county number, 01 to 58.'], [['check', '--canary'], 'An option is unknown or lacks its value.'],
  ])('does not understand %j', (argv, says) => {
    const { code, err } = policy(...argv);
    expect([code, err.split('\n')[0]]).toEqual([2, says]);
    expect(err).not.toContain('canary');
  });
});

describe('README', () => {
  it('shows the versions that the policy file of its tour has, to the letter', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, file] = /^cat > county\.json <<'JSON'\n([^]*?^)JSON$/m.exec(readme) ?? [];
    const shown = readme.slice(readme.indexOf(file!));
    const { code, out } = policy('check', written('readme.json', file!));
    const [line, version] = /^Policy version: (\S+)$/m.exec(out) ?? [];
    expect(code).toBe(0);
    expect(shown).toContain(`\n${line}\n`);
    expect(/^  After:  (\S+)$/m.exec(shown)?.[1]).toBe(version);
    expect(policy('diff', 'default', written('readme.json', file!)).out).toContain(/^  Before: \S+$/m.exec(shown)![0]);
  });
});
