import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ExtractOptions } from '../../../adapters/cws-cms/synthetic/extract-options.js';
import { generateExtract, type ExtractReport } from '../../../adapters/cws-cms/synthetic/generate-extract.js';
import { TABLE_NAMES, type TableName } from '../../../adapters/cws-cms/synthetic/table-layouts.js';

/** A row as the file has it: cells by column, with their padding. */
export type FileRow = Readonly<Record<string, string>>;

/** An extract in a folder of its own, read whole. */
export interface WrittenExtract {
  readonly folder: string;
  readonly report: ExtractReport;
  readonly rows: Readonly<Record<TableName, readonly FileRow[]>>;
}

const folders: string[] = [];

/** A folder that `removeFolders` removes. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'synthetic-extract-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Writes an extract of county 19, seed 11, unless told otherwise, and reads it back. */
export async function writeExtract(options: Partial<ExtractOptions> & { readonly youths: number }): Promise<WrittenExtract> {
  const folder = newFolder();
  const report = await generateExtract({ county: '19', seed: 11, out: folder, ...options });
  const rows = {} as Record<TableName, readonly FileRow[]>;
  for (const table of TABLE_NAMES) rows[table] = readTable(folder, table);
  return { folder, report, rows };
}

export function readTable(folder: string, table: TableName): FileRow[] {
  return parse(readFileSync(join(folder, `${table}.csv`)), { columns: true });
}

/** Names and hashes of the files of a folder. */
export function hashesOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).sort()
    .map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]));
}

/** The cell without the blanks at its end. */
export function cell(row: FileRow, column: string): string {
  return (row[column] ?? '').trimEnd();
}
