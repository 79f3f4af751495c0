import { createHash } from 'node:crypto';
import { canonicalText, type Json } from '../audit/canonical.js';
import { invariant } from '../kernel/invariant.js';
import type { Instant } from '../kernel/dates.js';
import type { ProgramRelease, ReleasedTable } from '../model/program-report.js';
import type { KeptRelease } from '../store/queries/program-releases.js';

/** The text of a table as it is frozen, and its hash: what each signature stands under. */
export function freeze(table: ReleasedTable, frozenAt: Instant): { readonly published: string; readonly hash: string } {
  const published = canonicalText({ frozenAt, table } as unknown as Json);
  return { published, hash: hashOf(published) };
}

/** The table of a frozen text. */
export function tableIn(published: string): ReleasedTable {
  return (JSON.parse(published) as { readonly table: ReleasedTable }).table;
}

/** A release as it was frozen. Errors: InvariantError when its text is no longer that of its hash. */
export function thawed({ hash, published, frozenAt, signatures }: KeptRelease): ProgramRelease {
  invariant(hashOf(published) === hash, 'A frozen table is not the one that was signed.');
  return { hash, table: tableIn(published), frozenAt, signatures };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
