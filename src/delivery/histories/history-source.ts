import type { AgencyKind } from '../../law/agreement.js';
import type { HistoryTerms, PersonNamed } from '../../model/received-service.js';
import type { HistoryFault } from '../../schema/history-port.js';

/** A partner's FHIR endpoint that is asked for the services of one youth, whom the partner knows by that name. */
export interface HistorySource {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly agencyKind: AgencyKind;
  /** The base of its FHIR endpoint. */
  readonly endpoint: string;
  readonly person: PersonNamed;
  readonly terms: HistoryTerms;
}

/** A source could not be asked, or its answer not used. It holds a word alone, so that nothing of an answer gets into a log. */
export class HistoryError extends Error {
  constructor(readonly fault: HistoryFault, readonly again = false) {
    super(fault);
    this.name = 'HistoryError';
  }
}
