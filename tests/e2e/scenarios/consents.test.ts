import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant, localDate } from '../../../src/kernel/dates.js';
import { globalId } from '../../../src/kernel/ids.js';
import { NOTICES } from '../../../src/law/notices.js';
import { NOON, type Parsed } from '../../support/gateway.js';
import { caseOf, consentIdOf, subjectOf, TEAM, type ScenarioYouth } from '../../support/scenario-county.js';
import { accountOf, NO_CASE, noticesOf, SERVICES, servicesOf, startScenarios, withheldOf, type ScenarioGateway } from '../../support/scenario-gateway.js';
import { AGENCY, CALLER, personUuid, type ScenarioCaller } from '../../support/scenario-people.js';
import { REVOKE, SUSPEND } from '../documents.js';

const PART2 = {
  regimes: ['PART2_SPECIFIC'], categories: ['SUBSTANCE_USE_PART2'], discloserAgencyIds: [AGENCY.programme], explicitMentions: ['SUD'],
} as const;
const BY_MOTHER = {
  signedAt: instant('2025-09-15T17:00:00Z'), method: 'WET', typefacePt: 14, handwritten: false, standalone: true, role: 'PARENT',
  signerId: CALLER.mother.personId, authorityDocument: null,
} as const;
const TO_SHELTER = { recipientAgencyIds: [AGENCY.shelter], purposes: ['SERVICES'] } as const;

const YOUTHS: readonly ScenarioYouth[] = [
  { letter: 'C', consents: [{ ...PART2, purposes: ['MDT'], recipientTeam: { teamId: TEAM.standing, members: [CALLER.member.personId, personUuid(32)] } }] },
  { letter: 'D', consents: [{ ...PART2, purposes: ['TREATMENT'], recipientAgencyIds: [AGENCY.clinic] }] },
  { letter: 'E', consents: [{
    ...TO_SHELTER, ...PART2, regimes: ['PART2_SPECIFIC', 'HIPAA_CMIA', 'LPS'], categories: ['SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'MENTAL_HEALTH'],
    discloserAgencyIds: [AGENCY.programme, AGENCY.clinic], discloserClasses: ['PUBLIC_HEALTH'],
  }] },
  { letter: 'F', consents: [{
    ...TO_SHELTER, regimes: ['GENERAL_CWS'], categories: ['CSEC_STATUS'], expiry: { kind: 'DATE', on: localDate('2026-02-28') },
  }] },
  { letter: 'G' },
  { letter: 'H', services: { REPRODUCTIVE_HEALTH: { consented_by: 'PARENT', source_agency_id: AGENCY.reproductiveClinic } }, consents: [{
    regimes: ['HIPAA_CMIA'], categories: ['REPRODUCTIVE_HEALTH'], purposes: ['SUBJECT_REQUEST'], recipientPersonIds: [CALLER.mother.personId],
    discloserAgencyIds: [AGENCY.reproductiveClinic, AGENCY.publicHealth], signature: BY_MOTHER,
  }] },
  { letter: 'I' },
  { letter: 'J', consents: [{ regimes: ['GENERAL_CWS'], categories: ['IDENTITY_CORE', 'CASE_FACTS'], purposes: ['INVESTIGATION'], recipientAgencyIds: [AGENCY.federal] }] },
  { letter: 'K', consents: [{
    regimes: ['HIPAA_CMIA', 'GENERAL_CWS'], categories: ['HIV', 'CASE_FACTS'], purposes: ['CARE_COORDINATION'], recipientAgencyIds: [AGENCY.publicHealth], discloserClasses: ['PUBLIC_HEALTH'],
  }] },
  { letter: 'L', consents: [{
    regimes: ['HIV'], categories: ['HIV'], purposes: ['CARE_COORDINATION'], recipientAgencyIds: [AGENCY.publicHealth], discloserClasses: ['PUBLIC_HEALTH'],
    discloserAgencyIds: [], explicitMentions: ['HIV'], maxUses: 1,
  }] },
  { letter: 'M', consents: [{ regimes: ['GENERAL_CWS'], categories: ['CSEC_STATUS'], purposes: ['SERVICES'], recipientAgencyIds: [AGENCY.lapsedProvider] }] },
  { letter: 'O', consents: [{ ...PART2, purposes: ['MDT'], recipientTeam: { teamId: TEAM.standing, members: [personUuid(33)] } }] },
  { letter: 'P', consents: [{
    ...PART2, regimes: ['PART2_TPO'], purposes: ['TREATMENT'], recipientAgencyIds: [AGENCY.hospital], redisclosure: 'HIPAA_TPO', expiry: { kind: 'NONE_TPO' },
  }] },
];

let gateway: ScenarioGateway;
beforeAll(async () => { gateway = await startScenarios(YOUTHS); });
afterAll(async () => { await gateway.stop(); });

const RECORD = /* GraphQL */ `
  mutation Record($input: RecordConsentInput!) {
    recordConsent(input: $input) { consent { id status failedChecks } userErrors { code field message } }
  }
`;

/** A form as the county receives it; parts may be changed. */
const form = (letter: string, changes: Readonly<Record<string, unknown>>) => ({
  caseId: caseOf(letter), regimes: ['HIPAA_CMIA'], subjectNameAsWritten: `${letter}-First ${letter}-Last`, subjectBornOnAsWritten: '2010-06-15',
  discloserClasses: ['MENTAL_HEALTH', 'PUBLIC_HEALTH', 'CHILD_WELFARE'], categories: ['REPRODUCTIVE_HEALTH'], purposes: ['SERVICES'],
  effectiveFrom: '2026-02-01T18:00:00Z', expiry: { kind: 'DATE', on: '2026-08-31' },
  signature: { signedAt: '2026-02-01T18:00:00Z', method: 'WET', typefacePt: 14, standalone: true, role: 'MINOR' },
  capacity: { basis: 'MINOR_STATUTE', ageAtSigning: 15, maturityAttestedBy: 'Synthetic Clinician' }, documentHash: 'cd'.repeat(32),
  statements: {
    revocationHow: true, redisclosureRisk: true, conditioning: true, copyGiven: true, copyInstructions: true, part2TpoRedisclosure: true, refusalConsequences: true,
  },
  ...changes,
});

async function recorded(letter: string, changes: Readonly<Record<string, unknown>>): Promise<Parsed> {
  const { body, text } = await gateway.as(CALLER.worker, RECORD, { input: form(letter, changes) });
  expect(body.errors, text).toBeUndefined();
  return body.data.recordConsent;
}

const withdraw = async (document: string, letter: string) => (await gateway.as(CALLER.worker, document, {
  input: { caseId: caseOf(letter), consentId: globalId('Consent', consentIdOf(letter)) },
})).body;

/** What the caller's agency, or he himself, is told of withdrawals. */
const TOLD = '{ withdrawalNotices(first: 20) { edges { node { id caseId form categories disclosures withdrawnAt text } } } }';
const noticesTo = async (caller: ScenarioCaller): Promise<Parsed[]> => (await gateway.as(caller, TOLD)).body.data.withdrawalNotices.edges.map(({ node }: Parsed) => node);

const NOTED = 'mutation($input: AcknowledgeWithdrawalNoticeInput!) { acknowledgeWithdrawalNotice(input: $input) { noticeId } }';

describe('a consent to Part 2 records that names a team', () => {
  it('T03 opens the programme to the members it was signed for, with the federal notice and its own scope', async () => {
    const asked = await gateway.of(CALLER.member, 'C', SERVICES);
    const part2 = asked.case.services.edges.filter(({ node }: Parsed) => node.category === 'SUBSTANCE_USE_PART2');
    expect(part2.map(({ node }: Parsed) => [node.serviceText, node.notice])).toEqual(Array.from({ length: 5 }, () => ['C-SUBSTANCE_USE_PART2-PART2', NOTICES.N2.text]));
    expect(asked.case.services.edges.filter(({ node }: Parsed) => node.notice !== null)).toEqual(part2);
    expect(asked.disclosure.notices.find(({ id }: Parsed) => id === 'N1').text).toBe(NOTICES.N1.text);
    expect(asked.disclosure.consentScopes).toEqual([{
      consent: `${consentIdOf('C')}@1`, categories: ['SUBSTANCE_USE_PART2'], purposes: ['MDT'], redisclosure: 'PROHIBITED', expiresOn: '2026-08-31', signedOn: '2025-09-15', signedBy: 'SUBJECT',
    }]);
    expect(asked.accounting).toMatchObject([{
      subjectId: subjectOf('C'), outcome: 'RELEASED', role: 'MDT_MEMBER', purpose: 'MDT', consents: [`${consentIdOf('C')}@1`], teams: [TEAM.standing],
    }]);
    expect(asked.accounting[0].released).toContain('SUBSTANCE_USE_PART2');
  });

  it('T03 leaves out the member who is not in its snapshot', async () => {
    const later: ScenarioCaller = { ...CALLER.member, personId: personUuid(31), agencyId: AGENCY.clinic };
    const asked = await gateway.of(later, 'C', SERVICES);
    expect(servicesOf(asked.case)).toEqual(['CASE_FACTS', 'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER']);
    expect(noticesOf(asked)).not.toContain('N1');
    expect(asked.disclosure.consentScopes).toEqual([]);
  });
});

describe('what a consent opened, passed on', () => {
  const FORWARD = /* GraphQL */ `
    mutation Forward($input: ForwardCaseInput!) {
      forwardCase(input: $input) { permitted categories { category permitted refusal } notices { id text } obligations userErrors { code } }
    }
  `;
  const forward = async (caller: ScenarioCaller, letter: string, to: string, purpose: string) => {
    const asked = await gateway.as(caller, FORWARD, {
      input: { caseId: caseOf(letter), toAgencyId: globalId('Agency', to), categories: ['SUBSTANCE_USE_PART2'], purpose },
    });
    expect(asked.body.errors, asked.text).toBeUndefined();
    return { ...asked.body.data.forwardCase, accounting: asked.accounting };
  };
  const providerInTeam: ScenarioCaller = { ...CALLER.member, personId: personUuid(33), agencyId: AGENCY.shelter };

  it('T05 by a member of the team to a shelter that the consent does not name: refused, and the refusal is in the accounting', async () => {
    expect(servicesOf((await gateway.of(providerInTeam, 'O', SERVICES)).case)).toContain('SUBSTANCE_USE_PART2');
    const answer = await forward(providerInTeam, 'O', AGENCY.lapsedProvider, 'MDT');
    expect(answer).toMatchObject({
      permitted: false, categories: [{ category: 'SUBSTANCE_USE_PART2', permitted: false, refusal: 'NOT_COVERED' }], notices: [], obligations: [], userErrors: [],
    });
    expect(answer.accounting).toMatchObject([{
      outcome: 'REDISCLOSURE_BLOCKED', subjectId: subjectOf('O'), agencyId: AGENCY.shelter, released: [], withheld: ['SUBSTANCE_USE_PART2'],
    }]);
  });

  it('T06 by a hospital to its business associate under a consent for treatment, payment and operations: permitted, with the federal notice', async () => {
    const physician: ScenarioCaller = { ...CALLER.physician, purpose: 'TREATMENT' };
    expect(servicesOf((await gateway.of(physician, 'P', SERVICES)).case)).toEqual(['SUBSTANCE_USE_PART2']);
    const answer = await forward(physician, 'P', AGENCY.associate, 'TREATMENT');
    expect(answer).toMatchObject({ permitted: true, categories: [{ category: 'SUBSTANCE_USE_PART2', permitted: true, refusal: null }], userErrors: [] });
    expect(answer.notices.find(({ id }: Parsed) => id === 'N1')).toEqual({ id: 'N1', text: NOTICES.N1.text });
    expect(answer.obligations).toContain('NOTICE_42CFR2_32');
    expect(answer.accounting.map(({ outcome }: Parsed) => outcome)).not.toContain('REDISCLOSURE_BLOCKED');
    const shelter = await forward(physician, 'P', AGENCY.shelter, 'TREATMENT');
    expect(shelter).toMatchObject({ permitted: false, notices: [], categories: [{ refusal: 'NOT_COVERED' }] });
  });
});

describe('a consent that ends', () => {
  const PAGE = /* GraphQL */ `
    query Page($id: ID!, $after: String) { serviceHistory(caseId: $id, first: 2, after: $after) { edges { node { category serviceText } } pageInfo { endCursor } } }
  `;
  const ALL_OF_E = ['MENTAL_HEALTH', 'REPRODUCTIVE_HEALTH', 'SUBSTANCE_USE_PART2'];
  const page = async (after: string | null) => gateway.as(CALLER.therapist, PAGE, { id: caseOf('D'), after });

  it('T09 by query: revoked at 10:02:00, the next page at 10:02:01 is without what it opened, and what was sent before stands', async () => {
    gateway.turnTo(instant('2026-03-01T17:50:00Z'));
    const first = await page(null);
    expect(first.body.data.serviceHistory.edges.map(({ node }: Parsed) => node.category)).toEqual(['SUBSTANCE_USE_PART2', 'SUBSTANCE_USE_PART2']);
    gateway.turnTo(instant('2026-03-01T18:02:00Z'));
    const revoked = await withdraw(REVOKE, 'D');
    expect(revoked.data).toEqual({ revokeConsent: {
      consent: { id: globalId('Consent', consentIdOf('D')), version: 2, status: 'REVOKED', revokedAt: '2026-03-01T18:02:00.000Z' }, userErrors: [],
    } });
    gateway.turnTo(instant('2026-03-01T18:02:01Z'));
    const next = await page(first.body.data.serviceHistory.pageInfo.endCursor);
    expect(next.text).not.toMatch(/SUBSTANCE_USE_PART2|withheld":\[\{[^\]]*PART2/);
    expect(next.body.data.serviceHistory.edges.map(({ node }: Parsed) => node.category)).toEqual(['GENERAL_MEDICAL', 'GENERAL_MEDICAL']);
    expect(noticesOf(next)).not.toContain('N1');
    const [before, after] = [first, next].map(({ accounting }) => accounting[0]);
    expect([before.released.includes('SUBSTANCE_USE_PART2'), after.released.includes('SUBSTANCE_USE_PART2')]).toEqual([true, false]);
    expect(await gateway.disclosures(before.requestId)).toEqual([before]);
    // Who received under it is told, in the words of the law; nobody else is, and he no longer when he has taken note.
    const told = (caller: ScenarioCaller) => noticesTo(caller).then((edges) => edges.filter(({ caseId }: Parsed) => caseId === caseOf('D')));
    const [notice] = await told(CALLER.therapist);
    expect(notice).toMatchObject({ form: 'WRITTEN', categories: ['SUBSTANCE_USE_PART2'], disclosures: [before.id], withdrawnAt: '2026-03-01T18:02:00.000Z', text: NOTICES.N11.text });
    expect(await told({ ...CALLER.therapist, personId: personUuid(41) })).toEqual([]);
    expect([await told(CALLER.counsellor), await told(CALLER.advocate), await told(CALLER.worker)]).toEqual([[], [], []]);
    const noted = (caller: ScenarioCaller) => gateway.as(caller, NOTED, { input: { noticeId: notice.id } });
    expect([(await noted(CALLER.advocate)).body.errors?.[0]?.extensions?.['code'], (await noted(CALLER.therapist)).body.errors]).toEqual(['CONFLICT', undefined]);
    expect(await told(CALLER.therapist)).toEqual([]);
    gateway.turnTo(NOON);
  });

  it('T11 by the youth\'s words to her worker: it is suspended at once, without any paper', async () => {
    const before = await gateway.of(CALLER.advocate, 'E', SERVICES);
    expect(servicesOf(before.case)).toEqual(ALL_OF_E);
    expect((await withdraw(SUSPEND, 'E')).data).toEqual({ suspendConsent: {
      consent: { id: globalId('Consent', consentIdOf('E')), version: 2, status: 'SUSPENDED', suspendedAt: '2026-03-01T20:00:00.000Z' }, userErrors: [],
    } });
    const after = await gateway.of(CALLER.advocate, 'E', SERVICES);
    expect([after.text, accountOf(after)]).toEqual([NO_CASE, [['NOT_FOUND', []]]]);
    // The worker is asked for the written form, and its recording ends the task and tells the recipients.
    const tasks = () => gateway.of(CALLER.worker, 'E', 'oralWithdrawals { consentId oralStatedAt categories }');
    expect((await tasks()).case.oralWithdrawals).toMatchObject([{ oralStatedAt: '2026-03-01T20:00:00.000Z', categories: ['MENTAL_HEALTH'] }]);
    expect((await gateway.of(CALLER.colleague, 'E', 'oralWithdrawals { consentId }')).case).toEqual({ oralWithdrawals: null });
    // Who received under it is told at once; and again when it is written.
    expect(await noticesTo(CALLER.advocate)).toMatchObject([{ form: 'ORAL', categories: ALL_OF_E, withdrawnAt: '2026-03-01T20:00:00.000Z', text: NOTICES.N12.text }]);
    expect((await withdraw(REVOKE, 'E')).data.revokeConsent.consent.status).toBe('REVOKED');
    expect((await tasks()).case.oralWithdrawals).toEqual([]);
    expect((await noticesTo(CALLER.advocate)).map(({ form: how, categories }: Parsed) => [how, categories]).sort()).toEqual([['ORAL', ALL_OF_E], ['WRITTEN', ALL_OF_E]]);
  });

  it('T12 with its last day on the county\'s calendar: there at 23:59 in Los Angeles, gone at 00:05', async () => {
    gateway.turnTo(instant('2026-03-01T07:59:00Z'));
    const before = await gateway.of(CALLER.advocate, 'F', 'csecStatus');
    expect([before.case, before.disclosure.validUntil]).toEqual([{ csecStatus: 'VICTIM_CURRENT' }, '2026-03-01T08:00:00.000Z']);
    gateway.turnTo(instant('2026-03-01T08:05:00Z'));
    expect((await gateway.of(CALLER.advocate, 'F', 'csecStatus')).text).toBe(NO_CASE);
    gateway.turnTo(NOON);
  });

  it('T13 never, signed fourteen months ago: medical information is not released for longer than a year', async () => {
    const signedAt = '2025-01-01T18:00:00Z';
    const { consent } = await recorded('G', {
      recipientAgencyIds: [globalId('Agency', AGENCY.shelter)], effectiveFrom: signedAt, expiry: { kind: 'NONE_TPO' },
      signature: { signedAt, method: 'WET', typefacePt: 14, standalone: true, role: 'MINOR' },
    });
    expect([consent.status, consent.failedChecks]).toEqual(['INVALID', ['K03']]);
    expect((await gateway.of(CALLER.advocate, 'G', SERVICES)).text).toBe(NO_CASE);
  });
});

describe('a mother who signs', () => {
  it('T15 an intake form at the clinic learns nothing of the visit, and not that there is a clinic', async () => {
    const asked = await gateway.of(CALLER.mother, 'H', `${SERVICES} youth { minorParent } workers { workerName }`);
    expect(asked.case.youth).toEqual({ minorParent: null });
    expect(servicesOf(asked.case)).toEqual(['CASE_FACTS', 'GENERAL_MEDICAL']);
    expect(asked.text).not.toMatch(/REPRODUCTIVE|Synthetic reproductiveClinic|Provider-REPRODUCTIVE/);
    expect(asked.accounting[0].released).not.toContain('REPRODUCTIVE_HEALTH');
    const told = await gateway.of(CALLER.youth, 'H', SERVICES);
    expect(servicesOf(told.case)).toContain('REPRODUCTIVE_HEALTH');
  });

  it('T16 a release of therapy to herself, after the removal and without the court\'s order, has it kept INVALID, and reads nothing', async () => {
    const { consent } = await recorded('I', {
      regimes: ['LPS'], categories: ['MENTAL_HEALTH'], purposes: ['SUBJECT_REQUEST'], recipientPersonIds: [globalId('Person', CALLER.mother.personId)],
      discloserClasses: ['MENTAL_HEALTH'],
      signature: { signedAt: '2026-02-01T18:00:00Z', method: 'WET', typefacePt: 14, standalone: true, role: 'PARENT', signerId: CALLER.mother.personId },
      capacity: { basis: 'PARENT_AUTHORITY' },
    });
    expect([consent.status, consent.failedChecks]).toEqual(['INVALID', ['K08']]);
    const asked = await gateway.of(CALLER.mother, 'I', SERVICES);
    expect(servicesOf(asked.case)).toEqual(['CASE_FACTS', 'GENERAL_MEDICAL']);
    expect(withheldOf(asked)).toContain('MENTAL_HEALTH');
    expect(asked.accounting[0].withheld).toContain('MENTAL_HEALTH');
  });
});

describe('a consent that says more than the law allows', () => {
  it('T42 everything, to a federal agent: it is kept INVALID, and a narrower one opens no juvenile information either', async () => {
    const { consent } = await recorded('J', { categories: ['*'], recipientAgencyIds: [globalId('Agency', AGENCY.federal)], purposes: ['INVESTIGATION'] });
    expect(consent.status).toBe('INVALID');
    expect(consent.failedChecks).toContain('K21');
    const asked = await gateway.of(CALLER.federalOfficer, 'J', 'id county youth { firstName bornOn }');
    expect(asked.text).toBe(NO_CASE);
    expect(accountOf(asked)).toEqual([['NOT_FOUND', []]]);
  });

  it('T53 an HIV result, in a general release of six months: the nurse finds nothing, and no word of it', async () => {
    const asked = await gateway.of(CALLER.nurse, 'K', SERVICES);
    expect(servicesOf(asked.case)).not.toContain('HIV');
    expect(asked.text).not.toContain('HIV');
    expect(asked.accounting[0].released).not.toContain('HIV');
    const kept = await recorded('K', { categories: ['HIV'], recipientAgencyIds: [globalId('Agency', AGENCY.publicHealth)], purposes: ['CARE_COORDINATION'] });
    expect([kept.consent.status, kept.consent.failedChecks]).toEqual(['INVALID', ['K17']]);
  });

  it('T53 an authorization of its own for one disclosure opens the result once, with its notice, and not again', async () => {
    // of two youths in one request no result is told, and none of the authorization is used up.
    const both = await gateway.as(CALLER.nurse, `query($a: ID!, $b: ID!) { a: case(id: $a) { ${SERVICES} } b: case(id: $b) { ${SERVICES} } }`, { a: caseOf('L'), b: caseOf('K') });
    expect([JSON.stringify(both.body).includes('HIV'), both.accounting.map(({ released }: Parsed) => released.includes('HIV'))]).toEqual([false, both.accounting.map(() => false)]);
    const once = await gateway.of(CALLER.nurse, 'L', SERVICES);
    expect(servicesOf(once.case)).toContain('HIV');
    expect(noticesOf(once)).toContain('N6');
    expect(once.disclosure.obligations).toContain('NO_DISCLOSURE_WITHOUT_CONSENT');
    expect(once.accounting[0].consents).toEqual([`${consentIdOf('L')}@1`]);
    const again = await gateway.of(CALLER.nurse, 'L', SERVICES);
    expect(servicesOf(again.case)).toEqual(servicesOf(once.case).filter((category) => category !== 'HIV'));
    expect(again.text).not.toContain('HIV');
  });
});

describe('a consent to an agency whose agreement has expired', () => {
  it('T65 opens nothing from the day after: the agreement was a condition of what came before', async () => {
    gateway.turnTo(instant('2026-02-28T20:00:00Z'));
    const before = await gateway.of(CALLER.lapsedAdvocate, 'M', 'csecStatus');
    expect(before.case).toEqual({ csecStatus: 'VICTIM_CURRENT' });
    expect([before.disclosure.labels.includes('NOMOU'), before.disclosure.validUntil]).toEqual([true, '2026-03-01T08:00:00.000Z']);
    gateway.turnTo(NOON);
    const after = await gateway.of(CALLER.lapsedAdvocate, 'M', 'csecStatus');
    expect([after.status, after.body.data ?? null, after.body.errors?.map(({ extensions }) => extensions)]).toEqual(
      [403, null, [{ code: 'AUTH_PURPOSE_NOT_ALLOWED', details: { bound: 'AGREEMENT' } }]]);
  });
});
