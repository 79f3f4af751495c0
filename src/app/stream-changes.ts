import type { Logger } from 'pino';
import { identifyCaller } from '../auth/identify-caller.js';
import { ReleasedViews } from '../delivery/released-view.js';
import { ADMINISTERED, viewDocuments } from '../delivery/view-document.js';
import type { GatewayRequest } from '../http/gateway-request.js';
import { requestFor, type RequestParts } from '../http/open-request.js';
import { LOOKING_CONNECTIONS } from '../http/streams/case-streams.js';
import type { StreamOptions } from '../http/streams/stream-port.js';
import { AgenciesTogether } from '../loaders/agencies-together.js';
import { PgAgencyDirectory } from '../store/agency-directory.js';
import { CaseSignals } from '../store/case-signals.js';
import { closePool, servingPool } from '../store/pools.js';
import { faultOf } from './log.js';

const REST_MILLIS = 250;
/** Connections over which agencies are looked up, beside those over which cases are. */
const OF_AGENCIES = 2;

/** What streams are made with beside the configuration. */
export interface Streaming {
  readonly url: string;
  readonly log: Logger;
  readonly request: RequestParts;
  /** Under which the digests are made by which a change is known. */
  readonly secret: string;
  readonly statementTimeoutMillis: number;
}

/** Streams of changes, over connections of their own: however many listen, whoever asks is not kept waiting by them. */
export function streamChanges(
  { url, log, request, secret, statementTimeoutMillis }: Streaming,
): { readonly options: StreamOptions<GatewayRequest>; stop(): Promise<void> } {
  const pool = servingPool({
    url, max: LOOKING_CONNECTIONS + OF_AGENCIES, statementTimeoutMillis, onLost: (code) => log.warn({ code }, 'an idle database connection was lost'),
  });
  const parts: RequestParts = { ...request, pool, callers: { ...request.callers, directory: new AgenciesTogether(new PgAgencyDirectory(pool)) } };
  const { schema } = request.sealed;
  const views = new ReleasedViews(schema, viewDocuments(schema, ADMINISTERED), secret);
  const changes = new CaseSignals({ url, restMillis: REST_MILLIS, onFault: (fault) => log.warn({ fault: faultOf(fault) }, 'changes are not heard of') });
  return {
    options: {
      changes, clock: request.callers.clock,
      open: async ({ id, headers }) => {
        const { context, token } = await identifyCaller({ headers, requestId: id, channel: 'QUERY' }, parts.callers);
        const { agency, personId } = context.caller;
        return { context: requestFor(parts, context), caller: { agencyId: agency.id, personId }, expiresAt: token.expiresAt };
      },
      admits: async ({ gate }, subjectId) => {
        gate.asksForOne();
        return await gate.admit(subjectId) !== null;
      },
      lookAt: async (context, subjectId) => {
        const seen = await views.digestOf(context, subjectId, null);
        return seen && { digest: seen.digest, validUntil: seen.decision.validUntil };
      },
      close: (context) => context.store.rollback(),
    },
    stop: async () => {
      await changes.stop();
      await closePool(pool);
    },
  };
}
