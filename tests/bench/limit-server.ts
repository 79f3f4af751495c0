import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { Issuers } from '../../src/auth/issuers.js';
import { verifyToken } from '../../src/auth/authenticate.js';
import { systemClock } from '../../src/kernel/clock.js';
import { LIMIT_STATEMENT, RELEASED_KINDS } from './limit-statement.js';

/** What the limit is given. */
export interface LimitSetting {
  readonly url: string;
  readonly county: string;
  readonly poolSize: number;
  readonly issuers: Issuers;
}

/** A limit that answers. */
export interface RunningLimit {
  readonly address: string;
  stop(): Promise<void>;
}

const FIRST_OF_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * The limit of what is possible: node:http, pg and one statement with the policy written into it. It has no GraphQL, no
 * audit and no row-level security: it reads as the sync role, whose policy is `true` and costs nothing. A token is
 * verified when it is first seen and afterwards known by its text.
 */
export async function startLimitServer(setting: LimitSetting): Promise<RunningLimit> {
  const pool = new pg.Pool({
    connectionString: setting.url, max: setting.poolSize, options: '-c role=csec_sync -c jit=off -c timezone=UTC', application_name: 'csec-bench limit',
  });
  pool.on('error', () => undefined);
  const known = new Set<string>();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const token = (request.headers.authorization ?? '').slice('Bearer '.length);
    if (!known.has(token)) known.add((await verifyToken(token, setting.issuers, systemClock.now()), token));
    const { variables } = JSON.parse(await bodyOf(request)) as { variables: { first: number; after: string | null } };
    const { rows } = await pool.query<{ answer: string }>({
      ...LIMIT_STATEMENT, values: [setting.county, subjectAfter(variables.after), variables.first, RELEASED_KINDS],
    });
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(rows[0]!.answer);
  };
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      await closed(server);
      await pool.end();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function subjectAfter(cursor: string | null | undefined): string {
  if (!cursor) return FIRST_OF_ALL;
  return (JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [string, null, string])[2];
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
