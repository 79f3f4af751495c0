import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { CATEGORY_FACTS, CATEGORIES, type Category } from '../../src/law/category.js';
import { buildSealedSchema } from '../../src/schema/build-schema.js';
import { printClassifiedSchema } from '../../src/schema/print.js';
import { WHOLE_CASE, REVOKE } from '../e2e/documents.js';
import { normalised, type Parsed } from '../support/gateway.js';
import { caseOf, consentIdOf, subjectOf } from '../support/scenario-county.js';
import { DOCUMENTS, NO_CASE, SERVICES, servicesOf, startScenarios, type Asked, type ScenarioGateway } from '../support/scenario-gateway.js';
import { AGENCY, CALLER, claimsOf, type ScenarioCaller } from '../support/scenario-people.js';

/** What is not even acknowledged to whoever is not entitled to it (G1); C24 is kept nowhere. */
const SILENT: readonly Category[] = [
  'REPORTER_IDENTITY', 'PSYCHOTHERAPY_NOTES', 'SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'IMMIGRATION', 'JUVENILE_JUSTICE',
  'SEALED', 'PRIVILEGED', 'THIRD_PARTY',
];
const TO_SHELTER = {
  regimes: ['GENERAL_CWS'], purposes: ['SERVICES'], recipientAgencyIds: [AGENCY.shelter],
} as const;

let gateway: ScenarioGateway;
beforeAll(async () => {
  gateway = await startScenarios([
    { letter: 'N' },
    // Alike, but that nothing silent is in her file.
    { letter: 'O', nothingOf: SILENT, columns: { minor_parent: null } },
    { letter: 'Q', consents: [{ ...TO_SHELTER, categories: ['CSEC_STATUS', 'CASE_FACTS'] }] },
    { letter: 'R', consents: [{ ...TO_SHELTER, categories: ['CASE_FACTS'] }] },
  ]);
  await gateway.sql('delete from csec.reporter where subject_id = $1', [subjectOf('O')], 'csec_sync');
  await gateway.sql('delete from csec.identifier where subject_id = $1 and category = \'JUVENILE_JUSTICE\'', [subjectOf('O')], 'csec_sync');
});
afterAll(async () => { await gateway.stop(); });

const WHOLE = WHOLE_CASE.replace('services { ...services }', `services(first: 100) { ...services } ${DOCUMENTS}`);
const whole = (caller: ScenarioCaller, letter: string) => gateway.as(caller, WHOLE, { id: caseOf(letter) }, { requestId: '00000000-0000-4000-8000-000000000001' });

/** What is left of an answer when the letter, the pseudonym and the ids of its youth are taken out. */
const about = ({ status, body }: Asked, letter: string): string => JSON.stringify(normalised([status, body]))
  .replaceAll(`"${letter}-`, '"X-').replaceAll(caseOf(letter), '<case>').replace(/"pseudonym":"[^"]*"/g, '').replace(/"cursor":"[^"]*"|"(start|end)Cursor":"[^"]*"/g, '');

/** Everybody who asks, but the county's own and the youth herself. */
const PARTNERS = Object.entries(CALLER).filter(([, { agencyId, role }]) => agencyId !== AGENCY.county && role !== 'YOUTH');
const sdl = buildSchema(printClassifiedSchema(buildSealedSchema().schema));

describe('the leak classes of the reference', () => {
  it('G1 what is silent has the shape of no record: data, nulls, errors and extensions are those of a youth without it', async () => {
    for (const caller of [CALLER.therapist, CALLER.school, CALLER.caregiver, CALLER.counsellor, CALLER.advocate, CALLER.physician]) {
      const [having, without] = [await whole(caller, 'N'), await whole(caller, 'O')];
      expect(about(having, 'N'), caller.role).toBe(about(without, 'O'));
    }
    const wrong = `query($id: ID!) { case(id: $id) { ${SERVICES.replace('first: 100', 'first: 100, after: "nonsense"')} } }`;
    const [first, second] = [await gateway.as(CALLER.therapist, wrong, { id: caseOf('N') }), await gateway.as(CALLER.therapist, wrong, { id: caseOf('O') })];
    expect(first.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_CURSOR']);
    expect(first.body.errors).toEqual(second.body.errors);
  });

  it('G2 the end of a page is that of what is released, and no total is told', async () => {
    const released = (await gateway.of(CALLER.therapist, 'N', SERVICES)).case.services.edges.length;
    const goesOn = async (first: number) => {
      const document = `{ serviceHistory(caseId: "${caseOf('N')}", first: ${first}) { pageInfo { hasNextPage } } }`;
      return (await gateway.as(CALLER.therapist, document)).body.data.serviceHistory.pageInfo.hasNextPage;
    };
    expect((await gateway.sql('select from csec.service_record where subject_id = $1', [subjectOf('N')])).length).toBeGreaterThan(released);
    expect([await goesOn(released), await goesOn(released - 1)]).toEqual([false, true]);
    const cases = await gateway.as(CALLER.advocate, '{ cases(first: 2) { edges { node { id } } pageInfo { hasNextPage } } }');
    const { edges, pageInfo } = cases.body.data.cases;
    expect([edges.map(({ node }: Parsed) => node.id).sort(), pageInfo.hasNextPage]).toEqual([[caseOf('Q'), caseOf('R')].sort(), false]);
  });

  it('G3 a filter, an order or an identifier is a read: refused, or finding nothing, whatever the rows hold', async () => {
    for (const argument of ['filter: { csecStatus: VICTIM_CURRENT }', 'filter: { gridType: 6870 }', 'orderBy: YOUTH_NAME', 'orderBy: OPENED_ON']) {
      for (const caller of [CALLER.therapist, CALLER.advocate, CALLER.detective, CALLER.member, CALLER.school, CALLER.court, CALLER.mother, CALLER.youth]) {
        const { status, body } = await gateway.as(caller, `{ cases(first: 1, ${argument}) { edges { node { id } } } }`);
        const codes = body.errors?.map(({ extensions }) => extensions.code);
        expect([status, body.data, codes], `${caller.role} ${argument}`).toEqual([403, null, ['FILTER_NOT_PERMITTED']]);
      }
    }
    const find = async (value: string) => (await gateway.as(CALLER.school, `{ caseByIdentifier(identifier: { other: { system: 1334, value: "${value}" } }) { id } }`)).text;
    expect(await find('N-PROB')).toBe(await find('nobody bears this'));
  });

  it('G4 nothing is shared between callers: asked at once by all of them, each answer is as if asked alone', async () => {
    const callers = [CALLER.worker, CALLER.member, CALLER.therapist, CALLER.school, CALLER.youth, CALLER.mother, CALLER.detective];
    const alone: Asked[] = [];
    for (const caller of callers) alone.push(await whole(caller, 'N'));
    const together = await Promise.all([...callers, ...callers].map((caller) => whole(caller, 'N')));
    together.forEach((answer, at) => expect(about(answer, 'N')).toBe(about(alone[at % callers.length]!, 'N')));
    expect(new Set(alone.map(({ text }) => text)).size).toBe(callers.length);
    expect(alone.map(({ headers }) => headers.get('cache-control'))).toEqual(callers.map(() => 'private, no-store'));
    const forAnother = await gateway.of(CALLER.worker, 'N', SERVICES, 'CARE_COORDINATION');
    expect(servicesOf(forAnother.case)).not.toEqual(servicesOf((await gateway.of(CALLER.worker, 'N', SERVICES)).case));
  });

  it('G5 each youth of one document is decided for herself, and from one youth no path leads to another', async () => {
    const { body } = await gateway.as(CALLER.advocate, `query($q: ID!, $r: ID!, $n: ID!) {
      q: case(id: $q) { ...told } r: case(id: $r) { ...told } n: case(id: $n) { ...told } node(id: $r) { ... on Case { ...told } }
      cases(first: 10) { edges { node { id ...told } } }
    } fragment told on Case { csecStatus status }`, { q: caseOf('Q'), r: caseOf('R'), n: caseOf('N') });
    const [q, r] = [{ csecStatus: 'VICTIM_CURRENT', status: 'OPEN' }, { csecStatus: null, status: 'OPEN' }];
    expect([body.data.q, body.data.r, body.data.n, body.data.node]).toEqual([q, r, null, r]);
    expect(Object.fromEntries(body.data.cases.edges.map(({ node: { id, ...told } }: Parsed) => [id, told]))).toEqual({ [caseOf('Q')]: q, [caseOf('R')]: r });
    const below = new Set<string>();
    const descend = (name: string): void => {
      const type = sdl.getType(name);
      if (below.has(name) || !type || !('getFields' in type)) return;
      below.add(name);
      for (const field of Object.values(type.getFields())) descend(String(field.type).replaceAll(/[[\]!]/g, ''));
    };
    for (const field of Object.values((sdl.getType('Case') as Parsed).getFields())) descend(String((field as Parsed).type).replaceAll(/[[\]!]/g, ''));
    expect([below.has('Youth'), below.has('Case'), below.has('Node')]).toEqual([true, false, false]);
  });

  it('G6 free text leaves the county to nobody: neither narratives nor title and text of what was filed', async () => {
    for (const [name, caller] of PARTNERS) {
      const { text } = await whole(caller, 'N');
      expect(text, name).not.toMatch(/N-LocationNarrative|N-DispositionNarrative|N-SensitiveNarrative|N-SealedNarrative/);
      // The talk of a team is for its members, and for nobody beside them.
      const words = caller.role === 'MDT30_MEMBER' ? ['N-Title-CASE_FACTS-TALK', 'N-Text-CASE_FACTS'] : [];
      expect([...new Set(text.match(/N-(?:Title|Text)-[\w-]+/g))], name).toEqual(words);
    }
    expect((await whole(CALLER.worker, 'N')).text).toMatch(/N-LocationNarrative.*N-Text-CASE_FACTS/s);
  });

  it('G7 what implies a category goes with it: provider, identifier and unlabelled records', async () => {
    for (const [name, caller] of Object.entries(CALLER)) {
      const { text, accounting } = await whole(caller, 'N');
      const released = new Set<Category>(accounting.flatMap((record: Parsed) => record.released));
      for (const category of CATEGORIES) if (!released.has(category)) expect(text, `${name} ${category}`).not.toContain(`N-Provider-${category}"`);
      if (!released.has('JUVENILE_JUSTICE')) expect(text, name).not.toContain('N-PROB');
      if (!released.has('GENERAL_MEDICAL')) expect(text, name).not.toContain('N-MEDS');
      expect(text, name).not.toMatch(/UNLABELLED|N-UNKNOWN/);
    }
  });

  it('G8 a grant is asked for at every request: what is revoked between two of one connection and token is not there in the second', async () => {
    const token = await gateway.issuer.sign(claimsOf(CALLER.advocate), 3600);
    const ask = async () => (await gateway.send('/graphql', {
      method: 'POST', headers: { 'content-type': 'application/json', connection: 'keep-alive', authorization: `Bearer ${token}`, 'x-purpose-of-use': 'SERVICES' },
      body: JSON.stringify({ query: 'query($id: ID!) { case(id: $id) { csecStatus } }', variables: { id: caseOf('Q') } }),
    })).text;
    expect(await ask()).toContain('VICTIM_CURRENT');
    const { body } = await gateway.as(CALLER.worker, REVOKE, { input: { caseId: caseOf('Q'), consentId: globalId('Consent', consentIdOf('Q')) } });
    expect(body.data.revokeConsent.userErrors).toEqual([]);
    expect(await ask()).toBe(NO_CASE);
  });

  it('G9 a marker of what is withheld names only what may be spoken of', async () => {
    for (const [name, caller] of Object.entries(CALLER)) {
      const { disclosure, case: found } = await gateway.as(caller, WHOLE.replace('services(', 'disclosure { categories { category released } } services('), { id: caseOf('N') });
      const named: readonly Category[] = (disclosure?.withheld ?? []).map(({ category }: Parsed) => category);
      expect(named.filter((category) => CATEGORY_FACTS[category].whenWithheld === 'conceal'), name).toEqual([]);
      const listed: readonly Parsed[] = found?.disclosure.categories ?? [];
      expect(listed.filter(({ category, released }) => !released && CATEGORY_FACTS[category as Category].whenWithheld === 'conceal'), name).toEqual([]);
    }
  });

  it('G10 introspection tells of the schema to whoever has a token, of no value to anybody, and discloses nothing', async () => {
    const document = '{ __schema { types { name fields { name description } } } }';
    for (const caller of [CALLER.stateAnalyst, CALLER.federalOfficer, CALLER.advocate]) {
      const { text, accounting, body } = await gateway.as(caller, document);
      expect([text.includes('"Reporter"'), accounting, body.extensions]).toEqual([true, [], undefined]);
      expect(text).not.toMatch(/N-First|5ce40000/);
    }
  });

  it('G11 no aggregate can be asked for: no argument groups, and no field counts youths but a cell of the released report', () => {
    const fields = Object.values(sdl.getTypeMap()).flatMap((type) => (
      'getFields' in type && !type.name.startsWith('__') ? Object.values(type.getFields()).map((field) => ({ type: type.name, field })) : []));
    const args = fields.flatMap(({ field }) => ('args' in field ? field.args.map(({ name }: { readonly name: string }) => name) : [field.name]));
    expect(args.filter((name) => /group|aggregate|having|distinct|count(?!y)|sum|avg/i.test(name))).toEqual([]);
    const counting = fields.filter(({ type, field }) => /total|count(?!y|er)|aggregate|sum$/i.test(field.name) && type !== 'SyncTableCount');
    expect(counting.map(({ type, field }) => `${type}.${field.name}`)).toEqual([]);
    const numbers = fields.filter(({ field }) => /^(number|percent|score)$/.test(field.name)).map(({ type }) => type);
    expect([...new Set(numbers)].toSorted()).toEqual(['ProgramCell', 'ProgramReport']);
  });
});
