import { ID, ObjectType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import { globalId } from '../../kernel/ids.js';
import { CATEGORY_FACTS } from '../../law/category.js';
import { CALLER, OPEN } from '../../law/classification.js';
import type { ReleaseApproval } from '../../model/release-approval.js';
import { Classified } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { DateTimeScalar } from '../scalars.js';
import { CategoryEnum, PurposeEnum, RoleEnum } from './enums.js';
import { PageInfoType } from './page-info.type.js';
import { UserErrorType } from './payload.type.js';
import { ApprovalStateEnum } from './special-enums.js';

@ObjectType('ReleaseApproval', { description: 'A release to the caller himself that the county\'s policy asks a person to approve. It opens nothing by itself, and tells of no record.' })
export class ReleaseApprovalType {
  @Classified(CALLER, () => ID, { description: 'Global id.' })
  id!: string;

  @Classified(CALLER, () => ID, { description: 'The case that it is about.' })
  caseId!: string;

  @Classified(CALLER, () => [CategoryEnum], { description: 'The categories that were asked for.' })
  categories!: readonly string[];

  @Classified(CALLER, () => PurposeEnum, { description: 'The purpose that it was asked for.' })
  purpose!: string;

  @Classified(CALLER, () => ApprovalStateEnum, { description: 'How it stands.' })
  state!: ApprovalState;

  @Classified(CALLER, () => DateTimeScalar, { nullable: true, description: 'When an approval ends; null while nobody has decided.' })
  endsAt!: Instant | null;
}

type ApprovalState = 'PENDING' | 'APPROVED' | 'REFUSED' | 'WITHDRAWN' | 'ENDED';

/** A request as who made it reads it at that moment. Nothing of it says who decided, and in what words. */
export function releaseApprovalFields(
  approval: Pick<ReleaseApproval, 'id' | 'subjectId' | 'purpose' | 'categories' | 'decision' | 'endsAt' | 'withdrawnAt'>, asOf: Instant,
): ReleaseApprovalType {
  const { id, subjectId, purpose, categories, endsAt } = approval;
  return { id: globalId('ReleaseApproval', id), caseId: globalId('Case', subjectId), categories, purpose, state: stateOf(approval, asOf), endsAt };
}

function stateOf({ decision, endsAt, withdrawnAt }: Pick<ReleaseApproval, 'decision' | 'endsAt' | 'withdrawnAt'>, asOf: Instant): ApprovalState {
  if (decision === null) return 'PENDING';
  if (decision === 'REFUSED') return 'REFUSED';
  if (withdrawnAt !== null) return 'WITHDRAWN';
  return endsAt !== null && endsAt <= asOf ? 'ENDED' : 'APPROVED';
}

@ObjectType('ReleaseApprovalPayload', { description: 'A request as it stands.' })
export class ReleaseApprovalPayloadType {
  @Classified(CALLER, () => ReleaseApprovalType, { nullable: true, description: 'The request; null when there is none.' })
  approval!: ReleaseApprovalType | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}

type Listed = Awaited<ReturnType<GatewayContext['approvals']['pending']>>['rows'][number]['row'];

@ObjectType('ApprovalRequest', { description: 'A request that waits for the county\'s privacy officer. That it was made says nothing of whether there is such a record.' })
export class ApprovalRequestType {
  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'The request.' })
  approvalId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'The case.' })
  caseId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'The agency of who asks.' })
  agencyId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'Who asks, as the token\'s subject.' })
  personId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => RoleEnum, { nullable: true, description: 'In which role towards the youth.' })
  role!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => PurposeEnum, { nullable: true, description: 'For what purpose.' })
  purpose!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => [CategoryEnum], { nullable: true, description: 'Which categories; never one that law conceals.' })
  categories!: readonly string[] | null;

  @Classified(COUNTY_ADMINISTRATION, () => String, { nullable: true, description: 'Why, in the words of who asks.' })
  words!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When it was asked.' })
  requestedAt!: Instant | null;
}

export function approvalRequestFields(row: Listed): ApprovalRequestType {
  return {
    approvalId: globalId('ReleaseApproval', row.id), caseId: globalId('Case', row.subjectId), agencyId: globalId('Agency', row.agencyId),
    personId: globalId('Person', row.personId), role: row.role, purpose: row.purpose, words: row.reasonWords, requestedAt: row.requestedAt,
    categories: row.categories.filter((category) => CATEGORY_FACTS[category].whenWithheld === 'state'),
  };
}

@ObjectType('ApprovalRequestEdge', { description: 'A request in the queue.' })
export class ApprovalRequestEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the queue goes on.' })
  cursor!: string;

  @Classified(COUNTY_ADMINISTRATION, () => ApprovalRequestType, { nullable: true, description: 'The request.' })
  node!: ApprovalRequestType | null;
}

@ObjectType('ApprovalRequestConnection', { description: 'Requests that wait for a decision, the longest waiting first.' })
export class ApprovalRequestConnectionType {
  @Classified(OPEN, () => [ApprovalRequestEdgeType], { description: 'The page.' })
  edges!: readonly ApprovalRequestEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

@ObjectType('ApprovalDecisionPayload', { description: 'A decision as recorded.' })
export class ApprovalDecisionPayloadType {
  @Classified(CALLER, () => ID, { nullable: true, description: 'The request; null when nothing was recorded.' })
  approvalId!: string | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
