import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { AGENCY, YOUTHS } from '../support/seed-county.js';
import { eventsOf, rename, settled } from './delivery-gateway.js';
import { toldClinic } from './told-partner.js';

const told = toldClinic();

/** All that the clinic ever meant by Alma was somebody else: a link that is undone, as far as whoever delivers sees. */
const misname = (): Promise<unknown> => told.gateway.sql(`insert into csec.partner_link (subject_id, id, agency_id, system, value, basis,
    linked_by_agency_id, linked_by_person_id, linked_at, undone_at, undone_by_agency_id, undone_by_person_id)
  values ($1, $2, $3, 'urn:synthetic:client', 'client-1', 'CONFIRMED', $4, 'worker', now(), now(), $4, 'worker')`,
[YOUTHS.ALMA, randomUUID(), AGENCY.clinic, AGENCY.county]);

const events = (are: unknown): Promise<void> => vi.waitFor(async () => expect(await eventsOf(told.gateway, told.partner.id)).toEqual(are), { timeout: 15_000 });

describe('an event of a youth whom its partner misnames', () => {
  it('is not delivered when it is replayed, as little as one that waited when the link was undone', async () => {
    told.endpoint.answer = () => ({ status: 500 });
    await rename(told.gateway, 'A-Misnamed');
    await events([expect.objectContaining({ kind: 'CASE_CHANGED', fault: 'REFUSED' })]);
    await told.gateway.sql(`update csec.partner_event set state = 'DEAD' where subscription_id = $1`, [told.partner.id]);
    await misname();
    // An attempt that was under way is over.
    await settled(told.gateway);
    told.endpoint.received.length = 0;
    told.endpoint.answer = () => ({ status: 204 });
    await told.gateway.sql('select csec.replay_partner_events($1, $2, null, $3, $4, now())', [told.partner.id, '19', AGENCY.county, 'it']);
    await events([expect.objectContaining({ state: 'STOPPED', fault: 'LINK_UNDONE' })]);
    expect(told.endpoint.received).toEqual([]);
  });
});
