import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseFilter, CaseOrder, PageStart } from '../../src/release/admission-source.js';
import type { AdmissionNode } from '../../src/policy/admission/admission.js';
import { admitPage } from '../../src/store/admission-statements.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { withRequestSession } from '../../src/store/request-session.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { EVERYWHERE, NOBODY_IN_PARTICULAR, agency, asOwner, asSync, seedYouths, subject, UNLIMITED, type YouthSeed } from './small-county.js';

const COUNTY: readonly AdmissionNode[] = [{ kind: 'county', county: '19', ...UNLIMITED }];
const RELATED: readonly AdmissionNode[] = [{ kind: 'involved', agencyId: agency(1), as: 'TREATMENT' }];
const ANY_OF: readonly AdmissionNode[] = [...COUNTY, ...RELATED];

const YOUTHS: readonly YouthSeed[] = [
  { n: 1, lastName: 'Berg', firstName: 'ana', openedOn: '2026-01-05', hasOpenCase: true, csecStatus: 'AT_RISK' },
  { n: 2, lastName: 'berg', firstName: 'Ana', openedOn: '2026-01-05', hasOpenCase: false, csecStatus: 'VICTIM_PAST' },
  { n: 3, lastName: 'Álvarez', firstName: 'Zoe', openedOn: null },
  { n: 4, lastName: 'Zhou', firstName: null, openedOn: '2025-12-31', hasOpenCase: true },
  { n: 5, lastName: null, firstName: null, openedOn: '2026-02-01', csecStatus: 'VICTIM_CURRENT' },
  { n: 6, lastName: 'Abel', firstName: 'Bo', openedOn: '2026-02-02', county: '34' },
  { n: 7, lastName: 'Berg', firstName: 'Bo', openedOn: '2026-01-05' },
];

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, YOUTHS);
  await asSync(database.url, `insert into csec.involvement (subject_id, record_key, agency_id, kind, started_on)
    select subject_id, 'i', '${agency(1)}', 'TREATMENT', '2026-01-01' from csec.youth`);
  await asSync(database.url, `insert into csec.csec_grid_entry (subject_id, record_key, type_code) values
    ('${subject(1)}', 'g', 6867), ('${subject(1)}', 'h', 6867), ('${subject(7)}', 'g', 6867), ('${subject(2)}', 'g', 6866)`);
  pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
});

afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

async function walk(nodes: readonly AdmissionNode[], order: CaseOrder, first: number, filter: CaseFilter = {}): Promise<readonly number[]> {
  const seen: number[] = [];
  let after: PageStart | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof admitPage>> = await withRequestSession(pool, (session) =>
      admitPage(session, nodes, NOBODY_IN_PARTICULAR, { first, after, order, filter }));
    seen.push(...page.map(({ facts }) => Number(facts.subject.subjectId.slice(-12))));
    const last = page.at(-1);
    if (page.length < first || last === undefined) return seen;
    after = { key: last.key, subjectId: last.facts.subject.subjectId };
  }
}

describe('a page', () => {
  const ORDERS: readonly [CaseOrder, readonly number[]][] = [
    ['ANY', [1, 2, 3, 4, 5, 6, 7]],
    ['OPENED_ON', [6, 5, 1, 2, 7, 4, 3]],
    ['YOUTH_NAME', [6, 1, 2, 7, 4, 3, 5]],
  ];
  for (const [order, all] of ORDERS) {
    const ofCounty = all.filter((n) => n !== 6);
    test.each([1, 2, 3, 7, 50])(`in the order ${order}, %i at a time, names every youth once and in the same order`, async (first) => {
      expect(await walk(COUNTY, order, first)).toEqual(ofCounty);
      expect(await walk(RELATED, order, first)).toEqual(all);
      expect(await walk(ANY_OF, order, first)).toEqual(all);
      expect(await walk(EVERYWHERE, order, first)).toEqual(all);
    });
  }

  test.each<[string, CaseFilter, readonly number[]]>([
    ['open cases', { open: true }, [1, 4]],
    ['closed cases', { open: false }, [2, 3, 5, 6, 7]],
    ['a CSEC status', { csecStatus: 'VICTIM_CURRENT' }, [5]],
    ['a grid type', { gridType: 6867 }, [1, 7]],
    ['a county', { county: '34' }, [6]],
    ['opened from a day', { openedFrom: '2026-01-05' as never }, [1, 2, 5, 6, 7]],
    ['opened before a day', { openedTo: '2026-01-05' as never }, [4]],
    ['opened within days and open', { openedFrom: '2026-01-01' as never, openedTo: '2026-01-06' as never, open: true }, [1]],
  ])('keeps to %s', async (_, filter, expected) => {
    expect(await walk(EVERYWHERE, 'ANY', 2, filter)).toEqual(expected);
    expect(await walk(RELATED, 'OPENED_ON', 50, filter).then((found) => [...found].sort())).toEqual(expected);
  });
});

describe('the cost of a page in a county of thousands', () => {
  beforeAll(async () => {
    await asOwner(database.url, async (client) => {
      await client.query('set role csec_sync');
      await client.query(`insert into csec.youth (client_key, county, last_name, opened_on)
        select 'bulk' || n, lpad((1 + n % 3)::text, 2, '0'), 'Name' || n, date '2020-01-01' + n % 2000 from generate_series(1, 30000) n`);
      await client.query(`insert into csec.csec_grid_entry (subject_id, record_key, type_code)
        select subject_id, 'g', 6866 from csec.youth where client_key like 'bulk%'`);
      await client.query(`insert into csec.involvement (subject_id, record_key, agency_id, kind, started_on)
        select subject_id, 'i', '${agency(3)}', 'TREATMENT', '2026-01-01' from csec.youth where client_key like 'bulk%'`);
      await client.query(`insert into csec.assignment (subject_id, record_key, staff_key, through, through_key, kind)
        select subject_id, 'a', '0X5', 'CASE', 'case', 'PRIMARY' from csec.youth where client_key like 'bulk%'`);
      await client.query('select csec.refresh_statistics()');
    });
  });

  const planOf = async (node: AdmissionNode, order: string | null): Promise<string> => asOwner(database.url, async (client) => {
    const { rows: [branch] } = await client.query<{ text: string }>(
      'select csec.admission_branch($1, $2, $3, 21) as text', [JSON.stringify(node), JSON.stringify({ afterId: subject(3), afterKey: '0' }), order]);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${branch!.text}`);
    return rows.map((row) => row['QUERY PLAN'].trim()).join('\n');
  });

  test.each([
    [null, 'youth_county'], ['opened_order', 'youth_county_opened'], ['name_order', 'youth_county_name'],
  ])('ordered by %s, a county is read along an index and never sorted', async (order, index) => {
    const plan = await planOf({ kind: 'county', county: '02', ...UNLIMITED }, order);
    expect(plan).toMatch(new RegExp(`using ${index} on youth`));
    expect(plan).not.toContain('Sort');
  });

  test.each<[AdmissionNode, string]>([
    [{ kind: 'involved', agencyId: agency(3), as: 'TREATMENT' }, 'involvement_agency'],
    [{ kind: 'assigned', staffKey: '0X5', ...UNLIMITED }, 'assignment_staff'],
  ])('without an order, $kind is read along its own index and never sorted', async (node, index) => {
    const plan = await planOf(node, null);
    expect(plan).toMatch(new RegExp(`using ${index} on (involvement|assignment)`));
    expect(plan).toContain('youth_pkey');
    expect(plan).not.toContain('Sort');
  });

  test.each<[string, AdmissionNode]>([
    ['a county', { kind: 'county', county: '02', ...UNLIMITED }],
    ['everywhere', { kind: 'everywhere', ...UNLIMITED }],
    ['clients without a county', { kind: 'everywhere', home: '19', limits: ['N:NONE'] }],
    ['an involved agency', { kind: 'involved', agencyId: agency(3), as: 'TREATMENT' }],
    ['a staff id', { kind: 'assigned', staffKey: '0X5', ...UNLIMITED }],
  ])('the statement planned once for %s reads a page of it and no more, whatever the values', async (_, node) => {
    const blocks = await asOwner(database.url, async (client) => {
      const read = async (): Promise<number> => {
        const { rows: [plan] } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
          `explain (analyze, buffers, format json) select csec.admission_reach($1, $2, 21)`.replace('$1', `'${JSON.stringify(node)}'::jsonb`)
            .replace('$2', `'${subject(3)}'::uuid`));
        const { Plan } = plan!['QUERY PLAN'][0];
        return Plan['Shared Hit Blocks']! + Plan['Shared Read Blocks']!;
      };
      // PostgreSQL plans for the values a few times before it settles on one plan for all.
      const seen: number[] = [];
      for (let run = 0; run < 8; run += 1) seen.push(await read());
      return Math.max(...seen.slice(2));
    });
    expect(blocks).toBeLessThan(250);
  });

  test('a table behind row security is read by index, the opened subjects computed once', async () => {
    const plan = await withRequestSession(pool, async (session) => {
      await admitPage(session, COUNTY, NOBODY_IN_PARTICULAR, { first: 20, after: null, order: 'ANY', filter: {} });
      const rows = await session.query<{ 'QUERY PLAN': string }>({
        name: 'explain', text: `explain (costs off) select type_code from csec.csec_grid_entry where subject_id = any ('{${subject(1)},${subject(2)}}')`,
      });
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toContain('csec_grid_entry_pkey');
    expect(plan).toMatch(/InitPlan/);
    expect(plan).toMatch(/Index Cond: .*subject_id = ANY \(.*(\$0|InitPlan 1).*\)/);
    expect(plan).not.toContain('Seq Scan');
  });

  test('even a statement without a WHERE reads the opened subjects by index', async () => {
    const plan = await withRequestSession(pool, async (session) => {
      const rows = await session.query<{ 'QUERY PLAN': string }>({
        name: 'explain-all', text: 'explain (costs off) select type_code from csec.csec_grid_entry',
      });
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/(Index Scan using|Bitmap Index Scan on) csec_grid_entry_pkey/);
    expect(plan).not.toContain('Seq Scan');
  });
});

test('G7: a filter reads what is told of a youth, not the case of limited access that admits him', async () => {
  const tell = (county: string | null, open: boolean) => asSync(database.url,
    'update csec.youth set stated_county = $1, stated_open_case = $2 where subject_id = $3', [county, open, subject(4)]);
  await tell(null, false);
  expect(await walk(COUNTY, 'ANY', 50)).toContain(4);
  expect(await walk(COUNTY, 'ANY', 50, { open: true })).toEqual([1]);
  expect(await walk(COUNTY, 'ANY', 50, { open: false })).toEqual([2, 3, 4, 5, 7]);
  expect(await walk(COUNTY, 'ANY', 50, { county: '19' })).toEqual([1, 2, 3, 5, 7]);
  await tell('19', true);
});
