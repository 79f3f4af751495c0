import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../src/law/category.js';
import { ROLES } from '../../src/law/role.js';
import { policyTable } from '../../src/policy/counsel/policy-table.js';
import { startTestGateway, statementsOf, type Answer, type Parsed, type TestCaller, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

const expected = policyTable(null);
const ask = (document: string, caller: TestCaller = 'county-it') => gateway.ask(caller, document);
const codesOf = ({ body }: Answer) => body.errors?.map(({ extensions }) => extensions.code);

describe('the policy as data', () => {
  it('says under which policy the gateway decides, its readings, and the checks and controls', async () => {
    const { body } = await ask('{ policyTable { version county edition effectiveOn fileHash retentionYears settings { name plain on rules } consentChecks { id } teamChecks { id } reportControls { id plain authorities } } }');
    const { settings, consentChecks, teamChecks, reportControls, ...head } = body.data.policyTable;
    expect(head).toEqual({ version: expected.version, county: null, edition: null, effectiveOn: null, fileHash: null, retentionYears: 6 });
    expect(settings).toEqual(expected.settings.map(({ strict: _, ...setting }) => setting));
    expect(settings.some(({ on }: Parsed) => on)).toBe(false);
    expect(consentChecks.map(({ id }: Parsed) => id)).toEqual(expected.consentChecks.map(({ id }) => id));
    expect(teamChecks.map(({ id }: Parsed) => id)).toEqual(expected.teamChecks.map(({ id }) => id));
    expect(reportControls.slice(2, 3)).toEqual([{ id: 'D-03', plain: ['A count of 1 to 10 is masked, at every level.'], authorities: ['CALHHS_DDG'] }]);
  });

  it('pages every rule once, in the order in which they decide', async () => {
    const rules: Parsed[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { body } = await ask(`{ policyTable { rules(first: 100, after: ${JSON.stringify(after)}) { edges { node { id layer effect standing plain authorities setting } } pageInfo { hasNextPage endCursor } } } }`);
      const { edges, pageInfo } = body.data.policyTable.rules;
      rules.push(...edges.map(({ node }: Parsed) => node));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(rules).toEqual(expected.rules.map(({ id, layer, effect, standing, plain, authorities, counsel }) => (
      { id, layer, effect, standing, plain, authorities, setting: counsel ?? null })));
  });

  it('finds the rules that speak of a category to a role, and says them in words', async () => {
    const { body } = await ask('{ policyTable { rules(first: 100, layer: FLOOR, category: REPORTER_IDENTITY, role: STATE) { edges { node { id effect categories roles terms { term words } } } } } }');
    const found = body.data.policyTable.rules.edges.map(({ node }: Parsed) => node);
    expect(found.length).toBeGreaterThan(0);
    for (const { categories, roles, terms } of found) {
      expect([categories?.includes('REPORTER_IDENTITY') ?? true, roles?.includes('STATE') ?? true]).toEqual([true, true]);
      expect(terms.map(({ term }: Parsed) => term)).toEqual(expect.arrayContaining(['Who', 'What', 'For', 'When', 'Law', 'In force']));
    }
  });

  it('tells of each square what opens and what closes it', async () => {
    const { body } = await ask('{ policyTable { cells(first: 100, category: SEALED) { edges { node { category role listed opened closed } } pageInfo { hasNextPage } } } }');
    const { edges, pageInfo } = body.data.policyTable.cells;
    expect([edges.map(({ node }: Parsed) => node.role), pageInfo.hasNextPage]).toEqual([[...ROLES], false]);
    expect(edges.filter(({ node }: Parsed) => node.opened.length > 0 && node.closed.length === 0)).toEqual([]);
    const all = await ask('{ policyTable { cells(first: 1, category: DEIDENTIFIED, role: STATE) { edges { node { category role } } } } }');
    expect(all.body.data.policyTable.cells.edges).toEqual([{ node: { category: 'DEIDENTIFIED', role: 'STATE' } }]);
    expect(expected.cells).toHaveLength(CATEGORIES.length);
  });

  it('is for those who administrate and counsel, refuses a cursor of another list, and reads no database beyond the caller', async () => {
    for (const caller of ['county-worker', 'county-it', 'state-analyst'] as const) expect((await ask('{ policyTable { version } }', caller)).body.data.policyTable.version).toBe(expected.version);
    for (const caller of ['mental-health', 'law-enforcement', 'provider', 'mdt-member'] as const) expect(codesOf(await ask('{ policyTable { version } }', caller)), caller).toEqual(['FORBIDDEN']);
    const first = (await ask('{ policyTable { cells(first: 1) { pageInfo { endCursor } } } }')).body.data.policyTable.cells.pageInfo.endCursor;
    expect(codesOf(await ask(`{ policyTable { rules(first: 1, after: "${first}") { edges { cursor } } } }`))).toEqual(['BAD_CURSOR']);
    expect(codesOf(await ask('{ policyTable { rules(first: 101) { edges { cursor } } } }'))).toEqual(['PAGE_TOO_LARGE']);
    const names = await statementsOf(() => ask('{ policyTable { version rules(first: 2) { edges { node { id } } } } }'));
    expect(names.filter((name) => !/agenc|claim/.test(name))).toEqual([]);
    expect(await gateway.disclosures()).toEqual([]);
  });
});
