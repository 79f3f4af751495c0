import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureSubjects, serveByAdmission, showOpened } from './steps/second-wall.js';

const RECORD = `create or replace function csec.record_victim_election(fresh jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.victim_election := jsonb_populate_record(null::csec.victim_election, fresh);
  begin
    perform csec.require_opened(given.subject_id);
    insert into csec.victim_election select given.*;
  end $$`;

/** The newest election stands; of two of one moment, that which keeps the name. */
const NEWEST = `
    left join (select distinct on (x.subject_id) x.subject_id, x.elected from csec.victim_election x where x.subject_id = any (subjects)
        order by x.subject_id, x.recorded_at desc, x.elected desc) as ve on ve.subject_id = y.subject_id`;

/** Where the facts of a subject are told, and where its relations begin. */
const SUBJECT = `'addressConfidential', y.address_confidential`;
const FROM = 'from csec.youth y';

/**
 * What a victim elected of her name (PC 293): who recorded it, when, and from whom it came, the newest standing for all
 * before it; and the facts of a decision with it, put into their function as it stands.
 */
export class RecordVictimElections1770000005400 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.victim_election (
      subject_id uuid not null, id uuid not null, elected boolean not null, source text not null check (source in (
        'VICTIM', 'PARENT_OR_GUARDIAN', 'MINORS_COUNSEL', 'LAW_ENFORCEMENT_REPORT', 'COURT')),
      recorded_by_agency_id uuid not null, recorded_by_person_id text not null, recorded_at timestamptz not null, primary key (subject_id, id))`);
    await run.query('create index if not exists victim_election_newest on csec.victim_election (subject_id, recorded_at desc)');
    await this.secure(run);
    await run.query(RECORD);
    await serveByAdmission(run, ['record_victim_election(jsonb)']);
    await this.tellDecisions(run);
  }

  private async secure(run: QueryRunner): Promise<void> {
    await secureSubjects(run, 'victim_election', 'insert');
    await showOpened(run, 'victim_election');
  }

  /** Errors: when the function of the facts is not as it was known, for then nothing may be guessed of it. */
  private async tellDecisions(run: QueryRunner): Promise<void> {
    const [found] = await run.query(`select pg_get_functiondef('csec.facts_of(uuid[], jsonb)'::regprocedure) as text`) as readonly { readonly text: string }[];
    const text = found?.text ?? '';
    if (text.includes('victimElection')) return;
    if (text.split(SUBJECT).length !== 2 || text.split(FROM).length !== 2) throw new Error('The function of the facts is not as it was known.');
    await run.query(text.replace(SUBJECT, `${SUBJECT}, 'victimElection', coalesce(ve.elected, false)`).replace(FROM, `${FROM}${NEWEST}`));
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
