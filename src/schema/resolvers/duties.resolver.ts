import { Ctx, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType } from '../../kernel/ids.js';
import { OBLIGATIONS, type ObligationId } from '../../law/obligation.js';
import { mayDeclareDuties } from '../../policy/administration.js';
import { ClassifiedMutation, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { DeclareDutiesInput } from '../inputs/duties.input.js';
import { COUNTY_REGISTERS } from '../laws.js';
import { DutiesPayloadType } from '../types/duties.type.js';
import type { UserErrorType } from '../types/payload.type.js';
import { noSuch, userError } from '../user-error.js';

const isDuty = (id: string): id is ObligationId => Object.hasOwn(OBLIGATIONS, id);

/** The duties of recipients, recorded for the county. */
@Resolver()
export class DutiesResolver {
  @ClassifiedMutation(COUNTY_REGISTERS, () => DutiesPayloadType, {
    description: 'Records which duties an agency with an agreement declares to the caller\'s county it can honour, for whatever is asked next of that county\'s youths: what carries another is withheld from it. Of youths of no county that recorded any it is taken to honour what every county with an agreement recorded last. Needs a verified credential.',
  })
  async declareDuties(
    @RevealingArg('input', 'nothing', () => DeclareDutiesInput, { description: 'The agency, and all its duties.' }) input: DeclareDutiesInput,
    @Ctx() context: GatewayContext,
  ): Promise<DutiesPayloadType> {
    const agencyId = idOfType('Agency', input.agencyId, 'input.agencyId');
    const unknown = unknownDuties(input.duties);
    if (unknown.length > 0) return { duties: null, userErrors: unknown };
    const { caller, caller: { county }, asOf } = context.access;
    if (caller.credential !== 'VERIFIED') {
      throw new GatewayError('AUTH_STEP_UP_REQUIRED', 'Duties are declared by callers identified by more than a password.', { acrValues: ['verified'] });
    }
    const found = await context.administration.agency(agencyId);
    // An agency of elsewhere is answered as one that there is not.
    if (found === null || county === null || !mayDeclareDuties(caller, found.agreements, asOf)) return { duties: null, userErrors: [noSuch('input.agencyId')] };
    const duties = [...new Set(input.duties.filter(isDuty))].sort();
    await context.administration.declareDuties({
      agencyId, county, duties, declaredByAgencyId: caller.agency.id, declaredByPersonId: caller.personId, declaredAt: asOf,
    });
    context.alerts.note({ event: 'DUTIES_DECLARED', recipientAgencyId: agencyId, agencyId: caller.agency.id });
    return { duties, userErrors: [] };
  }
}

/** What is to mend in the list, by the places in it and never by its words. */
function unknownDuties(duties: readonly string[]): readonly UserErrorType[] {
  return duties.flatMap((id, at) => (isDuty(id) ? [] : [userError('BAD_INPUT', `input.duties.${at}`, 'There is no duty of that id.')]));
}
