import { buildSchema, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../src/http/server.js';
import { GatewayError } from '../../src/kernel/gateway-error.js';

/** A server on a free port whose log is kept in memory. */
export interface AskedServer {
  readonly address: string;
  readonly server: HttpServer;
  /** The log lines so far, each parsed. */
  readonly lines: () => Record<string, unknown>[];
  /** Lets the field `slow` answer. */
  readonly letGo: () => void;
}

const SDL = `
  enum Colour { RED GREEN }
  input Filter { name: String!, age: Int, colour: Colour }
  type Item { id: ID!, name: String, items(first: Int = 10): [Item!] }
  type Query {
    hello: String
    echo(text: String, count: Int, colour: Colour): String
    find(filter: Filter!): String
    items(first: Int): [Item!]
    item: Item
    slow: String
    broken: String
    refused: String
    unavailable: String!
  }
  type Mutation { change(text: String!): String }`;

/** Serves a schema of its own; `options` replace parts of it. */
export async function serve(options: Partial<HttpServerOptions<object>> = {}): Promise<AskedServer> {
  const written: string[] = [];
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => { letGo = resolve; });
  const server = await createHttpServer<object>({
    schema: schemaWith(held),
    contextFor: async () => Object.freeze({}),
    health: { database: async () => true },
    log: pino({ level: 'debug' }, { write: (line: string) => { written.push(line); } }),
    ...options,
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  return { address, server, letGo, lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

function schemaWith(held: Promise<void>): GraphQLSchema {
  const schema = buildSchema(SDL);
  const resolvers: Record<string, (source: unknown, args: Record<string, unknown>) => unknown> = {
    hello: () => 'world',
    echo: (_source, { text }) => text,
    find: () => 'found',
    items: () => [{ id: '1', name: 'one' }],
    item: () => ({ id: '1', name: 'one' }),
    slow: async () => { await held; return 'done'; },
    broken: () => { throw new Error('canary of a record'); },
    refused: () => { throw new GatewayError('FORBIDDEN', 'This is not for the role.', { role: 'PROVIDER' }); },
    unavailable: () => { throw new GatewayError('STORE_UNAVAILABLE', 'The database cannot be reached.'); },
  };
  for (const [name, field] of Object.entries(schema.getQueryType()!.getFields())) field.resolve = resolvers[name]!;
  return schema;
}

/** An answer with the body parsed where it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { data?: unknown; errors?: { message: string; extensions: Record<string, unknown> }[] } & Record<string, unknown>;
}

export async function ask(address: string, query: string, more: { variables?: unknown; headers?: Record<string, string> } = {}): Promise<Answer> {
  return send(address, JSON.stringify({ query, variables: more.variables }), more.headers);
}

export async function send(address: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Answer> {
  return read(await fetch(`${address}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }));
}

export async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
}
