import { ID, InputType } from 'type-graphql';
import type { FindingOutcome } from '../../model/screening-finding.js';
import { RevealingField } from '../classified.js';
import { FindingOutcomeEnum } from '../types/screening-finding.type.js';

@InputType('ReviewScreeningFindingInput', { description: 'What the worker of the case says of a finding; a later word stands for an earlier.' })
export class ReviewScreeningFindingInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('admission', () => ID, { description: 'The finding.' })
  findingId!: string;

  @RevealingField('write', () => FindingOutcomeEnum, { description: 'Whether it is confirmed or dismissed.' })
  outcome!: FindingOutcome;

  @RevealingField('write', () => String, { description: 'Why; 10 to 2,000 characters. Kept, and answered to nobody.' })
  reason!: string;
}
