import { ID, InputType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import type { Category } from '../../law/category.js';
import { RevealingField } from '../classified.js';
import { DateScalar } from '../scalars.js';
import { CategoryEnum } from '../types/enums.js';

@InputType('RequestApprovalInput', { description: 'A release to the caller, for the purpose that he states, that the county\'s policy asks a person to approve.' })
export class RequestApprovalInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => [CategoryEnum], { description: 'The categories; each must be one for which the county\'s policy asks an approval.' })
  categories!: readonly Category[];

  @RevealingField('write', () => String, { description: 'Why it is needed, for the officer; 10 to 2,000 characters.' })
  words!: string;
}

@InputType('DecideApprovalInput', { description: 'What an officer decides on a request.' })
export class DecideApprovalInput {
  @RevealingField('write', () => ID, { description: 'The request.' })
  approvalId!: string;

  @RevealingField('write', () => Boolean, { description: 'True approves, false refuses.' })
  approve!: boolean;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'The last day of an approval, within the year.' })
  endsOn?: LocalDate | null;

  @RevealingField('write', () => String, { nullable: true, description: 'In words, for the county\'s own file.' })
  words?: string | null;
}

@InputType('WithdrawApprovalInput', { description: 'An approval that ends at once.' })
export class WithdrawApprovalInput {
  @RevealingField('write', () => ID, { description: 'The approval.' })
  approvalId!: string;
}
