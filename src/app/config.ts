import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { DEMO_COUNTY } from '../auth/demo-identities.js';
import type { UnpackLimits } from '../../adapters/cws-cms/extract/unpack-limits.js';
import type { SettledClient } from '../auth/client-settings.js';
import type { SettledIssuer } from '../auth/issuer-settings.js';
import { systemClock, type Clock } from '../kernel/clock.js';
import { countyDay } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import type { ReadPolicyFile } from '../policy/counsel/policy-file.js';
import { clientsSchema, historyCredentialsSchema, issuersSchema, variablesSchema, type HistoryCredential, type Variables } from './config-schema.js';
import { CONFIG_VARIABLES } from './config-variables.js';
import { readPolicyFile } from './read-policy-file.js';

export { CONFIG_VARIABLES } from './config-variables.js';

/** Everything that can be set, read once and frozen. */
export interface Config {
  readonly mode: 'demo' | 'serve';
  readonly production: boolean;
  /** The project's folder. */
  readonly checkout: string;
  /** Where the gateway keeps its own files, such as the demo keys. */
  readonly dataDir: string;
  readonly logLevel: Variables['LOG_LEVEL'];
  readonly http: {
    readonly host: string; readonly port: number; readonly maxBodyBytes: number; readonly maxQueryCost: number;
    /** Absent: null, where it listens. */
    readonly publicUrl: string | null;
  };
  readonly extracts: {
    readonly unpack: UnpackLimits;
    /** Pushed extracts that are taken in at once, each of another county. */
    readonly receptionsAtOnce: number;
  };
  /** Where the operator reads metrics. Absent: null, nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  readonly database: {
    /** Absent: null starts the embedded PostgreSQL. */
    readonly url: string | null;
    /** Folder of the embedded PostgreSQL. Absent: undefined leaves the choice to the launcher. */
    readonly embeddedDir: string | undefined;
    readonly poolSize: number;
    readonly statementTimeoutMillis: number;
  };
  readonly auth: { readonly issuers: readonly SettledIssuer[]; readonly audience: string; readonly clients: readonly SettledClient[] };
  /** Absent: null in demo mode, which keeps a key of its own in `dataDir`. */
  readonly auditKey: string | null;
  /** The county this gateway serves. Absent: null, as the data say. */
  readonly county: string | null;
  /** The county's policy. Absent: null, the strict reading of everything. */
  readonly policy: ReadPolicyFile | null;
  readonly delivery: {
    readonly on: boolean;
    readonly endpoints: { readonly loopback: boolean; readonly networks: readonly string[] };
  };
  /** With what partners' endpoints are asked for service histories, and what is kept of theirs. */
  readonly histories: {
    readonly credentials: readonly HistoryCredential[];
    /** For how long a person whom a partner named and nobody knows is kept. */
    readonly waitingDays: number;
  };
  readonly shutdownTimeoutMillis: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration of this process. Errors: CONFIG_INVALID naming every faulty variable at once, never a value. */
export function configFromEnvironment(checkout: string): Config {
  return readConfig(process.env, checkout);
}

/** The environment of a program of ours beside this one, over the database that this one opened. */
export function environmentOver(databaseUrl: string): Environment {
  return { ...process.env, DATABASE_URL: databaseUrl };
}

/**
 * Reads the configuration from given variables; an empty one counts as absent. A policy file must be in force by the
 * clock. Errors: CONFIG_INVALID.
 */
export function readConfig(environment: Environment, checkout: string, clock: Clock = systemClock): Config {
  const faults: string[] = [];
  const given = withFiles(environment, faults);
  const parsed = variablesSchema.safeParse(given);
  if (!parsed.success) faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  const issuers = listOf(given, { name: 'ISSUERS', schema: issuersSchema, prepare: (listed) => withAudience(listed, given['AUDIENCE'] ?? 'csec-gateway') }, faults);
  const clients = listOf(given, { name: 'CLIENTS', schema: clientsSchema, prepare: (listed) => listed }, faults);
  if (parsed.success) checkTogether(parsed.data, given, faults);
  const histories = listOf(given, { name: 'HISTORY_CREDENTIALS', schema: historyCredentialsSchema, prepare: (listed) => listed }, faults);
  const policy = policyOf(given, clock, faults);
  if (!parsed.success || faults.length > 0) throw configError(faults);
  return configOf(parsed.data, { issuers, clients, histories, policy, mode: modeOf(parsed.data, given), county: countyOf(given) }, checkout);
}

/** The county that a policy file must be of; the demo has one of its own. */
function countyOf(given: Record<string, string>): string | null {
  const demo = given['MODE'] === 'demo' || (given['MODE'] === undefined && given['ISSUERS'] === undefined);
  return given['COUNTY'] ?? (demo ? DEMO_COUNTY : null);
}

function policyOf(given: Record<string, string>, clock: Clock, faults: string[]): ReadPolicyFile | null {
  const file = given['POLICY_FILE'];
  if (file === undefined) return null;
  const reading = readPolicyFile(file, { county: countyOf(given), today: countyDay(clock.now()) });
  if ('read' in reading) return reading.read;
  faults.push(...reading.faults.map((fault) => `POLICY_FILE ${fault}`));
  return null;
}

function configError(faults: readonly string[]): GatewayError {
  const variables = [...new Set(faults.map((fault) => fault.split(/[ .[]/)[0]!))];
  return new GatewayError('CONFIG_INVALID', `The configuration has faults:\n${faults.map((fault) => `  ${fault}.`).join('\n')}`, { variables });
}

/** Takes the known variables that say something, and reads those that are given as a file. */
function withFiles(environment: Environment, faults: string[]): Record<string, string> {
  const given: Record<string, string> = {};
  for (const { name } of CONFIG_VARIABLES) {
    const text = environment[name]?.trim();
    if (text) given[name] = text;
  }
  for (const name of ['ISSUERS', 'CLIENTS', 'AUDIT_KEY', 'HISTORY_CREDENTIALS']) {
    const file = given[`${name}_FILE`];
    if (file === undefined) continue;
    if (given[name] !== undefined) faults.push(`${name} and ${name}_FILE are both set`);
    try {
      given[name] = readFileSync(file, 'utf8').trim();
    } catch {
      faults.push(`${name}_FILE cannot be read`);
    }
  }
  return given;
}

interface ListVariable<T> {
  readonly name: 'ISSUERS' | 'CLIENTS' | 'HISTORY_CREDENTIALS';
  readonly schema: z.ZodType<readonly T[]>;
  readonly prepare: (listed: unknown) => unknown;
}

function listOf<T>(given: Record<string, string>, { name, schema, prepare }: ListVariable<T>, faults: string[]): readonly T[] {
  const text = given[name];
  if (text === undefined) return [];
  let listed: unknown;
  try {
    listed = JSON.parse(text);
  } catch {
    faults.push(`${name} is not JSON`);
    return [];
  }
  const parsed = schema.safeParse(prepare(listed));
  if (parsed.success) return parsed.data;
  faults.push(...parsed.error.issues.map((issue) => `${name}${placeOf(issue)} ${reasonOf(issue)}`));
  return [];
}

function withAudience(listed: unknown, audience: string): unknown {
  if (!Array.isArray(listed)) return listed;
  return listed.map((entry: unknown) => (typeof entry === 'object' && entry !== null ? { audience, ...entry } : entry));
}

function placeOf(issue: z.core.$ZodIssue): string {
  return issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
}

/** A key that is not known is named by its place only: it may be a secret that slipped into the wrong spot. */
function reasonOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys' ? 'has a setting that is not known' : issue.message;
}

function modeOf(variables: Variables, given: Record<string, string>): Config['mode'] {
  return variables.MODE ?? (given['ISSUERS'] === undefined ? 'demo' : 'serve');
}

function checkTogether(variables: Variables, given: Record<string, string>, faults: string[]): void {
  const mode = modeOf(variables, given);
  if (mode === 'demo' && variables.NODE_ENV === 'production') {
    faults.push('MODE is demo, which NODE_ENV=production forbids; give ISSUERS to serve');
  }
  if (mode === 'serve' && given['ISSUERS'] === undefined) faults.push('ISSUERS or ISSUERS_FILE is needed to serve');
  if (mode === 'serve' && given['AUDIT_KEY'] === undefined) faults.push('AUDIT_KEY or AUDIT_KEY_FILE is needed to serve');
}

type Settled = Pick<Config, 'mode' | 'county' | 'policy'> & {
  readonly issuers: readonly SettledIssuer[]; readonly clients: readonly SettledClient[];
  readonly histories: readonly HistoryCredential[];
};

function configOf(variables: Variables, { issuers, clients, histories, ...settled }: Settled, checkout: string): Config {
  const dataDir = path.resolve(checkout, variables.DATA_DIR ?? '.data');
  return Object.freeze({
    ...settled, checkout, dataDir,
    production: variables.NODE_ENV === 'production',
    logLevel: variables.LOG_LEVEL,
    http: Object.freeze({
      host: variables.HOST, port: variables.PORT, maxBodyBytes: variables.MAX_BODY_BYTES, maxQueryCost: variables.MAX_QUERY_COST,
      publicUrl: variables.PUBLIC_URL ?? null,
    }),
    extracts: Object.freeze({
      unpack: Object.freeze({ mostBytes: variables.MAX_UNPACKED_BYTES, mostRatio: variables.MAX_UNPACKED_RATIO }),
      receptionsAtOnce: variables.RECEPTIONS_AT_ONCE,
    }),
    metrics: variables.METRICS_PORT === undefined ? null : Object.freeze({ host: variables.METRICS_HOST, port: variables.METRICS_PORT }),
    database: Object.freeze({
      url: variables.DATABASE_URL ?? null,
      embeddedDir: variables.DATA_DIR === undefined ? undefined : path.join(dataDir, 'postgresql'),
      poolSize: variables.POOL_SIZE,
      statementTimeoutMillis: variables.STATEMENT_TIMEOUT_MILLIS,
    }),
    auth: Object.freeze({ issuers: Object.freeze(issuers), audience: variables.AUDIENCE, clients: Object.freeze(clients) }),
    auditKey: variables.AUDIT_KEY ?? null,
    delivery: Object.freeze({
      on: variables.DELIVERY === 'on',
      endpoints: Object.freeze({ loopback: variables.DELIVERY_LOOPBACK === 'on', networks: variables.DELIVERY_NETWORKS ?? [] }),
    }),
    histories: Object.freeze({ credentials: Object.freeze(histories), waitingDays: variables.WAITING_PERSONS_DAYS }),
    shutdownTimeoutMillis: variables.SHUTDOWN_TIMEOUT_MILLIS,
  });
}
