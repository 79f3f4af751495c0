import { membersOf } from '../../../adapters/service-histories/fhir-fields.js';
import type { Clock } from '../../kernel/clock.js';
import { millisOf } from '../../kernel/dates.js';
import { endpointFault, type EndpointSettings, type OpenEndpoint } from '../endpoint.js';
import { boundedText, contentOf } from './bounded-text.js';
import { HistoryError, type HistorySource } from './history-source.js';
import { whileOpen } from './while-open.js';

/** A partner's client registration of the gateway, as SMART Backend Services have it. */
export interface SourceClient {
  readonly kind: 'CLIENT';
  /** Null: the one that the FHIR endpoint names in `.well-known/smart-configuration`. */
  readonly tokenEndpoint: string | null;
  readonly scope: string;
  /** Proves the gateway to that token endpoint, once. */
  readonly assertionFor: (tokenEndpoint: string) => string;
}

/** With what an endpoint is asked. */
export type SourceCredential = { readonly kind: 'BEARER'; readonly token: string } | SourceClient;

/** A connection to the source, and how long anybody waits. */
export interface AskedOver {
  readonly endpoint: OpenEndpoint;
  readonly signal: AbortSignal;
}

export interface SourceTokensParts {
  /** The credential for the very address of an agency's endpoint. Absent: null for none. */
  readonly credentialFor: (agencyId: string, endpoint: string) => SourceCredential | null;
  readonly endpoints: EndpointSettings;
  readonly clock: Clock;
}

/** Bytes of what a token endpoint answers, and of what names it. */
const MOST_BYTES = 100_000;
/** So long before its end a token is not used any more, and no token is kept longer than the other. Units: seconds. */
const BEFORE_THE_END = 30;
const LONGEST_KEPT = 3_600;
const TOKEN = /^[\x21-\x7e]{1,8192}$/;

interface Kept {
  readonly header: string;
  readonly untilMillis: number;
}

/**
 * The headers with which sources are asked. A token that a source's authorization server gives out is kept until shortly before its
 * end, in memory alone; what goes wrong with it is a word, and never what was sent or answered.
 */
export class SourceTokens {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly parts: SourceTokensParts) {}

  /** Absent: null where a source is asked without any. Errors: HistoryError, EndpointError. */
  async headerFor(source: HistorySource, over: AskedOver): Promise<string | null> {
    const credential = this.parts.credentialFor(source.agencyId, source.endpoint);
    if (credential === null) return null;
    if (credential.kind === 'BEARER') return `Bearer ${credential.token}`;
    const kept = this.#kept.get(placeOf(source));
    return kept !== undefined && this.#now() < kept.untilMillis ? kept.header : this.#fetch(source, credential, over);
  }

  /** A header in the place of one that the source refused. Absent: null where there is none but that. Errors: HistoryError, EndpointError. */
  async instead(source: HistorySource, refused: string | null, over: AskedOver): Promise<string | null> {
    if (this.#kept.get(placeOf(source))?.header === refused) this.#kept.delete(placeOf(source));
    const header = await this.headerFor(source, over);
    return header === refused ? null : header;
  }

  async #fetch(source: HistorySource, client: SourceClient, over: AskedOver): Promise<string> {
    const tokenEndpoint = client.tokenEndpoint ?? await this.#named(over);
    const body = String(new URLSearchParams({
      grant_type: 'client_credentials', scope: client.scope, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: client.assertionFor(tokenEndpoint),
    }));
    const asked = this.#now();
    const answer = membersOf(await whileOpen(tokenEndpoint, { endpoints: this.parts.endpoints, signal: over.signal }, (endpoint) => contentFrom(endpoint, {
      method: 'POST', path: `${endpoint.url.pathname}${endpoint.url.search}`, body, signal: over.signal,
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    })));
    const { access_token: token, token_type: type, expires_in: seconds } = answer;
    if (typeof token !== 'string' || !TOKEN.test(token) || typeof type !== 'string' || type.toLowerCase() !== 'bearer') throw new HistoryError('NOT_UNDERSTOOD');
    const good = typeof seconds === 'number' && seconds > 0 ? Math.min(seconds, LONGEST_KEPT) : 0;
    const header = `Bearer ${token}`;
    this.#kept.set(placeOf(source), { header, untilMillis: asked + (good - BEFORE_THE_END) * 1_000 });
    return header;
  }

  /** The token endpoint that a FHIR endpoint names, which must be one that may be asked. */
  async #named({ endpoint, signal }: AskedOver): Promise<string> {
    const base = endpoint.url.pathname.replace(/\/$/, '');
    const named = membersOf(await contentFrom(endpoint, { method: 'GET', path: `${base}/.well-known/smart-configuration`, headers: { accept: 'application/json' }, body: null, signal }))['token_endpoint'];
    if (typeof named !== 'string' || endpointFault(named, this.parts.endpoints) !== null) throw new HistoryError('NOT_UNDERSTOOD');
    return named;
  }

  #now(): number {
    return millisOf(this.parts.clock.now());
  }
}

const placeOf = ({ agencyId, endpoint }: HistorySource): string => `${agencyId} ${endpoint}`;

async function contentFrom(endpoint: OpenEndpoint, question: Parameters<OpenEndpoint['ask']>[0]): Promise<unknown> {
  const answer = await endpoint.ask(question);
  if (answer.status !== 200) throw new HistoryError('REFUSED', answer.status >= 500 || answer.status === 429);
  return contentOf((await boundedText(answer, MOST_BYTES)).text);
}
