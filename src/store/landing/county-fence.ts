import type { Instant } from '../../kernel/dates.js';
import type { RejectionReason } from '../../model/change.js';
import type { SourceTable } from '../../model/records/index.js';
import { CODES } from './code-table.js';
import { PARENT_RULES, type ParentRule } from './parent-rules.js';
import { REACHED, REACHED_BY_READING } from './reached-clients.js';
import type { SyncSession } from './sync-session.js';

/**
 * Why a pushed row was left out that would have touched what is another county's. The operator reads it in the export of
 * the quarantine; the county that pushed is never told, for it would learn which keys others have.
 */
export const NOT_THIS_COUNTYS = 'NOT_THIS_COUNTYS';

/** A batch in the staging that a county pushed. */
export interface PushedBatch {
  readonly runId: string;
  readonly county: string;
  readonly file: string;
  readonly at: Instant;
  /** The first column of the table's key, by which a row is refused that names no parent. */
  readonly keyColumn: string;
}

/** What became of pushed rows at the fence; the others are in the staging still. */
export interface Fenced {
  /** In quarantine. */
  readonly refused: number;
  /** Wait for a parent of the county's own. */
  readonly held: number;
  /** Codes that say what is known, or what was. */
  readonly unchanged: number;
  /** Whether the county landed any of the keys before; of codes, false. */
  readonly anyKnown: boolean;
}

export const UNFENCED: Fenced = { refused: 0, held: 0, unchanged: 0, anyKnown: false };

/** SQL that says that other counties' extracts are kept here too. */
export const keepsOthers = (county: string): string => `exists (select from csec.sync_run o where o.county <> ${county})`;

/**
 * Takes out of the staging every row of a push that would touch anything but what is the pushing county's alone.
 *
 * Keys of CWS/CMS are the whole State's and the newer row wins whoever sends it, so without a fence the token of one
 * county's IT could rewrite, remove, unseal or move another county's youth. With other counties on the gateway:
 * - *refused* is a row whose key another county landed or holds; one that reaches, as it is or as it was, a client whom
 *   another county landed, keeps or is landing; a removal of what the county never landed; a row of a table that decides
 *   counties or is shared by all, if it names another county; a code that would say something new; and a row from the
 *   future, which nobody's true row could ever outdo.
 * - *held* is a row that hangs off what the county has not landed, whether that is another county's or is nowhere: it
 *   waits until it is the county's own, so that nothing can be attached to a key before or after its true owner brings it.
 *
 * Nothing of another county changes by a push: no value, no stale mark, no county, no sensitivity, no held row. A youth
 * who truly moves, and what two counties share, moves by the operator's command line, which stays the operator's trust.
 *
 * What is told: a refusal for what a row itself says (the county or the moment it names, a code) is in the county's
 * quarantine. Every other one stands there for the operator alone, under NOT_THIS_COUNTYS; to the county it counts among
 * the rows that were understood, as new, held and landed ones do, none of which it can tell apart (`sync-runs.ts`). So a
 * county that sends keys to probe for another's gets the same answer whether they exist or not. That is the stricter of
 * the two choices: the county's own reconciliation of a push is coarser for it, and the operator has the whole of it.
 * Told nonetheless: nothing to the pusher; to who also reads the county's cases, that a child he made up did not come.
 */
export async function fencePushed(session: SyncSession, table: SourceTable, batch: PushedBatch): Promise<Fenced> {
  const [kept] = await session.query<{ others: readonly string[] | null }>(
    'select array_agg(distinct county) as others from csec.sync_run where county <> $1', [batch.county]);
  const others = kept?.others ?? null;
  if (table === CODES) return others === null ? UNFENCED : fenceCodes(session, batch);
  const anyKnown = await lockOwn(session, table, batch.county);
  if (others === null) return { ...UNFENCED, anyKnown, held: await holdAll(session, table, batch, false) };
  const refused = await refuse(session, table, batch, others);
  return { refused, held: await holdAll(session, table, batch, true), unchanged: 0, anyKnown };
}

/** From here on nobody takes the county's rows over; a key that is not the county's is new to it, whoever else has it. */
const LOCK_OWN = `
  with locked as (
    select l.source_key from (select source_key from pg_temp.staged order by source_key) s
    cross join lateral (
      select c.source_key from csec.county_record c where c.source_table = $1 and c.source_key = s.source_key and c.county = $2 for update) l),
  marked as (
    update pg_temp.staged s set known = exists (select from locked l where l.source_key = s.source_key) returning s.known)
  select coalesce(bool_or(known), false) as any from marked`;

async function lockOwn(session: SyncSession, table: SourceTable, county: string): Promise<boolean> {
  let anyKnown = true;
  await lookingUp(session, async () => {
    const [found] = await session.query<{ any: boolean }>(LOCK_OWN, [table, county]);
    anyKnown = found?.any ?? true;
  });
  return anyKnown;
}

/** Empty again after each transaction. `fence_row`: the staged rows by what they are; `fence_client`: whom they reach. */
const OPEN_FENCE = `
  create temporary table if not exists fence_row (
    source_key text collate "C" not null, line bigint not null, future boolean not null, names_other boolean not null,
    not_own boolean not null) on commit delete rows;
  create temporary table if not exists fence_reached (source_key text collate "C" not null, client_key text collate "C") on commit delete rows;
  create temporary table if not exists fence_client (client_key text collate "C" not null) on commit delete rows`;

const BY_KEY = ['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan', 'enable_material'];

/** What is landed is looked up row by row, whatever statistics say of tables that are just being filled; the rest is joined at once. */
async function lookingUp(session: SyncSession, step: () => Promise<unknown>): Promise<void> {
  const turn = (how: 'on' | 'off') => session.query(`select ${BY_KEY.map((name) => `set_config('${name}', '${how}', true)`).join(', ')}`);
  await turn('off');
  await step();
  await turn('on');
}

async function refuse(session: SyncSession, table: SourceTable, batch: PushedBatch, others: readonly string[]): Promise<number> {
  const { county, runId, file, at, keyColumn } = batch;
  await session.query(OPEN_FENCE);
  const look = async (): Promise<void> => {
    await session.query(LOOK_AT(table), [table, county, at]);
    await session.query(REACH(table), [table, county]);
  };
  await (REACHED_BY_READING.has(table) ? look() : lookingUp(session, look));
  await lookingUp(session, () => session.query(KEEP_ANOTHERS, [county, others]));
  const [counted] = await session.query<{ count: number }>(REFUSE(table), [
    table, runId, file, at, keyColumn, PARENT_RULES[table][0]?.column ?? keyColumn,
  ]);
  return counted?.count ?? 0;
}

/** Tables whose rows give a youth his county, and those that all counties read; each names the county that it is of. */
const COUNTY_COLUMN: Partial<Readonly<Record<SourceTable, string>>> = {
  CASE_T: 'CNTY_SPFCD', REFERL_T: 'CNTY_SPFCD', STFPERST: 'CNTY_SPFCD', SPC_PRJT: 'GVR_ENTC',
};

const NAMES_OTHER = (table: SourceTable): string => {
  if (COUNTY_COLUMN[table] === undefined) return 'false';
  const county = "s.record->>'county'";
  const any = `coalesce(${county} <> $2, false)`;
  return table === 'CASE_T' || table === 'REFERL_T' ? `(${any} and ${county} between '01' and '58')` : any;
};

const FROM_THE_FUTURE = "coalesce(s.updated_at > $3::timestamptz + interval '1 day', false)";

/** A caseload is one county's: who holds another's would carry its youths. */
const SHARES_CASELOAD = (table: SourceTable): string => (table !== 'STFCSLDT' ? 'false' : `exists (
  select from csec.county_record k where k.source_table = 'STFCSLDT' and k.record->>'caseloadKey' = s.record->>'caseloadKey' and k.county <> $2)`);

const LOOK_AT = (table: SourceTable): string => `
  insert into pg_temp.fence_row (source_key, line, future, names_other, not_own)
  select s.source_key, s.line, ${FROM_THE_FUTURE}, ${NAMES_OTHER(table)},
    coalesce(c.county <> $2, false) or coalesce(h.county <> $2, false)
      or (s.deletes and c.source_key is null and h.source_key is null) or ${SHARES_CASELOAD(table)}
  from pg_temp.staged s
  left join csec.county_record c on c.source_table = $1 and c.source_key = s.source_key
  left join csec.held_row h on h.source_table = $1 and h.source_key = s.source_key`;

/** As the rows will be, and as they were. */
const REACH = (table: SourceTable): string => `
  with touch as materialized (
    select source_key, client_key, parent_key, record from pg_temp.staged
    union all select c.* from pg_temp.staged s cross join lateral (
      select l.source_key, l.client_key, l.parent_key, l.record from csec.county_record l
      where l.source_table = $1 and l.source_key = s.source_key and l.county = $2 offset 0) c)
  insert into pg_temp.fence_reached (source_key, client_key) ${REACHED[table]}`;

/** A client is another county's if that landed him, if the six steps gave him to it, or if it is just landing what is his. */
const KEEP_ANOTHERS = `
  with reached as materialized (select distinct client_key from pg_temp.fence_reached where client_key is not null)
  insert into pg_temp.fence_client (client_key) select r.client_key from reached r
  left join csec.county_record k on k.source_table = 'CLIENT_T' and k.source_key = r.client_key
  left join csec.youth y on y.client_key = r.client_key
  where k.county <> $1 or y.county <> $1 or exists (select from csec.stale_client z where z.county = any ($2) and z.client_key = r.client_key)`;

/** What a row says itself goes before what the gateway knows: else the one reason would tell of the other. */
const REFUSE = (table: SourceTable): string => `
  with refused as materialized (
    select f.source_key, f.line,
      case when future then 'TIMESTAMP_INVALID' when names_other then 'NAMES_OTHER_COUNTY' else '${NOT_THIS_COUNTYS}' end as reason,
      case when future then 'LST_UPD_TS' when names_other then '${COUNTY_COLUMN[table] ?? ''}' when not_own then $5 else $6 end as column_name
    from pg_temp.fence_row f
    left join (select distinct r.source_key from pg_temp.fence_reached r join pg_temp.fence_client a using (client_key)) reaches using (source_key)
    where future or names_other or not_own or reaches.source_key is not null),
  gone as (delete from pg_temp.staged s using refused r where s.source_key = r.source_key),
  kept as (
    insert into csec.quarantined_row (run_id, source_table, file, line, column_name, reason, at)
    select $2::uuid, $1, $3, line, column_name, reason, $4::timestamptz from refused)
  select count(*)::integer as count from refused`;

const CODE_DIFFERS = `(c.sys_id is null or coalesce(s.updated_at, '-infinity') >= coalesce(c.updated_at, '-infinity')
  and (s.record->>'metaTable', s.record->>'shortDescription', s.record->>'logicalId', (s.record->>'inactive')::boolean,
    (s.record->>'parentCode')::integer, s.record->>'otherCode', s.record->>'longDescription')
    is distinct from (c.meta, c.short_description, c.logical_id, c.inactive, c.category_id, c.other_code, c.long_description))`;

/** Codes are every county's: a push changes none, and not even the moment by which a later wording goes. */
async function fenceCodes(session: SyncSession, { runId, file, at }: PushedBatch): Promise<Fenced> {
  const reason: RejectionReason = 'SHARED_BY_COUNTIES';
  const [counted] = await session.query<{ refused: number; all: number }>(`
    with gone as (delete from pg_temp.staged returning *),
    refused as materialized (
      select s.line from gone s left join csec.code_table c on c.sys_id = (s.record->>'code')::integer where s.record <> '{}' and ${CODE_DIFFERS}),
    kept as (
      insert into csec.quarantined_row (run_id, source_table, file, line, column_name, reason, at)
      select $1::uuid, 'SYS_CD_C', $2, line, 'SYS_ID', '${reason}', $3::timestamptz from refused)
    select (select count(*) from refused)::integer as refused, count(*)::integer as all from gone`, [runId, file, at]);
  const { refused, all } = counted ?? { refused: 0, all: 0 };
  return { ...UNFENCED, refused, unchanged: all - refused };
}

/** A project of the State is nobody's own: whoever takes part in it changes nothing of it. */
const IS_OPEN = (rule: ParentRule, county: string): string => (rule.parent === 'SPC_PRJT'
  ? `(p.county = ${county} or coalesce(p.record->>'county', '99') = '99')` : `p.county = ${county}`);

const LACKS_OWN = (rule: ParentRule, row: string, county: string): string => `${rule.key(row)} is not null and not exists (
  select from csec.county_record p where p.source_table = '${rule.parent}' and p.source_key = ${rule.key(row)} and p.record <> '{}'
    and ${IS_OPEN(rule, county)})`;

async function holdAll(session: SyncSession, table: SourceTable, batch: PushedBatch, fenced: boolean): Promise<number> {
  let held = 0;
  for (const rule of PARENT_RULES[table]) {
    if (!fenced && rule.without !== 'hold') continue;
    const [counted] = await session.query<{ count: number }>(HOLD(rule), [table, batch.county, batch.runId, batch.file, rule.column, batch.at]);
    held += counted?.count ?? 0;
  }
  return held;
}

/** What a seal order reached hangs off nothing and is not held. */
const HOLD = (rule: ParentRule): string => `
  with orphan as (
    delete from pg_temp.staged s where ${LACKS_OWN(rule, 's', '$2')}
      and not exists (select from csec.seal_tombstone z where z.source_table = $1 and z.source_key = s.source_key) returning s.*),
  held as (
    insert into csec.held_row as h (source_table, source_key, county, run_id, file, line, column_name, held_at, client_key, parent_key,
      updated_at, flags, record, digest, pushed)
    select $1, source_key, $2, $3, $4, line, $5, $6::timestamptz, client_key, parent_key, updated_at, flags, record, digest, true from orphan
    on conflict (source_table, source_key) do update set run_id = excluded.run_id, file = excluded.file, line = excluded.line,
      column_name = excluded.column_name, held_at = excluded.held_at, client_key = excluded.client_key, parent_key = excluded.parent_key,
      updated_at = excluded.updated_at, flags = excluded.flags, record = excluded.record, digest = excluded.digest, pushed = true
    where h.county = excluded.county and coalesce(excluded.updated_at, '-infinity') >= coalesce(h.updated_at, '-infinity'))
  select count(*)::integer as count from orphan`;

/** Whose run takes held rows up. */
export interface JoiningRun {
  readonly county: string;
  readonly pushed: boolean;
}

/**
 * SQL that says whether a run may take up the held row `s`. Alone on the gateway a county's runs take all of them up.
 * Beside others, a pushed run takes those that the county pushed, once what they hang off is its own and their key no
 * other county's; and no other run takes those, for a row that waits is no more trusted than one that comes.
 */
export function mayJoin(table: SourceTable, { county, pushed }: JoiningRun): string {
  // INVARIANT (two digits): syncFolder takes nothing else for a county.
  const own = `'${county}'`;
  if (!pushed) return `(not s.pushed or not ${keepsOthers('s.county')})`;
  const parents = PARENT_RULES[table].map((rule) => `not (${LACKS_OWN(rule, 's', own)})`);
  const key = `not exists (select from csec.county_record c where c.source_table = s.source_table and c.source_key = s.source_key and c.county <> ${own})`;
  return `(not ${keepsOthers(own)} or s.pushed and s.county = ${own} and ${[key, ...parents].join(' and ')})`;
}
