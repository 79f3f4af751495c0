import { readFhirServices, SERVICE_RESOURCES } from '../../../adapters/service-histories/read-fhir.js';
import { listOf, membersOf } from '../../../adapters/service-histories/fhir-fields.js';
import { sameName } from '../../../adapters/service-histories/fhir-persons.js';
import type { ReceivedService } from '../../model/received-service.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import { EndpointError, type Answered, type EndpointSettings, type OpenEndpoint, type Question } from '../endpoint.js';
import { boundedText, contentOf } from './bounded-text.js';
import { HistoryError, type HistorySource } from './history-source.js';
import type { AskedOver, SourceTokens } from './source-tokens.js';
import { whileOpen } from './while-open.js';

/** Bytes that one source may answer about one youth; what says or turns out to be more is cut off. */
export const MOST_BYTES = 10_000_000;
/** Pages that are turned of one source about one youth. */
const MOST_PAGES = 20;
const PAGE = 200;
const FORM = { accept: 'application/fhir+json', 'content-type': 'application/x-www-form-urlencoded' } as const;

/** What asking needs beside the source. */
export interface AskingParts {
  readonly endpoints: EndpointSettings;
  readonly tokens: Pick<SourceTokens, 'headerFor' | 'instead'>;
}

/** Records that a source is asked of a youth, before it is. */
export type Account = (source: HistorySource) => Promise<void>;

/**
 * Asks a partner's FHIR endpoint for the services of one youth. Her name stands in the body and never in an address, which
 * servers log. Records of anybody else are left out, whatever the partner says of them. That it is asked stands on record before
 * the first word leaves. Errors: HistoryError; AUDIT_UNAVAILABLE, and nothing was asked.
 */
export async function askSource(
  source: HistorySource, { endpoints, tokens, account }: AskingParts & { readonly account: Account }, signal: AbortSignal,
): Promise<readonly ReceivedService[]> {
  try {
    return await whileOpen(source.endpoint, { endpoints, signal }, async (endpoint) => {
      await account(source);
      const over = { endpoint, signal };
      const asking = new Asking(over, await tokens.headerFor(source, over), (refused) => tokens.instead(source, refused, over));
      const services: ReceivedService[] = [];
      for (const type of SERVICE_RESOURCES) services.push(...await asking.servicesOf(type, source));
      return services;
    });
  } catch (fault) {
    throw faultOf(fault, signal);
  }
}

/** One conversation with one source, within its bounds. */
class Asking {
  readonly #endpoint: OpenEndpoint;
  readonly #signal: AbortSignal;
  #header: string | null;
  #instead: ((refused: string | null) => Promise<string | null>) | null;
  #bytes = 0;
  #pages = 0;

  /** `instead`: another header for one that was refused, which is asked for once. */
  constructor({ endpoint, signal }: AskedOver, header: string | null, instead: (refused: string | null) => Promise<string | null>) {
    this.#endpoint = endpoint;
    this.#signal = signal;
    this.#header = header;
    this.#instead = instead;
  }

  async servicesOf(type: (typeof SERVICE_RESOURCES)[number], { person, terms }: HistorySource): Promise<readonly ReceivedService[]> {
    const base = this.#endpoint.url.pathname.replace(/\/$/, '');
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
    const answer = await this.#answerTo(question);
    if (answer.status !== 200) throw new HistoryError('REFUSED', answer.status >= 500 || answer.status === 429);
    const content = contentOf(await this.#textOf(answer));
    if (membersOf(content)['resourceType'] !== 'Bundle') throw new HistoryError('NOT_UNDERSTOOD');
    return content;
  }

  /** Asks once more where the token is refused that was good before. */
  async #answerTo(question: Pick<Question, 'method' | 'path' | 'body'>): Promise<Answered> {
    const { accept, ...form } = FORM;
    const ask = (): Promise<Answered> => this.#endpoint.ask({
      ...question, signal: this.#signal,
      headers: { accept, ...(question.body === null ? {} : form), ...(this.#header === null ? {} : { authorization: this.#header }) },
    });
    const answer = await ask();
    const instead = this.#instead;
    if (answer.status !== 401 || instead === null) return answer;
    this.#instead = null;
    // The connection carries the next question only after this answer was read.
    await this.#textOf(answer);
    const header = await instead(this.#header);
    if (header === null) throw new HistoryError('REFUSED');
    this.#header = header;
    return ask();
  }

  async #textOf(answer: Answered): Promise<string> {
    const { text, bytes } = await boundedText(answer, MOST_BYTES - this.#bytes);
    this.#bytes += bytes;
    return text;
  }

  /** The next page, which must be of the same endpoint: an answer does not lead the gateway elsewhere. Errors: HistoryError. */
  #next(bundle: unknown, base: string): Pick<Question, 'method' | 'path' | 'body'> | null {
    const next = listOf(membersOf(bundle)['link']).map(membersOf).find(({ relation }) => relation === 'next')?.['url'];
    if (typeof next !== 'string') return null;
    const { origin } = this.#endpoint.url;
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
