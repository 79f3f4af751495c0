import { Ctx, Int, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { globalId, idOfType } from '../../kernel/ids.js';
import type { AgencyKind } from '../../law/agreement.js';
import { pageSize } from '../../loaders/page.js';
import type { NewCourtOrder } from '../../loaders/legal-register.js';
import { maySeal } from '../../policy/administration.js';
import { fallsShortOfPart2 } from '../../policy/relations/court-orders.js';
import { OF_JUSTICE } from '../../policy/relations/foreign-requests.js';
import { situationOf } from '../../policy/situation.js';
import { ClassifiedMutation, ClassifiedQuery, RevealingArg } from '../classified.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { pastMoment, textOf } from '../input-texts.js';
import {
  AcknowledgeSealNoticeInput, RecordCourtOrderInput, RecordSealOrderInput, VacateCourtOrderInput,
} from '../inputs/court-order.input.js';
import { COUNTY_ADMINISTRATION, SEALING, SEAL_NOTICES } from '../laws.js';
import { agencyFields } from '../types/agency.type.js';
import {
  CourtOrderPayloadType, SealNoticeConnectionType, SealNoticePayloadType, SealOrderPayloadType, courtOrderFields,
} from '../types/court-order.type.js';
import { carriedCase, noSuch, userError } from '../user-error.js';

/** Orders of courts: what they open, and what they seal. */
@Resolver()
export class CourtOrderResolver {
  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => CourtOrderPayloadType, { description: 'Records an order of a court about a youth\'s records. It opens exactly what it names, to whom it names, while it stands (R-03).' })
  async recordCourtOrder(
    @RevealingArg('input', 'nothing', () => RecordCourtOrderInput, { description: 'The order.' }) input: RecordCourtOrderInput,
    @Ctx() context: GatewayContext,
  ): Promise<CourtOrderPayloadType> {
    const given = orderFromInput(input);
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return { courtOrder: null, userErrors: [own.error] };
    const kinds: AgencyKind[] = [];
    for (const agencyId of given.recipientAgencyIds) {
      const found = await context.administration.agency(agencyId);
      if (!found) return { courtOrder: null, userErrors: [noSuch('input.recipientAgencyIds')] };
      kinds.push(found.agency.kind);
    }
    const order = await context.legal.recordCourtOrder({
      ...given, subjectId: own.decision.subjectId, recordedByAgencyId: context.access.caller.agency.id, recordedAt: context.access.asOf,
    });
    // At recording, for whoever asks under it must learn nothing from what counsel is told.
    if (fallsShortOfPart2(order) && (kinds.length === 0 || kinds.some((kind) => OF_JUSTICE.includes(kind)))) {
      context.alerts.note({ event: 'COURT_ORDER_FOR_COUNSEL', orderId: order.id, agencyId: context.access.caller.agency.id });
    }
    return { courtOrder: courtOrderFields(order), userErrors: [] };
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => CourtOrderPayloadType, { description: 'Ends an order as of the moment it was vacated; of two moments the earlier stands.' })
  async vacateCourtOrder(
    @RevealingArg('input', 'nothing', () => VacateCourtOrderInput, { description: 'Which order, and when.' }) input: VacateCourtOrderInput,
    @Ctx() context: GatewayContext,
  ): Promise<CourtOrderPayloadType> {
    const orderId = idOfType('CourtOrder', input.courtOrderId, 'input.courtOrderId');
    const vacatedAt = pastMoment(input.vacatedAt, context.access.asOf, 'input.vacatedAt');
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return { courtOrder: null, userErrors: [own.error] };
    const { subjectId } = own.decision;
    await context.legal.vacateCourtOrder({ subjectId, orderId, vacatedAt });
    const order = (await context.loaders.courtOrders.load(subjectId)).find(({ id }) => id === orderId);
    return { courtOrder: order ? courtOrderFields(order) : null, userErrors: [] };
  }

  @ClassifiedMutation(SEALING, () => SealOrderPayloadType, { description: 'Carries out an order that seals or vacates: what it reaches is purged, never comes back, and is answered for ever as never having been (R-28). For the worker who carries the case and for the court that hears it.' })
  async recordSealOrder(
    @RevealingArg('input', 'nothing', () => RecordSealOrderInput, { description: 'The order.' }) input: RecordSealOrderInput,
    @Ctx() context: GatewayContext,
  ): Promise<SealOrderPayloadType> {
    const { asOf, caller } = context.access;
    const order = {
      statute: input.statute, court: textOf(input.court, 'input.court'), caseNumber: textOf(input.caseNumber, 'input.caseNumber', 60),
      matters: [...new Set(input.matters.map((matter) => textOf(matter, 'input.matters', 60)))], destroyBy: input.destroyBy ?? null,
      effectiveAt: pastMoment(input.effectiveAt, asOf, 'input.effectiveAt'),
    };
    const decision = await context.gate.admit(idOfType('Case', input.caseId, 'input.caseId'));
    if (!decision || !['COUNTY_WORKER', 'COURT'].includes(decision.role)) return { notified: null, userErrors: [noSuch('input.caseId')] };
    if (!maySeal(decision, situationOf(context.access, context.gate.factsOn(decision.subjectId), context.settings))) {
      return { notified: null, userErrors: [userError('FORBIDDEN', 'input.caseId', 'Only a worker of the youth\'s county who carries the case, or the court that hears it.')] };
    }
    const told = await context.legal.recordSealOrder({
      ...order, subjectId: decision.subjectId, recordedByAgencyId: caller.agency.id, recordedAt: asOf,
    });
    const agencies = await Promise.all(told.map(({ agencyId }) => context.administration.agency(agencyId)));
    return { notified: agencies.flatMap((found) => (found ? [agencyFields(found.agency)] : [])), userErrors: [] };
  }

  @ClassifiedQuery(SEAL_NOTICES, () => SealNoticeConnectionType, { description: 'Notices that wait for the caller\'s own agency: what it was sent and must destroy, oldest first, also when its agreement has ended.' })
  async sealNotices(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Notices in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const page = await context.legal.sealNoticesTo(context.access.caller.agency.id, { first: pageSize(first), after: after ?? null });
    return connectionOf(page, after, (notice) => ({
      id: globalId('SealNotice', notice.id), caseId: globalId('Case', notice.subjectId), disclosures: notice.disclosureIds,
      destroyBy: notice.destroyBy, createdAt: notice.createdAt,
    }));
  }

  @ClassifiedMutation(SEAL_NOTICES, () => SealNoticePayloadType, { description: 'Acknowledges that the caller\'s agency has destroyed what a notice named.' })
  async acknowledgeSealNotice(
    @RevealingArg('input', 'nothing', () => AcknowledgeSealNoticeInput, { description: 'Which notice.' }) input: AcknowledgeSealNoticeInput,
    @Ctx() context: GatewayContext,
  ): Promise<SealNoticePayloadType> {
    const noticeId = idOfType('SealNotice', input.noticeId, 'input.noticeId');
    await context.legal.acknowledgeSealNotice({ agencyId: context.access.caller.agency.id, noticeId, acknowledgedAt: context.access.asOf });
    return { noticeId: input.noticeId, userErrors: [] };
  }
}

type GivenOrder = Omit<NewCourtOrder, 'subjectId' | 'recordedByAgencyId' | 'recordedAt'>;

/** The order as the input says it. Errors: BAD_ID and BAD_INPUT naming the field. */
function orderFromInput(input: RecordCourtOrderInput): GivenOrder {
  const { dataFrom = null, dataTo = null } = input;
  if (dataFrom !== null && dataTo !== null && dataTo < dataFrom) {
    throw new GatewayError('BAD_INPUT', 'The last day of the records is before the first.', { field: 'input.dataTo' });
  }
  if (input.documentHash && !/^[0-9a-f]{64}$/.test(input.documentHash)) {
    throw new GatewayError('BAD_INPUT', 'input.documentHash is 64 hexadecimal digits.', { field: 'input.documentHash' });
  }
  if (input.categories.length === 0) throw new GatewayError('BAD_INPUT', 'input.categories names nothing.', { field: 'input.categories' });
  return {
    kind: input.kind, court: textOf(input.court, 'input.court'), caseNumber: textOf(input.caseNumber, 'input.caseNumber', 60),
    categories: [...new Set(input.categories)], recipientAgencyIds: input.recipientAgencyIds.map((id) => idOfType('Agency', id, 'input.recipientAgencyIds')),
    recipientPersonIds: input.recipientPersonIds.map((id) => idOfType('Person', id, 'input.recipientPersonIds')), purposes: input.purposes,
    dataFrom, dataTo, subpoenaServed: input.subpoenaServed, findingsMade: input.findingsMade, effectiveFrom: input.effectiveFrom,
    expiresOn: input.expiresOn ?? null, documentHash: input.documentHash ?? null,
  };
}
