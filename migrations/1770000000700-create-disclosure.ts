import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The disclosure log: many chains, so that requests need not queue behind one another. Only a function of the
 * admission role appends; nobody, the owner included, changes or removes a record. A record is kept as the text that
 * was authenticated, which is also cheaper to write than a binary document.
 */
export class CreateDisclosure1770000000700 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.disclosure (
      chain smallint not null, seq bigint not null check (seq >= 1), subject_id uuid, request_id text not null,
      at timestamptz not null, outcome text not null, record json not null, mac bytea not null,
      primary key (chain, seq))`);
    await run.query(`create index if not exists disclosure_subject on csec.disclosure (subject_id, at desc, chain, seq)
      where subject_id is not null`);
    await run.query(`create table if not exists csec.audit_chain (
      chain smallint primary key, seq bigint not null, mac bytea not null) with (fillfactor = 50)`);
    await run.query(`create or replace function csec.refuse_change() returns trigger language plpgsql as $$ begin
      raise exception 'the disclosure log only grows' using errcode = 'insufficient_privilege'; end $$`);
    await run.query(`create or replace trigger disclosure_only_grows before update or delete on csec.disclosure
      for each row execute function csec.refuse_change()`);
    await run.query(`create or replace trigger disclosure_not_truncated before truncate on csec.disclosure
      for each statement execute function csec.refuse_change()`);
    await run.query(`create or replace trigger audit_chain_stays before delete on csec.audit_chain
      for each row execute function csec.refuse_change()`);
    await run.query(`create or replace trigger audit_chain_not_truncated before truncate on csec.audit_chain
      for each statement execute function csec.refuse_change()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
