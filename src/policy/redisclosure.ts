import type { Category } from '../law/category.js';
import type { Purpose } from '../law/purpose.js';
import type { RegimeStatus } from '../law/agreement.js';
import type { Agency } from '../model/agency.js';
import type { Consent } from '../model/consent.js';
import type { CellDecision, Decision } from './decision.js';

/** Why something may not go on: it was not released, it rests on no consent, or no consent reaches the next recipient. */
export const ONWARD_REFUSALS = ['NOT_RELEASED', 'NO_CONSENT', 'NOT_COVERED'] as const;
export type OnwardRefusal = (typeof ONWARD_REFUSALS)[number];

/** Who would pass on to whom, and for what. */
export interface Onward {
  readonly from: Agency;
  readonly to: Agency;
  readonly purpose: Purpose;
}

/** Whether one category may be passed on; null is permitted. */
export interface OnwardVerdict {
  readonly category: Category;
  readonly refusal: OnwardRefusal | null;
  /** What the release to the caller rests on, whose duties and notices go with it. */
  readonly cells: readonly CellDecision[];
}

/** Under HIPAA: treatment and operations of care. A proceeding against the youth never is (42 CFR 2.33(b)(1)). */
const CARE: readonly Purpose[] = ['TREATMENT', 'EMERGENCY_TREATMENT', 'CARE_COORDINATION', 'CASE_MANAGEMENT'];
const UNDER_HIPAA: readonly RegimeStatus[] = ['COVERED_ENTITY', 'BUSINESS_ASSOCIATE'];

/**
 * Says of each category whether what the caller was released on a consent may be passed on. Only what rests on a consent
 * can be, and only as that consent says: to whom it names, or, between those whom HIPAA binds, for care. No other basis
 * gives an onward right, and what is not released to the caller is refused whether or not there is any.
 * Authority: CFR_42_2_33, CFR_42_2_32.
 */
export function onwardVerdicts(
  decision: Decision, consents: readonly Consent[], categories: readonly Category[], onward: Onward,
): readonly OnwardVerdict[] {
  return categories.map((category) => {
    const cells = decision.cells.filter((cell) => cell.category === category && cell.outcome === 'P');
    return { category, refusal: refusalOf(cells, consents, onward), cells };
  });
}

function refusalOf(cells: readonly CellDecision[], consents: readonly Consent[], onward: Onward): OnwardRefusal | null {
  if (cells.length === 0) return 'NOT_RELEASED';
  if (cells.some(({ basis }) => basis !== 'CONSENT')) return 'NO_CONSENT';
  // Each source of the category rests on consents of its own, and every one of them must reach the next recipient.
  const covered = cells.every((cell) => consents
    .filter(({ id, version }) => cell.consents.includes(`${id}@${version}`))
    .some((consent) => reachesNext(consent, onward)));
  return covered ? null : 'NOT_COVERED';
}

function reachesNext(consent: Consent, { from, to, purpose }: Onward): boolean {
  switch (consent.redisclosure) {
    case 'TO_NAMED':
      return consent.recipientAgencyIds.includes(to.id) && consent.purposes.includes(purpose);
    case 'HIPAA_TPO':
      return UNDER_HIPAA.includes(from.regimeStatus) && UNDER_HIPAA.includes(to.regimeStatus) && CARE.includes(purpose);
    case 'PROHIBITED':
      return false;
  }
}
