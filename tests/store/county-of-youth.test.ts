import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change, SourceInstant } from '../../src/model/change.js';
import { withSyncSession, type SyncSession } from '../../src/store/landing/sync-session.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { assemble, caseOf, child, landAll, nextKid, on, referralOf, youth } from './assembled-kids.js';
import { change } from './landing-rows.js';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());

const withSession = <T>(step: (session: SyncSession) => Promise<T>): Promise<T> => withSyncSession(database.url, { county: '19', whenBusy: 'refuse' }, step);

describe('the county of a youth', () => {
  const countyOf = (rows: (kid: string) => readonly (Change | readonly Change[])[]) => withSession(async (session) => {
    const kid = nextKid();
    await landAll(session, child(kid), ...rows(kid).flat());
    await assemble(session);
    return (await youth(session, kid))?.['county'];
  });

  it('is that of the open case before every referral and closed case', async () => {
    expect(await countyOf((kid) => [
      caseOf(kid, `${kid}a`, '19', '2020-01-01', null), caseOf(kid, `${kid}b`, '37', '2024-01-01', '2025-12-31'),
      referralOf(kid, `${kid}c`, '34', '2026-01-01', null),
    ])).toBe('19');
  });

  it('is that of the newest open referral before a closed case', async () => {
    expect(await countyOf((kid) => [
      caseOf(kid, `${kid}a`, '37', '2024-01-01', '2025-12-31'), referralOf(kid, `${kid}b`, '34', '2025-01-01', null),
      referralOf(kid, `${kid}c`, '43', '2025-06-01', null), referralOf(kid, `${kid}d`, '01', '2026-01-01', '2026-01-02'),
    ])).toBe('43');
  });

  it('is that of the last closed case before a closed referral', async () => {
    expect(await countyOf((kid) => [
      caseOf(kid, `${kid}a`, '37', '2024-06-01', '2024-12-31'), caseOf(kid, `${kid}b`, '10', '2020-01-01', '2025-12-31'),
      referralOf(kid, `${kid}c`, '34', '2026-01-01', '2026-02-01'),
    ])).toBe('10');
  });

  it('is that of a closed referral when there is nothing else, and nobody\'s without any', async () => {
    expect(await countyOf((kid) => [referralOf(kid, `${kid}a`, '34', '2025-01-01', '2025-02-01')])).toBe('34');
    expect(await countyOf(() => [])).toBeNull();
  });

  it('is that of a relative\'s open case, else closed one, when the youth has neither case nor referral, from either side', async () => {
    const related = (kid: string, relative: string, endedOn: string | null = null) =>
      change('CLN_RELT', `${kid}${relative}`, { relatedKey: relative, endedOn: on(endedOn) }, { clientKey: kid, parentKey: relative });
    const sibling = (key: string, county: string, endedOn: string | null): (Change | Change[])[] => [child(key), caseOf(key, `${key}k`, county, '2024-01-01', endedOn)];
    const [open, closed, former] = ['openSiblng', 'closedSibl', 'formerSibl'];
    await withSession((session) => landAll(session, ...[...sibling(open, '10', null), ...sibling(closed, '11', '2025-01-01'), ...sibling(former, '12', null)].flat()));
    expect(await countyOf((kid) => [related(kid, closed), related(kid, open)])).toBe('10');
    expect(await countyOf((kid) => [related(closed, kid)])).toBe('11');
    expect(await countyOf((kid) => [related(kid, former, '2025-06-01')])).toBeNull();
    expect(await countyOf((kid) => [related(kid, open), referralOf(kid, `${kid}a`, '34', '2020-01-01', '2020-02-01')])).toBe('34');
  });

  it('follows a relative\'s case to another county', () => withSession(async (session) => {
    const [kid, relative] = [nextKid(), nextKid()];
    await landAll(session, child(kid), child(relative), caseOf(relative, `${relative}a`, '10', '2024-01-01', null),
      change('CLN_RELT', `${kid}r`, { relatedKey: relative }, { clientKey: kid, parentKey: relative }));
    await assemble(session);
    const moved = { ...caseOf(relative, `${relative}a`, '11', '2024-01-01', null), updatedAt: '2026-02-01T08:00:00.000000Z' as SourceInstant } as Change;
    await landAll(session, moved);
    await assemble(session);
    expect((await youth(session, kid))?.['county']).toBe('11');
  }));

  it('passes over rows that name no county of 01 to 58', async () => {
    expect(await countyOf((kid) => [
      caseOf(kid, `${kid}a`, null, '2020-01-01', null), caseOf(kid, `${kid}b`, '99', '2024-01-01', null),
      referralOf(kid, `${kid}c`, '34', '2026-01-01', '2026-02-01'),
    ])).toBe('34');
  });
});
