import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { configFromEnvironment } from '../app/config.js';
import { EXIT_CODES, exitCodeOf } from '../app/exit-codes.js';
import { demoClaims, type DemoChoice } from '../auth/demo-claims.js';
import { DEMO_AGENCIES, DEMO_PERSONA_NAMES, demoPersona, type DemoPersonaName } from '../auth/demo-identities.js';
import { isCountyNumber } from '../auth/caller-claims.js';
import { openDemoIssuer } from '../auth/demo-issuer.js';
import { systemClock, type Clock } from '../kernel/clock.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { isUuid } from '../kernel/ids.js';
import { purposeOf, type Purpose } from '../law/purpose.js';
import { ROLE_PURPOSES } from '../law/role-purposes.js';
import type { WorkerPrivilege } from '../policy/access-context.js';

/** What `npm run token` needs from its surroundings. */
export interface TokenCommandPlace {
  /** The folder that holds the demo issuer's key. */
  readonly dataDir: string;
  readonly production: boolean;
  readonly clock: Clock;
  /** `out` takes the token and nothing else, so that a shell can keep it. */
  readonly print: { out(line: string): void; err(line: string): void };
}

const USAGE = `Usage: npm run -s token -- --as ${DEMO_PERSONA_NAMES.join('|')}
  [--county NN] [--purpose P …] [--privilege sensitive|sealed|countywide|statewide|none …]
  [--agency UUID] [--person UUID] [--staff XXX] [--ttl MINUTES]`;

const PRIVILEGES: ReadonlyMap<string, WorkerPrivilege> = new Map([
  ['sensitive', 'SENSITIVE'], ['sealed', 'SEALED'], ['countywide', 'COUNTYWIDE_READ'], ['statewide', 'STATEWIDE_READ'],
]);

const LONGEST_TTL_MINUTES = 12 * 60;
const DEFAULT_TTL_MINUTES = 60;

/** Prints a token of the demo issuer and says how to use it. Returns the exit code of the command. */
export async function runTokenCommand(argv: readonly string[], place: TokenCommandPlace): Promise<number> {
  const { print } = place;
  try {
    const wish = readWish(argv);
    const issuer = await openDemoIssuer({ folder: place.dataDir, production: place.production, clock: place.clock });
    print.out(await issuer.sign(demoClaims(wish.choice), wish.ttlMinutes * 60));
    for (const line of hints(wish)) print.err(line);
    return EXIT_CODES.ok;
  } catch (fault) {
    if (!(fault instanceof GatewayError)) throw fault;
    print.err(fault.message);
    if (fault.code !== 'BAD_INPUT') return exitCodeOf(fault);
    print.err(USAGE);
    return EXIT_CODES.usage;
  }
}

interface Wish {
  readonly choice: DemoChoice;
  readonly ttlMinutes: number;
}

function readWish(argv: readonly string[]): Wish {
  const given = readOptions(argv);
  const as = DEMO_PERSONA_NAMES.find((name) => name === given.as) ?? fault('as', 'is missing or names no caller of the demo');
  const ttlMinutes = given.ttl === undefined ? DEFAULT_TTL_MINUTES : Number(given.ttl);
  if (!Number.isInteger(ttlMinutes) || ttlMinutes < 1 || ttlMinutes > LONGEST_TTL_MINUTES) fault('ttl', `is not 1 to ${LONGEST_TTL_MINUTES} minutes`);
  if (given.county !== undefined && !isCountyNumber(given.county)) fault('county', 'is not 01 to 58 or 99');
  for (const option of ['agency', 'person'] as const) {
    if (given[option] !== undefined && !isUuid(given[option])) fault(option, 'is not a UUID in lower case');
  }
  if (given.staff !== undefined && !/^[0-9A-Za-z]{3}$/.test(given.staff)) fault('staff', 'is not a CWS/CMS staff id');
  const choice = {
    as,
    county: given.county,
    purposes: given.purpose?.map((text) => purposeFor(as, text)),
    privileges: given.privilege === undefined ? undefined : privilegesFor(as, given.privilege),
    agencyId: given.agency,
    personId: given.person,
    staffKey: given.staff,
  };
  return { choice, ttlMinutes };
}

function readOptions(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  const options = { as: text, county: text, agency: text, person: text, staff: text, ttl: text, purpose: texts, privilege: texts } as const;
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values;
  } catch {
    throw new GatewayError('BAD_INPUT', 'An option is unknown or lacks its value.', { fields: ['options'] });
  }
}

function purposeFor(as: DemoPersonaName, text: string): Purpose {
  const purpose = purposeOf(text) ?? fault('purpose', 'is not one of the closed list');
  if (!ROLE_PURPOSES[demoPersona(as).role].includes(purpose)) fault('purpose', 'is none of this caller\'s');
  return purpose;
}

function privilegesFor(as: DemoPersonaName, names: readonly string[]): readonly WorkerPrivilege[] {
  if (demoPersona(as).role !== 'COUNTY_WORKER') fault('privilege', 'is only for county-worker');
  return names.filter((name) => name !== 'none').map((name) => PRIVILEGES.get(name) ?? fault('privilege', 'is not known'));
}

function fault(option: string, says: string): never {
  throw new GatewayError('BAD_INPUT', `--${option} ${says}.`, { fields: [option] });
}

function hints({ choice, ttlMinutes }: Wish): readonly string[] {
  const persona = demoPersona(choice.as, choice.county);
  const purpose = choice.purposes?.[0] ?? persona.defaultPurpose;
  const agencyId = choice.agencyId ?? persona.agencyId;
  const seeded = DEMO_AGENCIES.some((agency) => agency.id === agencyId);
  return [
    `Demo token for ${choice.as}, good for ${ttlMinutes} minutes. Send it as`,
    `  -H "authorization: Bearer $TOKEN" -H "x-purpose-of-use: ${purpose}"`,
    ...(seeded ? [] : ['The demo has no such agency: the gateway refuses the token until one is recorded with that id.']),
  ];
}

/** The folder of the project, whether this file runs as written or as compiled below it. */
function checkoutOf(file: string): string {
  const folder = dirname(file);
  return folder === file || existsSync(join(folder, 'package.json')) ? folder : checkoutOf(folder);
}

/** The command itself: surroundings from the configuration, the token to standard output. */
async function main(): Promise<number> {
  const print = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };
  try {
    const { mode, dataDir, production } = configFromEnvironment(checkoutOf(fileURLToPath(import.meta.url)));
    if (mode !== 'demo') throw new GatewayError('CONFIG_INVALID', 'The demo issuer exists only in demo mode.', { variables: ['MODE'] });
    return await runTokenCommand(process.argv.slice(2), { dataDir, production, clock: systemClock, print });
  } catch (fault) {
    if (!(fault instanceof GatewayError)) throw fault;
    print.err(fault.message);
    return exitCodeOf(fault);
  }
}

// Started as a program and not imported; the path may lead through a symbolic link.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) process.exitCode = await main();
