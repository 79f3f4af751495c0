import { ID, InputType } from 'type-graphql';
import type { Purpose } from '../../law/purpose.js';
import type { Role } from '../../law/role.js';
import { RevealingField } from '../classified.js';
import { PurposeEnum, RoleEnum } from '../types/enums.js';

@InputType('HypotheticalCallerInput', { description: 'Another caller, for counsel: what would agency X in role Y see?' })
export class HypotheticalCallerInput {
  @RevealingField('nothing', () => ID, { description: 'The agency.' })
  agencyId!: string;

  @RevealingField('nothing', () => RoleEnum, { description: 'The role.' })
  role!: Role;

  @RevealingField('nothing', () => ID, { nullable: true, description: 'The person: for seats in teams, cases carried, orders and relations that name one person.' })
  personId?: string | null;
}

@InputType('ExplainAccessInput', { description: 'Whose access to explain, to which case, for what purpose.' })
export class ExplainAccessInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('nothing', () => HypotheticalCallerInput, { nullable: true, description: 'Another caller; only a worker of the youth\'s county may ask. Default: the caller himself.' })
  caller?: HypotheticalCallerInput | null;

  @RevealingField('nothing', () => PurposeEnum, { nullable: true, description: 'The purpose; default the one stated for this request.' })
  purpose?: Purpose | null;
}
