import type { SourceTable } from '../../model/records/index.js';
import type { SyncSession } from './sync-session.js';

/** What became of the staged rows; each is exactly one of applied and unchanged. */
export interface MergeCounts {
  readonly applied: number;
  readonly unchanged: number;
  /** Of the unchanged: older than what the landing table already held. */
  readonly superseded: number;
}

/** Compares each staged row with the landed one. A row without LST_UPD_TS is older than any with one. */
const COMPARE = `
  insert into pg_temp.verdict (source_key, landed, client_key, parent_key, old_client_key, old_parent_key, applies, older)
  select s.source_key, c.source_key is not null as landed, s.client_key, s.parent_key,
    c.client_key as old_client_key, c.parent_key as old_parent_key,
    c.source_key is null
      or coalesce(s.updated_at, '-infinity') > coalesce(c.updated_at, '-infinity')
      or coalesce(s.updated_at, '-infinity') = coalesce(c.updated_at, '-infinity')
        and (s.client_key, s.parent_key, s.flags, s.record) is distinct from (c.client_key, c.parent_key, c.flags, c.record)
      as applies,
    c.source_key is not null and coalesce(s.updated_at, '-infinity') < coalesce(c.updated_at, '-infinity') as older
  from pg_temp.staged s
  left join csec.county_record c on c.source_table = $1 and c.source_key = s.source_key`;

/**
 * Merges the staging into the landing table set by set, and leaves in `pg_temp.touched` every row that changed, with the
 * client and parent it hangs off now and hung off before.
 *
 * Guarantees: the newer LST_UPD_TS (to the microsecond) wins; equal ones with another content apply; an older row never
 * overwrites; a row that says nothing new is not written.
 */
export async function mergeStaged(
  session: SyncSession, into: { readonly table: SourceTable; readonly county: string; readonly runId: string },
): Promise<MergeCounts> {
  await session.query('analyze pg_temp.staged (source_key, client_key, parent_key)');
  await session.query(COMPARE, [into.table]);
  await session.query('analyze pg_temp.verdict');
  await session.query(`
    insert into pg_temp.touched (source_key, client_key, parent_key)
    select source_key, client_key, parent_key from pg_temp.verdict where applies
    union select source_key, old_client_key, old_parent_key from pg_temp.verdict where applies and landed`);
  await session.query(`
    insert into csec.county_record (source_table, source_key, client_key, parent_key, county, updated_at, flags, record, run_id)
    select $1, s.source_key, s.client_key, s.parent_key, $2, s.updated_at, s.flags, s.record, $3
    from pg_temp.staged s join pg_temp.verdict v using (source_key) where v.applies
    on conflict (source_table, source_key) do update set
      client_key = excluded.client_key, parent_key = excluded.parent_key, county = excluded.county,
      updated_at = excluded.updated_at, flags = excluded.flags, record = excluded.record, run_id = excluded.run_id`,
  [into.table, into.county, into.runId]);
  const counts = await countVerdicts(session);
  if (counts.applied >= ROWS_WORTH_STATISTICS) await session.query('select csec.note_statistics($1)', [into.table]);
  return counts;
}

/** So many changed rows may change how the partition is best read. */
const ROWS_WORTH_STATISTICS = 1_000;

async function countVerdicts(session: SyncSession): Promise<MergeCounts> {
  const [counts] = await session.query<{ applied: number; unchanged: number; superseded: number }>(`
    select count(*) filter (where applies)::integer as applied, count(*) filter (where not applies)::integer as unchanged,
      count(*) filter (where older)::integer as superseded from pg_temp.verdict`);
  return counts ?? { applied: 0, unchanged: 0, superseded: 0 };
}
