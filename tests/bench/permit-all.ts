import type { Simulation } from '../../src/schema/simulation.js';
import { decisionIdOf } from '../../src/policy/decide.js';
import type { Decision } from '../../src/policy/decision.js';
import { PolicySimulation } from '../../src/schema/policy-simulation.js';

/**
 * The gate without its policy: the first subject is decided, and every later one is given that decision with every
 * field permitted. Who is of another county and which services are fetched stays as decided, so that both gateways answer
 * the same rows.
 */
export function permitAll(policy: PolicySimulation): Simulation {
  let first: Decision | null = null;
  return {
    decide: (context, facts) => {
      const pattern = (first ??= policy.decide(context, facts));
      const { subjectId } = facts.subject;
      return {
        ...pattern, subjectId, decisionId: decisionIdOf(context.requestId, context.caller.agency.id, subjectId),
        admits: facts.subject.county === context.caller.county,
        permits: (category, extent, regime, field) => field !== undefined || pattern.permits(category, extent, regime),
      };
    },
    explain: (context, decision, shownTo) => policy.explain(context, decision, shownTo),
    approverOf: (category, role) => policy.approverOf(category, role),
    faultsOf: (consent, context, subject) => policy.faultsOf(consent, context, subject),
  };
}
