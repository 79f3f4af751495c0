import type { EmergencyReason } from '../model/emergency-access.js';
import type { ForeignRequest } from '../policy/relations/foreign-requests.js';

/**
 * What the privacy officer and the sources of a record are told at once: ids and words of closed lists, never of whom.
 * `FEDERAL_REQUEST`: a federal body asked for juvenile information (WIC 831). `OUT_OF_STATE_REQUEST`: the justice of another
 * state asked (Civ. Code 56.108, 56.110); counsel of the county answers it. `COURT_ORDER_FOR_COUNSEL`: a paper of the justice was recorded
 * that asks for more than its standard lets it open (42 CFR 2.61 to 2.65); which, and of whom, counsel reads in the record.
 * `DUTIES_DECLARED`: a county recorded what an agency can honour, which opens and withholds all that it receives.
 * `PARTNER_SUBSCRIBED`: a county has an agency's system told of changes.
 * `HISTORY_TERMS_RECORDED`: a county recorded under what terms an agency's service records come, and where they are asked for.
 * `IDENTITY_LINK_UNDONE`: a partner had been told of a youth under a wrong link; what, the officer reads in his list.
 * `RELEASE_APPROVAL_DECIDED`: an officer decided on a release that the county's policy lets nobody have without.
 */
export type Alert =
  | { readonly event: 'EMERGENCY_ACCESS_OPENED'; readonly accessId: string; readonly agencyId: string; readonly reason: EmergencyReason }
  | { readonly event: 'RELEASE_APPROVAL_DECIDED' | 'RELEASE_APPROVAL_WITHDRAWN'; readonly approvalId: string; readonly agencyId: string }
  | { readonly event: 'IDENTITY_LINK_UNDONE'; readonly linkId: string; readonly agencyId: string }
  | { readonly event: 'DUTIES_DECLARED'; readonly recipientAgencyId: string; readonly agencyId: string }
  | { readonly event: 'PARTNER_SUBSCRIBED' | 'HISTORY_TERMS_RECORDED'; readonly recipientAgencyId: string; readonly agencyId: string }
  | { readonly event: ForeignRequest; readonly agencyId: string }
  | { readonly event: 'COURT_ORDER_FOR_COUNSEL'; readonly orderId: string; readonly agencyId: string };

/** What one request gives occasion to tell; it is told when the request's transaction has been committed. */
export class Alerts {
  #noted: readonly Alert[] = [];

  note(alert: Alert): void {
    this.#noted = [...this.#noted, alert];
  }

  /** Everything noted since it was last taken. */
  take(): readonly Alert[] {
    const taken = this.#noted;
    this.#noted = [];
    return taken;
  }
}
