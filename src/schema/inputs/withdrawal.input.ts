import { ID, InputType } from 'type-graphql';
import { RevealingField } from '../classified.js';

@InputType('AcknowledgeWithdrawalNoticeInput', { description: 'A recipient has taken note that a consent was withdrawn.' })
export class AcknowledgeWithdrawalNoticeInput {
  @RevealingField('write', () => ID, { description: 'The notice.' })
  noticeId!: string;
}
