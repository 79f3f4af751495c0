import { CATEGORY_REGIMES, type Cell } from '../law/category-regimes.js';
import type { Category } from '../law/category.js';
import type { Regime } from '../law/regime.js';
import type { Agency } from '../model/agency.js';
import type { HistoryAgreement } from '../model/received-service.js';
import { keepsPrivilege, regimesOfKind } from './filing.js';

/**
 * The categories that a service record can be of. What privilege, juvenile justice and investigations hold is no history of
 * services, and comes from nobody.
 */
export const SERVICE_CATEGORIES: readonly Category[] = [
  'CASE_FACTS', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2', 'SUBSTANCE_USE_OTHER', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE',
  'HIV', 'ASSAULT_MEDICAL', 'GENERAL_MEDICAL', 'EDUCATION', 'DEVELOPMENTAL_DISABILITY', 'ADOPTION',
];

/** What is wrong with terms; each names what is to be mended. */
export type TermsFault = 'PRIVILEGED' | 'NO_CELL' | 'OTHER_LAW' | 'MINORS_CARE' | 'NO_WAY_IN';

/** The laws of an agency's own service records: all that a Part 2 programme holds is under Part 2 (42 CFR 2.12). */
export function lawsOfServices({ kind, regimeStatus }: Agency): readonly Regime[] {
  return regimeStatus === 'PART2_PROGRAM' ? ['PART2'] : regimesOfKind(kind);
}

/**
 * What keeps an agency's service records from coming under these terms; null where nothing does. Its records come under the
 * law of its own work alone: nobody's terms make another's law of it. Of a victim's counsellors only dates are ever kept,
 * as they file them themselves. Authority: EVID_1038, CFR_42_2, WIC_5328, CIV_56_10 (rules ).
 */
export function termsFault(agency: Agency, terms: Pick<HistoryAgreement, 'consentedBy' | 'minorsOwnCare' | 'stores' | 'endpoint'> & { readonly cells: readonly Cell[] }): TermsFault | null {
  const { cells, consentedBy, minorsOwnCare, stores, endpoint } = terms;
  if (keepsPrivilege(agency.kind)) return 'PRIVILEGED';
  if (cells.length === 0 || new Set(cells.map(({ category }) => category)).size < cells.length) return 'NO_CELL';
  const laws = lawsOfServices(agency);
  const ofItsOwn = ({ category, regime }: Cell): boolean =>
    SERVICE_CATEGORIES.includes(category) && CATEGORY_REGIMES[category].includes(regime) && laws.includes(regime);
  if (!cells.every(ofItsOwn)) return 'OTHER_LAW';
  if (consentedBy === 'MINOR' && !minorsOwnCare) return 'MINORS_CARE';
  return stores || endpoint !== null ? null : 'NO_WAY_IN';
}
