import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECKOUT } from '../../src/app/checkout.js';
import { readConfig } from '../../src/app/config.js';
import { openDatabase } from '../../src/app/open-database.js';
import { wholeDisclosure } from '../../src/audit/grounds.js';
import type { Disclosure } from '../../src/audit/disclosure.js';
import { runAccounting } from '../../src/cli/accounting.js';
import { runAuditVerify } from '../../src/cli/audit-verify.js';
import { fixedClock } from '../../src/kernel/clock.js';
import { instant } from '../../src/kernel/dates.js';
import { globalId } from '../../src/kernel/ids.js';
import { pgAuditLog } from '../../src/store/pg-audit-log.js';
import { closePool, servingPool } from '../../src/store/pools.js';
import { withRequestSession } from '../../src/store/request-session.js';
import { KEY, disclosure } from '../audit/disclosures.js';
import { asOwner } from '../store/small-county.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const YOUTH = '5ab1ec70-0000-4000-8000-000000000001';
const OTHER_YOUTH = '5ab1ec70-0000-4000-8000-000000000002';
const CLINIC = 'a9e0c100-0000-4000-8000-000000000001';
const PROGRAMME = 'a9e0c100-0000-4000-8000-000000000002';
const AUDIT_KEY = 'a key for tests that is long enough to be one';
const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-accounting-'));
let database: TestDatabase;

const LOG: readonly Disclosure[] = [
  disclosure(1, { at: instant('2019-12-31T20:00:00Z') }),
  disclosure(2, { at: instant('2026-02-01T20:00:00Z'), released: ['IDENTITY_CORE', 'REPORTER_IDENTITY'], rules: ['R-20.X', 'R-01'], spoken: { rules: ['R-01'], authorities: ['WIC_827'] } }),
  disclosure(3, { at: instant('2026-02-02T20:00:00Z'), outcome: 'WITHHELD', released: [] }),
  disclosure(4, { at: instant('2026-02-03T20:00:00Z'), agencyId: PROGRAMME, released: ['SUBSTANCE_USE_PART2'] }),
  disclosure(5, { at: instant('2026-03-01T07:59:59Z'), subjectId: OTHER_YOUTH }),
  disclosure(6, { at: instant('2026-03-01T08:00:00Z'), released: ['JUVENILE_JUSTICE'] }),
];

beforeAll(async () => {
  database = await createTestDatabase();
  await asOwner(database.url, async (client) => {
    await client.query(`insert into csec.agency (id, name, kind, county, state, regime_status)
      values ($1, '=Synthetic Clinic', 'MENTAL_HEALTH', '19', 'CA', 'COVERED_ENTITY'), ($2, 'Synthetic Programme', 'SUBSTANCE_USE_PROGRAM', '19', 'CA', 'PART2_PROGRAM')`, [CLINIC, PROGRAMME]);
  });
  const pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
  await withRequestSession(pool, (session) => pgAuditLog(session, KEY).append(LOG));
  await closePool(pool);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

async function accounting(argv: readonly string[], environment: Record<string, string> = { DATABASE_URL: database.url, AUDIT_KEY }) {
  let [out, err] = ['', ''];
  const code = await runAccounting(argv, {
    config: () => readConfig(environment, CHECKOUT), openDatabase, clock: fixedClock(instant('2026-03-01T20:00:00Z')),
    out: new Writable({ write: (piece: Buffer, _, done) => { out += piece.toString(); done(); } }), complain: (text) => { err += text; },
  });
  return { code, out, err };
}

const rowsOf = (csv: string) => parse(csv, { columns: true }) as Record<string, string>[];
const outline = (csv: string) => rowsOf(csv).map((row) => `${row['disclosure_id']?.at(-1)} ${row['recipient']} ${row['information']}`);

describe('npm run accounting', () => {
  it('accounts to the youth for six years, oldest first, without the reporter', async () => {
    const { code, out } = await accounting(['--case', globalId('Case', YOUTH)]);
    expect(code).toBe(0);
    expect(outline(out)).toEqual([
      '2 \'=Synthetic Clinic C01 Identity core',
      '4 Synthetic Programme C11 Substance use, 42 CFR Part 2',
      '6 \'=Synthetic Clinic C22 Juvenile justice, unsealed',
    ]);
    expect(out).not.toMatch(/R-20|REPORTER|C07/);
  });

  it('accounts to another without what law conceals', async () => {
    const { out } = await accounting(['--case', YOUTH, '--for', 'other']);
    expect(outline(out)).toEqual(['2 \'=Synthetic Clinic C01 Identity core', '6 \'=Synthetic Clinic that there is a record']);
  });

  it('takes the days it is told, on the county\'s calendar, both included', async () => {
    const within = async (...days: readonly string[]) => outline((await accounting(['--case', YOUTH, ...days])).out).map((line) => line[0]);
    expect(await within('--from', '2019-12-31')).toEqual(['1', '2', '4', '6']);
    expect(await within('--from', '2026-02-02', '--to', '2026-02-28')).toEqual(['4']);
    expect(await within('--from', '2026-03-01', '--to', '2026-03-01')).toEqual(['6']);
  });

  it('accounts for everything one agency received', async () => {
    const { out } = await accounting(['--recipient', CLINIC]);
    expect(rowsOf(out).map((row) => `${row['disclosure_id']?.at(-1)} ${row['case_id']}`)).toEqual([`2 ${YOUTH}`, `5 ${OTHER_YOUTH}`, `6 ${YOUTH}`]);
    expect(outline((await accounting(['--recipient', globalId('Agency', PROGRAMME)])).out)).toEqual([]);
  });

  it('tells no juvenile justice once a seal order reached the disclosure', async () => {
    await asOwner(database.url, async (client) => {
      await client.query(`insert into csec.seal_notice (subject_id, order_id, agency_id, disclosure_ids, created_at)
        values ($1, gen_random_uuid(), $2, $3, now())`, [YOUTH, CLINIC, [LOG[5]!.id]]);
    });
    expect(outline((await accounting(['--case', YOUTH, '--from', '2026-03-01'])).out)).toEqual(['6 \'=Synthetic Clinic that there is a record']);
  });

  it('writes FHIR to a file for its owner alone, and keeps a file that is there', async () => {
    const file = path.join(folder, 'accounting.json');
    const argv = ['--case', YOUTH, '--format', 'fhir', '--out', file];
    expect(await accounting(argv)).toEqual({ code: 0, out: '', err: '' });
    const bundle = JSON.parse(readFileSync(file, 'utf8')) as { resourceType: string; entry: { resource: { resourceType: string } }[] };
    expect([bundle.resourceType, ...bundle.entry.map(({ resource }) => resource.resourceType)]).toEqual(['Bundle', ...Array<string>(6).fill('AuditEvent')]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await accounting(argv)).toEqual({ code: 73, out: '', err: `${file} cannot be written.\n` });
    expect((await accounting(['--case', YOUTH, '--out', path.join(folder, 'none', 'x.csv')])).code).toBe(73);
  });

  it('is on record itself before it is told, whoever reads it, and the log stays whole', async () => {
    const records = async () => (await asOwner(database.url, (client) => client.query<{ record: object; grounds: object | null }>(
      `select d.record, g.grounds from csec.disclosure d left join csec.disclosure_grounds g on g.hash = d.grounds
        where d.outcome = 'ACCOUNTED' order by d.chain, d.seq`))).rows.map(({ record, grounds }) => wholeDisclosure<Disclosure>(record, grounds));
    const before = (await records()).length;
    const unwritable = path.join(folder, 'none', 'y.csv');
    expect((await accounting(['--case', YOUTH, '--from', '2026-02-01', '--to', '2026-02-28', '--out', unwritable])).code).toBe(73);
    expect((await accounting(['--recipient', CLINIC])).code).toBe(0);
    const [own, other] = (await records()).slice(before);
    expect(own).toMatchObject({
      outcome: 'ACCOUNTED', subjectId: YOUTH, role: 'YOUTH', purpose: 'SUBJECT_REQUEST', at: '2026-03-01T20:00:00.000Z', operation: 'accounting', released: [], withheld: [],
      authorities: ['CFR_42_2_25', 'CFR_45_164_528', 'WIC_5328_6'], consents: [], personId: expect.stringMatching(/^operator/),
    });
    expect(other).toMatchObject({ outcome: 'ACCOUNTED', subjectId: null, agencyId: CLINIC, role: 'COUNTY_IT', purpose: 'OPERATIONS' });
    expect(own!.documentHash).not.toBe(other!.documentHash);
    const lines: string[] = [];
    expect(await runAuditVerify({ url: database.url, auditKey: KEY, print: (line) => lines.push(line) })).toBe(0);
    // No accounting is an entry of another.
    expect(outline((await accounting(['--case', YOUTH, '--from', '2026-02-02', '--to', '2026-02-28'])).out).map((line) => line[0])).toEqual(['4']);
  });

  it('is not told where it cannot be recorded', async () => {
    await asOwner(database.url, (client) => client.query('revoke execute on function csec.append_disclosures from csec_gateway'));
    const refused = await accounting(['--case', YOUTH]);
    await asOwner(database.url, (client) => client.query('grant execute on function csec.append_disclosures to csec_gateway'));
    expect([refused.code === 0, refused.out]).toEqual([false, '']);
    expect(refused.err).toContain('cannot be recorded');
  });

  it.each<[readonly string[], string]>([
    [[], '--case or --recipient is needed, and only one of them.'],
    [['--case', YOUTH, '--recipient', CLINIC], '--case or --recipient is needed, and only one of them.'],
    [['--case', 'a canary'], '--case is not the id of a case.'],
    [['--case', globalId('Agency', CLINIC)], '--case is not the id of a case.'],
    [['--case', YOUTH, '--from', '2026-02-31'], '--from is not a date, yyyy-MM-dd.'],
    [['--case', YOUTH, '--from', '2026-03-02', '--to', '2026-03-01'], '--from is after --to.'],
    [['--case', YOUTH, '--for', 'canary'], '--for is not youth or other.'],
    [['--case', YOUTH, '--format', 'toString'], '--format is not csv or fhir.'],
    [['--canary'], 'An option is unknown or lacks its value.'],
  ])('does not understand %j', async (argv, says) => {
    const { code, err } = await accounting(argv);
    expect([code, err.split('\n')[0]]).toEqual([2, says]);
    expect(err).not.toContain('canary');
  });

  it('says how it is used, and when the database does not answer', async () => {
    expect((await accounting(['--help'])).out).toContain('--recipient ID');
    expect((await accounting(['--case', YOUTH], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', AUDIT_KEY })).code).toBe(69);
  });
});
