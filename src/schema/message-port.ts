import type { Decision } from '../policy/decision.js';
import type { GatewayContext } from './gateway-context.js';

/** The formats that partner adapters encode. */
export type MessageFormat = 'FHIR_R4_BUNDLE' | 'NIEM_6_XML' | 'PROVIDER_JSON';

export interface EncodedMessage {
  readonly mediaType: string;
  readonly content: string;
}

/**
 * Makes a partner's message of one admitted case: a committed document run against this sealed schema under the same
 * caller, then an encoder. Errors: FORMAT_NOT_OFFERED when the format is not for the caller's class of agency.
 */
export interface MessagePort {
  compose(context: GatewayContext, decision: Decision, format: MessageFormat): Promise<EncodedMessage>;
}
