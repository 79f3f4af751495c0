import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** How the simulated partner answers from now on. */
export type Mood =
  | 'FINE' | 'HANGS' | 'HANGS_HALFWAY' | 'DRIPS' | 'RESETS' | 'RUBBISH' | 'NOT_A_BUNDLE' | 'ANNOUNCES_MUCH' | 'SENDS_MUCH' | 'FAILS' | 'REFUSES' | 'LEADS_ELSEWHERE'
  | 'LEADS_BESIDE' | 'LEADS_UP' | 'LEADS_ROUND' | 'REDIRECTS';

/** What a partner says that must never leave the gateway: as a server under stress prints it. */
export const YOUTH_SHAPED = 'SELECT * FROM patient WHERE name = \'Brimira Emberford\' -- MRN M-1, room 12';

/** How its authorization server answers. */
export type TokenMood = 'FINE' | 'HANGS' | 'FAILS' | 'REFUSES' | 'RUBBISH' | 'NO_TOKEN' | 'NAMES_ELSEWHERE';

/** A partner's FHIR server on loopback, with the records of one youth. */
export interface PartnerFhirServer {
  readonly base: string;
  /** The address of its token endpoint, which `.well-known/smart-configuration` names. */
  readonly tokenEndpoint: string;
  tokenMood: TokenMood;
  /** How many seconds a token is said to be good for. */
  tokenSeconds: number;
  /** Forms that its token endpoint was sent. */
  readonly signIns: URLSearchParams[];
  /** The one token that it takes from now on; null: it asks for none. */
  takes: string | null;
  /** Whether it takes not even the tokens that it gives out. */
  takesNone: boolean;
  mood: Mood;
  /** How it answers first, one request each, before its mood counts. */
  readonly first: Mood[];
  /** What it answers of each type when it is fine: resources, a page each. */
  pages: Readonly<Record<string, readonly (readonly object[])[]>>;
  /** What it answers of each type to one form, where that differs. Absent: null, as `pages` say. */
  resourcesFor: ((type: string, form: URLSearchParams) => readonly object[]) | null;
  /** What it was asked: method, path, form. */
  readonly asked: { readonly method: string; readonly path: string; readonly body: string; readonly authorization: string | undefined }[];
  /** Connections that stand. */
  readonly open: () => number;
  close(): Promise<void>;
}

const FHIR = { 'content-type': 'application/fhir+json' };
const JSON_TYPE = { 'content-type': 'application/json' };
const TOKEN_PATH = '/auth/token';
const MUCH = 10_500_000;

export async function startPartnerFhirServer(): Promise<PartnerFhirServer> {
  const asked: PartnerFhirServer['asked'] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined).on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', () => undefined);
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      if (request.url === TOKEN_PATH) {
        partner.signIns.push(new URLSearchParams(body));
        return giveToken(partner, response);
      }
      asked.push({ method: request.method ?? '', path: request.url ?? '', body, authorization: request.headers.authorization });
      if (request.url === '/fhir/r4/.well-known/smart-configuration') return nameTokenEndpoint(partner, response);
      if (partner.takes !== null && request.headers.authorization !== `Bearer ${partner.takes}`) return void response.writeHead(401, FHIR).end(YOUTH_SHAPED);
      answer(partner, request, response);
    });
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const partner: PartnerFhirServer = {
    base: `${origin}/fhir/r4`, mood: 'FINE', first: [], pages: {}, resourcesFor: null, asked, tokenEndpoint: `${origin}${TOKEN_PATH}`, tokenMood: 'FINE', tokenSeconds: 300, signIns: [], takes: null, takesNone: false,
    open: () => sockets.size,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
  return partner;
}

/** Gives out a token anew each time, which alone is good from then on. */
function giveToken(partner: PartnerFhirServer, response: ServerResponse): void {
  switch (partner.tokenMood) {
    case 'HANGS': return;
    case 'FAILS': return void response.writeHead(503, JSON_TYPE).end(YOUTH_SHAPED);
    case 'REFUSES': return void response.writeHead(400, JSON_TYPE).end(JSON.stringify({ error: 'invalid_client', error_description: YOUTH_SHAPED }));
    case 'RUBBISH': return void response.writeHead(200, JSON_TYPE).end(YOUTH_SHAPED);
    case 'NO_TOKEN': return void response.writeHead(200, JSON_TYPE).end(JSON.stringify({ token_type: 'bearer', access_token: `two words ${YOUTH_SHAPED}` }));
    default: {
      const token = `token-${partner.signIns.length}`;
      partner.takes = partner.takesNone ? 'none' : token;
      return void response.writeHead(200, JSON_TYPE).end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: partner.tokenSeconds, scope: 'system/*.rs' }));
    }
  }
}

function nameTokenEndpoint({ tokenMood, tokenEndpoint }: PartnerFhirServer, response: ServerResponse): void {
  const named = tokenMood === 'NAMES_ELSEWHERE' ? 'http://169.254.169.254/latest/meta-data' : tokenEndpoint;
  response.writeHead(200, JSON_TYPE).end(JSON.stringify({ token_endpoint: named, token_endpoint_auth_methods_supported: ['private_key_jwt'] }));
}

function answer(partner: PartnerFhirServer, request: IncomingMessage, response: ServerResponse): void {
  switch (partner.first.shift() ?? partner.mood) {
    case 'FINE': return fine(partner, request, response);
    case 'HANGS': return;
    case 'HANGS_HALFWAY': return void response.writeHead(200, FHIR).write('{"resourceType":"Bundle",');
    case 'DRIPS': return drip(response);
    case 'RESETS': return void request.socket.resetAndDestroy();
    case 'RUBBISH': return void response.writeHead(200, FHIR).end(`<html>${YOUTH_SHAPED}</html>`);
    case 'NOT_A_BUNDLE': return void response.writeHead(200, FHIR).end(JSON.stringify({ resourceType: 'OperationOutcome', text: YOUTH_SHAPED }));
    case 'ANNOUNCES_MUCH': return void response.writeHead(200, { ...FHIR, 'content-length': String(MUCH) }).write('{');
    case 'SENDS_MUCH': return pour(response);
    case 'FAILS': return void response.writeHead(500, FHIR).end(JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ diagnostics: YOUTH_SHAPED }] }));
    case 'REFUSES': return void response.writeHead(403, FHIR).end(YOUTH_SHAPED);
    case 'REDIRECTS': return void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    case 'LEADS_ELSEWHERE': return void response.writeHead(200, FHIR).end(bundle([], 'http://169.254.169.254/fhir/r4/Encounter?page=2'));
    case 'LEADS_BESIDE': return void response.writeHead(200, FHIR).end(bundle([], '/fhir/r4beside/Encounter?page=2'));
    case 'LEADS_UP': return void response.writeHead(200, FHIR).end(bundle([], `${partner.base}/%2e%2e%2fadmin?page=2`));
    case 'LEADS_ROUND': return void response.writeHead(200, FHIR).end(bundle([], `${partner.base}/Encounter?page=1`));
  }
}

function fine({ pages, resourcesFor, asked, base }: PartnerFhirServer, { url = '' }: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(url, base);
  const type = pathname.replace('/fhir/r4/', '').replace('/_search', '');
  const page = Number(searchParams.get('page') ?? '1');
  const of = resourcesFor === null ? pages[type] ?? [] : [resourcesFor(type, new URLSearchParams(asked.at(-1)!.body))];
  response.writeHead(200, FHIR).end(bundle(of[page - 1] ?? [], page < of.length ? `${base}/${type}?page=${page + 1}` : null));
}

const bundle = (resources: readonly object[], next: string | null): string => JSON.stringify({
  resourceType: 'Bundle', type: 'searchset', link: next === null ? [] : [{ relation: 'next', url: next }], entry: resources.map((resource) => ({ resource })),
});

/** A byte now and then, so that no pause is long. */
function drip(response: ServerResponse): void {
  response.writeHead(200, FHIR);
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

/** More than anybody takes, in chunks without an announced length. */
function pour(response: ServerResponse): void {
  response.writeHead(200, FHIR);
  const chunk = Buffer.alloc(262_144, ' ');
  let sent = 0;
  const more = (): void => {
    while (sent < MUCH) {
      sent += chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
}
