import { Ctx, Int, Resolver } from 'type-graphql';
import { globalId, idOfType } from '../../kernel/ids.js';
import { NOTICES } from '../../law/notices.js';
import { pageSize } from '../../loaders/page.js';
import { ClassifiedMutation, ClassifiedQuery, RevealingArg } from '../classified.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { AcknowledgeWithdrawalNoticeInput } from '../inputs/withdrawal.input.js';
import { WITHDRAWAL_NOTICES } from '../laws.js';
import { WithdrawalNoticeConnectionType, WithdrawalNoticePayloadType } from '../types/withdrawal.type.js';

/** What recipients are told when a consent is withdrawn under which they received. */
@Resolver()
export class WithdrawalResolver {
  @ClassifiedQuery(WITHDRAWAL_NOTICES, () => WithdrawalNoticeConnectionType, { description: 'Withdrawals of consents under which the caller\'s own agency received, oldest first: of what colleagues received until one of them has taken note, of what the caller received until he has. A private person is told of his own. Told also when the agency\'s agreement has ended.' })
  async withdrawalNotices(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Notices in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const page = await context.administration.withdrawalsTo(toldBy(context), { first: pageSize(first), after: after ?? null });
    return connectionOf(page, after, ({ id, subjectId, consentId, categories, disclosureIds, withdrawnAt, createdAt }) => ({
      id: globalId('WithdrawalNotice', id), caseId: globalId('Case', subjectId), consentId: globalId('Consent', consentId),
      categories, disclosures: disclosureIds, withdrawnAt, createdAt, text: NOTICES.N11.text,
    }));
  }

  @ClassifiedMutation(WITHDRAWAL_NOTICES, () => WithdrawalNoticePayloadType, { description: 'Acknowledges that the caller has taken note of a withdrawal, for himself and for what colleagues received.' })
  async acknowledgeWithdrawalNotice(
    @RevealingArg('input', 'nothing', () => AcknowledgeWithdrawalNoticeInput, { description: 'Which notice.' }) input: AcknowledgeWithdrawalNoticeInput,
    @Ctx() context: GatewayContext,
  ): Promise<WithdrawalNoticePayloadType> {
    const noticeId = idOfType('WithdrawalNotice', input.noticeId, 'input.noticeId');
    await context.administration.acknowledgeWithdrawal({ ...toldBy(context), noticeId, acknowledgedAt: context.access.asOf });
    return { noticeId: input.noticeId, userErrors: [] };
  }
}

const toldBy = ({ access: { caller } }: GatewayContext) => ({ agencyId: caller.agency.id, personId: caller.personId });
