import type { Instant } from '../../kernel/dates.js';
import type { RowRejection } from '../../model/change.js';
import type { SyncSession } from './sync-session.js';

/** Where and when rows go to quarantine: the run, the file as the run names it, the moment. */
export interface QuarantinePlace {
  readonly runId: string;
  readonly file: string;
  readonly at: Instant;
}

/** Keeps the places of rows that could not be understood: file, line, column and reason, never their text. */
export async function quarantineRows(
  session: SyncSession, run: Pick<QuarantinePlace, 'runId' | 'at'>, rejections: readonly RowRejection[],
): Promise<void> {
  for (let from = 0; from < rejections.length; from += ROWS_AT_ONCE) await insert(session, run, rejections.slice(from, from + ROWS_AT_ONCE));
}

const ROWS_AT_ONCE = 5_000;

async function insert(session: SyncSession, run: Pick<QuarantinePlace, 'runId' | 'at'>, rejections: readonly RowRejection[]): Promise<void> {
  await session.query(`
    insert into csec.quarantined_row (run_id, source_table, file, line, column_name, reason, at)
    select $1, source_table, file, line, column_name, reason, $2::timestamptz
    from jsonb_to_recordset($3::jsonb) as row (source_table text, file text, line bigint, column_name text, reason text)`, [
    run.runId, run.at, JSON.stringify(rejections.map(({ place, column, reason }) => ({
      source_table: place.table, file: place.file, line: place.line, column_name: column, reason,
    }))),
  ]);
}
