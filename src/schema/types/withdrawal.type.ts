import { ID, ObjectType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import { CALLER, OPEN } from '../../law/classification.js';
import { Classified } from '../classified.js';
import { COUNTY_ADMINISTRATION, WITHDRAWAL_NOTICES } from '../laws.js';
import { DateTimeScalar } from '../scalars.js';
import { PageInfoType } from './page-info.type.js';
import { UserErrorType } from './payload.type.js';

/** Tells a recipient that a consent was withdrawn under which it received. */
@ObjectType('WithdrawalNotice', { description: 'Tells a recipient that a consent was withdrawn under which it received, in the words that go with it.' })
export class WithdrawalNoticeType {
  @Classified(WITHDRAWAL_NOTICES, () => ID, { nullable: true, description: 'Global id, to acknowledge it by.' })
  id!: string | null;

  @Classified(WITHDRAWAL_NOTICES, () => ID, { nullable: true, description: 'The case, as the recipient received it.' })
  caseId!: string | null;

  @Classified(WITHDRAWAL_NOTICES, () => ID, { nullable: true, description: 'The consent.' })
  consentId!: string | null;

  @Classified(WITHDRAWAL_NOTICES, () => [String], { nullable: true, description: 'Categories received under it that are withdrawn. One that law conceals is named only to the person who received it.' })
  categories!: readonly string[] | null;

  @Classified(WITHDRAWAL_NOTICES, () => [String], { nullable: true, description: 'The disclosures by which they were received.' })
  disclosures!: readonly string[] | null;

  @Classified(WITHDRAWAL_NOTICES, () => DateTimeScalar, { nullable: true, description: 'When the written withdrawal was received.' })
  withdrawnAt!: Instant | null;

  @Classified(WITHDRAWAL_NOTICES, () => DateTimeScalar, { nullable: true, description: 'When the notice was made.' })
  createdAt!: Instant | null;

  @Classified(WITHDRAWAL_NOTICES, () => String, { nullable: true, description: 'What the recipient is told (N11).' })
  text!: string | null;
}

@ObjectType('WithdrawalNoticeEdge', { description: 'A notice in a list.' })
export class WithdrawalNoticeEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the list goes on.' })
  cursor!: string;

  @Classified(WITHDRAWAL_NOTICES, () => WithdrawalNoticeType, { nullable: true, description: 'The notice.' })
  node!: WithdrawalNoticeType | null;
}

@ObjectType('WithdrawalNoticeConnection', { description: 'Notices to the caller\'s own agency, or to himself, oldest first.' })
export class WithdrawalNoticeConnectionType {
  @Classified(OPEN, () => [WithdrawalNoticeEdgeType], { description: 'The page.' })
  edges!: readonly WithdrawalNoticeEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

@ObjectType('WithdrawalNoticePayload', { description: 'A notice that was acknowledged.' })
export class WithdrawalNoticePayloadType {
  @Classified(CALLER, () => ID, { nullable: true, description: 'The notice.' })
  noticeId!: string | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}

/** A consent that was withdrawn in words, until the written form is in. */
@ObjectType('OralWithdrawal', { description: 'A consent that was withdrawn in words and is suspended: the written form is to be asked for. Recording it with `revokeConsent` closes the task and tells the recipients.' })
export class OralWithdrawalType {
  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'The consent.' })
  consentId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When it was said.' })
  oralStatedAt!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => [String], { nullable: true, description: 'Categories that are suspended.' })
  categories!: readonly string[] | null;
}
