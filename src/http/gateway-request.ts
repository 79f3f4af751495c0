import type { AccessContext } from '../policy/access-context.js';
import type { GatewayContext } from '../schema/gateway-context.js';
import type { RequestStore } from '../loaders/request-store.js';

/** What Apollo carries through one request: what the resolvers see, and the transaction that they do not. */
export interface GatewayRequest extends GatewayContext {
  readonly store: RequestStore;
}

/** What the log line of a request may say of its caller. */
export function factsOfRequest({ access, gate }: { readonly access: AccessContext; readonly gate: GatewayContext['gate'] }) {
  return { agencyId: access.caller.agency.id, role: access.caller.role, purpose: access.purpose, decisions: gate.decisions.size };
}
