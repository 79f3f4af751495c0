import { Ctx, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType } from '../../kernel/ids.js';
import { CALLER } from '../../law/classification.js';
import { NOTICES, type NoticeId } from '../../law/notices.js';
import { onwardVerdicts } from '../../policy/redisclosure.js';
import { dutiesOf } from '../../release/obligations.js';
import { ClassifiedMutation, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { ForwardCaseInput } from '../inputs/forward-case.input.js';
import { ForwardCasePayloadType } from '../types/forward-case.type.js';
import type { UserErrorType } from '../types/payload.type.js';
import { noSuch } from '../user-error.js';

const refusal = (error: UserErrorType): ForwardCasePayloadType => ({ permitted: false, categories: [], obligations: [], notices: [], userErrors: [error] });

/** Passing on what was released (rules R-48; 42 CFR 2.33): the gateway says whether it may be, and keeps what it refused. */
@Resolver()
export class ForwardCaseResolver {
  @ClassifiedMutation(CALLER, () => ForwardCasePayloadType, { description: 'Asks whether what the caller was released may be passed on to another agency. A refusal is recorded in the accounting of disclosures.' })
  async forwardCase(
    @RevealingArg('input', 'nothing', () => ForwardCaseInput, { description: 'What, to whom, for what.' }) input: ForwardCaseInput,
    @Ctx() context: GatewayContext,
  ): Promise<ForwardCasePayloadType> {
    const toAgencyId = idOfType('Agency', input.toAgencyId, 'input.toAgencyId');
    const categories = [...new Set(input.categories)];
    if (categories.length === 0) throw new GatewayError('BAD_INPUT', 'input.categories names nothing.', { field: 'input.categories' });
    const decision = await context.gate.admit(idOfType('Case', input.caseId, 'input.caseId'));
    if (!decision) return refusal(noSuch('input.caseId'));
    const to = await context.administration.agency(toAgencyId);
    if (!to) return refusal(noSuch('input.toAgencyId'));
    const { consents } = context.gate.factsOn(decision.subjectId);
    const verdicts = onwardVerdicts(decision, consents, categories, { from: context.access.caller.agency, to: to.agency, purpose: input.purpose });
    const blocked = verdicts.filter(({ refusal: why }) => why !== null).map(({ category }) => category);
    if (blocked.length > 0) context.draft.noteRedisclosureBlocked(blocked);
    const duties = dutiesOf(verdicts.filter(({ refusal: why }) => why === null).flatMap(({ cells }) => cells));
    return {
      permitted: blocked.length === 0,
      categories: verdicts.map(({ category, refusal: why }) => ({ category, permitted: why === null, refusal: why })),
      obligations: duties.obligations, notices: duties.notices.map((id) => ({ id, text: NOTICES[id as NoticeId].text })), userErrors: [],
    };
  }
}
