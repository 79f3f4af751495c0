import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';
import { FACTS, pushingAt } from '../e2e/histories/pushing-partner.js';
import { settled, startDeliveringGateway } from './delivery-gateway.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startDeliveringGateway(); });
afterAll(async () => { await gateway.stop(); });

it('what a partner pushed stands in the history soon after, without anybody asking for it', async () => {
  const partner = pushingAt(gateway);
  await partner.agree(AGENCY.provider, [FACTS]);
  const alma = await partner.pseudonym(CALLERS.provider, YOUTHS.ALMA);
  const rows = Array.from({ length: 600 }, (_, n) => `s${n},urn:ca:csec:pseudo:${AGENCY.provider},${alma},2026-02-10,Visit ${n}`);
  expect((await partner.csv(CALLERS.provider, ['service_id,person_system,person_id,started_on,service', ...rows].join('\n'))).status).toBe(200);
  await settled(gateway);
  const [placed] = await gateway.sql<{ placed: number }>('select count(*)::integer as placed from csec.service_record where link_id is not null');
  expect(placed).toEqual({ placed: 600 });
  const { body } = await gateway.ask(CALLERS.worker, 'query($id: ID!) { serviceHistory(caseId: $id, first: 100) { edges { node { sourceSystem } } } }', { id: caseId(YOUTHS.ALMA) });
  expect(body.data.serviceHistory.edges.filter(({ node }: { node: { sourceSystem: string } }) => node.sourceSystem === 'PLAIN_CSV').length).toBeGreaterThan(50);
});
