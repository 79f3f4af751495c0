import { demoPersona, demoAgenciesOf, DEMO_AGREEMENTS, DEMO_COUNTY, type DemoPersonaName } from '../../src/auth/demo-identities.js';
import { systemClock } from '../../src/kernel/clock.js';
import { PgAdmission } from '../../src/loaders/pg-admission.js';
import { RequestStore } from '../../src/loaders/request-store.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { admissionFor } from '../../src/policy/admission/admission.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import { decide } from '../../src/policy/decide.js';
import type { Facts } from '../../src/policy/facts.js';
import { closePool, servingPool } from '../../src/store/pools.js';
import { median, rounded, type MeasureResult } from './result.js';

const GOAL_MICROS = 50;
const SUBJECTS = 100;
const ROUNDS = 40;
const PASSES = 5;
const CALLERS: readonly DemoPersonaName[] = ['county-worker', 'mental-health', 'provider', 'mdt-member', 'law-enforcement'];

/** Takes the CPU time of decisions on real facts of the county for every kind of caller; the slowest caller counts. */
export async function measureDecisions(url: string): Promise<MeasureResult> {
  const policy = compilePolicy();
  const micros: Record<string, number> = {};
  for (const as of CALLERS) {
    const context = contextOf(as);
    const facts = await factsFor(url, context);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const began = process.cpuUsage();
      for (let pass = 0; pass < PASSES; pass += 1) for (const each of facts) decide(context, each, policy);
      const { user, system } = process.cpuUsage(began);
      times.push((user + system) / (PASSES * facts.length));
    }
    micros[as] = rounded(median(times.slice(ROUNDS / 4)), 1);
  }
  const slowest = Math.max(...Object.values(micros));
  return {
    ratio: rounded(slowest / GOAL_MICROS), goal: 1, met: slowest <= GOAL_MICROS, micros, goalMicros: GOAL_MICROS,
    says: Object.entries(micros).map(([as, value]) => `${as} ${value} us`).join(', '),
  };
}

async function factsFor(url: string, context: AccessContext): Promise<readonly Facts[]> {
  const pool = servingPool({ url, max: 1, statementTimeoutMillis: 0 });
  const store = new RequestStore(pool);
  try {
    const source = new PgAdmission(store, context, () => undefined);
    const page = await source.admitPage(admissionFor(context), { first: SUBJECTS, after: null, order: 'ANY', filter: {} });
    if (page.length === 0) throw new Error(`No subject is admitted to ${context.caller.role}.`);
    return page.map(({ facts }) => facts);
  } finally {
    await store.rollback();
    await closePool(pool);
  }
}

function contextOf(as: DemoPersonaName): AccessContext {
  const persona = demoPersona(as);
  const agency = demoAgenciesOf(DEMO_COUNTY).find(({ id }) => id === persona.agencyId)!;
  return {
    requestId: 'bench', purpose: persona.defaultPurpose, allowedPurposes: persona.purposes, asOf: systemClock.now(), channel: 'QUERY',
    caller: {
      personId: persona.personId, agency, role: persona.role, county: persona.county, credential: 'VERIFIED', staffKey: null,
      privileges: persona.privileges,
    },
    agreements: DEMO_AGREEMENTS.filter(({ agencyId }) => agencyId === agency.id),
  };
}
