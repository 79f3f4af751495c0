import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

const CLAIM_CHAIN = `create or replace function csec.claim_chain() returns smallint
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    for candidate in 0..32767 loop
      if pg_try_advisory_lock(1128547651, candidate) then
        insert into csec.audit_chain (chain, seq, mac) values (candidate, 0, '') on conflict do nothing;
        return candidate;
      end if;
    end loop;
    raise exception 'every chain is claimed' using errcode = 'too_many_connections';
  end $$`;

/** The end of a chain, and nobody else appends to it until the transaction ends. */
const LOCK_CHAIN = `create or replace function csec.lock_chain(wanted smallint) returns table (seq bigint, mac bytea)
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    select h.seq, h.mac from csec.audit_chain h where h.chain = wanted for update $$`;

const APPEND = `create or replace function csec.append_disclosures(
    wanted smallint, after_seq bigint, after_mac text, records text, macs text[], subjects text[], requests text[], moments text[], outcomes text[])
  returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    lines text[] := string_to_array(records, E'\\n');
    added integer := cardinality(lines);
    written integer;
  begin
    if added is null or added = 0 or added <> all (array[cardinality(macs), cardinality(subjects), cardinality(requests),
        cardinality(moments), cardinality(outcomes)]) then
      raise exception 'records and codes do not pair' using errcode = 'invalid_parameter_value';
    end if;
    update csec.audit_chain h set seq = after_seq + added, mac = decode(macs[added], 'hex')
      where h.chain = wanted and h.seq = after_seq and h.mac = decode(after_mac, 'hex');
    if not found then raise exception 'the chain has moved' using errcode = 'serialization_failure'; end if;
    insert into csec.disclosure (chain, seq, subject_id, request_id, at, outcome, record, mac)
      select wanted, after_seq + n, subject::uuid, request, moment::timestamptz, outcome, line::json, decode(code, 'hex')
      from unnest(lines, macs, subjects, requests, moments, outcomes) with ordinality as l (line, code, subject, request, moment, outcome, n)
      where strpos(line, coalesce('"subjectId":"' || subject || '"', '"subjectId":null')) > 0;
    get diagnostics written = row_count;
    if written <> added then
      raise exception 'a record is of another subject' using errcode = 'invalid_parameter_value';
    end if;
  end $$`;

const APPEND_SIGNATURE = 'append_disclosures(smallint, bigint, text, text, text[], text[], text[], text[], text[])';

/**
 * The only way into the disclosure log. A connection claims a chain of its own for as long as it lives, so requests do
 * not queue behind one another, and it may remember the end of what it appended. It says which end it appends to, so a
 * chain that were shared could not fork. The authentication codes are made outside the database, with a key the
 * database does not have; the columns repeat the records, for finding them, and the verification compares the two.
 */
export class AppendDisclosures1770000001200 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [CLAIM_CHAIN, LOCK_CHAIN, APPEND]) await run.query(statement);
    await run.query('grant insert on csec.audit_chain to csec_admission');
    await serveByAdmission(run, ['claim_chain()', 'lock_chain(smallint)', APPEND_SIGNATURE]);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
