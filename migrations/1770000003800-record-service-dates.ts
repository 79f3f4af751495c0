import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A service of a partner in its dates and nothing more; what it is about stays with whoever gave it. */
const PUT = `create or replace function csec.put_service_dates(subject uuid, agency uuid, source text, of_regime text, first_day date, last_day date,
  at timestamptz)
  returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.require_opened(subject);
    insert into csec.service_record (subject_id, record_key, category, kind, status, started_on, ended_on, system, regime, source_agency_id,
        consented_by, source_updated_at)
      values (subject, 'dates:' || agency || ':' || first_day, 'CASE_FACTS', 'SERVICE', 'COMPLETED', first_day, last_day, source, of_regime, agency,
        'MINOR', at)
      on conflict (subject_id, record_key) do update set ended_on = excluded.ended_on, source_updated_at = excluded.source_updated_at;
  end $$`;

const SIGNATURE = 'put_service_dates(uuid, uuid, text, text, date, date, timestamptz)';

/** Lets an agency whose talk is privileged file when it served a youth. */
export class RecordServiceDates1770000003800 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const word of ['insert', 'update'] as const) {
      await run.query(`drop policy if exists admission_${word}s_dates on csec.service_record`);
      await run.query(`create policy admission_${word}s_dates on csec.service_record for ${word} to csec_admission
        ${word === 'update' ? 'using (record_key like \'dates:%\')' : ''} with check (record_key like 'dates:%')`);
    }
    await run.query('grant insert, update on csec.service_record to csec_admission');
    await run.query(PUT);
    await run.query(`revoke all on function csec.${SIGNATURE} from public`);
    await run.query(`alter function csec.${SIGNATURE} owner to csec_admission`);
    await run.query(`grant execute on function csec.${SIGNATURE} to csec_gateway`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
