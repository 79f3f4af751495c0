import { ID, ObjectType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import { CALLER } from '../../law/classification.js';
import { Classified } from '../classified.js';
import { DateTimeScalar } from '../scalars.js';
import { ResidualStepType } from './residual.type.js';
import { BasisEnum, CategoryEnum, ExtentEnum, RegimeEnum, RoleEnum } from './enums.js';

/** What one decision says of one category from one source. */
@ObjectType('CategoryDecision', { description: 'What a decision says of one category from one source.' })
export class CategoryDecisionType {
  @Classified(CALLER, () => CategoryEnum, { description: 'The category.' })
  category!: string;

  @Classified(CALLER, () => RegimeEnum, { description: 'The law that came with the fact.' })
  regime!: string;

  @Classified(CALLER, () => Boolean, { description: 'Whether it is released.' })
  released!: boolean;

  @Classified(CALLER, () => ExtentEnum, { nullable: true, description: 'How far the release reaches; null when withheld.' })
  extent!: string | null;

  @Classified(CALLER, () => BasisEnum, { nullable: true, description: 'What the release rests on; null when withheld.' })
  basis!: string | null;

  @Classified(CALLER, () => String, { nullable: true, description: 'Why it is withheld; null when released.' })
  reason!: string | null;

  @Classified(CALLER, () => String, { nullable: true, description: 'What would open it; null when released.' })
  remedy!: string | null;

  @Classified(CALLER, () => [String], { description: 'Rules that decided, by id.' })
  rules!: readonly string[];

  @Classified(CALLER, () => [String], { description: 'The rules in plain words.' })
  plain!: readonly string[];

  @Classified(CALLER, () => [ID], { description: 'Authorities that the rules cite; see the authorities query.' })
  authorities!: readonly string[];

  @Classified(CALLER, () => [String], { description: 'Duties that travel with a release.' })
  obligations!: readonly string[];
}

/** The decision on one case, in band, for clients that cannot read extensions. */
@ObjectType('CaseDisclosure', { description: 'The decision on one case, in band. Categories that law conceals are not listed unless they are released.' })
export class CaseDisclosureType {
  @Classified(CALLER, () => ID, { description: 'Id of the decision, as in the disclosure log.' })
  decisionId!: string;

  @Classified(CALLER, () => String, { description: 'Version of the policy that decided.' })
  policyVersion!: string;

  @Classified(CALLER, () => RoleEnum, { description: 'The caller\'s role towards this youth.' })
  role!: string;

  @Classified(CALLER, () => DateTimeScalar, { description: 'The instant that was decided for.' })
  asOf!: Instant;

  @Classified(CALLER, () => DateTimeScalar, { nullable: true, description: 'When the decision stops standing, unless revoked before; null when nothing ends it.' })
  validUntil!: Instant | null;

  @Classified(CALLER, () => [CategoryDecisionType], { description: 'The decision by category and source.' })
  categories!: readonly CategoryDecisionType[];

  @Classified(CALLER, () => [ResidualStepType], { description: 'What a FHIR enforcement point behind this gateway may let through, as the residual of IHE PCF: categories that are released whole, with every row and text, from every source; and at the end nothing that bears a label of any other category or of the talk of a team. What is released but for some rows stands in none: care to which the minor consented, evaluations that a court ordered, addresses kept by Safe at Home, rows of limited access. What law conceals is always forbidden, released or not.' })
  residual!: readonly ResidualStepType[];
}
