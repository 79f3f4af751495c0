import type { AccessContext } from '../policy/access-context.js';
import type { Admission } from '../policy/admission/admission.js';
import type { Facts } from '../policy/facts.js';
import type { AdmissionSource, Candidate, CaseIdentifier, PageRequest } from '../release/admission-source.js';
import { admitIdentifier, admitIds, admitPage, factsCaller, factsOfOpened, narrowOpened } from '../store/admission-statements.js';
import { nodesOf } from '../store/admission-nodes.js';
import type { RequestStore } from './request-store.js';

/** Admission over the request's transaction. Tells when anything was looked up, found or not. */
export class PgAdmission implements AdmissionSource {
  constructor(private readonly store: RequestStore, private readonly context: AccessContext, private readonly noteLookUp: () => void) {}

  admitPage(admission: Admission, request: PageRequest): Promise<readonly Candidate[]> {
    return admitPage(this.store, nodesOf(admission), factsCaller(this.context), request);
  }

  admitIds(admission: Admission, subjectIds: readonly string[]): Promise<readonly Candidate[]> {
    this.noteLookUp();
    return admitIds(this.store, nodesOf(admission), factsCaller(this.context), subjectIds);
  }

  admitIdentifier(admission: Admission, identifier: CaseIdentifier): Promise<readonly Candidate[]> {
    this.noteLookUp();
    return admitIdentifier(this.store, nodesOf(admission), factsCaller(this.context), identifier);
  }

  async narrow(subjectIds: readonly string[]): Promise<void> {
    await narrowOpened(this.store, subjectIds);
  }
}

/** The facts about an opened subject as they would be for another caller. Opens nothing. */
export async function factsForCaller(store: RequestStore, context: AccessContext, subjectId: string): Promise<Facts | null> {
  const [facts] = await factsOfOpened(store, factsCaller(context), [subjectId]);
  return facts ?? null;
}
