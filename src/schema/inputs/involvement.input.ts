import { ID, InputType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import type { InvolvementCondition, InvolvementKind } from '../../model/agency.js';
import { RevealingField } from '../classified.js';
import { DateScalar } from '../scalars.js';
import { InvolvementConditionEnum, InvolvementKindEnum } from '../types/special-enums.js';

@InputType('RecordInvolvementInput', { description: 'How an agency, or one person of it, stands to a youth. What it opens the rules say.' })
export class RecordInvolvementInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => ID, { description: 'The agency; for a parent, a caregiver or the youth, the county\'s portal for persons.' })
  agencyId!: string;

  @RevealingField('write', () => InvolvementKindEnum, { description: 'How it stands.' })
  kind!: InvolvementKind;

  @RevealingField('write', () => ID, { nullable: true, description: 'The one person whose it is; everybody of the agency unless told. A parent, a caregiver and the youth are always one person.' })
  personId?: string | null;

  @RevealingField('write', () => [InvolvementConditionEnum], { defaultValue: [], description: 'What widens or narrows it.' })
  conditions!: InvolvementCondition[];

  @RevealingField('write', () => String, { nullable: true, description: 'The referral of the youth that it is of, by its id as CWS/CMS shows it (19 digits), for who investigates, prosecutes, hears or represents: it alone opens that referral\'s reporter (R-20).' })
  referral?: string | null;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'First day; default today.' })
  startedOn?: LocalDate | null;
}

@InputType('EndInvolvementInput', { description: 'An involvement that ends; access through it ends with the day before.' })
export class EndInvolvementInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => ID, { description: 'The agency.' })
  agencyId!: string;

  @RevealingField('write', () => InvolvementKindEnum, { description: 'How it stood.' })
  kind!: InvolvementKind;

  @RevealingField('write', () => ID, { nullable: true, description: 'The person, where it was one person\'s.' })
  personId?: string | null;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'The day on which it is live no more; default today.' })
  endedOn?: LocalDate | null;
}
