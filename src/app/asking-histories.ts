import type { Logger } from 'pino';
import type { AuditKey } from '../audit/chain.js';
import type { Disclosure } from '../audit/disclosure.js';
import { signAssertion } from '../auth/sign-assertion.js';
import { LiveHistories } from '../delivery/histories/live-histories.js';
import { SourcePatience } from '../delivery/histories/source-patience.js';
import { SourceTokens, type SourceCredential } from '../delivery/histories/source-tokens.js';
import { systemClock } from '../kernel/clock.js';
import { pgAuditLog } from '../store/pg-audit-log.js';
import { closePool, servingPool } from '../store/pools.js';
import { withRequestSession } from '../store/request-session.js';
import type { HistoryCredential } from './config-schema.js';
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
  const credentials = new Map(histories.credentials.map((credential) => [`${credential.agencyId} ${credential.origin}`, credentialOf(credential)]));
  const tokens = new SourceTokens({
    endpoints: delivery.endpoints, clock: systemClock, credentialFor: (agencyId, endpoint) => credentials.get(`${agencyId} ${new URL(endpoint).origin}`) ?? null,
  });
  return {
    live: new LiveHistories({
      endpoints: delivery.endpoints, patience: new SourcePatience(), tokens,
      onFault: (agencyId, fault) => log.warn({ agencyId, fault }, 'a partner did not answer for a history'),
    }),
    record: (disclosures) => withRequestSession(pool, (session) => pgAuditLog(session, key).appendAndCommit(disclosures)),
    close: () => closePool(pool),
  };
}

function credentialOf(credential: HistoryCredential): SourceCredential {
  if (credential.kind === 'BEARER') return { kind: 'BEARER', token: credential.token };
  const { clientId, privateKey, scope, tokenEndpoint } = credential;
  return {
    kind: 'CLIENT', scope, tokenEndpoint: tokenEndpoint ?? null,
    assertionFor: (audience) => signAssertion({ clientId, audience }, privateKey, systemClock.now()),
  };
}
