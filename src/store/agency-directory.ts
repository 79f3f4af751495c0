import { isUuid } from '../kernel/ids.js';
import type { Agency, Agreement } from '../model/agency.js';
import type { Pool } from './pools.js';
import { agencyWithAgreements } from './queries/agencies.js';
import { singleStatements } from './request-session.js';

/** An agency and every agreement it ever made with a county, live or not. */
export interface AgencyWithAgreements {
  readonly agency: Agency;
  readonly agreements: readonly Agreement[];
}

/**
 * Looks up the agency of a token in the database each time: an agreement that ended a moment ago bounds the next
 * request. Errors: STORE_UNAVAILABLE.
 */
export class PgAgencyDirectory {
  constructor(private readonly pool: Pool) {}

  /** Absent: null for an agency that is not known here. */
  async agencyWithAgreements(agencyId: string): Promise<AgencyWithAgreements | null> {
    if (!isUuid(agencyId)) return null;
    return agencyWithAgreements(singleStatements(this.pool), agencyId);
  }
}
