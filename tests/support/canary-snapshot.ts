import pg from 'pg';
import { COLUMNS } from './canary-columns.js';
import type { Change } from './canary-change.js';
import { writable } from './canary-county.js';
import { youthId } from './canary-youths.js';

/** What only the county's extract writes: no request changes it, and the proof ends by looking whether any did. */
const OF_THE_EXTRACT = [
  'youth', 'alias', 'address', 'csec_grid_entry', 'special_project_participation', 'referral', 'reporter', 'allegation', 'child_welfare_case', 'placement',
  'absence', 'assignment',
];

/** A database that can be changed and put back as it was. */
export interface Changeable {
  make(changes: readonly Change[]): Promise<void>;
  restore(changes: readonly Change[]): Promise<void>;
  /** Puts back whatever there was of these youths, in every table that requests write. */
  restoreYouths(numbers: readonly number[]): Promise<void>;
  /** The tables that are not as they were. */
  changed(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Keeps a copy of every table of subjects, so that a change can be undone. */
export async function changeable(url: string): Promise<Changeable> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create schema proof');
  for (const table of Object.keys(COLUMNS)) await client.query(`create table proof.${table} as select ${writable(table).join(', ')} from csec.${table}`);
  await client.query('grant usage on schema proof to csec_sync');
  await client.query('grant select on all tables in schema proof to csec_sync');
  await client.query('set role csec_sync');
  const tables = Object.keys(COLUMNS);
  const written = tables.filter((table) => !OF_THE_EXTRACT.includes(table));
  // What the database numbers itself keeps its number, as a copy must.
  const refill = (table: string): string =>
    `insert into csec.${table} (${writable(table).join(', ')}) overriding system value select ${writable(table).join(', ')} from proof.${table}`;
  const whole = async (work: () => Promise<void>): Promise<void> => {
    await client.query('begin');
    try {
      await work();
      await client.query('commit');
    } catch (fault) {
      await client.query('rollback');
      throw fault;
    }
  };
  return {
    make: (changes) => whole(async () => {
      for (const { statements } of changes) for (const [text, values] of statements) await client.query(text, [...values]);
    }),
    restore: (changes) => whole(async () => {
      // A change that names no youth may be of several.
      const of = changes.some(({ n }) => n === 0) ? null : changes.map(({ n }) => youthId(n));
      const where = 'where $1::uuid[] is null or subject_id = any ($1::uuid[])';
      for (const table of new Set(changes.flatMap(({ tables }) => tables))) {
        await client.query(`delete from csec.${table} ${where}`, [of]);
        await client.query(`${refill(table)} ${where}`, [of]);
      }
    }),
    restoreYouths: async (numbers) => {
      const of = `array[${numbers.map((n) => `'${youthId(n)}'`).join()}]::uuid[]`;
      const where = `where subject_id = any (${of})`;
      // Sent at once, which makes it one transaction. A seal that is still there would refuse what it sealed.
      await client.query([...written.map((table) => `delete from csec.${table} ${where}`), ...written.map((table) => `${refill(table)} ${where}`)].join(';\n'));
    },
    changed: async () => {
      const texts = (schema: string, table: string): string => `select ${writable(table).map((column) => `${column}::text`).join()} from ${schema}.${table}`;
      const differs = (one: string, other: string, table: string): string => `exists (${texts(one, table)} except ${texts(other, table)})`;
      const { rows } = await client.query<Record<string, boolean>>(
        `select ${tables.map((table) => `${differs('csec', 'proof', table)} or ${differs('proof', 'csec', table)} as ${table}`).join(', ')}`);
      return tables.filter((table) => rows[0]![table]);
    },
    close: () => client.end(),
  };
}
