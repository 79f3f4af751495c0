import { describe, expect, it, vi } from 'vitest';
import { eventsOf, rename } from './delivery-gateway.js';
import { toldClinic } from './told-partner.js';

const told = toldClinic();

const WAITS = { timeout: 15_000, interval: 50 };
const standing = async () => (await eventsOf(told.gateway, told.partner.id)).map(({ state, fault }) => [state, fault]);

/** From now on the first event of the subscription cannot be told, whatever the endpoint does. */
async function poisonFirst(): Promise<void> {
  await told.gateway.sql('drop trigger hold_misnamed on csec.partner_event');
  await told.gateway.sql(`create or replace function csec.agency_misnames(subject uuid, subscription uuid) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$ begin
      if (select e.state from csec.partner_event e where e.subscription_id = subscription order by e.seq limit 1) = 'WAITING' then raise exception 'A-Poisoned'; end if;
      return false;
    end $$`);
}

describe('an event that cannot be told for a fault of our own', () => {
  it('waits as one that is refused does, is a dead letter when its time is over, and then lets the next be told', async () => {
    await poisonFirst();
    await rename(told.gateway, 'A-Poison');
    await vi.waitFor(async () => expect(await standing()).toEqual([['WAITING', 'INTERNAL']]), WAITS);
    await rename(told.gateway, 'A-Behind');
    await vi.waitFor(async () => expect(await standing()).toEqual([['WAITING', 'INTERNAL'], ['WAITING', null]]), WAITS);
    expect(told.endpoint.received).toEqual([]);
    await told.gateway.sql(`update csec.partner_event set tried_since = '2026-02-20T20:00:00Z' where fault is not null`);
    await vi.waitFor(async () => {
      await told.gateway.sql('update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()');
      expect(await standing()).toEqual([['DEAD', 'INTERNAL'], ['SENT', null]]);
    }, WAITS);
    expect(told.endpoint.received).toHaveLength(1);
    const said = told.gateway.takeLog().map((line) => JSON.parse(line) as { readonly msg: string; readonly because?: string });
    expect(said.filter(({ because }) => because === 'DEAD')).toHaveLength(1);
    expect(said.filter(({ msg }) => msg === 'delivery failed').length).toBeGreaterThan(0);
    expect(JSON.stringify(said)).not.toContain('A-Poison');
  });
});
