import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { TestGateway } from '../support/gateway.js';
import { settled, startDeliveringGateway, subscribe } from './delivery-gateway.js';
import { startEndpoint, type EndpointServer } from './endpoint-server.js';

/** A gateway, an endpoint and the clinic's subscription to it, for the tests of one file; there once the first of them begins. */
export interface ToldClinic {
  readonly gateway: TestGateway;
  readonly endpoint: EndpointServer;
  readonly clinic: { readonly id: string; readonly secret: string };
}

/** Made before the first test and gone after the last; before each nothing waits, and the endpoint takes what comes. */
export function toldClinic(): ToldClinic {
  const told = {} as { -readonly [Part in keyof ToldClinic]: ToldClinic[Part] };
  beforeAll(async () => {
    told.gateway = await startDeliveringGateway();
    told.endpoint = await startEndpoint();
    told.clinic = await subscribe(told.gateway, 'mental-health', { endpoint: told.endpoint.url });
  });
  afterAll(async () => {
    await told.gateway.stop();
    await told.endpoint.close();
  });
  beforeEach(async () => {
    await settled(told.gateway);
    told.endpoint.received.length = 0;
    told.endpoint.answer = () => ({ status: 204 });
  });
  return told;
}
