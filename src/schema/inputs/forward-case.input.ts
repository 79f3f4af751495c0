import { ID, InputType } from 'type-graphql';
import type { Category } from '../../law/category.js';
import type { Purpose } from '../../law/purpose.js';
import { RevealingField } from '../classified.js';
import { CategoryEnum, PurposeEnum } from '../types/enums.js';

@InputType('ForwardCaseInput', { description: 'What the caller was released and would pass on.' })
export class ForwardCaseInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => ID, { description: 'To which agency.' })
  toAgencyId!: string;

  @RevealingField('write', () => [CategoryEnum], { description: 'Which categories, each.' })
  categories!: Category[];

  @RevealingField('write', () => PurposeEnum, { description: 'For what.' })
  purpose!: Purpose;
}
