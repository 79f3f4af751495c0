import { ID, ObjectType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import { globalId } from '../../kernel/ids.js';
import { CALLER, OPEN } from '../../law/classification.js';
import { Classified } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { EMERGENCY_ALERTS } from '../laws.js';
import { DateTimeScalar } from '../scalars.js';
import { PageInfoType } from './page-info.type.js';
import { UserErrorType } from './payload.type.js';
import { AlertAudienceEnum, EmergencyReasonEnum } from './special-enums.js';

/** Tells one agency that the glass was broken. */
@ObjectType('EmergencyAlert', { description: 'Tells one agency that the glass was broken: as the county\'s privacy officer, or because records that came from it were opened (R-60). Who else was told it does not say.' })
export class EmergencyAlertType {
  @Classified(EMERGENCY_ALERTS, () => ID, { nullable: true, description: 'Global id, to acknowledge it by.' })
  id!: string | null;

  @Classified(EMERGENCY_ALERTS, () => ID, { nullable: true, description: 'The case that was opened.' })
  caseId!: string | null;

  @Classified(EMERGENCY_ALERTS, () => AlertAudienceEnum, { nullable: true, description: 'Why the agency is told.' })
  audience!: string | null;

  @Classified(EMERGENCY_ALERTS, () => EmergencyReasonEnum, { nullable: true, description: 'The nature of the emergency.' })
  reason!: string | null;

  @Classified(EMERGENCY_ALERTS, () => DateTimeScalar, { nullable: true, description: 'When it was opened.' })
  openedAt!: Instant | null;

  @Classified(EMERGENCY_ALERTS, () => DateTimeScalar, { nullable: true, description: 'When it ends at the latest.' })
  endsAt!: Instant | null;

  @Classified(EMERGENCY_ALERTS, () => String, { nullable: true, description: 'Name of who received, for the entry of 42 CFR 2.51(c).' })
  recipientName!: string | null;

  @Classified(EMERGENCY_ALERTS, () => String, { nullable: true, description: 'Where the recipient belongs.' })
  recipientAffiliation!: string | null;

  @Classified(EMERGENCY_ALERTS, () => DateTimeScalar, { nullable: true, description: 'When the alert was made.' })
  createdAt!: Instant | null;
}

type Listed = Awaited<ReturnType<GatewayContext['legal']['emergencyAlertsTo']>>['rows'][number]['row'];

export function emergencyAlertFields(row: Listed): EmergencyAlertType {
  return {
    id: globalId('EmergencyAlert', row.id), caseId: globalId('Case', row.subjectId), audience: row.audience, reason: row.reason, openedAt: row.openedAt,
    endsAt: row.endsAt, recipientName: row.recipientName, recipientAffiliation: row.recipientAffiliation, createdAt: row.createdAt,
  };
}

@ObjectType('EmergencyAlertEdge', { description: 'An alert in a list.' })
export class EmergencyAlertEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the list goes on.' })
  cursor!: string;

  @Classified(EMERGENCY_ALERTS, () => EmergencyAlertType, { nullable: true, description: 'The alert.' })
  node!: EmergencyAlertType | null;
}

@ObjectType('EmergencyAlertConnection', { description: 'Alerts to the caller\'s own agency, oldest first.' })
export class EmergencyAlertConnectionType {
  @Classified(OPEN, () => [EmergencyAlertEdgeType], { description: 'The page.' })
  edges!: readonly EmergencyAlertEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

@ObjectType('EmergencyAlertPayload', { description: 'An alert that was acknowledged.' })
export class EmergencyAlertPayloadType {
  @Classified(CALLER, () => ID, { nullable: true, description: 'The alert.' })
  alertId!: string | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
