import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

const DECLARE_DUTIES = `create or replace function csec.declare_duties(agency uuid, duties text[]) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update csec.agency a set duties_honoured = duties where a.id = agency;
    if not found then raise exception 'no such agency' using errcode = 'CS409'; end if;
  end $$`;

/** What a mutation may record of the duties that an agency declares it can honour. */
export class RecordDuties1770000005370 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(DECLARE_DUTIES);
    await serveByAdmission(run, ['declare_duties(uuid, text[])']);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
