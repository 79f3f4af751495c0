import type { GraphQLSchema } from 'graphql';
import type { AuditLog } from '../audit/audit-log.js';
import type { Clock } from '../kernel/clock.js';
import type { PartnerEventKind } from '../model/partner-subscription.js';
import type { RequestSession } from '../store/request-session.js';
import type { Queryable } from '../store/request-session.js';
import type { EndpointSettings } from './endpoint.js';
import type { OpenAsPartner } from './opened-request.js';

/** What delivering is made of. */
export interface DeliveryParts {
  readonly schema: GraphQLSchema;
  /** The database as the delivering role. */
  readonly store: Queryable;
  readonly open: OpenAsPartner;
  readonly auditLog: (session: RequestSession) => AuditLog;
  /** The keyed hash of what was sent, for the log. */
  readonly payloadMac: (payload: string) => string;
  /** Secret under which digests and the partners' own secrets are made. */
  readonly key: string;
  readonly clock: Clock;
  /** The machine's own clock, which the recipients compare with theirs. */
  readonly wallClock: Clock;
  readonly endpoints: EndpointSettings;
  /** Where the gateway is reached from outside. */
  readonly publicUrl: string;
  readonly patience: Patience;
  /** Told what was given up, or cannot go on by itself; never of which youth. */
  readonly onUndelivered: (undelivered: Undelivered) => void;
  /** For how long a person whom a partner named waits for somebody who knows who she is. */
  readonly waitingDays: number;
}

/** What a person has to see to: an event that is a dead letter, a subscription whose endpoint says that it is gone, or a report that is held while its subscription is paused. */
export interface Undelivered {
  readonly subscriptionId: string;
  readonly kind: PartnerEventKind;
  readonly because: 'DEAD' | 'ENDPOINT_GONE' | 'HELD';
}

/** How long a failing endpoint is tried. */
export interface Patience {
  /** How long after the first attempt an event is a dead letter. */
  readonly seconds: number;
  readonly firstSeconds: number;
  readonly longestSeconds: number;
}
