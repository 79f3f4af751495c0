import type { AgencyDirectory } from '../../src/auth/agency-directory.js';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { Agency, Agreement } from '../../src/model/agency.js';
import { AGENCY } from './forge.js';

/** The clinic of the good token. */
export function clinic(changes: Partial<Agency> = {}): Agency {
  return {
    id: AGENCY, name: 'Clinic (synthetic)', kind: 'MENTAL_HEALTH', county: '19', state: 'CA', regimeStatus: 'COVERED_ENTITY', ...changes,
  };
}

/** An agreement of the clinic with county 19 for treatment, in force until the end of 31 March 2026. */
export function agreement(changes: Partial<Agreement> = {}): Agreement {
  return {
    id: '0b5f7c52-5a1e-4c0e-9f57-0d6f6f0a0003', agencyId: AGENCY, county: '19', purposes: ['TREATMENT'], protocolVersion: '1',
    signedAt: instant('2025-12-01T18:00:00Z'), effectiveOn: localDate('2026-01-01'), expiresOn: localDate('2026-03-31'), terminatedAt: null,
    ...changes,
  };
}

/** A directory that knows one agency. */
export function directoryOf(agency: Agency, agreements: readonly Agreement[]): AgencyDirectory {
  return { agencyWithAgreements: async (id) => (id === agency.id ? { agency, agreements } : null) };
}
