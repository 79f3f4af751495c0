import type { Disclosure } from '../../src/audit/disclosure.js';
import { auditKey } from '../../src/audit/chain.js';
import type { Instant } from '../../src/kernel/dates.js';

export const KEY = auditKey('a key for tests that is long enough to be one');
export const OTHER_KEY = auditKey('another key for tests that is also long enough');

/** A disclosure told from others by its number. */
export function disclosure(n: number, parts: Partial<Disclosure> = {}): Disclosure {
  return {
    id: `d15c1050-0000-4000-8000-${String(n).padStart(12, '0')}`, requestId: `request-${n}`, at: '2026-03-01T08:00:00.000Z' as Instant,
    subjectId: '5ab1ec70-0000-4000-8000-000000000001', outcome: 'RELEASED', agencyId: 'a9e0c100-0000-4000-8000-000000000001',
    personId: 'person-1', role: 'MENTAL_HEALTH', purpose: 'TREATMENT', operation: 'CaseSummary', documentHash: 'ab12', decisionId: `decision-${n}`,
    policyVersion: '2026.1', released: ['IDENTITY_CORE'], withheld: ['LOCATION'], rules: ['R-45'], authorities: ['WIC_827'],
    obligations: ['NOTICE_827_10850'], consents: ['c1@1'], teams: [], ...parts,
  };
}
