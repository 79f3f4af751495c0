import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the law says of many disclosures alike, kept once under its own hash, which each record names and the chain
 * authenticates. Whoever may read no record reads no grounds: that some rule was relied on for somebody is told by none.
 */
const TABLE = [
  `create table if not exists csec.disclosure_grounds (hash bytea primary key check (length(hash) = 32), grounds json not null)`,
  'alter table csec.disclosure add column if not exists grounds bytea',
  `create or replace trigger grounds_only_grow before update or delete on csec.disclosure_grounds
    for each row execute function csec.refuse_change()`,
  `create or replace trigger grounds_not_truncated before truncate on csec.disclosure_grounds
    for each statement execute function csec.refuse_change()`,
  'alter table csec.disclosure_grounds enable row level security',
  'alter table csec.disclosure_grounds force row level security',
  'revoke all on csec.disclosure_grounds from public',
  'grant select on csec.disclosure_grounds to csec_gateway, csec_sync',
  'grant select, insert on csec.disclosure_grounds to csec_admission',
  'drop policy if exists of_readable_records on csec.disclosure_grounds',
  `create policy of_readable_records on csec.disclosure_grounds for select to csec_gateway
    using (hash = any (array(select d.grounds from csec.disclosure d)))`,
  'drop policy if exists verifier_reads on csec.disclosure_grounds',
  'create policy verifier_reads on csec.disclosure_grounds for select to csec_sync using (true)',
  'drop policy if exists admission_reads on csec.disclosure_grounds',
  'create policy admission_reads on csec.disclosure_grounds for select to csec_admission using (true)',
  'drop policy if exists admission_appends on csec.disclosure_grounds',
  'create policy admission_appends on csec.disclosure_grounds for insert to csec_admission with check (true)',
];

/** On one snapshot an insert that meets the row of a later transaction is refused; the row is then there, which is all that is wanted. */
const KEEP = `create or replace function csec.keep_grounds(fresh text) returns bytea[]
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    line text;
    kept bytea[] := '{}';
  begin
    foreach line in array string_to_array(fresh, E'\\n') loop
      begin
        insert into csec.disclosure_grounds (hash, grounds) values (sha256(convert_to(line, 'UTF8')), line::json) on conflict do nothing;
      exception when serialization_failure then null;
      end;
      kept := kept || sha256(convert_to(line, 'UTF8'));
    end loop;
    return kept;
  end $$`;

const APPEND = `create or replace function csec.append_disclosures(
    wanted smallint, after_seq bigint, after_mac text, records text, macs text[], subjects text[], requests text[], moments text[], outcomes text[],
    grounds text[], fresh text)
  returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    lines text[] := string_to_array(records, E'\\n');
    added integer := cardinality(lines);
    kept bytea[] := '{}';
    written integer;
  begin
    if added is null or added = 0 or added <> all (array[cardinality(macs), cardinality(subjects), cardinality(requests),
        cardinality(moments), cardinality(outcomes), cardinality(grounds)]) then
      raise exception 'records and codes do not pair' using errcode = 'invalid_parameter_value';
    end if;
    if fresh is not null then kept := csec.keep_grounds(fresh); end if;
    if exists (select from (select distinct decode(g, 'hex') as hash from unnest(grounds) as w (g)) as named
        where hash <> all (kept) and not exists (select from csec.disclosure_grounds k where k.hash = named.hash)) then
      raise exception 'a record names grounds that are not kept' using errcode = 'invalid_parameter_value';
    end if;
    update csec.audit_chain h set seq = after_seq + added, mac = decode(macs[added], 'hex')
      where h.chain = wanted and h.seq = after_seq and h.mac = decode(after_mac, 'hex');
    if not found then raise exception 'the chain has moved' using errcode = 'serialization_failure'; end if;
    insert into csec.disclosure (chain, seq, subject_id, request_id, at, outcome, record, mac, grounds)
      select wanted, after_seq + n, subject::uuid, request, moment::timestamptz, outcome, line::json, decode(code, 'hex'), decode(ground, 'hex')
      from unnest(lines, macs, subjects, requests, moments, outcomes, grounds) with ordinality as l (line, code, subject, request, moment, outcome, ground, n)
      where strpos(line, coalesce('"subjectId":"' || subject || '"', '"subjectId":null')) > 0 and strpos(line, '"grounds":"' || ground || '"') > 0;
    get diagnostics written = row_count;
    if written <> added then
      raise exception 'a record is of another subject' using errcode = 'invalid_parameter_value';
    end if;
  end $$`;

const SIGNATURES = ['keep_grounds(text)', 'append_disclosures(smallint, bigint, text, text, text[], text[], text[], text[], text[], text[], text)'];
const FORMER = 'append_disclosures(smallint, bigint, text, text, text[], text[], text[], text[], text[])';

/** Records written before hold everything in themselves, and stay so: nothing in the log is changed. */
export class ShareDisclosureGrounds1770000005250 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [...TABLE, KEEP, APPEND]) await run.query(statement);
    await run.query(`drop function if exists csec.${FORMER}`);
    for (const signature of SIGNATURES) {
      await run.query(`revoke all on function csec.${signature} from public`);
      await run.query(`alter function csec.${signature} owner to csec_admission`);
    }
    await run.query(`grant execute on function csec.${SIGNATURES[1]} to csec_gateway`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
