import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import type { TestGateway } from '../support/gateway.js';
import { CALLERS, YOUTHS } from '../support/seed-county.js';
import { rename, eventsOf, settled, startDeliveringGateway, subscribe } from './delivery-gateway.js';
import { startEndpoint, type EndpointServer } from './endpoint-server.js';

let gateway: TestGateway;
let endpoint: EndpointServer;
let clinic: { readonly id: string };

/** Notes every state in which a row of a table ever was. */
const watch = (table: string): string => `
  create trigger seen after insert or update or delete on ${table} for each row execute function public.note_seen()`;

beforeAll(async () => {
  gateway = await startDeliveringGateway();
  await gateway.sql('create table public.seen (of text, row text)');
  await gateway.sql(`create function public.note_seen() returns trigger language plpgsql security definer as $$
    begin insert into public.seen values (tg_table_name, to_jsonb(coalesce(new, old))::text); return null; end $$`);
  for (const table of ['graphile_worker._private_jobs', 'graphile_worker._private_job_queues', 'csec.partner_event', 'csec.partner_view']) await gateway.sql(watch(table));
  endpoint = await startEndpoint();
  clinic = await subscribe(gateway, 'mental-health', { endpoint: endpoint.url });
});
afterAll(async () => {
  await gateway.stop();
  await endpoint.close();
});

/** Names of the seeded youths, their county's keys and their birth dates. */
const PERSONAL = /\b[ABCHSRN]-[A-Z][a-z]+|Cl13nt|20(0|1)\d-\d\d-\d\d/;

describe('what is kept of an event', () => {
  it('is nothing that an endpoint said, nor of the youth anything but an id that means nothing elsewhere', async () => {
    endpoint.answer = () => ({ status: 400, headers: { 'x-said': 'A-Said' }, body: 'A-Said of 2010-06-15' });
    await rename(gateway, 'A-Kept');
    await vi.waitFor(async () => expect((await eventsOf(gateway, clinic.id))[0]?.fault).toBe('REFUSED'), { timeout: 15_000, interval: 50 });
    const seen = await gateway.sql<{ of: string; row: string }>('select of, row from public.seen');
    expect(new Set(seen.map(({ of }) => of))).toEqual(new Set(['_private_jobs', '_private_job_queues', 'partner_event', 'partner_view']));
    expect(seen.filter(({ row }) => PERSONAL.test(row))).toEqual([]);
    expect(gateway.takeLog().filter((line) => PERSONAL.test(line))).toEqual([]);
  });

  it('says of a job that failed only that it did', async () => {
    await gateway.sql(`create or replace function csec.note_partner_view(view jsonb, event uuid, moment timestamptz, silent boolean) returns text
      language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$ begin raise exception 'A-Raised % 2010-06-15', view; end $$`);
    await rename(gateway, 'A-Failing');
    await vi.waitFor(async () => {
      const failed = await gateway.sql<{ said: string }>(`select last_error as said from graphile_worker._private_jobs where last_error is not null`);
      expect(failed).toEqual([{ said: expect.stringContaining('The job failed.') }]);
    }, { timeout: 15_000, interval: 50 });
    const seen = await gateway.sql<{ row: string }>('select row from public.seen');
    expect(seen.filter(({ row }) => PERSONAL.test(row))).toEqual([]);
    const said = gateway.takeLog();
    expect([said.some((line) => line.includes('delivery failed')), said.filter((line) => PERSONAL.test(line))]).toEqual([true, []]);
  });

  it('tells those who keep the register how it went, and not of whom', async () => {
    await settled(gateway);
    await gateway.sql(`update csec.partner_event set state = 'DEAD' where subscription_id = $1`, [clinic.id]);
    const { text, body } = await gateway.ask(CALLERS.operator, `{ partnerEvents(subscriptionId: "${globalId('PartnerSubscription', clinic.id)}", first: 5) {
      edges { cursor node { id kind state attempts fault status raisedAt settledAt } } } }`);
    expect(body.data.partnerEvents.edges).toHaveLength(1);
    const read = text + Buffer.from(body.data.partnerEvents.edges[0].cursor, 'base64url').toString() + Buffer.from(body.data.partnerEvents.edges[0].node.id, 'base64url').toString();
    expect([PERSONAL.test(read), Object.values(YOUTHS).filter((id) => read.includes(id))]).toEqual([false, []]);
  });
});
