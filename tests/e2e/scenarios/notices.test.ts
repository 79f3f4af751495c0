import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../../src/kernel/dates.js';
import { globalId } from '../../../src/kernel/ids.js';
import { NOON, type Parsed } from '../../support/gateway.js';
import { caseOf, consentIdOf, subjectOf, TEAM, type ScenarioYouth } from '../../support/scenario-county.js';
import { DOCUMENTS, documentsOf, SERVICES, servicesOf, startScenarios, type ScenarioGateway } from '../../support/scenario-gateway.js';
import { AGENCY, CALLER, personUuid, type ScenarioCaller } from '../../support/scenario-people.js';
import { REVOKE, SUSPEND } from '../documents.js';

const SHELTER = { regimes: ['GENERAL_CWS'], purposes: ['SERVICES'], recipientAgencyIds: [AGENCY.shelter] } as const;
const YOUTHS: readonly ScenarioYouth[] = [
  { letter: 'C', consents: [{
    regimes: ['PART2_SPECIFIC'], categories: ['SUBSTANCE_USE_PART2'], discloserAgencyIds: [AGENCY.programme], explicitMentions: ['SUD'], purposes: ['MDT'],
    recipientTeam: { teamId: TEAM.standing, members: [CALLER.member.personId] },
  }] },
  { letter: 'S', consents: [{ ...SHELTER, categories: ['CASE_FACTS', 'JUVENILE_JUSTICE'] }] },
  { letter: 'T', consents: [{ ...SHELTER, categories: ['JUVENILE_JUSTICE'] }] },
  { letter: 'G', consents: [{ ...SHELTER, categories: ['CASE_FACTS'] }] },
  { letter: 'I', consents: [{ ...SHELTER, categories: ['CASE_FACTS'] }] },
  { letter: 'O', consents: [{ ...SHELTER, categories: ['CASE_FACTS'] }] },
  { letter: 'M', consents: [{ ...SHELTER, categories: ['CSEC_STATUS', 'JUVENILE_JUSTICE'], recipientAgencyIds: [AGENCY.lapsedProvider] }] },
];

let gateway: ScenarioGateway;
beforeAll(async () => { gateway = await startScenarios(YOUTHS); });
afterAll(async () => { await gateway.stop(); });

const TOLD = '{ withdrawalNotices(first: 20) { edges { node { id caseId consentId categories disclosures } } pageInfo { hasNextPage } } }';
const NOTED = 'mutation($input: AcknowledgeWithdrawalNoticeInput!) { acknowledgeWithdrawalNotice(input: $input) { noticeId } }';
const SEAL = 'mutation($input: RecordSealOrderInput!) { recordSealOrder(input: $input) { notified { name } userErrors { code } } }';

const notices = async (caller: ScenarioCaller, letter: string): Promise<Parsed[]> => (await gateway.as(caller, TOLD)).body.data.withdrawalNotices.edges
  .map(({ node }: Parsed) => node).filter(({ caseId }: Parsed) => caseId === caseOf(letter));
const revoke = (letter: string) => gateway.as(CALLER.worker, REVOKE, { input: { caseId: caseOf(letter), consentId: globalId('Consent', consentIdOf(letter)) } });
const acknowledge = async (caller: ScenarioCaller, noticeId: string) => {
  const { body } = await gateway.as(caller, NOTED, { input: { noticeId } });
  return body.errors?.[0]?.extensions?.['code'] ?? body.data.acknowledgeWithdrawalNotice.noticeId;
};

describe('a withdrawal of what law conceals', () => {
  it('G1 is told to the member who received it, and a colleague is neither told nor able to take it from her', async () => {
    const colleague: ScenarioCaller = { ...CALLER.nurse, personId: personUuid(42) };
    const before = (await gateway.as(colleague, TOLD)).text;
    expect(servicesOf((await gateway.of(CALLER.member, 'C', SERVICES)).case)).toContain('SUBSTANCE_USE_PART2');
    await revoke('C');
    expect((await gateway.as(colleague, TOLD)).text).toBe(before);
    const [notice] = await notices(CALLER.member, 'C');
    expect(notice.categories).toEqual(['SUBSTANCE_USE_PART2']);
    const never = globalId('WithdrawalNotice', '00000000-0000-4000-8000-00000000dead');
    expect([await acknowledge(colleague, notice.id), await acknowledge(colleague, never)]).toEqual(['CONFLICT', 'CONFLICT']);
    expect(await notices(CALLER.member, 'C')).toEqual([notice]);
    expect(await acknowledge(CALLER.member, notice.id)).toBe(notice.id);
    expect(await notices(CALLER.member, 'C')).toEqual([]);
  });
});

const seal = (letter: string) => gateway.as(CALLER.worker, SEAL, { input: {
  caseId: caseOf(letter), statute: 'WIC_786', court: 'Synthetic Juvenile Court', caseNumber: `${letter}-786`, matters: ['JV-2024-602'], destroyBy: '2026-09-01',
} });

describe('a withdrawal after a seal', () => {
  it('R-28 names what was received beside what is sealed, and nothing that is', async () => {
    const read = await gateway.of(CALLER.advocate, 'S', DOCUMENTS);
    expect(documentsOf(read.case).some((name) => name.startsWith('JUVENILE_JUSTICE'))).toBe(true);
    expect((await seal('S')).body.data.recordSealOrder.userErrors).toEqual([]);
    await revoke('S');
    expect(await notices(CALLER.advocate, 'S')).toMatchObject([{ categories: ['CASE_FACTS'], disclosures: [read.accounting[0].id] }]);
  });

  it('R-28 does not exist where nothing else was received, though it did before the seal', async () => {
    expect(documentsOf((await gateway.of(CALLER.advocate, 'T', DOCUMENTS)).case).length).toBeGreaterThan(0);
    const before = (await notices(CALLER.advocate, 'S')).length;
    await revoke('T');
    const [notice] = await notices(CALLER.advocate, 'T');
    expect(notice.categories).toEqual(['JUVENILE_JUSTICE']);
    await seal('T');
    expect([await notices(CALLER.advocate, 'T'), await acknowledge(CALLER.advocate, notice.id), (await notices(CALLER.advocate, 'S')).length]).toEqual([[], 'CONFLICT', before]);
  });
});

describe('a withdrawal in words', () => {
  it('K07 is told at once to who received under it, once however often it is said, and to nobody else', async () => {
    const received = (await gateway.of(CALLER.advocate, 'O', DOCUMENTS)).accounting[0].id;
    const say = () => gateway.as(CALLER.worker, SUSPEND, { input: { caseId: caseOf('O'), consentId: globalId('Consent', consentIdOf('O')) } });
    expect((await say()).body.data.suspendConsent.userErrors).toEqual([]);
    const [notice] = await notices(CALLER.advocate, 'O');
    expect(notice).toMatchObject({ categories: ['CASE_FACTS'], disclosures: [received] });
    expect((await say()).body.data.suspendConsent.userErrors).toEqual([]);
    expect([await notices(CALLER.advocate, 'O'), await notices(CALLER.therapist, 'O')]).toEqual([[notice], []]);
    expect([await acknowledge(CALLER.therapist, notice.id), await acknowledge(CALLER.advocate, notice.id), await notices(CALLER.advocate, 'O')]).toEqual(['CONFLICT', notice.id, []]);
    // What is written later is another notice, whoever took note of the words.
    await revoke('O');
    expect(await notices(CALLER.advocate, 'O')).toMatchObject([{ categories: ['CASE_FACTS'], disclosures: [received] }]);
  });

  it('K07 is a task of the county, shown to its workers who may see the youth and to nobody else', async () => {
    const LIST = 'query($first: Int!, $after: String) { oralWithdrawals(first: $first, after: $after) { edges { cursor node { caseId withdrawals { categories } } } pageInfo { hasNextPage } } }';
    const list = async (caller: ScenarioCaller, first = 10, after: string | null = null) => (await gateway.as(caller, LIST, { first, after })).body;
    const shown = async (caller: ScenarioCaller) => (await list(caller)).data.oralWithdrawals.edges.map(({ node }: Parsed) => node.caseId);
    const unassigned: ScenarioCaller = { ...CALLER.colleague, personId: personUuid(44), staffKey: '0YY', privileges: [] };
    const spoken = (letter: string) => gateway.as(CALLER.worker, SUSPEND, { input: { caseId: caseOf(letter), consentId: globalId('Consent', consentIdOf(letter)) } });
    const before = await list(unassigned);
    expect([before.data.oralWithdrawals, await shown(CALLER.worker)]).toEqual([{ edges: [], pageInfo: { hasNextPage: false } }, []]);
    await spoken('G');
    await spoken('I');
    expect([await shown(CALLER.worker), await shown(CALLER.colleague)]).toEqual([[caseOf('G'), caseOf('I')], [caseOf('G'), caseOf('I')]]);
    const first = (await list(CALLER.colleague, 1)).data.oralWithdrawals;
    expect(first).toMatchObject({ edges: [{ node: { caseId: caseOf('G'), withdrawals: [{ categories: ['CASE_FACTS'] }] } }], pageInfo: { hasNextPage: true } });
    const rest = (await list(CALLER.colleague, 1, first.edges[0].cursor)).data.oralWithdrawals;
    expect(rest).toMatchObject({ edges: [{ node: { caseId: caseOf('I') } }], pageInfo: { hasNextPage: false } });
    // Who carries none of them and reads no county learns of none, and not how many there are; no more does another county.
    expect([await list(unassigned), await list(unassigned, 1), await list(CALLER.countyB)]).toEqual([before, before, before]);
    expect((await list(CALLER.advocate)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await list(CALLER.colleague, 1, 'nonsense')).errors?.[0]?.extensions['code']).toBe('BAD_CURSOR');
    // Another agency's, of what law conceals, neither stands in the list nor lengthens it; of one that is limited nothing is told.
    await gateway.sql(`update csec.consent set recorded_by_agency_id = $2::uuid, record = record || jsonb_build_object('recordedByAgencyId', ($2::uuid)::text, 'categories', '["HIV"]'::jsonb)
      where id = $1`, [consentIdOf('G'), AGENCY.publicHealth], 'csec_sync');
    expect((await list(CALLER.colleague, 1)).data.oralWithdrawals).toMatchObject({ edges: [{ node: { caseId: caseOf('I') } }], pageInfo: { hasNextPage: false } });
    // Nor does one of which the words reached only what law conceals: she takes no place, and no decision beside the list tells of her.
    const beside = async () => (await gateway.as(CALLER.colleague, `{ oralWithdrawals(first: 1) { edges { node { caseId } } pageInfo { hasNextPage endCursor } } case(id: "${caseOf('I')}") { csecStatus } }`)).body;
    const untold = await beside();
    await gateway.sql(`update csec.consent set record = record || '{"categories": ["CASE_FACTS", "HIV"]}' || jsonb_build_object('revocation', record->'revocation' || '{"categories": ["HIV"]}')
      where id = $1`, [consentIdOf('G')], 'csec_sync');
    const asked = await beside();
    expect([asked.data, asked.extensions?.['disclosure'].decisions.map((one: Parsed) => one.case)]).toEqual([untold.data, [caseOf('I')]]);
    expect(asked.data.oralWithdrawals).toMatchObject({ edges: [{ node: { caseId: caseOf('I') } }], pageInfo: { hasNextPage: false } });
    await gateway.sql('update csec.youth set sensitivity = \'S\' where subject_id = $1', [subjectOf('I')], 'csec_sync');
    expect([await shown(CALLER.colleague), await list(CALLER.colleague, 1)]).toEqual([[], before]);
    await gateway.sql('update csec.youth set sensitivity = \'N\' where subject_id = $1', [subjectOf('I')], 'csec_sync');
  });
});

describe('an earlier recipient whose agreement has ended', () => {
  const caller = CALLER.lapsedAdvocate;
  const SEALS = '{ sealNotices(first: 10) { edges { node { id caseId disclosures destroyBy } } } }';
  const DESTROYED = 'mutation($input: AcknowledgeSealNoticeInput!) { acknowledgeSealNotice(input: $input) { noticeId } }';
  const REFUSED = '{"errors":[{"message":"No agreement in force of the caller\'s agency covers this purpose.","extensions":{"code":"AUTH_PURPOSE_NOT_ALLOWED","details":{"bound":"AGREEMENT"}}}]}\n';
  let sent: string;

  it('R-62 is told of the withdrawal of what it received, and takes note', async () => {
    gateway.turnTo(instant('2026-02-28T20:00:00Z'));
    const before = await gateway.of(caller, 'M', `csecStatus ${DOCUMENTS}`);
    expect([before.case.csecStatus, documentsOf(before.case).length > 0]).toEqual(['VICTIM_CURRENT', true]);
    sent = before.accounting[0].id;
    gateway.turnTo(NOON);
    await revoke('M');
    const [notice] = await notices(caller, 'M');
    expect(notice).toMatchObject({ categories: ['CSEC_STATUS', 'JUVENILE_JUSTICE'], disclosures: [sent] });
    const told = await gateway.as(caller, TOLD);
    expect([told.status, told.accounting, told.disclosure]).toEqual([200, [], null]);
    expect([await acknowledge(caller, notice.id), await notices(caller, 'M')]).toEqual([notice.id, []]);
  });

  it('R-28 is told of the seal, and says that it has destroyed', async () => {
    expect((await seal('M')).body.data.recordSealOrder.notified).toEqual([{ name: 'Synthetic lapsedProvider' }]);
    const told = (await gateway.as(caller, SEALS)).body.data.sealNotices.edges.map(({ node }: Parsed) => node);
    expect(told).toEqual([{ id: expect.any(String), caseId: caseOf('M'), disclosures: [sent], destroyBy: '2026-09-01' }]);
    expect((await gateway.as(caller, DESTROYED, { input: { noticeId: told[0].id } })).body.data).toEqual({ acknowledgeSealNotice: { noticeId: told[0].id } });
    expect((await gateway.as(caller, SEALS)).body.data.sealNotices.edges).toEqual([]);
    expect((await gateway.as(caller, '{ emergencyAlerts(first: 10) { edges { node { id } } } }')).body.data.emergencyAlerts.edges).toEqual([]);
  });

  it.each([
    ['a case', `{ case(id: "${caseOf('M')}") { csecStatus } }`], ['cases', '{ cases(first: 5) { edges { node { id } } } }'], ['himself', '{ me { purpose } }'],
    ['a case beside his notices', `{ sealNotices(first: 10) { edges { cursor } } case(id: "${caseOf('M')}") { csecStatus } }`],
    ['a case under the name of his notices', `{ sealNotices: case(id: "${caseOf('M')}") { csecStatus } }`],
    ['a case in another operation', `query A { sealNotices(first: 10) { edges { cursor } } } query B { case(id: "${caseOf('M')}") { id } }`],
    ['a case by a fragment', `{ ...F } fragment F on Query { sealNotices(first: 10) { edges { cursor } } case(id: "${caseOf('M')}") { id } }`],
    ['the schema', '{ __schema { types { name } } }'], ['what is no document', '{ sealNotices('], ['a field that is not there', '{ sealNotice }'],
    ['an emergency', 'mutation { breakGlass(input: {}) { access { id } } }'],
  ])('T65 is refused %s, in the same words whatever it is', async (_, query) => {
    const { status, text, accounting } = await gateway.as(caller, query);
    expect([status, text, accounting]).toEqual([403, REFUSED, []]);
  });
});
