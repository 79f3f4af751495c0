import type { LocalDate } from '../../kernel/dates.js';
import { invariant } from '../../kernel/invariant.js';
import type { Decision } from '../../policy/decision.js';
import type { ServiceRecord } from '../../model/service-record.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { joinLive } from '../join-live.js';
import { releasedKinds } from '../released-kinds.js';
import { serviceAlsoToldFields, serviceRecordFields } from '../types/service-record.type.js';
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
    ...days, subjectId: decision.subjectId, allowed: releasedKinds(decision), without: live?.instead ?? [],
  });
  const page = live === null ? kept : joinLive(kept, live, days);
  const connection = connectionOf(page, request.after, ({ record, also, keptAs }) => {
    for (const row of [record, ...also]) checkReleased(row, decision);
    const told = also.map((row) => viewOf(context, 'ServiceAlsoTold', serviceAlsoToldFields(row), decision));
    return viewOf(context, 'ServiceRecord', serviceRecordFields(record, told, keptAs === null ? () => null : () => context.serviceNameOf(keptAs)), decision);
  });
  return { ...connection, unanswered: live?.unanswered ?? [] };
}

/** The store was asked for these rows only; a row beyond its limit is a fault, and nothing of the answer leaves. Errors: InvariantError. */
function checkReleased({ category, provenance: { regime, sourceAgencyId }, startedOn }: ServiceRecord, decision: Decision): void {
  invariant(decision.permitsRow(category, 'FULL', regime, { on: startedOn, sourceAgencyId }), 'A service was read beyond the rows that the decision releases.');
}
