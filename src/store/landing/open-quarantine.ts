import type { SourceTable } from '../../model/records/index.js';
import type { SyncSession } from './sync-session.js';

/** Notes which files a run reads, so that lines of them can be told again later. */
export async function keepFilesMark(session: SyncSession, runId: string, filesMark: string): Promise<void> {
  await session.query('update csec.sync_run set files_mark = $2 where id = $1', [runId, filesMark]);
}

/** The lines of these files that stand in a county's quarantine, by table. */
export async function openLines(
  session: SyncSession, of: { readonly county: string; readonly filesMark: string; readonly runId: string },
): Promise<ReadonlyMap<SourceTable, ReadonlySet<number>>> {
  const rows = await session.query<{ table: SourceTable; line: string }>(`
    select distinct q.source_table as table, q.line::text from csec.quarantined_row q join csec.sync_run r on r.id = q.run_id
    where r.county = $1 and r.files_mark = $2 and r.id <> $3 and q.settled_by is null`, [of.county, of.filesMark, of.runId]);
  const lines = new Map<SourceTable, Set<number>>();
  for (const { table, line } of rows) lines.set(table, (lines.get(table) ?? new Set()).add(Number(line)));
  return lines;
}

/**
 * Takes out of quarantine what a run looked at anew: a full extract brings every row of its tables again, a retry every
 * open line of its files. What still cannot be understood stands there by this run's own rows. Nothing is deleted: a
 * settled row names the run that settled it.
 */
export async function settleQuarantine(session: SyncSession, runId: string): Promise<void> {
  await session.query(`
    update csec.quarantined_row q set settled_by = latest.id
    from csec.sync_run latest, csec.sync_run earlier
    where latest.id = $1 and earlier.id = q.run_id and earlier.id <> latest.id and earlier.county = latest.county and q.settled_by is null
      and (latest.kind = 'FULL' or (latest.kind = 'RETRY' and earlier.files_mark = latest.files_mark))
      and exists (select from csec.sync_table_count t where t.run_id = latest.id and t.source_table = q.source_table and t.outcome = 'LANDED')`, [runId]);
}
