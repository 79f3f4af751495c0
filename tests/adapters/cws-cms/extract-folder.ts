import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Writes an extract of these files into a folder that is gone after the test. */
export async function folderOf(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'extract-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

export const GRID_HEADER = 'FKCHLD_CLT,THIRD_ID,CSEC_TPC,START_DT,END_DT,CREATN_TS,LST_UPD_ID,LST_UPD_TS';

/** The cells of a grid row, the n-th of its file. */
export function gridCells(n: number, over: { readonly start?: string; readonly updated?: string } = {}): string[] {
  const updated = over.updated ?? '2025-11-04-09.15.30.123456';
  return [`Abc${String(n).padStart(7, '0')}`, 'zZz0000001', '6868', over.start ?? '2024-05-01', '2024-06-01', '2024-05-02-08.00.00.000000', '0X5', updated];
}

/** A grid file of rows 1 to n, each line ended. */
export function gridFile(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => gridCells(index + 1).join(','));
  return [GRID_HEADER, ...lines, ''].join('\n');
}
