import { ID, InputType } from 'type-graphql';
import type { EmergencyReason } from '../../model/emergency-access.js';
import { RevealingField } from '../classified.js';
import { EmergencyFindingEnum, EmergencyReasonEnum } from '../types/special-enums.js';
import { CaseIdentifierInput } from './case.input.js';

@InputType('BreakGlassInput', { description: 'An emergency: one named youth, why, in words, and where to call back.' })
export class BreakGlassInput {
  @RevealingField('admission', () => ID, { nullable: true, description: 'The case. Give it or an identifier.' })
  caseId?: string | null;

  @RevealingField('admission', () => CaseIdentifierInput, { nullable: true, description: 'An identifier of the youth. One that two youths bear names neither.' })
  identifier?: CaseIdentifierInput | null;

  @RevealingField('write', () => EmergencyReasonEnum, { description: 'The nature of the emergency.' })
  reason!: EmergencyReason;

  @RevealingField('write', () => String, { description: 'The reason in words, for the reviewer; 10 to 2,000 characters.' })
  words!: string;

  @RevealingField('write', () => String, { description: 'Where to call back.' })
  callback!: string;

  @RevealingField('write', () => String, { description: 'Name of the person who receives, for the entry of 42 CFR 2.51(c).' })
  recipientName!: string;
}

@InputType('CloseEmergencyAccessInput', { description: 'The caller\'s own access that is needed no longer.' })
export class CloseEmergencyAccessInput {
  @RevealingField('write', () => ID, { description: 'The access.' })
  accessId!: string;
}

@InputType('ReviewEmergencyAccessInput', { description: 'What a reviewer found of an access.' })
export class ReviewEmergencyAccessInput {
  @RevealingField('write', () => ID, { description: 'The access.' })
  accessId!: string;

  @RevealingField('write', () => EmergencyFindingEnum, { description: 'What was found.' })
  finding!: 'JUSTIFIED' | 'NOT_JUSTIFIED';

  @RevealingField('write', () => String, { nullable: true, description: 'In words.' })
  words?: string | null;
}

@InputType('AcknowledgeEmergencyAlertInput', { description: 'An alert that an agency has read.' })
export class AcknowledgeEmergencyAlertInput {
  @RevealingField('write', () => ID, { description: 'The alert.' })
  alertId!: string;
}
