import type { Clock } from '../kernel/clock.js';
import type { AccessContext } from '../policy/access-context.js';
import { accessContextFrom, agencyOfToken } from './access-context.js';
import type { AgencyDirectory } from './agency-directory.js';
import { verifyToken, type VerifiedToken } from './authenticate.js';
import type { Issuers } from './issuers.js';
import { bearerToken, PURPOSE_HEADER, statedPurpose, type RequestHeaders } from './request-headers.js';

/** What identifying a caller takes beside the request. */
export interface CallerSources {
  readonly issuers: Issuers;
  readonly directory: AgencyDirectory;
  readonly clock: Clock;
}

/** One request, before anything of it is done. */
export interface RequestToIdentify {
  readonly headers: RequestHeaders;
  readonly requestId: string;
  readonly channel: AccessContext['channel'];
  /** Whether nothing is asked but what outlives an agreement; looked at only where there is none. */
  readonly asksOnlyNotices?: () => boolean;
  /** Whether a token that is good for one purpose alone states it, where no header does. */
  readonly purposeOfToken?: boolean;
}

/** A known caller: the context of the request, and the token whose expiry ends what is held open. */
export interface IdentifiedCaller {
  readonly context: AccessContext;
  readonly token: VerifiedToken;
}

/**
 * From headers to access context, at one reading of the clock: token, purpose, agency, bounds, in this order. Nobody is
 * told about purposes or agencies before the token is verified.
 * Errors: every `AUTH_` code.
 */
export async function identifyCaller(request: RequestToIdentify, sources: CallerSources): Promise<IdentifiedCaller> {
  const { headers, requestId, channel, asksOnlyNotices, purposeOfToken = false } = request;
  const asOf = sources.clock.now();
  const token = await verifyToken(bearerToken(headers), sources.issuers, asOf);
  const { purposes } = token.claims;
  const purposeHeader = headers[PURPOSE_HEADER] ?? (purposeOfToken && purposes.length === 1 ? purposes[0] : undefined);
  statedPurpose(purposeHeader);
  const { agency, agreements } = await agencyOfToken(token, sources.directory);
  return { token, context: accessContextFrom({ token, purposeHeader, agency, agreements, requestId, asOf, channel, asksOnlyNotices }) };
}
