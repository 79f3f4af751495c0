import { Ctx, Resolver, Root } from 'type-graphql';
import { idOfType } from '../../kernel/ids.js';
import { decisionOf, type ReleasedView } from '../../release/released-view.js';
import { ClassifiedMutation, ClassifiedResolver, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { reasonOf } from '../input-texts.js';
import { ReviewScreeningFindingInput } from '../inputs/screening-finding.input.js';
import { COUNTY_ADMINISTRATION, CSEC } from '../laws.js';
import { CaseType } from '../types/case.type.js';
import { ReviewScreeningFindingPayloadType, ScreeningFindingType, findingFields } from '../types/screening-finding.type.js';
import { carriedCase, noSuch } from '../user-error.js';
import { viewsOf } from '../view.js';

/** What youths' own answers told partners, and what the worker of the case says of it. */
@Resolver(() => CaseType)
export class ScreeningFindingResolver {
  @ClassifiedResolver(CSEC, () => [ScreeningFindingType], { nullable: true, description: 'Findings of screenings that partners sent, newest first. They are the youth\'s own answers, computed from no row of the county.' })
  async screeningFindings(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<readonly ReleasedView[]> {
    const rows = await context.loaders.screeningFindings.load(root.subjectId);
    return viewsOf(context, 'ScreeningFinding', rows.map(findingFields), decisionOf(root));
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => ReviewScreeningFindingPayloadType, { description: 'Confirms or dismisses a finding of a screening. The status of the case stays as the county\'s own rows have it.' })
  async reviewScreeningFinding(
    @RevealingArg('input', 'nothing', () => ReviewScreeningFindingInput, { description: 'The review.' }) input: ReviewScreeningFindingInput,
    @Ctx() context: GatewayContext,
  ): Promise<ReviewScreeningFindingPayloadType> {
    const { caller, asOf } = context.access;
    const reason = reasonOf(input.reason);
    const id = idOfType('ScreeningFinding', input.findingId, 'input.findingId');
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return { done: false, userErrors: [own.error] };
    const { decision } = own;
    const found = decision.permits('CSEC_STATUS', 'FULL', 'CHILD_WELFARE') && await context.legal.reviewScreeningFinding({
      subjectId: decision.subjectId, id, state: input.outcome, reason, reviewedByAgencyId: caller.agency.id, reviewedByPersonId: caller.personId,
      reviewedAt: asOf,
    });
    return found ? { done: true, userErrors: [] } : { done: false, userErrors: [noSuch('input.findingId')] };
  }
}
