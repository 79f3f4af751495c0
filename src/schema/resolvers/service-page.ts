import { CATEGORY_REGIMES } from '../../law/category-regimes.js';
import type { LocalDate } from '../../kernel/dates.js';
import { invariant } from '../../kernel/invariant.js';
import type { Decision } from '../../policy/decision.js';
import type { AllowedRows } from '../../store/queries/service-records.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { SERVICE_CATEGORIES } from '../../policy/history-terms.js';
import { joinLive } from '../join-live.js';
import { serviceRecordFields } from '../types/service-record.type.js';
import { viewOf } from '../view.js';

/** Which page of a youth's service history. */
export interface ServicePageRequest {
  readonly first: number;
  readonly after: string | null;
  readonly from?: LocalDate | null;
  readonly to?: LocalDate | null;
  /** Whether partners are asked now. */
  readonly live?: boolean;
}

/** A page of the rows whose category and source this decision releases; the others are never fetched. */
export async function servicePage(context: GatewayContext, decision: Decision, request: ServicePageRequest): Promise<unknown> {
  const days = { first: request.first, after: request.after, from: request.from ?? null, to: request.to ?? null };
  const live = request.live === true ? await context.histories.live(context, decision) : null;
  const kept = await context.loaders.services.load({
    ...days, subjectId: decision.subjectId, allowed: releasedKinds(decision), without: live?.instead ?? [], withoutSame: live?.insteadSame ?? [],
  });
  const page = live === null ? kept : joinLive(kept, live, days);
  const connection = connectionOf(page, request.after, (row) => {
    const { category, provenance, startedOn } = row;
    // The store was asked for these rows only; a row beyond its limit is a fault, and nothing of the answer leaves.
    invariant(decision.permitsRow(category, 'FULL', provenance.regime, { on: startedOn, sourceAgencyId: provenance.sourceAgencyId }),
      'A service was read beyond the rows that the decision releases.');
    return viewOf(context, 'ServiceRecord', serviceRecordFields(row), decision);
  });
  return { ...connection, unanswered: live?.unanswered ?? [] };
}

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
