import type { MigrationInterface, QueryRunner } from 'typeorm';

const SOURCE_TABLES = [
  'CLIENT_T', 'CHLD_CLT', 'OCL_NM_T', 'CL_ADDRT', 'ADDRS_T', 'CSECHIST', 'SPC_PRJT', 'SPRJ_RFT', 'SPRJ_CST', 'REFERL_T',
  'REFR_CLT', 'REPTR_T', 'ALLGTN_T', 'IJHM_DET', 'CASE_T', 'PLC_EPST', 'O_HM_PLT', 'PLC_HM_T', 'DL_SVC_T', 'IDV_SVCT',
  'ASGNM_T', 'CASE_LDT', 'STFCSLDT', 'STFPERST', 'NCWSNO_T',
];

/**
 * The landing table: each understood source row once, newest LST_UPD_TS. One partition for each source table, because
 * a run merges one table at a time and the statistics of a name and of a service have nothing in common. Keys compare
 * by byte: 0X5 and 0x5 are two clients.
 */
export class CreateCountyRecord1770000000100 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.county_record (
      source_table text collate "C" not null,
      source_key text collate "C" not null,
      client_key text collate "C",
      parent_key text collate "C",
      county text not null check (county ~ '^[0-9]{2}$'),
      updated_at timestamptz,
      flags text[] not null default '{}',
      record jsonb not null,
      run_id uuid not null,
      primary key (source_table, source_key)
    ) partition by list (source_table)`);
    for (const table of SOURCE_TABLES) {
      await run.query(`create table if not exists csec.county_record_${table.toLowerCase()}
        partition of csec.county_record for values in ('${table}')`);
    }
    await run.query('create table if not exists csec.county_record_other partition of csec.county_record default');
    await run.query(`create index if not exists county_record_client on csec.county_record (client_key, source_table)
      where client_key is not null`);
    await run.query(`create index if not exists county_record_parent on csec.county_record (parent_key, source_table)
      where parent_key is not null`);
    await run.query('create index if not exists county_record_run on csec.county_record (run_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
