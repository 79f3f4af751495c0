import type { Decision } from '../policy/decision.js';
import type { GatewayContext } from './gateway-context.js';

/** The formats that partner adapters encode. */
export const MESSAGE_FORMATS = [
  'FHIR_R4_BUNDLE', 'FHIR_R4_MESSAGE', 'NIEM_6_XML', 'NIEM_6_JSON', 'MISSING_PERSON_WORKSHEET_JSON',
  'MISSING_PERSON_WORKSHEET_PDF', 'PROVIDER_JSON', 'PROVIDER_CSV', 'HTCDS_2_CSV',
] as const;
export type MessageFormat = (typeof MESSAGE_FORMATS)[number];

/** How the content of a message is written where it travels as text. */
export const MESSAGE_ENCODINGS = ['TEXT', 'BASE64'] as const;
export type MessageEncoding = (typeof MESSAGE_ENCODINGS)[number];

export interface EncodedMessage {
  readonly mediaType: string;
  readonly encoding: MessageEncoding;
  readonly content: string;
}

/**
 * Makes a partner's message of one admitted case: a committed document run against this sealed schema under the same
 * caller, then an encoder. Errors: FORMAT_NOT_OFFERED when the format is not for the caller's class of agency,
 * or states what the decision does not tell.
 */
export interface MessagePort {
  compose(context: GatewayContext, decision: Decision, format: MessageFormat): Promise<EncodedMessage>;
}
