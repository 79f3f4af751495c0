import { lookup } from 'node:dns/promises';
import { BlockList, connect as connectPlainly, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { Client } from 'undici';

/** Where events may be sent beside public addresses, as the operator of the gateway says. */
export interface EndpointSettings {
  /** Whether endpoints on this machine are taken, and without TLS. */
  readonly loopback: boolean;
  /** Networks of private addresses that are taken, as `10.1.0.0/16`. */
  readonly networks: readonly string[];
}

/** Why an event could not be handed over: a word of a closed list, never what an endpoint said. */
export type EndpointFault = 'ADDRESS_REFUSED' | 'NOT_RESOLVED' | 'NOT_CONNECTED' | 'TIMED_OUT' | 'NO_ANSWER' | 'REFUSED';

/** An endpoint that could not be reached. */
export class EndpointError extends Error {
  constructor(readonly fault: EndpointFault) {
    super(fault);
    this.name = 'EndpointError';
  }
}

const NOT_PUBLIC: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];
/** Of IPv6 only global unicast is public, without what stands for other addresses or documents. */
const NOT_PUBLIC_6: readonly (readonly [network: string, bits: number])[] = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]];

const CONNECT_MILLIS = 5_000;
const ANSWER_MILLIS = 10_000;

/** Why an endpoint cannot be asked for, whatever its address turns out to be; null when it can. */
export function endpointFault(endpoint: string, { loopback }: EndpointSettings): 'NOT_A_URL' | 'NOT_HTTPS' | 'NOT_PLAIN' | null {
  if (!URL.canParse(endpoint)) return 'NOT_A_URL';
  const url = new URL(endpoint);
  if (url.protocol !== 'https:' && !(loopback && url.protocol === 'http:' && isLoopbackName(url.hostname))) return 'NOT_HTTPS';
  // A secret in the address would stand in logs; a fragment is never sent.
  return url.username !== '' || url.password !== '' || url.hash !== '' ? 'NOT_PLAIN' : null;
}

/** Whether events may be sent to an address. */
export function addressAllowed(address: string, { loopback, networks }: EndpointSettings): boolean {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  if (loopback && LOOPBACK.check(plain, family)) return true;
  if (listOf(networks).check(plain, family)) return true;
  if (family === 'ipv4') return !PRIVATE.check(plain, family);
  return GLOBAL_6.check(plain, family) && !PRIVATE.check(plain, family);
}

/** What is asked over an open connection. */
export interface Question {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** A connection to an endpoint that nothing was sent over yet. */
export interface OpenEndpoint {
  /** The endpoint's own address. */
  readonly url: URL;
  /** Asks something of a path of it, and hands the answer out as it comes. Errors: EndpointError. */
  ask(question: Question): Promise<Answered>;
  /** Sends at once; the answer's body is neither kept nor read to its end. Errors: EndpointError. */
  post(headers: Readonly<Record<string, string>>, body: string): Promise<EndpointAnswer>;
  close(): Promise<void>;
}

/** What an endpoint answered. */
export interface EndpointAnswer {
  readonly status: number;
  /** For so long it asks not to be tried again; null where it does not say so in seconds. */
  readonly retryAfterSeconds: number | null;
}

/**
 * Connects to an endpoint, at an address that was looked at: what its name stands for is asked once, so that it cannot stand
 * for another afterwards. Errors: EndpointError.
 */
export async function openEndpoint(endpoint: string, settings: EndpointSettings): Promise<OpenEndpoint> {
  if (endpointFault(endpoint, settings) !== null) throw new EndpointError('ADDRESS_REFUSED');
  const url = new URL(endpoint);
  const socket = await connected(url, await addressOf(url, settings));
  const client = new Client(url.origin, {
    // Not at once: the client notes that it waits for a connection only after it has asked for one.
    connect: (_options, done) => queueMicrotask(() => done(null, socket)), headersTimeout: ANSWER_MILLIS, bodyTimeout: ANSWER_MILLIS, maxHeaderSize: 16_384,
  });
  return {
    url,
    ask: async ({ method, path, headers, body, signal }) => {
      try {
        const answer = await client.request({ path, method, headers: { ...headers }, body, signal });
        return { status: answer.statusCode, headers: answer.headers, body: answer.body as AsyncIterable<Uint8Array> };
      } catch (fault) {
        throw new EndpointError(signal.aborted || isTimeout(fault) ? 'TIMED_OUT' : 'NO_ANSWER');
      }
    },
    post: async (headers, body) => {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), ANSWER_MILLIS);
      try {
        const answer = await client.request({ path: `${url.pathname}${url.search}`, method: 'POST', headers: { ...headers }, body, signal: limit.signal });
        answer.body.on('error', () => undefined);
        answer.body.destroy();
        const asked = answer.headers['retry-after'];
        return { status: answer.statusCode, retryAfterSeconds: typeof asked === 'string' && /^\d{1,6}$/.test(asked) ? Number(asked) : null };
      } catch (fault) {
        throw new EndpointError(limit.signal.aborted || isTimeout(fault) ? 'TIMED_OUT' : 'NO_ANSWER');
      } finally {
        clearTimeout(timer);
      }
    },
    close: async () => {
      await client.destroy().catch(() => undefined);
      socket.destroy();
    },
  };
}

/** The first address of a name, of which every one must be allowed. */
async function addressOf(url: URL, settings: EndpointSettings): Promise<string> {
  const name = hostOf(url);
  const found = isIP(name) ? [{ address: name }] : await lookup(name, { all: true }).catch(() => { throw new EndpointError('NOT_RESOLVED'); });
  if (found.length === 0 || !found.every(({ address }) => addressAllowed(address, settings))) throw new EndpointError('ADDRESS_REFUSED');
  return found[0]!.address;
}

function connected(url: URL, host: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const name = hostOf(url);
    const port = Number(url.port || (secure ? 443 : 80));
    const socket: Socket = secure
      ? connectSecurely({ host, port, ALPNProtocols: ['http/1.1'], minVersion: 'TLSv1.2', ...(isIP(name) ? {} : { servername: name }) })
      : connectPlainly({ host, port });
    const fail = (fault: EndpointFault) => () => {
      socket.destroy();
      reject(new EndpointError(fault));
    };
    socket.setTimeout(CONNECT_MILLIS, fail('TIMED_OUT'));
    socket.on('error', fail('NOT_CONNECTED'));
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      socket.setTimeout(0);
      resolve(socket);
    });
  });
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');
const isLoopbackName = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
const isTimeout = (fault: unknown): boolean => /Timeout/.test(fault instanceof Error ? fault.name : '');

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, bits] = network.split('/');
    list.addSubnet(address!, Number(bits), isIP(address!) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

const written = (networks: readonly (readonly [string, number])[]): readonly string[] => networks.map(([network, bits]) => `${network}/${bits}`);
const LOOPBACK = listOf(['127.0.0.0/8', '::1/128']);
const PRIVATE = listOf(written([...NOT_PUBLIC, ...NOT_PUBLIC_6]));
const GLOBAL_6 = listOf(['2000::/3']);
