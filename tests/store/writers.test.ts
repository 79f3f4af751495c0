import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { admitIds } from '../../src/store/admission-statements.js';
import { PgAgencyDirectory } from '../../src/store/agency-directory.js';
import { closePool, servingPool, syncPool, type Pool } from '../../src/store/pools.js';
import { agencies } from '../../src/store/queries/agencies.js';
import { teamsBySubject } from '../../src/store/queries/assigned-teams.js';
import { consentById, consentsBySubject } from '../../src/store/queries/consents.js';
import { involvementsBySubject } from '../../src/store/queries/involvements.js';
import { personsById } from '../../src/store/queries/persons.js';
import { serviceRecordsBySubject } from '../../src/store/queries/service-records.js';
import { membersByTeam, teamsById, teamsOfCounty } from '../../src/store/queries/teams.js';
import { withRequestSession, type RequestSession } from '../../src/store/request-session.js';
import {
  insertAgencies, insertAgreements, insertConsents, insertInvolvements, insertPersons, insertServiceRecords, insertTeamAssignments,
  insertTeamMembers, insertTeams,
} from '../../src/store/writers/bulk.js';
import { recordConsent, replaceConsent } from '../../src/store/writers/consents.js';
import { endMembership, recordAgreement, recordMember, recordPerson, recordTeam } from '../../src/store/writers/parties.js';
import { assignTeam, unassignTeam } from '../../src/store/writers/relations.js';
import type { Agency, Agreement, Involvement, Team, TeamMember } from '../../src/model/agency.js';
import type { ServiceRecord } from '../../src/model/service-record.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { AS_OF, EVERYWHERE, NOBODY_IN_PARTICULAR, agency, asOwner, consent, seedYouths, subject, team } from './small-county.js';

let database: TestDatabase;
let pool: Pool;

const CLINIC: Agency = { id: agency(1), name: 'Clinic', kind: 'MENTAL_HEALTH', county: '19', state: 'CA', regimeStatus: 'COVERED_ENTITY' };
const TEAM: Team = { id: team(1), name: 'Standing team', county: '19', statute: 'S18951D', protocolVersion: 'v1', protocolExpiresOn: null, closedAt: null };
const PERSON = { id: 'person-1', agencyId: agency(1), name: 'Pat One', staffKey: null };
const MEMBER: TeamMember = {
  teamId: team(1), personId: 'person-1', agencyId: agency(1), discipline: 'Psychology', trainingAttestedOn: '2025-01-01' as never, joinedAt: AS_OF, leftAt: null,
};
const AGREEMENT: Agreement = {
  id: '40000000-0000-4000-8000-000000000001', agencyId: agency(1), county: '19', purposes: ['TREATMENT', 'MDT'], protocolVersion: 'v1',
  signedAt: AS_OF, effectiveOn: '2026-01-01' as never, expiresOn: null, terminatedAt: null,
};
const LATER = '2026-04-01T08:00:00.000Z' as typeof AS_OF;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = servingPool({ url: database.url, max: 4, statementTimeoutMillis: 5_000 });
  await seedYouths(database.url, [{ n: 1 }, { n: 2 }]);
  const sync = syncPool({ url: database.url, max: 1, statementTimeoutMillis: 0 });
  await withRequestSession(sync, (session) => insertAgencies(session, [CLINIC]));
  await closePool(sync);
  await withRequestSession(pool, async (session) => {
    await recordPerson(session, PERSON);
    await recordAgreement(session, AGREEMENT);
    await recordTeam(session, TEAM);
    await recordMember(session, MEMBER);
  });
});

afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

/** Runs with youth 1 open. */
const opened = <T>(work: (session: RequestSession) => Promise<T>): Promise<T> => withRequestSession(pool, async (session) => {
  await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1)]);
  return work(session);
});

describe('a consent', () => {
  let n = 100;
  beforeEach(() => { n += 1; });

  test('is kept as it was signed, and the next version in its place with the former beside it', async () => {
    const first = consent({ n, subjectId: subject(1) });
    const revoked = { ...first, version: 2, status: 'REVOKED' as const,
      revocation: { writtenReceivedAt: LATER, oralStatedAt: null, by: 'person-1', categories: [] } };
    await opened((session) => recordConsent(session, first));
    expect(await opened((session) => consentById(session, subject(1), first.id))).toEqual(first);
    await opened((session) => replaceConsent(session, revoked));
    expect(await opened((session) => consentById(session, subject(1), first.id))).toEqual(revoked);
    const { rows } = await asOwner(database.url, (client) => client.query('select version, record from csec.consent_version where id = $1', [first.id]));
    expect(rows).toEqual([{ version: 1, record: first }]);
  });

  test('cannot be replaced twice from the same version, nor after it has ended', async () => {
    const first = consent({ n, subjectId: subject(1) });
    await opened((session) => recordConsent(session, first));
    const suspended = { ...first, version: 2, status: 'SUSPENDED' as const };
    await opened((session) => replaceConsent(session, suspended));
    await expect(opened((session) => replaceConsent(session, { ...suspended, status: 'REVOKED' }))).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(opened((session) => replaceConsent(session, { ...first, version: 3, status: 'ACTIVE' }))).rejects.toMatchObject({ code: 'CONFLICT' });
    await opened((session) => replaceConsent(session, { ...first, version: 3, status: 'REVOKED' }));
    await expect(opened((session) => replaceConsent(session, { ...first, version: 4, status: 'SUSPENDED' }))).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('is replaced by one of two who read the same version; the other meets a conflict', async () => {
    const first = consent({ n, subjectId: subject(1) });
    await opened((session) => recordConsent(session, first));
    const revoke = (): Promise<void> => opened((session) => replaceConsent(session, { ...first, version: 2, status: 'REVOKED' }));
    const outcomes = await Promise.allSettled([revoke(), revoke(), revoke()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'CONFLICT' });
  });

  test('is recorded for an open subject only', async () => {
    await expect(opened((session) => recordConsent(session, consent({ n, subjectId: subject(2) })))).rejects.toMatchObject({ code: 'INTERNAL', details: { sqlState: 'CS404' } });
  });

  test('that is invalid is kept with the checks that failed, and listed by the agency that recorded it', async () => {
    const invalid = consent({ n, subjectId: subject(1), status: 'INVALID', failedChecks: ['K01', 'K03'], recordedByAgencyId: agency(7), recordedAt: LATER });
    await opened((session) => recordConsent(session, invalid));
    expect((await opened((session) => consentsBySubject(session, [subject(2), subject(1)])))[1]).toContainEqual(invalid);
    expect((await opened((session) => consentsBySubject(session, [subject(1)])))[0]!.length).toBeGreaterThan(1);
  });
});

describe('parties', () => {
  test('are read as they were recorded', async () => {
    await withRequestSession(pool, async (session) => {
      expect(await agencies(session)).toEqual([CLINIC]);
      expect(await personsById(session, ['nobody', 'person-1'])).toEqual([null, PERSON]);
      expect(await teamsById(session, [team(1), team(2)])).toEqual([TEAM, null]);
      expect(await teamsOfCounty(session, '19')).toEqual([TEAM]);
      expect(await teamsOfCounty(session, '34')).toEqual([]);
      expect(await membersByTeam(session, [team(2), team(1)])).toEqual([[], [MEMBER]]);
    });
    const directory = new PgAgencyDirectory(pool);
    expect(await directory.agencyWithAgreements(agency(1))).toEqual({ agency: CLINIC, agreements: [AGREEMENT] });
    expect([await directory.agencyWithAgreements(agency(2)), await directory.agencyWithAgreements('no id at all')]).toEqual([null, null]);
  });

  test('an agreement changes in its termination only', async () => {
    await withRequestSession(pool, (session) => recordAgreement(session, { ...AGREEMENT, county: '34', purposes: ['OPERATIONS'], terminatedAt: LATER }));
    expect((await new PgAgencyDirectory(pool).agencyWithAgreements(agency(1)))!.agreements).toEqual([{ ...AGREEMENT, terminatedAt: LATER }]);
  });

  test('a member sits once, leaves once, and may come back', async () => {
    const seat = { teamId: team(1), personId: 'person-1' };
    const write = (work: (session: RequestSession) => Promise<void>): Promise<void> => withRequestSession(pool, work);
    await expect(write((session) => recordMember(session, { ...MEMBER, joinedAt: LATER }))).rejects.toMatchObject({ code: 'CONFLICT' });
    await write((session) => endMembership(session, { ...seat, leftAt: LATER }));
    await expect(write((session) => endMembership(session, { ...seat, leftAt: LATER }))).rejects.toMatchObject({ code: 'CONFLICT' });
    await write((session) => recordMember(session, { ...MEMBER, joinedAt: LATER }));
    expect((await withRequestSession(pool, (session) => membersByTeam(session, [team(1)])))[0]!.map(({ joinedAt, leftAt }) => [joinedAt, leftAt]))
      .toEqual([[AS_OF, LATER], [LATER, null]]);
  });
});

describe('relations to an open subject', () => {
  test('a team is assigned once and unassigned once', async () => {
    const change = { subjectId: subject(1), teamId: team(1), at: AS_OF };
    await opened((session) => assignTeam(session, change));
    await expect(opened((session) => assignTeam(session, change))).rejects.toMatchObject({ code: 'CONFLICT' });
    await opened((session) => unassignTeam(session, { ...change, at: LATER }));
    await expect(opened((session) => unassignTeam(session, { ...change, at: LATER }))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await opened((session) => teamsBySubject(session, [subject(2), subject(1)])))
      .toEqual([[], [{ subjectId: subject(1), team: TEAM, assignedAt: AS_OF, unassignedAt: LATER, windowOpenedAt: null, windowExtendedTo: null }]]);
    await expect(opened((session) => assignTeam(session, { ...change, subjectId: subject(2) }))).rejects.toMatchObject({ details: { sqlState: 'CS404' } });
    await expect(opened((session) => assignTeam(session, { ...change, teamId: team(9) }))).rejects.toMatchObject({ details: { sqlState: 'CS404' } });
  });
});

test('many rows are written at once under the sync role, and again without effect', async () => {
  const sync = syncPool({ url: database.url, max: 1, statementTimeoutMillis: 0 });
  const second: Agency = { ...CLINIC, id: agency(5), name: 'Shelter', county: null, dutiesHonoured: ['NOTICE_CMIA'], dutiesByCounty: { 19: ['PERSIST_LABELS', 'NOTICE_CMIA'], 33: ['NOTICE_CMIA'] } };
  const member = { ...MEMBER, teamId: team(5), personId: 'person-5', agencyId: agency(5) };
  const record: ServiceRecord = {
    subjectId: subject(2), category: 'MENTAL_HEALTH', kind: 'SERVICE', service: { code: 1776, display: 'General Counseling' }, serviceText: null,
    status: 'COMPLETED', method: null, startedOn: '2026-01-02' as never, endedOn: null, requestedOn: '2026-01-02' as never, priority: 'ASAP',
    standsByRequest: true, providerName: 'Clinic',
    provenance: { system: 'clinic', regime: 'CMIA', sourceAgencyId: agency(5), consentedBy: 'MINOR', updatedAt: AS_OF },
  };
  const involvement: Involvement = { subjectId: subject(2), agencyId: agency(5), kind: 'SERVICE', startedOn: '2026-01-01' as never, endedOn: null, referralKey: null };
  const held = consent({ n: 500, subjectId: subject(2), status: 'SUSPENDED', version: 3 });
  for (let time = 0; time < 2; time += 1) {
    await withRequestSession(sync, async (session) => {
      await insertAgencies(session, [CLINIC, second]);
      await insertPersons(session, [{ ...PERSON, id: 'person-5', agencyId: agency(5) }]);
      await insertAgreements(session, [{ ...AGREEMENT, id: AGREEMENT.id.replace(/1$/, '5'), agencyId: agency(5) }]);
      await insertTeams(session, [{ ...TEAM, id: team(5), name: 'Another' }]);
      await insertTeamMembers(session, [member]);
      await insertTeamAssignments(session, [{ subjectId: subject(2), recordKey: 't', teamId: team(5), assignedAt: AS_OF, unassignedAt: null }]);
      await insertInvolvements(session, [{ ...involvement, recordKey: 'i' }]);
      await insertConsents(session, [held]);
      await insertServiceRecords(session, [{ ...record, recordKey: 'clinic:1' }]);
    });
  }
  await closePool(sync);
  await withRequestSession(pool, async (session) => {
    await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(2)]);
    expect(await agencies(session)).toEqual([CLINIC, second]);
    expect(await membersByTeam(session, [team(5)])).toEqual([[member]]);
    expect((await teamsBySubject(session, [subject(2)]))[0]!.map(({ team: { name } }) => name)).toEqual(['Another']);
    expect(await involvementsBySubject(session, [subject(2)])).toEqual([[{ ...involvement, personId: null, conditions: [] }]]);
    expect(await consentsBySubject(session, [subject(2)])).toEqual([[held]]);
    const [services] = await serviceRecordsBySubject(session, [{ subjectId: subject(2), allowed: [{ category: 'MENTAL_HEALTH', regime: 'CMIA', minorConsented: true }] }], { first: 5 });
    expect(services!.map((placed) => placed.record)).toEqual([record]);
  });
});
