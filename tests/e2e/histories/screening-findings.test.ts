import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../../src/kernel/ids.js';
import { statementsOf, type Parsed, type TestCaller, type TestGateway } from '../../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../../support/seed-county.js';
import { outcomeOf, startPushingPartners } from './pushing-partner.js';

let gateway: TestGateway;
let partner: Awaited<ReturnType<typeof startPushingPartners>>['partner'];
beforeAll(async () => { ({ gateway, partner } = await startPushingPartners()); });
afterEach(() => partner.forget());
afterAll(async () => { await gateway.stop(); });

const { worker, provider, clinician } = CALLERS;
const ALMA = caseId(YOUTHS.ALMA);
const UPDATED = 'DateUpdated,DateDeleted';
const QUESTIONS = 'ExchangeForSex,ExchangeForSexPastThreeMonths,CountOfExchangeForSex,AskedOrForcedToExchangeForSex,AskedOrForcedToExchangeForSexPastThreeMonths,'
  + 'WorkplaceViolenceThreats,WorkplacePromiseDifference,CoercedToContinueWork,LaborExploitPastThreeMonths';
const BOTH = '1,0,1,1,0,1,0,1,0';
const SEX = '1,0,1,1,0,0,0,,';
const NEITHER = '0,,,,,0,0,,';

/** An export of one stay that ended, with the answers at exit. */
const exportOf = (answers: string, { person = 'P1', at = '2026-01-20 09:30:00', deleted = '', on = '2026-01-19' } = {}) => [
  { name: 'Client.csv', content: `PersonalID,FirstName,MiddleName,LastName,DOB,${UPDATED}\n${person},A-First,,A-Last,2011-06-15,${at},\n` },
  { name: 'Enrollment.csv', content: `EnrollmentID,PersonalID,ProjectID,EntryDate,ReferralSource,${UPDATED}\nE1,${person},J1,2026-01-02,30,${at},\n` },
  { name: 'Services.csv', content: `ServicesID,EnrollmentID,PersonalID,DateProvided,RecordType,TypeProvided,${UPDATED}\n` },
  { name: 'Exit.csv', content: `ExitID,EnrollmentID,PersonalID,ExitDate,${QUESTIONS},${UPDATED}\nX1,E1,${person},${on},${answers},${at},${deleted}\n` },
];
const push = (answers: string, options: Parameters<typeof exportOf>[1] = {}, caller: TestCaller = provider) =>
  partner.send(caller, { format: 'HMIS_CSV', files: exportOf(answers, options) });
const link = (value: string, subjectId: string, agencyId: string = AGENCY.provider) => gateway.sql(`insert into csec.partner_link
  (subject_id, id, agency_id, system, value, basis, linked_by_agency_id, linked_by_person_id, linked_at)
  values ($1, gen_random_uuid(), $2, 'urn:ca:csec:hmis:PersonalID', $3, 'CONFIRMED', $2, 'it', now())`, [subjectId, agencyId, value]);

const FINDINGS = 'query($id: ID!) { case(id: $id) { csecStatus screeningFindings { findingId kind tool answeredOn agencyId doubtful state } } }';
const seenBy = async (caller: TestCaller, id = ALMA): Promise<Parsed> => {
  await partner.place();
  return (await gateway.ask(caller, FINDINGS, { id })).body;
};
const findings = async (caller: TestCaller = worker): Promise<readonly Parsed[]> => (await seenBy(caller)).data.case.screeningFindings;
const statesOf = async () => (await findings()).map(({ kind, state }) => `${kind} ${state}`);

const REVIEW = 'mutation($input: ReviewScreeningFindingInput!) { reviewScreeningFinding(input: $input) { done userErrors { code field } } }';
const review = async (caller: TestCaller, findingId: string, outcome: string, id = ALMA): Promise<Parsed> => {
  const { body } = await gateway.ask(caller, REVIEW, { input: { caseId: id, findingId, outcome, reason: 'Synthetic: spoken of with her.' } });
  return body.data?.reviewScreeningFinding ?? body.errors?.[0]?.extensions.code;
};

describe('what youths answered at exit', () => {
  it('waits with the push, and stands for review once the person is linked, with tool, day and agency; no status follows', async () => {
    const before = (await seenBy(worker)).data.case.csecStatus;
    expect(outcomeOf(await push(BOTH))).toEqual({ taken: 2, passedOver: 0, refused: [], userErrors: [] });
    expect([await findings(), await gateway.sql('select value, first_name from csec.unlinked_person')]).toEqual([[], [{ value: 'P1', first_name: 'A-First' }]]);
    await link('P1', YOUTHS.ALMA);
    const seen = await findings();
    const one = { answeredOn: '2026-01-19', agencyId: globalId('Agency', AGENCY.provider), doubtful: false, state: 'AWAITING_REVIEW', findingId: expect.any(String) };
    expect(seen.toSorted((a, b) => (a.kind < b.kind ? 1 : -1))).toEqual([
      { ...one, kind: 'SEXUAL_EXPLOITATION', tool: 'HMIS_R15' }, { ...one, kind: 'LABOR_EXPLOITATION', tool: 'HMIS_R16' },
    ]);
    for (const { findingId } of seen) expect(await review(worker, findingId, 'CONFIRMED')).toEqual({ done: true, userErrors: [] });
    expect((await seenBy(worker)).data.case.csecStatus).toBe(before);
    expect(await statesOf()).toEqual(expect.arrayContaining(['SEXUAL_EXPLOITATION CONFIRMED', 'LABOR_EXPLOITATION CONFIRMED']));
  });

  it('is taken and marked where one answer contradicts another, for she is to be asked, and refuses nothing of the push', async () => {
    await link('P1', YOUTHS.ALMA);
    expect(outcomeOf(await push('0,0,,1,0,0,0,,'))).toEqual({ taken: 1, passedOver: 0, refused: [], userErrors: [] });
    expect((await findings()).map(({ kind, doubtful }) => [kind, doubtful])).toEqual([['SEXUAL_EXPLOITATION', true]]);
    await push(SEX, { at: '2026-01-21 09:30:00' });
    expect((await findings()).map(({ kind, doubtful }) => [kind, doubtful])).toEqual([['SEXUAL_EXPLOITATION', false]]);
  });

  it('again changes nothing, newer stands for older and is reviewed anew, and what is no longer said or taken back is gone', async () => {
    await push(SEX);
    await link('P1', YOUTHS.ALMA);
    const [{ findingId }] = await findings() as [Parsed];
    await review(worker, findingId, 'DISMISSED');
    await push(SEX);
    expect((await findings()).map((one) => [one.findingId, one.state])).toEqual([[findingId, 'DISMISSED']]);
    await push(SEX, { at: '2026-01-10 09:30:00', on: '2026-01-01' });
    expect(await statesOf()).toEqual(['SEXUAL_EXPLOITATION DISMISSED']);
    await push(SEX, { at: '2026-01-21 09:30:00', on: '2026-01-18' });
    expect(await statesOf()).toEqual(['SEXUAL_EXPLOITATION AWAITING_REVIEW']);
    await push(NEITHER, { at: '2026-01-22 09:30:00' });
    expect(await statesOf()).toEqual([]);
    await push(SEX, { at: '2026-01-23 09:30:00' });
    await push(SEX, { at: '2026-01-24 09:30:00', deleted: '2026-01-24 09:30:00' });
    expect(await statesOf()).toEqual([]);
  });

  it('goes with the link that is undone, and with the review of it', async () => {
    await push(SEX);
    await link('P1', YOUTHS.ALMA);
    const [{ findingId }] = await findings() as [Parsed];
    await review(worker, findingId, 'CONFIRMED');
    await gateway.sql(`update csec.partner_link set undone_at = now(), undone_by_agency_id = agency_id, undone_by_person_id = 'it' where value = 'P1'`);
    expect(await findings()).toEqual([]);
    expect(await review(worker, findingId, 'DISMISSED')).toEqual({ done: false, userErrors: [{ code: 'NOT_FOUND', field: 'input.findingId' }] });
    await link('P1', YOUTHS.ALMA);
    expect(await statesOf()).toEqual(['SEXUAL_EXPLOITATION AWAITING_REVIEW']);
  });

  it('is nothing where they tell of none, and is passed over of an agency under another law than the county\'s', async () => {
    expect(outcomeOf(await push(NEITHER)).taken).toBe(0);
    expect(outcomeOf(await push(BOTH, {}, clinician))).toEqual({ taken: 0, passedOver: 2, refused: [], userErrors: [] });
    expect(await gateway.sql('select said from csec.received_finding')).toEqual([{ said: false }, { said: false }]);
    expect(await gateway.sql('select from csec.unlinked_person')).toEqual([]);
  });
});

describe('who learns of a finding', () => {
  it('whoever is released the status of exploitation, and nobody else, whether there is one or none', async () => {
    const callers = [provider, clinician, CALLERS.detective, CALLERS.neighbour, CALLERS.operator];
    const texts = async () => Promise.all(callers.map(async (caller) => {
      await partner.place();
      const body = await seenBy(caller);
      const granted = body.data?.case?.screeningFindings ?? null;
      return granted === null ? JSON.stringify(body.data) : 'released';
    }));
    const before = await texts();
    await push(BOTH);
    await link('P1', YOUTHS.ALMA);
    expect((await findings()).length).toBe(2);
    expect(await texts()).toEqual(before);
    expect(before).toContain('{"case":null}');
  });

  it('is told as of the status of exploitation by the same law that grid rows are', async () => {
    await push(BOTH);
    await link('P1', YOUTHS.ALMA);
    await partner.place();
    for (const caller of [worker, provider, clinician, CALLERS.detective]) {
      const { body } = await gateway.ask(caller,
        'query($id: ID!) { case(id: $id) { gridEntries { startedOn } screeningFindings { kind } } }', { id: ALMA });
      const found = body.data.case;
      expect(found?.screeningFindings === null, caller.as).toBe(found?.gridEntries === null);
    }
  });

  it('is reviewed by the worker who carries the case alone, and of another case\'s there is none', async () => {
    await push(SEX);
    await link('P1', YOUTHS.ALMA);
    const [{ findingId }] = await findings() as [Parsed];
    expect(await review(provider, findingId, 'CONFIRMED')).toBe('FORBIDDEN');
    const nobodys = globalId('ScreeningFinding', '00000000-0000-4000-8000-00000000beef');
    expect(await review(worker, nobodys, 'CONFIRMED')).toEqual({ done: false, userErrors: [{ code: 'NOT_FOUND', field: 'input.findingId' }] });
    expect(await statesOf()).toEqual(['SEXUAL_EXPLOITATION AWAITING_REVIEW']);
  });

  it('not the partner by pushing: the same bytes by the same statements, whoever is named', async () => {
    await push(NEITHER, { person: 'linked' });
    await link('linked', YOUTHS.RENATA);
    const seen = new Set<string>();
    for (const person of ['linked', 'nobody', 'P1']) {
      let text = '';
      const requestId = '9a5e0000-0000-4000-8000-000000000009';
      const statements = await statementsOf(async () => {
        ({ text } = await partner.send(provider, { format: 'HMIS_CSV', files: exportOf(BOTH, { person }) }, { requestId }));
      });
      seen.add(`${text} ${statements.join(' ')}`);
      await gateway.sql('delete from csec.received_finding');
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toContain('receive-findings');
  });
});
