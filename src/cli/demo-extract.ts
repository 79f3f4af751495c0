import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { DIRTY_KINDS, type DirtyKind } from '../../adapters/cws-cms/synthetic/dirty-kinds.js';
import {
  DEFAULT_AS_OF, DEFAULT_DIRTY_RATE, settle, type SettledOptions,
} from '../../adapters/cws-cms/synthetic/extract-options.js';
import { generateExtract, type ExtractReport } from '../../adapters/cws-cms/synthetic/generate-extract.js';
import { TABLE_NAMES } from '../../adapters/cws-cms/synthetic/table-layouts.js';
import { EXIT_CODES, exitCodeOf } from '../app/exit-codes.js';
import type { LocalDate } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';

/** Where the command writes. */
export interface ExtractCommandPlace {
  readonly print: { out(line: string): void; err(line: string): void };
}

const USAGE = `Usage: npm run demo:extract -- --youths N --county NN --seed S --out FOLDER
  [--dirty SHARE, default ${DEFAULT_DIRTY_RATE}] [--as-of yyyy-MM-dd, default ${DEFAULT_AS_OF}] [--evolve PERCENT, default 0]`;

/** Writes a synthetic extract and says what is in it. Returns the exit code of the command. */
export async function runExtractCommand(argv: readonly string[], { print }: ExtractCommandPlace): Promise<number> {
  let options: SettledOptions;
  try {
    options = settle(readOptions(argv));
  } catch (fault) {
    if (!(fault instanceof GatewayError)) throw fault;
    print.err(fault.message);
    print.err(USAGE);
    return EXIT_CODES.usage;
  }
  try {
    for (const line of summary(options, await generateExtract(options))) print.out(line);
    return EXIT_CODES.ok;
  } catch (fault) {
    const code = (fault as NodeJS.ErrnoException).code;
    if (code === undefined) throw fault;
    print.err(`The extract cannot be written to the folder (${code}).`);
    return exitCodeOf(fault);
  }
}

const REQUIRED = ['youths', 'county', 'seed', 'out'] as const;

function readOptions(argv: readonly string[]): SettledOptions {
  const given = parse(argv);
  const missing = REQUIRED.filter((name) => given[name] === undefined);
  if (missing.length > 0) throw new GatewayError('BAD_INPUT', `Missing: ${missing.map((name) => `--${name}`).join(', ')}.`);
  return {
    youths: wholeNumber(given.youths), county: given.county ?? '', seed: wholeNumber(given.seed), out: given.out ?? '',
    asOf: (given['as-of'] ?? DEFAULT_AS_OF) as LocalDate,
    dirtyRate: given.dirty === undefined ? DEFAULT_DIRTY_RATE : decimal(given.dirty),
    evolvePercent: given.evolve === undefined ? 0 : decimal(given.evolve),
  };
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv], allowPositionals: false,
      options: { youths: text, county: text, seed: text, out: text, dirty: text, 'as-of': text, evolve: text },
    }).values;
  } catch {
    throw new GatewayError('BAD_INPUT', 'An option is not known, has no value, or is no option at all.');
  }
}

/** Digits alone; anything else is no number, which the check of the options then names. */
function wholeNumber(text: string | undefined): number {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
}

function decimal(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

function summary(options: SettledOptions, report: ExtractReport): string[] {
  const kinds = Object.keys(DIRTY_KINDS) as DirtyKind[];
  const planted = kinds.map((kind) => ({ kind, tables: TABLE_NAMES.filter((table) => report.plantedPerTable[table][kind] !== undefined) }))
    .filter(({ tables }) => tables.length > 0);
  const total = TABLE_NAMES.reduce((sum, table) => sum + report.rowsPerTable[table], 0);
  return [
    `County ${options.county}, ${options.youths} synthetic youths as of ${options.asOf}, seed ${options.seed}: ${options.out}`,
    '', 'Rows written',
    ...TABLE_NAMES.map((table) => `  ${table.padEnd(10)}${`${report.rowsPerTable[table]}`.padStart(12)}`),
    `  ${'all'.padEnd(10)}${`${total}`.padStart(12)}`,
    '', planted.length === 0 ? 'Dirty rows planted: none' : 'Dirty rows planted',
    ...planted.map(({ kind, tables }) => `  ${kind.padEnd(24)}${DIRTY_KINDS[kind].outcome.padEnd(14)}${
      tables.map((table) => `${table} ${report.plantedPerTable[table][kind]}`).join(', ')}`),
    ...(report.evolvedRows > 0 ? ['', `Rows newer than the first extract: ${report.evolvedRows}`] : []),
  ];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  process.exitCode = await runExtractCommand(process.argv.slice(2), {
    print: { out: (line) => process.stdout.write(`${line}\n`), err: (line) => process.stderr.write(`${line}\n`) },
  });
}
