import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestGateway } from '../support/gateway.js';
import { AGENCY, YOUTHS } from '../support/seed-county.js';
import { settled, startDeliveringGateway } from './delivery-gateway.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startDeliveringGateway({ variables: { WAITING_PERSONS_DAYS: '7' } }); });
afterAll(async () => { await gateway.stop(); });

it('every hour, whom nobody recognized in so many days is forgotten, and what was pushed of her', async () => {
  for (const [value, at] of [['eight', '2026-02-21T19:00:00Z'], ['six', '2026-02-23T20:00:00Z']]) {
    await gateway.sql(`insert into csec.unlinked_person (id, agency_id, county, system, value, keys, received_at, renewed_at) values (gen_random_uuid(), $1, '19', 's', $2, '{}', $3, $3)`, [AGENCY.clinic, value, at]);
    await gateway.sql(`insert into csec.received_service (agency_id, source_key, person_system, person_value, county, received_at, record) values ($1, $2, 's', $2, '19', $3, '{}')`, [AGENCY.clinic, value, at]);
  }
  await gateway.sql(`select graphile_worker.add_job('forgetWaiting')`);
  await settled(gateway);
  expect([await gateway.sql('select value from csec.unlinked_person'), await gateway.sql('select source_key from csec.received_service')]).toEqual([[{ value: 'six' }], [{ source_key: 'six' }]]);
  expect((await gateway.sql<{ identifier: string }>('select identifier from graphile_worker._private_known_crontabs order by identifier')).map(({ identifier }) => identifier)).toEqual(['forgetWaiting', 'placeAll', 'sweepAll']);
});

it('what no job placed is placed by the hour, and what came by a link that is undone is taken away after it', async () => {
  const [linkId, record] = ['11a40000-0000-4000-8000-000000000077', { category: 'MENTAL_HEALTH', kind: 'VISIT', serviceText: 'Therapy', status: 'COMPLETED', system: 'FHIR', regime: 'LPS', consentedBy: 'PARENT' }];
  await gateway.sql(`insert into csec.partner_link (subject_id, id, agency_id, system, value, basis, linked_by_agency_id, linked_by_person_id, linked_at)
    values ($1, $2, $3, 's', 'hers', 'CONFIRMED', $3, 'it', '2026-02-20T18:00:00Z')`, [YOUTHS.ALMA, linkId, AGENCY.clinic]);
  await gateway.sql(`insert into csec.received_service (agency_id, source_key, person_system, person_value, county, received_at, record)
    values ($1, 'hers', 's', 'hers', '19', '2026-02-20T18:00:00Z', $2)`, [AGENCY.clinic, JSON.stringify(record)]);
  const placed = () => gateway.sql('select service_text from csec.service_record where link_id = $1', [linkId]);
  await settled(gateway);
  await gateway.sql(`select graphile_worker.add_job('placeAll')`);
  await settled(gateway);
  expect(await placed()).toEqual([{ service_text: 'Therapy' }]);
  // As though the undoing had not seen what was placed beside it.
  await gateway.sql('alter table csec.partner_link disable trigger follow_link');
  await gateway.sql(`update csec.partner_link set undone_at = now(), undone_by_agency_id = $2, undone_by_person_id = 'worker' where id = $1`, [linkId, AGENCY.clinic]);
  await gateway.sql('alter table csec.partner_link enable trigger follow_link');
  expect((await placed()).length).toBe(1);
  await gateway.sql('select csec.ask_placing_again($1, $2)', [AGENCY.clinic, linkId]);
  await settled(gateway);
  expect(await placed()).toEqual([]);
});
