import { auditKey } from '../audit/chain.js';
import type { Disclosure } from '../audit/disclosure.js';
import type { Instant } from '../kernel/dates.js';
import { pendingMigrations } from './migrate.js';
import { pgAuditLog } from './pg-audit-log.js';
import type { Pool } from './pools.js';
import { RequestSession, withRequestSession } from './request-session.js';

const ASK: { readonly name: string; readonly text: string } = { name: 'health', text: 'select 1 as one' };

/** Says whether the serving role can reach the database. Never throws. */
export async function databaseReachable(pool: Pool): Promise<boolean> {
  return withRequestSession(pool, async (session) => (await session.query(ASK)).length === 1).catch(() => false);
}

/** Says whether every migration of this build has run. Never throws. */
export async function migrationsCurrent(url: string): Promise<boolean> {
  return pendingMigrations(url).then((pending) => !pending, () => false);
}

/** Says whether a disclosure could be recorded now, by recording one and undoing it. Never throws. */
export async function auditWritable(pool: Pool): Promise<boolean> {
  const session = await RequestSession.begin(pool).catch(() => null);
  if (session === null) return false;
  try {
    await pgAuditLog(session, PROBE_KEY).append([PROBE]);
    return true;
  } catch {
    return false;
  } finally {
    await session.rollback();
  }
}

/** Of no consequence: the probe is undone before anybody can read it. */
const PROBE_KEY = auditKey('the readiness probe writes nothing that stays');

const PROBE: Disclosure = {
  id: '00000000-0000-0000-0000-000000000000', requestId: 'readiness', at: '1970-01-01T00:00:00.000Z' as Instant,
  subjectId: null, outcome: 'NOT_FOUND', agencyId: '00000000-0000-0000-0000-000000000000', personId: 'readiness',
  role: 'COUNTY_IT', purpose: 'OPERATIONS', operation: null, documentHash: '', decisionId: null, policyVersion: '',
  released: [], withheld: [], rules: [], authorities: [], obligations: [], consents: [], teams: [],
};
