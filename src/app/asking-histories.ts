import type { Logger } from 'pino';
import type { AuditKey } from '../audit/chain.js';
import type { Disclosure } from '../audit/disclosure.js';
import { LiveHistories } from '../delivery/histories/live-histories.js';
import { SourcePatience } from '../delivery/histories/source-patience.js';
import { pgAuditLog } from '../store/pg-audit-log.js';
import { closePool, servingPool } from '../store/pools.js';
import { withRequestSession } from '../store/request-session.js';
import type { Config } from './config.js';

/** A request holds a connection while it waits for one of these: they are never those that requests wait for. */
const CONNECTIONS = 2;

/** Partners' endpoints, and the log of who was asked. */
export interface AskingHistoriesParts {
  readonly live: LiveHistories;
  readonly record: (disclosures: readonly Disclosure[]) => Promise<void>;
  close(): Promise<void>;
}

/** Partners' endpoints, asked by all requests of this gateway with one patience, and the log of it over connections of its own. */
export function askingHistories(
  { database, delivery, histories }: Config, { url, log, key }: { readonly url: string; readonly log: Logger; readonly key: AuditKey },
): AskingHistoriesParts {
  const pool = servingPool({
    url, max: CONNECTIONS, statementTimeoutMillis: database.statementTimeoutMillis,
    onLost: (code) => log.warn({ code }, 'an idle database connection was lost'),
  });
  const tokens = new Map(histories.credentials.map(({ agencyId, origin, token }) => [`${agencyId} ${origin}`, token]));
  return {
    live: new LiveHistories({
      endpoints: delivery.endpoints, patience: new SourcePatience(),
      authorizationFor: (agencyId, endpoint) => {
        const token = tokens.get(`${agencyId} ${new URL(endpoint).origin}`);
        return token === undefined ? null : `Bearer ${token}`;
      },
      onFault: (agencyId, fault) => log.warn({ agencyId, fault }, 'a partner did not answer for a history'),
    }),
    record: (disclosures) => withRequestSession(pool, (session) => pgAuditLog(session, key).appendAndCommit(disclosures)),
    close: () => closePool(pool),
  };
}
