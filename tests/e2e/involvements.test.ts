import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { type Parsed, startTestGateway, type TestCaller, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, CONSENT, TEAM, YOUTHS } from '../support/seed-county.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

const MUTATION = {
  record: 'mutation($input: RecordInvolvementInput!) { done: recordInvolvement(input: $input) { done userErrors { code field } } }',
  end: 'mutation($input: EndInvolvementInput!) { done: endInvolvement(input: $input) { done userErrors { code field } } }',
  close: 'mutation($input: CloseTeamInput!) { done: closeTeam(input: $input) { team { closedAt } userErrors { code field } } }',
  window: 'mutation($input: SetTeamWindowInput!) { done: setTeamWindow(input: $input) { team { id } userErrors { code field } } }',
  assign: 'mutation($input: AssignTeamInput!) { done: assignTeam(input: $input) { team { id } userErrors { code field } } }',
  team: 'mutation($input: RecordTeamInput!) { done: recordTeam(input: $input) { team { id } userErrors { code field } } }',
  designate: 'mutation($input: DesignateForIndexInput!) { done: designateForIndex(input: $input) { done userErrors { code field } } }',
} as const;
const change = async (word: keyof typeof MUTATION, caller: TestCaller, input: Readonly<Record<string, unknown>>) => {
  const { status, body } = await gateway.ask(caller, MUTATION[word], { input });
  return body.data?.done ?? { status, code: body.errors![0]!.extensions.code };
};
const CORA = caseId(YOUTHS.CORA);
const seen = async (caller: TestCaller, id = CORA) => (await gateway.ask(caller, 'query($id: ID!) { case(id: $id) { id } }', { id })).body.data.case !== null;

describe('an involvement', () => {
  const TREATS = { caseId: CORA, agencyId: globalId('Agency', AGENCY.clinic), kind: 'TREATMENT' };

  it('opens the case as the rules say, from its first day until it ends', async () => {
    expect(await seen(CALLERS.clinician)).toBe(false);
    expect(await change('record', CALLERS.caseworker, { ...TREATS, startedOn: '2026-02-01' })).toEqual({ done: true, userErrors: [] });
    expect(await seen(CALLERS.clinician)).toBe(true);
    expect(await change('record', CALLERS.caseworker, TREATS)).toEqual({ status: 409, code: 'CONFLICT' });
    const listed = await gateway.ask(CALLERS.caseworker, 'query($id: ID!) { case(id: $id) { involvements { agencyId kind personId startedOn endedOn } } }', { id: CORA });
    expect(listed.body.data.case.involvements).toEqual([{ agencyId: TREATS.agencyId, kind: 'TREATMENT', personId: null, startedOn: '2026-02-01', endedOn: null }]);
    expect(await change('end', CALLERS.caseworker, TREATS)).toEqual({ done: true, userErrors: [] });
    expect(await seen(CALLERS.clinician)).toBe(false);
    expect(await change('end', CALLERS.caseworker, TREATS)).toEqual({ status: 409, code: 'CONFLICT' });
  });

  it('of a programme whose name tells what law conceals is not listed to who is not released it', async () => {
    expect((await change('record', CALLERS.caseworker, { ...TREATS, agencyId: globalId('Agency', AGENCY.programme) })).done).toBe(true);
    const { body } = await gateway.ask(CALLERS.caseworker, 'query($id: ID!) { case(id: $id) { involvements { endedOn } } }', { id: CORA });
    expect(body.data.case.involvements).toEqual([{ endedOn: '2026-03-01' }]);
    expect((await gateway.ask(CALLERS.colleague, 'query($id: ID!) { case(id: $id) { involvements { kind } } }', { id: CORA })).body.data.case.involvements).toBeNull();
  });

  it('is of the class of agency and person that its kind demands', async () => {
    expect(await change('record', CALLERS.caseworker, { ...TREATS, kind: 'INVESTIGATION' })).toEqual({ done: false, userErrors: [{ code: 'BAD_INPUT', field: 'input.agencyId' }] });
    for (const input of [{ ...TREATS, kind: 'PARENTAGE' }, { ...TREATS, conditions: ['SAFETY_FLAG'] }]) expect(await change('record', CALLERS.caseworker, input)).toEqual({ status: 400, code: 'BAD_INPUT' });
    expect((await change('record', CALLERS.caseworker, { ...TREATS, agencyId: globalId('Agency', '00000000-0000-4000-8000-000000000404') })).userErrors).toEqual([{ code: 'NOT_FOUND', field: 'input.agencyId' }]);
  });

  it('of one referral opens to who investigates it the reporter of that referral, and of no other', async () => {
    const SHOWN = { '5Y3vKVs0X5': '0315-2076-8676-8002051', AfiTGrO0ND: '0606-2209-3706-2001439', ANkfTZy75C: '0589-7630-0758-6027230' };
    const plant = async (subject: string, key: keyof typeof SHOWN, access: string) => {
      await gateway.sql(`insert into csec.referral (subject_id, referral_key, received_on, response_code, response_display, disposition, county, limited_access)
        values ($1, $2, '2026-02-0${access === 'N' ? 1 : 2}', 1520, 'Immediate', 'I', '19', $3)`, [subject, key, access], 'csec_sync');
      await gateway.sql('insert into csec.reporter (subject_id, referral_key, last_name) values ($1, $2, $3)', [subject, key, `Reporter-${key}`], 'csec_sync');
    };
    await plant(YOUTHS.CORA, '5Y3vKVs0X5', 'N');
    await plant(YOUTHS.CORA, 'AfiTGrO0ND', 'R');
    await plant(YOUTHS.ALMA, 'ANkfTZy75C', 'N');
    const POLICE = { caseId: CORA, agencyId: globalId('Agency', AGENCY.police), kind: 'INVESTIGATION' };
    const reporters = async () => (await gateway.ask(CALLERS.detective, 'query($id: ID!) { case(id: $id) { referrals { reporter { lastName } } } }', { id: CORA })).body.data.case
      ?.referrals.flatMap(({ reporter }: Parsed) => (reporter === null ? [] : [reporter.lastName]));
    const nowhere = { done: false, userErrors: [{ code: 'NOT_FOUND', field: 'input.referral' }] };
    // Of another youth, of limited access, of nobody, and no id at all: told apart by nothing.
    for (const referral of [SHOWN.ANkfTZy75C, SHOWN.AfiTGrO0ND, '0597-8741-7200-7238327', 'the newest']) {
      expect(await change('record', CALLERS.caseworker, { ...POLICE, referral }), referral).toEqual(nowhere);
    }
    expect(await change('record', CALLERS.caseworker, { ...TREATS, referral: SHOWN['5Y3vKVs0X5'] })).toEqual({ status: 400, code: 'BAD_INPUT' });
    expect(await change('record', CALLERS.caseworker, POLICE)).toEqual({ done: true, userErrors: [] });
    expect(await reporters()).toEqual([]);
    expect(await change('record', CALLERS.caseworker, { ...POLICE, referral: SHOWN['5Y3vKVs0X5'] })).toEqual({ done: true, userErrors: [] });
    expect(await reporters()).toEqual(['Reporter-5Y3vKVs0X5']);
    expect(await change('record', CALLERS.caseworker, { ...POLICE, referral: SHOWN['5Y3vKVs0X5'] })).toEqual({ status: 409, code: 'CONFLICT' });
    const listed = await gateway.ask(CALLERS.caseworker, 'query($id: ID!) { case(id: $id) { involvements { kind ofOneReferral } } }', { id: CORA });
    expect(listed.text).not.toContain('5Y3vKVs0X5');
    expect(listed.body.data.case.involvements.filter(({ kind }: Parsed) => kind === 'INVESTIGATION').map(({ ofOneReferral }: Parsed) => ofOneReferral).sort()).toEqual([false, true]);
    expect(await change('end', CALLERS.caseworker, POLICE)).toEqual({ done: true, userErrors: [] });
    expect(await reporters()).toBeUndefined();
  });

  it('is recorded by the worker who carries the case alone', async () => {
    expect((await change('record', CALLERS.worker, TREATS)).userErrors).toEqual([{ code: 'FORBIDDEN', field: 'input.caseId' }]);
    expect((await change('end', CALLERS.neighbour, TREATS)).userErrors).toEqual([{ code: 'NOT_FOUND', field: 'input.caseId' }]);
    for (const caller of [CALLERS.operator, CALLERS.clinician]) expect(await change('record', caller, TREATS)).toEqual({ status: 403, code: 'FORBIDDEN' });
  });
});

describe('a team', () => {
  it('of WIC 18961.7 has a window that only documented good cause lengthens', async () => {
    const { team: { id: teamId } } = await change('team', CALLERS.operator, { name: 'Synthetic Child Abuse Team', county: '19', statute: 'S18961_7', protocolVersion: 'demo-protocol-1' });
    const window = { openedAt: '2026-02-20T18:00:00Z' };
    expect(await change('assign', CALLERS.caseworker, { teamId, caseId: CORA, window: { ...window, extendedTo: '2026-04-30' } })).toEqual({ status: 400, code: 'BAD_INPUT' });
    expect((await change('assign', CALLERS.caseworker, { teamId, caseId: CORA, window })).userErrors).toEqual([]);
    const longer = { ...window, extendedTo: '2026-04-30', goodCause: 'The forensic interview is set for April' };
    expect((await change('window', CALLERS.caseworker, { teamId, caseId: CORA, window: longer })).userErrors).toEqual([]);
    expect(await gateway.sql('select window_opened_at is not null as opened, window_extended_to::text as until from csec.team_assignment where subject_id = $1', [YOUTHS.CORA])).toEqual([{ opened: true, until: '2026-04-30' }]);
    expect((await change('window', CALLERS.colleague, { teamId, caseId: CORA, window })).userErrors).toEqual([{ code: 'FORBIDDEN', field: 'input.caseId' }]);
    expect(await change('window', CALLERS.caseworker, { teamId, caseId: CORA, window: { openedAt: '2026-03-02T18:00:00Z' } })).toEqual({ status: 400, code: 'BAD_INPUT' });
  });

  it('that is closed opens nothing any more', async () => {
    const of = caseId(YOUTHS.ALMA);
    expect(await seen(CALLERS.member, of)).toBe(true);
    expect((await change('close', CALLERS.operator, { teamId: globalId('Team', TEAM) })).userErrors[0].code).toBe('FORBIDDEN');
    expect((await change('close', CALLERS.neighbour, { teamId: globalId('Team', TEAM) })).userErrors[0].code).toBe('NOT_FOUND');
    expect(await change('close', CALLERS.worker, { teamId: globalId('Team', TEAM) })).toEqual({ team: { closedAt: '2026-03-01T20:00:00.000Z' }, userErrors: [] });
    expect(await seen(CALLERS.member, of)).toBe(false);
  });

  it('of the index is of persons whom their agency designated', async () => {
    const [person] = await gateway.sql<{ id: string }>('select id from csec.person where name like \'%Clinician%\'');
    const input = { agencyId: globalId('Agency', AGENCY.clinic), personId: globalId('Person', person!.id), designatedOn: '2026-02-01' };
    expect(await change('designate', CALLERS.colleague, input)).toEqual({ done: true, userErrors: [] });
    expect(await change('designate', CALLERS.operator, input)).toEqual({ done: false, userErrors: [{ code: 'FORBIDDEN', field: 'input.agencyId' }] });
    expect((await change('designate', CALLERS.neighbour, input)).userErrors).toEqual([{ code: 'NOT_FOUND', field: 'input.agencyId' }]);
    expect(await change('designate', CALLERS.colleague, { ...input, agencyId: globalId('Agency', AGENCY.provider) })).toEqual({ status: 409, code: 'CONFLICT' });
    expect(await change('designate', CALLERS.clinician, input)).toEqual({ status: 403, code: 'FORBIDDEN' });
  });
});

describe('consents that contradict each other', () => {
  const CONFLICTS = 'query($id: ID!) { case(id: $id) { consentConflicts { widerConsentId narrowerConsentId categories } } }';
  const conflicts = async (caller: TestCaller) => (await gateway.ask(caller, CONFLICTS, { id: caseId(YOUTHS.ALMA) })).body.data.case?.consentConflicts ?? null;

  it('are a task for the worker who carries the case, without what law conceals from her', async () => {
    expect(await conflicts(CALLERS.worker)).toEqual([]);
    const refuse = (id: string, of: string) => gateway.sql(`insert into csec.consent (subject_id, id, version, effect, status, recorded_by_agency_id, recorded_at, record)
      select subject_id, $1::uuid, 1, 'REFUSE', 'ACTIVE', recorded_by_agency_id, recorded_at, record || jsonb_build_object('id', $1::text, 'effect', 'REFUSE') from csec.consent where id = $2`, [id, of], 'csec_sync');
    const refusal = 'c0215e20-0000-4000-8000-0000000000f1';
    await refuse(refusal, CONSENT.provider);
    await refuse('c0215e20-0000-4000-8000-0000000000f2', CONSENT.part2);
    expect(await conflicts(CALLERS.worker)).toEqual([{
      widerConsentId: globalId('Consent', CONSENT.provider), narrowerConsentId: globalId('Consent', refusal), categories: ['IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS'],
    }]);
    expect(await conflicts(CALLERS.colleague)).toBeNull();
    expect(await conflicts(CALLERS.detective)).toBeNull();
  });
});

describe('an explanation for another caller', () => {
  const EXPLAIN = 'query($input: ExplainAccessInput!) { explainAccess(input: $input) { role categories { category released } } }';
  const explain = async (agencyId: string, role: string, purpose: string) => {
    const { body } = await gateway.ask(CALLERS.worker, EXPLAIN, { input: { caseId: caseId(YOUTHS.ALMA), purpose, caller: { agencyId: globalId('Agency', agencyId), role } } });
    return body.data?.explainAccess?.role ?? body.errors![0]!.extensions.code;
  };

  it('is given for every role that an agency\'s people take, and for no other', async () => {
    const asked = [[AGENCY.clinic, 'MENTAL_HEALTH', 'TREATMENT'], [AGENCY.police, 'LAW_ENFORCEMENT', 'BREAK_GLASS'], [AGENCY.programme, 'SUBSTANCE_USE_PROGRAM', 'EMERGENCY_TREATMENT'],
      [AGENCY.publicHealth, 'MDT30_MEMBER', 'MDT'], [AGENCY.neighbour, 'OTHER_COUNTY_WORKER', 'CHILD_WELFARE'], [AGENCY.police, 'EDUCATION', 'SERVICES']] as const;
    const roles = await Promise.all(asked.map(([agency, role, purpose]) => explain(agency, role, purpose)));
    expect(roles).toEqual(['MENTAL_HEALTH', 'LAW_ENFORCEMENT', 'SUBSTANCE_USE_PROGRAM', 'MDT30_MEMBER', 'OTHER_COUNTY_WORKER', 'BAD_INPUT']);
  });
});
