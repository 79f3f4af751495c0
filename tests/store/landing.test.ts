import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GatewayError } from '../../src/kernel/gateway-error.js';
import type { SourceInstant } from '../../src/model/change.js';
import { inTransaction, withSyncSession, type SyncSession } from '../../src/store/landing/sync-session.js';
import { StagedLines } from '../../src/store/landing/staged-lines.js';
import { openStaging, stageBatch } from '../../src/store/landing/staging.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { change, land } from './landing-rows.js';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());

const at = (text: string): { updatedAt: SourceInstant } => ({ updatedAt: text as SourceInstant });
const staff = (key: string, lastName: string, updatedAt = '2026-01-01T08:00:00.000000Z') =>
  change('STFPERST', key, { staffKey: key, lastName }, at(updatedAt));

async function nameOf(session: SyncSession, key: string): Promise<string | null | undefined> {
  const [row] = await session.query<{ name: string | null }>(
    "select record->>'lastName' as name from csec.county_record where source_table = 'STFPERST' and source_key = $1", [key]);
  return row?.name;
}

const withSession = <T>(step: (session: SyncSession) => Promise<T>): Promise<T> => withSyncSession(database.url, { county: '19', whenBusy: 'refuse' }, step);

describe('the landing table', () => {
  it('takes new rows and leaves the same rows alone the second time', () => withSession(async (session) => {
    const rows = [staff('a01', 'Alder'), staff('a02', 'Birch')];
    expect(await land(session, 'STFPERST', rows)).toMatchObject({ applied: 2, unchanged: 0, superseded: 0 });
    const before = await session.query('select source_key, xmin::text from csec.county_record order by source_key');
    expect(await land(session, 'STFPERST', rows)).toMatchObject({ applied: 0, unchanged: 2, superseded: 0 });
    expect(await session.query('select source_key, xmin::text from csec.county_record order by source_key')).toEqual(before);
  }));

  it('lets the newer row win by one microsecond, and never an older one', () => withSession(async (session) => {
    await land(session, 'STFPERST', [staff('b01', 'First', '2026-01-01T08:00:00.000100Z')]);
    expect(await land(session, 'STFPERST', [staff('b01', 'Older', '2026-01-01T08:00:00.000099Z')]))
      .toMatchObject({ applied: 0, unchanged: 0, superseded: 1 });
    expect(await nameOf(session, 'b01')).toBe('First');
    expect(await land(session, 'STFPERST', [staff('b01', 'Newer', '2026-01-01T08:00:00.000101Z')]))
      .toMatchObject({ applied: 1, unchanged: 0, superseded: 0 });
    expect(await nameOf(session, 'b01')).toBe('Newer');
  }));

  it('applies another content under the same timestamp', () => withSession(async (session) => {
    await land(session, 'STFPERST', [staff('c01', 'Once')]);
    expect(await land(session, 'STFPERST', [staff('c01', 'Again')])).toMatchObject({ applied: 1, unchanged: 0 });
    expect(await nameOf(session, 'c01')).toBe('Again');
  }));

  it('holds a row without a timestamp to be older than any with one', () => withSession(async (session) => {
    const undated = change('STFPERST', 'd01', { lastName: 'Undated' }, { updatedAt: null });
    expect(await land(session, 'STFPERST', [undated])).toMatchObject({ applied: 1 });
    expect(await land(session, 'STFPERST', [undated])).toMatchObject({ applied: 0, unchanged: 1, superseded: 0 });
    expect(await land(session, 'STFPERST', [staff('d01', 'Dated')])).toMatchObject({ applied: 1 });
    expect(await land(session, 'STFPERST', [undated])).toMatchObject({ applied: 0, unchanged: 0, superseded: 1 });
    expect(await nameOf(session, 'd01')).toBe('Dated');
  }));

  it('keeps of one key the newest row, whatever batch brings it', () => withSession(async (session) => {
    const old = staff('e01', 'Old', '2026-01-01T08:00:00.000000Z');
    const fresh = staff('e01', 'Fresh', '2026-01-02T08:00:00.000000Z');
    expect(await land(session, 'STFPERST', [fresh], [old])).toMatchObject({ applied: 1, unchanged: 0, superseded: 1 });
    expect(await nameOf(session, 'e01')).toBe('Fresh');
    expect(await land(session, 'STFPERST', [old], [fresh])).toMatchObject({ applied: 0, unchanged: 1, superseded: 1 });
  }));

  it('tells keys apart that differ in case only', () => withSession(async (session) => {
    expect(await land(session, 'STFPERST', [staff('0X5', 'Upper'), staff('0x5', 'Lower')])).toMatchObject({ applied: 2 });
    expect([await nameOf(session, '0X5'), await nameOf(session, '0x5')]).toEqual(['Upper', 'Lower']);
  }));

  it('turns a row into a tombstone by a deletion that is not older, and no older extract brings it back', () => withSession(async (session) => {
    await land(session, 'STFPERST', [staff('f01', 'Here', '2026-01-02T08:00:00.000000Z')]);
    const gone = (updatedAt: string) => change('STFPERST', 'f01', {}, { op: 'delete', ...at(updatedAt) });
    expect(await land(session, 'STFPERST', [gone('2026-01-01T08:00:00.000000Z')])).toMatchObject({ applied: 0, superseded: 1 });
    expect(await nameOf(session, 'f01')).toBe('Here');
    expect(await land(session, 'STFPERST', [gone('2026-01-03T08:00:00.000000Z')])).toMatchObject({ applied: 0, tombstoned: 1 });
    expect(await nameOf(session, 'f01')).toBeNull();
    expect(await land(session, 'STFPERST', [gone('2026-01-03T08:00:00.000000Z')])).toMatchObject({ applied: 0, unchanged: 1 });
    expect(await land(session, 'STFPERST', [staff('f01', 'Here', '2026-01-02T08:00:00.000000Z')])).toMatchObject({ applied: 0, superseded: 1 });
    expect(await land(session, 'STFPERST', [staff('f01', 'Back', '2026-01-04T08:00:00.000000Z')])).toMatchObject({ applied: 1 });
    expect(await nameOf(session, 'f01')).toBe('Back');
  }));

  it('holds a row without its required parent, until both have come', () => withSession(async (session) => {
    const alias = change('OCL_NM_T', 'kid0000001:n1', { lastName: 'Cedar' }, { clientKey: 'kid0000001' });
    const first = await land(session, 'OCL_NM_T', [alias]);
    expect(first).toMatchObject({ applied: 0, unchanged: 0, held: 1 });
    expect(await session.query('select source_table, source_key, file, line::integer, column_name from csec.held_row where run_id = $1', [first.runId]))
      .toEqual([{ source_table: 'OCL_NM_T', source_key: 'kid0000001:n1', file: 'OCL_NM_T.csv', line: 2, column_name: 'FKCLIENT_T' }]);
    await land(session, 'CLIENT_T', [change('CLIENT_T', 'kid0000001', {}, { clientKey: 'kid0000001' })]);
    expect(await land(session, 'OCL_NM_T', [alias])).toMatchObject({ applied: 1, held: 0 });
  }));

  it('lands a row whose expected parent is missing under a flag', () => withSession(async (session) => {
    await land(session, 'CLIENT_T', [change('CLIENT_T', 'kid0000002', {}, { clientKey: 'kid0000002' })]);
    const link = change('CL_ADDRT', 'lnk0000001', { addressKey: 'adr0000001' }, { clientKey: 'kid0000002', parentKey: 'adr0000001' });
    expect(await land(session, 'CL_ADDRT', [link])).toMatchObject({ applied: 1, held: 0 });
    const flags = () => session.query("select flags from csec.county_record where source_key = 'lnk0000001'");
    expect(await flags()).toEqual([{ flags: ['PARENT_MISSING'] }]);
    await land(session, 'ADDRS_T', [change('ADDRS_T', 'adr0000001', { city: 'Springfield' })]);
    expect(await land(session, 'CL_ADDRT', [link])).toMatchObject({ applied: 1 });
    expect(await flags()).toEqual([{ flags: [] }]);
  }));

  it('marks the clients a shared row reaches, and nobody when nothing changed', () => withSession(async (session) => {
    const stale = async () => (await session.query<{ client_key: string }>(
      'delete from csec.stale_client returning client_key')).map((row) => row.client_key).sort();
    await land(session, 'CLIENT_T', ['k1', 'k2', 'k3'].map((key) => change('CLIENT_T', key, {}, { clientKey: key })));
    await land(session, 'REFERL_T', [change('REFERL_T', 'r1', {}), change('REFERL_T', 'r2', {})]);
    await land(session, 'REFR_CLT', [['r1', 'k1'], ['r1', 'k2'], ['r2', 'k3']].map(([referral, key]) =>
      change('REFR_CLT', `${referral}:${key}`, {}, { clientKey: key!, parentKey: referral! })));
    await stale();
    const moved = change('REFERL_T', 'r1', { closedOn: '2026-02-01' as never }, at('2026-02-01T08:00:00.000000Z'));
    await land(session, 'REFERL_T', [moved]);
    expect(await stale()).toEqual(['k1', 'k2']);
    await land(session, 'REFERL_T', [moved]);
    expect(await stale()).toEqual([]);
  }));

  it('marks both clients when a row moves from one to the other', () => withSession(async (session) => {
    await land(session, 'CLIENT_T', ['m1', 'm2'].map((key) => change('CLIENT_T', key, {}, { clientKey: key })));
    await land(session, 'CASE_T', [change('CASE_T', 'case1', {}, { clientKey: 'm1' })]);
    await session.query('delete from csec.stale_client');
    await land(session, 'CASE_T', [change('CASE_T', 'case1', {}, { clientKey: 'm2' })]);
    expect(await session.query('select client_key from csec.stale_client order by 1')).toEqual([{ client_key: 'm1' }, { client_key: 'm2' }]);
  }));
});

describe('a sync session', () => {
  it('refuses a second run in the same database', () => withSession(async () => {
    await expect(withSession(async () => undefined)).rejects.toMatchObject({ code: 'CONFLICT' });
  }));

  it('says of a refused statement no value', () => withSession(async (session) => {
    const fault = await inTransaction(session, async () => {
      await openStaging(session);
      const lines = new StagedLines();
      lines.add({ line: 2, change: change('STFPERST', 'x01', { lastName: 'CANARY' }, at('CANARY')), known: true, digest: null });
      await stageBatch(session, lines);
    }).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(GatewayError);
    expect(JSON.stringify([fault, (fault as Error).message, (fault as Error).stack])).not.toContain('CANARY');
  }));
});
