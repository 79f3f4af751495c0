import type { Part } from './parts.js';

/** How one subject-owned table is filled for the youths of `pg_temp.assembly_batch`. */
export interface AssemblyStep {
  /** The table, without its schema. */
  readonly table: string;
  readonly part: Part;
  /** Where some of the youths may have rows already: only what differs is written. */
  readonly renew: string;
  /** Where none of the youths has: in the order of the key, so that its index is gone through once. */
  readonly fill: string;
}

/** The column of the batch that says whether the part is to be rebuilt: one of its own, so that the planner knows how many. */
export function columnOf(part: number): string {
  return `part_${part}`;
}

/** SQL for the youths of the batch whose part is to be rebuilt; of a youth whom the county removed, nothing is. */
export function batchOf(part: Part): string {
  return `(select client_key, subject_id from pg_temp.assembly_batch where ${columnOf(part)} and not removed)`;
}

/** SQL for those whose rows are looked through: also the removed, whose rows all go. */
export function clearedOf(part: Part): string {
  return `(select subject_id from pg_temp.assembly_batch where ${columnOf(part)})`;
}

/** The rows of a table as they should be. */
export interface TableRows {
  readonly table: string;
  readonly part: Part;
  /** Beside `subject_id`; the first is the rest of the key. */
  readonly columns: readonly string[];
  /** SQL for `subject_id` and the columns, in their order; reads `batchOf` the part. */
  readonly rows: string;
  /** SQL that says which rows `t` of the table are this step's; all unless told. */
  readonly own?: string;
}

/**
 * SQL to join the row of a table that says the same as the row `f`, found by its key. Follows `left join`.
 *
 * What stands so already is left out before it is inserted: a conflict locks, and so writes, each row that it meets, also
 * where nothing is to be updated. `offset 0` is a fence: each is looked up by the key, whatever the statistics say.
 */
export function standingRow(table: string, key: readonly string[], others: readonly string[]): string {
  const of = (alias: string): string => `(${others.map((column) => `${alias}.${column}`).join(', ')})`;
  return `lateral (select true as stands from csec.${table} t
    where ${key.map((column) => `t.${column} = f.${column}`).join(' and ')} and ${of('t')} is not distinct from ${of('f')} offset 0) so on true`;
}

/** A step that makes the youths' rows of a table be these, and writes none that is so already. */
export function replaceRows({ table, part, columns, rows, own = 'true' }: TableRows): AssemblyStep {
  const [key] = columns;
  const others = columns.slice(1);
  return {
    table, part,
    fill: `insert into csec.${table} (subject_id, ${columns.join(', ')}) select * from (${rows}) as row order by 1`,
    renew: `
      with fresh (subject_id, ${columns.join(', ')}) as materialized (${rows}),
      gone as (
        delete from csec.${table} t using ${clearedOf(part)} b where t.subject_id = b.subject_id and ${own}
          and not exists (select from fresh f where f.subject_id = t.subject_id and f.${key} = t.${key}))
      insert into csec.${table} as t (subject_id, ${columns.join(', ')}) select f.subject_id, ${columns.map((column) => `f.${column}`).join(', ')}
      from fresh f left join ${standingRow(table, ['subject_id', key!], others)} where so.stands is null
      on conflict (subject_id, ${key}) do update set ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  };
}
