import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { admitIds } from '../../src/store/admission-statements.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { emergenciesToReview } from '../../src/store/queries/emergencies-to-review.js';
import { mandatedReportsBySubject, mandatedReportsOfCounty } from '../../src/store/queries/mandated-reports.js';
import { withRequestSession, type RequestSession } from '../../src/store/request-session.js';
import { closeEmergency, openEmergency, reviewEmergency } from '../../src/store/writers/emergency-accesses.js';
import { endMandatedReport, noteReportMade, openMandatedReport } from '../../src/store/writers/mandated-reports.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { AS_OF, EVERYWHERE, NOBODY_IN_PARTICULAR, agency, asSync, seedYouths, subject } from './small-county.js';
import { emergency, emergencyId, mandatedReport, reportId } from './special-records.js';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1 }, { n: 2, county: '34' }, { n: 3, county: null }, { n: 4 }]);
  await asSync(database.url, `insert into csec.agency (id, name, kind, county, state, regime_status) values
    ('${agency(1)}', 'Hospital', 'HOSPITAL', '19', 'CA', 'NONE')`);
  await asSync(database.url, `insert into csec.identifier (subject_id, record_key, system_code, value) values
    ('${subject(1)}', 'm', 1332, 'MEDS1'), ('${subject(2)}', 'm', 1332, 'MEDS2'), ('${subject(3)}', 'm', 1332, 'MEDS2')`);
  pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
});

afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

const run = <T>(work: (session: RequestSession) => Promise<T>): Promise<T> => withRequestSession(pool, work);
const opened = <T>(n: number, work: (session: RequestSession) => Promise<T>): Promise<T> => run(async (session) => {
  await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(n)]);
  return work(session);
});
const at = (time: string) => `2026-03-01T${time}:00.000Z` as typeof AS_OF;

describe('an access by breaking the glass', () => {
  const { reasonWords, callback, ...told } = emergency(1);

  test('is opened to a youth who is not open, by subject, by CWS/CMS key or by another system\'s id, and opens nobody', async () => {
    const expected = { ...told, subjectId: subject(1), closedAt: null };
    await run(async (session) => {
      expect(await openEmergency(session, emergency(1), { subjectId: subject(1) })).toEqual(expected);
      expect(await session.query({ name: 'see-youths', text: 'select subject_id from csec.youth' })).toEqual([]);
    });
    // The live one is answered, whatever way the youth is named, and is not lengthened.
    const again = emergency(2, { openedAt: at('09:00'), endsAt: at('13:00') });
    expect(await run((session) => openEmergency(session, again, { identifier: { system: 'CWS_CMS', value: 'client0001' } }))).toEqual(expected);
    expect(await run((session) => openEmergency(session, again, { identifier: { system: 1332, value: 'MEDS1' } as never }))).toEqual(expected);
  });

  test('is another one after four hours, for another person, and after it was closed', async () => {
    const after = emergency(3, { openedAt: at('12:00'), endsAt: at('16:00') });
    expect((await run((session) => openEmergency(session, after, { subjectId: subject(1) })))!.id).toBe(emergencyId(3));
    const other = emergency(4, { personId: 'person-2', openedAt: at('12:30'), endsAt: at('16:30') });
    expect((await run((session) => openEmergency(session, other, { subjectId: subject(1) })))!.id).toBe(emergencyId(4));
    await run((session) => closeEmergency(session, { personId: 'person-2', accessId: emergencyId(4), closedAt: at('13:00') }));
    const reopened = emergency(5, { personId: 'person-2', openedAt: at('13:30'), endsAt: at('17:30') });
    expect((await run((session) => openEmergency(session, reopened, { subjectId: subject(1) })))!.id).toBe(emergencyId(5));
  });

  test('is opened to nobody where the name fits nobody or two', async () => {
    const open = (youth: Parameters<typeof openEmergency>[2]) => run((session) => openEmergency(session, emergency(9), youth));
    expect(await open({ subjectId: subject(99) })).toBeNull();
    expect(await open({ identifier: { system: 'CWS_CMS', value: 'nobody' } })).toBeNull();
    expect(await open({ identifier: { system: 1332, value: 'MEDS2' } as never })).toBeNull();
  });

  test('cannot last longer than four hours', async () => {
    await expect(run((session) => openEmergency(session, emergency(9, { endsAt: at('12:01') }), { subjectId: subject(4) })))
      .rejects.toMatchObject({ details: { constraint: 'four_hours' } });
  });

  test('is closed by its own person only, as of the earlier moment', async () => {
    const close = (personId: string, closedAt: typeof AS_OF) => run((session) => closeEmergency(session, { personId, accessId: emergencyId(5), closedAt }));
    await expect(close('person-1', at('14:00'))).rejects.toMatchObject({ code: 'CONFLICT' });
    await close('person-2', at('14:30'));
    await close('person-2', at('14:00'));
    const listed = await run((session) => emergenciesToReview(session, { county: '19', first: 50, after: null }));
    expect(listed.find(({ id }) => id === emergencyId(5))!.closedAt).toBe(at('14:00'));
  });

  test('waits for review in the youth\'s county, the longest waiting first, page by page, with the words for the reviewer', async () => {
    await run((session) => openEmergency(session, emergency(6), { subjectId: subject(2) }));
    await run((session) => openEmergency(session, emergency(7), { subjectId: subject(3) }));
    const page = (county: string, first: number, after: { openedAt: typeof AS_OF; id: string } | null) =>
      run((session) => emergenciesToReview(session, { county, first, after }));
    const first = await page('19', 2, null);
    expect(first[0]).toEqual({ recipientName: null, recipientAffiliation: null, disclosedBy: null, ...told, subjectId: subject(1), closedAt: null, reasonWords, callback });
    const rest = await page('19', 50, first.at(-1)!);
    expect([...first, ...rest].map(({ id }) => id)).toEqual([1, 7, 3, 4, 5].map(emergencyId));
    expect((await page('34', 50, null)).map(({ id }) => id)).toEqual([emergencyId(6)]);
  });

  test('is reviewed once, in its county, by somebody else', async () => {
    const review = (county: string, by: string) => run((session) => reviewEmergency(session, {
      county, accessId: emergencyId(1), review: { at: at('18:00'), by, finding: 'JUSTIFIED', words: null },
    }));
    await expect(review('34', 'privacy-officer')).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(review('19', 'person-1')).rejects.toMatchObject({ code: 'CONFLICT' });
    await review('19', 'privacy-officer');
    await expect(review('19', 'privacy-officer')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await run((session) => emergenciesToReview(session, { county: '19', first: 1, after: null })))[0]!.id).toBe(emergencyId(7));
  });
});

describe('a compelled report', () => {
  const { reportedAt: _, reportNumber: __, endedAt: ___, ...fresh } = mandatedReport(1);

  test('is opened once while it is live: the clock of the first runs on', async () => {
    expect(await opened(1, (session) => openMandatedReport(session, fresh))).toBe(reportId(1));
    expect(await opened(1, (session) => openMandatedReport(session, fresh))).toBe(reportId(1));
    expect(await opened(1, (session) => openMandatedReport(session, { ...fresh, id: reportId(2) }))).toBe(reportId(1));
    expect(await opened(1, (session) => mandatedReportsBySubject(session, [subject(2), subject(1)]))).toEqual([[], [{ ...mandatedReport(1), delivery: null }]]);
    await expect(opened(1, (session) => openMandatedReport(session, { ...fresh, id: reportId(3), statute: 'USC_42_671_A_35', dueAt: at('09:00') })))
      .rejects.toMatchObject({ details: { constraint: 'twenty_four_hours' } });
  });

  test('is made, and made known by its number, and ends; the first moments stand', async () => {
    const change = { subjectId: subject(1), reportId: reportId(1) };
    await opened(1, (session) => noteReportMade(session, { ...change, reportedAt: at('10:00'), reportNumber: null }));
    await opened(1, (session) => noteReportMade(session, { ...change, reportedAt: at('11:00'), reportNumber: 'NCIC-7' }));
    await opened(1, (session) => endMandatedReport(session, { ...change, endedAt: at('20:00') }));
    await opened(1, (session) => endMandatedReport(session, { ...change, endedAt: at('21:00') }));
    expect(await opened(1, (session) => mandatedReportsBySubject(session, [subject(1)])))
      .toEqual([[{ ...mandatedReport(1, { reportedAt: at('10:00'), reportNumber: 'NCIC-7', endedAt: at('20:00') }), delivery: null }]]);
    await expect(opened(1, (session) => noteReportMade(session, { ...change, reportedAt: at('22:00'), reportNumber: null }))).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(opened(1, (session) => openMandatedReport(session, fresh))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await opened(1, (session) => openMandatedReport(session, { ...fresh, id: reportId(4) }))).toBe(reportId(4));
  });

  test('stands in its county\'s list, the first due first, with those still to be made alone when asked', async () => {
    await opened(4, (session) => openMandatedReport(session, { ...fresh, id: reportId(5), subjectId: subject(4),
      learnedAt: at('07:00'), dueAt: '2026-03-02T07:00:00.000Z' as typeof AS_OF }));
    await opened(2, (session) => openMandatedReport(session, { ...fresh, id: reportId(6), subjectId: subject(2) }));
    const list = (county: string, unmade: boolean, first = 50, after: { dueAt: typeof AS_OF; id: string } | null = null) =>
      run((session) => mandatedReportsOfCounty(session, { county, unmade, first, after }));
    expect((await list('19', false)).map(({ id }) => id)).toEqual([5, 1, 4].map(reportId));
    expect((await list('19', true)).map(({ id }) => id)).toEqual([5, 4].map(reportId));
    expect((await list('19', true, 50, (await list('19', true, 1))[0]!)).map(({ id }) => id)).toEqual([reportId(4)]);
    expect((await list('34', true)).map(({ id }) => id)).toEqual([reportId(6)]);
  });

  test('concerns an open subject only', async () => {
    const closed = { details: { sqlState: 'CS404' } };
    await expect(run((session) => openMandatedReport(session, fresh))).rejects.toMatchObject(closed);
    await expect(run((session) => noteReportMade(session, { subjectId: subject(1), reportId: reportId(4), reportedAt: AS_OF, reportNumber: null }))).rejects.toMatchObject(closed);
    await expect(run((session) => endMandatedReport(session, { subjectId: subject(1), reportId: reportId(4), endedAt: AS_OF }))).rejects.toMatchObject(closed);
  });
});
