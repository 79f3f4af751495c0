import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An attempt, counted when it was begun, failed: the event waits so many seconds, and with none to wait is a dead letter. */
const PUT_OFF = `create or replace function csec.put_off_event(event uuid, why text, answered integer, seconds double precision, moment timestamptz) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    waiting csec.partner_event;
  begin
    update csec.partner_event e set fault = why, status = answered, state = case when seconds is null then 'DEAD' else e.state end,
        settled_at = case when seconds is null then moment end
      where e.id = event and e.state = 'WAITING' returning * into waiting;
    if waiting.state = 'WAITING' then
      perform graphile_worker.add_job('deliver', json_build_object('subscriptionId', waiting.subscription_id, 'subjectId', waiting.subject_id),
        queue_name := 'deliver:' || waiting.subscription_id || ':' || waiting.subject_id, run_at := now() + make_interval(secs => seconds),
        job_key := 'deliver:' || waiting.subscription_id || ':' || waiting.subject_id);
    end if;
    return waiting.state;
  end $$`;

/** Attempts are counted when they begin: what changes while an event is on its way is an event of its own. */
export class CountAttempts1770000006030 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(PUT_OFF);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
