import { ID, ObjectType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import { globalId } from '../../kernel/ids.js';
import { CALLER, OPEN } from '../../law/classification.js';
import type { EmergencyAccess } from '../../model/emergency-access.js';
import { reviewDueAt } from '../../policy/relations/report-clock.js';
import { Classified } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { DateTimeScalar } from '../scalars.js';
import { PageInfoType } from './page-info.type.js';
import { UserErrorType } from './payload.type.js';
import { EmergencyReasonEnum } from './special-enums.js';

/** What stands over everything that an emergency access opens. */
const BANNER = 'This record was opened in an emergency. Every field that you read is recorded, the privacy officer and the sources of '
  + 'the record are told, and the access is reviewed within one business day. It ends at the time shown, opens this youth alone, '
  + 'and what you learn may be used for this emergency only.';

@ObjectType('EmergencyAccess', { description: 'The caller\'s own access by breaking the glass: one person, one youth, four hours (R-60).' })
export class EmergencyAccessType {
  @Classified(CALLER, () => ID, { description: 'Global id, to close it by.' })
  id!: string;

  @Classified(CALLER, () => ID, { description: 'The case that it opens.' })
  caseId!: string;

  @Classified(CALLER, () => EmergencyReasonEnum, { description: 'Why.' })
  reason!: string;

  @Classified(CALLER, () => DateTimeScalar, { description: 'When it was opened.' })
  openedAt!: Instant;

  @Classified(CALLER, () => DateTimeScalar, { description: 'When it ends; asking again never lengthens it.' })
  endsAt!: Instant;

  @Classified(CALLER, () => String, { description: 'To be shown over everything that it opens.' })
  banner!: string;
}

export function emergencyFields(access: EmergencyAccess): EmergencyAccessType {
  return {
    id: globalId('EmergencyAccess', access.id), caseId: globalId('Case', access.subjectId), reason: access.reason, openedAt: access.openedAt,
    endsAt: access.endsAt, banner: BANNER,
  };
}

@ObjectType('EmergencyPayload', { description: 'An access by breaking the glass, opened or closed.' })
export class EmergencyPayloadType {
  @Classified(CALLER, () => EmergencyAccessType, { nullable: true, description: 'The access; null when none was opened, or it is closed.' })
  access!: EmergencyAccessType | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}

type Listed = Awaited<ReturnType<GatewayContext['legal']['emergenciesToReview']>>['rows'][number]['row'];

@ObjectType('EmergencyReview', { description: 'An access by breaking the glass that waits for review, with the entry that 42 CFR 2.51(c) demands.' })
export class EmergencyReviewType {
  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'The access.' })
  accessId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'The case that was opened.' })
  caseId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'The agency of who opened it.' })
  agencyId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'Who opened it, as the token\'s subject.' })
  personId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => EmergencyReasonEnum, { nullable: true, description: 'The nature of the emergency.' })
  reason!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => String, { nullable: true, description: 'The reason in the words of who opened it.' })
  words!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => String, { nullable: true, description: 'Where to call back.' })
  callback!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => String, { nullable: true, description: 'Name of who received.' })
  recipientName!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => String, { nullable: true, description: 'Where the recipient belongs.' })
  recipientAffiliation!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => String, { nullable: true, description: 'Who disclosed.' })
  disclosedBy!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When it was opened.' })
  openedAt!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When it ends at the latest.' })
  endsAt!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When it was closed early; at the moment of opening: it opened nothing.' })
  closedAt!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'By when it must be reviewed: the end of the next business day.' })
  reviewDueAt!: Instant | null;
}

export function emergencyReviewFields(row: Listed): EmergencyReviewType {
  return {
    accessId: globalId('EmergencyAccess', row.id), caseId: globalId('Case', row.subjectId), agencyId: globalId('Agency', row.agencyId),
    personId: globalId('Person', row.personId), reason: row.reason, words: row.reasonWords, callback: row.callback,
    recipientName: row.recipientName, recipientAffiliation: row.recipientAffiliation, disclosedBy: row.disclosedBy, openedAt: row.openedAt,
    endsAt: row.endsAt, closedAt: row.closedAt, reviewDueAt: reviewDueAt(row.openedAt),
  };
}

@ObjectType('EmergencyReviewEdge', { description: 'An access in the queue.' })
export class EmergencyReviewEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the queue goes on.' })
  cursor!: string;

  @Classified(COUNTY_ADMINISTRATION, () => EmergencyReviewType, { nullable: true, description: 'The access.' })
  node!: EmergencyReviewType | null;
}

@ObjectType('EmergencyReviewConnection', { description: 'Accesses that wait for review, the longest waiting first.' })
export class EmergencyReviewConnectionType {
  @Classified(OPEN, () => [EmergencyReviewEdgeType], { description: 'The page.' })
  edges!: readonly EmergencyReviewEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

@ObjectType('EmergencyReviewPayload', { description: 'A review as recorded.' })
export class EmergencyReviewPayloadType {
  @Classified(CALLER, () => ID, { nullable: true, description: 'The access; null when nothing was recorded.' })
  accessId!: string | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
