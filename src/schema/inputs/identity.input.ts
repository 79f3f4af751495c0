import { ID, InputType } from 'type-graphql';
import { RevealingField } from '../classified.js';

@InputType('ConfirmIdentityInput', { description: 'A person whom a partner named is this youth.' })
export class ConfirmIdentityInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => ID, { description: 'The person, by the id of the suggestion.' })
  unlinkedPersonId!: string;

  @RevealingField('write', () => String, { description: 'On what the worker rests it; 10 to 2,000 characters.' })
  reason!: string;
}

@InputType('RejectIdentityInput', { description: 'A person whom a partner named is not this youth.' })
export class RejectIdentityInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => ID, { description: 'The person, by the id of the suggestion.' })
  unlinkedPersonId!: string;

  @RevealingField('write', () => String, { description: 'On what the worker rests it; 10 to 2,000 characters.' })
  reason!: string;
}

@InputType('UndoIdentityLinkInput', { description: 'A link that was wrong.' })
export class UndoIdentityLinkInput {
  @RevealingField('admission', () => ID, { description: 'The case that it was to.' })
  caseId!: string;

  @RevealingField('write', () => ID, { description: 'The link.' })
  linkId!: string;

  @RevealingField('write', () => String, { description: 'Why; 10 to 2,000 characters.' })
  reason!: string;
}
