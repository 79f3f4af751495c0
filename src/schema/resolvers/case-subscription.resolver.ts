import { Ctx, ID, Resolver } from 'type-graphql';
import { idOfType } from '../../kernel/ids.js';
import { ADMITTED } from '../../law/classification.js';
import type { ReleasedView } from '../../release/released-view.js';
import { ClassifiedSubscription, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { CaseType } from '../types/case.type.js';
import { caseView } from './case-view.js';

/** What is told of a case while a caller listens. */
@Resolver()
export class CaseSubscriptionResolver {
  @ClassifiedSubscription(ADMITTED, () => CaseType, {
    nullable: true,
    description: 'The case, each time anything of her record changed that this caller is released, decided anew; of the county\'s own administration a new or undone identity link alone is news. Null, and the end, when there is none for this caller or not any more. Over SSE (`POST /graphql/stream`) and WebSocket (`/graphql`, graphql-transport-ws).',
  })
  async caseChanged(
    @RevealingArg('caseId', 'admission', () => ID, { description: 'Global id of the case.' }) caseId: string,
    @Ctx() context: GatewayContext,
  ): Promise<ReleasedView | null> {
    const decision = await context.gate.admit(idOfType('Case', caseId, 'caseId'));
    return decision && caseView(context, decision);
  }
}
