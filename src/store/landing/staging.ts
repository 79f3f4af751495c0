import type { Change } from '../../model/change.js';
import type { SyncSession } from './sync-session.js';

/** An understood row on its way into the landing table. */
export interface StagedChange {
  /** Its line in the file. */
  readonly line: number;
  readonly change: Change;
  /** Whether the landing table was seen to hold its key; when in doubt, true. */
  readonly known: boolean;
  /** The digest of its raw text; null where there is none. */
  readonly digest: string | null;
}

/**
 * Opens what a run lands its batches through, once a session; it is empty again after each transaction.
 *
 * `staged`: the understood rows of a batch, each key once. `verdict`: what comparing them with the landed rows says.
 * `touched`: every row that changes, under what it hangs off now and hung off before.
 */
export async function openStaging(session: SyncSession): Promise<void> {
  await session.query(`create temporary table if not exists staged (
    source_key text collate "C" not null, line bigint not null, known boolean not null, deletes boolean not null,
    client_key text collate "C", parent_key text collate "C", updated_at timestamptz, flags text[] not null, record jsonb not null,
    digest bigint) on commit delete rows;
  create temporary table if not exists verdict (
    source_key text collate "C" not null, verdict "char" not null, says_other boolean not null, client_key text collate "C", parent_key text collate "C",
    old_client_key text collate "C", old_parent_key text collate "C") on commit delete rows;
  create temporary table if not exists touched (
    source_key text collate "C" not null, client_key text collate "C", parent_key text collate "C") on commit delete rows`);
}

/** Puts a batch into the staging, each row as `stagedLine` writes it: no key may be in it twice. */
export async function stageBatch(session: SyncSession, lines: Iterable<string>): Promise<void> {
  await session.copyIn('copy pg_temp.staged (source_key, line, known, deletes, client_key, parent_key, updated_at, flags, record, digest) from stdin', textOf(lines));
}

/** Takes every staged row for one whose key may be landed already. */
export async function doubtStaged(session: SyncSession): Promise<void> {
  await session.query('update pg_temp.staged set known = true where not known');
}

const BLOCK_CHARACTERS = 131_072;

async function* textOf(lines: Iterable<string>): AsyncGenerator<string> {
  let block = '';
  for (const line of lines) {
    block += line;
    if (block.length < BLOCK_CHARACTERS) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

/**
 * A row as COPY takes it, in a tenth of the memory that it takes as objects.
 * A deletion lands as a tombstone: the key and its moment with an empty record that hangs off nothing, so that an older
 * extract cannot bring the row back.
 */
// Keys and moments were checked where they were read: nothing in them needs a backslash. JSON holds no raw control.
export function stagedLine({ line, change, known, digest }: StagedChange): string {
  const { key, clientKey, parentKey, updatedAt } = change;
  const head = `${key}\t${line}\t${known ? 't' : 'f'}`;
  const tail = digest ?? NULL;
  if (change.op === 'delete') return `${head}\tt\t${NULL}\t${NULL}\t${updatedAt ?? NULL}\t{}\t{}\t${tail}\n`;
  const record = recordText(change.record);
  return `${head}\tf\t${clientKey ?? NULL}\t${parentKey ?? NULL}\t${updatedAt ?? NULL}\t{${change.flags.join(',')}}\t${
    record.includes('\\') ? record.replaceAll('\\', '\\\\') : record}\t${tail}\n`;
}

const NULL = '\\N';
/** What a string in JSON cannot hold as it is. */
const NEEDS_ESCAPE = /["\\\u0000-\u001f]/;

/** A record as JSON. What is null is left out: to whoever reads it that is the same, and a third of a record is. */
function recordText(record: object): string {
  let text = '';
  for (const [name, value] of Object.entries(record) as [string, unknown][]) {
    if (value === null) continue;
    text += `${text === '' ? '{' : ','}"${name}":${jsonOf(value)}`;
  }
  return `${text === '' ? '{' : text}}`;
}

function jsonOf(value: unknown): string {
  if (typeof value === 'string' && !NEEDS_ESCAPE.test(value)) return `"${value}"`;
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

/** How often each flag stands on a staged row. */
export async function countFlags(session: SyncSession): Promise<Readonly<Record<string, number>>> {
  const rows = await session.query<{ flag: string; count: number }>(`
    select flag, count(*)::integer as count from pg_temp.staged, unnest(flags) as flag group by flag order by flag`);
  return Object.fromEntries(rows.map(({ flag, count }) => [flag, count]));
}
