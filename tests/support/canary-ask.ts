import { randomUUID } from 'node:crypto';
import type { Asker } from './canary-grants.js';
import { demoClaims } from '../../src/auth/demo-claims.js';
import type { Answer, TestGateway } from './gateway.js';
import { claimsOf } from './scenario-people.js';

const tokens = new WeakMap<TestGateway, Map<string, Promise<string>>>();

/** The token of an asker, signed once for a gateway. */
export function tokenOf(gateway: TestGateway, { name, caller }: Asker): Promise<string> {
  const known = tokens.get(gateway) ?? new Map<string, Promise<string>>();
  tokens.set(gateway, known);
  const claims = typeof caller === 'string' ? demoClaims({ as: caller }) : 'as' in caller ? demoClaims(caller) : claimsOf(caller);
  const token = known.get(name) ?? gateway.issuer.sign(claims, 3600);
  known.set(name, token);
  return token;
}

export interface Asking {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Sends a document in the name and for the purpose of an asker. */
export async function askAs(gateway: TestGateway, asker: Asker, asking: Asking, requestId: string = randomUUID()): Promise<Answer> {
  return gateway.send('/graphql', {
    method: 'POST', body: JSON.stringify(asking),
    headers: {
      'content-type': 'application/json', authorization: `Bearer ${await tokenOf(gateway, asker)}`, 'x-request-id': requestId, 'x-purpose-of-use': asker.purpose,
    },
  });
}
