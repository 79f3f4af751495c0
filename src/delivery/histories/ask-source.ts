import { readFhirServices, SERVICE_RESOURCES } from '../../../adapters/service-histories/read-fhir.js';
import { listOf, membersOf } from '../../../adapters/service-histories/fhir-fields.js';
import { sameName } from '../../../adapters/service-histories/fhir-persons.js';
import type { ReceivedService } from '../../model/received-service.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import { EndpointError, openEndpoint, type Answered, type EndpointSettings, type OpenEndpoint, type Question } from '../endpoint.js';
import { HistoryError, type HistorySource } from './history-source.js';

/** Bytes that one source may answer about one youth; what says or turns out to be more is cut off. */
export const MOST_BYTES = 10_000_000;
/** Pages that are turned of one source about one youth. */
const MOST_PAGES = 20;
const PAGE = 200;
const FORM = { accept: 'application/fhir+json', 'content-type': 'application/x-www-form-urlencoded' } as const;

/** What asking needs beside the source. */
export interface AskingParts {
  readonly endpoints: EndpointSettings;
  /** The header with which an agency's endpoint is asked, at the very address that it is for. Absent: null, none. */
  readonly authorizationFor: (agencyId: string, endpoint: string) => string | null;
}

/** Records that a source is asked of a youth, before it is. */
export type Account = (source: HistorySource) => Promise<void>;

/**
 * Asks a partner's FHIR endpoint for the services of one youth. Her name stands in the body and never in an address, which
 * servers log. Records of anybody else are left out, whatever the partner says of them. That it is asked stands on record before
 * the first word leaves. Errors: HistoryError; AUDIT_UNAVAILABLE, and nothing was asked.
 */
export async function askSource(
  source: HistorySource, { endpoints, authorizationFor, account }: AskingParts & { readonly account: Account }, signal: AbortSignal,
): Promise<readonly ReceivedService[]> {
  const opening = openEndpoint(source.endpoint, endpoints);
  // A connection that opens after nobody waits for it is closed as soon as it does.
  const close = (): void => void opening.then((endpoint) => endpoint.close(), () => undefined);
  signal.addEventListener('abort', close, { once: true });
  try {
    const endpoint = await opening;
    await account(source);
    const authorization = authorizationFor(source.agencyId, source.endpoint);
    const asking = new Asking(endpoint, authorization === null ? {} : { authorization }, signal);
    const services: ReceivedService[] = [];
    for (const type of SERVICE_RESOURCES) services.push(...await asking.servicesOf(type, source));
    return services;
  } catch (fault) {
    throw faultOf(fault, signal);
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** One conversation with one source, within its bounds. */
class Asking {
  #bytes = 0;
  #pages = 0;

  constructor(private readonly endpoint: OpenEndpoint, private readonly headers: Readonly<Record<string, string>>, private readonly signal: AbortSignal) {}

  async servicesOf(type: (typeof SERVICE_RESOURCES)[number], { person, terms }: HistorySource): Promise<readonly ReceivedService[]> {
    const base = this.endpoint.url.pathname.replace(/\/$/, '');
    const form = new URLSearchParams({ 'patient.identifier': `${person.system}|${person.value}`, _include: `${type}:patient`, _count: String(PAGE) });
    const found: ReceivedService[] = [];
    let question: Pick<Question, 'method' | 'path' | 'body'> | null = { method: 'POST', path: `${base}/${type}/_search`, body: String(form) };
    while (question !== null) {
      this.#pages += 1;
      if (this.#pages > MOST_PAGES) throw new HistoryError('TOO_LARGE');
      const bundle = await this.#bundleOf(question);
      found.push(...readFhirServices(bundle, terms, person).services.filter((service) => sameName(service.person, person)));
      question = this.#next(bundle, base);
    }
    return found;
  }

  async #bundleOf(question: Pick<Question, 'method' | 'path' | 'body'>): Promise<unknown> {
    const { accept, ...form } = FORM;
    const headers = { ...this.headers, accept, ...(question.body === null ? {} : form) };
    const answer = await this.endpoint.ask({ ...question, headers, signal: this.signal });
    if (answer.status !== 200) throw new HistoryError('REFUSED', answer.status >= 500 || answer.status === 429);
    const text = await this.#textOf(answer);
    let content: unknown;
    try {
      content = JSON.parse(text);
    } catch {
      throw new HistoryError('NOT_UNDERSTOOD');
    }
    if (membersOf(content)['resourceType'] !== 'Bundle') throw new HistoryError('NOT_UNDERSTOOD');
    return content;
  }

  async #textOf({ headers, body }: Answered): Promise<string> {
    const announced = Number(headers['content-length'] ?? 0);
    if (this.#bytes + announced > MOST_BYTES) throw new HistoryError('TOO_LARGE');
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) {
      this.#bytes += chunk.byteLength;
      if (this.#bytes > MOST_BYTES) throw new HistoryError('TOO_LARGE');
      chunks.push(chunk);
    }
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    } catch {
      throw new HistoryError('NOT_UNDERSTOOD');
    }
  }

  /** The next page, which must be of the same endpoint: an answer does not lead the gateway elsewhere. Errors: HistoryError. */
  #next(bundle: unknown, base: string): Pick<Question, 'method' | 'path' | 'body'> | null {
    const next = listOf(membersOf(bundle)['link']).map(membersOf).find(({ relation }) => relation === 'next')?.['url'];
    if (typeof next !== 'string') return null;
    const { origin } = this.endpoint.url;
    const url = URL.canParse(next, origin) ? new URL(next, `${origin}${base}/`) : null;
    const under = url !== null && url.origin === origin && (url.pathname === base || url.pathname.startsWith(`${base}/`));
    if (!under || /%2e|%2f|%5c/i.test(url.pathname)) throw new HistoryError('NOT_UNDERSTOOD');
    return { method: 'GET', path: `${url.pathname}${url.search}`, body: null };
  }
}

/** What came of it, as a word. The fault itself may hold what the source said, and is dropped. */
function faultOf(fault: unknown, signal: AbortSignal): HistoryError | GatewayError {
  if (fault instanceof HistoryError || fault instanceof GatewayError) return fault;
  if (signal.aborted || (fault instanceof EndpointError && fault.fault === 'TIMED_OUT')) return new HistoryError('TIMED_OUT');
  return new HistoryError('NO_ANSWER', !(fault instanceof EndpointError && fault.fault === 'ADDRESS_REFUSED'));
}
