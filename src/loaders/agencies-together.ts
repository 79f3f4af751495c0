import DataLoader from 'dataloader';
import type { AgencyWithAgreements } from '../store/agency-directory.js';

/** Where agencies are looked up one by one. */
interface Agencies {
  agencyWithAgreements(agencyId: string): Promise<AgencyWithAgreements | null>;
}

/** So long it is waited for others who ask about the same agency. */
const TOGETHER_MILLIS = 4;

/**
 * Looks an agency up once for all who ask at a time, and never before they ask: hundreds whose agreement may have ended are
 * answered as of now, by one statement. Errors: those of the lookup.
 */
export class AgenciesTogether implements Agencies {
  readonly #asked: DataLoader<string, AgencyWithAgreements | null>;

  constructor(agencies: Agencies) {
    this.#asked = new DataLoader(async (ids) => {
      const answers = new Map([...new Set(ids)].map((id) => [id, agencies.agencyWithAgreements(id).catch((fault: Error) => fault)]));
      return Promise.all(ids.map((id) => answers.get(id)!));
    }, { cache: false, batchScheduleFn: (ask) => void setTimeout(ask, TOGETHER_MILLIS) });
  }

  agencyWithAgreements(agencyId: string): Promise<AgencyWithAgreements | null> {
    return this.#asked.load(agencyId);
  }
}
