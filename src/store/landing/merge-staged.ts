import type { SourceTable } from '../../model/records/index.js';
import { keepsOthers } from './county-fence.js';
import type { SyncSession } from './sync-session.js';

/** What became of the staged rows; each is exactly one of these. */
export interface MergeCounts {
  readonly applied: number;
  /** Deletions that took a row away, or came before it. */
  readonly tombstoned: number;
  readonly unchanged: number;
  /** Older than what the landing table already held. */
  readonly superseded: number;
}

const MOMENT = (alias: string): string => `coalesce(${alias}.updated_at, '-infinity')`;
const SAYS = (alias: string): string => `(${alias}.client_key, ${alias}.parent_key, ${alias}.flags, ${alias}.record)`;

/** A row without LST_UPD_TS is older than any with one; of equal moments another content applies. */
const OUTDOES = (newer: string, older: string): string =>
  `(${MOMENT(newer)} > ${MOMENT(older)} or ${MOMENT(newer)} = ${MOMENT(older)} and ${SAYS(newer)} is distinct from ${SAYS(older)})`;

const COLUMNS = 'source_table, source_key, client_key, parent_key, county, updated_at, flags, record, run_id, digest';
/** A row that was held bears the county whose extract brought it, whoever brought its parent. */
const COUNTY = 'coalesce(s.county, $2)';
const VALUES = `$1, s.source_key, s.client_key, s.parent_key, ${COUNTY}, s.updated_at, s.flags, s.record, $3::uuid, s.digest`;

/**
 * Writes what outdoes a landed row over it. In the order of the keys: neighbours share a page, and two counties' runs seldom
 * wait for each other in a circle. By its place: a row that another run changed meanwhile has moved, and is compared again.
 */
const WRITE_OVER = `
  with written as (
    update csec.county_record c set client_key = n.client_key, parent_key = n.parent_key, county = coalesce(n.county, $2), updated_at = n.updated_at,
      flags = n.flags, record = n.record, run_id = $3::uuid, digest = n.digest
    from (
      select s.*, o.ctid as place, o.client_key as old_client_key, o.parent_key as old_parent_key, ${SAYS('s')} is distinct from ${SAYS('o')} as says_other
      from pg_temp.staged s join csec.county_record o on o.source_table = $1 and o.source_key = s.source_key
      where s.known and ${OUTDOES('s', 'o')} order by s.source_key offset 0) n
    where c.source_table = $1 and c.ctid = n.place
    returning n.source_key, n.says_other, n.client_key, n.parent_key, n.old_client_key, n.old_parent_key),
  noted as (
    insert into pg_temp.verdict (source_key, verdict, written, says_other, client_key, parent_key, old_client_key, old_parent_key)
    select source_key, 'A', true, says_other, client_key, parent_key, old_client_key, old_parent_key from written returning 1)
  select (select count(*) from pg_temp.staged where known)::integer - (select count(*) from noted)::integer as "left"`;

/** A batch is small beside the landing table, whatever their statistics say: joined in another way than row by row, all of the table is read. */
const JOINED = (how: 'on' | 'off'): string => `select set_config('enable_hashjoin', '${how}', true), set_config('enable_mergejoin', '${how}', true)`;

/** Compares the other staged rows whose key was seen with the landed one: A applies, S is superseded, U says nothing new. */
const COMPARE = `
  with compared as (
    insert into pg_temp.verdict (source_key, verdict, written, says_other, client_key, parent_key, old_client_key, old_parent_key)
    select s.source_key, case when c.source_key is null or ${OUTDOES('s', 'c')} then 'A' when ${MOMENT('s')} < ${MOMENT('c')} then 'S' else 'U' end, false,
      c.source_key is null or ${SAYS('s')} is distinct from ${SAYS('c')}, s.client_key, s.parent_key, c.client_key, c.parent_key
    from pg_temp.staged s left join csec.county_record c on c.source_table = $1 and c.source_key = s.source_key
    where s.known and not exists (select from pg_temp.verdict v where v.source_key = s.source_key)
    returning verdict)
  select count(*) filter (where verdict = 'A')::integer as outdoing, count(*) filter (where verdict = 'U')::integer as unchanged from compared`;

/** Writes the rows of which no other was there when they were compared. */
const WRITE = `
  with written as (
    insert into csec.county_record as c (${COLUMNS})
    select ${VALUES} from pg_temp.staged s join pg_temp.verdict v on v.source_key = s.source_key
    where v.verdict = 'A' and not v.written order by s.source_key
    on conflict (source_table, source_key) do update set
      client_key = excluded.client_key, parent_key = excluded.parent_key, county = excluded.county,
      updated_at = excluded.updated_at, flags = excluded.flags, record = excluded.record, run_id = excluded.run_id, digest = excluded.digest
    where ${OUTDOES('excluded', 'c')}
    returning 1)
  select count(*)::integer as written from written`;

/** A key that nobody has needs no looking for a rival, which is dear. Errors: CONFLICT when somebody has it after all. */
const WRITE_NEW = `insert into csec.county_record (${COLUMNS}) select ${VALUES} from pg_temp.staged s where not s.known order by s.source_key`;

/** Tables of whose rows the moment itself is told, or something is dated by it. */
const DATED: ReadonlySet<SourceTable> = new Set<SourceTable>(['DL_SVC_T', 'CHLD_CLT']);

/** A row that is newer and says the same touches nobody. */
const noteTouched = (table: SourceTable): string => {
  const changes = `v.verdict = 'A'${DATED.has(table) ? '' : ' and v.says_other'}`;
  return `
    insert into pg_temp.touched (source_key, client_key, parent_key)
    select s.source_key, s.client_key, s.parent_key from pg_temp.staged s left join pg_temp.verdict v on v.source_key = s.source_key
      where not s.known or ${changes}
    union select v.source_key, v.old_client_key, v.old_parent_key from pg_temp.verdict v where ${changes}`;
};

/** A row that was understood anew and says the same needs not be understood again. */
const NOTE_DIGESTS = `
  update csec.county_record c set digest = s.digest
  from pg_temp.verdict v join pg_temp.staged s on s.source_key = v.source_key
  where v.verdict = 'U' and c.source_table = $1 and c.source_key = v.source_key and c.digest is distinct from s.digest`;

/** What two counties say alike bears the lower number, whichever came first and whichever comes next; nothing is read where there is one. */
const NOTE_COUNTIES = `
  update csec.county_record c set county = ${COUNTY}
  from pg_temp.verdict v join pg_temp.staged s on s.source_key = v.source_key
  where ${keepsOthers('$2')}
    and c.source_table = $1 and c.source_key = v.source_key and c.county > ${COUNTY}
    and ${MOMENT('c')} = ${MOMENT('s')} and ${SAYS('c')} is not distinct from ${SAYS('s')}`;

const COUNT = `
  select count(*) filter (where v.verdict is null or v.verdict = 'A')::integer as outdoing,
    count(*) filter (where (v.verdict is null or v.verdict = 'A') and s.deletes)::integer as tombstoned,
    count(*) filter (where v.verdict = 'U')::integer as unchanged, count(*) filter (where v.verdict = 'S')::integer as superseded
  from pg_temp.staged s left join pg_temp.verdict v on v.source_key = s.source_key`;

/**
 * Merges the staging into the landing table set by set, and leaves in `pg_temp.touched` every row that changed, with the
 * client and parent it hangs off now and hung off before, unless nobody asks for it.
 *
 * Guarantees: the newer LST_UPD_TS (to the microsecond) wins; equal ones with another content apply; an older row never
 * overwrites; a row that says nothing new is not written anew. A row bears the county whose extract it came with, of two
 * that say the same at the same moment the lower number.
 * Errors: CONFLICT when a key that was not known is landed by another run meanwhile; then nothing of the batch is.
 */
export async function mergeStaged(
  session: SyncSession,
  into: { readonly table: SourceTable; readonly county: string; readonly runId: string; readonly noteTouched: boolean; readonly anyKnown: boolean; readonly pushed: boolean },
): Promise<MergeCounts> {
  const parameters = [into.table, into.county, into.runId];
  await session.query(WRITE_NEW, parameters);
  const outdone = into.anyKnown ? await mergeKnown(session, into, parameters) : 0;
  if (into.noteTouched) await session.query(noteTouched(into.table));
  const [counted] = await session.query<{ outdoing: number; tombstoned: number; unchanged: number; superseded: number }>(COUNT);
  const { outdoing, tombstoned, unchanged, superseded } = counted ?? { outdoing: 0, tombstoned: 0, unchanged: 0, superseded: 0 };
  const removed = Math.min(tombstoned, outdoing - outdone);
  return { applied: outdoing - outdone - removed, tombstoned: removed, unchanged, superseded: superseded + outdone };
}

/** Answers how many rows did not apply after all: what another county's run landed meanwhile, and is no older, stays. */
async function mergeKnown(
  session: SyncSession, { table, county, pushed }: { readonly table: SourceTable; readonly county: string; readonly pushed: boolean }, parameters: readonly unknown[],
): Promise<number> {
  await session.query(JOINED('off'));
  const [over] = await session.query<{ left: number }>(WRITE_OVER, parameters);
  await session.query(JOINED('on'));
  if (over?.left === 0) return 0;
  const [compared] = await session.query<{ outdoing: number; unchanged: number }>(COMPARE, [table]);
  const { outdoing, unchanged } = compared ?? { outdoing: 0, unchanged: 0 };
  const outdone = outdoing === 0 ? 0 : outdoing - await writeRest(session, parameters);
  // What another run landed meanwhile may say the same as well.
  if (unchanged + outdone === 0) return 0;
  await session.query(NOTE_DIGESTS, [table]);
  // Of what is pushed, rows that are known are the county's already.
  if (!pushed) await session.query(NOTE_COUNTIES, [table, county]);
  return outdone;
}

async function writeRest(session: SyncSession, parameters: readonly unknown[]): Promise<number> {
  await session.query('analyze pg_temp.verdict');
  const [merged] = await session.query<{ written: number }>(WRITE, parameters);
  return merged?.written ?? 0;
}
