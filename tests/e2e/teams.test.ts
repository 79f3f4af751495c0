import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPersona } from '../../src/auth/demo-identities.js';
import { globalId } from '../../src/kernel/ids.js';
import { OBLIGATIONS } from '../../src/law/obligation.js';
import { type Parsed, startTestGateway, statementsOf, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, TEAM, YOUTHS } from '../support/seed-county.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

const team = 'team { id name county statute quorum protocolVersion members { personId leftAt } } userErrors { code field message }';
const MUTATION = {
  recordTeam: `mutation($input: RecordTeamInput!) { done: recordTeam(input: $input) { ${team} } }`,
  seat: `mutation($input: RecordTeamMembershipInput!) { done: recordTeamMembership(input: $input) { ${team} } }`,
  unseat: `mutation($input: EndTeamMembershipInput!) { done: endTeamMembership(input: $input) { ${team} } }`,
  assign: `mutation($input: AssignTeamInput!) { done: assignTeam(input: $input) { ${team} } }`,
  unassign: `mutation($input: UnassignTeamInput!) { done: unassignTeam(input: $input) { ${team} } }`,
  agreement: 'mutation($input: RecordAgreementInput!) { done: recordAgreement(input: $input) { agreement { id county purposes effectiveOn expiresOn } userErrors { code field message } } }',
  duties: 'mutation($input: DeclareDutiesInput!) { done: declareDuties(input: $input) { duties userErrors { code field message } } }',
} as const;

async function change(word: keyof typeof MUTATION, input: Readonly<Record<string, unknown>>, caller: keyof typeof CALLERS = 'worker') {
  return gateway.ask(CALLERS[caller], MUTATION[word], { input });
}
const codes = ({ status, body }: Awaited<ReturnType<typeof change>>) => [status, body.errors?.[0]?.extensions.code ?? body.data.done.userErrors[0]?.code];

const REQUEST = '00000000-0000-4000-8000-0000000000d7';
const MEMBER = demoPersona('mdt-member').personId;
const seen = async (youth: string, caller: keyof typeof CALLERS = 'member') =>
  (await gateway.ask(CALLERS[caller], 'query($id: ID!) { case(id: $id) { youth { firstName } } }', { id: caseId(youth) })).body.data.case?.youth.firstName ?? null;

describe('a team of the county', () => {
  const at = { id: '' };
  const seatOf = (person: string) => ({
    teamId: at.id, personId: globalId('Person', person), agencyId: globalId('Agency', AGENCY.publicHealth), discipline: 'Nursing',
    trainingAttestedOn: '2026-01-10', personName: 'Synthetic Newcomer',
  });

  it('opens a case to a member only when it is recorded, seated, trained in number, and assigned', async () => {
    const recorded = await change('recordTeam', { name: 'Synthetic Second Team', county: '19', statute: 'S18951D', protocolVersion: 'demo-protocol-1' }, 'operator');
    expect(recorded.body.data.done).toMatchObject({ team: { name: 'Synthetic Second Team', county: '19', statute: 'S18951D', quorum: 3, members: [] }, userErrors: [] });
    at.id = recorded.body.data.done.team.id;
    expect(codes(await change('assign', { teamId: at.id, caseId: caseId(YOUTHS.CORA) }, 'colleague'))).toEqual([200, 'FORBIDDEN']);
    await change('assign', { teamId: at.id, caseId: caseId(YOUTHS.CORA) }, 'caseworker');
    const people = [MEMBER, '7e450000-0000-4000-8000-0000000000a1', '7e450000-0000-4000-8000-0000000000a2'];
    for (const [index, person] of people.entries()) {
      expect(await seen(YOUTHS.CORA), `with ${index} seated`).toBeNull();
      const seated = await change('seat', seatOf(person));
      expect(seated.body.data.done.team.members).toHaveLength(index + 1);
    }
    expect(await seen(YOUTHS.CORA)).toBe('C-First');
  });

  it('has names and versions that fit a line, for they stand wherever it is told of', async () => {
    const long = 'x'.repeat(201);
    const made = { name: 'Synthetic Third Team', county: '19', statute: 'S18951D', protocolVersion: 'demo-protocol-1' };
    for (const field of ['name', 'protocolVersion']) {
      for (const text of [long, '   ']) {
        const { body } = await change('recordTeam', { ...made, [field]: text }, 'operator');
        expect([body.errors?.[0]?.extensions.code, body.errors?.[0]?.extensions.details]).toEqual(['BAD_INPUT', { field: `input.${field}` }]);
      }
    }
    for (const field of ['discipline', 'personName']) {
      expect(codes(await change('seat', { ...seatOf('7e450000-0000-4000-8000-0000000000a9'), [field]: long }))).toEqual([400, 'BAD_INPUT']);
    }
    expect(await gateway.sql('select 1 from csec.team where name = $1', [made.name])).toEqual([]);
  });

  it('stands in the record of what it opened as it was then, whatever becomes of its protocol and its member', async () => {
    const asked = 'query($id: ID!) { disclosures(caseId: $id, first: 50) { edges { node { teams teamSeats { teamId statute protocolVersion joinedAt } } } } }';
    const accounted = async () => (await gateway.ask(CALLERS.caseworker, asked, { id: caseId(YOUTHS.CORA) })).body.data.disclosures.edges
      .map(({ node }: Parsed) => node).filter(({ teams }: Parsed) => teams.length > 0);
    const before = await accounted();
    expect(before).toEqual([{
      teams: [at.id], teamSeats: [{ teamId: at.id, statute: 'S18951D', protocolVersion: 'demo-protocol-1', joinedAt: expect.any(String) }],
    }]);
    await gateway.sql('update csec.team set protocol_version = \'demo-protocol-2\' where name = \'Synthetic Second Team\'');
    expect(await accounted()).toEqual(before);
    await gateway.sql('update csec.team set protocol_version = \'demo-protocol-1\' where name = \'Synthetic Second Team\'');
  });

  it('is seated by who operates the gateway only while it carries no case', async () => {
    const idle = await change('recordTeam', { name: 'Synthetic Idle Team', county: '19', statute: 'S18951D' }, 'operator');
    const seat = { ...seatOf('7e450000-0000-4000-8000-0000000000b1'), teamId: idle.body.data.done.team.id };
    expect(codes(await change('seat', seat, 'operator'))).toEqual([200, undefined]);
    expect(codes(await change('unseat', { teamId: seat.teamId, personId: seat.personId }, 'operator'))).toEqual([200, undefined]);
    const refused = { team: null, userErrors: [{ code: 'FORBIDDEN', field: 'input.teamId', message: 'The team carries cases; only a county worker gives its seats.' }] };
    expect((await change('seat', seatOf('7e450000-0000-4000-8000-0000000000b2'), 'operator')).body.data.done).toEqual(refused);
    expect((await change('unseat', { teamId: at.id, personId: globalId('Person', MEMBER) }, 'operator')).body.data.done).toEqual(refused);
  });

  it('closes the case the moment it is taken from it, and opens it again when it is given back', async () => {
    expect(codes(await change('unassign', { teamId: at.id, caseId: caseId(YOUTHS.CORA) }, 'caseworker'))).toEqual([200, undefined]);
    expect(await seen(YOUTHS.CORA)).toBeNull();
    expect(codes(await change('unassign', { teamId: at.id, caseId: caseId(YOUTHS.CORA) }, 'caseworker'))).toEqual([409, 'CONFLICT']);
    await change('assign', { teamId: at.id, caseId: caseId(YOUTHS.CORA) }, 'caseworker');
    expect(codes(await change('assign', { teamId: at.id, caseId: caseId(YOUTHS.CORA) }, 'caseworker'))).toEqual([409, 'CONFLICT']);
    expect(await seen(YOUTHS.CORA)).toBe('C-First');
  });

  it('closes it to a member who leaves, and leaves his other team alone', async () => {
    const left = await change('unseat', { teamId: at.id, personId: globalId('Person', MEMBER) });
    expect(left.body.data.done.team.members.find(({ personId }: Parsed) => personId === globalId('Person', MEMBER)).leftAt).toBe('2026-03-01T20:00:00.000Z');
    expect(await seen(YOUTHS.CORA)).toBeNull();
    expect(await seen(YOUTHS.ALMA)).toBe('A-First');
    expect(codes(await change('unseat', { teamId: at.id, personId: globalId('Person', MEMBER) }))).toEqual([409, 'CONFLICT']);
    await change('unseat', { teamId: globalId('Team', TEAM), personId: globalId('Person', MEMBER) });
    expect(await seen(YOUTHS.ALMA)).toBeNull();
  });

  it('takes nobody into two agencies, and no stranger without a name', async () => {
    const there = { ...seatOf('7e450000-0000-4000-8000-0000000000a1'), agencyId: globalId('Agency', AGENCY.clinic) };
    const nameless = { ...seatOf('7e450000-0000-4000-8000-0000000000a9'), personName: null };
    expect(codes(await change('seat', there))).toEqual([400, 'BAD_INPUT']);
    expect(codes(await change('seat', nameless))).toEqual([400, 'BAD_INPUT']);
    expect(codes(await change('seat', seatOf('7e450000-0000-4000-8000-0000000000a1')))).toEqual([409, 'CONFLICT']);
    expect(codes(await change('seat', { ...seatOf(MEMBER), agencyId: globalId('Agency', '00000000-0000-4000-8000-000000000000') }))).toEqual([200, 'NOT_FOUND']);
  });

  it('belongs to its county: to a neighbour there is none', async () => {
    expect(codes(await change('recordTeam', { name: 'X', county: '19', statute: 'S18951D' }, 'neighbour'))).toEqual([200, 'FORBIDDEN']);
    for (const word of ['seat', 'unseat'] as const) {
      const input = word === 'seat' ? seatOf(MEMBER) : { teamId: at.id, personId: globalId('Person', MEMBER) };
      expect((await change(word, input, 'neighbour')).body.data.done).toEqual({
        team: null, userErrors: [{ code: 'NOT_FOUND', field: 'input.teamId', message: 'There is no such thing for this caller.' }],
      });
    }
    expect(codes(await change('assign', { teamId: at.id, caseId: caseId(YOUTHS.BEATRIZ) }, 'neighbour'))).toEqual([200, 'NOT_FOUND']);
  });

  it('is no business of partners; who operates the gateway assigns no case', async () => {
    for (const caller of ['member', 'clinician', 'provider', 'detective'] as const) {
      expect(codes(await change('recordTeam', { name: 'X', county: '19', statute: 'S18951D' }, caller))).toEqual([403, 'FORBIDDEN']);
    }
    expect(codes(await change('assign', { teamId: at.id, caseId: caseId(YOUTHS.CORA) }, 'operator'))).toEqual([403, 'FORBIDDEN']);
  });
});

describe('an agreement', () => {
  const input = {
    agencyId: globalId('Agency', AGENCY.lapsed), county: '19', purposes: ['TREATMENT'], protocolVersion: 'demo-protocol-1', signedAt: '2026-02-20T18:00:00Z',
    effectiveOn: '2026-03-01', expiresOn: '2026-12-31',
  };
  const lapsed = { as: 'mental-health', agencyId: AGENCY.lapsed } as const;
  const stated = async () => {
    const { status, body } = await gateway.ask(lapsed, '{ me { agency { name } purpose agreements { effectiveOn } } }');
    return [status, body.errors?.[0]?.extensions.code ?? body.data.me.agreements.length];
  };

  it('is what lets an agency state a purpose at all', async () => {
    expect(await stated()).toEqual([403, 'AUTH_PURPOSE_NOT_ALLOWED']);
    const recorded = await change('agreement', input);
    expect(recorded.body.data.done).toEqual({
      agreement: { id: expect.any(String), county: '19', purposes: ['TREATMENT'], effectiveOn: '2026-03-01', expiresOn: '2026-12-31' }, userErrors: [],
    });
    expect(await stated()).toEqual([200, 2]);
  });

  it('is recorded for the caller\'s own county, with an agency that is known, and does not end before it begins', async () => {
    expect(codes(await change('agreement', { ...input, county: '33' }))).toEqual([200, 'FORBIDDEN']);
    expect(codes(await change('agreement', { ...input, expiresOn: '2026-02-01' }))).toEqual([200, 'BAD_INPUT']);
    expect(codes(await change('agreement', { ...input, agencyId: globalId('Agency', '00000000-0000-4000-8000-000000000000') }))).toEqual([200, 'NOT_FOUND']);
    expect(codes(await change('agreement', input, 'clinician'))).toEqual([403, 'FORBIDDEN']);
  });
});

describe('the duties that an agency can honour', () => {
  const clinic = globalId('Agency', AGENCY.clinic);
  const ALL = Object.keys(OBLIGATIONS).sort();
  const but = (...left: readonly string[]) => ALL.filter((id) => !left.includes(id));
  const declare = (duties: readonly string[], caller: keyof typeof CALLERS = 'operator', agencyId = clinic) =>
    gateway.ask(CALLERS[caller], MUTATION.duties, { input: { agencyId, duties } }, { requestId: REQUEST });
  const released = async () => {
    const requestId = randomUUID();
    const { body } = await gateway.ask(CALLERS.clinician, 'query($id: ID!) { case(id: $id) { id csecStatus youth { firstName } } }', { id: caseId(YOUTHS.ALMA) }, { requestId });
    const [record] = await gateway.disclosures(requestId);
    return { name: body.data.case?.youth.firstName ?? null, status: body.data.case?.csecStatus ?? null, ...(record && { denied: record.denied }) };
  };

  it('withhold at once what carries one that is withdrawn, and open it again at once when it is given', async () => {
    const before = await released();
    expect(before).toEqual({ name: 'A-First', status: 'VICTIM_CURRENT', denied: {} });
    const left = but('NOTICE_827_10850');
    expect((await declare(left)).body.data.done).toEqual({ duties: left, userErrors: [] });
    expect(await released()).toEqual({ name: null, status: null, denied: { CSEC_STATUS: ['OBLIGATION_UNSUPPORTED'], IDENTITY_CORE: ['OBLIGATION_UNSUPPORTED'] } });
    expect((await declare([...ALL, 'DELETE_BY'], 'worker')).body.data.done).toEqual({ duties: ALL, userErrors: [] });
    expect(await released()).toEqual(before);
  });

  it('leave no way in at all to who cannot keep labels, and cost nothing where nothing released carries them', async () => {
    await declare(but('PERSIST_LABELS'));
    expect(await released()).toEqual({ name: null, status: null });
    await declare(but('NOTICE_FERPA'));
    expect((await released()).name).toBe('A-First');
  });

  it('of two counties with agreements count for each county\'s youths by themselves: neither opens or withholds the other\'s, and each declaration is kept', async () => {
    await gateway.sql(`insert into csec.agreement (id, agency_id, county, purposes, protocol_version, signed_at, effective_on, expires_on, terminated_at)
      select '00000000-0000-4000-8000-0000000000aa', agency_id, '33', purposes, protocol_version, signed_at, effective_on, expires_on, terminated_at
      from csec.agreement where agency_id = $1 limit 1`, [AGENCY.clinic], 'csec_sync');
    const history = async () => (await gateway.sql('select county, declared_by_agency_id as by, declared_by_person_id is not null as named, cardinality(duties) as many from csec.duty_declaration order by id', [], 'csec_sync')) as readonly Parsed[];
    const honoured = async () => ((await gateway.sql('select duties_honoured from csec.agency where id = $1', [AGENCY.clinic], 'csec_sync')) as readonly Parsed[])[0]!.duties_honoured;
    const before = (await history()).length;
    gateway.takeLog();
    expect((await declare(but('NOTICE_827_10850'))).body.data.done.userErrors).toEqual([]);
    expect((await declare(ALL, 'neighbour')).body.data.done).toEqual({ duties: ALL, userErrors: [] });
    expect([await honoured(), (await released()).name]).toEqual([but('NOTICE_827_10850'), null]);
    await declare(but('DELETE_BY'), 'neighbour');
    expect(await honoured()).toEqual(but('NOTICE_827_10850', 'DELETE_BY'));
    await declare(ALL);
    expect([await honoured(), (await released()).name]).toEqual([but('DELETE_BY'), 'A-First']);
    const [county, neighbour] = [AGENCY.county, AGENCY.neighbour];
    expect((await history()).slice(before)).toEqual([
      { county: '19', by: county, named: true, many: ALL.length - 1 }, { county: '33', by: neighbour, named: true, many: ALL.length },
      { county: '33', by: neighbour, named: true, many: ALL.length - 1 }, { county: '19', by: county, named: true, many: ALL.length },
    ]);
    expect(gateway.takeLog().filter((line) => line.includes('DUTIES_DECLARED')).map((line) => (JSON.parse(line) as Parsed).agencyId)).toEqual([county, neighbour, neighbour, county]);
    // A youth who moves is under the declaration of the county that she moved to, and one of no county under all of them.
    const ofCounty = async (county: string | null) => {
      await gateway.sql('update csec.youth set county = $2 where subject_id = $1', [YOUTHS.ALMA, county], 'csec_sync');
      return (await released()).name;
    };
    await declare(but('NOTICE_827_10850'), 'neighbour');
    expect([await ofCounty('33'), await ofCounty('19'), await ofCounty('33')]).toEqual([null, 'A-First', null]);
    await declare(but('NOTICE_827_10850'));
    await declare(ALL, 'neighbour');
    expect([await ofCounty('33'), await ofCounty('19'), await ofCounty(null)]).toEqual(['A-First', null, null]);
    await declare(ALL);
    expect(await ofCounty('19')).toBe('A-First');
    // Whose agreement has ended says nothing any more.
    await gateway.sql('delete from csec.agreement where id = \'00000000-0000-4000-8000-0000000000aa\'', [], 'csec_sync');
    await declare(ALL);
    expect(await honoured()).toEqual(ALL);
  });

  it('are those of the closed list: what is none is named by its place alone, and nothing is recorded', async () => {
    const mistaken = await declare(['DELETE_BY', 'delete_by', 'toString']);
    expect(mistaken.body.data.done).toEqual({ duties: null, userErrors: [1, 2].map((at) => ({ code: 'BAD_INPUT', field: `input.duties.${at}`, message: 'There is no duty of that id.' })) });
    expect((await released()).name).toBe('A-First');
  });

  it('are recorded by the county with which it has an agreement in force; to every other there is no such agency', async () => {
    const asked: { text: string; statements: readonly string[] }[] = [];
    const rows = () => gateway.sql('select id, duties_honoured from csec.agency order by id', [], 'csec_sync');
    const before = await rows();
    for (const [caller, agencyId] of [['neighbour', AGENCY.clinic], ['neighbour', '00000000-0000-4000-8000-000000000000'], ['neighbour', AGENCY.provider]] as const) {
      let text = '';
      const statements = await statementsOf(async () => { ({ text } = await declare([], caller, globalId('Agency', agencyId))); });
      asked.push({ text, statements });
    }
    expect(asked[0]!.text).toContain('NOT_FOUND');
    expect(asked).toEqual([asked[0], asked[0], asked[0]]);
    expect((await declare([], 'operator', globalId('Agency', AGENCY.neighbour))).body.data.done.userErrors).toEqual([{ code: 'NOT_FOUND', field: 'input.agencyId', message: 'There is no such thing for this caller.' }]);
    for (const caller of ['clinician', 'provider', 'member'] as const) expect(codes(await declare([], caller))).toEqual([403, 'FORBIDDEN']);
    expect(await rows()).toEqual(before);
  });
});
