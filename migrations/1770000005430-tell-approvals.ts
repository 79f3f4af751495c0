import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

/** Each says of whom it was: that it was decided stands in the youth's own accounting. */
const DECIDE = [
  `create or replace function csec.decide_on_approval(of_county text, sensitivities text[], wanted uuid, decided jsonb) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    about uuid;
  begin
    update csec.release_approval a set decision = decided->>'decision', decided_at = (decided->>'at')::timestamptz, decided_by = decided->>'by',
        decision_words = decided->>'words', ends_at = (decided->>'ends_at')::timestamptz
      where a.id = wanted and a.decision is null and a.person_id <> decided->>'by'
        and exists (select from csec.youth y where y.subject_id = a.subject_id and y.county = of_county and y.sensitivity = any (sensitivities))
      returning a.subject_id into about;
    if not found then raise exception 'no request of the county waits for this decision' using errcode = 'CS409'; end if;
    return about;
  end $$`,
  `create or replace function csec.end_approval(of_county text, sensitivities text[], wanted uuid, by_person text, at timestamptz) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    about uuid;
  begin
    update csec.release_approval a set withdrawn_at = at, withdrawn_by = by_person
      where a.id = wanted and a.decision = 'APPROVED' and a.withdrawn_at is null
        and exists (select from csec.youth y where y.subject_id = a.subject_id and y.county = of_county and y.sensitivity = any (sensitivities))
      returning a.subject_id into about;
    if not found then raise exception 'no approval of the county stands' using errcode = 'CS409'; end if;
    return about;
  end $$`,
];
const SIGNATURES = ['decide_on_approval(text, text[], uuid, jsonb)', 'end_approval(text, text[], uuid, text, timestamptz)'];
/** Those that did not say of whom, so that nothing was recorded. */
const FORMER = ['decide_approval(text, text[], uuid, jsonb)', 'withdraw_approval(text, text[], uuid, text, timestamptz)'];

/** Who asked for an approval reads when he did, and whoever decides one is told of whom, so that it can be recorded. */
export class TellApprovals1770000005430 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('grant select (requested_at) on csec.release_approval to csec_gateway');
    for (const statement of DECIDE) await run.query(statement);
    await serveByAdmission(run, SIGNATURES);
    for (const signature of FORMER) await run.query(`drop function if exists csec.${signature}`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
