import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateExtract } from '../../../adapters/cws-cms/synthetic/generate-extract.js';
import { HISTORICAL_PROJECTS } from '../../../adapters/cws-cms/synthetic/special-projects.js';
import { DEMO_AGENCIES, DEMO_AGREEMENTS, DEMO_COUNTY, DEMO_PERSONAS } from '../../auth/demo-identities.js';
import type { Clock } from '../../kernel/clock.js';
import { invariant } from '../../kernel/invariant.js';
import { closePool, syncPool } from '../../store/pools.js';
import { agenciesById } from '../../store/queries/agencies.js';
import { youthOutlines, type YouthOutline } from '../../store/queries/youth-outlines.js';
import { withRequestSession } from '../../store/request-session.js';
import {
  insertAgencies, insertAgreements, insertConsents, insertInvolvements, insertPersons, insertServiceRecords, insertTeamAssignments,
  insertTeamMembers, insertTeams,
} from '../../store/writers/bulk.js';
import { syncFolder } from '../../sync/run-sync.js';
import type { SyncReport } from '../../sync/sync-report.js';
import { demoRelations } from './demo-relations.js';
import { demoServices } from './demo-services.js';

/** What the demo county is made of. */
export interface DemoCountyOptions {
  readonly databaseUrl: string;
  readonly youths: number;
  readonly seed: number;
  readonly clock: Clock;
  readonly print: (line: string) => void;
}

/** How large the demo county is, and what decides every youth in it. */
export const DEMO_YOUTHS = 500;
export const DEMO_SEED = 11;

const MOST_YOUTHS = 2_000_000;

/**
 * Loads a synthetic county with partner agencies, agreements, a team, involvements, consents in every state and
 * partners' service records, so that each caller of the tour has something to see and something withheld.
 * Does nothing where it is loaded already. No person in it is real.
 */
export async function loadDemoCounty(options: DemoCountyOptions): Promise<void> {
  const pool = syncPool({ url: options.databaseUrl, max: 1, statementTimeoutMillis: 0 });
  try {
    const known = await withRequestSession(pool, (session) => agenciesById(session, [DEMO_AGENCIES[0]!.id]));
    if (known[0]) return;
    const report = await syncGeneratedExtract(options);
    options.print(`Loaded a synthetic extract of ${options.youths} youths: ${report.totals.read} rows, ${report.totals.quarantined} quarantined.`);
    const now = options.clock.now();
    await withRequestSession(pool, async (session) => {
      const youths = await youthOutlines(session, DEMO_COUNTY, MOST_YOUTHS);
      const tour = tourYouth(youths);
      const relations = demoRelations(tour, youths, now);
      await insertAgencies(session, DEMO_AGENCIES);
      await insertAgreements(session, DEMO_AGREEMENTS);
      await insertPersons(session, DEMO_PERSONAS.map(({ personId, agencyId, displayName, staffKey }) => ({ id: personId, agencyId, name: displayName, staffKey })));
      await insertTeams(session, [relations.team]);
      await insertTeamMembers(session, relations.members);
      await insertTeamAssignments(session, relations.assignments);
      await insertInvolvements(session, relations.involvements);
      await insertConsents(session, relations.consents);
      await insertServiceRecords(session, demoServices(tour, youths, now));
    });
  } finally {
    await closePool(pool);
  }
}

async function syncGeneratedExtract(options: DemoCountyOptions): Promise<SyncReport> {
  const folder = await mkdtemp(join(tmpdir(), 'csec-demo-'));
  try {
    await generateExtract({ youths: options.youths, county: DEMO_COUNTY, seed: options.seed, out: folder });
    return await syncFolder({
      databaseUrl: options.databaseUrl, county: DEMO_COUNTY, folder, clock: options.clock, projects: { historical: HISTORICAL_PROJECTS },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The youth whom the tour shows: with something in every category that the tour speaks of. */
export function tourYouth(youths: readonly YouthOutline[]): YouthOutline {
  const found = youths.find((youth) => youth.hasOpenCase && youth.inCare && youth.sensitivity === 'N' && !youth.addressConfidential
    && youth.csecStatus === 'VICTIM_CURRENT' && youth.projects > 0 && youth.gridRows > 1 && youth.services > 3
    && youth.reportedReferrals.length > 0 && isTeen(youth));
  invariant(found, 'The synthetic county has no youth for the tour.');
  return found;
}

function isTeen({ bornOn }: YouthOutline): boolean {
  return bornOn !== null && bornOn > '2009-12-01' && bornOn < '2012-06-01';
}
