import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSealedSchema } from '../../src/schema/build-schema.js';
import { localDate } from '../../src/kernel/dates.js';
import { globalId } from '../../src/kernel/ids.js';
import { insertion, Planter, canariesIn, canaryCounty, seedCanaryCounty, type PlantedRow } from '../support/canary-county.js';
import { changeable, type Changeable } from '../support/canary-snapshot.js';
import { wholeAnswer } from '../support/canary-transcript.js';
import { AGENCY, STAFF_KEY, canaryConsent, youth, youthId } from '../support/canary-youths.js';
import { startTestGateway, statementsOf, type Answer, type TestCaller, type TestGateway } from '../support/gateway.js';

const REQUEST = '00000000-0000-4000-8000-00000000a77c';
const county = canaryCounty();
const { schema } = buildSealedSchema();
const caseId = (n: number): string => globalId('Case', youthId(n));
const NOBODY = globalId('Case', '00000000-0000-4000-8000-000000000404');
let gateway: TestGateway;
let database: Changeable;

beforeAll(async () => {
  gateway = await startTestGateway({ seed: (url) => seedCanaryCounty(url, county) });
  database = await changeable(gateway.databaseUrl);
});
afterAll(async () => {
  await database.close();
  await gateway.stop();
});

const ask = (caller: TestCaller, document: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer> =>
  gateway.ask(caller, document, variables, { requestId: REQUEST });

/** What the caller is sent before and after the statements, which are undone again. */
async function compared(caller: TestCaller, document: string, tables: readonly string[], ...statements: (readonly [string, readonly unknown[]])[]): Promise<readonly [string, string]> {
  const change = { name: 'attack', n: 0, tables, statements };
  const first = wholeAnswer(await ask(caller, document));
  try {
    await database.make([change]);
    return [first, wholeAnswer(await ask(caller, document))];
  } finally {
    await database.restore([change]);
  }
}

/** The nodes of a connection that was sent. */
const nodesOf = (connection: unknown): readonly Readonly<Record<string, unknown>>[] =>
  (connection as { edges: { node: Record<string, unknown> }[] }).edges.map(({ node }) => node);

const plant = (work: (planter: Planter) => void): readonly PlantedRow[] => {
  const planter = new Planter(90_000);
  work(planter);
  return planter.rows;
};
const insert = ({ table, values }: PlantedRow): readonly [string, readonly unknown[]] => insertion(table, [values]);

describe('a count', () => {
  test('does not exist: no field of the schema gives a total of youths or of their rows', () => {
    const fields = Object.values(schema.getTypeMap()).flatMap((type) => ('getFields' in type ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : []));
    expect(fields.filter((name) => /total|count(?!y|er)|size/i.test(name) && !name.startsWith('SyncTableCount.'))).toEqual([]);
  });

  test('is not told by hasNextPage where withheld services follow the page', async () => {
    const document = `{ serviceHistory(caseId: "${caseId(6)}", first: 2) { edges { cursor } pageInfo { hasNextPage endCursor } } }`;
    const more = plant((planter) => planter.add(6, 'service_record', 'older', {
      category: 'SUBSTANCE_USE_PART2', regime: 'PART2', kind: 'SERVICE', status: 'COMPLETED', started_on: '1820-01-01',
    }));
    const [first, second] = await compared('provider', document, ['service_record'], ...more.map(insert));
    expect((await ask('provider', document)).body.data.serviceHistory.pageInfo.hasNextPage).toBe(false);
    expect(second).toBe(first);
  });

  test('is not told by hasNextPage where youths who are not admitted follow the page', async () => {
    const document = '{ cases(first: 3) { edges { node { id } } pageInfo { hasNextPage endCursor } } }';
    const { body } = await ask('mdt-member', document);
    expect(body.data.cases).toMatchObject({ edges: [1, 2, 7].map((n) => ({ node: { id: caseId(n) } })), pageInfo: { hasNextPage: false } });
  });
});

describe('a cursor', () => {
  test('of another caller leads to no row that is not the caller\'s own', async () => {
    const all = await ask('county-worker', '{ cases(first: 1) { pageInfo { endCursor } } }');
    const { endCursor } = all.body.data.cases.pageInfo;
    const { body } = await ask('provider', `{ cases(first: 20, after: "${endCursor}") { edges { node { id } } } }`);
    expect(nodesOf(body.data.cases).map((node) => node['id'])).toEqual([6, 7, 8, 12, 15, 16].map(caseId));
  });

  test('of the services of another caller shows no row of a withheld category', async () => {
    const page = (after: string) => `{ serviceHistory(caseId: "${caseId(1)}", first: 50${after}) { edges { node { category } } pageInfo { startCursor endCursor } } }`;
    const first = (await gateway.ask('mental-health', page(''))).body.data.serviceHistory.pageInfo.startCursor;
    const { body } = await ask('provider', page(`, after: "${first}"`));
    expect([...new Set(nodesOf(body.data.serviceHistory).map((node) => node['category']))]).toEqual(['CASE_FACTS']);
  });

  test('of one order is refused in another, and holds no name where names are not the order', async () => {
    const { body } = await ask('county-worker', '{ cases(first: 2) { pageInfo { endCursor } } }');
    const { endCursor } = body.data.cases.pageInfo;
    expect(JSON.parse(Buffer.from(endCursor, 'base64url').toString())).toEqual(['cases:ANY', null, youthId(2)]);
    expect((await ask('county-worker', `{ cases(first: 2, orderBy: YOUTH_NAME, after: "${endCursor}") { edges { cursor } } }`)).body.errors![0]!.extensions.code).toBe('BAD_CURSOR');
  });
});

describe('an order or a filter', () => {
  test.each(['orderBy: YOUTH_NAME', 'orderBy: OPENED_ON', 'filter: { csecStatus: AT_RISK }', 'filter: { gridType: 6867 }', 'filter: { status: OPEN }', 'filter: { openedFrom: "1990-01-01" }'])(
    'by %s is refused to whoever does not read it on every row, whatever the rows hold', async (argument) => {
      for (const caller of ['provider', 'mental-health', 'law-enforcement', 'mdt-member', 'county-it'] as const) {
        const { status, body } = await ask(caller, `{ cases(first: 1, ${argument}) { edges { cursor } } }`);
        expect([status, body.data, body.errors!.map(({ extensions }) => extensions.code)]).toEqual([403, null, ['FILTER_NOT_PERMITTED']]);
      }
    });

  test('of the rows of a list does not follow a withheld column', async () => {
    const turn = (key: string, day: string) => ['update csec.address set started_on = $1, ended_on = $1 where subject_id = $2 and record_key = $3', [day, youthId(7), key]] as const;
    const document = `{ case(id: "${caseId(7)}") { addresses { county startedOn } } }`;
    for (const days of [['1900-01-01', '2000-01-01'], ['2000-01-01', '1900-01-01']] as const) {
      const [first, second] = await compared('provider', document, ['address'], turn('one', days[0]), turn('two', days[1]));
      expect(second).toBe(first);
    }
  });
});

describe('an identifier', () => {
  test('that is withheld finds nobody, as one that nobody bears', async () => {
    const { values } = county.rows.find((row) => row.n === 1 && row.table === 'identifier')!;
    const document = (value: unknown) => `{ caseByIdentifier(identifier: { other: { system: ${values['system_code']}, value: "${value}" } }) { id } }`;
    const [known, unknown] = [await ask('provider', document(values['value'])), await ask('provider', document('cnry9999z'))];
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
    expect((await ask('law-enforcement', document(values['value']))).body.data.caseByIdentifier).toEqual({ id: caseId(1) });
  });
});

describe('not found and not admitted', () => {
  const SHAPES = [
    (id: string) => `{ case(id: "${id}") { id } }`, (id: string) => `{ node(id: "${id}") { id } }`, (id: string) => `{ serviceHistory(caseId: "${id}", first: 5) { edges { cursor } } }`,
    (id: string) => `{ explainAccess(input: { caseId: "${id}" }) { decisionId } }`, (id: string) => `{ partnerMessage(caseId: "${id}", format: PROVIDER_JSON) { content } }`,
    (id: string) => `{ disclosures(caseId: "${id}", first: 5) { edges { cursor } } }`,
  ];

  test('are the same bytes and the same statements, also where only the decision refuses', async () => {
    for (const shape of SHAPES) {
      const seen = new Map<string, readonly string[]>();
      // Nobody; a stranger; a sealed youth with a live consent; one whose consent has ended.
      for (const id of [NOBODY, caseId(3), caseId(4), caseId(2), caseId(11)]) {
        let answer: Answer | null = null;
        const statements = await statementsOf(async () => { answer = await ask('provider', shape(id)); });
        seen.set(wholeAnswer(answer!), statements);
      }
      expect([...seen.keys()]).toHaveLength(1);
      expect(new Set([...seen.values()].map((names) => names.join(' '))).size).toBe(1);
    }
  });

  test('leave the same record in the disclosure log', async () => {
    const of = async (id: string) => {
      const requestId = id === NOBODY ? '00000000-0000-4000-8000-00000000a001' : '00000000-0000-4000-8000-00000000a002';
      await gateway.ask('provider', 'query Q($id: ID!) { case(id: $id) { id } }', { id }, { requestId });
      return (await gateway.disclosures(requestId)).map(({ id: _id, requestId: _request, seq: _seq, ...record }) => record);
    };
    expect(await of(caseId(2))).toEqual(await of(NOBODY));
  });
});

describe('a shape', () => {
  test('of a concealed field is that of a youth who has nothing', async () => {
    const document = `{ case(id: "${caseId(1)}") { youth { minorParent } referrals { reporter { lastName } } services(first: 50) { edges { node { category } } } } }`;
    const [first, second] = await compared('mdt-member', document, ['reporter', 'service_record', 'youth'],
      ['delete from csec.reporter where subject_id = $1', [youthId(1)]], ['update csec.youth set minor_parent = null where subject_id = $1', [youthId(1)]],
      ['delete from csec.service_record where subject_id = $1 and category in (\'SUBSTANCE_USE_PART2\', \'REPRODUCTIVE_HEALTH\', \'HIV\')', [youthId(1)]]);
    expect(second).toBe(first);
  });

  test('of extensions does not depend on the rows', async () => {
    const document = `{ case(id: "${caseId(1)}") { aliases { lastName } services { edges { node { serviceText } } } gridEntries { startedOn } } }`;
    const tables = ['alias', 'service_record', 'csec_grid_entry'];
    const disclosed = async () => (await ask('provider', document)).body.extensions.disclosure;
    const first = await disclosed();
    const change = { name: 'empty', n: 1, tables, statements: tables.map((table) => [`delete from csec.${table} where subject_id = $1`, [youthId(1)]] as const) };
    await database.make([change]);
    const second = await disclosed();
    await database.restore([change]);
    expect(second).toEqual(first);
    expect((first.withheld as { coordinate: string }[]).map(({ coordinate }) => coordinate)).toContain('Case.gridEntries');
  });
});

describe('another path to the same field', () => {
  const of = async (document: string) => (await ask('provider', document)).body;

  test('by alias, fragment, inline fragment and interface ends at the same refusal', async () => {
    const { data } = await of(`query { node(id: "${caseId(1)}") { __typename id ... on Node { id } ... on Case { a: gridEntries { startedOn } ...F } } b: case(id: "${caseId(1)}") { ...F } }
      fragment F on Case { gridEntries { __typename type { code } } youth { __typename x: lastName ... { y: bornOn } } aliases { __typename } }`);
    const refused = { gridEntries: null, youth: { __typename: 'Youth', x: null, y: null }, aliases: null };
    expect(data).toEqual({ node: { __typename: 'Case', id: caseId(1), a: null, ...refused }, b: refused });
  });

  test('by __typename tells only of what is released', async () => {
    const { data } = await of(`{ case(id: "${caseId(6)}") { __typename youth { __typename } referrals { __typename } services { __typename edges { node { __typename } } } } }`);
    expect(data.case).toMatchObject({ __typename: 'Case', youth: { __typename: 'Youth' }, referrals: null, services: { __typename: 'ServiceRecordConnection' } });
    expect(new Set(nodesOf(data.case.services).map((node) => node['__typename']))).toEqual(new Set(['ServiceRecord']));
  });

  test('by @skip and @include adds no notice and opens nothing', async () => {
    const { data, extensions } = await of(`{ case(id: "${caseId(1)}") { id csecStatus gridEntries @skip(if: true) { startedOn } aliases @include(if: false) { lastName } } }`);
    expect([data.case, extensions.disclosure.withheld]).toEqual([{ id: caseId(1), csecStatus: 'VICTIM_CURRENT' }, []]);
  });

  test('by introspection meets the schema and no value', async () => {
    const { text } = await ask('provider', '{ __schema { types { name description fields { name description } enumValues { name } } } }');
    expect([...canariesIn(text)]).toEqual([]);
    expect(text).toContain('CsecGridEntry');
  });
});

describe('the accounting', () => {
  const DISCLOSED = 'd0000000-0000-4000-8000-000000000001';
  const record = (n: number, released: readonly string[]) => JSON.stringify({
    id: DISCLOSED, subjectId: youthId(n), outcome: 'RELEASED', role: 'MENTAL_HEALTH', decisionId: 'd0000000-0000-4000-8000-000000000002', policyVersion: 'p',
    released, withheld: [], rules: ['R-45.C11.CONSENT'], authorities: ['CFR_42_2'], obligations: [], consents: [], teams: [], requestId: REQUEST, at: '2026-02-01T20:00:00.000Z',
    agencyId: AGENCY.clinic, personId: 'somebody', purpose: 'TREATMENT', operation: null, documentHash: '0',
  });
  /** The accounting as a caller reads it after one disclosure, which is taken away again. */
  const read = async (caller: TestCaller, n: number, released: readonly string[]) => {
    await gateway.sql('truncate csec.disclosure');
    await gateway.sql(`insert into csec.disclosure (chain, seq, subject_id, request_id, at, outcome, record, mac)
      values (9, 1, $1, $2, '2026-02-01T20:00:00Z', 'RELEASED', $3, '')`, [youthId(n), REQUEST, record(n, released)]);
    const { body } = await ask(caller, `{ disclosures(caseId: "${caseId(n)}", first: 50) { edges { node { at role outcome categoriesReleased categoriesWithheld recipient { name } } } } }`);
    await gateway.sql('truncate csec.disclosure');
    return body.data.disclosures;
  };
  beforeAll(() => gateway.sql('alter table csec.disclosure disable trigger user'));
  afterAll(() => gateway.sql('alter table csec.disclosure enable trigger user'));

  test('reads the same to a worker whether or not a concealed category went to a recipient', async () => {
    expect(await read('county-worker', 3, ['IDENTITY_CORE', 'SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH'])).toEqual(await read('county-worker', 3, ['IDENTITY_CORE']));
  });

  test('reads the same to whoever carries the case, whether or not what was sent was sealed since', async () => {
    const carrier: TestCaller = { as: 'county-worker', staffKey: STAFF_KEY };
    const never = await read(carrier, 1, ['IDENTITY_CORE']);
    expect(await read(carrier, 1, ['IDENTITY_CORE', 'JUVENILE_JUSTICE'])).not.toEqual(never);
    const notice = plant((planter) => planter.add(1, 'seal_notice', '5ea10001-0000-4000-8000-000000000001', {
      order_id: '5ea10000-0000-4000-8000-000000001000', agency_id: AGENCY.clinic, disclosure_ids: [DISCLOSED], destroy_by: null, created_at: '2026-02-02T17:00:00Z', acknowledged_at: null,
    }));
    const change = { name: 'seal', n: 1, tables: ['seal_notice'], statements: notice.map(insert) };
    await database.make([change]);
    expect(await read(carrier, 1, ['IDENTITY_CORE', 'JUVENILE_JUSTICE'])).toEqual(never);
    await database.restore([change]);
  });
});

describe('the simulator', () => {
  test('tells a worker nothing of a concealed category, not even by the day on which the decision ends', async () => {
    const document = `{ explainAccess(input: { caseId: "${caseId(2)}", purpose: TREATMENT, caller: { agencyId: "${globalId('Agency', AGENCY.clinic)}", role: MENTAL_HEALTH } })
      { role validUntil categories { category regime released reason rules authorities } } }`;
    const record = canaryConsent(youth(2), 8, {
      recipientAgencyIds: [AGENCY.clinic], regimes: ['PART2_SPECIFIC'], discloserClasses: ['SUBSTANCE_USE_PROGRAM'], categories: ['SUBSTANCE_USE_PART2'], explicitMentions: ['SUD'],
      purposes: ['TREATMENT'], recordedByAgencyId: AGENCY.programme, expiry: { kind: 'DATE', on: localDate('2026-03-20') },
    }, (part) => `synthetic ${part}`);
    const consent = plant((planter) => planter.add(2, 'consent', record.id, {
      version: 1, effect: record.effect, status: record.status, recorded_by_agency_id: record.recordedByAgencyId, recorded_at: record.recordedAt, record: JSON.stringify(record),
    }));
    const [first, second] = await compared({ as: 'county-worker', staffKey: STAFF_KEY }, document, ['consent'], ...consent.map(insert));
    expect(first).toContain('MENTAL_HEALTH');
    expect(second).toBe(first);
    // The consent does count: the clinic itself is released the category by it.
    const change = { name: 'consent', n: 2, tables: ['consent'], statements: consent.map(insert) };
    await database.make([change]);
    const { body } = await ask('mental-health', `{ serviceHistory(caseId: "${caseId(2)}", first: 50) { edges { node { category } } } }`);
    await database.restore([change]);
    expect(nodesOf(body.data.serviceHistory).map((node) => node['category'])).toContain('SUBSTANCE_USE_PART2');
  });
});
