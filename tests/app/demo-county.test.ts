import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writtenUiId } from '../../adapters/cws-cms/identifier.js';
import { mentalHealthMessageAdapter } from '../../adapters/mental-health/adapter.js';
import { DEMO_CONSENT_STATES } from '../../src/app/demo/demo-consents.js';
import { DEMO_TOUR_UI_ID } from '../../src/app/demo/demo-tour.js';
import { DEMO_SEED, DEMO_YOUTHS, loadDemoCounty, tourYouth } from '../../src/app/demo/load-demo-county.js';
import { demoRelations } from '../../src/app/demo/demo-relations.js';
import { DEMO_AGENCIES, DEMO_COUNTY, DEMO_PERSONA_NAMES, DEMO_STAFF_KEY, demoPersona, type DemoPersonaName } from '../../src/auth/demo-identities.js';
import { fixedClock } from '../../src/kernel/clock.js';
import { instant } from '../../src/kernel/dates.js';
import { ROLE_PURPOSES } from '../../src/law/role-purposes.js';
import { closePool, syncPool, type Pool } from '../../src/store/pools.js';
import { youthOutlines, type YouthOutline } from '../../src/store/queries/youth-outlines.js';
import { withRequestSession } from '../../src/store/request-session.js';
import { fhirValidators } from '../adapters/fhir-validators.js';
import { ownFaults } from '../adapters/mental-health-fhir.js';
import { startTestGateway, type Answer, type Parsed, type TestGateway } from '../support/gateway.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const NOW = instant('2026-11-01T12:00:00Z');

/** Everybody of the demo whom FHIR is offered to, for every purpose of his role. */
const FHIR_CALLERS = DEMO_PERSONA_NAMES.filter((name) => {
  const { agencyId } = demoPersona(name);
  return mentalHealthMessageAdapter.offeredTo.includes(DEMO_AGENCIES.find(({ id }) => id === agencyId)!.kind);
}).flatMap((name) => ROLE_PURPOSES[demoPersona(name).role].map((purpose) => [name, purpose] as const));

/** Of how many cases each is told: of all that the demo relates to him, but where an emergency is asked for that nobody declared. */
const CASES_TOLD = {
  'mental-health TREATMENT': 48, 'mental-health CARE_COORDINATION': 48, 'mental-health CASE_MANAGEMENT': 48, 'mental-health EMERGENCY_TREATMENT': 0,
  'mental-health BREAK_GLASS': 0, 'mental-health MDT': 48, 'mdt-member MDT': 48,
};

describe('the demo county', () => {
  let database: TestDatabase;
  let pool: Pool;
  let youths: readonly YouthOutline[];
  const lines: string[] = [];
  const load = () => loadDemoCounty({
    databaseUrl: database.url, youths: DEMO_YOUTHS, seed: DEMO_SEED, clock: fixedClock(NOW), print: (line) => lines.push(line),
  });
  const count = (table: string) => withRequestSession(pool, async (session) => {
    const [row] = await session.query<{ n: number }>({ name: `count-${table}`, text: `select count(*)::int as n from csec.${table}` });
    return row!.n;
  });

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = syncPool({ url: database.url, max: 1, statementTimeoutMillis: 0 });
    await load();
    youths = await withRequestSession(pool, (session) => youthOutlines(session, DEMO_COUNTY, 10_000));
  });
  afterAll(async () => {
    await closePool(pool);
    await database.drop();
  });

  it('has the youth of the tour where the README and the banner say, carried by the county worker of the tour', async () => {
    const tour = tourYouth(youths);
    const [row] = await withRequestSession(pool, (session) => session.query<{ client_key: string }>(
      { name: 'tour-key', text: 'select client_key from csec.youth where subject_id = $1' }, [tour.subjectId],
    ));
    expect([writtenUiId(row!.client_key), tour.primaryStaff]).toEqual([DEMO_TOUR_UI_ID, [DEMO_STAFF_KEY]]);
  });

  it('shows consents in every state', () => {
    const { consents } = demoRelations(tourYouth(youths), youths, NOW);
    const states = new Set(consents.map(({ effect, status, expiry }) => {
      const expired = expiry.kind === 'DATE' && expiry.on < '2026-11-01';
      return effect === 'REFUSE' ? 'REFUSED' : status === 'ACTIVE' && expired ? 'EXPIRED' : status === 'ACTIVE' ? 'LIVE' : status;
    }));
    const partial = consents.some(({ categories, status }) => status === 'ACTIVE' && categories.length === 1 && categories[0] === 'CSEC_STATUS');
    expect([...states, ...(partial ? ['PARTIAL'] : [])].sort()).toEqual([...DEMO_CONSENT_STATES].sort());
  });

  it('is loaded once: a second start keeps the data and adds none', async () => {
    const tables = ['youth', 'consent', 'involvement', 'team_assignment', 'service_record', 'sync_run'];
    const before = await Promise.all(tables.map(count));
    lines.length = 0;
    await load();
    expect([await Promise.all(tables.map(count)), lines]).toEqual([before, []]);
  });

  it('is, case by case and for every caller whom FHIR is offered to, a message that three validators take', { timeout: 600_000 }, async () => {
    const gateway = await startTestGateway({ databaseUrl: database.url, clock: fixedClock(NOW) });
    const validators = Object.entries(await fhirValidators());
    const faultsOf = (resource: object): readonly string[] =>
      [...validators.flatMap(([name, validate]) => validate(resource).map((fault) => `${name}: ${fault}`)), ...ownFaults(resource)];
    const DOCUMENT = `query($id: ID!) { message: partnerMessage(caseId: $id, format: FHIR_R4_MESSAGE) { content }
      bundle: partnerMessage(caseId: $id, format: FHIR_R4_BUNDLE) { content } }`;
    try {
      const told = async (caller: DemoPersonaName, purpose: string, id: string): Promise<Parsed> =>
        (await gateway.ask(caller, DOCUMENT, { id }, { purpose })).body.data;
      const faults = new Map<string, readonly string[]>();
      const counts: Record<string, number> = {};
      for (const [caller, purpose] of FHIR_CALLERS) {
        const ids = await caseIds(gateway, caller, purpose);
        counts[`${caller} ${purpose}`] = ids.length;
        for (const [at, id] of ids.entries()) {
          const { message, bundle } = await told(caller, purpose, id);
          const [first, second] = [JSON.parse(message.content), JSON.parse(bundle.content)];
          // The resources of both are the same, byte for byte: of the bundle its own frame is looked at, around the first of them.
          expect(second.entry).toEqual(first.entry.slice(1));
          const found = [...faultsOf(first), ...faultsOf({ ...second, entry: second.entry.slice(0, 1) })];
          if (found.length > 0) faults.set(`${caller} ${purpose} ${at}`, found.slice(0, 5));
        }
      }
      expect([...faults]).toEqual([]);
      expect(counts).toEqual(CASES_TOLD);
    } finally {
      await gateway.stop();
    }
  });
});

const CASES = 'query($after: String) { cases(first: 100, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }';

async function caseIds(gateway: TestGateway, caller: DemoPersonaName, purpose: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { body }: Answer = await gateway.ask(caller, CASES, { after }, { purpose });
    const page = body.data?.cases;
    ids.push(...(page?.edges ?? []).map(({ node }: Parsed) => node.id));
    [more, after] = [page?.pageInfo.hasNextPage ?? false, page?.pageInfo.endCursor ?? null];
  }
  return ids;
}
