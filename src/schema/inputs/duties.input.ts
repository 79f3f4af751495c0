import { ID, InputType } from 'type-graphql';
import { RevealingField } from '../classified.js';

@InputType('DeclareDutiesInput', { description: 'Which duties an agency declares that it can honour as a recipient.' })
export class DeclareDutiesInput {
  @RevealingField('write', () => ID, { description: 'The agency; it has an agreement in force with the caller\'s county.' })
  agencyId!: string;

  @RevealingField('write', () => [String], { description: 'Every duty that it can honour, by its id. What carries another is withheld from it.' })
  duties!: string[];
}
