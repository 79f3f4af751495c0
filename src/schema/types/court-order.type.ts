import { ID, ObjectType } from 'type-graphql';
import type { Instant, LocalDate } from '../../kernel/dates.js';
import { globalId } from '../../kernel/ids.js';
import { CALLER, OPEN } from '../../law/classification.js';
import type { CourtOrder } from '../../model/court-order.js';
import { Classified } from '../classified.js';
import { COUNTY_ADMINISTRATION, SEAL_NOTICES } from '../laws.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { AgencyType } from './agency.type.js';
import { CategoryEnum, PurposeEnum } from './enums.js';
import { PageInfoType } from './page-info.type.js';
import { UserErrorType } from './payload.type.js';
import { CourtOrderKindEnum } from './special-enums.js';

/** An order of a court as the county that carries the case keeps it. */
@ObjectType('CourtOrder', { description: 'An order of a court about one youth\'s records, for the worker who carries the case. Whether it opens anything is decided at every use.' })
export class CourtOrderType {
  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'Global id.' })
  id!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => CourtOrderKindEnum, { nullable: true, description: 'What it does.' })
  kind!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => String, { nullable: true, description: 'The court.' })
  court!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => String, { nullable: true, description: 'Number of the case.' })
  caseNumber!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => [CategoryEnum], { nullable: true, description: 'Categories it names.' })
  categories!: readonly string[] | null;

  @Classified(COUNTY_ADMINISTRATION, () => [ID], { nullable: true, description: 'Agencies it names as recipients.' })
  recipientAgencyIds!: readonly string[] | null;

  @Classified(COUNTY_ADMINISTRATION, () => [ID], { nullable: true, description: 'Persons it names as recipients.' })
  recipientPersonIds!: readonly string[] | null;

  @Classified(COUNTY_ADMINISTRATION, () => [PurposeEnum], { nullable: true, description: 'Purposes it names; none means any.' })
  purposes!: readonly string[] | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateScalar, { nullable: true, description: 'First day of the records that it reaches.' })
  dataFrom!: LocalDate | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateScalar, { nullable: true, description: 'Last day of the records that it reaches.' })
  dataTo!: LocalDate | null;

  @Classified(COUNTY_ADMINISTRATION, () => Boolean, { nullable: true, description: 'Whether a subpoena was served with it.' })
  subpoenaServed!: boolean | null;

  @Classified(COUNTY_ADMINISTRATION, () => Boolean, { nullable: true, description: 'Whether it states the findings that its statute demands.' })
  findingsMade!: boolean | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'From when it stands.' })
  effectiveFrom!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateScalar, { nullable: true, description: 'Last day in force; null open-ended.' })
  expiresOn!: LocalDate | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When it was vacated.' })
  vacatedAt!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When it was recorded.' })
  recordedAt!: Instant | null;
}

export function courtOrderFields(order: CourtOrder): CourtOrderType {
  return {
    id: globalId('CourtOrder', order.id), kind: order.kind, court: order.court, caseNumber: order.caseNumber, categories: order.categories,
    recipientAgencyIds: order.recipientAgencyIds.map((id) => globalId('Agency', id)),
    recipientPersonIds: order.recipientPersonIds.map((id) => globalId('Person', id)), purposes: order.purposes,
    dataFrom: order.dataFrom, dataTo: order.dataTo, subpoenaServed: order.subpoenaServed, findingsMade: order.findingsMade,
    effectiveFrom: order.effectiveFrom, expiresOn: order.expiresOn, vacatedAt: order.vacatedAt, recordedAt: order.recordedAt,
  };
}

@ObjectType('CourtOrderPayload', { description: 'The order as it now stands.' })
export class CourtOrderPayloadType {
  @Classified(CALLER, () => CourtOrderType, { nullable: true, description: 'The order; null when there is no such case or order for this caller.' })
  courtOrder!: CourtOrderType | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('SealOrderPayload', { description: 'A seal order that was carried out. Of what it reached nothing is said; whatever the answer, there is no such matter any more.' })
export class SealOrderPayloadType {
  @Classified(CALLER, () => [AgencyType], { nullable: true, description: 'For the recorder alone: the agencies that were sent of it, each of which has a notice to destroy it. Null when nothing was recorded.' })
  notified!: readonly AgencyType[] | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}

/** Tells one agency to destroy what it was sent. */
@ObjectType('SealNotice', { description: 'Tells one agency to destroy what it was sent by these disclosures. Of the order itself it says nothing.' })
export class SealNoticeType {
  @Classified(SEAL_NOTICES, () => ID, { nullable: true, description: 'Global id, to acknowledge it by.' })
  id!: string | null;

  @Classified(SEAL_NOTICES, () => ID, { nullable: true, description: 'The case, as the agency received it.' })
  caseId!: string | null;

  @Classified(SEAL_NOTICES, () => [String], { nullable: true, description: 'The disclosures by which it was sent.' })
  disclosures!: readonly string[] | null;

  @Classified(SEAL_NOTICES, () => DateScalar, { nullable: true, description: 'Last day; null where the order names none.' })
  destroyBy!: LocalDate | null;

  @Classified(SEAL_NOTICES, () => DateTimeScalar, { nullable: true, description: 'When the notice was made.' })
  createdAt!: Instant | null;
}

@ObjectType('SealNoticeEdge', { description: 'A notice in a list.' })
export class SealNoticeEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the list goes on.' })
  cursor!: string;

  @Classified(SEAL_NOTICES, () => SealNoticeType, { nullable: true, description: 'The notice.' })
  node!: SealNoticeType | null;
}

@ObjectType('SealNoticeConnection', { description: 'Notices to the caller\'s own agency, oldest first.' })
export class SealNoticeConnectionType {
  @Classified(OPEN, () => [SealNoticeEdgeType], { description: 'The page.' })
  edges!: readonly SealNoticeEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

@ObjectType('SealNoticePayload', { description: 'A notice that was acknowledged.' })
export class SealNoticePayloadType {
  @Classified(CALLER, () => ID, { nullable: true, description: 'The notice.' })
  noticeId!: string | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
