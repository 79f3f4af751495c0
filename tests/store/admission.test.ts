import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Consent } from '../../src/model/consent.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { admissionHolds } from '../../src/policy/admission/admission-holds.js';
import { NOBODY, admissionFor, type AdmissionNode, type SensitivityLimit } from '../../src/policy/admission/admission.js';
import { nodesOf } from '../../src/store/admission-nodes.js';
import { admitIdentifier, admitIds, admitPage, factsCaller, factsOfOpened } from '../../src/store/admission-statements.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { withRequestSession, type Queryable } from '../../src/store/request-session.js';
import type { PageRequest } from '../../src/release/admission-source.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { AS_OF, EVERYWHERE, NOBODY_IN_PARTICULAR, UNLIMITED, agency, asOwner, asSync, consent, consentId, insertConsent, seedYouths, subject, team } from './small-county.js';

const PAGE: PageRequest = { first: 50, after: null, order: 'ANY', filter: {} };
const CALLER = { ...NOBODY_IN_PARTICULAR, staffKey: '0X5', personId: 'person-1' };

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [
    { n: 1 }, { n: 2, sensitivity: 'S' }, { n: 3, sensitivity: 'R' },
    { n: 4, county: '34' }, { n: 5, county: '34', sensitivity: 'S' }, { n: 6, county: '34', sensitivity: 'R' },
    { n: 7, county: null }, { n: 8, county: null, sensitivity: 'S' }, { n: 9, county: null, sensitivity: 'R' },
  ]);
  await seedRelations(database.url);
  pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
});

afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

/** Youth 1 is assigned, 2 involved, 4 seated; the consents below. Nobody has to do with 7. */
async function seedRelations(url: string): Promise<void> {
  const run = (text: string): Promise<void> => asSync(url, text);
  await run(`insert into csec.assignment (subject_id, record_key, staff_key, through, through_key, kind, started_on) values
    ('${subject(1)}', 'a', '0X5', 'CASE', 'case1', 'PRIMARY', '2026-01-02'), ('${subject(1)}', 'b', '0x5', 'CASE', 'case1', 'SECONDARY', null),
    ('${subject(3)}', 'a', '0X5', 'REFERRAL', 'ref3', 'PRIMARY', null)`);
  await run(`insert into csec.agency (id, name, kind, state, regime_status) values
    ('${agency(1)}', 'Clinic', 'MENTAL_HEALTH', 'CA', 'NONE'), ('${agency(2)}', 'Shelter', 'COMMUNITY_PROVIDER', 'CA', 'NONE')`);
  await run(`insert into csec.person (id, agency_id, name) values ('person-1', '${agency(1)}', 'One'), ('person-2', '${agency(2)}', 'Two'),
    ('person-3', '${agency(2)}', 'Three')`);
  await run(`insert into csec.involvement (subject_id, record_key, agency_id, kind, started_on) values
    ('${subject(2)}', 'i', '${agency(1)}', 'TREATMENT', '2026-01-03'), ('${subject(2)}', 'j', '${agency(2)}', 'SERVICE', '2026-01-04')`);
  await run(`insert into csec.team (id, name, county, statute, protocol_version, protocol_expires_on) values
    ('${team(1)}', 'Standing team', '34', 'S18951D', 'v2', '2027-01-01')`);
  await run(`insert into csec.team_member (team_id, person_id, agency_id, discipline, training_attested_on, joined_at, left_at) values
    ('${team(1)}', 'person-1', '${agency(1)}', 'Psychology', '2025-05-01', '2026-01-01T00:00:00Z', null),
    ('${team(1)}', 'person-2', '${agency(2)}', 'Shelter', '2025-05-01', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'),
    ('${team(1)}', 'person-3', '${agency(2)}', 'Shelter', null, '2026-01-01T00:00:00Z', null)`);
  await run(`insert into csec.team_assignment (subject_id, record_key, team_id, assigned_at) values
    ('${subject(4)}', 't', '${team(1)}', '2026-01-10T09:30:00.25Z')`);
  for (const record of CONSENTS) await asOwner(url, (client) => client.query(...insertConsent(record)));
}

const CONSENTS: readonly Consent[] = [
  consent({ n: 5, subjectId: subject(5), recipientAgencyIds: [], recipientPersonIds: ['person-1'] }),
  consent({ n: 6, subjectId: subject(6), recipientAgencyIds: [], recipientClasses: ['MENTAL_HEALTH'] }),
  consent({ n: 7, subjectId: subject(7), recipientAgencyIds: [agency(2)] }),
  consent({ n: 8, subjectId: subject(8), status: 'REVOKED' }),
  consent({ n: 9, subjectId: subject(9), effect: 'REFUSE' }),
  consent({ n: 10, subjectId: subject(1), recipientAgencyIds: [], recipientTeam: { teamId: team(1), members: ['person-2'] } }),
  consent({ n: 11, subjectId: subject(2), effect: 'REFUSE', recipientAgencyIds: [], discloserAgencyIds: [agency(2), agency(3), 'not an id'] }),
  consent({ n: 12, subjectId: subject(2), recipientAgencyIds: [agency(2)] }),
];

async function admitted(nodes: readonly AdmissionNode[]): Promise<readonly number[]> {
  return withRequestSession(pool, async (session) => {
    const page = await admitPage(session, nodes, CALLER, PAGE);
    const byId = await admitIds(session, nodes, CALLER, Array.from({ length: 12 }, (_, n) => subject(n)));
    expect(byId.map(({ facts }) => facts)).toEqual(page.map(({ facts }) => facts));
    return page.map(({ facts }) => Number(facts.subject.subjectId.slice(-12)));
  });
}

describe('admission by one kind of node, by page and by id alike', () => {
  test.each<[string, readonly AdmissionNode[], readonly number[]]>([
    ['nobody', nodesOf(NOBODY), []],
    ['a county', [{ kind: 'county', county: '34', ...UNLIMITED }], [4, 5, 6]],
    ['everywhere', EVERYWHERE, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['a staff id, in its letter case', [{ kind: 'assigned', staffKey: '0X5', ...UNLIMITED }], [1, 3]],
    ['an involved agency', [{ kind: 'involved', agencyId: agency(1), as: 'TREATMENT' }], [2]],
    ['an agency involved as another thing', [{ kind: 'involved', agencyId: agency(1), as: 'INVESTIGATION' }], []],
    ['a seat in an assigned team', [{ kind: 'seated', personId: 'person-1', agencyId: agency(1) }], [4]],
    ['a seat held for another agency', [{ kind: 'seated', personId: 'person-1', agencyId: agency(2) }], []],
    ['active permitting consents that name the person or the class', [{ kind: 'consented', agencyId: agency(1), personId: 'person-1', agencyKind: 'MENTAL_HEALTH' }], [5, 6]],
    ['a member of the snapshot of a named team', [{ kind: 'consented', agencyId: agency(3), personId: 'person-2', agencyKind: 'EDUCATION' }], [1]],
    ['several, each youth once', [{ kind: 'county', county: '34', ...UNLIMITED }, { kind: 'assigned', staffKey: '0X5', ...UNLIMITED },
      { kind: 'seated', personId: 'person-1', agencyId: agency(1) }], [1, 3, 4, 5, 6]],
  ])('%s', async (_, nodes, expected) => {
    expect(await admitted(nodes)).toEqual(expected);
  });

  test('a kind outside the closed set is refused', async () => {
    const forged = [{ kind: 'anybody' }] as unknown as readonly AdmissionNode[];
    await expect(withRequestSession(pool, (session) => admitPage(session, forged, CALLER, PAGE)))
      .rejects.toMatchObject({ code: 'INTERNAL', details: { statement: 'admit-page', sqlState: '22023' } });
  });

  test('a worker\'s node that comes without limits reaches nobody', async () => {
    expect(await admitted([{ kind: 'county', county: '19' } as AdmissionNode, { kind: 'assigned', staffKey: '0X5' } as AdmissionNode])).toEqual([]);
  });

  test('a county that is SQL is a county that no youth has', async () => {
    expect(await admitted([{ kind: 'county', county: `19' or true --`, ...UNLIMITED }])).toEqual([]);
  });
});

describe('the sensitivity matrix', () => {
  const open = (...limits: SensitivityLimit[]): readonly AdmissionNode[] => [{ kind: 'everywhere', home: '19', limits }];
  const NONE: readonly SensitivityLimit[] = ['N:SAME', 'N:OTHER', 'N:NONE'];
  test.each<[string, readonly SensitivityLimit[], readonly number[]]>([
    ['plain worker', NONE, [1, 4, 7]],
    ['county sensitive', [...NONE, 'S:SAME', 'S:NONE'], [1, 2, 4, 7, 8]],
    ['county sealed', [...NONE, 'R:SAME', 'R:NONE'], [1, 3, 4, 7, 9]],
    ['state sensitive', [...NONE, 'S:SAME', 'S:OTHER'], [1, 2, 4, 5, 7]],
    ['nothing open', [], []],
    ['only clients without a county', ['N:NONE', 'S:NONE'], [7, 8]],
  ])('%s', async (_, limits, expected) => {
    expect(await admitted(open(...limits))).toEqual(expected);
  });

  test('limits bind an assigned worker too', async () => {
    expect(await admitted([{ kind: 'assigned', staffKey: '0X5', home: '19', limits: ['N:SAME'] }])).toEqual([1]);
  });
});

describe('the facts', () => {
  const factsOf = (n: number, caller = CALLER) => withRequestSession(pool, async (session) => {
    const [found] = await admitIds(session, EVERYWHERE, caller, [subject(n)]);
    return found!.facts;
  });

  test('hold the subject and the caller\'s own assignments, not another worker\'s', async () => {
    expect(await factsOf(1)).toEqual({
      subject: {
        subjectId: subject(1), county: '19', bornOn: null, diedOn: null, sensitivity: 'N', victimElection: false, removedFromParent: false,
        removedOn: null, hasOpenCase: false, addressConfidential: false,
      },
      assignments: [{ through: 'CASE', throughKey: 'case1', kind: 'PRIMARY', startedOn: '2026-01-02', endedOn: null }],
      involvements: [], parentage: [], seats: [], orders: [], emergencies: [], mandates: [], designatedForIndexOn: null,
      consents: [CONSENTS[5]], discloserKinds: {},
    });
  });

  test('hold the caller\'s involvement, refusals, and no consent that names somebody else', async () => {
    const facts = await factsOf(2);
    expect(facts.involvements).toEqual([{
      subjectId: subject(2), agencyId: agency(1), personId: null, kind: 'TREATMENT', conditions: [], startedOn: '2026-01-03', endedOn: null,
      referralKey: null,
    }]);
    expect(facts.consents.map(({ id }) => id)).toEqual([consentId(11)]);
  });

  test('hold the kind of each agency that a consent names as discloser, of those that are known', async () => {
    expect((await factsOf(2)).discloserKinds).toEqual({ [agency(2)]: 'COMMUNITY_PROVIDER' });
  });

  test('hold the seat with the members active and trained at the moment asked', async () => {
    const seat = {
      teamId: team(1), county: '34', statute: 'S18951D', protocolVersion: 'v2', protocolExpiresOn: '2027-01-01',
      assignedAt: '2026-01-10T09:30:00.250Z', unassignedAt: null, agencyId: agency(1), trainingAttestedOn: '2025-05-01',
      joinedAt: '2026-01-01T00:00:00.000Z', leftAt: null, activeTrainedMembers: 1,
      windowOpenedAt: null, windowExtendedTo: null, closedAt: null,
    };
    expect((await factsOf(4)).seats).toEqual([seat]);
    expect((await factsOf(4, { ...CALLER, asOf: '2026-01-15T00:00:00.000Z' as typeof AS_OF })).seats)
      .toEqual([{ ...seat, activeTrainedMembers: 2 }]);
  });

  test('hold revoked consents that name the caller, for the checks to fail', async () => {
    expect((await factsOf(8)).consents.map(({ status }) => status)).toEqual(['REVOKED']);
  });

  test('for another caller are given of opened subjects only', async () => {
    const other = { ...CALLER, agencyId: agency(2), personId: 'person-2', staffKey: null, agencyKind: 'COMMUNITY_PROVIDER' };
    const [opened, closed] = await withRequestSession(pool, async (session) => {
      await admitIds(session, EVERYWHERE, CALLER, [subject(2)]);
      return factsOfOpened(session, other, [subject(2), subject(1)]);
    });
    expect(opened!.involvements.map(({ kind }) => kind)).toEqual(['SERVICE']);
    expect(opened!.consents.map(({ id }) => id)).toEqual([consentId(11), consentId(12)]);
    expect(closed).toBeNull();
  });
});

describe('the SQL of a node', () => {
  const workers: readonly AccessContext['caller']['privileges'][] = [[], ['COUNTYWIDE_READ'], ['COUNTYWIDE_READ', 'SENSITIVE'],
    ['COUNTYWIDE_READ', 'SEALED'], ['STATEWIDE_READ', 'SENSITIVE', 'SEALED']];
  const contexts: readonly AccessContext[] = [
    ...['19', '34', '99'].flatMap((county) => workers.map((privileges) => contextOf({ role: 'COUNTY_WORKER', county, privileges, staffKey: '0X5' }, 'CHILD_WELFARE'))),
    contextOf({ role: 'MENTAL_HEALTH' }, 'TREATMENT'), contextOf({ role: 'MENTAL_HEALTH' }, 'MDT'), contextOf({ role: 'MDT_MEMBER' }, 'MDT'),
    contextOf({ role: 'LAW_ENFORCEMENT' }, 'INVESTIGATION'), contextOf({ role: 'PROVIDER' }, 'SERVICES'),
  ];

  test.each(contexts)('admits whoever the policy says it must: $caller.role of $caller.county with $caller.privileges for $purpose', async (context) => {
    const admission = admissionFor(context);
    const reached = new Set(await admitted(nodesOf(admission)));
    const all = await withRequestSession(pool, (session) => admitPage(session, EVERYWHERE, factsCaller(context), PAGE));
    const wanted = all.filter(({ facts }) => admissionHolds(admission, facts, context)).map(({ facts }) => Number(facts.subject.subjectId.slice(-12)));
    expect(all).toHaveLength(9);
    expect(wanted.filter((n) => !reached.has(n))).toEqual([]);
    if (context.caller.role === 'COUNTY_WORKER') expect([...reached]).toEqual(wanted);
  });
});

function contextOf(parts: Partial<AccessContext['caller']> & Pick<AccessContext['caller'], 'role'>, purpose: AccessContext['purpose']): AccessContext {
  const kinds = { COUNTY_WORKER: 'CHILD_WELFARE', LAW_ENFORCEMENT: 'LAW_ENFORCEMENT', PROVIDER: 'COMMUNITY_PROVIDER' } as const;
  return {
    requestId: 'request', purpose, allowedPurposes: [purpose], asOf: AS_OF, channel: 'QUERY', agreements: [],
    caller: {
      personId: 'person-1', county: null, credential: 'VERIFIED', staffKey: null, privileges: [], ...parts,
      agency: {
        id: agency(1), name: 'Agency', kind: kinds[parts.role as keyof typeof kinds] ?? 'MENTAL_HEALTH', county: '19', state: 'CA', regimeStatus: 'NONE',
      },
    },
  };
}

describe('an identifier', () => {
  beforeAll(() => asSync(database.url, `insert into csec.identifier (subject_id, record_key, system_code, value) values
    ('${subject(1)}', 'x', 1332, 'MEDS1'), ('${subject(4)}', 'x', 1332, 'MEDS1'), ('${subject(5)}', 'x', 1334, 'MEDS1')`));
  const find = (nodes: readonly AdmissionNode[], system: 'CWS_CMS' | number, value: string) =>
    withRequestSession(pool, async (session: Queryable) =>
      (await admitIdentifier(session, nodes, CALLER, { system, value } as never)).map(({ facts }) => facts.subject.subjectId));

  test('finds by CWS/CMS key and by another system\'s id, admitted subjects only', async () => {
    expect(await find(EVERYWHERE, 'CWS_CMS', 'client0007')).toEqual([subject(7)]);
    expect(await find([{ kind: 'county', county: '19', ...UNLIMITED }], 'CWS_CMS', 'client0007')).toEqual([]);
    expect(await find(EVERYWHERE, 'CWS_CMS', 'CLIENT0007')).toEqual([]);
    expect(await find(EVERYWHERE, 1332, 'MEDS1')).toEqual([subject(1), subject(4)]);
    expect(await find([{ kind: 'county', county: '34', ...UNLIMITED }], 1332, 'MEDS1')).toEqual([subject(4)]);
    expect(await find([], 1332, 'MEDS1')).toEqual([]);
  });
});
