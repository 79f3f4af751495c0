import type { Approver } from '../law/approver.js';
import type { Category } from '../law/category.js';
import type { Role } from '../law/role.js';
import type { NewConsent } from '../loaders/administration.js';
import type { AccessContext } from '../policy/access-context.js';
import type { Decision } from '../policy/decision.js';
import type { Facts, SubjectFacts } from '../policy/facts.js';
import type { CaseDisclosureType } from './types/case-disclosure.type.js';

/**
 * Decides and explains without releasing. Made over the one compiled policy that also decides releases, so that an
 * explanation and a release can never differ.
 */
export interface Simulation {
  decide(context: AccessContext, facts: Facts): Decision;
  /**
   * The explanation of a decision. For the caller himself concealed categories are left out unless released; for the
   * simulator, of those that the asker's own decision does not release only what a caller could be told without a record.
   */
  explain(context: AccessContext, decision: Decision, shownTo: 'CALLER' | { readonly asker: Decision }): CaseDisclosureType;
  /** Whose approval the county's policy asks for before the category goes to the role; null where none. Of no record. */
  approverOf(category: Category, role: Role): Approver | null;
  /** The checks that a consent of this youth fails as recorded, each with its plain sentence. */
  faultsOf(consent: NewConsent, context: AccessContext, subject: SubjectFacts): readonly { readonly check: string; readonly plain: string }[];
}
