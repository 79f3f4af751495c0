import { ObjectType } from 'type-graphql';
import { ADMITTED } from '../../law/classification.js';
import type { LocalDate } from '../../kernel/dates.js';
import { noticeOnObject } from '../../law/notices.js';
import { firstDayOf, type ServiceRecord } from '../../model/service-record.js';
import { unlessVictimsArrest } from '../../policy/victims-arrest.js';
import { Classified } from '../classified.js';
import { HISTORY_FAULTS, type HistoryFault } from '../history-port.js';
import { SERVICE_ROW } from '../laws.js';
import { DateScalar } from '../scalars.js';
import { CodedValueType, codedValue } from './coded-value.type.js';
import { CategoryEnum, RegimeEnum, RequestPriorityEnum, ServiceKindEnum, ServiceStatusEnum } from './enums.js';
import { closedEnum } from './closed-enum.js';
import { PageInfoType } from './page-info.type.js';

/** A service that stands in the history already, as another source tells it. */
@ObjectType('ServiceAlsoTold', {
  description: 'The same service as another source tells it. Each obeys its own category and the law of its source, as a row of its own would; what is not released is absent.',
})
export class ServiceAlsoToldType {
  @Classified(SERVICE_ROW, () => CategoryEnum, { description: 'The category under which that source has it.' })
  category!: string;

  @Classified(SERVICE_ROW, () => ServiceKindEnum, { description: 'Contact, visit or service.' })
  kind!: string;

  @Classified(SERVICE_ROW, () => String, { nullable: true, description: 'Words of the service.' })
  serviceText!: string | null;

  @Classified(SERVICE_ROW, () => ServiceStatusEnum, { nullable: true, description: 'Completed, attempted or scheduled.' })
  status!: string | null;

  @Classified(SERVICE_ROW, () => DateScalar, { nullable: true, description: 'First day, where that source tells one.' })
  startedOn!: LocalDate | null;

  @Classified(SERVICE_ROW, () => DateScalar, { nullable: true, description: 'Last day.' })
  endedOn!: LocalDate | null;

  @Classified(SERVICE_ROW, () => DateScalar, { nullable: true, description: 'When it was asked for, where its source tells of a request.' })
  requestedOn!: LocalDate | null;

  @Classified(SERVICE_ROW, () => RequestPriorityEnum, { nullable: true, description: 'How urgently it was asked for.' })
  priority!: string | null;

  @Classified(SERVICE_ROW, () => String, { nullable: true, description: 'Who provided it: of the county\'s own rows who of its staff, told with the row. Who is assigned to the case is another fact.' })
  providerName!: string | null;

  @Classified(SERVICE_ROW, () => String, { description: 'The system it came from.' })
  sourceSystem!: string;

  @Classified(SERVICE_ROW, () => RegimeEnum, { description: 'The law that came with it.' })
  regime!: string;

  @Classified(SERVICE_ROW, () => String, { nullable: true, description: 'The notice that goes with each record of a Part 2 programme (42 CFR 2.32(a)(2)); null on every other.' })
  notice!: string | null;
}

export function serviceAlsoToldFields(row: ServiceRecord): ServiceAlsoToldType {
  return {
    category: row.category, kind: row.kind, serviceText: unlessVictimsArrest(row.serviceText), status: row.status,
    startedOn: firstDayOf(row), endedOn: row.endedOn, requestedOn: row.requestedOn, priority: row.priority, providerName: unlessVictimsArrest(row.providerName),
    sourceSystem: row.provenance.system, regime: row.provenance.regime, notice: noticeOnObject(row.provenance.regime),
  };
}

/** A contact with or a service to the youth. */
@ObjectType('ServiceRecord', {
  description: 'A contact with or a service to the youth, from CWS/CMS or a partner. Each row obeys its own category and the law of its source; rows that are not released are absent.',
})
export class ServiceRecordType {
  @Classified(SERVICE_ROW, () => CategoryEnum, { description: 'The category of the row.' })
  category!: string;

  @Classified(SERVICE_ROW, () => ServiceKindEnum, { description: 'Contact, visit or service.' })
  kind!: string;

  @Classified(SERVICE_ROW, () => CodedValueType, { nullable: true, description: 'The service. Source: DL_SVC_T.SVC_CNTC.' })
  service!: CodedValueType | null;

  @Classified(SERVICE_ROW, () => String, { nullable: true, description: 'Words of the service where its source has no CWS/CMS code.' })
  serviceText!: string | null;

  @Classified(SERVICE_ROW, () => ServiceStatusEnum, { nullable: true, description: 'Completed, attempted or scheduled.' })
  status!: string | null;

  @Classified(SERVICE_ROW, () => CodedValueType, { nullable: true, description: 'How contact was made. Source: DL_SVC_T.CMM_MTHC.' })
  method!: CodedValueType | null;

  @Classified(SERVICE_ROW, () => DateScalar, { nullable: true, description: 'First day. Null of a request that names no day that it is for, which stands in the history under the day on which it was made.' })
  startedOn!: LocalDate | null;

  @Classified(SERVICE_ROW, () => DateScalar, { nullable: true, description: 'Last day.' })
  endedOn!: LocalDate | null;

  @Classified(SERVICE_ROW, () => DateScalar, { nullable: true, description: 'When it was asked for, where its source tells of a request.' })
  requestedOn!: LocalDate | null;

  @Classified(SERVICE_ROW, () => RequestPriorityEnum, { nullable: true, description: 'How urgently it was asked for.' })
  priority!: string | null;

  @Classified(SERVICE_ROW, () => String, { nullable: true, description: 'Who provided it: of the county\'s own rows who of its staff, told with the row. Who is assigned to the case is another fact.' })
  providerName!: string | null;

  @Classified(SERVICE_ROW, () => String, { description: 'The system the row came from: CWS/CMS, or a partner\'s.' })
  sourceSystem!: string;

  @Classified(SERVICE_ROW, () => RegimeEnum, { description: 'The law that came with the row.' })
  regime!: string;

  @Classified(SERVICE_ROW, () => String, { nullable: true, description: 'The notice that goes with each record of a Part 2 programme (42 CFR 2.32(a)(2)); null on every other.' })
  notice!: string | null;

  @Classified(SERVICE_ROW, () => String, { nullable: true, description: 'What the gateway calls the row to the caller\'s agency, and to nobody else: `system|value`. A record of the agency\'s own that bears it as an identifier, or is based on it, tells the same service. Null for what is kept nowhere.' })
  reference!: string | null;

  @Classified(SERVICE_ROW, () => [ServiceAlsoToldType], { description: 'The same service as other sources tell it, of those that are released: it is listed once, and nothing that was told of it is lost.' })
  alsoKnownTo!: readonly unknown[];
}

/** `also`: the released views of the rows that tell the same service. `reference` is made when it is asked for. */
export function serviceRecordFields(row: ServiceRecord, also: readonly unknown[], reference: () => string | null): Omit<ServiceRecordType, 'reference'> & { readonly reference: () => string | null } {
  return {
    category: row.category, kind: row.kind, service: codedValue(row.service, 'SRVC_TPC'), serviceText: unlessVictimsArrest(row.serviceText), status: row.status,
    method: codedValue(row.method, 'CMM_MTHC'), startedOn: firstDayOf(row), endedOn: row.endedOn,
    requestedOn: row.requestedOn, priority: row.priority, providerName: unlessVictimsArrest(row.providerName),
    sourceSystem: row.provenance.system, regime: row.provenance.regime, notice: noticeOnObject(row.provenance.regime), alsoKnownTo: also, reference,
  };
}

@ObjectType('ServiceRecordEdge', { description: 'A service record in a list.' })
export class ServiceRecordEdgeType {
  @Classified(ADMITTED, () => String, { description: 'Where the list goes on after this row.' })
  cursor!: string;

  @Classified(ADMITTED, () => ServiceRecordType, { description: 'The record.' })
  node!: ServiceRecordType;
}

const HistoryFaultEnum = closedEnum('HistoryFault', HISTORY_FAULTS, 'Why a source is missing.', {
  TIMED_OUT: 'It did not answer in time.', NO_ANSWER: 'It could not be reached, or broke off, or has failed too often of late.',
  REFUSED: 'It answered with an error.', TOO_LARGE: 'Its answer was larger than is taken.', NOT_UNDERSTOOD: 'Its answer was no FHIR.',
  BUSY: 'Too many ask it at once.',
});

@ObjectType('UnansweredSource', { description: 'A partner that was asked for the history and is missing from it.' })
export class UnansweredSourceType {
  @Classified(ADMITTED, () => String, { description: 'The agency\'s name.' })
  agency!: string;

  @Classified(ADMITTED, () => HistoryFaultEnum, { description: 'Why.' })
  fault!: HistoryFault;
}

@ObjectType('ServiceRecordConnection', { description: 'Released service records, newest first.' })
export class ServiceRecordConnectionType {
  @Classified(ADMITTED, () => [ServiceRecordEdgeType], { description: 'The page.' })
  edges!: readonly ServiceRecordEdgeType[];

  @Classified(ADMITTED, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;

  @Classified(ADMITTED, () => [UnansweredSourceType], { description: 'Partners that were asked live and did not answer; only those of which the caller may know that they serve the youth are asked at all.' })
  unanswered!: readonly UnansweredSourceType[];
}
