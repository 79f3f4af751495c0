import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GatewayError } from '../../src/kernel/gateway-error.js';
import { closePool, servingPool, syncPool, type Pool } from '../../src/store/pools.js';
import { RequestSession, withRequestSession } from '../../src/store/request-session.js';
import { storeError } from '../../src/store/store-error.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { forgetfulPooler } from './forgetful-pooler.js';
import { asOwner } from './small-county.js';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 300 });
});

afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

const ROLE = { name: 'role', text: 'select current_user::text as role, current_setting(\'TimeZone\') as zone' };

describe('a session', () => {
  test('works under the serving role in UTC, whatever options the URL sets itself', async () => {
    const url = new URL(database.url);
    url.searchParams.set('options', '-c role=csec_sync -c timezone=Asia/Tokyo');
    const other = servingPool({ url: url.href, max: 1, statementTimeoutMillis: 300 });
    for (const each of [pool, other]) {
      expect(await withRequestSession(each, (session) => session.query(ROLE))).toEqual([{ role: 'csec_gateway', zone: 'UTC' }]);
    }
    await closePool(other);
  });

  test('is not handed out when a pooler in between dropped the role', async () => {
    const pooler = await forgetfulPooler(new URL(database.url));
    const through = servingPool({ url: pooler.url, max: 1, statementTimeoutMillis: 300 });
    await expect(withRequestSession(through, (session) => session.query(ROLE)))
      .rejects.toMatchObject({ code: 'DATABASE_LOGIN_TOO_WEAK', details: { role: 'csec_gateway' } });
    await closePool(through);
    await pooler.close();
  });

  test('that the server ends while somebody works with it fails what is asked next, and nothing else', async () => {
    const other = servingPool({ url: database.url, max: 1, statementTimeoutMillis: 300 });
    const unheard: unknown[] = [];
    const note = (fault: unknown): void => { unheard.push(fault); };
    process.on('uncaughtException', note);
    try {
      await expect(withRequestSession(other, async (session) => {
        const [own] = await session.query<{ pid: number }>({ name: 'pid', text: 'select pg_backend_pid() as pid' });
        await asOwner(database.url, (client) => client.query('select pg_terminate_backend($1, 5000)', [own?.pid]));
        await new Promise((resolve) => { setTimeout(resolve, 50); });
        return session.query(ROLE);
      })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      expect(await withRequestSession(other, (session) => session.query(ROLE))).toEqual([{ role: 'csec_gateway', zone: 'UTC' }]);
    } finally {
      process.off('uncaughtException', note);
      await closePool(other);
    }
    expect(unheard).toEqual([]);
  });

  test('is not given to a login that may not take the role', async () => {
    await asOwner(database.url, async (client) => {
      await client.query('drop role if exists csec_test_stranger');
      await client.query(`create role csec_test_stranger login password 'for this test'`);
    });
    const url = new URL(database.url);
    [url.username, url.password] = ['csec_test_stranger', 'for this test'];
    const stranger = servingPool({ url: url.href, max: 1, statementTimeoutMillis: 300 });
    await expect(withRequestSession(stranger, (session) => session.query(ROLE)))
      .rejects.toMatchObject({ code: 'DATABASE_LOGIN_TOO_WEAK', details: { statement: 'connect' } });
    await closePool(stranger);
    await asOwner(database.url, (client) => client.query('drop role csec_test_stranger'));
  });

  test('reads on one snapshot: what another commits meanwhile is not seen', async () => {
    const count = { name: 'count-agencies', text: 'select count(*)::integer as count from csec.agency' };
    await withRequestSession(pool, async (session) => {
      expect(await session.query(count)).toEqual([{ count: 0 }]);
      await asOwner(database.url, (client) => client.query(`insert into csec.agency values (gen_random_uuid(), 'A', 'COURT', null, 'CA', 'NONE')`));
      expect(await session.query(count)).toEqual([{ count: 0 }]);
    });
    expect(await withRequestSession(pool, (session) => session.query(count))).toEqual([{ count: 1 }]);
  });

  test('answers statements asked at once in their order, and counts them', async () => {
    await withRequestSession(pool, async (session) => {
      const asked = Array.from({ length: 20 }, (_, n) => session.query<{ n: number }>({ name: 'echo', text: 'select $1::integer as n' }, [n]));
      expect((await Promise.all(asked)).map(([row]) => row!.n)).toEqual(Array.from({ length: 20 }, (_, n) => n));
      expect(session.statements).toBe(20);
    });
  });

  test('gives days, moments and counts as text and numbers, never as dates with a zone', async () => {
    const text = `select date '2026-03-01' as day, timestamptz '2026-03-01 08:00:00.1239+02' as moment, timestamptz '1999-12-31 23:59:59Z' as whole,
      bigint '9007199254740991' as count, null::timestamptz as none`;
    expect(await withRequestSession(pool, (session) => session.query({ name: 'types', text }))).toEqual([{
      day: '2026-03-01', moment: '2026-03-01T06:00:00.123Z', whole: '1999-12-31T23:59:59.000Z', count: 9007199254740991, none: null,
    }]);
  });

  test('that ended takes no more statements, and rolling it back again does nothing', async () => {
    const session = await RequestSession.begin(pool);
    await session.rollback();
    await session.rollback();
    expect(session.isOpen).toBe(false);
    await expect(session.query(ROLE)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', details: { statement: 'role' } });
    await expect(session.commit()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  test('whose statement failed does not pretend to commit', async () => {
    const session = await RequestSession.begin(pool);
    await session.query({ name: 'broken', text: 'select 1 / 0' }).catch(() => undefined);
    await expect(session.commit()).rejects.toMatchObject({ details: { statement: 'commit' } });
    expect((await withRequestSession(pool, (next) => next.query(ROLE)))).toHaveLength(1);
  });

  test('ends a statement that runs too long', async () => {
    await expect(withRequestSession(pool, (session) => session.query({ name: 'sleep', text: 'select pg_sleep(5)' })))
      .rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', details: { statement: 'sleep', sqlState: '57014' } });
  });

  test('rethrows the fault of the work itself, having rolled back', async () => {
    const fault = new RangeError('of the work');
    await expect(withRequestSession(pool, async (session) => { await session.query(ROLE); throw fault; })).rejects.toBe(fault);
    expect(pool.idleCount).toBe(pool.totalCount);
  });

  test('survives that the server cuts an idle connection', async () => {
    const lost: string[] = [];
    const each = syncPool({ url: database.url, max: 1, statementTimeoutMillis: 0, onLost: (code) => lost.push(code) });
    await withRequestSession(each, (session) => session.query(ROLE));
    await asOwner(database.url, (client) => client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'csec-gateway sync' and datname = current_database()`));
    await expect.poll(() => lost).toEqual(['57P01']);
    expect(await withRequestSession(each, (session) => session.query(ROLE))).toEqual([{ role: 'csec_sync', zone: 'UTC' }]);
    await closePool(each);
    await closePool(each);
  });
});

describe('a store error', () => {
  const failing = async (text: string, values: readonly unknown[]): Promise<GatewayError> =>
    withRequestSession(pool, (session) => session.query({ name: 'secretive', text }, values)).then(() => { throw new Error('no error'); }, (fault: GatewayError) => fault);

  test.each<[string, string, readonly unknown[]]>([
    ['a value that does not parse', 'select $1::integer', ['Bea Canary']],
    ['a value in the text of the statement', `select 'Bea Canary'::integer`, []],
    ['a value raised by a function', `select jsonb_build_object('Bea Canary', 1) -> 0 / 0`, []],
  ])('keeps code and names, and nothing of %s', async (_, text, values) => {
    const fault = await failing(text, values);
    expect(fault).toBeInstanceOf(GatewayError);
    expect(fault.code).toBe('INTERNAL');
    expect(fault.cause).toBeUndefined();
    expect(JSON.stringify({ ...fault, message: fault.message, stack: fault.stack })).not.toContain('Canary');
    expect(fault.details['statement']).toBe('secretive');
  });

  test.each<[unknown, string]>([
    [{ code: '23505', detail: 'Key (name)=(Bea)', constraint: 'agency_pkey', table: 'agency' }, 'CONFLICT'],
    [{ code: '40001' }, 'CONFLICT'], [{ code: 'CS409' }, 'CONFLICT'], [{ code: '57P01' }, 'STORE_UNAVAILABLE'],
    [{ code: '53300' }, 'STORE_UNAVAILABLE'], [{ code: 'ECONNREFUSED' }, 'STORE_UNAVAILABLE'],
    [new Error('Connection terminated unexpectedly'), 'STORE_UNAVAILABLE'], [new Error('timeout exceeded when trying to connect'), 'STORE_UNAVAILABLE'],
    [{ code: '42P01' }, 'INTERNAL'], [null, 'INTERNAL'], ['text', 'INTERNAL'],
  ])('%j becomes %s', (fault, code) => {
    expect(storeError(fault, 's').code).toBe(code);
  });

  test('names table and constraint, and lets a gateway error be', () => {
    expect(storeError({ code: '23505', detail: 'Key (name)=(Bea)', constraint: 'agency_pkey', table: 'agency', column: 'a value; with spaces' }, 's').details)
      .toEqual({ statement: 's', sqlState: '23505', constraint: 'agency_pkey', table: 'agency' });
    const own = new GatewayError('CONFLICT', 'Own.');
    expect(storeError(own, 's')).toBe(own);
  });
});
