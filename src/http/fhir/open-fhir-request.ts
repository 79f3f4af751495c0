import { identifyCaller, type CallerSources } from '../../auth/identify-caller.js';
import { readScopes } from '../../auth/smart-scopes.js';
import { TOKEN_SERVICE } from '../../auth/access-tokens.js';
import type { Issuers } from '../../auth/issuers.js';
import type { GatewayRequest } from '../gateway-request.js';
import type { IncomingRequest } from '../graphql-routes.js';
import { requestFor, type RequestParts } from '../open-request.js';
import type { FhirCaller } from './fhir-port.js';

/**
 * Makes the context of a request over FHIR. Beside the tokens that the whole gateway trusts, it takes those that the
 * gateway gave to clients itself, which are good here and nowhere else. A token that names FHIR scopes is narrowed to
 * them; one of another issuer that names none is for whatever its caller may read.
 * Errors: those of authentication and of the access context.
 */
export async function openFhirRequest(parts: RequestParts, own: Issuers, incoming: IncomingRequest): Promise<FhirCaller<GatewayRequest>> {
  const callers: CallerSources = { ...parts.callers, issuers: new Map([...parts.callers.issuers, ...own]) };
  const { context, token } = await identifyCaller(
    { headers: incoming.headers, requestId: incoming.id, channel: 'QUERY', purposeOfToken: true }, callers,
  );
  const scopes = readScopes(token.scope ?? '');
  return { context: requestFor(parts, context), scopes: scopes.length > 0 || token.issuer === TOKEN_SERVICE ? scopes : null };
}
