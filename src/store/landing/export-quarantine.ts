import { csvLine } from '../../audit/csv.js';
import { closePool, syncPool } from '../pools.js';
import { storeError } from '../store-error.js';

const ROWS_AT_ONCE = 5_000;

const OPEN = `select q.id, q.at, q.run_id, q.source_table, q.file, q.line::text, coalesce(q.column_name, '') as column_name, q.reason
  from csec.quarantined_row q join csec.sync_run r on r.id = q.run_id
  where r.county = $1 and q.settled_by is null and ($2::uuid is null or q.id > $2) order by q.id limit ${ROWS_AT_ONCE}`;

interface OpenRow {
  readonly id: string; readonly at: string; readonly run_id: string; readonly source_table: string; readonly file: string;
  readonly line: string; readonly column_name: string; readonly reason: string;
}

/**
 * Writes what stands in a county's quarantine as CSV: run, moment, table, file, line, column and reason. Of what a row
 * says there is nothing, for nothing of it is kept. Answers how many rows. Errors: STORE_UNAVAILABLE.
 */
export async function exportQuarantine(databaseUrl: string, county: string, write: (lines: string) => Promise<void>): Promise<number> {
  const pool = syncPool({ url: databaseUrl, max: 1, statementTimeoutMillis: 0 });
  try {
    await write(csvLine(['run', 'at', 'table', 'file', 'line', 'column', 'reason']));
    let count = 0;
    for (let after: string | null = null; ;) {
      const { rows }: { rows: readonly OpenRow[] } = await pool.query<OpenRow>(OPEN, [county, after])
        .catch((fault: unknown) => { throw storeError(fault, 'export-quarantine'); });
      await write(rows.map((row) => csvLine([row.run_id, row.at, row.source_table, row.file, row.line, row.column_name, row.reason])).join(''));
      count += rows.length;
      after = rows.at(-1)?.id ?? null;
      if (rows.length < ROWS_AT_ONCE) return count;
    }
  } finally {
    await closePool(pool);
  }
}
