import { Ctx, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType } from '../../kernel/ids.js';
import { dayOf } from '../../policy/relations/county-calendar.js';
import { belongsToPerson, canBeOfReferral, conditionsFit, INVOLVED_KINDS } from '../../policy/relations/involvement-parties.js';
import { ClassifiedMutation, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { EndInvolvementInput, RecordInvolvementInput } from '../inputs/involvement.input.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { InvolvementPayloadType } from '../types/involvement.type.js';
import type { UserErrorType } from '../types/payload.type.js';
import { carriedCase, noSuch, userError } from '../user-error.js';
import { referralsByAccess } from './referral.resolver.js';

const refusal = (error: UserErrorType): InvolvementPayloadType => ({ done: false, userErrors: [error] });

/** The relations of agencies and persons to a youth, on which listed access rests; for the worker who carries the case. */
@Resolver()
export class InvolvementMutationResolver {
  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => InvolvementPayloadType, { description: 'Records how an agency, or one person of it, stands to a youth.' })
  async recordInvolvement(
    @RevealingArg('input', 'nothing', () => RecordInvolvementInput, { description: 'The relation.' }) input: RecordInvolvementInput,
    @Ctx() context: GatewayContext,
  ): Promise<InvolvementPayloadType> {
    const { kind, conditions } = input;
    const agencyId = idOfType('Agency', input.agencyId, 'input.agencyId');
    const personId = input.personId ? idOfType('Person', input.personId, 'input.personId') : null;
    if (personId === null && belongsToPerson(kind)) throw new GatewayError('BAD_INPUT', 'Such a relation is one person\'s.', { field: 'input.personId' });
    if (!conditionsFit(kind, conditions)) throw new GatewayError('BAD_INPUT', 'A condition is not of this kind of relation.', { field: 'input.conditions' });
    if (input.referral && !canBeOfReferral(kind)) throw new GatewayError('BAD_INPUT', 'Such a relation is of no referral.', { field: 'input.referral' });
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return refusal(own.error);
    const { subjectId } = own.decision;
    if (kind === 'PERSONAL_REPRESENTATION' && context.gate.factsOn(subjectId).subject.diedOn === null) {
      return refusal(userError('BAD_INPUT', 'input.kind', 'A personal representative is of a youth who died.'));
    }
    const referralKey = input.referral ? await referralOf(context, subjectId, input.referral) : null;
    if (input.referral && referralKey === null) return refusal(noSuch('input.referral'));
    const found = await context.administration.agency(agencyId);
    if (!found) return refusal(noSuch('input.agencyId'));
    if (!INVOLVED_KINDS[kind].includes(found.agency.kind)) {
      return refusal(userError('BAD_INPUT', 'input.agencyId', 'An agency of this class cannot stand so to a youth.'));
    }
    await context.legal.recordInvolvement({
      subjectId, agencyId, personId, kind, conditions: [...new Set(conditions)], endedOn: null, referralKey,
      startedOn: input.startedOn ?? dayOf(context.access.asOf),
    });
    return { done: true, userErrors: [] };
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => InvolvementPayloadType, { description: 'Ends how an agency, or one person of it, stands to a youth.' })
  async endInvolvement(
    @RevealingArg('input', 'nothing', () => EndInvolvementInput, { description: 'The relation.' }) input: EndInvolvementInput,
    @Ctx() context: GatewayContext,
  ): Promise<InvolvementPayloadType> {
    const agencyId = idOfType('Agency', input.agencyId, 'input.agencyId');
    const personId = input.personId ? idOfType('Person', input.personId, 'input.personId') : null;
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return refusal(own.error);
    await context.legal.endInvolvement({
      subjectId: own.decision.subjectId, agencyId, personId, kind: input.kind, endedOn: input.endedOn ?? dayOf(context.access.asOf),
    });
    return { done: true, userErrors: [] };
  }
}

/** The key of a referral of this youth that is open to the worker; of another youth's, or one of limited access, there is none. */
async function referralOf(context: GatewayContext, subjectId: string, shown: string): Promise<string | null> {
  const key = context.clientKeyOf(shown);
  const { open } = await referralsByAccess(context, subjectId);
  return open.find(({ referralKey }) => referralKey === key)?.referralKey ?? null;
}
