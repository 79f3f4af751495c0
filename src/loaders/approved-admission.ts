import type { AccessContext } from '../policy/access-context.js';
import type { Admission } from '../policy/admission/admission.js';
import type { AdmissionSource, Candidate, CaseIdentifier, PageRequest } from '../release/admission-source.js';
import { approvalsOfCaller } from '../store/queries/release-approvals.js';
import type { RequestStore } from './request-store.js';

/**
 * Admission with the approvals of releases to the caller among the facts, for a county whose policy asks for any.
 * Shape: one statement more for each, whether or not anybody was found.
 */
export class ApprovedAdmission implements AdmissionSource {
  constructor(private readonly store: RequestStore, private readonly context: AccessContext, private readonly source: AdmissionSource) {}

  async admitPage(admission: Admission, request: PageRequest): Promise<readonly Candidate[]> {
    return this.#withApprovals(await this.source.admitPage(admission, request));
  }

  async admitIds(admission: Admission, subjectIds: readonly string[]): Promise<readonly Candidate[]> {
    return this.#withApprovals(await this.source.admitIds(admission, subjectIds));
  }

  async admitIdentifier(admission: Admission, identifier: CaseIdentifier): Promise<readonly Candidate[]> {
    return this.#withApprovals(await this.source.admitIdentifier(admission, identifier));
  }

  narrow(subjectIds: readonly string[]): Promise<void> {
    return this.source.narrow(subjectIds);
  }

  async #withApprovals(found: readonly Candidate[]): Promise<readonly Candidate[]> {
    const { agency, personId } = this.context.caller;
    const all = await approvalsOfCaller(this.store, { agencyId: agency.id, personId }, found.map(({ facts }) => facts.subject.subjectId));
    return all.length === 0 ? found : found.map(({ facts, key }) => ({
      key, facts: { ...facts, approvals: all.filter(({ subjectId }) => subjectId === facts.subject.subjectId) },
    }));
  }
}
