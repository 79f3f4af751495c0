import { ID, ObjectType } from 'type-graphql';
import { globalId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/dates.js';
import { CALLER, OPEN } from '../../law/classification.js';
import { Classified } from '../classified.js';
import { COUNTY_ADMINISTRATION, WITHDRAWAL_NOTICES } from '../laws.js';
import type { OralWithdrawal } from '../../policy/consents/oral-withdrawals.js';
import { closedEnum } from './closed-enum.js';
import { DateTimeScalar } from '../scalars.js';
import { PageInfoType } from './page-info.type.js';
import { UserErrorType } from './payload.type.js';

export const WithdrawalFormEnum = closedEnum('WithdrawalForm', ['WRITTEN', 'ORAL'], 'How a consent was withdrawn.', {
  WRITTEN: 'In writing: it is revoked.', ORAL: 'In words: it is suspended at once, and the written form is asked for.',
});

/** Tells a recipient that a consent was withdrawn under which it received. */
@ObjectType('WithdrawalNotice', { description: 'Tells a recipient that a consent was withdrawn under which it received, in the words that go with it.' })
export class WithdrawalNoticeType {
  @Classified(WITHDRAWAL_NOTICES, () => ID, { nullable: true, description: 'Global id, to acknowledge it by.' })
  id!: string | null;

  @Classified(WITHDRAWAL_NOTICES, () => ID, { nullable: true, description: 'The case, as the recipient received it.' })
  caseId!: string | null;

  @Classified(WITHDRAWAL_NOTICES, () => ID, { nullable: true, description: 'The consent.' })
  consentId!: string | null;

  @Classified(WITHDRAWAL_NOTICES, () => WithdrawalFormEnum, { nullable: true, description: 'How it was withdrawn.' })
  form!: string | null;

  @Classified(WITHDRAWAL_NOTICES, () => [String], { nullable: true, description: 'Categories received under it that are withdrawn. One that law conceals is named only to the person who received it.' })
  categories!: readonly string[] | null;

  @Classified(WITHDRAWAL_NOTICES, () => [String], { nullable: true, description: 'The disclosures by which they were received.' })
  disclosures!: readonly string[] | null;

  @Classified(WITHDRAWAL_NOTICES, () => DateTimeScalar, { nullable: true, description: 'When the written withdrawal was received, or the words were said.' })
  withdrawnAt!: Instant | null;

  @Classified(WITHDRAWAL_NOTICES, () => DateTimeScalar, { nullable: true, description: 'When the notice was made.' })
  createdAt!: Instant | null;

  @Classified(WITHDRAWAL_NOTICES, () => String, { nullable: true, description: 'What the recipient is told (N11; of words N12).' })
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

export function oralWithdrawalFields({ consentId, oralStatedAt, categories }: OralWithdrawal): OralWithdrawalType {
  return { consentId: globalId('Consent', consentId), oralStatedAt, categories };
}

@ObjectType('OralWithdrawalCase', { description: 'A case of which consents were withdrawn in words.' })
export class OralWithdrawalCaseType {
  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'Global id of the case.' })
  caseId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => [OralWithdrawalType], { nullable: true, description: 'The withdrawals, the oldest first.' })
  withdrawals!: readonly OralWithdrawalType[] | null;
}

@ObjectType('OralWithdrawalCaseEdge', { description: 'A case in a list.' })
export class OralWithdrawalCaseEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the list goes on.' })
  cursor!: string;

  @Classified(COUNTY_ADMINISTRATION, () => OralWithdrawalCaseType, { nullable: true, description: 'The case and its tasks.' })
  node!: OralWithdrawalCaseType | null;
}

@ObjectType('OralWithdrawalCaseConnection', { description: 'Cases in which the written form of a withdrawal is to be asked for, in no order that tells anything. There is no total.' })
export class OralWithdrawalCaseConnectionType {
  @Classified(OPEN, () => [OralWithdrawalCaseEdgeType], { description: 'The page.' })
  edges!: readonly OralWithdrawalCaseEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}
