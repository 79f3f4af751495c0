import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { LAYOUTS } from '../../adapters/cws-cms/layout/layouts.js';
import { fixedClock } from '../../src/kernel/clock.js';
import type { Instant } from '../../src/kernel/dates.js';
import type { SourceTable } from '../../src/model/records/index.js';
import { syncFolder, type SyncRequest } from '../../src/sync/run-sync.js';
import type { SyncReport } from '../../src/sync/sync-report.js';

/** The moment of every run in these tests. */
export const NOW = '2026-03-01T20:00:00.000Z' as Instant;

/** A row under its true column names; what is not said is blank, as CHAR columns are. */
export type ExtractRow = Readonly<Record<string, string>>;
export type ExtractRows = Partial<Record<SourceTable, readonly ExtractRow[]>>;

/** When rows were last updated that do not say. */
export const UPDATED = '2026-01-15-10.00.00.123456';

const folders: string[] = [];

/** Writes an extract: one CSV a table with every column of its layout. */
export function writeExtract(tables: ExtractRows): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-extract-'));
  folders.push(folder);
  for (const [table, rows] of Object.entries(tables)) writeTable(folder, table as SourceTable, rows);
  return folder;
}

/** Writes or replaces one file of an extract. */
export function writeTable(folder: string, table: SourceTable, rows: readonly ExtractRow[]): void {
  const columns = Object.keys(LAYOUTS[table].columns).filter((name) => !name.startsWith('IBMSNAP_') || rows.some((row) => name in row));
  for (const row of rows) {
    const unknown = Object.keys(row).filter((name) => !columns.includes(name));
    if (unknown.length > 0) throw new Error(`${table} has no ${unknown.join(', ')}`);
  }
  writeFileSync(path.join(folder, `${table}.csv`), [`${columns.join(',')}\n`, ...rows.map((row) => lineOf(table, row, columns))].join(''));
}

/** One line of a file, its end included. */
export function lineOf(table: SourceTable, row: ExtractRow, columns = Object.keys(LAYOUTS[table].columns).filter((name) => !name.startsWith('IBMSNAP_'))): string {
  return `${columns.map((name) => quoted(row[name] ?? (name === 'LST_UPD_TS' ? UPDATED : ''))).join(',')}\n`;
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Removes every folder that was written. */
export function removeExtracts(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Syncs a folder for county 19 at the fixed moment. */
export function sync(databaseUrl: string, folder: string, more: Partial<SyncRequest> = {}): Promise<SyncReport> {
  return syncFolder({ databaseUrl, county: '19', folder, clock: fixedClock(NOW), ...more });
}

/** Asks the database as its owner. A date comes as its text, as the gateway's own queries have it. */
export async function ask<Row extends pg.QueryResultRow>(databaseUrl: string, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c role=csec_sync -c timezone=UTC' });
  client.setTypeParser(pg.types.builtins.DATE, (text) => text);
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...parameters])).rows;
  } finally {
    await client.end();
  }
}

/** The rows of a subject-owned table for one client, without the random subject id. */
export async function rowsOf(databaseUrl: string, table: string, clientKey: string): Promise<Record<string, unknown>[]> {
  const rows = await ask<{ row: Record<string, unknown> }>(databaseUrl, `
    select to_jsonb(t) - 'subject_id' as row from csec.${table} t
    join csec.youth y using (subject_id) where y.client_key = $1
    order by ${table === 'referral' || table === 'reporter' ? 't.referral_key' : 't.record_key'}`, [clientKey]);
  return rows.map(({ row }) => row);
}
