import { ID, InputType, Int } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import type { EndangermentKind } from '../../law/endangerment.js';
import type { Regime } from '../../law/regime.js';
import type { Provenance } from '../../model/provenance.js';
import { RevealingField } from '../classified.js';
import { DateScalar } from '../scalars.js';
import { RegimeEnum } from '../types/enums.js';
import { ConsentedByEnum, EndangermentKindEnum } from '../types/special-enums.js';

@InputType('DescribeMissingChildInput', { description: 'What a child is known by; it stands for every description before it, so what is left out is not known any more.' })
export class DescribeMissingChildInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => String, { nullable: true, description: 'Where the county keeps the photo, 1 to 200 characters. The gateway holds no pictures.' })
  photoReference?: string | null;

  @RevealingField('write', () => Int, { nullable: true, description: 'Height in inches, 12 to 96.' })
  heightInches?: number | null;

  @RevealingField('write', () => Int, { nullable: true, description: 'Weight in pounds, 2 to 700.' })
  weightPounds?: number | null;

  @RevealingField('write', () => String, { nullable: true, description: 'Hair, 1 to 40 characters.' })
  hair?: string | null;

  @RevealingField('write', () => String, { nullable: true, description: 'Eyes, 1 to 40 characters.' })
  eyes?: string | null;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'Day on which the child was last seen.' })
  lastSeenOn?: LocalDate | null;

  @RevealingField('write', () => String, { nullable: true, description: 'Place where the child was last seen, 1 to 200 characters.' })
  lastSeenPlace?: string | null;

  @RevealingField('write', () => Boolean, { defaultValue: true, description: 'Whether the child lives, learns or works at that place: of a participant in Safe at Home it is told to nobody then.' })
  lastSeenAtAddress!: boolean;
}

@InputType('NoteEndangermentInput', { description: 'A fact that endangers the child, with the law of where it is known from. What only a Part 2 programme knows is not part of the report.' })
export class NoteEndangermentInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => EndangermentKindEnum, { description: 'What it is.' })
  kind!: EndangermentKind;

  @RevealingField('write', () => String, { nullable: true, description: 'The medicine or the condition, of the closed list that the report states, 1 to 80 characters: "Insulin pump", "Keppra 500 mg twice daily", "severe peanut allergy"; nothing of the other kinds, which are told by being there.' })
  words?: string | null;

  @RevealingField('write', () => RegimeEnum, { description: 'The law of where it is known from: the county\'s own observation, or the record of a provider.' })
  regime!: Regime;

  @RevealingField('write', () => ID, { nullable: true, description: 'The agency that it is known from; default the county itself.' })
  sourceAgencyId?: string | null;

  @RevealingField('write', () => ConsentedByEnum, { nullable: true, description: 'Who consented to the care that it is known from; a fact from care that does not say is kept as the minor\'s.' })
  consentedBy?: Provenance['consentedBy'] | null;
}

@InputType('WithdrawEndangermentInput', { description: 'Facts that are taken back: they are there for nobody any more.' })
export class WithdrawEndangermentInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => EndangermentKindEnum, { description: 'What they are.' })
  kind!: EndangermentKind;

  @RevealingField('write', () => String, { nullable: true, description: 'Only the fact in these words; every one of the kind unless told.' })
  words?: string | null;
}
