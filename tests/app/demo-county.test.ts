import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writtenUiId } from '../../adapters/cws-cms/identifier.js';
import { DEMO_CONSENT_STATES } from '../../src/app/demo/demo-consents.js';
import { DEMO_TOUR_UI_ID } from '../../src/app/demo/demo-tour.js';
import { DEMO_SEED, DEMO_YOUTHS, loadDemoCounty, tourYouth } from '../../src/app/demo/load-demo-county.js';
import { demoRelations } from '../../src/app/demo/demo-relations.js';
import { DEMO_COUNTY, DEMO_STAFF_KEY, type DemoPersonaName } from '../../src/auth/demo-identities.js';
import { fixedClock } from '../../src/kernel/clock.js';
import { instant } from '../../src/kernel/dates.js';
import { closePool, syncPool, type Pool } from '../../src/store/pools.js';
import { youthOutlines, type YouthOutline } from '../../src/store/queries/youth-outlines.js';
import { withRequestSession } from '../../src/store/request-session.js';
import { fhirValidators, oncePerShape } from '../adapters/fhir-validators.js';
import { ownFaults } from '../adapters/mental-health-fhir.js';
import { startTestGateway, type Answer, type Parsed } from '../support/gateway.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const NOW = instant('2026-11-01T12:00:00Z');

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

  it('is, case by case and for every caller whom FHIR is offered to, a message that three validators take', { timeout: 120_000 }, async () => {
    const gateway = await startTestGateway({ databaseUrl: database.url, clock: fixedClock(NOW) });
    const validators = await fhirValidators();
    const once = Object.entries(validators).map(([name, validate]) => [name, oncePerShape(validate)] as const);
    const faultsOf = (resource: object): readonly string[] => [...once.flatMap(([name, validate]) => validate(resource).map((fault) => `${name}: ${fault}`)), ...ownFaults(resource)];
    const messages = async (caller: DemoPersonaName, purpose: string): Promise<readonly Parsed[]> => {
      const found: Parsed[] = [];
      for (let after: string | null = null, more = true; more;) {
        const { body }: Answer = await gateway.ask(caller, 'query($after: String) { cases(first: 100, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }', { after }, { purpose });
        for (const { node } of body.data.cases.edges) {
          const told = await gateway.ask(caller, 'query($id: ID!) { partnerMessage(caseId: $id, format: FHIR_R4_MESSAGE) { content } }', { id: node.id }, { purpose });
          found.push(JSON.parse(told.body.data.partnerMessage.content));
        }
        ({ hasNextPage: more, endCursor: after } = body.data.cases.pageInfo);
      }
      return found;
    };
    try {
      const counts: Record<string, number> = {};
      for (const [caller, purpose] of [['mental-health', 'TREATMENT'], ['mental-health', 'CARE_COORDINATION'], ['mental-health', 'MDT'], ['mdt-member', 'MDT']] as const) {
        const bundles = await messages(caller, purpose);
        counts[`${caller} ${purpose}`] = bundles.length;
        const faults = bundles.flatMap((bundle) => [
          ...validators.fhir(bundle), ...bundle.entry.flatMap(({ resource }: Parsed) => faultsOf(resource).map((fault) => `${resource.resourceType} ${fault}`)),
        ]);
        expect([caller, purpose, [...new Set(faults)]]).toEqual([caller, purpose, []]);
      }
      expect(Object.values(counts).every((cases) => cases > 20)).toBe(true);
    } finally {
      await gateway.stop();
    }
  });
});
