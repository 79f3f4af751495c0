import type { SourceTable } from '../../model/records/index.js';
import type { SystemCodeRecord } from '../../model/records/system-code-record.js';
import type { MergeCounts } from './merge-staged.js';
import type { SyncSession } from './sync-session.js';

/** The county's own codes: its rows land in a table of their own, and everything else is understood by them. */
export const CODES: SourceTable = 'SYS_CD_C';

const COMPARE = `
  create temporary table code_verdict on commit drop as
  select i.*, c.sys_id is not null and coalesce(i.updated_at, '-infinity') < coalesce(c.updated_at, '-infinity') as older,
    c.sys_id is null or coalesce(i.updated_at, '-infinity') > coalesce(c.updated_at, '-infinity')
      or (coalesce(i.updated_at, '-infinity') = coalesce(c.updated_at, '-infinity')
        and (i.meta, i.short_description, i.logical_id, i.inactive, i.category_id, i.other_code, i.long_description)
          is distinct from (c.meta, c.short_description, c.logical_id, c.inactive, c.category_id, c.other_code, c.long_description)
      ) as applies
  from (
    select (s.record->>'code')::integer as sys_id, s.record->>'metaTable' as meta,
      s.record->>'shortDescription' as short_description, s.record->>'logicalId' as logical_id,
      (s.record->>'inactive')::boolean as inactive, (s.record->>'parentCode')::integer as category_id,
      s.record->>'otherCode' as other_code, s.record->>'longDescription' as long_description, s.updated_at
    from pg_temp.staged s where s.record <> '{}') i
  left join csec.code_table c on c.sys_id = i.sys_id`;

const CODES_LOCK = 7_263_104;

const CONTENT = (alias: string): string =>
  ['meta', 'short_description', 'logical_id', 'inactive', 'category_id', 'other_code', 'long_description'].map((column) => `${alias}.${column}`).join(', ');

/** What a code said until now, where it says otherwise from now on. */
const KEEP_EDITION = `
  insert into csec.code_edition (sys_id, edition, meta, short_description, logical_id, inactive, category_id, other_code, long_description, effective_from, effective_to)
  select c.sys_id, 1 + (select count(*) from csec.code_edition e where e.sys_id = c.sys_id), ${CONTENT('c')}, c.updated_at, v.updated_at
  from pg_temp.code_verdict v join csec.code_table c on c.sys_id = v.sys_id
  where v.applies and (${CONTENT('v')}) is distinct from (${CONTENT('c')})`;

/**
 * Merges staged rows of SYS_CD_C into the code table, under the same order as any landed row, and keeps what a changed
 * code said before. A code that the county removed stays: old rows still carry it.
 */
export async function mergeCodes(session: SyncSession): Promise<MergeCounts> {
  // The table is every county's: what one run compares, another's must not change before it writes.
  await session.query('select pg_advisory_xact_lock($1::integer, 0)', [CODES_LOCK]);
  await session.query(COMPARE);
  await session.query(KEEP_EDITION);
  await session.query(`
    insert into csec.code_table (sys_id, meta, short_description, logical_id, inactive, category_id, other_code, long_description, updated_at)
    select sys_id, meta, short_description, logical_id, inactive, category_id, other_code, long_description, updated_at
    from pg_temp.code_verdict where applies
    on conflict (sys_id) do update set
      meta = excluded.meta, short_description = excluded.short_description, logical_id = excluded.logical_id,
      inactive = excluded.inactive, category_id = excluded.category_id, other_code = excluded.other_code,
      long_description = excluded.long_description, updated_at = excluded.updated_at`);
  const [counts] = await session.query<{ applied: number; all: number; superseded: number }>(`
    select count(*) filter (where applies)::integer as applied, count(*) filter (where older)::integer as superseded,
      (select count(*) from pg_temp.staged)::integer as all from pg_temp.code_verdict`);
  const { applied, superseded, all } = counts ?? { applied: 0, superseded: 0, all: 0 };
  return { applied, superseded, tombstoned: 0, unchanged: all - applied - superseded };
}

/** Every code the counties' extracts have named so far, by SYS_ID. */
export async function readCodes(session: SyncSession): Promise<readonly SystemCodeRecord[]> {
  const rows = await session.query<SystemCodeRecord & { former: readonly string[] | null; [column: string]: unknown }>(`
    select c.sys_id as code, c.meta as "metaTable", c.short_description as "shortDescription", c.logical_id as "logicalId", c.inactive,
      c.category_id as "parentCode", c.other_code as "otherCode", c.long_description as "longDescription",
      (select array_agg(distinct e.short_description order by e.short_description) from csec.code_edition e
        where e.sys_id = c.sys_id and e.meta = c.meta and e.short_description <> c.short_description) as former
    from csec.code_table c order by c.sys_id`);
  return rows.map(({ former, ...code }) => (former === null ? code : { ...code, formerDescriptions: former }));
}
