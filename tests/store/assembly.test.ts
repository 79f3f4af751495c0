import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change, SourceInstant } from '../../src/model/change.js';
import { assembleStaleYouths } from '../../src/store/assembly/assemble.js';
import { countStaleClients } from '../../src/store/assembly/assembly-batch.js';
import { withSyncSession, type SyncSession } from '../../src/store/landing/sync-session.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { assemble, caseOf, child, landAll, nextKid, on, referralOf, youth } from './assembled-kids.js';
import { change, land } from './landing-rows.js';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());

const withSession = <T>(step: (session: SyncSession) => Promise<T>): Promise<T> => withSyncSession(database.url, { county: '19', whenBusy: 'refuse' }, step);

describe('the day of a youth\'s open removal', () => {
  const removedOn = (...episodes: readonly (readonly [removedOn: string | null, endedOn: string | null])[]) => withSession(async (session) => {
    const kid = nextKid();
    await landAll(session, child(kid), ...episodes.map(([removed, ended], place) => change('PLC_EPST', `${kid}:e${place}`, {
      episodeKey: `e${place}`, removedOn: on(removed), endedOn: on(ended),
    }, { clientKey: kid })));
    await assemble(session);
    const { in_care, removed_on } = (await youth(session, kid))!;
    return { in_care, removed_on };
  });

  it('is that of the open episode, the latest of several, and not known where one of them is not', async () => {
    expect(await removedOn(['2024-01-01', '2024-06-01'], ['2025-01-01', null])).toEqual({ in_care: true, removed_on: '2025-01-01' });
    expect(await removedOn(['2025-03-01', null], ['2025-01-01', null])).toEqual({ in_care: true, removed_on: '2025-03-01' });
    expect(await removedOn(['2025-03-01', null], [null, null])).toEqual({ in_care: true, removed_on: null });
    expect(await removedOn(['2024-01-01', '2024-06-01'])).toEqual({ in_care: false, removed_on: null });
  });
});

describe('what follows for a youth', () => {
  const grid = (kid: string, key: string, isVictim: boolean | null, endedOn: string | null) =>
    change('CSECHIST', `${kid}:${key}`, { type: { code: 6868, display: null }, isVictim, startedOn: on('2025-01-01'), endedOn: on(endedOn) }, { clientKey: kid });
  const alleged = (kid: string, key: string, type: number, disposition: number | null, subtype?: number): Change[] => [
    change('REFERL_T', `${kid}r`, { limitedAccess: 'N' }),
    change('ALLGTN_T', `${kid}${key}`, { type: { code: type, display: null }, disposition: disposition === null ? null : { code: disposition, display: null } },
      { clientKey: kid, parentKey: `${kid}r` }),
    ...(subtype === undefined ? [] : [change('IJHM_DET', `${kid}${key}:1`, { subtype: { code: subtype, display: null } }, { parentKey: `${kid}${key}` })]),
  ];
  const derived = (rows: (kid: string) => readonly (Change | readonly Change[])[]) => withSession(async (session) => {
    const kid = nextKid();
    await landAll(session, child(kid), ...rows(kid).flat());
    await assemble(session);
    const { csec_status, sb855_eligible, in_care, has_open_case, opened_on } = (await youth(session, kid))!;
    return { csec_status, sb855_eligible, in_care, has_open_case, opened_on };
  });

  it('tells a present victim from a past one and from one at risk, and takes an unknown type for neither', async () => {
    expect(await derived((kid) => [grid(kid, 'a', true, '2025-02-01'), grid(kid, 'b', true, null)])).toMatchObject({ csec_status: 'VICTIM_CURRENT' });
    expect(await derived((kid) => [grid(kid, 'a', true, '2025-02-01'), grid(kid, 'b', false, null)])).toMatchObject({ csec_status: 'VICTIM_PAST' });
    expect(await derived((kid) => [grid(kid, 'a', false, '2025-02-01'), grid(kid, 'b', null, null)])).toMatchObject({ csec_status: 'AT_RISK' });
    expect(await derived((kid) => [grid(kid, 'a', null, null)])).toMatchObject({ csec_status: null, sb855_eligible: null });
    expect(await derived(() => [])).toMatchObject({ csec_status: null });
  });

  it('holds WIC 300(b)(2) met when exploitation and inadequate protection both stand', async () => {
    const cases: readonly (readonly [boolean | null, (kid: string) => readonly (Change | readonly Change[])[]])[] = [
      [null, (kid) => [alleged(kid, 'n', 2178, 45)]],
      [null, (kid) => [alleged(kid, 'x', 2177, 5918, 6873), alleged(kid, 'n', 2178, 45)]],
      [false, (kid) => [grid(kid, 'a', true, null)]],
      [false, (kid) => [alleged(kid, 'x', 2177, 46, 6873), alleged(kid, 'n', 2178, 45)]],
      [false, (kid) => [alleged(kid, 'x', 2177, 47, 6873), alleged(kid, 'n', 2178, 45)]],
      [false, (kid) => [grid(kid, 'a', true, null), alleged(kid, 'n', 2178, 46)]],
      [false, (kid) => [grid(kid, 'a', true, null), alleged(kid, 'n', 2181, 45)]],
      [false, (kid) => [grid(kid, 'a', true, null), alleged(kid, 'n', 2178, 5918, 6874)]],
      [true, (kid) => [grid(kid, 'a', true, '2025-02-01'), alleged(kid, 'n', 2178, null, 6874)]],
      [true, (kid) => [alleged(kid, 'x', 2177, 45, 6873), alleged(kid, 'n', 2169, 47)]],
      [true, (kid) => [alleged(kid, 'x', 2177, null, 6873), alleged(kid, 'n', 2180, 45)]],
    ];
    for (const [eligible, rows] of cases) expect(await derived(rows)).toMatchObject({ sb855_eligible: eligible });
  });

  it('has a youth in care while a removal episode is open, and dates the newest open case', async () => {
    const episode = (kid: string, key: string, endedOn: string | null) =>
      change('PLC_EPST', `${kid}:${key}`, { episodeKey: key, removedOn: on('2025-01-01'), endedOn: on(endedOn) }, { clientKey: kid });
    expect(await derived((kid) => [episode(kid, 'a', '2025-02-01'), episode(kid, 'b', null), caseOf(kid, `${kid}a`, '19', '2024-01-01', null),
      caseOf(kid, `${kid}b`, '19', '2025-01-01', null)])).toMatchObject({ in_care: true, has_open_case: true, opened_on: '2025-01-01' });
    expect(await derived((kid) => [episode(kid, 'a', '2025-02-01'), caseOf(kid, `${kid}a`, '19', '2024-01-01', '2024-02-01')]))
      .toMatchObject({ in_care: false, has_open_case: false, opened_on: null });
  });
});

describe('what limited access hides', () => {
  const limited = (one: Change, access = 'S'): Change => ({ ...one, record: { ...one.record, limitedAccess: access } } as Change);
  const told = (rows: (kid: string) => readonly (Change | readonly Change[])[]) => withSession(async (session) => {
    const kid = nextKid();
    await landAll(session, child(kid), ...rows(kid).flat());
    await assemble(session);
    const { county, stated_county, has_open_case, stated_open_case, opened_on, sb855_eligible } = (await youth(session, kid))!;
    return { county, stated_county, has_open_case, stated_open_case, opened_on, sb855_eligible };
  });

  it.each(['S', 'R'])('G7: a case of limited access %s admits, and is not told by county, status or opening day', async (access) => {
    expect(await told((kid) => [limited(caseOf(kid, `${kid}a`, '34', '2025-01-01', null), access)])).toEqual({
      county: '34', stated_county: null, has_open_case: true, stated_open_case: false, opened_on: null, sb855_eligible: null,
    });
    expect(await told((kid) => [
      limited(caseOf(kid, `${kid}a`, '34', '2025-06-01', null), access), caseOf(kid, `${kid}b`, '19', '2025-01-01', null),
      ...referralOf(kid, `${kid}c`, '37', '2026-01-01', null).map((one) => (one.table === 'REFERL_T' ? limited(one, access) : one)),
    ])).toMatchObject({ stated_county: '19', has_open_case: true, stated_open_case: true, opened_on: '2025-01-01' });
  });

  it.each(['S', 'R'])('G7: what is alleged in a referral of limited access %s makes nobody eligible under SB 855', async (access) => {
    const alleged = (kid: string, referral: string, key: string, subtype: number): Change[] => [
      change('ALLGTN_T', `${kid}${key}`, { type: { code: 2178, display: null }, disposition: { code: 45, display: null } }, { clientKey: kid, parentKey: referral }),
      change('IJHM_DET', `${kid}${key}:1`, { subtype: { code: subtype, display: null } }, { parentKey: `${kid}${key}` }),
    ];
    const eligible = (of: string) => told((kid) => [
      change('REFERL_T', `${kid}r`, { limitedAccess: of as 'N' }), ...alleged(kid, `${kid}r`, 'x', 6873), ...alleged(kid, `${kid}r`, 'y', 6874),
    ]);
    expect([(await eligible('N'))['sb855_eligible'], (await eligible(access))['sb855_eligible']]).toEqual([true, null]);
  });
});

describe('the workers of a youth', () => {
  const staff = (key: string) => change('STFPERST', key, { firstName: key, lastName: 'Worker', county: '19' });
  const holding = (key: string, caseload: string, staffKey: string, startedOn: string, endedOn: string | null) =>
    change('STFCSLDT', key, { caseloadKey: caseload, staffKey, startedOn: on(startedOn), endedOn: on(endedOn) }, { parentKey: staffKey });
  const assigned = (key: string, caseKey: string, kind: string, caseloadKey: string | null, startedOn: string, endedOn: string | null) =>
    change('ASGNM_T', key, { through: 'CASE', throughKey: caseKey, kind: kind as never, caseloadKey, county: '19', startedOn: on(startedOn), endedOn: on(endedOn) },
      { parentKey: caseKey });
  const workersOf = (session: SyncSession, kid: string) => session.query(`
    select a.staff_key, a.kind, a.worker_name, a.started_on, a.ended_on from csec.assignment a join csec.youth y using (subject_id)
    where y.client_key = $1 order by a.started_on, a.staff_key`, [kid]);
  const openCase = (kid: string, staffKey: string) =>
    change('CASE_T', `${kid}c`, { county: '19', startedOn: on('2025-01-01'), endedOn: null, limitedAccess: 'N', staffKey }, { clientKey: kid });

  it('are each holder of the caseload over the days that both spans share', () => withSession(async (session) => {
    const kid = nextKid();
    await landAll(session, staff('w01'), staff('w02'), staff('w03'), child(kid), openCase(kid, 'w02'),
      holding('h1', 'load1', 'w01', '2024-01-01', '2025-06-30'), holding('h2', 'load1', 'w02', '2025-07-01', null), holding('h3', 'load1', 'w03', '2020-01-01', '2023-01-01'),
      assigned('as1', `${kid}c`, 'PRIMARY', 'load1', '2025-01-01', null));
    await assemble(session);
    expect(await workersOf(session, kid)).toEqual([
      { staff_key: 'w01', kind: 'PRIMARY', worker_name: 'w01 Worker', started_on: '2025-01-01', ended_on: '2025-06-30' },
      { staff_key: 'w02', kind: 'PRIMARY', worker_name: 'w02 Worker', started_on: '2025-07-01', ended_on: null },
    ]);
  }));

  it('are the worker named on the case where no holder is known, and nobody for past or secondary assignments', () => withSession(async (session) => {
    const kid = nextKid();
    await landAll(session, child(kid), openCase(kid, 'w01'), assigned('as2', `${kid}c`, 'PRIMARY', 'nowhere', '2025-02-01', null),
      assigned('as3', `${kid}c`, 'PRIMARY', null, '2025-01-01', '2025-02-01'), assigned('as4', `${kid}c`, 'SECONDARY', null, '2025-01-01', null));
    await assemble(session);
    expect(await workersOf(session, kid)).toEqual([
      { staff_key: 'w01', kind: 'PRIMARY', worker_name: 'w01 Worker', started_on: '2025-02-01', ended_on: null },
    ]);
  }));

  it('take their new names when the staff row or the caseload changes', () => withSession(async (session) => {
    const kid = nextKid();
    await landAll(session, child(kid), openCase(kid, 'w04'));
    await assemble(session);
    expect(await workersOf(session, kid)).toMatchObject([{ staff_key: 'w04', worker_name: null }]);
    await landAll(session, staff('w04'));
    expect(await countStaleClients(session, '19')).toBe(1);
    await assemble(session);
    expect(await workersOf(session, kid)).toMatchObject([{ staff_key: 'w04', worker_name: 'w04 Worker' }]);
  }));
});

describe('assembly', () => {
  it('keeps the subject id for ever, keeps a youth who is no longer marked as a child, and seals one whom the county removed', () => withSession(async (session) => {
    const kid = nextKid();
    await landAll(session, child(kid, { firstName: 'Before' }));
    await assemble(session);
    const before = await youth(session, kid);
    const later = { updatedAt: '2026-02-01T08:00:00.000000Z' as SourceInstant };
    await landAll(session, { ...child(kid, { firstName: 'After', isChild: false }), ...later } as Change);
    expect(await assemble(session)).toBe(1);
    expect(await youth(session, kid)).toEqual({ ...before, first_name: 'After', name_order: expect.any(String) });
    await landAll(session, { ...child(kid), op: 'delete', updatedAt: '2026-02-02T08:00:00.000000Z' as SourceInstant });
    await assemble(session);
    expect(await youth(session, kid)).toMatchObject({ subject_id: before!['subject_id'], first_name: null, sensitivity: 'R', county: null });
  }));

  it('makes a youth of a client with a CHLD_CLT row alone, and none of a parent', () => withSession(async (session) => {
    const [kid, parent] = [nextKid(), nextKid()];
    await landAll(session, child(kid, { isChild: false }), child(parent, { isChild: false }), change('CHLD_CLT', kid, { minorParent: false }, { clientKey: kid }));
    expect(await assemble(session)).toBe(1);
    expect([await youth(session, kid), await youth(session, parent)]).toEqual([expect.objectContaining({ minor_parent: false }), undefined]);
    expect(await countStaleClients(session, '19')).toBe(0);
  }));

  it('leaves a batch that fails to the next run, whole', () => withSession(async (session) => {
    const kid = nextKid();
    await landAll(session, child(kid, { firstName: 'Whole' }));
    const breaks = assembleStaleYouths([session], { county: '19', batchSize: 100, deriveAbsences: () => { throw new Error('broken'); } });
    await expect(breaks).rejects.toThrow('broken');
    expect([await youth(session, kid), await countStaleClients(session, '19')]).toEqual([undefined, 1]);
    expect(await assemble(session)).toBe(1);
    expect(await youth(session, kid)).toMatchObject({ first_name: 'Whole' });
  }));

  it('works through any number of clients in bounded transactions', () => withSession(async (session) => {
    const kids = Array.from({ length: 25 }, nextKid);
    await land(session, 'CLIENT_T', kids.map((kid) => child(kid)));
    const settled: number[] = [];
    expect(await assembleStaleYouths([session], { county: '19', batchSize: 10, deriveAbsences: () => [], onBatch: (clients) => settled.push(clients) })).toBe(25);
    expect(settled).toEqual([10, 10, 5]);
  }));

  it('keeps the address of a confidential home out of the placement', () => withSession(async (session) => {
    const kid = nextKid();
    await landAll(session, child(kid), change('PLC_EPST', `${kid}:e`, { episodeKey: 'e', removedOn: on('2025-01-01') }, { clientKey: kid }),
      change('PLC_HM_T', 'home1', { facilityName: 'Acorn House', street: '7 Oak Street', city: 'Springfield', phone: '2135550133', addressConfidential: true }),
      change('O_HM_PLT', `${kid}p`, { clientKey: kid, episodeKey: 'e', homeKey: 'home1', startedOn: on('2025-01-01') }, { clientKey: kid, parentKey: 'home1' }));
    await assemble(session);
    expect(await session.query(`select facility_name, facility_street, facility_city, facility_phone from csec.placement
      join csec.youth y using (subject_id) where y.client_key = $1`, [kid]))
      .toEqual([{ facility_name: 'Acorn House', facility_street: null, facility_city: null, facility_phone: null }]);
  }));
});
