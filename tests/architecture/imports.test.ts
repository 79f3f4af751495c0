import { describe, expect, it } from 'vitest';
import { OWNED_PACKAGES, ROOMS, roomOf } from './rooms.js';
import { codeOf, importsOf, sourcesUnder, targetOf, type Source } from './sources.js';

const sources = sourcesUnder('src', 'adapters', 'migrations');

/** What is wrong with the imports of one file. */
function faultsOf(source: Source): readonly string[] {
  const room = roomOf(source.file);
  const rules = room === undefined ? undefined : ROOMS[room];
  if (!rules) return [`${source.file} is in no room of the table`];
  return importsOf(source).flatMap((specifier) => {
    if (specifier.startsWith('node:')) return [];
    if (!specifier.startsWith('.')) return packageFault(room!, rules.packages, specifier);
    const target = roomOf(targetOf(source.file, specifier));
    return target !== undefined && (target === room || rules.rooms.includes(target)) ? [] : [`${room} may not import ${target ?? specifier}`];
  }).map((fault) => `${source.file}: ${fault}`);
}

function packageFault(room: string, allowed: readonly string[], specifier: string): readonly string[] {
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const owners = OWNED_PACKAGES[name];
  if (owners && !owners.includes(room)) return [`only ${owners.join(' and ')} may import ${name}`];
  return allowed.includes(name) ? [] : [`${room} may not import the package ${name}`];
}

describe('the rooms of the house', () => {
  it('import only what the table gives them', () => {
    expect(sources.flatMap(faultsOf)).toEqual([]);
  });

  it('would be seen to import what they must not', () => {
    const wrong = (file: string, text: string) => faultsOf({ file, text });
    expect(wrong('src/policy/x.ts', 'import { a } from \'../store/pools.js\';')).toEqual(['src/policy/x.ts: policy may not import store']);
    expect(wrong('src/http/x.ts', 'import type { Pool } from \'pg\';')).toEqual(['src/http/x.ts: only store may import pg']);
    expect(wrong('src/sync/x.ts', 'const a = await import(\'typeorm\');')).toEqual(['src/sync/x.ts: only store and migrations may import typeorm']);
    expect(wrong('adapters/provider/x.ts', 'export * from \'../../src/model/youth.js\';')).toEqual(['adapters/provider/x.ts: adapters/provider may not import model']);
    expect(wrong('src/model/x.ts', 'import \'zod\';')).toEqual(['src/model/x.ts: model may not import the package zod']);
    expect(wrong('src/utils/x.ts', '')).toEqual(['src/utils/x.ts is in no room of the table']);
  });

  it('write relative imports as the compiler\'s output needs them', () => {
    const bare = sources.flatMap((source) => importsOf(source)
      .filter((specifier) => specifier.startsWith('.') && !/\.(js|json)$/.test(specifier))
      .map((specifier) => `${source.file}: ${specifier}`));
    expect(bare).toEqual([]);
  });

  it('make loaders, read the environment and read the clock in one place each', () => {
    const only = (pattern: RegExp, places: RegExp) => sources
      .filter(({ file, text }) => pattern.test(codeOf(text)) && !places.test(file)).map(({ file }) => file);
    expect(only(/new DataLoader\b/, /^src\/loaders\//)).toEqual([]);
    expect(only(/\bprocess\s*\.\s*env\b/, /^src\/(app\/config|cli\/)/)).toEqual([]);
    expect(only(/new Date\s*\(|Date\.now\s*\(/, /^src\/kernel\/(clock|dates)\.ts$/)).toEqual([]);
    expect(only(/\bMath\.random\s*\(/, /^$/)).toEqual([]);
  });
});
