import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { caseNotice } from '../../src/store/case-notice.js';
import { demoPersona } from '../../src/auth/demo-identities.js';
import { AGENCY, CONSENT, seedCounty, TEAM, YOUTHS } from '../support/seed-county.js';
import { createTestDatabase } from '../support/test-database.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let [changing, listening]: pg.Client[] = [];
const heard: string[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  await seedCounty(database.url);
  [changing, listening] = [1, 2].map(() => new pg.Client({ connectionString: database.url }));
  await Promise.all([changing!.connect(), listening!.connect()]);
  listening!.on('notification', ({ payload }) => heard.push(payload!));
  await listening!.query('listen csec_case_changes');
});
afterAll(async () => {
  await Promise.all([changing?.end(), listening?.end()]);
  await database.drop();
});

/** What is announced by a statement: notifications come in the order of commits, so what comes before the next one is all. */
async function announcedInOrder(statement: string, values: readonly unknown[] = []): Promise<readonly string[]> {
  await changing!.query(statement, [...values]);
  await changing!.query(`select pg_notify('csec_case_changes', 'THAT IS ALL')`);
  await vi.waitFor(() => expect(heard).toContain('THAT IS ALL'), { timeout: 20_000 });
  return heard.splice(0).slice(0, -1);
}
const announcedBy = async (...said: Parameters<typeof announcedInOrder>): Promise<readonly string[]> => [...await announcedInOrder(...said)].sort();
const membersOf = async (team: string): Promise<readonly string[]> =>
  (await changing!.query<{ id: string }>('select distinct person_id as id from csec.team_member where team_id = $1 order by 1', [team])).rows.map(({ id }) => id);
/** A list of ids in any order. */
const named = (announced: readonly string[]): readonly string[] => announced.map((one) => `${one.slice(0, 1)}${one.slice(1).split(',').sort().join()}`);

describe('who may see a youth', () => {
  it.each([
    ['a consent changes', `update csec.consent set status = 'REVOKED', record = record || '{"status": "REVOKED"}' where id = $1`, [CONSENT.provider]],
    ['an agency is no more involved', `delete from csec.involvement where subject_id = $1`, [YOUTHS.ALMA]],
    ['a team is taken off', `update csec.team_assignment set unassigned_at = now() where subject_id = $1`, [YOUTHS.ALMA]],
  ])('is announced before her record when %s, and is nobody else\'s', async (_, statement, values) => {
    expect(await announcedBy(statement, values)).toEqual([`!${YOUTHS.ALMA}`, YOUTHS.ALMA]);
  });

  it('is announced when what a sync writes decides it, and not when it is as it was or is no such thing', async () => {
    expect(await announcedBy(`update csec.youth set sensitivity = 'R' where subject_id = $1`, [YOUTHS.ALMA])).toEqual([`!${YOUTHS.ALMA}`]);
    expect(await announcedBy(`update csec.youth set sensitivity = 'R', first_name = 'A-Other' where subject_id = $1`, [YOUTHS.ALMA])).toEqual([]);
    expect(await announcedBy(`insert into csec.assignment select (jsonb_populate_record(a, '{"record_key": "another"}')).* from csec.assignment a
      where subject_id = $1 limit 1`, [YOUTHS.ALMA])).toEqual([]);
    expect(await announcedBy(`delete from csec.assignment where subject_id = $1 and record_key = 'another'`, [YOUTHS.ALMA])).toEqual([`!${YOUTHS.ALMA}`]);
  });

  it('is not announced of what is rolled back', async () => {
    await changing!.query('begin');
    await changing!.query('delete from csec.consent where id = $1', [CONSENT.hannaProvider]);
    expect(await announcedBy('rollback')).toEqual([]);
  });
});

describe('what a party may do', () => {
  it('is announced of the agency whose agreement ends, and with a new agreement ends nothing', async () => {
    expect(await announcedBy('update csec.agreement set terminated_at = now() where agency_id = $1', [AGENCY.provider])).toEqual(['*', `@${AGENCY.provider}`]);
    expect(await announcedBy(`update csec.agency set regime_status = regime_status where id = $1`, [AGENCY.clinic])).toEqual(['*', `@${AGENCY.clinic}`]);
    expect(await announcedBy(`insert into csec.agreement select (jsonb_populate_record(a, '{"id": "a9000000-0000-4000-8000-000000000001"}')).* from csec.agreement a
      where agency_id = $1 limit 1`, [AGENCY.provider])).toEqual(['*']);
  });

  it('is announced of all members of a team when one leaves, for it stands on them all, and when it closes', async () => {
    const members = await membersOf(TEAM);
    expect(members.length).toBeGreaterThan(3);
    const { personId } = demoPersona('mdt-member');
    const others = members.filter((id) => id !== personId);
    const [his, theirs] = [`#${personId}`, `#${others.join()}`];
    expect(named(await announcedInOrder('update csec.team_member set left_at = now() where person_id = $1', [personId]))).toEqual([his, theirs, '*']);
    expect(named(await announcedBy('update csec.team set closed_at = now() where id = $1', [TEAM]))).toEqual([`#${members.join()}`, '*']);
    expect(named(await announcedInOrder('delete from csec.team_member where person_id = $1', [personId]))).toEqual([his, theirs, '*']);
    expect(await announcedBy('update csec.person set designated_for_index_on = now() where id = $1', [personId])).toEqual([`#${personId}`, '*']);
  });
});

describe('what an admission or a decision reads', () => {
  it('is announced when it is taken away, whatever table it is in', async () => {
    const { rows: read } = await changing!.query<{ name: string }>(`
      select distinct t.relname as name from pg_proc p join pg_class t on p.prosrc ~ ('csec\\.' || t.relname || '\\M') and t.relkind in ('r', 'p')
      where p.pronamespace = 'csec'::regnamespace and t.relnamespace = 'csec'::regnamespace and p.proname in ('facts_of', 'admission_relation', 'admission_branch', 'admit_ids')
      order by 1`);
    const { rows: announced } = await changing!.query<{ name: string }>(`
      select distinct t.relname as name from pg_trigger g join pg_class t on t.oid = g.tgrelid where g.tgname in ('announce_right', 'announce_standing') order by 1`);
    const names = announced.map(({ name }) => name);
    expect(read.length).toBeGreaterThan(10);
    expect(read.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['release_approval', 'agreement', 'seal_order']));
  });
});

describe('a notification', () => {
  const [one, other] = [YOUTHS.ALMA, YOUTHS.CORA];

  it.each([
    [one, 'CASES', [one]], [`${one},${other}`, 'CASES', [one, other]], [`!${one}`, 'RIGHTS', [one]], [`@${one}`, 'AGENCIES', [one]],
    [`#${one},${other}`, 'PERSONS', [one, other]], ['*', 'ANYBODY', []],
  ])('%s is read as what it says', (payload, of, ids) => {
    expect(caseNotice(payload)).toEqual({ of, ids });
  });

  it.each(['', '!', '?x', `${one},`, `%${one}`, '**'])('that is not understood, %j, may be of anybody\'s right', (payload) => {
    expect(caseNotice(payload)).toEqual({ of: 'BACK', ids: [] });
  });
});
