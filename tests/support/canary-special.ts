import { CATEGORY_REGIMES } from '../../src/law/category-regimes.js';
import { CATEGORIES, type Category } from '../../src/law/category.js';
import type { Regime } from '../../src/law/regime.js';
import type { Planter } from './canary-county.js';
import { AGENCY, OTHER_TEAM_ID, type CanaryYouth } from './canary-youths.js';

/** Of no asker, and of nobody whose access an asker may simulate. */
const STRANGER = { agency_id: AGENCY.programme, person_id: 'somebody of another agency' } as const;

const idOf = (word: string, n: number, place = 0): string => `${word}-0000-4000-8000-${String(n * 1_000 + place).padStart(12, '0')}`;

/** The law of each planted document, by its place; the last is the talk of a team nobody here sits in. */
const DOCUMENT_LAWS: readonly { readonly category: Category; readonly regime: Regime }[] = [
  ...CATEGORIES.filter((category) => !['PRIVILEGED', 'CRIMINAL_RECORD', 'LIVE_INVESTIGATION'].includes(category))
    .flatMap((category) => CATEGORY_REGIMES[category].map((regime) => ({ category, regime }))),
  { category: 'CASE_FACTS', regime: 'CHILD_WELFARE' },
];

/** The category and regime of a planted document, by its id. */
export const documentLaw = (id: string): { readonly category: Category; readonly regime: Regime; readonly talk: boolean } => {
  const place = Number(id.slice(-12)) % 1_000;
  return { ...DOCUMENT_LAWS[place]!, talk: place === DOCUMENT_LAWS.length - 1 };
};

/** Orders, special accesses and documents of one youth: none of them opens anything to an asker. */
export function plantSpecial(planter: Planter, { n }: CanaryYouth): void {
  planter.add(n, 'court_order', idOf('0bde0000', n), {
    kind: 'DISCLOSURE_827', categories: ['MENTAL_HEALTH'], recipient_agency_ids: [AGENCY.programme], recipient_person_ids: [], purposes: [],
    data_from: null, data_to: null, subpoena_served: false, findings_made: false, effective_from: '2025-06-01T17:00:00Z', expires_on: null,
    vacated_at: null, recorded_by_agency_id: AGENCY.county, recorded_at: '2025-06-01T17:00:00Z',
  });
  planter.add(n, 'seal_order', idOf('5ea10000', n), {
    statute: 'WIC_786', effective_at: '2025-06-01T17:00:00Z', destroy_by: null, recorded_by_agency_id: AGENCY.county, recorded_at: '2025-06-01T17:00:00Z',
  });
  planter.add(n, 'seal_tombstone', 'of no row', { source_table: 'matter' });
  planter.add(n, 'seal_notice', idOf('5ea10001', n), {
    order_id: idOf('5ea10000', n), agency_id: AGENCY.programme, destroy_by: null, created_at: '2025-06-01T17:00:00Z', acknowledged_at: null,
  });
  planter.add(n, 'emergency_access', idOf('e3e00000', n), {
    ...STRANGER, reason: 'MEDICAL_EMERGENCY', opened_at: '2026-03-01T06:00:00Z', ends_at: '2026-03-01T10:00:00Z', closed_at: null,
    reviewed_at: '2026-03-01T07:00:00Z', reviewed_by: 'a reviewer', review_finding: 'JUSTIFIED',
  });
  planter.add(n, 'mandated_report', idOf('0e900000', n), {
    statute: 'PC_11166_J', recipient_agency_id: AGENCY.programme, learned_at: '2025-06-01T17:00:00Z', due_at: '2025-06-02T17:00:00Z',
    reported_at: '2025-06-01T18:00:00Z', ended_at: null,
  });
  DOCUMENT_LAWS.forEach((law, place) => planter.add(n, 'case_document', idOf('d0c00000', n, place), {
    ...law, ...(place === DOCUMENT_LAWS.length - 1 ? { kind: 'TEAM_DISCUSSION', team_id: OTHER_TEAM_ID } : { kind: 'LETTER', team_id: null }),
    source_agency_id: AGENCY.programme, consented_by: 'NOT_APPLICABLE', withdrawn_at: null,
  }));
  planter.add(n, 'consent_use', idOf('c0215e20', n), { use: 1, version: 1, request_id: 'a request', used_at: '2025-06-01T17:00:00Z' });
}
