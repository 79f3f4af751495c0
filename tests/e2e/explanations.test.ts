import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { type AskOptions, type Parsed, startTestGateway, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';
import { WHOLE_CASE } from './documents.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

const ALMA = caseId(YOUTHS.ALMA);
const CONCEALED = ['REPORTER_IDENTITY', 'PSYCHOTHERAPY_NOTES', 'SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'IMMIGRATION', 'JUVENILE_JUSTICE', 'SEALED', 'PRIVILEGED', 'THIRD_PARTY'];

const EXPLAIN = /* GraphQL */ `
  query Explain($input: ExplainAccessInput!) {
    explainAccess(input: $input) {
      role asOf validUntil categories { category regime released extent basis reason remedy rules plain authorities obligations }
    }
  }
`;
interface Cell { category: string; regime: string; released: boolean; extent: string | null; basis: string | null; reason: string | null; remedy: string | null; rules: string[]; authorities: string[] }

async function explained(
  caller: keyof typeof CALLERS, input: Readonly<Record<string, unknown>> = {}, youth = ALMA, options: AskOptions = {},
): Promise<{ role: string; validUntil: string | null; categories: Cell[] }> {
  const { body, text } = await gateway.ask(CALLERS[caller], EXPLAIN, { input: { caseId: youth, ...input } }, options);
  expect(body.errors, `in ${text}`).toBeUndefined();
  return body.data.explainAccess;
}
const released = ({ categories }: { categories: Cell[] }) => categories.filter((cell) => cell.released).map(({ category, regime, extent, basis }) => `${category}/${regime} ${extent} by ${basis}`);

describe('explainAccess', () => {
  it('tells a caller what is released to him and on what it rests, and of the rest why and what would open it', async () => {
    const told = await explained('clinician');
    expect([told.role, told.validUntil]).toEqual(['MENTAL_HEALTH', '2026-09-01T07:00:00.000Z']);
    expect(released(told)).toEqual([
      'IDENTITY_CORE/CHILD_WELFARE FULL by CARE_COORDINATION', 'LOCATION/CHILD_WELFARE MINIMUM by CARE_COORDINATION',
      'CASE_FACTS/CHILD_WELFARE MINIMUM by CARE_COORDINATION', 'CASE_FACTS/COURT MINIMUM by CARE_COORDINATION', 'CSEC_STATUS/CHILD_WELFARE FULL by CARE_COORDINATION',
      'MENTAL_HEALTH/CHILD_WELFARE FULL by CARE_COORDINATION', 'MENTAL_HEALTH/LPS FULL by CARE_COORDINATION', 'MENTAL_HEALTH/CMIA FULL by CARE_COORDINATION',
      'SUBSTANCE_USE_PART2/PART2 FULL by CONSENT', 'SUBSTANCE_USE_OTHER/CHILD_WELFARE FULL by CARE_COORDINATION', 'SUBSTANCE_USE_OTHER/CMIA FULL by CARE_COORDINATION',
      'GENERAL_MEDICAL/CHILD_WELFARE FULL by CARE_COORDINATION', 'GENERAL_MEDICAL/LPS FULL by CARE_COORDINATION', 'GENERAL_MEDICAL/CMIA FULL by CARE_COORDINATION',
      'DEVELOPMENTAL_DISABILITY/CHILD_WELFARE FULL by CARE_COORDINATION', 'DEVELOPMENTAL_DISABILITY/LPS FULL by CARE_COORDINATION',
      'DEVELOPMENTAL_DISABILITY/CMIA FULL by CARE_COORDINATION',
    ]);
    for (const cell of told.categories) {
      expect(Boolean(cell.reason) && Boolean(cell.remedy), `of ${cell.category}`).toBe(!cell.released);
      if (!cell.released) expect(CONCEALED).not.toContain(cell.category);
    }
  });

  it('speaks of a concealed category to the same callers the same, whether the youth has such a record or not', async () => {
    const [withRecords, without] = [await explained('colleague'), await explained('colleague', {}, caseId(YOUTHS.CORA))];
    expect(withRecords).toEqual(without);
  });

  it('tells a worker of the county what another caller would see, and what he himself may not know stays unsaid', async () => {
    const other = { agencyId: globalId('Agency', AGENCY.provider), role: 'PROVIDER' };
    const told = await explained('worker', { caller: other, purpose: 'SERVICES' });
    expect(told.role).toBe('PROVIDER');
    expect(released(told)).toEqual([
      'IDENTITY_CORE/CHILD_WELFARE MINIMUM by CONSENT', 'CASE_FACTS/CHILD_WELFARE FULL by CONSENT', 'CASE_FACTS/COURT FULL by CONSENT', 'CSEC_STATUS/CHILD_WELFARE MINIMUM by CONSENT',
    ]);
    const clinic = { agencyId: globalId('Agency', AGENCY.clinic), role: 'MENTAL_HEALTH' };
    const treated = await explained('worker', { caller: clinic, purpose: 'TREATMENT' }, ALMA, { purpose: 'CARE_COORDINATION' });
    expect(released(treated).join()).toContain('MENTAL_HEALTH/LPS FULL');
    const unread = (await explained('worker', { caller: clinic, purpose: 'TREATMENT' })).categories.filter(({ category }) => category === 'MENTAL_HEALTH');
    expect(unread.map(({ released: opened, reason, rules }) => [opened, reason, rules])).toEqual(unread.map(() => [false, 'NO_BASIS', []]));
    expect(unread.length).toBeGreaterThan(0);
    const known = ['REPORTER_IDENTITY', 'JUVENILE_JUSTICE', 'THIRD_PARTY'];
    expect(treated.categories.map(({ category }) => category).filter((category) => CONCEALED.includes(category) && !known.includes(category))).toEqual([]);
    expect(released(await explained('worker', { caller: { agencyId: globalId('Agency', AGENCY.lapsed), role: 'MENTAL_HEALTH' }, purpose: 'TREATMENT' }))).toEqual([]);
  });

  it('tells a worker the same of another caller whether the youth released to him what law conceals from the worker, or not', async () => {
    const clinic = { caller: { agencyId: globalId('Agency', AGENCY.clinic), role: 'MENTAL_HEALTH' }, purpose: 'TREATMENT' };
    expect(await explained('worker', clinic)).toEqual(await explained('worker', clinic, caseId(YOUTHS.HANNA)));
  });

  it('tells everybody of himself for another purpose, and nobody but the worker who carries the case of another', async () => {
    expect(released(await explained('provider', { purpose: 'CARE_COORDINATION' }))).toEqual([]);
    const other = { agencyId: globalId('Agency', AGENCY.clinic), role: 'MENTAL_HEALTH' };
    for (const caller of ['clinician', 'provider', 'detective', 'member', 'colleague'] as const) {
      const { body } = await gateway.ask(CALLERS[caller], EXPLAIN, { input: { caseId: ALMA, caller: other } });
      expect([body.data, body.errors?.[0]?.extensions]).toEqual([{ explainAccess: null }, { code: 'FORBIDDEN', details: { field: 'input.caller' } }]);
    }
  });

  it('tells nobody of himself for a purpose that his token does not cover', async () => {
    const bounded = { ...CALLERS.clinician, purposes: ['TREATMENT', 'CARE_COORDINATION'] } as const;
    const told = async (purpose: string) => (await gateway.ask(bounded, EXPLAIN, { input: { caseId: ALMA, purpose } })).body;
    expect((await told('CARE_COORDINATION')).data.explainAccess.role).toBe('MENTAL_HEALTH');
    for (const purpose of ['CASE_MANAGEMENT', 'MDT', 'INVESTIGATION']) {
      const { data, errors } = await told(purpose);
      expect([data, errors?.[0]?.extensions]).toEqual([{ explainAccess: null }, { code: 'AUTH_PURPOSE_NOT_ALLOWED', details: { field: 'input.purpose' } }]);
    }
  });

  it('releases nothing: the answer holds no value of a record, and the log says it was a simulation', async () => {
    const requestId = 'dddddddd-0000-4000-8000-000000000000';
    const { text } = await gateway.ask(CALLERS.worker, EXPLAIN, {
      input: { caseId: ALMA, purpose: 'SERVICES', caller: { agencyId: globalId('Agency', AGENCY.provider), role: 'PROVIDER' } },
    }, { requestId });
    expect(text).not.toMatch(/A-|2011|Exploit.*Substantiated/);
    expect((await gateway.disclosures(requestId)).map(({ outcome, released: categories }) => [outcome, categories])).toEqual([['SIMULATED', []]]);
  });

  it('agrees with what the case itself answers', async () => {
    for (const caller of ['clinician', 'provider', 'member', 'detective', 'worker'] as const) {
      const { body } = await gateway.ask(CALLERS[caller], `query($id: ID!) { case(id: $id) { disclosure { role categories { category regime released extent } } } }`, { id: ALMA });
      const told = await explained(caller);
      expect(body.data.case.disclosure).toEqual({
        role: told.role, categories: told.categories.map(({ category, regime, released: opened, extent }) => ({ category, regime, released: opened, extent })),
      });
    }
  });
});

describe('the accounting of a case', () => {
  const DISCLOSURES = `query($id: ID!, $first: Int!, $after: String) { disclosures(caseId: $id, first: $first, after: $after) {
    edges { node { decisionId at recipient { name kind } role purpose outcome categoriesReleased categoriesWithheld rules authorities } } pageInfo { hasNextPage endCursor }
  } }`;
  const HANNA = caseId(YOUTHS.HANNA);
  const accounted = async () => (await gateway.ask(CALLERS.colleague, DISCLOSURES, { id: HANNA, first: 100 })).body.data.disclosures.edges.map((edge: Parsed) => edge.node);

  it('shows who was told what for which purpose, with what law conceals from the reader left out', async () => {
    await gateway.ask(CALLERS.provider, WHOLE_CASE, { id: HANNA });
    await gateway.ask(CALLERS.clinician, 'query($id: ID!) { case(id: $id) { youth { minorParent lastName } } }', { id: HANNA });
    await gateway.ask(CALLERS.detective, 'query($id: ID!) { partnerMessage(caseId: $id, format: NIEM_6_XML) { mediaType } }', { id: HANNA });
    const told = (await accounted()).filter(({ role }: Parsed) => role !== 'COUNTY_WORKER');
    expect(told.map(({ recipient, role, purpose, outcome, categoriesReleased }: Parsed) => [recipient.kind, role, purpose, outcome, categoriesReleased]).toSorted()).toEqual([
      ['COMMUNITY_PROVIDER', 'PROVIDER', 'SERVICES', 'RELEASED', ['CASE_FACTS', 'CSEC_STATUS', 'IDENTITY_CORE', 'LOCATION']],
      ['LAW_ENFORCEMENT', 'LAW_ENFORCEMENT', 'INVESTIGATION', 'MESSAGE', ['ASSAULT_MEDICAL', 'CASE_FACTS', 'CSEC_STATUS', 'IDENTITY_CORE']],
      ['MENTAL_HEALTH', 'MENTAL_HEALTH', 'TREATMENT', 'RELEASED', ['IDENTITY_CORE']],
    ]);
    for (const entry of told) {
      for (const category of [...entry.categoriesReleased, ...entry.categoriesWithheld]) expect(CONCEALED).not.toContain(category);
    }
  });

  it('tells the same of an entry whether a concealed category was released in it or withheld', async () => {
    const asked = 'query($id: ID!) { case(id: $id) { youth { lastName } services { edges { node { category } } } } }';
    const concealed = 'query($id: ID!) { case(id: $id) { youth { minorParent } services { edges { node { category } } } } }';
    const entry = async (youth: string, document: string) => {
      const requestId = randomUUID();
      await gateway.ask(CALLERS.clinician, document, { id: youth }, { requestId });
      const [{ decisionId, released: categories }] = await gateway.disclosures(requestId);
      const { body } = await gateway.ask(CALLERS.colleague, DISCLOSURES, { id: youth, first: 100 });
      const { node } = body.data.disclosures.edges.find((edge: Parsed) => edge.node.decisionId === decisionId);
      return { node: { ...node, decisionId: '' }, part2: categories.includes('SUBSTANCE_USE_PART2') };
    };
    for (const document of [asked, concealed]) {
      const [withConsent, without] = [await entry(ALMA, document), await entry(HANNA, document)];
      expect([withConsent.part2, without.part2]).toEqual([true, false]);
      expect(withConsent.node).toEqual(without.node);
      expect(withConsent.node.rules).toContain('R-37.MH.TREATMENT');
    }
  });

  it('pages newest first, and grows by what its reader reads', async () => {
    const before = await accounted();
    await gateway.ask(CALLERS.member, 'query($id: ID!) { case(id: $id) { status } }', { id: HANNA });
    const after = await accounted();
    expect(after).toHaveLength(before.length + 2);
    const paged: unknown[] = [];
    for (let cursor: string | null = null; ;) {
      const { edges, pageInfo }: Parsed = (await gateway.ask(CALLERS.worker, DISCLOSURES, { id: HANNA, first: 2, after: cursor })).body.data.disclosures;
      paged.push(...edges.map((edge: Parsed) => edge.node.decisionId));
      if (!pageInfo.hasNextPage || paged.length > 50) break;
      cursor = pageInfo.endCursor;
    }
    for (const { decisionId } of after) expect(paged).toContain(decisionId);
  });

  it('is not for the worker of another county who shares the case, nor are its consents and teams', async () => {
    const sharing = { as: 'county-worker', county: '33', staffKey: '0X5' } as const;
    expect((await gateway.ask(sharing, DISCLOSURES, { id: ALMA, first: 5 })).body.data).toEqual({ disclosures: null });
    const { body } = await gateway.ask(sharing, 'query($id: ID!) { case(id: $id) { id consents { id } teams { id } } }', { id: ALMA });
    expect(body.data).toEqual({ case: { id: ALMA, consents: null, teams: null } });
  });

  it('is the county\'s alone', async () => {
    for (const caller of ['provider', 'clinician', 'member', 'detective', 'operator'] as const) {
      expect((await gateway.ask(CALLERS[caller], DISCLOSURES, { id: HANNA, first: 5 })).text).toBe('{"data":{"disclosures":null}}\n');
    }
  });
});

describe('a citation of an answer', () => {
  it('can be followed to what it cites, with the letters that replaced one another', async () => {
    const { body } = await gateway.ask(CALLERS.clinician, WHOLE_CASE, { id: ALMA });
    const told = await explained('clinician');
    const cited = new Set<string>([...body.extensions.disclosure.withheld.flatMap(({ authorities }: Parsed) => authorities), ...told.categories.flatMap(({ authorities }) => authorities)]);
    expect(cited.size).toBeGreaterThan(10);
    for (const id of cited) {
      const { body: found } = await gateway.ask(CALLERS.clinician, 'query($id: String!) { authorities(first: 2, id: $id) { edges { node { id citation title kind } } } }', { id });
      expect(found.data.authorities.edges.map((edge: Parsed) => edge.node.id), `for ${id}`).toEqual([id]);
      expect(found.data.authorities.edges[0].node.citation.length, `for ${id}`).toBeGreaterThan(3);
    }
    const { body: letters } = await gateway.ask(CALLERS.clinician, '{ authorities(first: 100, kind: "ACL") { edges { node { id fiscalYear topic replaces replacedBy } } } }');
    expect(letters.data.authorities.edges.map((edge: Parsed) => edge.node.id)).toContain('ACL 16-74');
  });
});
