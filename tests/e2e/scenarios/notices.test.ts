import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../../src/kernel/ids.js';
import type { Parsed } from '../../support/gateway.js';
import { caseOf, consentIdOf, TEAM, type ScenarioYouth } from '../../support/scenario-county.js';
import { DOCUMENTS, documentsOf, SERVICES, servicesOf, startScenarios, type ScenarioGateway } from '../../support/scenario-gateway.js';
import { AGENCY, CALLER, personUuid, type ScenarioCaller } from '../../support/scenario-people.js';
import { REVOKE } from '../documents.js';

const SHELTER = { regimes: ['GENERAL_CWS'], purposes: ['SERVICES'], recipientAgencyIds: [AGENCY.shelter] } as const;
const YOUTHS: readonly ScenarioYouth[] = [
  { letter: 'C', consents: [{
    regimes: ['PART2_SPECIFIC'], categories: ['SUBSTANCE_USE_PART2'], discloserAgencyIds: [AGENCY.programme], explicitMentions: ['SUD'], purposes: ['MDT'],
    recipientTeam: { teamId: TEAM.standing, members: [CALLER.member.personId] },
  }] },
  { letter: 'S', consents: [{ ...SHELTER, categories: ['CASE_FACTS', 'JUVENILE_JUSTICE'] }] },
  { letter: 'T', consents: [{ ...SHELTER, categories: ['JUVENILE_JUSTICE'] }] },
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

describe('a withdrawal after a seal', () => {
  const seal = (letter: string) => gateway.as(CALLER.worker, SEAL, { input: {
    caseId: caseOf(letter), statute: 'WIC_786', court: 'Synthetic Juvenile Court', caseNumber: `${letter}-786`, matters: ['JV-2024-602'], destroyBy: '2026-09-01',
  } });

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
