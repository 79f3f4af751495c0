import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHECKOUT } from '../app/checkout.js';
import { EXIT_CODES } from '../app/exit-codes.js';
import { buildSealedSchema } from '../schema/build-schema.js';
import { printClassifiedSchema } from '../schema/print.js';

/** Where the committed evidence of the schema lies. */
export const SCHEMA_FILE = path.join(CHECKOUT, 'schema.graphql');

/** Writes the schema with the law of every field to the file, or only says whether it is the one there. Answers the exit code. */
export function runSchemaPrint(argv: readonly string[], file: string, print: (line: string) => void): number {
  if (argv.some((argument) => argument !== '--check')) {
    print('Usage: npm run schema:print [-- --check]');
    return EXIT_CODES.usage;
  }
  const sdl = printClassifiedSchema(buildSealedSchema().schema);
  const same = existsSync(file) && readFileSync(file, 'utf8') === sdl;
  if (same) {
    print(`${path.basename(file)} is the schema.`);
    return EXIT_CODES.ok;
  }
  if (argv.includes('--check')) {
    print(`${path.basename(file)} is not the schema: run npm run schema:print and read what changed.`);
    return EXIT_CODES.fault;
  }
  writeFileSync(file, sdl);
  print(`${path.basename(file)} written.`);
  return EXIT_CODES.ok;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  process.exitCode = runSchemaPrint(process.argv.slice(2), SCHEMA_FILE, (line) => console.log(line));
}
