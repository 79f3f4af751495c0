import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { AgencyDirectory } from '../auth/agency-directory.js';
import { systemContext } from '../auth/system-context.js';
import { auditKey, payloadMac } from '../audit/chain.js';
import type { Patience } from '../delivery/delivery-parts.js';
import { endpointFault } from '../delivery/endpoint.js';
import type { OpenAsPartner } from '../delivery/opened-request.js';
import { webhookSecret } from '../delivery/partner-event.js';
import { startDelivery } from '../delivery/start-delivery.js';
import { requestFor, type RequestParts } from '../http/open-request.js';
import type { PartnerSettings } from '../loaders/partner-register.js';
import { systemClock, type Clock } from '../kernel/clock.js';
import { PgAgencyDirectory } from '../store/agency-directory.js';
import { pgAuditLog } from '../store/pg-audit-log.js';
import { closePool, deliveryPool, servingPool } from '../store/pools.js';
import { singleStatements } from '../store/request-session.js';
import type { Config } from './config.js';
import { faultOf } from './log.js';

const CONCURRENCY = 4;
/** Three days of trying. */
const PATIENCE: Patience = { seconds: 3 * 86_400, firstSeconds: 2, longestSeconds: 6 * 3600 };
const REST_MILLIS = 1_000;

/** What is delivered with beside the configuration. */
export interface Delivering {
  readonly url: string;
  readonly log: Logger;
  readonly clock: Clock;
  readonly request: RequestParts;
  readonly secret: string;
  /** Absent: three days. */
  readonly patience?: Patience;
}

/** How partners' secrets are made, and which endpoints can be asked for. */
export function partnerSettings({ delivery: { endpoints } }: Pick<Config, 'delivery'>, secret: string): PartnerSettings {
  return { secretOf: (secretId) => webhookSecret(secret, secretId), takesEndpoint: (endpoint) => endpointFault(endpoint, endpoints) === null };
}

/** Delivers events to partners, over connections of its own, until it is stopped. */
export function deliverEvents(config: Config, { url, log, clock, request, secret, patience = PATIENCE }: Delivering): { stop(): Promise<void> } {
  const onLost = (code: string): void => log.warn({ code }, 'an idle database connection was lost');
  const timeout = { statementTimeoutMillis: config.database.statementTimeoutMillis, onLost };
  const [serving, delivering] = [servingPool({ url, max: CONCURRENCY, ...timeout }), deliveryPool({ url, max: CONCURRENCY, ...timeout })];
  const key = auditKey(secret);
  const queue = startDelivery({
    schema: request.sealed.schema, store: singleStatements(delivering), open: openAs({ ...request, pool: serving }, new PgAgencyDirectory(serving), clock),
    auditLog: (session) => pgAuditLog(session, key), payloadMac: (payload) => payloadMac(key, payload), key: secret, clock, wallClock: systemClock,
    waitingDays: config.histories.waitingDays, endpoints: config.delivery.endpoints, publicUrl: config.http.publicUrl ?? `http://${config.http.host}:${config.http.port}`, patience,
    onUndelivered: (undelivered) => log.warn(undelivered, 'an event for a partner was not delivered'),
  }, {
    databaseUrl: url, concurrency: CONCURRENCY, restMillis: REST_MILLIS,
    onFault: (kind, fault) => log.error({ kind, fault: faultOf(fault) }, 'delivery failed'),
  });
  return {
    stop: async () => {
      await queue.stop();
      await Promise.all([closePool(serving), closePool(delivering)]);
    },
  };
}

/** Requests as a partner's system would make them, each at one reading of the clock. */
function openAs(parts: RequestParts, directory: AgencyDirectory, clock: Clock): OpenAsPartner {
  return async ({ agencyId, personId, role, purpose }) => {
    const found = await directory.agencyWithAgreements(agencyId);
    const context = found && systemContext(found, { personId, role, purpose }, { requestId: randomUUID(), asOf: clock.now() });
    return context && requestFor(parts, context);
  };
}
