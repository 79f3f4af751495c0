import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { EXIT_CODES } from '../app/exit-codes.js';
import { readSide } from '../app/policy-side.js';
import { readPolicyFile } from '../app/read-policy-file.js';
import { systemClock, type Clock } from '../kernel/clock.js';
import { countyDay, type LocalDate } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { invariant } from '../kernel/invariant.js';
import { diffPage, readingChanges, type PolicyDiff } from '../policy/counsel/diff-page.js';
import { pageInMarkdown, pageInText, type Block } from '../policy/counsel/page.js';
import { cellChanges } from '../policy/counsel/policy-changes.js';
import { comparePolicies } from '../policy/counsel/policy-diff.js';
import { policyUnder, type ReadPolicyFile } from '../policy/counsel/policy-file.js';
import { policyPage } from '../policy/counsel/policy-page.js';
import { policyTable } from '../policy/counsel/policy-table.js';
import { idleRows } from '../policy/counsel/idle-rows.js';
import { POLICY_USAGE, readPolicyArguments, type PageFormat, type PolicyWish } from './policy-arguments.js';

/** What `npm run policy` needs from its surroundings. */
export interface PolicyPlace {
  readonly clock: Clock;
  /** `out` takes the page and nothing else. */
  readonly print: { out(text: string): void; err(text: string): void };
}

type Asked<C extends PolicyWish['command']> = Extract<PolicyWish, { readonly command: C }>;

/** Prints the policy, what a change of it changes, or the faults of a file. Answers the exit code. */
export function runPolicyCommand(argv: readonly string[], place: PolicyPlace): number {
  let wish: PolicyWish;
  try {
    wish = readPolicyArguments(argv);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    place.print.err(`${error.message}\n\n${POLICY_USAGE}`);
    return EXIT_CODES.usage;
  }
  switch (wish.command) {
    case 'help': place.print.out(wish.usage); return EXIT_CODES.ok;
    case 'table': return printTable(wish, place);
    case 'diff': return printDiff(wish, place);
    case 'check': return printCheck(wish, place);
  }
}

function printed(format: PageFormat, value: object, page: () => readonly Block[]): string {
  if (format === 'json') return `${JSON.stringify(value, null, 2)}\n`;
  return format === 'md' ? pageInMarkdown(page()) : pageInText(page());
}

function complain(file: string, faults: readonly string[], place: PolicyPlace): void {
  place.print.err(`${file} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  ${fault}.\n`).join('')}`);
}

function printTable({ policy, format }: Asked<'table'>, place: PolicyPlace): number {
  const reading = policy === null ? { read: null } : readPolicyFile(policy, { county: null, today: null });
  if ('faults' in reading) {
    complain(policy ?? '', reading.faults, place);
    return EXIT_CODES.config;
  }
  const table = policyTable(reading.read);
  place.print.out(printed(format, table, () => policyPage(table)));
  return EXIT_CODES.ok;
}

function later(...days: readonly (LocalDate | null)[]): LocalDate {
  const last = days.flatMap((day) => day ?? []).sort().at(-1);
  invariant(last, 'There is no day to decide on.');
  return last;
}

function printDiff(wish: Asked<'diff'>, place: PolicyPlace): number {
  const [before, after] = [readSide(wish.before), readSide(wish.after)];
  if ('faults' in before) complain(wish.before, before.faults, place);
  if ('faults' in after) complain(wish.after, after.faults, place);
  if ('faults' in before || 'faults' in after) {
    return [before, after].some((one) => 'faults' in one && one.table) ? EXIT_CODES.dataError : EXIT_CODES.config;
  }
  const [first, second] = [before.side, after.side];
  const on = wish.on ?? later(countyDay(place.clock.now()), first.effectiveOn, second.effectiveOn);
  const diff: PolicyDiff = {
    on, before: first.version, after: second.version, cells: cellChanges(comparePolicies(first, second, on)),
    readings: readingChanges(first, second, new Set([...first.named, ...second.named])),
  };
  place.print.out(printed(wish.format, diff, () => diffPage(diff)));
  return diff.cells.length + diff.readings.length === 0 ? EXIT_CODES.ok : EXIT_CODES.fault;
}

function printCheck({ file, county }: Asked<'check'>, place: PolicyPlace): number {
  const reading = readPolicyFile(file, { county, today: null });
  if ('faults' in reading) {
    complain(file, reading.faults, place);
    return EXIT_CODES.config;
  }
  place.print.out(`${describe(reading.read, countyDay(place.clock.now())).join('\n')}\n`);
  return EXIT_CODES.ok;
}

function describe(read: ReadPolicyFile, today: LocalDate): readonly string[] {
  const { county, edition, effectiveOn, counsel, settings, suspend, withhold, approve } = read.file;
  const chosen = Object.entries(settings).filter(([, on]) => on).map(([name]) => name);
  const listed = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));
  return [
    `Valid: county ${county}, edition ${edition}, in force from ${effectiveOn}${counsel === null ? '' : `, approved on ${counsel.approvedOn}`}.`,
    `Policy version: ${policyUnder(read).version}`,
    `Wider readings: ${listed(chosen)}`,
    `Suspended: ${listed(suspend)}`,
    `Withheld: ${listed(withhold.map(({ id }) => id))}`,
    ...(approve.length === 0 ? [] : [`After approval: ${listed(approve.map(({ id }) => id))}`]),
    ...idleRows(read.file).map((id) => `Note: ${id} closes nothing, because no rule opens what it names on a basis that it binds.`),
    ...(effectiveOn > today ? [`Note: the gateway does not start under it before ${effectiveOn}.`] : []),
  ];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  // Whoever reads may have read enough.
  process.stdout.on('error', (fault: NodeJS.ErrnoException) => { if (fault.code !== 'EPIPE') throw fault; });
  process.exitCode = runPolicyCommand(process.argv.slice(2), {
    clock: systemClock, print: { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) },
  });
}
