import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import { globalId } from '../../src/kernel/ids.js';
import { REVOKE } from '../e2e/documents.js';
import type { Parsed } from '../support/gateway.js';
import { caseOf, consentIdOf, subjectOf, TEAM } from '../support/scenario-county.js';
import { NO_CASE, SERVICES, servicesOf, startScenarios, type ScenarioGateway } from '../support/scenario-gateway.js';
import { AGENCY, CALLER, claimsOf } from '../support/scenario-people.js';

const TO_SHELTER = { regimes: ['GENERAL_CWS'], purposes: ['SERVICES'], recipientAgencyIds: [AGENCY.shelter] } as const;

let gateway: ScenarioGateway;
beforeAll(async () => {
  gateway = await startScenarios([
    { letter: 'N' },
    { letter: 'A', consents: [{ ...TO_SHELTER, categories: ['CSEC_STATUS'] }] },
    { letter: 'B', consents: [{
      ...TO_SHELTER, categories: ['IDENTITY_CORE'], fields: ['Youth.bornOn', 'Youth.aFieldThatWas', 'Case.gridEntries', 'bornOn'],
    }] },
    // Two consents that overlap: each half covers what neither covers whole.
    { letter: 'C', consents: [
      { ...TO_SHELTER, regimes: ['HIPAA_CMIA'], categories: ['REPRODUCTIVE_HEALTH'], purposes: ['CARE_COORDINATION'], discloserClasses: ['PUBLIC_HEALTH'] },
      { ...TO_SHELTER, categories: ['CSEC_STATUS'] },
    ] },
    // A permission and a refusal of the same.
    { letter: 'D', consents: [
      { ...TO_SHELTER, categories: ['CSEC_STATUS', 'CASE_FACTS'] },
      { ...TO_SHELTER, effect: 'REFUSE', categories: ['CSEC_STATUS'] },
    ] },
    // Lists with nothing in them.
    {
      letter: 'E',
      consents: [
        { ...TO_SHELTER, categories: [] }, { ...TO_SHELTER, categories: ['CSEC_STATUS'], recipientAgencyIds: [] },
        { ...TO_SHELTER, categories: ['CSEC_STATUS'], purposes: [] }, { ...TO_SHELTER, regimes: [], categories: ['CSEC_STATUS'] },
      ],
      orders: [{ categories: [], recipientAgencyIds: [AGENCY.outOfStatePolice] }, { categories: ['CASE_FACTS'], recipientAgencyIds: [] }],
    },
    { letter: 'F', consents: [{ ...TO_SHELTER, categories: ['CSEC_STATUS'], fields: ['Case.gridEntries'] }, {
      ...TO_SHELTER, categories: ['CSEC_STATUS'], fields: ['Case.gridEntries'], expiry: { kind: 'DATE', on: localDate('2026-02-01') },
    }] },
  ]);
});
afterAll(async () => { await gateway.stop(); });

const advocate = (letter: string, selection: string) => gateway.of(CALLER.advocate, letter, selection);
const validation = async (document: string) => {
  const { status, body } = await gateway.as(CALLER.advocate, document);
  return [status, body.data ?? null, body.errors?.[0]?.extensions.code];
};
const GUESSES = ['VICTIM_CURRENT', 'VICTIM_PAST', 'AT_RISK'] as const;

describe('a hidden field through another door', () => {
  it('GHSA-7wq3-jr35-275c: search reaches no field that is not released, because nothing searches and identifiers are read first', async () => {
    expect(await validation('{ cases(first: 5, search: "A-Last") { edges { node { id } } } }')).toEqual([400, null, 'GRAPHQL_VALIDATION_FAILED']);
    const find = async (value: string) => {
      const document = `{ caseByIdentifier(identifier: { other: { system: 1332, value: "${value}" } }) { id } }`;
      return (await gateway.as(CALLER.advocate, document)).text;
    };
    expect(await find('A-MEDS')).toBe(await find('A-MED'));
  });

  it('CVE-2026-35442, hasura#7660: an aggregate tells nothing, because there is none to ask for', async () => {
    for (const document of [
      '{ cases(first: 5) { totalCount } }', '{ casesAggregate { count } }', '{ cases(first: 5) { aggregate { max { openedOn } } } }',
      '{ cases(first: 5, groupBy: csecStatus) { edges { node { id } } } }',
    ]) expect(await validation(document), document).toEqual([400, null, 'GRAPHQL_VALIDATION_FAILED']);
  });

  it('GHSA-mvv8-v4jj-g47j: the history of a record and of its consents is read by nobody whom the record is withheld from', async () => {
    for (const field of ['history', 'revisions', 'versions']) {
      expect(await validation(`{ case(id: "${caseOf('A')}") { ${field} { id } } }`)).toEqual([400, null, 'GRAPHQL_VALIDATION_FAILED']);
    }
    const { case: found } = await advocate('A', 'csecStatus consents { id status } teams { name }');
    expect(found).toEqual({ csecStatus: 'VICTIM_CURRENT', consents: null, teams: null });
    const log = await gateway.as(CALLER.advocate, `{ disclosures(caseId: "${caseOf('A')}", first: 50) { edges { node { at } } } }`);
    expect(log.body.data).toEqual({ disclosures: null });
  });

  it('GHSA-2mxr-89gf-rc4v: a filter by a field is refused to whoever does not read it on every row, and every guess alike', async () => {
    const guess = async (value: string) => (await gateway.as(CALLER.advocate, `{ cases(first: 5, filter: { csecStatus: ${value} }) { edges { node { id } } } }`)).text;
    const answers = new Set(await Promise.all(GUESSES.map(guess)));
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('FILTER_NOT_PERMITTED');
  });

  it('GHSA-hg9m-67mm-7pg3: neither a cursor nor the target of a mutation confirms a value', async () => {
    const after = (keys: readonly unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');
    const page = async (cursor: string) => (await gateway.as(CALLER.advocate, `{ cases(first: 50, after: "${cursor}") { edges { node { id } } } }`)).body;
    const mine = (await gateway.as(CALLER.advocate, '{ cases(first: 50) { edges { node { id } } } }')).body.data.cases.edges.map(({ node }: Parsed) => node.id);
    // A cursor made by hand names a youth that is not the caller's, or an order by a name that he does not read.
    const forged = await page(after(['cases:ANY', null, subjectOf('N')]));
    expect(forged.data.cases.edges.map(({ node }: Parsed) => node.id).every((id: string) => mine.includes(id))).toBe(true);
    for (const name of ['a-last', 'z-last']) {
      const { errors } = await page(after(['cases:YOUTH_NAME', name, subjectOf('N')]));
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_CURSOR']);
    }
    const target = async (id: string) =>
      (await gateway.as(CALLER.countyB, REVOKE, { input: { caseId: caseOf('A'), consentId: globalId('Consent', id) } })).text;
    expect(await target(consentIdOf('A'))).toBe(await target(consentIdOf('A', 9)));
  });

  it('GHSA-c8jx-96c9-8xrp: what an index counts is not counted for a caller, and the database under him counts nothing either', async () => {
    const client = new pg.Client({ connectionString: gateway.databaseUrl, options: '-c role=csec_gateway' });
    await client.connect();
    for (const of of ['csec.youth', 'csec.csec_grid_entry where type_code = 6870', 'csec.identifier where value = \'A-MEDS\'']) {
      expect((await client.query(`select count(*)::int as n from ${of}`)).rows, of).toEqual([{ n: 0 }]);
    }
    await client.end();
    expect(await gateway.sql('select count(*)::int as n from csec.identifier where value = \'A-MEDS\'')).toEqual([{ n: 1 }]);
  });
});

describe('another name for the same field', () => {
  const refused = { type: null, list: null };

  it('CVE-2025-64347 / GHSA-g8jh-vg5j-4h3f: a rename changes no law', async () => {
    const { case: found } = await advocate('A', 'csecStatus: sb855Eligible list: gridEntries { isVictim } youth { csecStatus: lastName firstName: bornOn }');
    expect(found).toEqual({ csecStatus: null, list: null, youth: { csecStatus: null, firstName: null } });
    const { case: swapped } = await advocate('A', 'lastName: csecStatus');
    expect(swapped).toEqual({ lastName: 'VICTIM_CURRENT' });
  });

  it('CVE-2025-64347 / GHSA-g8jh-vg5j-4h3f: an interface is no way around, with fragments of any shape', async () => {
    const { body } = await gateway.as(CALLER.advocate, `query($id: ID!) {
      node(id: $id) { __typename id ... on Case { ...told } ... on Node { ... on Case { list: gridEntries { isVictim } } } }
    } fragment told on Case { type: sb855Eligible }`, { id: caseOf('A') });
    expect(body.data.node).toEqual({ __typename: 'Case', id: caseOf('A'), ...refused });
    const none = await gateway.as(CALLER.advocate, 'query($id: ID!) { node(id: $id) { __typename id } }', { id: caseOf('N') });
    expect(none.body.data).toEqual({ node: null });
  });

  it('GHSA-m8jr-fxqx-8xx6: what a field is made of is withheld with it: derived fields, edges below lists, and what a mutation answers', async () => {
    const { case: found } = await advocate('A', `status inCare youth { ageBand age } referrals { reporter { lastName } } ${SERVICES}`);
    expect(found).toEqual({ status: null, inCare: null, youth: { ageBand: null, age: null }, referrals: null, services: { edges: [] } });
    const message = await gateway.as(CALLER.advocate, `{ partnerMessage(caseId: "${caseOf('A')}", format: PROVIDER_JSON) { content } }`);
    expect(message.body.data.partnerMessage.content).not.toMatch(/A-(First|Last|Street|referral)|2010-06-15/);
  });
});

describe('policies that overlap', () => {
  it('GHSA-99vm-5v2h-h6r6: two that each cover half cover nothing together, and one that refuses is not outvoted', async () => {
    for (const purpose of ['SERVICES', 'CARE_COORDINATION'] as const) {
      const { case: found } = await gateway.of(CALLER.advocate, 'C', `csecStatus ${SERVICES}`, purpose);
      const own = purpose === 'SERVICES' ? { csecStatus: 'VICTIM_CURRENT', services: [] } : { csecStatus: null, services: ['REPRODUCTIVE_HEALTH'] };
      expect({ csecStatus: found.csecStatus, services: servicesOf(found) }, purpose).toEqual(own);
    }
    const { case: refusedOne } = await advocate('D', 'csecStatus status');
    expect(refusedOne).toEqual({ csecStatus: null, status: 'OPEN' });
  });

  it('medplum#3332: of two rules for one record each row takes its own law, not that of the first', async () => {
    const { case: found } = await gateway.of(CALLER.member, 'N', SERVICES);
    const laws = new Set<string>(found.services.edges.map(({ node }: Parsed) => `${node.category} ${node.regime}`));
    expect([...laws].filter((law) => law.startsWith('MENTAL_HEALTH'))).toEqual(['MENTAL_HEALTH LPS']);
    expect([...laws].some((law) => law.endsWith('CMIA') || law.endsWith('UNLABELLED'))).toBe(false);
  });

  it('GHSA-9x5g-62gj-wqf2: a field that a consent names and the schema has not opens nothing, and one that ended widens none', async () => {
    const { case: named } = await advocate('B', 'youth { firstName lastName bornOn } gridEntries { isVictim }');
    expect(named).toEqual({ youth: { firstName: 'B-First', lastName: null, bornOn: '2010-06-15' }, gridEntries: null });
    const before = await advocate('F', 'gridEntries { isVictim }');
    expect(before.case.gridEntries).toHaveLength(3);
    await gateway.as(CALLER.worker, REVOKE, { input: { caseId: caseOf('F'), consentId: globalId('Consent', consentIdOf('F')) } });
    expect((await advocate('F', 'gridEntries { isVictim }')).text).toBe(NO_CASE);
  });

  it('GHSA-hxgm-ghmv-xjjm: an empty list names nobody and nothing', async () => {
    expect((await advocate('E', 'csecStatus youth { firstName }')).text).toBe(NO_CASE);
    expect((await gateway.of(CALLER.outOfStateDetective, 'E', 'status youth { firstName }')).text).toBe(NO_CASE);
    const token = await gateway.issuer.sign({ ...claimsOf(CALLER.worker), purposes: [] }, 600);
    const none = await gateway.send('/graphql', {
      method: 'POST', body: JSON.stringify({ query: '{ me { county } }' }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose-of-use': 'CHILD_WELFARE' },
    });
    expect([none.status, none.body.errors?.[0]?.extensions.code]).toEqual([401, 'AUTH_CLAIM_INVALID']);
    const seats = await gateway.sql('select count(*)::int as n from csec.team_member where team_id = $1 and left_at is null', [TEAM.standing]);
    expect(seats).not.toEqual([{ n: 0 }]);
  });
});

describe('the server itself', () => {
  const query = JSON.stringify({ query: 'query($id: ID!) { case(id: $id) { csecStatus } }', variables: { id: caseOf('A') } });
  const sent = async (init: RequestInit, path = '/graphql') => {
    const { status, text } = await gateway.send(path, { ...init, headers: {
      authorization: `Bearer ${await gateway.issuer.sign(claimsOf(CALLER.advocate), 600)}`, 'x-purpose-of-use': 'SERVICES', ...init.headers as Record<string, string>,
    } });
    return { status, leaks: text.includes('VICTIM_CURRENT') };
  };

  it('GHSA-9q82-xgwf-vj6h: what a browser sends for another site without asking first is not executed', async () => {
    expect(await sent({ method: 'POST', headers: { 'content-type': 'application/json' }, body: query })).toEqual({ status: 200, leaks: true });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain;application/json']) {
      const { status, leaks } = await sent({ method: 'POST', headers: { 'content-type': type }, body: query });
      expect([status >= 400 && status < 500, leaks], type).toEqual([true, false]);
    }
    const document = encodeURIComponent(`{ case(id: "${caseOf('A')}") { csecStatus } }`);
    expect(await sent({ method: 'GET' }, `/graphql?query=${document}`)).toEqual({ status: 200, leaks: false });
    const [asked, unasked] = [await gateway.send(`/graphql?query=${document}`), await gateway.send('/graphql')];
    expect(asked.text).toBe(unasked.text);
  });

  it('GHSA-mp6q-xf9x-fwf7: a body in another encoding than UTF-8 is refused and not decoded', async () => {
    for (const charset of ['utf-7', 'utf-16', 'utf-32', 'cesu-8', 'cp1252']) {
      const { status, leaks } = await sent({ method: 'POST', headers: { 'content-type': `application/json; charset=${charset}` }, body: Buffer.from(query, 'utf16le') });
      expect([status >= 400 && status < 500, leaks], charset).toEqual([true, false]);
    }
  });
});
