import { Ctx, Int, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { globalId, idOfType, isUuid } from '../../kernel/ids.js';
import { CATEGORIES, CATEGORY_FACTS, type Category } from '../../law/category.js';
import { NOTICES } from '../../law/notices.js';
import { cursorOf, keysOf, pageSize } from '../../loaders/page.js';
import { mayListWithdrawals } from '../../policy/administration.js';
import { oralWithdrawalsShown, type OralWithdrawal } from '../../policy/consents/oral-withdrawals.js';
import type { Decision } from '../../policy/decision.js';
import type { PageStart } from '../../release/admission-source.js';
import { ClassifiedMutation, ClassifiedQuery, RevealingArg } from '../classified.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { AcknowledgeWithdrawalNoticeInput } from '../inputs/withdrawal.input.js';
import { COUNTY_ADMINISTRATION, WITHDRAWAL_NOTICES } from '../laws.js';
import { OralWithdrawalCaseConnectionType, WithdrawalNoticeConnectionType, WithdrawalNoticePayloadType, oralWithdrawalFields } from '../types/withdrawal.type.js';

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
    return connectionOf(page, after, ({ id, subjectId, consentId, spoken, categories, disclosureIds, withdrawnAt, createdAt }) => ({
      id: globalId('WithdrawalNotice', id), caseId: globalId('Case', subjectId), consentId: globalId('Consent', consentId),
      form: spoken ? 'ORAL' : 'WRITTEN', categories, disclosures: disclosureIds, withdrawnAt, createdAt, text: NOTICES[spoken ? 'N12' : 'N11'].text,
    }));
  }

  @ClassifiedQuery(COUNTY_ADMINISTRATION, () => OralWithdrawalCaseConnectionType, { description: 'Cases of the caller\'s county that the caller may see and of which a consent was withdrawn in words: the written form is to be asked for (K07).' })
  async oralWithdrawals(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Cases in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const { county, agency } = context.access.caller;
    const request = { first: pageSize(first), after: startOf(after), order: 'ANY', filter: {} } as const;
    if (county === null) return connectionOf({ rows: [], hasNextPage: false }, after, () => null);
    const tasksOf = async (decision: Decision): Promise<readonly OralWithdrawal[]> =>
      (mayListWithdrawals(decision) ? oralWithdrawalsShown(await context.loaders.consents.load(decision.subjectId), decision, agency.id) : []);
    // Whose task could not be shown takes no place in a page, and nothing beside it tells of her.
    const page = await context.gate.admitPage({ ...request, withdrawing: { county, agencyId: agency.id, stated: STATED } },
      async (decision) => (await tasksOf(decision)).length > 0);
    const rows = await Promise.all(page.decisions.map(async ({ decision, start }) => (
      { row: { subjectId: decision.subjectId, tasks: await tasksOf(decision) }, cursor: cursorOf(TASKS, [start.subjectId]) })));
    return connectionOf({ rows, hasNextPage: page.hasNextPage }, after, ({ subjectId, tasks }) => ({
      caseId: globalId('Case', subjectId), withdrawals: tasks.map(oralWithdrawalFields),
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

const TASKS = 'oral-withdrawals';
const STATED: readonly Category[] = CATEGORIES.filter((category) => CATEGORY_FACTS[category].whenWithheld === 'state');

function startOf(after: string | null): PageStart | null {
  if (!after) return null;
  const [subjectId] = keysOf(TASKS, after, 1);
  if (subjectId && isUuid(subjectId)) return { key: null, subjectId };
  throw new GatewayError('BAD_CURSOR', 'after is not a cursor of this list.', { field: 'after' });
}
