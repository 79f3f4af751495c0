import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeOf, ROOT, sourcesUnder, textOf, trackedFiles } from './sources.js';

const ours = sourcesUnder('src', 'adapters', 'migrations', 'tests');
const production = ours.filter(({ file }) => !file.startsWith('tests/'));

/** Longest file. A file that the generator of a table writes says so in its first line. */
const MOST_LINES = 300;
const ALLOWED_AT_TOP = /^(package(-lock)?\.json|tsconfig\.json|schema\.graphql|src|adapters|migrations|tests|README\.md|LICENSE|dist|node_modules|coverage|\..+)$/;

describe('the house', () => {
  it('has nothing at its top level but what was agreed', () => {
    expect(readdirSync(ROOT).filter((name) => !ALLOWED_AT_TOP.test(name))).toEqual([]);
  });

  it('has no file longer than a reviewer reads', () => {
    const long = ours.filter(({ text }) => text.split('\n').length > MOST_LINES + 1 && !/^\/\/ Generated|^\/\*\*? Generated/.test(text));
    expect(long.map(({ file }) => file)).toEqual([]);
  });

  it('has no room or file named for nothing in particular', () => {
    const vague = /(^|[/.-])(utils?|helpers?|common|shared|lib|misc|managers?)([/.-]|$)/;
    expect(ours.map(({ file }) => file).filter((file) => vague.test(file))).toEqual([]);
  });

  it('exports no name that says nothing', () => {
    const exported = /export\s+(?:async\s+)?(?:const|function|class|interface|type|enum)\s+(\w+)/g;
    const vague = production.flatMap(({ file, text }) => [...codeOf(text).matchAll(exported)].map((match) => match[1]!)
      .filter((name) => /[mM]anager|[hH]elper|[uU]tils?($|[A-Z])|^handle[A-Z]|Handler$|[mM]aybe/.test(name)).map((name) => `${file}: ${name}`));
    expect(vague).toEqual([]);
  });

  it('calls a youth a youth or a victim, in names and in texts', () => {
    const forbidden = /\b(suspect|offender|prostitut\w*|perpetrator of prostitution|delinquent)\b/i;
    const found = production.filter(({ file, text }) => forbidden.test(wordsOf(file, text))).map(({ file }) => file);
    expect(found).toEqual([]);
  });

  it('leaves nothing to be done later and switches no check off', () => {
    const later = /\b(TODO|FIXME)\b|@ts-(ignore|expect-error|nocheck)|oxlint-disable|eslint-disable/;
    expect(ours.filter(({ file, text }) => later.test(text) && !file.startsWith('tests/architecture/')).map(({ file }) => file)).toEqual([]);
    const skipped = /\b(it|test|describe)\.(only|todo|skip)\s*\(/;
    expect(ours.filter(({ file, text }) => file.startsWith('tests/') && skipped.test(codeOf(text))).map(({ file }) => file)).toEqual([]);
  });

  it('holds no path of a machine and no address of a registry', () => {
    const machine = /(?:^|[\s'"`(=])\/(?:home|Users|work|root)\/[\w.-]+|registry\.npmjs|registry\.yarnpkg|_authToken/m;
    const text = /\.(ts|mjs|json|md|graphql|sql|yml|snap|csv|tsv|xml)$|(^|\/)\.?[\w-]+$/;
    const found = trackedFiles().filter((file) => text.test(file) && !file.startsWith('tests/architecture/') && machine.test(textOf(file)));
    expect(found).toEqual([]);
  });

  it('pins every package, and its lock names no place to fetch them from', () => {
    const manifest = JSON.parse(textOf('package.json')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
    expect(textOf('package-lock.json')).not.toMatch(/"resolved"\s*:/);
  });

  it('has every script\'s entry point', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const entries = Object.values(scripts).flatMap((script) => [...script.matchAll(/dist\/(\S+)\.js/g)].map((match) => `${match[1]}.ts`));
    expect(entries.filter((file) => !existsSync(`${ROOT}/${file}`))).toEqual([]);
  });
});

/** The register quotes titles of statutes as they are, and one category bears its statute's name: the law's words are not ours to change. */
function wordsOf(file: string, text: string): string {
  if (file.startsWith('src/law/authority') || file.startsWith('adapters/cws-cms/codes/')) return '';
  return text.replaceAll('Criminal-offender record information', '');
}
