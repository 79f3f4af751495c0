import { Ctx, Int, Resolver, Root } from 'type-graphql';
import { countyDay, countyDayEnd, plusDays, type Instant } from '../../kernel/dates.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType } from '../../kernel/ids.js';
import { APPROVAL_DAYS } from '../../law/approver.js';
import type { Category } from '../../law/category.js';
import { CALLER } from '../../law/classification.js';
import { pageSize } from '../../loaders/page.js';
import { clientsListed, mayApproveReleases } from '../../policy/administration.js';
import type { ReleasedView } from '../../release/released-view.js';
import { ClassifiedMutation, ClassifiedQuery, ClassifiedResolver, RevealingArg } from '../classified.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { textOf } from '../input-texts.js';
import { DecideApprovalInput, RequestApprovalInput, WithdrawApprovalInput } from '../inputs/release-approval.input.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { CaseType } from '../types/case.type.js';
import {
  ApprovalDecisionPayloadType, ApprovalRequestConnectionType, ReleaseApprovalPayloadType, ReleaseApprovalType, approvalRequestFields, releaseApprovalFields,
} from '../types/release-approval.type.js';
import { noSuch, userError } from '../user-error.js';

const NOT_ASKED = userError('NOT_REQUIRED', 'input.categories', 'The county\'s policy asks no approval for one of these categories and this role, so that there is none to ask for.');

/** Approvals of releases that the county's policy asks for: asked by who would receive, given by the county's privacy officer. */
@Resolver(() => CaseType)
export class ReleaseApprovalResolver {
  @ClassifiedMutation(CALLER, () => ReleaseApprovalPayloadType, { description: 'Asks the county\'s privacy officer to approve a release to the caller. Which categories need it the policy says, whatever is on record; the same asked again is answered as it stands. To who is not admitted there is no such case.' })
  async requestApproval(
    @RevealingArg('input', 'nothing', () => RequestApprovalInput, { description: 'What, and why.' }) input: RequestApprovalInput,
    @Ctx() context: GatewayContext,
  ): Promise<ReleaseApprovalPayloadType> {
    const { caller, purpose, asOf } = context.access;
    const reasonWords = wordsOf(input.words);
    const categories = categoriesOf(input);
    const decision = await context.gate.admit(idOfType('Case', input.caseId, 'input.caseId'));
    if (decision === null) return { approval: null, userErrors: [noSuch('input.caseId')] };
    const { subjectId, role } = decision;
    if (!categories.every((category) => context.simulation.approverOf(category, role) !== null)) return { approval: null, userErrors: [NOT_ASKED] };
    const asked = await context.approvals.request({
      subjectId, agencyId: caller.agency.id, personId: caller.personId, role, purpose, categories, reasonWords, requestedAt: asOf,
    });
    return { approval: releaseApprovalFields({ ...asked, subjectId, purpose, categories, withdrawnAt: null }, asOf), userErrors: [] };
  }

  @ClassifiedResolver(CALLER, () => [ReleaseApprovalType], { description: 'What the caller himself asked approval of for this case and how it stands, newest first, 50 at most: whether it was approved, refused or withdrawn, never by whom.' })
  async ownApprovals(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<readonly ReleaseApprovalType[]> {
    const asked = await context.approvals.askedBy(context.access, root.subjectId);
    return asked.map((one) => releaseApprovalFields(one, context.access.asOf));
  }

  @ClassifiedQuery(COUNTY_ADMINISTRATION, () => ApprovalRequestConnectionType, { description: 'Requests about youths of the caller\'s county that nobody has decided, the longest waiting first. For the privacy officer: workers whose privilege reaches the whole county; clients whom their privileges do not reach are not among them.' })
  async approvalRequests(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Requests in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const page = await context.approvals.pending(officersCounty(context), {
      first: pageSize(first), after: after ?? null, sensitivities: clientsListed(context.access.caller),
    });
    context.draft.noteApprovals('APPROVALS_READ', page.rows.map(({ row }) => row));
    return connectionOf(page, after, approvalRequestFields);
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => ApprovalDecisionPayloadType, { description: 'Approves a release until the end of a day, or refuses it; nobody decides on what he asked for himself.' })
  async decideApproval(
    @RevealingArg('input', 'nothing', () => DecideApprovalInput, { description: 'Which request, and the decision.' }) input: DecideApprovalInput,
    @Ctx() context: GatewayContext,
  ): Promise<ApprovalDecisionPayloadType> {
    const { caller, asOf } = context.access;
    const county = officersCounty(context);
    const approvalId = idOfType('ReleaseApproval', input.approvalId, 'input.approvalId');
    const words = input.words ? textOf(input.words, 'input.words', 2_000) : null;
    const subjectId = await context.approvals.decide({ county, sensitivities: clientsListed(caller), approvalId }, {
      decision: input.approve ? 'APPROVED' : 'REFUSED', at: asOf, by: caller.personId, words, endsAt: endOf(input, asOf),
    });
    context.draft.noteApprovals(input.approve ? 'APPROVED' : 'APPROVAL_REFUSED', [{ subjectId, id: approvalId }]);
    context.alerts.note({ event: 'RELEASE_APPROVAL_DECIDED', approvalId, agencyId: caller.agency.id });
    return { approvalId: input.approvalId, userErrors: [] };
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => ApprovalDecisionPayloadType, { description: 'Ends an approval at once.' })
  async withdrawApproval(
    @RevealingArg('input', 'nothing', () => WithdrawApprovalInput, { description: 'Which approval.' }) input: WithdrawApprovalInput,
    @Ctx() context: GatewayContext,
  ): Promise<ApprovalDecisionPayloadType> {
    const { caller, asOf } = context.access;
    const county = officersCounty(context);
    const approvalId = idOfType('ReleaseApproval', input.approvalId, 'input.approvalId');
    const subjectId = await context.approvals.withdraw({ county, sensitivities: clientsListed(caller), approvalId }, { by: caller.personId, at: asOf });
    context.draft.noteApprovals('APPROVAL_WITHDRAWN', [{ subjectId, id: approvalId }]);
    context.alerts.note({ event: 'RELEASE_APPROVAL_WITHDRAWN', approvalId, agencyId: caller.agency.id });
    return { approvalId: input.approvalId, userErrors: [] };
  }
}

function categoriesOf({ categories }: RequestApprovalInput): readonly Category[] {
  const named = [...new Set(categories)].sort();
  if (named.length > 0) return named;
  throw new GatewayError('BAD_INPUT', 'input.categories names at least one category.', { field: 'input.categories' });
}

function wordsOf(words: string): string {
  const kept = textOf(words, 'input.words', 2_000);
  if (kept.length >= 10) return kept;
  throw new GatewayError('BAD_INPUT', 'input.words says in 10 characters or more why.', { field: 'input.words' });
}

/** The end of the last day of an approval; a refusal has none. */
function endOf({ approve, endsOn }: DecideApprovalInput, asOf: Instant): Instant | null {
  const today = countyDay(asOf);
  if (!approve && !endsOn) return null;
  if (approve && endsOn && endsOn >= today && endsOn <= plusDays(today, APPROVAL_DAYS)) return countyDayEnd(endsOn);
  throw new GatewayError('BAD_INPUT', `input.endsOn is a day within ${APPROVAL_DAYS} days for an approval, and none for a refusal.`, { field: 'input.endsOn' });
}

function officersCounty({ access: { caller } }: GatewayContext): string {
  if (mayApproveReleases(caller) && caller.county !== null) return caller.county;
  throw new GatewayError('FORBIDDEN', 'Only a worker whose privilege reaches the whole county approves releases.', { claims: ['privileges'] });
}
