import type { Instant } from '../kernel/dates.js';
import type { Approver } from '../law/approver.js';
import type { Category } from '../law/category.js';
import type { Role } from '../law/role.js';
import type { NewConsent } from '../loaders/administration.js';
import type { AccessContext } from '../policy/access-context.js';
import { approverOf } from '../policy/counsel/approval-rows.js';
import type { CompiledPolicy } from '../policy/evaluation/compile.js';
import { checkInWords } from '../policy/consents/checks/checks.js';
import { consentFaults } from '../policy/consents/consent-faults.js';
import { decide } from '../policy/decide.js';
import type { Decision } from '../policy/decision.js';
import { explain } from '../policy/explain.js';
import type { Facts, SubjectFacts } from '../policy/facts.js';
import { earlier } from '../policy/evaluation/finding.js';
import type { Simulation } from './simulation.js';
import { residualFields } from './types/residual.type.js';
import type { CaseDisclosureType } from './types/case-disclosure.type.js';

/** Decides and explains over one compiled policy, which is also the one that decides releases. */
export class PolicySimulation implements Simulation {
  constructor(private readonly policy: CompiledPolicy) {}

  decide(context: AccessContext, facts: Facts): Decision {
    return decide(context, facts, this.policy);
  }

  explain(context: AccessContext, decision: Decision, shownTo: 'CALLER' | { readonly asker: Decision }): CaseDisclosureType {
    const to = shownTo === 'CALLER' ? { audience: 'CALLER' } as const : { audience: 'COUNSEL', asker: shownTo.asker } as const;
    const explanation = explain(context, null, decision, { policy: this.policy, ...to });
    const { categories } = explanation;
    return {
      decisionId: explanation.decisionId, policyVersion: explanation.policyVersion, role: explanation.role, asOf: explanation.asOf,
      residual: residualFields(explanation.residual),
      // What law conceals from the asker does not tell by when it ends either.
      validUntil: categories.reduce<Instant | null>((until, cell) => earlier(until, cell.validUntil), null),
      categories: categories.map(({ category, regime, released, extent, basis, reason, remedy, rules, plain, authorities, obligations }) => ({
        category, regime, released, extent, basis, reason, remedy, rules, plain, authorities, obligations,
      })),
    };
  }

  approverOf(category: Category, role: Role): Approver | null {
    return approverOf(this.policy, category, role);
  }

  faultsOf(consent: NewConsent, context: AccessContext, subject: SubjectFacts): readonly { readonly check: string; readonly plain: string }[] {
    const whole = { ...consent, id: '', version: 1, usesSoFar: 0, revocation: null };
    // A document that was read from another form may have failed in the reading.
    const failed = new Set<string>([...consent.failedChecks, ...consentFaults(whole, context.asOf, subject, this.policy.settings)]);
    return [...failed].sort().map((check) => ({ check, plain: checkInWords(check) }));
  }
}
