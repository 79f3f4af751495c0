import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { DemoPersonaName } from '../../src/auth/demo-identities.js';
import type { TestGateway, TestGatewayOptions } from '../support/gateway.js';
import { settled, startDeliveringGateway, subscribe } from './delivery-gateway.js';
import { startEndpoint, type EndpointServer } from './endpoint-server.js';

/** A gateway, an endpoint and a partner's subscription to it, for the tests of one file; there once the first of them begins. */
export interface ToldPartner {
  readonly gateway: TestGateway;
  readonly endpoint: EndpointServer;
  readonly partner: { readonly id: string; readonly secret: string };
}

/** What a partner asked to be told, and by which gateway. */
export type ToldOf = Omit<Parameters<typeof subscribe>[2], 'endpoint'> & { readonly gateway?: TestGatewayOptions };

/** The police, who search for a child. */
export const SEARCHING_POLICE: ToldOf = { purpose: 'MISSING_CHILD', events: ['MISSING_CHILD_REPORTED', 'CASE_ENDED'] };

/** Made before the first test and gone after the last. */
export function toldPartner(as: DemoPersonaName, { gateway = {}, ...of }: ToldOf = {}): ToldPartner {
  const told = {} as { -readonly [Part in keyof ToldPartner]: ToldPartner[Part] };
  beforeAll(async () => {
    told.gateway = await startDeliveringGateway(gateway);
    told.endpoint = await startEndpoint();
    told.partner = await subscribe(told.gateway, as, { ...of, endpoint: told.endpoint.url });
  });
  afterAll(async () => {
    await told.gateway.stop();
    await told.endpoint.close();
  });
  return told;
}

/** The clinic, told of what it is told of unless it asks for other; before each test nothing waits, and the endpoint takes what comes. */
export function toldClinic(): ToldPartner {
  const told = toldPartner('mental-health');
  beforeEach(async () => {
    await settled(told.gateway);
    told.endpoint.received.length = 0;
    told.endpoint.answer = () => ({ status: 204 });
  });
  return told;
}
