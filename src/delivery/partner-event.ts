import { createHmac } from 'node:crypto';
import { CloudEvent, HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { dateOf, millisOf, type Instant } from '../kernel/dates.js';
import type { PartnerEventKind } from '../model/partner-subscription.js';

const TYPES: Readonly<Record<PartnerEventKind, string>> = {
  CASE_CHANGED: 'ca.csec.case.changed.v1', CASE_ENDED: 'ca.csec.case.ended.v1', CONSENT_WITHDRAWN: 'ca.csec.consent.withdrawn.v1',
  MISSING_CHILD_REPORTED: 'ca.csec.missing-child.reported.v1',
};

/** What the data of an event that holds no record is: `csec.event-link.v1.schema.json`. */
export const EVENT_LINK_SCHEMA = 'urn:ca:csec:event-link:1.0';

/** What an event says. Its attributes travel in logs and headers: of the youth they hold the recipient's own pseudonym alone. */
export interface EventContent {
  readonly id: string;
  readonly kind: PartnerEventKind;
  readonly county: string;
  readonly pseudonym: string;
  readonly raisedAt: Instant;
  readonly policyVersion: string | null;
  readonly basis: readonly string[];
  readonly confidentiality: string;
  /** `schema`: of what form the content is, the same for every youth. */
  readonly payload: { readonly mediaType: string; readonly schema: string; readonly content: string | Readonly<Record<string, unknown>> };
}

/** The event as CloudEvents 1.0 in structured JSON. Errors: ValidationError when it is none. */
export function eventBody(event: EventContent): { readonly mediaType: string; readonly body: string } {
  const cloudEvent = new CloudEvent<string | Readonly<Record<string, unknown>>>({
    id: event.id, source: `urn:ca:csec:county:${event.county}`, type: TYPES[event.kind], subject: event.pseudonym, time: event.raisedAt,
    datacontenttype: event.payload.mediaType, dataschema: event.payload.schema, data: event.payload.content, csecconf: event.confidentiality,
    ...(event.policyVersion !== null && { csecpolicy: event.policyVersion }), ...(event.basis.length > 0 && { csecbasis: event.basis.join(' ') }),
  });
  const { headers, body } = HTTP.structured(cloudEvent);
  return { mediaType: String(headers['content-type']), body: String(body) };
}

/** The secret of that id, as a partner is given it: made under the gateway's key and kept nowhere. */
export function webhookSecret(key: string, secretId: string): string {
  return `whsec_${createHmac('sha256', key).update(`webhook-secret\n${secretId}`, 'utf8').digest('base64')}`;
}

/** The headers of Standard Webhooks: one signature for each secret that is in use, and the event's id, by which it is known again. */
export function signedHeaders(id: string, body: string, { secrets, at }: { readonly secrets: readonly string[]; readonly at: Instant }): Readonly<Record<string, string>> {
  return {
    'webhook-id': id, 'webhook-timestamp': String(Math.floor(millisOf(at) / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, dateOf(at), body)).join(' '),
  };
}
