import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { composeGateway } from '../../src/app/compose.js';
import { readConfig } from '../../src/app/config.js';
import { serve } from '../../src/app/serve.js';
import { wholeDisclosure } from '../../src/audit/grounds.js';
import { demoClaims, type DemoChoice } from '../../src/auth/demo-claims.js';
import { demoPersona, type DemoPersonaName } from '../../src/auth/demo-identities.js';
import { openDemoIssuer, type DemoIssuer } from '../../src/auth/demo-issuer.js';
import { fixedClock, type Clock } from '../../src/kernel/clock.js';
import { instant } from '../../src/kernel/dates.js';
import type { Purpose } from '../../src/law/purpose.js';
import { seedCounty } from './seed-county.js';
import { createTestDatabase } from './test-database.js';

/** The secret of every test gateway's log and pseudonyms. */
export const AUDIT_KEY = 'a key of the tests, and of nothing else';

/** The moment of every request, unless a test brings a clock: noon of 1 March 2026 in Los Angeles. */
export const NOON = instant('2026-03-01T20:00:00Z');

/** Who asks: a persona of the demo issuer by name, or with its claims changed. */
export type TestCaller = DemoPersonaName | DemoChoice;

export interface TestGatewayOptions {
  readonly clock?: Clock;
  /** Fills the database, given the address of its owner; the small county of `seedCounty` unless told. */
  readonly seed?: (databaseUrl: string) => Promise<unknown>;
  /** The way by which the gateway itself reaches the database, for tests that cut it off. */
  readonly reach?: (databaseUrl: string) => string;
  /** The address of a database that another test gateway keeps, and drops: seen under another configuration. */
  readonly databaseUrl?: string;
  /** Further variables of the configuration, such as ISSUERS. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface AskOptions {
  /** The purpose of use; the persona's usual one unless told. */
  readonly purpose?: Purpose | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Decision ids are made of it: the same request id gives the same ids. */
  readonly requestId?: string;
}

/** One error as the caller reads it. */
export interface ToldError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** JSON whose shape only the test knows that looks into it. */
export type Parsed = ReturnType<typeof JSON.parse>;

/** An answer, whole: the bytes of the body beside what they say. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: { readonly data?: Parsed; readonly errors?: readonly ToldError[]; readonly extensions?: Parsed };
}

/** A gateway with a database of its own, listening on loopback in this process. */
export interface TestGateway {
  readonly address: string;
  /** Of the owner of the schema. */
  readonly databaseUrl: string;
  readonly issuer: DemoIssuer;
  token(caller: TestCaller, ttlSeconds?: number): Promise<string>;
  ask(caller: TestCaller, document: string, variables?: Readonly<Record<string, unknown>>, options?: AskOptions): Promise<Answer>;
  /** Any request at all to any path. */
  send(path: string, init?: RequestInit): Promise<Answer>;
  /** The lines of the log since the last call, as they were written. */
  takeLog(): readonly string[];
  /** Runs one statement as the owner of the database, under `role` if one is told. */
  sql<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[], role?: 'csec_sync'): Promise<R[]>;
  /** The records of the disclosure log, oldest first; of one request if told. */
  disclosures(requestId?: string): Promise<Parsed[]>;
  /** Closes everything; drops the database. */
  stop(): Promise<void>;
}

/** Starts a gateway as `main` composes it, in demo mode, over a fresh migrated database that is dropped by `stop`. */
export async function startTestGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const clock = options.clock ?? fixedClock(NOON);
  const database = options.databaseUrl === undefined ? await createTestDatabase() : { url: options.databaseUrl, drop: async () => undefined };
  if (options.databaseUrl === undefined) await (options.seed ?? seedCounty)(database.url);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'csec-gateway-e2e-'));
  const lines: string[] = [];
  const config = readConfig({
    MODE: 'demo', PORT: '0', DATABASE_URL: database.url, DATA_DIR: dataDir, AUDIT_KEY,
    POOL_SIZE: '4', DELIVERY: 'off', ...options.variables,
  }, dataDir);
  const running = await serve(config, {
    openDatabase: async () => ({ url: options.reach?.(database.url) ?? database.url, says: 'A test database.', close: async () => undefined }),
    migrate: async () => undefined,
    loadDemo: async () => undefined,
    compose: (settings, url, log) => composeGateway(settings, url, log, clock),
  }, pino({ level: 'debug' }, { write: (line: string) => { lines.push(line); } }));
  const issuer = await openDemoIssuer({ folder: dataDir, production: false, clock });
  const token = (caller: TestCaller, ttlSeconds = 3600) => issuer.sign(demoClaims(choiceOf(caller)), ttlSeconds);
  const send = async (at: string, init?: RequestInit) => answerOf(await fetch(`${running.address}${at}`, init));
  const sql = <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = [], role?: 'csec_sync') => asOwner<R>(database.url, text, values, role);
  return {
    address: running.address, databaseUrl: database.url, issuer, token, send, sql,
    ask: async (caller, query, variables, { purpose, headers, requestId } = {}) => send('/graphql', {
      method: 'POST', body: JSON.stringify({ query, variables }),
      headers: {
        'content-type': 'application/json', authorization: `Bearer ${await token(caller)}`, 'x-request-id': requestId ?? randomUUID(),
        'x-purpose-of-use': purpose ?? demoPersona(choiceOf(caller).as).defaultPurpose, ...headers,
      },
    }),
    takeLog: () => lines.splice(0),
    disclosures: async (requestId) => (await sql<{ record: object; grounds: object | null }>(
      `select d.record, g.grounds from csec.disclosure d left join csec.disclosure_grounds g on g.hash = d.grounds
        where $1::text is null or d.request_id = $1 order by d.at, d.chain, d.seq`, [requestId ?? null])).map(({ record, grounds }) => wholeDisclosure(record, grounds)),
    stop: async () => {
      await running.stop();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function choiceOf(caller: TestCaller): DemoChoice {
  return typeof caller === 'string' ? { as: caller } : caller;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text.startsWith('{') ? JSON.parse(text) as Answer['body'] : {} };
}

async function asOwner<R extends pg.QueryResultRow>(url: string, text: string, values: readonly unknown[], role?: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (role) await client.query(`set role ${role}`);
    return (await client.query<R>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

let noted: string[] | null = null;
const query = pg.Client.prototype.query as (this: pg.Client, ...given: unknown[]) => unknown;
// Every statement of ours has a name; what opens and closes a transaction has none, and what tests ask themselves has none.
pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
  const { name } = Object(given[0]) as { readonly name?: string };
  if (name !== undefined) noted?.push(name);
  return query.apply(this, given);
} as typeof pg.Client.prototype.query;

/** The names of the SQL statements that a piece of work sends, in order; work of one test at a time. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const names: string[] = [];
  noted = names;
  try {
    await work();
  } finally {
    noted = null;
  }
  return names;
}

const VARYING: Readonly<Record<string, string>> = { decisionId: '<decision>', policyVersion: '<policy>', errorId: '<error>' };

/** The answer without what differs from one request or one version of the policy to the next. */
export function normalised<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (inner !== null && key in VARYING ? VARYING[key] : inner))) as T;
}
