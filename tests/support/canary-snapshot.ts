import pg from 'pg';
import { COLUMNS } from './canary-columns.js';
import type { Change } from './canary-changes.js';
import { writable } from './canary-county.js';
import { youthId } from './canary-youths.js';

/** A database that can be changed and put back as it was. */
export interface Changeable {
  make(changes: readonly Change[]): Promise<void>;
  restore(changes: readonly Change[]): Promise<void>;
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
        const columns = writable(table).join(', ');
        await client.query(`delete from csec.${table} ${where}`, [of]);
        await client.query(`insert into csec.${table} (${columns}) select ${columns} from proof.${table} ${where}`, [of]);
      }
    }),
    close: () => client.end(),
  };
}
