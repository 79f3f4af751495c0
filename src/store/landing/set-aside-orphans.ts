import type { SourceTable } from '../../model/records/index.js';
import { PARENT_RULES, type ParentRule } from './parent-rules.js';
import type { QuarantinePlace } from './quarantine.js';
import type { SyncSession } from './sync-session.js';

/** Of a row that a seal order reached, an extract brings the key and its moment and nothing that it says. */
const KEEP_SEALED = `
  update pg_temp.staged s set client_key = null, parent_key = null, flags = '{}', record = '{}'
  from csec.seal_tombstone z where z.source_table = $1 and z.source_key = s.source_key`;

/**
 * Takes staged rows whose required parent is nowhere in the landing table out of the staging into quarantine, and flags
 * those whose parent is merely expected. Answers how many were quarantined; the next extract may bring them again.
 * What a seal order reached hangs off nothing, so it is neither landed nor set aside: nothing tells of it.
 */
export async function setAsideOrphans(session: SyncSession, table: SourceTable, place: QuarantinePlace): Promise<number> {
  await session.query(KEEP_SEALED, [table]);
  const rules = PARENT_RULES[table];
  if (rules.length > 0) await session.query('analyze pg_temp.staged (source_key, client_key, parent_key)');
  let setAside = 0;
  for (const rule of rules) {
    if (rule.without === 'quarantine') setAside += await quarantineOrphans(session, rule, table, place);
    else await session.query(`update pg_temp.staged s set flags = s.flags || '{PARENT_MISSING}'::text[] where ${orphaned(rule)}`);
  }
  return setAside;
}

async function quarantineOrphans(session: SyncSession, rule: ParentRule, table: SourceTable, place: QuarantinePlace): Promise<number> {
  const [counted] = await session.query<{ count: number }>(`
    with orphan as (delete from pg_temp.staged s where ${orphaned(rule)} returning s.line),
    noted as (
      insert into csec.quarantined_row (run_id, source_table, file, line, column_name, reason, at)
      select $1, $2, $3, line, $4, 'PARENT_MISSING', $5::timestamptz from orphan returning 1)
    select count(*)::integer as count from noted`, [place.runId, table, place.file, rule.column, place.at]);
  return counted?.count ?? 0;
}

function orphaned(rule: ParentRule): string {
  return `${rule.key} is not null and not exists (
    select from csec.county_record p where p.source_table = '${rule.parent}' and p.source_key = ${rule.key} and p.record <> '{}')`;
}
