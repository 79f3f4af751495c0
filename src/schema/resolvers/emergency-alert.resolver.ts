import { Ctx, Int, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType } from '../../kernel/ids.js';
import { pageSize } from '../../loaders/page.js';
import type { Sensitivity } from '../../model/youth.js';
import { clientsListed, mayReviewEmergencies } from '../../policy/administration.js';
import { ClassifiedMutation, ClassifiedQuery, RevealingArg } from '../classified.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { AcknowledgeEmergencyAlertInput } from '../inputs/emergency.input.js';
import { EMERGENCY_ALERTS } from '../laws.js';
import { EmergencyAlertConnectionType, EmergencyAlertPayloadType, emergencyAlertFields } from '../types/emergency-alert.type.js';

/** Alerts of accesses by breaking the glass (rule R-60): each agency reads its own, and no other. */
@Resolver()
export class EmergencyAlertResolver {
  @ClassifiedQuery(EMERGENCY_ALERTS, () => EmergencyAlertConnectionType, { description: 'Accesses by breaking the glass that the caller\'s own agency was told of and has not acknowledged, oldest first, also when its agreement has ended. Of a county\'s own agency, for workers whose privilege reaches the whole county.' })
  async emergencyAlerts(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Alerts in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const page = await context.legal.emergencyAlertsTo(context.access.caller.agency.id, {
      first: pageSize(first), after: after ?? null, sensitivities: clientsTold(context),
    });
    return connectionOf(page, after, emergencyAlertFields);
  }

  @ClassifiedMutation(EMERGENCY_ALERTS, () => EmergencyAlertPayloadType, { description: 'Acknowledges that the caller\'s agency has read an alert to it.' })
  async acknowledgeEmergencyAlert(
    @RevealingArg('input', 'nothing', () => AcknowledgeEmergencyAlertInput, { description: 'Which alert.' }) input: AcknowledgeEmergencyAlertInput,
    @Ctx() context: GatewayContext,
  ): Promise<EmergencyAlertPayloadType> {
    const alertId = idOfType('EmergencyAlert', input.alertId, 'input.alertId');
    const { caller, asOf } = context.access;
    await context.legal.acknowledgeEmergencyAlert({ agencyId: caller.agency.id, sensitivities: clientsTold(context), alertId, acknowledgedAt: asOf });
    return { alertId: input.alertId, userErrors: [] };
  }
}

/** A county's own agency is told of clients as its reviewers are; a source is told of those whose records it gave. */
function clientsTold({ access: { caller } }: GatewayContext): readonly Sensitivity[] {
  if (caller.agency.kind !== 'CHILD_WELFARE') return [];
  if (mayReviewEmergencies(caller)) return clientsListed(caller);
  throw new GatewayError('FORBIDDEN', 'Only a worker whose privilege reaches the whole county reads alerts for the privacy officer.', { claims: ['privileges'] });
}
