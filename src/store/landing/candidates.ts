import { copiedRows } from './copy-text.js';
import { lostOf, quoted, readColumns, type Stage, type Stretch } from './stage.js';
import type { SyncSession } from './sync-session.js';

const BY_KEY = ['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan', 'enable_material'];

/**
 * Runs a step in which each staged row is looked up by its key, whatever the statistics of a table that was just filled
 * say: any other plan reads the whole landing table for every stretch.
 */
export async function* lookingUpByKey<T>(session: SyncSession, step: () => AsyncGenerator<T>): AsyncGenerator<T> {
  const turn = (how: 'on' | 'off') => session.query(`select ${BY_KEY.map((name) => `set_config('${name}', '${how}', false)`).join(', ')}`);
  await turn('off');
  try {
    yield* step();
  } finally {
    // A session that is lost takes its settings along.
    await turn('on').catch(() => undefined);
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
  readonly cells: readonly (string | undefined)[];
}

/** How a stretch is looked at. */
export interface CandidateSearch {
  readonly stretch: Stretch;
  /** The mapping's fingerprint as a signed 64-bit number: rows understood in another way are looked at again. */
  readonly seed: string;
  /** Whether lines of the stage lost to others of the same key. */
  readonly hasLost: boolean;
}

/** Flags that a later day, or a parent come meanwhile, may take away without the row having changed. */
const PASSING_FLAGS = '{START_IN_FUTURE,END_IN_FUTURE,BIRTH_IN_FUTURE,PARENT_MISSING}';

/**
 * The staged rows of a stretch whose raw text is not known to be what the landed row was understood from.
 * Guarantees: a row that is left out says exactly what was landed; rows that say nothing new may be among the candidates.
 */
export async function* candidatesOf(session: SyncSession, stage: Stage, search: CandidateSearch): AsyncGenerator<Candidate> {
  for await (const [line, known, digest, ...cells] of copiedRows(session.copyOut(candidateStatement(stage, search)))) {
    yield { line: Number(line), known: known === 't', digest: digest!, cells };
  }
}

function candidateStatement(stage: Stage, { stretch, seed, hasLost }: CandidateSearch): string {
  const columns = readColumns(stage).map((name) => quoted(name, 's'));
  const removes = stage.columns.some(({ name, read }) => read && name === 'IBMSNAP_OPERATION') ? `coalesce(rtrim(${quoted('IBMSNAP_OPERATION', 's')}) = 'D', false)` : 'false';
  return `copy (
    select s."#line", k.source_key is not null, h.digest, ${columns.join(', ')}
    from ${stage.name} s
    cross join lateral (select hash_record_extended(row(${columns.join(', ')}), ${seed}) as digest) h
    left join csec.county_record k on k.source_table = '${stage.table}' and k.source_key = ${stage.key}
    where s.ctid >= '(${stretch.from},0)' and s.ctid < '(${stretch.to},0)'
      and (k.digest is distinct from h.digest or (k.record = '{}' and not ${removes}) or k.flags && '${PASSING_FLAGS}')
      ${hasLost ? `and not exists (select from ${lostOf(stage)} l where l.line = s."#line")` : ''}) to stdout`;
}

/** How many rows of a stretch are still in the run: all that did not lose to another of the same key. */
export async function countStretch(session: SyncSession, stage: Stage, { stretch, hasLost }: Omit<CandidateSearch, 'seed'>): Promise<number> {
  const [counted] = await session.query<{ count: number }>(`
    select count(*)::integer as count from ${stage.name} s where s.ctid >= '(${stretch.from},0)' and s.ctid < '(${stretch.to},0)'
      ${hasLost ? `and not exists (select from ${lostOf(stage)} l where l.line = s."#line")` : ''}`);
  return counted?.count ?? 0;
}

/** A row whose key stands more than once in the file. */
export interface DoubledRow {
  readonly key: string;
  readonly line: number;
  readonly cells: readonly (string | undefined)[];
}

/** The rows of a stage whose key stands in it more than once, together by key and in the order of the file. */
export async function* doubledRows(session: SyncSession, stage: Stage): AsyncGenerator<DoubledRow> {
  const columns = readColumns(stage).map((name) => quoted(name, 's'));
  const statement = `copy (
    with doubled as materialized (select ${stage.key} as key from ${stage.name} s group by 1 having count(*) > 1)
    select d.key, s."#line", ${columns.join(', ')} from doubled d join ${stage.name} s on ${stage.key} = d.key order by d.key, s."#line") to stdout`;
  for await (const [key, line, ...cells] of copiedRows(session.copyOut(statement))) {
    // Rows without a key have nothing to be told apart by: each goes to quarantine for itself.
    if (key !== undefined && key !== '') yield { key, line: Number(line), cells };
  }
}

/** Notes which lines lost, so that nobody looks at them again. */
export async function noteLost(session: SyncSession, stage: Stage, lines: AsyncIterable<string>): Promise<number> {
  await session.query(`create unlogged table ${lostOf(stage)} (line bigint primary key)`);
  return session.copyIn(`copy ${lostOf(stage)} (line) from stdin`, lines);
}
