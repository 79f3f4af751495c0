import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

/**
 * How the sending of a report stands that a child is missing: of the event that was raised for its recipient's system while it was
 * live, the one that arrived, else the newest. Null where none was, or nobody is sent it any more.
 */
const DELIVERY = `create or replace function csec.report_delivery(subject uuid, report uuid) returns text
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case when e.state = 'WAITING' and s.state = 'PAUSED' then 'HELD' else e.state end
    from csec.mandated_report r join csec.partner_subscription s on s.agency_id = r.recipient_agency_id
      join csec.partner_event e on e.subject_id = r.subject_id and e.subscription_id = s.id and e.kind = 'MISSING_CHILD_REPORTED'
        and e.raised_at >= r.learned_at and (r.ended_at is null or e.raised_at < r.ended_at)
    where r.subject_id = subject and r.id = report and r.statute = 'USC_42_671_A_35' and (s.state <> 'ENDED' or e.state = 'SENT')
    order by e.state = 'SENT' desc, e.seq desc limit 1 $$`;

/** Who answers for a compelled report reads beside its clock whether it arrived where the gateway sends it. */
export class TellReportDeliveries1770000006332 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(DELIVERY);
    await serveByAdmission(run, ['report_delivery(uuid, uuid)']);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
