import { expect, it } from 'vitest';
import { AGENCY, YOUTHS } from '../support/seed-county.js';
import { settled } from './delivery-gateway.js';
import type { Received } from './endpoint-server.js';
import { toldClinic } from './told-partner.js';

const told = toldClinic();
const OTHERS = 6;
const ANSWERS_AFTER_MILLIS = 200;

/** Youths whom the clinic treats beside those of the county. */
const treatOthers = (): Promise<unknown> => told.gateway.sql(`with others as (
    insert into csec.youth (subject_id, client_key, county, sensitivity, first_name, last_name, born_on, has_open_case, in_care, address_confidential)
    select gen_random_uuid(), 'other-' || n, county, sensitivity, first_name, last_name, born_on, has_open_case, in_care, address_confidential
    from csec.youth, generate_series(1, $2) as n where subject_id = $1 returning subject_id)
  insert into csec.involvement (subject_id, record_key, agency_id, kind, started_on) select subject_id, 'treated', $3, 'TREATMENT', '2025-09-01' from others`,
[YOUTHS.CORA, OTHERS, AGENCY.clinic]);

it('a partner is told of one youth at a time, so that an endpoint that hangs keeps nobody else waiting', async () => {
  const answering: Received[][] = [];
  const open = new Set<Received>();
  told.endpoint.answer = (received) => {
    open.add(received);
    answering.push([...open]);
    setTimeout(() => open.delete(received), ANSWERS_AFTER_MILLIS);
    return { status: 204, afterMillis: ANSWERS_AFTER_MILLIS };
  };
  await treatOthers();
  await settled(told.gateway);
  expect(told.endpoint.received).toHaveLength(OTHERS);
  expect(answering.map((together) => together.length)).toEqual(Array.from({ length: OTHERS }, () => 1));
});
