import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { runSchemaPrint } from '../../src/cli/schema-print.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-schema-'));
const file = path.join(folder, 'schema.graphql');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run schema:print', () => {
  it('writes the schema, knows it again, and sees when it was changed by hand', () => {
    const said: string[] = [];
    const print = (...argv: string[]) => runSchemaPrint(argv, file, (line) => said.push(line));
    expect([print('--check'), print(), print('--check'), print('--other')]).toEqual([1, 0, 0, 2]);
    expect(buildSchema(readFileSync(file, 'utf8')).getQueryType()?.name).toBe('Query');
    appendFileSync(file, '# by hand\n');
    expect(print('--check')).toBe(1);
    expect(said).toEqual([
      'schema.graphql is not the schema: run npm run schema:print and read what changed.', 'schema.graphql written.',
      'schema.graphql is the schema.', 'Usage: npm run schema:print [-- --check]',
      'schema.graphql is not the schema: run npm run schema:print and read what changed.',
    ]);
  });
});
