import { CATEGORY_REGIMES } from '../law/category-regimes.js';
import type { Decision } from '../policy/decision.js';
import { SERVICE_CATEGORIES } from '../policy/history-terms.js';
import type { AllowedRows } from '../store/queries/service-records.js';

const released = new WeakMap<Decision['cells'], readonly AllowedRows[]>();

/** The pairs of category and regime that the decision releases in full, in their limits, each with or without the minor's own care. */
export function releasedKinds(decision: Decision): readonly AllowedRows[] {
  const known = released.get(decision.cells);
  if (known !== undefined) return known;
  const found = kindsReleasedBy(decision);
  released.set(decision.cells, found);
  return found;
}

function kindsReleasedBy(decision: Decision): readonly AllowedRows[] {
  return SERVICE_CATEGORIES.flatMap((category) =>
    CATEGORY_REGIMES[category].flatMap((regime) => {
      const limits = decision.rowsReleased(category, 'FULL', regime);
      return limits?.length === 0 ? [] : [{ category, regime, minorConsented: decision.releasesMinorConsented(category, regime), ...(limits === null ? {} : { limits }) }];
    }));
}
