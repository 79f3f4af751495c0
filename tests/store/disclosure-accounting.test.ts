import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDisclosures, type AccountedRecord, type WantedDisclosures } from '../../src/store/disclosure-accounting.js';
import { pgAuditLog } from '../../src/store/pg-audit-log.js';
import { closePool, servingPool } from '../../src/store/pools.js';
import { withRequestSession } from '../../src/store/request-session.js';
import { KEY, disclosure } from '../audit/disclosures.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { agency, asOwner, asSync, seedYouths, subject } from './small-county.js';

const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00.000Z` as never;
const RECORDS = [
  disclosure(3, { at: at(3), agencyId: agency(2), subjectId: subject(2) }), disclosure(1, { at: at(1) }),
  disclosure(2, { at: at(2), agencyId: agency(2) }), disclosure(4, { at: at(4), subjectId: null, outcome: 'NOT_FOUND' }),
  disclosure(5, { at: at(5), agencyId: agency(9) }),
];
const EVERYTHING: WantedDisclosures = { county: null, subjectId: null, recipientAgencyId: null, from: null, to: null };

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1 }, { n: 2, county: '34' }]);
  await asSync(database.url, `insert into csec.agency (id, name, kind, county, state, regime_status) values
    ('${agency(1)}', 'Clinic', 'MENTAL_HEALTH', '19', 'CA', 'COVERED_ENTITY'), ('${agency(2)}', 'Shelter', 'COMMUNITY_PROVIDER', null, 'CA', 'NONE')`);
  const pool = servingPool({ url: database.url, max: 1, statementTimeoutMillis: 5_000 });
  await withRequestSession(pool, (session) => pgAuditLog(session, KEY).append(RECORDS));
  await closePool(pool);
});

afterAll(() => database.drop());

async function read(wanted: Partial<WantedDisclosures>): Promise<readonly AccountedRecord[]> {
  const rows: AccountedRecord[] = [];
  for await (const row of readDisclosures(database.url, { ...EVERYTHING, ...wanted })) rows.push(row);
  return rows;
}

test('the accounting is read whole, oldest first, each record as it was made and with who received it', async () => {
  const rows = await read({});
  expect(rows.map(({ disclosure: record }) => record)).toEqual([...RECORDS].sort((a, b) => a.at.localeCompare(b.at)));
  expect(rows.map(({ county, recipient }) => [county, recipient?.name ?? null])).toEqual([
    ['19', 'Clinic'], ['19', 'Shelter'], ['34', 'Shelter'], [null, 'Clinic'], ['19', null],
  ]);
  expect(rows[0]!.recipient).toEqual({ name: 'Clinic', kind: 'MENTAL_HEALTH', regimeStatus: 'COVERED_ENTITY', county: '19' });
});

test.each<[string, Partial<WantedDisclosures>, readonly number[]]>([
  ['a county', { county: '19' }, [1, 2, 5]], ['a youth', { subjectId: subject(2) }, [3]], ['a recipient', { recipientAgencyId: agency(2) }, [2, 3]],
  ['days, the last not included', { from: at(2), to: at(4) }, [2, 3]], ['all of them together', { county: '19', recipientAgencyId: agency(2), from: at(1), to: at(9) }, [2]],
  ['an agency without any', { recipientAgencyId: agency(7) }, []],
])('it is narrowed to %s', async (_, wanted, expected) => {
  expect((await read(wanted)).map(({ disclosure: { id } }) => Number(id.slice(-12)))).toEqual(expected);
});

test('leaving the loop early closes the connection', async () => {
  for await (const row of readDisclosures(database.url, EVERYTHING)) {
    expect(row.county).toBe('19');
    break;
  }
  await expect.poll(() => asOwner(database.url, async (client) => (await client.query(
    `select count(*)::int as open from pg_stat_activity where application_name like '% accounting' and datname = current_database()`)).rows[0].open)).toBe(0);
});

test('a server that is not there is unavailable', async () => {
  await expect(readDisclosures('postgresql://nobody@127.0.0.1:9/none', EVERYTHING).next()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});
