import { Ctx, Resolver, Root } from 'type-graphql';
import { mayAdminister } from '../../policy/administration.js';
import { decisionOf, type ReleasedView } from '../../release/released-view.js';
import { ClassifiedMutation, ClassifiedResolver, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { RecordVictimElectionInput } from '../inputs/victim-election.input.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { CaseType } from '../types/case.type.js';
import { VictimElectionPayloadType, VictimElectionType, victimElectionFields } from '../types/victim-election.type.js';
import { carriedCase } from '../user-error.js';

/** What victims elect of their names (PC 293), recorded by the county. */
@Resolver(() => CaseType)
export class VictimElectionResolver {
  @ClassifiedResolver(COUNTY_ADMINISTRATION, () => [VictimElectionType], { nullable: true, description: 'What the victim elected of her name, newest first (R-25).' })
  async victimElections(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<readonly VictimElectionType[] | null> {
    if (!mayAdminister(decisionOf(root))) return null;
    return (await context.loaders.victimElections.load(root.subjectId)).map(victimElectionFields);
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => VictimElectionPayloadType, { description: 'Records what a victim elected of her name; it stands at once, for whatever is asked next.' })
  async recordVictimElection(
    @RevealingArg('input', 'nothing', () => RecordVictimElectionInput, { description: 'The election.' }) input: RecordVictimElectionInput,
    @Ctx() context: GatewayContext,
  ): Promise<VictimElectionPayloadType> {
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return { done: false, userErrors: [own.error] };
    const { caller, asOf } = context.access;
    await context.legal.recordVictimElection({
      subjectId: own.decision.subjectId, elected: input.elected, source: input.source, recordedByAgencyId: caller.agency.id,
      recordedByPersonId: caller.personId, recordedAt: asOf,
    });
    return { done: true, userErrors: [] };
  }
}
