import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Involvement } from '../../src/model/agency.js';
import type { EmergencyAccess } from '../../src/model/emergency-access.js';
import type { AdmissionNode } from '../../src/policy/admission/admission.js';
import type { Facts } from '../../src/policy/facts.js';
import type { CaseOrder } from '../../src/release/admission-source.js';
import { admitIdentifier, admitIds, admitPage } from '../../src/store/admission-statements.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { withRequestSession } from '../../src/store/request-session.js';
import { designateForIndex, closeTeam, setAssignmentWindow } from '../../src/store/writers/team-states.js';
import { columnsOf } from '../../src/store/writers/columns.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { AS_OF, EVERYWHERE, NOBODY_IN_PARTICULAR, UNLIMITED, agency, asSync, seedYouths, subject, team } from './small-county.js';
import { courtOrder, emergency, emergencyRow, insertRaw, mandatedReport } from './special-records.js';

const CALLER = NOBODY_IN_PARTICULAR;
const moment = (text: string) => text as typeof AS_OF;

const involvement = (n: number, parts: Partial<Involvement>): Involvement & { readonly recordKey: string } => ({
  recordKey: `${parts.kind ?? 'TREATMENT'} ${parts.personId ?? ''}`, subjectId: subject(n), agencyId: agency(1), personId: null, kind: 'TREATMENT',
  conditions: [], startedOn: '2026-01-01' as never, endedOn: null, referralKey: null, ...parts,
});

/** What stands to whom: youth 1 the person, 2 another person, 3 the agency as a whole; 8 is the parent's child. */
const INVOLVEMENTS = [
  involvement(1, { kind: 'CARE', personId: 'person-1' }), involvement(2, { kind: 'CARE', personId: 'person-2' }), involvement(3, { kind: 'CARE' }),
  involvement(8, { kind: 'PARENTAGE', personId: 'parent-1', agencyId: agency(7), conditions: ['EDUCATION_RIGHTS', 'SAFETY_FLAG'], endedOn: '2026-02-01' as never }),
];
const ORDERS = [
  courtOrder(4), courtOrder(5, { recipientAgencyIds: [], recipientPersonIds: ['person-1'], vacatedAt: AS_OF, expiresOn: '2020-01-01' as never }),
  courtOrder(6, { kind: 'PARENT_MAY_SIGN' }), courtOrder(7, { recipientAgencyIds: [agency(2)] }),
];
const REPORTS = [
  mandatedReport(4), mandatedReport(5, { endedAt: moment('2026-03-01T08:00:00.001Z'), reportNumber: 'L-1' }), mandatedReport(6, { endedAt: AS_OF }),
  mandatedReport(7, { recipientAgencyId: agency(2) }),
];
const EMERGENCIES = [
  emergencyRow(1, 1), emergencyRow(2, 2, { closedAt: AS_OF }), emergencyRow(3, 3, { personId: 'person-2' }), emergencyRow(4, 4, { agencyId: agency(2) }),
  emergencyRow(5, 5, { openedAt: moment('2026-03-01T04:00:00.000Z'), endsAt: AS_OF }),
];

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [
    ...Array.from({ length: 7 }, (_, place) => ({ n: place + 1, hasOpenCase: place % 2 === 0 })), { n: 8, county: '34', hasOpenCase: true },
  ]);
  await asSync(database.url, `insert into csec.agency (id, name, kind, state, regime_status) values ('${agency(1)}', 'Portal', 'PERSON_PORTAL', 'CA', 'NONE')`);
  await asSync(database.url, `insert into csec.person (id, agency_id, name) values ('person-1', '${agency(1)}', 'One')`);
  await asSync(database.url, `insert into csec.team (id, name, county, statute) values ('${team(1)}', 'Investigating team', '19', 'S18961_7')`);
  await asSync(database.url, `insert into csec.team_member (team_id, person_id, agency_id, discipline, joined_at) values
    ('${team(1)}', 'person-1', '${agency(1)}', 'Nursing', '2026-01-01T00:00:00Z')`);
  await asSync(database.url, `insert into csec.team_assignment (subject_id, record_key, team_id, assigned_at) values
    ('${subject(6)}', 't', '${team(1)}', '2026-01-10T00:00:00Z')`);
  await insertRaw(database.url, 'involvement', INVOLVEMENTS.map(columnsOf));
  await insertRaw(database.url, 'court_order', ORDERS.map(columnsOf));
  await insertRaw(database.url, 'mandated_report', REPORTS.map(columnsOf));
  await insertRaw(database.url, 'emergency_access', EMERGENCIES);
  pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
});

afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

const numbersOf = (found: readonly { readonly facts: Facts }[]): readonly number[] => found.map(({ facts }) => Number(facts.subject.subjectId.slice(-12))).sort();
const page = (nodes: readonly AdmissionNode[], order: CaseOrder = 'ANY', filter = {}, caller = CALLER) => withRequestSession(pool, async (session) =>
  numbersOf(await admitPage(session, nodes, caller, { first: 50, after: null, order, filter })));
const byId = (nodes: readonly AdmissionNode[], caller = CALLER) => withRequestSession(pool, async (session) =>
  numbersOf(await admitIds(session, nodes, caller, Array.from({ length: 12 }, (_, n) => subject(n)))));

const EMERGENCY: AdmissionNode = { kind: 'emergency', agencyId: agency(1), personId: 'person-1' };
const INDEXED: AdmissionNode = { kind: 'indexed', county: '19' };
const REPORTED: AdmissionNode = { kind: 'reported', agencyId: agency(1) };

describe('admission', () => {
  test.each<[string, AdmissionNode, readonly number[]]>([
    ['by a tie of one person', { kind: 'involved', agencyId: agency(1), as: 'CARE', personId: 'person-1' }, [1]],
    ['by a tie of one person as another thing', { kind: 'involved', agencyId: agency(1), as: 'SELF', personId: 'person-1' }, []],
    ['by a tie of a person of another agency', { kind: 'involved', agencyId: agency(2), as: 'CARE', personId: 'person-1' }, []],
    ['by any tie of the agency', { kind: 'involved', agencyId: agency(1), as: 'CARE' }, [1, 2, 3]],
    ['by an order that names the agency or the person, in force or not', { kind: 'ordered', agencyId: agency(1), personId: 'person-1' }, [4, 5]],
    ['by an order that names another agency', { kind: 'ordered', agencyId: agency(2), personId: 'nobody' }, [7]],
    ['by a compelled report that has not ended', REPORTED, [4, 5]],
  ])('%s is the same by page, in every order, with a filter, and by id', async (_, node, expected) => {
    expect(await byId([node])).toEqual(expected);
    for (const order of ['ANY', 'OPENED_ON', 'YOUTH_NAME'] as const) expect(await page([node], order), order).toEqual(expected);
    expect(await page([node], 'ANY', { county: '19' })).toEqual(expected);
    expect(await page([node, { kind: 'county', county: '34', ...UNLIMITED }])).toEqual([...expected, 8]);
  });

  test('a report that has ended by the moment asked reaches nobody', async () => {
    const later = { ...CALLER, asOf: moment('2026-03-01T08:00:00.002Z') };
    expect([await page([REPORTED], 'ANY', {}, later), await page([REPORTED], 'OPENED_ON', {}, later), await byId([REPORTED], later)]).toEqual([[4], [4], [4]]);
  });

  test.each<[string, AdmissionNode, readonly number[]]>([
    ['breaking the glass, while it is open', EMERGENCY, [1]], ['the county\'s index, open cases of that county', INDEXED, [1, 3, 5, 7]],
  ])('by %s opens whoever is asked for by id and reaches nobody in a list', async (_, node, expected) => {
    expect(await byId([node])).toEqual(expected);
    for (const order of ['ANY', 'OPENED_ON', 'YOUTH_NAME'] as const) expect(await page([node], order), order).toEqual([]);
    expect(await page([node], 'ANY', { open: true })).toEqual([]);
    expect(await page([node, REPORTED])).toEqual([4, 5]);
    expect(await page([REPORTED, node], 'YOUTH_NAME')).toEqual([4, 5]);
  });

  test('by breaking the glass ends with its four hours', async () => {
    expect(await byId([EMERGENCY], { ...CALLER, asOf: moment('2026-03-01T11:59:59.999Z') })).toEqual([1]);
    expect(await byId([EMERGENCY], { ...CALLER, asOf: moment('2026-03-01T12:00:00.000Z') })).toEqual([]);
  });

  test('by the index finds an identifier of an open case of the county', async () => {
    const find = (value: string) => withRequestSession(pool, async (session) =>
      numbersOf(await admitIdentifier(session, [INDEXED], CALLER, { system: 'CWS_CMS', value })));
    expect([await find('client0003'), await find('client0002'), await find('client0008')]).toEqual([[3], [], []]);
  });

  test.each<readonly AdmissionNode[]>([[{ kind: 'anybody' } as never], [REPORTED, { kind: 'anybody' } as never], [{} as never]])('a kind outside the closed set is refused', async (...nodes) => {
    for (const order of ['ANY', 'YOUTH_NAME'] as const) await expect(page(nodes, order)).rejects.toMatchObject({ details: { sqlState: '22023' } });
    await expect(byId(nodes)).rejects.toMatchObject({ details: { sqlState: '22023' } });
  });
});

describe('the facts', () => {
  const factsOf = (n: number, caller = CALLER): Promise<Facts> => withRequestSession(pool, async (session) =>
    (await admitIds(session, EVERYWHERE, caller, [subject(n)]))[0]!.facts);
  const { recordKey: _, ...parent } = INVOLVEMENTS[3]!;

  test('hold the person\'s own ties and those of the whole agency, not another person\'s', async () => {
    const ties = await Promise.all([1, 2, 3].map(async (n) => (await factsOf(n)).involvements.map(({ subjectId, personId }) => [subjectId, personId])));
    expect(ties).toEqual([[[subject(1), 'person-1']], [], [[subject(3), null]]]);
  });

  test('hold the parents of the youth whoever asks, with what widens and narrows their rights', async () => {
    const { involvements, parentage } = await factsOf(8);
    expect({ involvements, parentage }).toEqual({ involvements: [], parentage: [parent] });
    expect((await factsOf(8, { ...CALLER, agencyId: agency(7), personId: 'parent-1' })).involvements).toEqual([parent]);
  });

  test('hold the orders that name the caller and those on who may sign, as they were recorded', async () => {
    const orders = await Promise.all([4, 5, 6, 7].map(async (n) => (await factsOf(n)).orders));
    expect(orders).toEqual([[ORDERS[0]], [ORDERS[1]], [ORDERS[2]], []]);
  });

  test('hold the reports to the caller\'s agency, ended ones included', async () => {
    const mandates = await Promise.all([4, 5, 6, 7].map(async (n) => (await factsOf(n)).mandates));
    expect(mandates).toEqual([[REPORTS[0]], [REPORTS[1]], [REPORTS[2]], []]);
  });

  test('hold the caller\'s own accesses by breaking the glass, and nothing of the words for the reviewer', async () => {
    const { reasonWords: __, callback: ___, ...told } = emergency(1);
    const own: EmergencyAccess = { ...told, subjectId: subject(1), closedAt: null };
    const emergencies = await Promise.all([1, 2, 3, 4].map(async (n) => (await factsOf(n)).emergencies));
    expect(emergencies).toEqual([[own], [{ ...own, id: emergency(2).id, subjectId: subject(2), closedAt: AS_OF }], [], []]);
  });

  test('hold the window of the team\'s assignment and when the team closed', async () => {
    const seatOf = async () => {
      const { windowOpenedAt, windowExtendedTo, closedAt } = (await factsOf(6)).seats[0]!;
      return { windowOpenedAt, windowExtendedTo, closedAt };
    };
    expect(await seatOf()).toEqual({ windowOpenedAt: null, windowExtendedTo: null, closedAt: null });
    await withRequestSession(pool, async (session) => {
      await admitIds(session, EVERYWHERE, CALLER, [subject(6)]);
      await setAssignmentWindow(session, {
        subjectId: subject(6), teamId: team(1), windowOpenedAt: AS_OF, windowExtendedTo: '2026-04-30' as never, goodCause: 'The forensic interview is on 28 April',
      });
      await closeTeam(session, { teamId: team(1), closedAt: moment('2026-05-02T08:00:00.000Z') });
      await closeTeam(session, { teamId: team(1), closedAt: moment('2026-05-03T08:00:00.000Z') });
    });
    expect(await seatOf()).toEqual({ windowOpenedAt: AS_OF, windowExtendedTo: '2026-04-30', closedAt: '2026-05-02T08:00:00.000Z' });
  });

  test('hold the day on which the caller was designated for the index', async () => {
    expect((await factsOf(1)).designatedForIndexOn).toBeNull();
    const designate = (agencyId: string, on: string | null) => withRequestSession(pool, (session) =>
      designateForIndex(session, { personId: 'person-1', agencyId, on: on as never }));
    await expect(designate(agency(2), '2026-02-01')).rejects.toMatchObject({ code: 'CONFLICT' });
    await designate(agency(1), '2026-02-01');
    expect((await factsOf(1)).designatedForIndexOn).toBe('2026-02-01');
    expect((await factsOf(1, { ...CALLER, personId: 'person-2' })).designatedForIndexOn).toBeNull();
    await designate(agency(1), null);
    expect((await factsOf(1)).designatedForIndexOn).toBeNull();
  });
});

test('a window that is lengthened without a cause is refused, and so is one of a team that is not assigned', async () => {
  const set = (teamId: string, goodCause: string | null) => withRequestSession(pool, async (session) => {
    await admitIds(session, EVERYWHERE, CALLER, [subject(6)]);
    await setAssignmentWindow(session, { subjectId: subject(6), teamId, windowOpenedAt: AS_OF, windowExtendedTo: '2026-04-30' as never, goodCause });
  });
  await expect(set(team(1), null)).rejects.toMatchObject({ details: { constraint: 'cause_for_extension' } });
  await expect(set(team(2), 'A cause')).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(withRequestSession(pool, (session) => closeTeam(session, { teamId: team(2), closedAt: AS_OF }))).rejects.toMatchObject({ code: 'CONFLICT' });
});
