import { createHash } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { admitIds, narrowOpened } from '../../src/store/admission-statements.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { RequestSession, withRequestSession, type Queryable } from '../../src/store/request-session.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { EVERYWHERE, NOBODY_IN_PARTICULAR, asOwner, seedEveryTable, seedYouths, subject } from './small-county.js';
import { seedSpecialTables } from './special-records.js';

/** What the serving role has no right to whatever: that a matter was ever sealed, who received under which consent, who was alerted, what partners are told. */
const SEALED = ['consent_release', 'consent_withdrawal', 'emergency_alert', 'identity_review', 'partner_event', 'partner_view', 'seal_notice', 'seal_order', 'seal_tombstone', 'withdrawal_receipt'];

let database: TestDatabase;
let pool: Pool;
/** Every table of subjects, and those of them that the serving role may ask. */
let named: readonly string[];
let tables: readonly string[];

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1 }, { n: 2 }, { n: 3 }]);
  await seedEveryTable(database.url, [1, 2, 3]);
  await seedSpecialTables(database.url, [1, 2, 3]);
  named = await asOwner(database.url, subjectTables);
  tables = named.filter((table) => !SEALED.includes(table));
  pool = servingPool({ url: database.url, max: 1, statementTimeoutMillis: 5_000 });
});

afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

/** Every table with a column that names a subject, whoever made it. */
async function subjectTables(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(`select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'subject_id'
    where c.relnamespace = 'csec'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  return rows.map(({ name }) => name);
}

async function subjectsIn(session: Queryable, table: string): Promise<readonly string[]> {
  const rows = await session.query<{ subject_id: string }>({
    name: `see-${table}`, text: `select distinct subject_id from csec.${table} order by subject_id`,
  });
  return rows.map(({ subject_id }) => subject_id);
}

async function seen(session: Queryable): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const table of tables) found[table] = await subjectsIn(session, table);
  return found;
}

const everyTable = (ids: readonly string[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(tables.map((table) => [table, table === 'disclosure' ? [] : ids]));

const raw = (session: Queryable, text: string, values: readonly unknown[] = []) =>
  session.query({ name: createHash('sha256').update(text).digest('hex').slice(0, 40), text }, values);

describe('the second wall', () => {
  test('the catalogue knows every subject-owned table and the log', () => {
    expect(named).toEqual([
      'absence', 'address', 'alias', 'allegation', 'assignment', 'case_document', 'child_welfare_case', 'consent', 'consent_release', 'consent_use',
      'consent_version', 'consent_withdrawal', 'court_order', 'csec_grid_entry', 'disclosure', 'emergency_access', 'emergency_alert', 'endangerment',
      'identifier', 'identity_review', 'involvement', 'mandated_report', 'missing_child_description', 'partner_event', 'partner_link', 'partner_view', 'placement', 'referral', 'release_approval', 'reporter', 'screening_finding', 'seal_notice', 'seal_order', 'seal_tombstone', 'service_record',
      'special_project_participation', 'team_assignment', 'victim_election', 'withdrawal_receipt', 'youth',
    ]);
  });

  test('raw SQL without admission sees no row of any table', async () => {
    await withRequestSession(pool, async (session) => expect(await seen(session)).toEqual(everyTable([])));
  });

  test('raw SQL with admission sees the admitted subjects and no other', async () => {
    await withRequestSession(pool, async (session) => {
      await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1), subject(3)]);
      expect(await seen(session)).toEqual(everyTable([subject(1), subject(3)]));
    });
  });

  test('the next transaction on the same connection sees nothing again, prepared statements included', async () => {
    const first = await RequestSession.begin(pool);
    const connection = first.connection;
    await admitIds(first, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(2)]);
    expect(await subjectsIn(first, 'youth')).toEqual([subject(2)]);
    await first.commit();
    await withRequestSession(pool, async (session) => {
      expect(session.connection).toBe(connection);
      expect(await seen(session)).toEqual(everyTable([]));
    });
  });

  test('narrowing closes, and cannot open what was not open', async () => {
    await withRequestSession(pool, async (session) => {
      await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1), subject(2)]);
      await narrowOpened(session, [subject(2), subject(3)]);
      expect(await subjectsIn(session, 'youth')).toEqual([subject(2)]);
      await narrowOpened(session, []);
      expect(await subjectsIn(session, 'youth')).toEqual([]);
    });
  });

  test.each([
    ['a list without a signature', `{${subject(1)}}`],
    ['a list with a signature of zeros', `${'0'.repeat(64)}{${subject(1)}}`],
    ['a text that is no list', 'open sesame'],
  ])('writing %s into the setting opens nothing', async (_, forged) => {
    await withRequestSession(pool, async (session) => {
      await raw(session, `select set_config('csec.opened', $1, true)`, [forged]);
      expect(await seen(session)).toEqual(everyTable([]));
      await raw(session, `select set_config('csec.opened', $1, false)`, [forged]);
      expect(await seen(session)).toEqual(everyTable([]));
    });
  });

  test('a true signature of an earlier transaction opens nothing in a later one, nor with a longer list', async () => {
    const kept = await withRequestSession(pool, async (session) => {
      await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1)]);
      const [row] = await session.query<{ value: string }>({ name: 'read-setting', text: `select current_setting('csec.opened') as value` });
      return row!.value;
    });
    await withRequestSession(pool, async (session) => {
      await raw(session, `select set_config('csec.opened', $1, true)`, [kept]);
      expect(await seen(session)).toEqual(everyTable([]));
      await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1)]);
      await raw(session, `select set_config('csec.opened', left(current_setting('csec.opened'), 64) || $1, true)`, [`{${subject(1)},${subject(2)}}`]);
      expect(await seen(session)).toEqual(everyTable([]));
    });
  });

  test.each([
    'select * from csec.session_secret', 'select csec.sign_opened(\'{}\')', 'select csec.open_subjects(\'{}\')',
    'select * from csec.facts_of(\'{}\', \'{}\')', 'select * from csec.county_record', 'select * from csec.audit_chain',
    'insert into csec.consent (subject_id) values (gen_random_uuid())', 'update csec.youth set county = county',
    'delete from csec.disclosure', 'insert into csec.disclosure (chain, seq) values (0, 1)', `insert into csec.disclosure_grounds (hash, grounds) values ('', '{}')`, `select csec.keep_grounds('{}')`, 'create table csec.mine (a int)',
    'alter table csec.youth disable row level security', 'update csec.agency set name = name', 'truncate csec.youth',
    'select csec.refresh_statistics()', 'select count(*) from csec.seal_order', 'select 1 from csec.seal_tombstone',
    'select id from csec.seal_notice', 'select id from csec.emergency_alert', 'update csec.endangerment set words = null', 'select reason_words from csec.emergency_access', 'select reason_words from csec.release_approval', 'select decided_by from csec.release_approval', 'select callback from csec.emergency_access',
    'select review_words from csec.emergency_access', 'update csec.court_order set vacated_at = null', 'delete from csec.case_document',
    'insert into csec.mandated_report (id) values (gen_random_uuid())', 'update csec.consent_use set use = 0',
    `select csec.purge_sealed('${subject(1)}')`, `select csec.sealed_rows('${subject(1)}', '{}')`,
  ])('the serving role may not: %s', async (text) => {
    const session = await RequestSession.begin(pool);
    await expect(raw(session, text)).rejects.toMatchObject({ code: 'INTERNAL', details: { sqlState: '42501' } });
    await session.rollback();
  });

  test('row security is enabled and forced on every one of the tables, each with a policy for the serving role', async () => {
    const { rows } = await asOwner(database.url, (client) => client.query(`select c.relname from pg_class c
      where c.oid = any ($1::regclass[]) and (not c.relrowsecurity or not c.relforcerowsecurity or not exists (
        select from pg_policies p where p.schemaname = 'csec' and p.tablename = c.relname and p.roles = '{csec_gateway}'
          and p.cmd = 'SELECT' and p.qual like '%opened_subjects()%'))`, [tables.map((table) => `csec.${table}`)]));
    expect(rows).toEqual([]);
  });

  test('of the tables of seal orders the serving role has no right and no policy, and row security is forced there too', async () => {
    const { rows } = await asOwner(database.url, (client) => client.query(`select c.relname, c.relrowsecurity and c.relforcerowsecurity as forced,
        has_any_column_privilege('csec_gateway', c.oid, 'select, insert, update, references') as readable,
        exists (select from pg_policies p where p.schemaname = 'csec' and p.tablename = c.relname and p.roles && '{csec_gateway,public}') as policed
      from pg_class c where c.oid = any ($1::regclass[]) order by 1`, [SEALED.map((table) => `csec.${table}`)]));
    expect(rows).toEqual(SEALED.map((relname) => ({ relname, forced: true, readable: false, policed: false })));
  });

  test('a document that was withdrawn is not there, open or not', async () => {
    await asOwner(database.url, (client) => client.query(`update csec.case_document set withdrawn_at = now(), withdrawn_by = 'somebody' where subject_id = '${subject(3)}'`));
    await withRequestSession(pool, async (session) => {
      await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1), subject(3)]);
      expect(await subjectsIn(session, 'case_document')).toEqual([subject(1)]);
    });
    await asOwner(database.url, (client) => client.query('update csec.case_document set withdrawn_at = null, withdrawn_by = null'));
  });

  test('no table of the schema lets the serving role write, and it owns nothing', async () => {
    const { rows } = await asOwner(database.url, (client) => client.query(`select c.relname from pg_class c
      where c.relnamespace = 'csec'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and (
        pg_get_userbyid(c.relowner) = 'csec_gateway'
        or has_table_privilege('csec_gateway', c.oid, 'insert, update, delete, truncate, references, trigger'))
      union all select p.proname from pg_proc p where p.pronamespace = 'csec'::regnamespace and (
        pg_get_userbyid(p.proowner) = 'csec_gateway'
        or exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0))`));
    expect(rows).toEqual([]);
  });

  test('every function that runs with another role\'s rights fixes its search path', async () => {
    const { rows } = await asOwner(database.url, (client) => client.query(`select p.proname from pg_proc p
      where p.pronamespace = 'csec'::regnamespace and p.prosecdef
        and not coalesce(p.proconfig @> array['search_path=pg_catalog, pg_temp'], false)`));
    expect(rows).toEqual([]);
  });

  test('roles cannot log in, bypass row security or create', async () => {
    const { rows } = await asOwner(database.url, (client) => client.query(`select rolname from pg_roles
      where rolname like 'csec\\_%' and not rolcanlogin and not rolsuper and not rolbypassrls and not rolcreaterole order by 1`));
    expect(rows.map(({ rolname }: { rolname: string }) => rolname)).toEqual(['csec_admission', 'csec_delivery', 'csec_gateway', 'csec_reports', 'csec_sync']);
  });
});
