import DataLoader from 'dataloader';
import type { Instant } from '../kernel/dates.js';
import type { ReleaseApproval } from '../model/release-approval.js';
import type { Sensitivity } from '../model/youth.js';
import type { AccessContext } from '../policy/access-context.js';
import { approvalsAskedBy, approvalsOfCaller, approvalsToDecide, type PendingApproval } from '../store/queries/release-approvals.js';
import {
  decideApproval, requestApproval, withdrawApproval, type ApprovalDecided, type AskedApproval, type NewApproval, type OfficersReach,
} from '../store/writers/release-approvals.js';
import type { PageOf } from './administration.js';
import { cursorOf, momentOf, type Page } from './page.js';
import type { RequestStore } from './request-store.js';

const LIST = 'approvalRequests';

/**
 * Approvals of releases within one request's transaction. Asking works only for a subject that the transaction has opened;
 * an officer's list and decisions reach the youths of his county alone.
 */
export class ApprovalRegister {
  /** A request has one caller. */
  #asked: DataLoader<string, readonly ReleaseApproval[]> | null = null;

  constructor(private readonly store: RequestStore, private readonly newId: () => string) {}

  request(fresh: Omit<NewApproval, 'id'>): Promise<AskedApproval> {
    return requestApproval(this.store, { ...fresh, id: this.newId() });
  }

  /** The approvals of releases of an open subject to that caller. */
  of({ caller }: AccessContext, subjectId: string): Promise<readonly ReleaseApproval[]> {
    return approvalsOfCaller(this.store, { agencyId: caller.agency.id, personId: caller.personId }, [subjectId]);
  }

  /** Errors: BAD_CURSOR. */
  async pending(county: string, { first, after, sensitivities }: PageOf & { readonly sensitivities: readonly Sensitivity[] }): Promise<Page<PendingApproval>> {
    const start = after ? momentOf(LIST, after) : null;
    const found = await approvalsToDecide(this.store, { county, sensitivities, first: first + 1, after: start && { requestedAt: start.at, id: start.id } });
    return {
      rows: found.slice(0, first).map((row) => ({ row, cursor: cursorOf(LIST, [row.requestedAt, row.id]) })), hasNextPage: found.length > first,
    };
  }

  /** What the caller asked approval of, of an open subject, newest first. */
  askedBy({ caller }: AccessContext, subjectId: string): Promise<readonly ReleaseApproval[]> {
    const asker = { agencyId: caller.agency.id, personId: caller.personId };
    return (this.#asked ??= new DataLoader((ids) => approvalsAskedBy(this.store, asker, ids))).load(subjectId);
  }

  /** Of which subject it was is told to be recorded. */
  decide(reach: OfficersReach, decided: ApprovalDecided): Promise<string> {
    return decideApproval(this.store, reach, decided);
  }

  withdraw(reach: OfficersReach, change: { readonly by: string; readonly at: Instant }): Promise<string> {
    return withdrawApproval(this.store, reach, change);
  }
}
