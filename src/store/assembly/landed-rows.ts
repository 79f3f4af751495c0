import type { SourceTable } from '../../model/records/index.js';

/** SQL for the two columns of a CodedValue that stands in a record as JSON. */
export function coded(value: string): string {
  return `(${value}->>'code')::integer, ${value}->>'display'`;
}

/**
 * SQL for the landed rows of a source table whose key is `value`, tombstones aside. INVARIANT (closed union): names come
 * from our code.
 *
 * `offset 0` is a fence: the rows are looked up for each row before, and no plan can walk through the whole table for a
 * batch, whatever the statistics of the moment say. The second comparison says nothing new; by it the planner holds the
 * index of the key for narrower than the one that begins with `source_table`, also where it knows nothing of either.
 */
export function rowsBy(key: 'client_key' | 'parent_key', value: string, { table, alias }: LandedTable): string {
  return `(select * from csec.county_record ${alias} where ${alias}.source_table = '${table}' and ${alias}.record <> '{}'
    and ${alias}.${key} = ${value} and ${alias}.${key} >= ${value} offset 0) ${alias}`;
}

/** A source table, and what its rows are called in a statement. */
export interface LandedTable {
  readonly table: SourceTable;
  readonly alias: string;
}

/** SQL to join the landed rows that name this client. Follows `join` or `left join`. */
export function ofClient(table: SourceTable, alias: string, client: string): string {
  return `lateral ${rowsBy('client_key', client, { table, alias })} on true`;
}

/** SQL to join the landed rows that hang off this row. Follows `join` or `left join`. */
export function ofParent(table: SourceTable, alias: string, parent: string): string {
  return `lateral ${rowsBy('parent_key', parent, { table, alias })} on true`;
}

/** SQL to join the landed row of this key. Follows `join` or `left join`. */
export function ofKey(table: SourceTable, alias: string, key: string): string {
  return `lateral (select * from csec.county_record ${alias} where ${alias}.source_table = '${table}' and ${alias}.record <> '{}'
    and ${alias}.source_key = ${key} offset 0) ${alias} on true`;
}

const FIELD = /("?)(\w+)\1 (text|date|boolean|integer|jsonb)/g;

/**
 * SQL that spells out a landed record as typed columns, told as `name type`; all are null where the record is. Field by
 * field, which costs a third of `jsonb_to_record`. What is asked for more than once is read more than once.
 */
export function recordOf(alias: string, as: string, columns: string): string {
  const fields = [...columns.matchAll(FIELD)].map(([, , name, type]) => {
    const text = `${alias}.record->>'${name}'`;
    return `${type === 'text' ? text : type === 'jsonb' ? `${alias}.record->'${name}'` : `(${text})::${type}`} as "${name}"`;
  });
  return `cross join lateral (select ${fields.join(', ')}) as ${as}`;
}
