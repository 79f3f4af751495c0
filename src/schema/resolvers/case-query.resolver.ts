import { Ctx, ID, Int, Resolver } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType, isUuid, parseGlobalId } from '../../kernel/ids.js';
import { ADMITTED } from '../../law/classification.js';
import { cursorOf, keysOf, pageSize } from '../../loaders/page.js';
import type { CaseOrder, PageStart } from '../../release/admission-source.js';
import type { ReleasedView } from '../../release/released-view.js';
import { ClassifiedQuery, RevealingArg } from '../classified.js';
import { pageInfoOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { CaseFilterInput, CaseIdentifierInput, caseFilterOf, caseIdentifierOf } from '../inputs/case.input.js';
import { SERVICE_ROW } from '../laws.js';
import { DateScalar } from '../scalars.js';
import { agencyFields } from '../types/agency.type.js';
import { CaseConnectionType, CaseType } from '../types/case.type.js';
import { CaseOrderEnum } from '../types/enums.js';
import { NodeType } from '../types/node.type.js';
import { ServiceRecordConnectionType } from '../types/service-record.type.js';
import { caseView } from './case-view.js';
import { servicePage } from './service-page.js';

/** What an order reads on every row; ANY reads nothing. */
const READ_BY_ORDER = { ANY: null, OPENED_ON: 'CASE_FACTS', YOUTH_NAME: 'IDENTITY_CORE' } as const;

/** The ways to a case. Whoever is not admitted gets null, as for a case that does not exist. */
@Resolver()
export class CaseQueryResolver {
  @ClassifiedQuery(ADMITTED, () => CaseType, { name: 'case', nullable: true, description: 'A case by its global id; null when there is none for this caller.' })
  async caseById(
    @RevealingArg('id', 'admission', () => ID, { description: 'Global id of the case.' }) id: string,
    @Ctx() context: GatewayContext,
  ): Promise<ReleasedView | null> {
    const decision = await context.gate.admit(idOfType('Case', id));
    return decision && caseView(context, decision);
  }

  @ClassifiedQuery(ADMITTED, () => NodeType, { nullable: true, description: 'A case or an agency by its global id (Relay); null when there is none for this caller.' })
  async node(
    @RevealingArg('id', 'admission', () => ID, { description: 'Global id.' }) id: string,
    @Ctx() context: GatewayContext,
  ): Promise<ReleasedView | object | null> {
    const { type, id: of } = parseGlobalId(id);
    if (type === 'Agency') {
      const found = await context.administration.agency(of);
      return found && { __typename: 'Agency', ...agencyFields(found.agency) };
    }
    if (type !== 'Case') return null;
    const decision = await context.gate.admit(of);
    return decision && caseView(context, decision);
  }

  @ClassifiedQuery(ADMITTED, () => CaseType, { nullable: true, description: 'A case by the youth\'s CWS/CMS id or an id of another system; null when there is none for this caller.' })
  async caseByIdentifier(
    @RevealingArg('identifier', 'admission', () => CaseIdentifierInput, { description: 'The identifier.' }) input: CaseIdentifierInput,
    @Ctx() context: GatewayContext,
  ): Promise<ReleasedView | null> {
    const decision = await context.gate.admitIdentifier(caseIdentifierOf(context, input, 'identifier'));
    return decision && caseView(context, decision);
  }

  @ClassifiedQuery(ADMITTED, () => CaseConnectionType, { description: 'Admitted cases. There is no total.' })
  async cases(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Cases in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @RevealingArg('filter', 'nothing', () => CaseFilterInput, { nullable: true, description: 'Only cases that match every field.' }) filter: CaseFilterInput | null,
    @RevealingArg('orderBy', 'nothing', () => CaseOrderEnum, { defaultValue: 'ANY', description: 'Order.' }) order: CaseOrder,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const read = READ_BY_ORDER[order];
    if (read !== null && !context.filterMayBeUsed(read)) {
      throw new GatewayError('FILTER_NOT_PERMITTED', 'The caller may not filter or order by this field.', { field: 'orderBy' });
    }
    const page = await context.gate.admitPage({
      first: pageSize(first), after: startOf(order, after), order, filter: caseFilterOf(filter),
    });
    const views = await Promise.all(page.decisions.map(({ decision }) => caseView(context, decision)));
    const edges = page.decisions.map(({ start }, index) => ({
      get cursor() {
        return cursorOf(`cases:${order}`, [start.key, start.subjectId]);
      },
      node: views[index]!,
    })).filter(({ node }) => node !== null);
    return { edges, pageInfo: pageInfoOf(edges, { hasNextPage: page.hasNextPage, after }) };
  }

  @ClassifiedQuery(SERVICE_ROW, () => ServiceRecordConnectionType, { nullable: true, description: 'The service history of a case: CWS/CMS contacts and services joined with partners\' records, in time order, newest first; only rows whose category is released.' })
  async serviceHistory(
    @RevealingArg('caseId', 'admission', () => ID, { description: 'Global id of the case.' }) caseId: string,
    @RevealingArg('first', 'nothing', () => Int, { description: 'Rows in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @RevealingArg('from', 'nothing', () => DateScalar, { nullable: true, description: 'Only rows that began on or after this day. A request that names no day that it is for counts by the day on which it was made.' }) from: LocalDate | null,
    @RevealingArg('to', 'nothing', () => DateScalar, { nullable: true, description: 'Only rows that began before this day; such a request by the same day.' }) to: LocalDate | null,
    @RevealingArg('live', 'nothing', () => Boolean, { description: 'Whether partners with an endpoint are asked now, beside what is kept here. What they answer is not kept.', defaultValue: false }) live: boolean,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const decision = await context.gate.admit(idOfType('Case', caseId, 'caseId'));
    return decision && servicePage(context, decision, { first: pageSize(first), after, from, to, live });
  }
}

/** What the key of a cursor looks like in each order; anything else was not made here. */
const KEY_OF_ORDER = {
  ANY: (key: string | null) => key === null,
  OPENED_ON: (key: string | null) => key !== null && /^\d{1,10}$/.test(key) && Number(key) <= 2_147_483_647,
  YOUTH_NAME: (key: string | null) => key !== null && !key.includes('\u0000'),
} as const satisfies Record<CaseOrder, (key: string | null) => boolean>;

function startOf(order: CaseOrder, after: string | null | undefined): PageStart | null {
  if (!after) return null;
  const [key = null, subjectId] = keysOf(`cases:${order}`, after, 2);
  if (subjectId && isUuid(subjectId) && KEY_OF_ORDER[order](key)) return { key, subjectId };
  throw new GatewayError('BAD_CURSOR', 'after is not a cursor of this list.', { field: 'after' });
}
