import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { type Parsed, startTestGateway, statementsOf, type TestCaller, type TestGateway } from '../support/gateway.js';
import { CALLERS, caseId, YOUTHS } from '../support/seed-county.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

const BREAK = 'mutation BreakGlass($input: BreakGlassInput!) { done: breakGlass(input: $input) { access { id caseId reason openedAt endsAt banner } userErrors { code field } } }';
const CLOSE = 'mutation($input: CloseEmergencyAccessInput!) { done: closeEmergencyAccess(input: $input) { userErrors { code } } }';
const REVIEW = 'mutation($input: ReviewEmergencyAccessInput!) { done: reviewEmergencyAccess(input: $input) { accessId userErrors { code } } }';
const QUEUE = '{ emergencyReviews(first: 10) { edges { node { accessId caseId reason words callback recipientName recipientAffiliation disclosedBy openedAt closedAt reviewDueAt } } pageInfo { hasNextPage } } }';
const EMERGENCY = { reason: 'MEDICAL_EMERGENCY', words: 'Brought in unconscious, overdose suspected', callback: '213-555-0150', recipientName: 'Synthetic Physician' };
const CORA = caseId(YOUTHS.CORA);
const NOBODY = caseId('00000000-0000-4000-8000-000000000404');

const breakGlass = async (caller: TestCaller, input: Readonly<Record<string, unknown>>, purpose = 'EMERGENCY_TREATMENT') => {
  const { status, body } = await gateway.ask(caller, BREAK, { input: { ...EMERGENCY, ...input } }, { purpose });
  return body.data?.done ?? { status, code: body.errors![0]!.extensions.code };
};
const WHAT = 'query($id: ID!) { case(id: $id) { status youth { lastName } services { edges { node { category } } } } }';
const seen = async (purpose = 'EMERGENCY_TREATMENT') => (await gateway.ask(CALLERS.clinician, WHAT, { id: CORA }, { purpose })).body;
const queue = async (caller: TestCaller) => {
  const { status, body } = await gateway.ask(caller, QUEUE);
  return body.data?.emergencyReviews.edges.map(({ node }: Parsed) => node) ?? { status, code: body.errors![0]!.extensions.code };
};

describe('breaking the glass', () => {
  const at = { id: '' };

  it('opens one youth for four hours to an eligible caller, and what the emergency needs of her', async () => {
    await gateway.sql(`insert into csec.service_record (subject_id, record_key, category, kind, service_text, system, regime, consented_by)
      select $1::uuid, c || r, c, 'SERVICE', 'Words', 'Partner', r, 'NOT_APPLICABLE' from (values ('GENERAL_MEDICAL', 'CMIA'), ('SUBSTANCE_USE_PART2', 'PART2'), ('HIV', 'CMIA')) as v (c, r)`,
    [YOUTHS.CORA], 'csec_sync');
    expect((await seen()).data).toEqual({ case: null });
    gateway.takeLog();
    const { access, userErrors } = await breakGlass(CALLERS.clinician, { caseId: CORA });
    expect({ ...access, id: null, userErrors }).toEqual({
      id: null, caseId: CORA, reason: 'MEDICAL_EMERGENCY', openedAt: '2026-03-01T20:00:00.000Z', endsAt: '2026-03-02T00:00:00.000Z', userErrors: [],
      banner: expect.stringMatching(/opened in an emergency.*reviewed within one business day/) as string,
    });
    at.id = access.id;
    const { data, extensions } = await seen();
    expect(data.case.services.edges.map(({ node }: Parsed) => node.category).toSorted()).toEqual(['GENERAL_MEDICAL', 'SUBSTANCE_USE_PART2']);
    expect([data.case.status, data.case.youth.lastName]).toEqual([null, null]);
    expect(extensions.disclosure.obligations).toContain('EMERGENCY_REVIEW');
  });

  it('tells the privacy officer by a line of the log that holds no value and no youth', () => {

    const lines = gateway.takeLog().filter((line) => line.includes('EMERGENCY_ACCESS_OPENED'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({ event: 'EMERGENCY_ACCESS_OPENED', reason: 'MEDICAL_EMERGENCY', agencyId: expect.any(String) as string });
    for (const value of [YOUTHS.CORA, CORA, EMERGENCY.words, EMERGENCY.callback, EMERGENCY.recipientName]) expect(lines[0]).not.toContain(value);
  });

  it('is asked again without being lengthened, opens no list and nothing under another purpose', async () => {
    expect((await breakGlass(CALLERS.clinician, { caseId: CORA })).access.id).toBe(at.id);
    const listed = await gateway.ask(CALLERS.clinician, '{ cases(first: 50) { edges { node { id } } } }', {}, { purpose: 'EMERGENCY_TREATMENT' });
    expect(listed.body.data.cases.edges.map(({ node }: Parsed) => node.id)).not.toContain(CORA);
    expect((await seen('TREATMENT')).data).toEqual({ case: null });
    expect(await gateway.sql('select from csec.emergency_access')).toHaveLength(1);
  });

  it('is refused to who is not eligible without a look at any record', async () => {
    const refused = { access: null, userErrors: [{ code: 'NOT_ELIGIBLE', field: 'input.reason' }] };
    for (const id of [CORA, NOBODY]) {
      const names = await statementsOf(async () => {
        expect(await breakGlass(CALLERS.provider, { caseId: id }, 'SERVICES')).toEqual(refused);
        expect(await breakGlass(CALLERS.member, { caseId: id }, 'MDT')).toEqual(refused);
        expect(await breakGlass(CALLERS.operator, { caseId: id }, 'OPERATIONS')).toEqual(refused);
        expect(await breakGlass(CALLERS.clinician, { caseId: id, reason: 'MISSING_IN_DANGER' })).toEqual(refused);
        expect(await breakGlass(CALLERS.clinician, { caseId: id }, 'TREATMENT')).toEqual(refused);
        expect(await breakGlass(CALLERS.worker, { caseId: id, reason: 'IMMEDIATE_DANGER' }, 'BREAK_GLASS')).toEqual(refused);
      });
      expect(new Set(names)).toEqual(new Set(['agency-with-agreements']));
    }
  });

  it('of a youth of whom it opens nothing is as of nobody: same bytes, same statements, and no access stays', async () => {
    const told = new Set<string>();
    // Nobody; a sealed client; a number that nobody bears; a number of a system that the emergency does not open.
    for (const named of [{ caseId: NOBODY }, { caseId: caseId(YOUTHS.RENATA) }]) {
      const names = await statementsOf(async () => { told.add(JSON.stringify(await breakGlass(CALLERS.clinician, named))); });
      told.add(names.join(' '));
    }
    for (const value of ['A-PROB', 'nobody bears it']) {
      told.add(JSON.stringify(await breakGlass(CALLERS.clinician, { identifier: { other: { system: 1334, value } } })));
    }
    expect([...told]).toHaveLength(2);
    expect(JSON.parse([...told][0]!)).toEqual({ access: null, userErrors: [{ code: 'NOT_FOUND', field: 'input' }] });
    expect(await gateway.sql('select from csec.emergency_access where closed_at is null or closed_at > opened_at')).toHaveLength(1);
  });

  it('finds by an identifier that the emergency opens', async () => {
    await gateway.sql('insert into csec.identifier (subject_id, record_key, system_code, value, category) values ($1, \'meds\', 1332, \'C-MEDS-9\', \'GENERAL_MEDICAL\')', [YOUTHS.CORA], 'csec_sync');
    expect((await breakGlass(CALLERS.clinician, { identifier: { other: { system: 1332, value: 'C-MEDS-9' } } })).access?.caseId).toBe(CORA);
  });

  it('names one youth by one name and says why', async () => {
    for (const input of [{}, { caseId: CORA, identifier: { cwsCms: '0' } }, { caseId: CORA, words: 'urgent' }, { caseId: CORA, callback: '  ' }]) {
      expect(await breakGlass(CALLERS.clinician, input)).toEqual({ status: 400, code: 'BAD_INPUT' });
    }
  });

  it('R-60: opens one youth by one operation: a second time undoes the whole, whomever it names', async () => {
    const TWICE = 'mutation($a: BreakGlassInput!, $b: BreakGlassInput!) { a: breakGlass(input: $a) { access { id } } b: breakGlass(input: $b) { access { id } } }';
    const before = await gateway.sql('select id from csec.emergency_access order by id');
    for (const other of [caseId(YOUTHS.ALMA), NOBODY, CORA]) {
      const { body } = await gateway.ask(CALLERS.clinician, TWICE, { a: { ...EMERGENCY, caseId: CORA }, b: { ...EMERGENCY, caseId: other } }, { purpose: 'EMERGENCY_TREATMENT' });
      expect([body.data, body.errors!.map(({ extensions }) => extensions.code)]).toEqual([null, ['ONE_EMERGENCY_ONLY']]);
    }
    expect(await gateway.sql('select id from csec.emergency_access order by id')).toEqual(before);
  });

  it('R-60: answers of one youth in one request: the second is as nobody, byte for byte', async () => {
    expect((await breakGlass(CALLERS.clinician, { caseId: caseId(YOUTHS.ALMA) })).access).not.toBeNull();
    const BOTH = 'query($a: ID!, $b: ID!) { a: case(id: $a) { id services { edges { node { category } } } } b: case(id: $b) { id services { edges { node { category } } } } }';
    const both = async (b: string) => JSON.stringify((await gateway.ask(CALLERS.clinician, BOTH, { a: CORA, b }, { purpose: 'EMERGENCY_TREATMENT' })).body, (key, value: unknown) => (key === 'decisionId' ? null : value));
    const second = await both(caseId(YOUTHS.ALMA));
    expect(JSON.parse(second).data).toMatchObject({ a: { id: CORA }, b: null });
    expect(second).toBe(await both(NOBODY));
  });

  it('ends when it is closed, by nobody but who opened it', async () => {
    expect((await gateway.ask(CALLERS.detective, CLOSE, { input: { accessId: at.id } })).body.errors![0]!.extensions.code).toBe('CONFLICT');
    expect((await gateway.ask(CALLERS.clinician, CLOSE, { input: { accessId: at.id } })).body.data.done).toEqual({ userErrors: [] });
    expect((await seen()).data).toEqual({ case: null });
  });
});

describe('the review of emergency accesses', () => {
  it('shows the county\'s reviewer what waits, with the entry that Part 2 demands, and no client beyond her privileges', async () => {
    const waiting = await queue(CALLERS.colleague);
    const ofCora = waiting.filter(({ caseId: id }: Parsed) => id === CORA);
    expect({ ...ofCora[0], accessId: null }).toEqual({
      accessId: null, caseId: CORA, reason: 'MEDICAL_EMERGENCY', words: EMERGENCY.words, callback: EMERGENCY.callback, recipientName: 'Synthetic Physician',
      recipientAffiliation: expect.stringContaining('Behavioral Health Clinic') as string, disclosedBy: 'The county\'s gateway',
      openedAt: '2026-03-01T20:00:00.000Z', closedAt: '2026-03-01T20:00:00.000Z', reviewDueAt: '2026-03-03T08:00:00.000Z',
    });
    expect(waiting.map(({ caseId: id }: Parsed) => id)).not.toContain(caseId(YOUTHS.RENATA));
    const sealed = await queue({ ...CALLERS.colleague, privileges: ['SEALED'] });
    expect(sealed.map(({ caseId: id }: Parsed) => id)).toContain(caseId(YOUTHS.RENATA));
  });

  it('is for workers of the county whose privilege reaches all of it', async () => {
    expect(await queue(CALLERS.neighbour)).toEqual([]);
    expect(await queue({ ...CALLERS.worker, privileges: [] })).toEqual({ status: 403, code: 'FORBIDDEN' });
    for (const caller of [CALLERS.clinician, CALLERS.operator]) expect(await queue(caller)).toEqual({ status: 403, code: 'FORBIDDEN' });
  });

  it('is recorded once, and not for an access that the reviewer is not shown', async () => {
    const [{ accessId }] = (await queue(CALLERS.colleague)).filter(({ caseId: id }: Parsed) => id === CORA);
    const sealed = (await queue({ ...CALLERS.colleague, privileges: ['SEALED'] })).find(({ caseId: id }: Parsed) => id === caseId(YOUTHS.RENATA));
    const review = (id: string) => gateway.ask(CALLERS.colleague, REVIEW, { input: { accessId: id, finding: 'JUSTIFIED', words: 'An overdose' } });
    expect((await review(accessId)).body.data.done).toEqual({ accessId, userErrors: [] });
    const refusals = await Promise.all([accessId, sealed.accessId, globalId('EmergencyAccess', '00000000-0000-4000-8000-000000000404')].map(async (id) => (await review(id)).text));
    expect(new Set(refusals).size).toBe(1);
    expect((await queue(CALLERS.colleague)).map((one: Parsed) => one.accessId)).not.toContain(accessId);
  });
});

const ALERTS = '{ emergencyAlerts(first: 10) { edges { node { id caseId audience reason openedAt endsAt recipientName recipientAffiliation createdAt } } } }';
const ACKNOWLEDGE = 'mutation($input: AcknowledgeEmergencyAlertInput!) { done: acknowledgeEmergencyAlert(input: $input) { alertId } }';
const alerts = async (caller: TestCaller, purpose?: string): Promise<Parsed> => {
  const { status, body } = await gateway.ask(caller, ALERTS, {}, purpose === undefined ? {} : { purpose });
  return body.data?.emergencyAlerts.edges.map(({ node }: Parsed) => node) ?? { status, code: body.errors![0]!.extensions.code };
};

describe('the alert of an emergency access', () => {
  const told = { caseId: CORA, reason: 'MEDICAL_EMERGENCY', openedAt: '2026-03-01T20:00:00.000Z', endsAt: '2026-03-02T00:00:00.000Z', recipientName: 'Synthetic Physician', createdAt: '2026-03-01T20:00:00.000Z' };

  it('goes at once to the privacy officer and to each agency whose records were opened, and to nobody else', async () => {
    const provider = { ...CALLERS.provider };
    const agencyOf = async (caller: TestCaller) => (await gateway.ask(caller, '{ me { agency { id } } }')).body.data.me.agency.id as string;
    const uuid = Buffer.from(await agencyOf(provider), 'base64url').toString('utf8').split(':')[1]!;
    const uuidOfDetective = Buffer.from(await agencyOf(CALLERS.detective), 'base64url').toString('utf8').split(':')[1]!;
    // The shelter gave a medical record, which the emergency opens; the police gave what it does not open.
    await gateway.sql(`insert into csec.service_record (subject_id, record_key, category, kind, service_text, system, regime, consented_by, source_agency_id)
      values ($1, 'of the shelter', 'GENERAL_MEDICAL', 'SERVICE', 'Words', 'Partner', 'CMIA', 'NOT_APPLICABLE', $2),
        ($1, 'of the police', 'CASE_FACTS', 'SERVICE', 'Words', 'Partner', 'CHILD_WELFARE', 'NOT_APPLICABLE', $3)`, [YOUTHS.CORA, uuid, uuidOfDetective], 'csec_sync');
    expect(await alerts(provider)).toEqual([]);
    gateway.takeLog();
    const { access } = await breakGlass(CALLERS.clinician, { caseId: CORA });
    expect(access.caseId).toBe(CORA);
    expect(gateway.takeLog().join('\n')).not.toContain(uuid);
    const sources = await alerts(provider);
    expect(sources.map(({ id, recipientAffiliation, ...rest }: Parsed) => rest)).toEqual([{ ...told, audience: 'SOURCE' }]);
    expect((await alerts(CALLERS.colleague)).filter(({ caseId: id }: Parsed) => id === CORA).map(({ audience }: Parsed) => audience)).toContain('PRIVACY_OFFICER');
    for (const caller of [CALLERS.detective, CALLERS.neighbour]) expect(await alerts(caller)).toEqual([]);
    // Asked again, the access is the same and nobody is told twice.
    await breakGlass(CALLERS.clinician, { caseId: CORA });
    expect(await alerts(provider)).toHaveLength(1);
  });

  it('is not for a worker whose privilege does not reach the county, nor for county IT, and tells the reviewer of no sealed client', async () => {
    expect(await alerts({ ...CALLERS.worker, privileges: [] })).toEqual({ status: 403, code: 'FORBIDDEN' });
    expect(await alerts(CALLERS.operator)).toEqual({ status: 403, code: 'FORBIDDEN' });
    expect((await alerts(CALLERS.colleague)).map(({ caseId: id }: Parsed) => id)).not.toContain(caseId(YOUTHS.RENATA));
  });

  it('is acknowledged by its own agency alone; to every other it is as if there were none', async () => {
    const [{ id }] = await alerts(CALLERS.provider);
    const nobody = globalId('EmergencyAlert', '00000000-0000-4000-8000-000000000404');
    const acknowledge = async (caller: TestCaller, alertId: string) => (await gateway.ask(caller, ACKNOWLEDGE, { input: { alertId } })).text;
    expect(await acknowledge(CALLERS.detective, id)).toBe(await acknowledge(CALLERS.detective, nobody));
    expect(JSON.parse(await acknowledge(CALLERS.provider, id)).data.done).toEqual({ alertId: id });
    expect(await alerts(CALLERS.provider)).toEqual([]);
  });
});
