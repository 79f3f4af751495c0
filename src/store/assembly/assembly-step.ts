/** How one subject-owned table is filled for the youths of `pg_temp.assembly_batch`. */
export interface AssemblyStep {
  /** The table, without its schema. */
  readonly table: string;
  /** In order; each reads `pg_temp.assembly_batch b` and `csec.county_record`. */
  readonly statements: readonly string[];
}

/** A step that takes the youths' rows of a table away and puts the new ones in their place. */
export function replaceRows(table: string, insert: string): AssemblyStep {
  return {
    table,
    statements: [`delete from csec.${table} t using pg_temp.assembly_batch b where t.subject_id = b.subject_id`, insert],
  };
}

/** SQL for the two columns of a CodedValue that stands in a record as JSON. */
export function coded(value: string): string {
  return `(${value}->>'code')::integer, ${value}->>'display'`;
}

/** SQL that joins the landed rows of a source table as `alias`, tombstones aside. INVARIANT (closed union): names come from our code. */
export function landed(table: string, alias: string, on: string): string {
  return `csec.county_record ${alias} on ${alias}.source_table = '${table}' and ${alias}.record <> '{}' and ${on}`;
}

/** SQL that spells out a landed record as typed columns. */
export function recordOf(alias: string, as: string, columns: string): string {
  return `cross join lateral jsonb_to_record(${alias}.record) as ${as} (${columns})`;
}
