import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoPersona } from '../../../src/auth/demo-identities.js';
import { startTestGateway, type Parsed, type TestCaller, type TestGateway } from '../../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../../support/seed-county.js';
import { FACTS, outcomeOf, pushingAt } from './pushing-partner.js';

const CANARY = 'Canaryfall';
let gateway: TestGateway;
let partner: ReturnType<typeof pushingAt>;
beforeAll(async () => {
  gateway = await startTestGateway();
  partner = pushingAt(gateway);
  await partner.agree(AGENCY.provider, [FACTS]);
});
afterEach(() => partner.forget());
afterAll(async () => { await gateway.stop(); });

const { worker, provider } = CALLERS;
const HEAD = 'service_id,person_id,started_on,service,person_last_name';
const bundle = (...resources: readonly Parsed[]) => ({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) });
const encounter = (changes: Parsed = {}) => ({ resourceType: 'Encounter', id: 'e1', status: 'finished', subject: { identifier: { system: 's', value: 'v' } }, period: { start: '2026-02-01' }, ...changes });

/** Nothing of it is kept, and neither answer nor log nor record repeats a word of it. */
async function leavesNothing(text: string): Promise<void> {
  const everything = [text, ...gateway.takeLog(), JSON.stringify(await gateway.disclosures())].join('\n');
  expect(everything).not.toContain(CANARY);
  expect([await partner.received(), await gateway.sql('select 1 from csec.unlinked_person'), await gateway.sql('select 1 from csec.partner_link')]).toEqual([[], [], []]);
}

describe('a push that cannot be taken', () => {
  it.each<[string, string, readonly Parsed[]]>([
    ['a row without a person', `${HEAD}\ns0,p,2026-02-01,,\ns1,,2026-02-01,${CANARY},`, [{ file: 'services.csv', line: 3, field: 'person_id', code: 'PERSON_MISSING' }]],
    ['a date that is none', `${HEAD}\ns1,p,${CANARY},,`, [{ file: 'services.csv', line: 2, field: 'started_on', code: 'DATE_INVALID' }]],
    ['a row too short', `${HEAD}\ns1,${CANARY}`, [{ file: 'services.csv', line: 2, field: null, code: 'WRONG_FIELD_COUNT' }]],
    ['broken quotes', `${HEAD}\n"${CANARY}`, [{ file: 'services.csv', line: 2, field: null, code: 'BROKEN_QUOTES' }]],
    ['no columns', CANARY, [
      { file: 'services.csv', line: 1, field: 'service_id', code: 'COLUMN_MISSING' }, { file: 'services.csv', line: 1, field: 'person_id', code: 'COLUMN_MISSING' },
      { file: 'services.csv', line: 1, field: 'started_on', code: 'COLUMN_MISSING' },
    ]],
    ['a NUL', `${HEAD}\ns1,p,2026-02-01,${CANARY}\u0000,`, [{ file: 'services.csv', line: 2, field: 'service', code: 'CHARACTER_INVALID' }]],
    ['a control character in a name', `${HEAD}\ns1,p,2026-02-01,,${CANARY}\u0007`, [{ file: 'services.csv', line: 2, field: 'person_last_name', code: 'CHARACTER_INVALID' }]],
    ['a text longer than is kept', `${HEAD}\ns1,p,2026-02-01,${CANARY.repeat(60)},`, [{ file: 'services.csv', line: 2, field: 'service', code: 'TEXT_TOO_LONG' }]],
    ['a key longer than is kept', `${HEAD}\n${CANARY.repeat(21)},p,2026-02-01,,`, [{ file: 'services.csv', line: 2, field: 'service_id', code: 'KEY_INVALID' }]],
    ['an id twice', `${HEAD}\ns1,p,2026-02-01,${CANARY},\ns1,p,2026-02-02,,`, [{ file: 'services.csv', line: 3, field: 'service_id', code: 'DUPLICATE_KEY' }]],
    ['another law than was agreed', `${HEAD}\ns1,p,2026-02-01,Methadone for ${CANARY},`, [{ file: 'services.csv', line: 2, field: 'service', code: 'LAW_UNCLEAR' }]],
  ])('because of %s is refused whole, by place and code, and nothing of it is kept', async (_, content, refused) => {
    gateway.takeLog();
    const answer = await partner.csv(provider, content);
    expect(outcomeOf(answer)).toMatchObject({ taken: 0, refused, userErrors: [{ code: 'BAD_INPUT', field: 'input.files' }] });
    await leavesNothing(answer.text);
  });

  it.each<[string, unknown, string | null, string]>([
    ['what is no JSON', `{"${CANARY}`, null, 'NOT_JSON'], ['what is no bundle', { resourceType: CANARY }, 'resourceType', 'NOT_A_BUNDLE'],
    ['half a character', bundle(encounter({ type: [{ text: `${CANARY}\ud800` }] })), 'Encounter.type.text', 'CHARACTER_INVALID'],
    ['half a character in an id', bundle(encounter({ id: `${CANARY}\udfff` })), 'Encounter.id', 'KEY_INVALID'],
    ['half a character in a name', bundle({ resourceType: 'Patient', id: 'p', name: [{ family: `${CANARY}\ud800` }] }), 'Patient.name.family', 'CHARACTER_INVALID'],
    ['a status of no list', bundle(encounter({ status: CANARY })), 'Encounter.status', 'CODE_INVALID'],
    ['a category that was not agreed', bundle(encounter({ meta: { security: [{ system: 'urn:ca:csec:category', code: 'HIV' }] }, type: [{ text: CANARY }] })), 'Encounter.meta.security', 'LAW_NOT_AGREED'],
    ['entries beyond number', { resourceType: 'Bundle', entry: Array.from({ length: 5_001 }, () => 0) }, 'entry', 'TOO_MANY_ROWS'],
  ])('because of %s in a bundle is refused whole', async (_, content, field, code) => {
    gateway.takeLog();
    const answer = await partner.fhir(provider, content);
    expect(outcomeOf(answer).refused).toEqual([expect.objectContaining({ file: 'Bundle', field, code })]);
    await leavesNothing(answer.text);
  });

  it('because it is larger than a body may be is refused before it is read, and told how large one may be', async () => {
    for (const size of [200_000, 10_000_000]) {
      const answer = await partner.csv(provider, `${HEAD}\n${CANARY.repeat(size / CANARY.length)}`);
      expect([answer.status, answer.body.errors?.[0]?.extensions]).toMatchObject([413, { code: 'BODY_TOO_LARGE', details: { limit: 102_400 } }]);
    }
    await leavesNothing('');
  });

  it('because files are missing or of no export is refused by its field', async () => {
    for (const input of [{ format: 'PLAIN_CSV', files: [] }, { format: 'HMIS_CSV', files: [{ name: CANARY, content: '' }] }, { format: 'HMIS_CSV', files: [] },
      { format: 'FHIR_BUNDLE', files: [{ content: '{}' }, { content: '{}' }] }]) {
      const answer = await partner.send(provider, input);
      expect(outcomeOf(answer)).toMatchObject({ taken: 0, userErrors: [{ code: 'BAD_INPUT', field: 'input.files' }] });
      expect(answer.text).not.toContain(CANARY);
    }
  });
});

describe('who may not push', () => {
  const one = `${HEAD}\ns1,p,2026-02-01,${CANARY},\n`;
  it.each<[string, TestCaller, string?]>([
    ['an agency without terms', CALLERS.clinician], ['the county\'s worker', worker], ['the county\'s IT', CALLERS.operator], ['the police', CALLERS.detective],
    ['a member of a team', CALLERS.member], ['a clinic whose agreement ended', { as: 'mental-health', agency: 'lapsed-clinic' } as TestCaller],
  ])('%s is refused, and nothing is kept', async (_, caller) => {
    const answer = await partner.csv(caller, one);
    expect(outcomeOf(answer)).toMatch(/^(FORBIDDEN|AUTH_\w+)$/);
    await leavesNothing(answer.text);
  });

  it('an agency that is only asked live, or whose county\'s agreement was ended, or whose talk is privileged', async () => {
    await partner.agree(AGENCY.provider, [FACTS], { stores: false, endpoint: 'https://provider.example' });
    expect(outcomeOf(await partner.csv(provider, one))).toBe('FORBIDDEN');
    await partner.agree(AGENCY.provider, [FACTS]);
    expect(outcomeOf(await partner.send(provider, { format: 'PLAIN_CSV', files: [{ content: one }], county: '33' }))).toBe('FORBIDDEN');
    await gateway.sql(`update csec.agency set kind = 'TRAFFICKING_SERVICES' where id = $1`, [AGENCY.provider]);
    expect(outcomeOf(await partner.csv(provider, one))).toMatch(/^(FORBIDDEN|AUTH_\w+)$/);
    await gateway.sql(`update csec.agency set kind = 'COMMUNITY_PROVIDER' where id = $1`, [AGENCY.provider]);
    await leavesNothing('');
  });
});

describe('what is sent to do harm', () => {
  it('is text and nothing else, wherever it comes out again', async () => {
    const alma = await partner.pseudonym(provider, YOUTHS.ALMA);
    const texts = ['=HYPERLINK("http://evil.example","x")', '<script>alert(1)</script>', `'); drop table csec.youth; --`, '{"$ne":null}'];
    const entries = texts.map((text, n) => encounter({ id: `h${n}`, type: [{ text }], subject: { identifier: { system: `urn:ca:csec:pseudo:${AGENCY.provider}`, value: alma } } }));
    expect(outcomeOf(await partner.fhir(provider, bundle(...entries)))).toMatchObject({ taken: 4, refused: [] });
    expect((await partner.told(worker)).map(({ serviceText }) => serviceText).sort()).toEqual([...texts].sort());
    const { body } = await gateway.ask(provider, 'query($id: ID!) { partnerMessage(caseId: $id, format: PROVIDER_CSV) { content } }', { id: caseId(YOUTHS.ALMA) });
    expect(body.data.partnerMessage.content).not.toMatch(/(^|[,\n"])=HYPERLINK/);
  });

  it('as deep or as broken JSON is refused or passed over like any other', async () => {
    for (const content of [`${'['.repeat(40_000)}${']'.repeat(40_000)}`, '[', 'null', '"x"', '{"resourceType":"Bundle","entry":{"length":9}}', '{"__proto__":{"resourceType":"Bundle"}}']) {
      const { status, body } = await partner.fhir(provider, content);
      expect([status, body.errors]).toEqual([200, undefined]);
    }
    const deep = `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Encounter","id":"d","status":"finished","subject":{"identifier":{"system":"s","value":"v"}},"type":[{"text":${'['.repeat(20_000)}${']'.repeat(20_000)}}]}}]}`;
    expect(outcomeOf(await partner.fhir(provider, deep))).toMatchObject({ taken: 1, refused: [] });
    expect((await partner.received())[0]!.record).toMatchObject({ serviceText: null });
  });

  it('with the purpose of another role is refused as ever', async () => {
    expect(demoPersona('provider').purposes).not.toContain('INVESTIGATION');
    const answer = await partner.csv(provider, `${HEAD}\ns1,p,2026-02-01,,\n`, { purpose: 'INVESTIGATION' });
    expect(outcomeOf(answer)).toMatch(/^AUTH_/);
  });
});
