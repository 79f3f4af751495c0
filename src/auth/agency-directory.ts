import type { Agency, Agreement } from '../model/agency.js';

/** An agency and every agreement it ever made with a county, live or not. */
export interface AgencyWithAgreements {
  readonly agency: Agency;
  readonly agreements: readonly Agreement[];
}

/** Where agencies are looked up. Agreements are read from the primary, so that a termination counts at once. */
export interface AgencyDirectory {
  /** Absent: null for an agency that is not known here. */
  agencyWithAgreements(agencyId: string): Promise<AgencyWithAgreements | null>;
}
