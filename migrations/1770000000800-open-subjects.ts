import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which subjects this transaction has open. They travel in a transaction-local setting that is signed with a secret
 * of the admission role and bound to the backend and to the transaction's start: anyone may write the setting, only
 * `open_subjects` can write one that counts, and it counts for no other transaction.
 */
export class OpenSubjects1770000000800 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.session_secret (
      only_row boolean primary key default true check (only_row), inner_key bytea not null, outer_key bytea not null)`);
    await run.query(`insert into csec.session_secret (inner_key, outer_key)
      select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
             sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
      on conflict do nothing`);
    await run.query('revoke all on csec.session_secret from public');
    await run.query('grant select on csec.session_secret to csec_admission');
    // In PL/pgSQL, which plans once for a connection; a function in SQL would be planned at every statement.
    await run.query(`create or replace function csec.sign_opened(subjects text) returns text
      language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
      declare
        secret record;
      begin
        select s.inner_key, s.outer_key into secret from csec.session_secret s;
        return encode(sha256(secret.outer_key || sha256(secret.inner_key || convert_to(
          pg_backend_pid()::text || '|' || extract(epoch from transaction_timestamp())::text || '|' || subjects, 'UTF8'))), 'hex');
      end $$`);
    await run.query(`create or replace function csec.opened_subjects() returns uuid[]
      language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
      declare
        setting text := current_setting('csec.opened', true);
        -- Not substr: it counts the characters of the whole text, and every statement of a request comes by here.
        listed text := right(setting, -64);
      begin
        if setting is null or setting = '' then return '{}'; end if;
        if left(setting, 64) is distinct from csec.sign_opened(listed) then return '{}'; end if;
        return listed::uuid[];
      end $$`);
    await run.query(`create or replace function csec.open_subjects(subjects uuid[]) returns void
      language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
      declare
        opened uuid[] := csec.opened_subjects();
        listed text;
      begin
        if opened = '{}' then listed := array_remove(subjects, null)::text;
        else listed := array(select distinct s from unnest(opened || subjects) as s where s is not null)::text;
        end if;
        perform set_config('csec.opened', csec.sign_opened(listed) || listed, true);
      end $$`);
    await run.query(`create or replace function csec.narrow_opened(subjects uuid[]) returns void
      language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
      declare
        listed text := array(select s from unnest(csec.opened_subjects()) as s where s = any (subjects))::text;
      begin
        perform set_config('csec.opened', csec.sign_opened(listed) || listed, true);
      end $$`);
    for (const name of ['sign_opened(text)', 'opened_subjects()', 'open_subjects(uuid[])', 'narrow_opened(uuid[])']) {
      await run.query(`alter function csec.${name} owner to csec_admission`);
      await run.query(`revoke all on function csec.${name} from public`);
    }
    await run.query('grant execute on function csec.opened_subjects(), csec.narrow_opened(uuid[]) to csec_gateway');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
