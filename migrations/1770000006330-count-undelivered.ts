import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

const INDEX = `create index if not exists partner_event_undelivered on csec.partner_event (subscription_id, state, kind)
  where state in ('WAITING', 'DEAD')`;

/**
 * What subscriptions that have not ended were not delivered, of one county or of all: in numbers, by kind, and since when the
 * oldest of it was raised; never of which youths.
 */
const UNDELIVERED = `create or replace function csec.undelivered_events(of_county text)
  returns table (subscription_id uuid, county text, paused_because text, kind text, state text, events bigint, oldest timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.id, s.county::text, case s.state when 'PAUSED' then s.paused_because end, e.kind, e.state, count(*), min(e.raised_at)
    from csec.partner_subscription s join csec.partner_event e on e.subscription_id = s.id and e.state in ('WAITING', 'DEAD')
    where s.state <> 'ENDED' and (of_county is null or s.county = of_county)
    group by s.id, s.county, s.state, s.paused_because, e.kind, e.state $$`;

/** What could not be delivered, and what nobody tries to deliver, is counted for who must see to it. */
export class CountUndelivered1770000006330 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(INDEX);
    await run.query(UNDELIVERED);
    await serveByAdmission(run, ['undelivered_events(text)']);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
