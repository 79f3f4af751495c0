import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type pg from 'pg';
import { groundsHash } from '../../src/audit/grounds.js';
import { runAuditVerify } from '../../src/cli/audit-verify.js';
import { admitIds } from '../../src/store/admission-statements.js';
import { auditWritable, databaseReachable, migrationsCurrent } from '../../src/store/health.js';
import { pgAuditLog } from '../../src/store/pg-audit-log.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { disclosuresBySubject } from '../../src/store/queries/disclosures.js';
import { RequestSession, withRequestSession } from '../../src/store/request-session.js';
import { KEY, disclosure } from '../audit/disclosures.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { EVERYWHERE, NOBODY_IN_PARTICULAR, asOwner, seedYouths, subject } from './small-county.js';

let database: TestDatabase;
let pool: Pool;

const begin = async (): Promise<void> => {
  database = await createTestDatabase();
  pool = servingPool({ url: database.url, max: 16, statementTimeoutMillis: 5_000 });
};

const end = async (): Promise<void> => {
  await closePool(pool);
  await database.drop();
};

/** Gives each test of a group a log of its own. */
function eachAnew(): void {
  beforeEach(begin);
  afterEach(end);
}

const GROUNDS = groundsHash('{}');

const append = (...ns: readonly number[]): Promise<void> =>
  withRequestSession(pool, (session) => pgAuditLog(session, KEY).append(ns.map((n) => disclosure(n))));

async function verify(checkpoint?: string): Promise<{ exit: number; lines: readonly string[] }> {
  const lines: string[] = [];
  const exit = await runAuditVerify({ url: database.url, auditKey: KEY, ...(checkpoint ? { checkpoint } : {}), print: (line) => lines.push(line) });
  return { exit, lines };
}

/** What somebody can do who owns the server: the triggers that guard the log are put aside first. */
async function tamper(use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  await asOwner(database.url, async (client) => {
    await client.query('set session_replication_role = replica');
    await use(client);
  });
}

describe('the disclosure log', () => {
  eachAnew();

  test('is whole after appending, and says so with a checkpoint that holds later', async () => {
    await append(1, 2);
    await append(3);
    const first = await verify();
    expect(first.exit).toBe(0);
    expect(first.lines.slice(0, 2)).toEqual(['chain 0: 3 records', 'The disclosure log is whole: 3 records in 1 chains.']);
    const checkpoint = first.lines[2]!.replace('checkpoint ', '');
    await append(4);
    expect((await verify(checkpoint)).exit).toBe(0);
  });

  test('keeps nothing of a session that is rolled back, and goes on after it', async () => {
    const session = await RequestSession.begin(pool);
    await pgAuditLog(session, KEY).append([disclosure(1)]);
    await session.rollback();
    await append(2);
    expect((await verify()).lines[0]).toBe('chain 0: 1 records');
  });

  test('appends to no other end than the one it knows, and looks again after it was wrong', async () => {
    await append(1);
    await tamper((client) => client.query(`update csec.audit_chain set mac = '\\x00'`));
    await expect(append(2)).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    await tamper((client) => client.query('update csec.audit_chain set mac = (select mac from csec.disclosure)'));
    await append(3);
    await append(4, 5);
    expect((await verify()).lines.slice(0, 2)).toEqual(['chain 0: 4 records', 'The disclosure log is whole: 4 records in 1 chains.']);
  });

  test('records and commits on one trip, both or neither', async () => {
    const both = async (...ns: number[]) => {
      const session = await RequestSession.begin(pool);
      await pgAuditLog(session, KEY).appendAndCommit(ns.map((n) => disclosure(n))).finally(() => session.rollback());
    };
    await both(1, 2);
    await both();
    await tamper((client) => client.query(`update csec.audit_chain set mac = '\\x00'`));
    await expect(both(3)).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    await tamper((client) => client.query('update csec.audit_chain set mac = (select mac from csec.disclosure where seq = 2)'));
    for (let n = 4; n < 24; n += 1) await both(n);
    expect((await verify()).lines.slice(0, 2)).toEqual(['chain 0: 22 records', 'The disclosure log is whole: 22 records in 1 chains.']);
  });

  test('takes no record under the name of another subject, and two lots in one session follow one another', async () => {
    await withRequestSession(pool, async (session) => {
      await pgAuditLog(session, KEY).append([disclosure(1)]);
      await pgAuditLog(session, KEY).append([disclosure(2), disclosure(3, { subjectId: null })]);
    });
    const forged = (record: object, grounds: string | null) => withRequestSession(pool, (session) => session.query({ name: 'forged', text: `select csec.append_disclosures($1::smallint, 3,
      (select encode(mac, 'hex') from csec.lock_chain($1::smallint)), $2, '{00}', $3, '{r}', '{2026-01-01}', '{RELEASED}', $4, $5)` },
    [0, JSON.stringify(record), [subject(2)], [GROUNDS], grounds]));
    const own = { grounds: GROUNDS, subjectId: subject(2) };
    // As the log refuses a record of another subject, so one that names other grounds, and grounds that nobody keeps.
    for (const [record, grounds] of [[{ ...own, subjectId: subject(1) }, '{}'], [{ ...own, grounds: 'ab' }, '{}'], [own, null]] as const) {
      await expect(forged(record, grounds)).rejects.toMatchObject({ details: { sqlState: '22023' } });
    }
    expect((await verify()).lines.slice(0, 2)).toEqual(['chain 0: 3 records', 'The disclosure log is whole: 3 records in 1 chains.']);
  });

  test('keeps grounds that many records share once, also when two requests bring them first at the same time', async () => {
    const grounds = () => asOwner(database.url, async (client) => (await client.query('select count(*)::int as n from csec.disclosure_grounds')).rows[0].n as number);
    const sessions = await Promise.all([RequestSession.begin(pool), RequestSession.begin(pool)]);
    // Both have their snapshot before either writes.
    for (const session of sessions) await session.query({ name: 'snapshot', text: 'select 1' });
    const later = pgAuditLog(sessions[1], KEY);
    await pgAuditLog(sessions[0], KEY).appendAndCommit([disclosure(1), disclosure(2)]);
    await later.appendAndCommit([disclosure(3)]);
    await append(4, 5);
    expect(await grounds()).toBe(1);
    expect((await verify()).lines.at(-2)).toBe('The disclosure log is whole: 5 records in 2 chains.');
  });

  test('keeps the grounds of what follows a session that was rolled back', async () => {
    const session = await RequestSession.begin(pool);
    await pgAuditLog(session, KEY).append([disclosure(1)]);
    await session.rollback();
    await append(2);
    expect((await verify()).lines.slice(0, 2)).toEqual(['chain 0: 1 records', 'The disclosure log is whole: 1 records in 1 chains.']);
  });

  test('shows the serving role no grounds but those of records that it may read', async () => {
    await seedYouths(database.url, [{ n: 1 }, { n: 2 }]);
    await withRequestSession(pool, (session) => pgAuditLog(session, KEY).append([disclosure(1), disclosure(2, { subjectId: subject(2), rules: ['R-02'] })]));
    const rules = (session: RequestSession) => session.query({ name: 'all-grounds', text: `select grounds->'rules' as rules from csec.disclosure_grounds` });
    expect(await withRequestSession(pool, rules)).toEqual([]);
    await withRequestSession(pool, async (session) => {
      await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(2)]);
      expect(await rules(session)).toEqual([{ rules: ['R-02'] }]);
    });
  });

  test('stays whole under sixteen at once, each connection on a chain of its own', async () => {
    await Promise.all(Array.from({ length: 16 }, async (_, worker) => {
      for (let n = 0; n < 8; n += 1) await append(worker * 100 + n, worker * 100 + n + 50);
    }));
    const { exit, lines } = await verify();
    expect(exit).toBe(0);
    expect(lines.at(-2)).toMatch(/^The disclosure log is whole: 256 records in \d+ chains\.$/);
  });

  test('lets a second gateway append beside the first, and a later connection go on where an earlier one ended', async () => {
    const second = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
    await append(1);
    await withRequestSession(second, (session) => pgAuditLog(session, KEY).append([disclosure(2)]));
    await closePool(second);
    const third = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
    await expect.poll(async () => asOwner(database.url, async (client) => (await client.query(
      `select count(*)::int as held from pg_locks where locktype = 'advisory' and classid = 1128547651
         and database = (select oid from pg_database where datname = current_database())`)).rows[0].held)).toBe(1);
    await withRequestSession(third, (session) => pgAuditLog(session, KEY).append([disclosure(3)]));
    await closePool(third);
    expect((await verify()).lines).toEqual(['chain 0: 1 records', 'chain 1: 2 records', 'The disclosure log is whole: 3 records in 2 chains.', expect.any(String)]);
  });

  test('accounts for an opened subject, newest first, page by page, and for no other', async () => {
    await seedYouths(database.url, [{ n: 1 }, { n: 2 }]);
    await withRequestSession(pool, (session) => pgAuditLog(session, KEY).append([
      disclosure(1), disclosure(2, { at: '2026-03-02T08:00:00.000Z' as never }), disclosure(3), disclosure(4, { subjectId: subject(2) }),
    ]));
    await withRequestSession(pool, async (session) => {
      await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1)]);
      const first = await disclosuresBySubject(session, subject(1), { first: 2, after: null, part2Recipients: true });
      expect(first.map(({ record }) => record.requestId)).toEqual(['request-2', 'request-3']);
      const last = first[1]!.record;
      const rest = await disclosuresBySubject(session, subject(1), { first: 2, after: { at: last.at, id: last.id }, part2Recipients: true });
      expect(rest).toEqual([{ sealed: false, record: { ...disclosure(1), chain: expect.any(Number), seq: 1 } }]);
      expect(await disclosuresBySubject(session, subject(2), { first: 2, after: null, part2Recipients: true })).toEqual([]);
    });
  });
});

describe('the tables of the log', () => {
  // What is refused changes nothing, so one log serves all.
  beforeAll(begin);
  afterAll(end);

  test.each(['update csec.disclosure set outcome = outcome', 'delete from csec.disclosure', 'truncate csec.disclosure',
    'delete from csec.audit_chain', 'truncate csec.audit_chain', 'update csec.disclosure_grounds set grounds = grounds',
    'delete from csec.disclosure_grounds', 'truncate csec.disclosure_grounds'])('refuses its owner: %s', async (text) => {
    await append(1);
    await expect(asOwner(database.url, (client) => client.query(text))).rejects.toMatchObject({ code: '42501' });
  });
});

describe('tampering in the database', () => {
  eachAnew();

  beforeEach(async () => {
    await append(1, 2, 3, 4);
  });

  test.each<[string, string, readonly string[]]>([
    ['an update', `update csec.disclosure set record = jsonb_set(record::jsonb, '{purpose}', '"MDT"')::json where seq = 2`, ['chain 0, record 2: ALTERED']],
    ['an update of what records rest on', `update csec.disclosure_grounds set grounds = jsonb_set(grounds::jsonb, '{rules}', '[]')::json`,
      ['chain 0, record 1: ALTERED', 'chain 0, record 2: ALTERED', 'chain 0, record 3: ALTERED', 'chain 0, record 4: ALTERED']],
    ['other grounds named beside a record', `update csec.disclosure set grounds = null where seq = 2`, ['chain 0, record 2: ALTERED']],
    ['a moved subject', `update csec.disclosure set subject_id = null where seq = 3`, ['chain 0, record 3: ALTERED']],
    ['a deletion', 'delete from csec.disclosure where seq = 2', ['chain 0, record 2: REMOVED']],
    ['a truncation', 'delete from csec.disclosure where seq > 2', ['chain 0, record 3: TRUNCATED']],
    ['a forged head', `update csec.audit_chain set seq = 2`, ['chain 0, record 4: HEAD_ALTERED']],
    ['a reordering', 'update csec.disclosure set seq = case seq when 2 then 30 else seq end; update csec.disclosure set seq = 2 where seq = 3; update csec.disclosure set seq = 3 where seq = 30',
      ['chain 0, record 2: REORDERED', 'chain 0, record 3: REORDERED', 'chain 0, record 4: ALTERED']],
  ])('%s is found and told by chain, record and kind', async (_, text, faults) => {
    await tamper((client) => client.query(text));
    const { exit, lines } = await verify();
    expect(exit).toBe(65);
    expect(lines.slice(1, -1)).toEqual(faults);
    expect(lines.at(-1)).toMatch(/^The disclosure log is NOT whole: \d faults?\.$/);
  });

  test('an end cut off together with its head is found by the checkpoint', async () => {
    const checkpoint = (await verify()).lines.at(-1)!.replace('checkpoint ', '');
    await tamper((client) => client.query(`delete from csec.disclosure where seq > 2;
      update csec.audit_chain set seq = 2, mac = (select mac from csec.disclosure where seq = 2)`));
    expect((await verify()).exit).toBe(0);
    expect(await verify(checkpoint)).toEqual({ exit: 65, lines: ['chain 0: 2 records', 'chain 0, record 3: TRUNCATED', 'The disclosure log is NOT whole: 1 fault.'] });
  });
});

describe('when a disclosure cannot be recorded', () => {
  eachAnew();

  test('the append fails closed and nothing is committed', async () => {
    await asOwner(database.url, (client) => client.query('revoke execute on function csec.append_disclosures from csec_gateway'));
    await expect(append(1)).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE', status: 503, details: {} });
    expect(await auditWritable(pool)).toBe(false);
    expect((await verify()).lines[0]).toBe('chain 0: 0 records');
  });

  test('readiness tells the database, the migrations and the log apart', async () => {
    expect([await databaseReachable(pool), await migrationsCurrent(database.url), await auditWritable(pool)]).toEqual([true, true, true]);
    expect((await verify()).lines[0]).toBe('chain 0: 0 records');
    const nowhere = servingPool({ url: 'postgresql://nobody@127.0.0.1:9/none', max: 1, statementTimeoutMillis: 100 });
    expect([await databaseReachable(nowhere), await migrationsCurrent('postgresql://nobody@127.0.0.1:9/none'), await auditWritable(nowhere)])
      .toEqual([false, false, false]);
    await closePool(nowhere);
  });
});

