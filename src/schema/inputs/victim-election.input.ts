import { ID, InputType } from 'type-graphql';
import type { ElectionSource } from '../../model/victim-election.js';
import { RevealingField } from '../classified.js';
import { ElectionSourceEnum } from '../types/special-enums.js';

@InputType('RecordVictimElectionInput', { description: 'What a victim elected of her name (PC 293); it stands for every election before it.' })
export class RecordVictimElectionInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => Boolean, { description: 'True: her name becomes no public record. False: she takes this back.' })
  elected!: boolean;

  @RevealingField('write', () => ElectionSourceEnum, { description: 'From whom this came.' })
  source!: ElectionSource;
}
