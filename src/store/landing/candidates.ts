import { copiedRows, type CopiedRow } from './copy-text.js';
import { lostOf, quoted, readColumns, type Stage, type Stretch } from './stage.js';
import type { SyncSession } from './sync-session.js';

const BY_KEY = ['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan', 'enable_material'];
const turned = (names: readonly string[], how: 'on' | 'off'): string => names.map((name) => `set_config('${name}', '${how}', false)`).join(', ');
const LOOK_UP = `select ${turned(BY_KEY, 'off')}, ${turned(['enable_nestloop'], 'on')}`;
const JOIN = `select ${turned(BY_KEY, 'on')}, ${turned(['enable_nestloop'], 'off')}`;
const AS_EVER = `select ${turned([...BY_KEY, 'enable_nestloop'], 'on')}`;

/**
 * Runs a step in which each staged row is looked up by its key, but where a search joins, whatever the statistics of a table
 * that was just filled say: any other plan reads the whole landing table for every stretch.
 */
export async function* lookingUpByKey<T>(session: SyncSession, step: () => AsyncGenerator<T>): AsyncGenerator<T> {
  await session.query(LOOK_UP);
  try {
    yield* step();
  } finally {
    // A session that is lost takes its settings along.
    await session.query(AS_EVER).catch(() => undefined);
  }
}

/** A staged row that may say something new. */
export interface Candidate {
  readonly line: number;
  /** Whether the landing table holds its key already. */
  readonly known: boolean;
  /** By what the row will be known again while it says the same. */
  readonly digest: string;
  /** The columns that are read, in the order of `readColumns`. */
  readonly cells: CopiedRow;
}

/** How a stretch is looked at. */
export interface CandidateSearch {
  readonly stretch: Stretch;
  /** The mapping's fingerprint as a signed 64-bit number: rows understood in another way are looked at again. */
  readonly seed: string;
  /** Whether lines of the stage lost to others of the same key. */
  readonly hasLost: boolean;
  /** Whether the landing table is known to hold none of the keys: then all rows are candidates. */
  readonly fresh: boolean;
  /** The landed rows are gone through once and joined: cheaper than to look each up where the stretch is no small part of them. */
  readonly joins: boolean;
  /** Whose extract it is; what the county with a higher number said alike is looked at, for it is to bear this one. */
  readonly county: string;
}

/** Flags that a later day, or a parent come meanwhile, may take away without the row having changed. */
const PASSING_FLAGS = '{START_IN_FUTURE,END_IN_FUTURE,BIRTH_IN_FUTURE,PARENT_MISSING}';

/**
 * The staged rows of a stretch whose raw text is not known to be what the landed row was understood from, as many at once
 * as come together: a row for itself would wait as long as it takes to understand it.
 * Guarantees: a row that is left out says exactly what was landed; rows that say nothing new may be among the candidates.
 */
export async function* candidatesOf(session: SyncSession, stage: Stage, search: CandidateSearch): AsyncGenerator<readonly Candidate[]> {
  if (search.joins) await session.query(JOIN);
  for await (const rows of copiedRows(session.copyOut(candidateStatement(stage, search)))) yield rows.map(candidateOf);
  if (search.joins) await session.query(LOOK_UP);
}

/** How many rows the landing table holds of a source table, about. */
export async function aboutLanded(session: SyncSession, stage: Stage): Promise<number> {
  const [found] = await session.query<{ rows: number }>(
    "select greatest(reltuples, 0)::float8 as rows from pg_class where oid = to_regclass('csec.county_record_' || lower($1))", [stage.table]);
  return found?.rows ?? 0;
}

/** What the statement puts behind the cells is taken off their end, where taking costs nothing. */
function candidateOf(row: CopiedRow): Candidate {
  const digest = row.pop()!;
  const known = row.pop() === 't';
  return { line: Number(row.pop()), known, digest, cells: row };
}

function candidateStatement(stage: Stage, { stretch, seed, hasLost, fresh, county }: CandidateSearch): string {
  const columns = readColumns(stage).map((name) => quoted(name, 's'));
  const removes = stage.columns.some(({ name, read }) => read && name === 'IBMSNAP_OPERATION') ? `coalesce(rtrim(${quoted('IBMSNAP_OPERATION', 's')}) = 'D', false)` : 'false';
  return `copy (
    select ${columns.join(', ')}, s."#line", ${fresh ? 'false' : 'k.source_key is not null'}, h.digest
    from ${stage.name} s
    cross join lateral (select hash_record_extended(row(${columns.join(', ')}), ${seed}) as digest) h
    ${fresh ? '' : `left join csec.county_record k on k.source_table = '${stage.table}' and k.source_key = ${stage.key}`}
    where s.ctid >= '(${stretch.from},0)' and s.ctid < '(${stretch.to},0)'
      ${fresh ? '' : `and (k.digest is distinct from h.digest or (k.record = '{}' and not ${removes}) or k.flags && '${PASSING_FLAGS}'
        or k.county > '${county}')`}
      ${hasLost ? `and not exists (select from ${lostOf(stage)} l where l.line = s."#line")` : ''}) to stdout`;
}

/** How many rows of a stretch are still in the run: all that did not lose to another of the same key. */
export async function countStretch(session: SyncSession, stage: Stage, { stretch, hasLost }: Pick<CandidateSearch, 'stretch' | 'hasLost'>): Promise<number> {
  const [counted] = await session.query<{ count: number }>(`
    select count(*)::integer as count from ${stage.name} s where s.ctid >= '(${stretch.from},0)' and s.ctid < '(${stretch.to},0)'
      ${hasLost ? `and not exists (select from ${lostOf(stage)} l where l.line = s."#line")` : ''}`);
  return counted?.count ?? 0;
}

/** A row whose key stands more than once in the file. */
export interface DoubledRow {
  readonly key: string;
  readonly line: number;
  readonly cells: CopiedRow;
}

/** The rows of a stage whose key stands in it more than once, together by key and in the order of the file. */
export async function* doubledRows(session: SyncSession, stage: Stage): AsyncGenerator<DoubledRow> {
  const columns = readColumns(stage).map((name) => quoted(name, 's'));
  const statement = `copy (
    with doubled as materialized (select ${stage.key} as key from ${stage.name} s group by 1 having count(*) > 1)
    select d.key, s."#line", ${columns.join(', ')} from doubled d join ${stage.name} s on ${stage.key} = d.key order by d.key, s."#line") to stdout`;
  for await (const rows of copiedRows(session.copyOut(statement))) {
    for (const [key, line, ...cells] of rows) {
      // Rows without a key have nothing to be told apart by: each goes to quarantine for itself.
      if (key !== undefined && key !== '') yield { key, line: Number(line), cells };
    }
  }
}

/** Notes which lines lost, so that nobody looks at them again. */
export async function noteLost(session: SyncSession, stage: Stage, lines: AsyncIterable<string>): Promise<number> {
  await session.query(`create unlogged table ${lostOf(stage)} (line bigint primary key)`);
  return session.copyIn(`copy ${lostOf(stage)} (line) from stdin`, lines);
}
