import { ID, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import type { Category } from '../../law/category.js';
import { OPEN } from '../../law/classification.js';
import type { Role } from '../../law/role.js';
import { EFFECTS, LAYERS } from '../../policy/rule.js';
import { Classified } from '../classified.js';
import { POLICY_READING } from '../laws.js';
import { DateScalar } from '../scalars.js';
import { closedEnum } from './closed-enum.js';
import { BasisEnum, CategoryEnum, ExtentEnum, RoleEnum } from './enums.js';
import { PageInfoType } from './page-info.type.js';

export const LayerEnum = closedEnum('PolicyLayer', LAYERS, 'The layers of the policy, in the order in which they decide.');
const EffectEnum = closedEnum('PolicyEffect', EFFECTS, 'What a rule does when its conditions hold.');
const StandingEnum = closedEnum('PolicyRuleStanding', ['IN_FORCE', 'OFF_BY_SETTING', 'SUSPENDED'], 'Whether a rule speaks here, and if not, why.');

@ObjectType('PolicyTerm', { description: 'One thing to say of a rule, as it stands on its page: who, what, when, on what law.' })
export class PolicyTermType {
  @Classified(POLICY_READING, () => String, { description: 'What it says.' })
  term!: string;

  @Classified(POLICY_READING, () => String, { description: 'In words.' })
  words!: string;
}

@ObjectType('PolicyRule', { description: 'One row of law or policy.' })
export class PolicyRuleType {
  @Classified(POLICY_READING, () => ID, { description: 'Rule of the reference and topic, or `COUNTY.` and a topic; as decisions name it.' })
  id!: string;

  @Classified(POLICY_READING, () => LayerEnum, { description: 'The layer it decides in.' })
  layer!: string;

  @Classified(POLICY_READING, () => EffectEnum, { description: 'What it does.' })
  effect!: string;

  @Classified(POLICY_READING, () => BasisEnum, { nullable: true, description: 'The basis that it opens or closes.' })
  basis!: string | null;

  @Classified(POLICY_READING, () => ExtentEnum, { nullable: true, description: 'How far it opens, or the cap.' })
  extent!: string | null;

  @Classified(POLICY_READING, () => StandingEnum, { description: 'Whether it speaks here.' })
  standing!: string;

  @Classified(POLICY_READING, () => String, { description: 'One sentence for a reader who is no lawyer.' })
  plain!: string;

  @Classified(POLICY_READING, () => [CategoryEnum], { nullable: true, description: 'Only of these categories; null: of every one that is not excepted.' })
  categories!: readonly Category[] | null;

  @Classified(POLICY_READING, () => [CategoryEnum], { description: 'Not of these.' })
  exceptCategories!: readonly Category[];

  @Classified(POLICY_READING, () => [RoleEnum], { nullable: true, description: 'Only to these roles; null: to every one that is not excepted.' })
  roles!: readonly Role[] | null;

  @Classified(POLICY_READING, () => [RoleEnum], { description: 'Not to these.' })
  exceptRoles!: readonly Role[];

  @Classified(POLICY_READING, () => [PolicyTermType], { description: 'The whole of it in words, as its page has it.' })
  terms!: readonly PolicyTermType[];

  @Classified(POLICY_READING, () => [ID], { description: 'What it rests on, as cited in `authorities`.' })
  authorities!: readonly string[];

  @Classified(POLICY_READING, () => [ID], { description: 'Duties that it adds.' })
  obligations!: readonly string[];

  @Classified(POLICY_READING, () => DateScalar, { nullable: true, description: 'The first day on which it is law; null: not known.' })
  effectiveFrom!: LocalDate | null;

  @Classified(POLICY_READING, () => DateScalar, { nullable: true, description: 'The day on which it no longer is; null: open.' })
  effectiveTo!: LocalDate | null;

  @Classified(POLICY_READING, () => String, { nullable: true, description: 'Counsel\'s switch that it depends on.' })
  setting!: string | null;
}

@ObjectType('PolicyRuleEdge', { description: 'A rule in a list.' })
export class PolicyRuleEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the list goes on.' })
  cursor!: string;

  @Classified(POLICY_READING, () => PolicyRuleType, { description: 'The rule.' })
  node!: PolicyRuleType;
}

@ObjectType('PolicyRuleConnection', { description: 'Rules, in the order in which they decide.' })
export class PolicyRuleConnectionType {
  @Classified(OPEN, () => [PolicyRuleEdgeType], { description: 'The page.' })
  edges!: readonly PolicyRuleEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

@ObjectType('PolicyCell', { description: 'One square of category and role: what the decision table lists, what opens it here, and what closes it whatever the facts.' })
export class PolicyCellType {
  @Classified(POLICY_READING, () => CategoryEnum, { description: 'The category.' })
  category!: Category;

  @Classified(POLICY_READING, () => RoleEnum, { description: 'The role.' })
  role!: Role;

  @Classified(POLICY_READING, () => String, { description: 'Letters of the decision table.' })
  listed!: string;

  @Classified(POLICY_READING, () => [ID], { description: 'Rules that open it.' })
  opened!: readonly string[];

  @Classified(POLICY_READING, () => [ID], { description: 'Rules that close it.' })
  closed!: readonly string[];
}

@ObjectType('PolicyCellEdge', { description: 'A square in a list.' })
export class PolicyCellEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the list goes on.' })
  cursor!: string;

  @Classified(POLICY_READING, () => PolicyCellType, { description: 'The square.' })
  node!: PolicyCellType;
}

@ObjectType('PolicyCellConnection', { description: 'Squares, by category and role.' })
export class PolicyCellConnectionType {
  @Classified(OPEN, () => [PolicyCellEdgeType], { description: 'The page.' })
  edges!: readonly PolicyCellEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

@ObjectType('PolicySetting', { description: 'A reading that the law leaves to counsel; the strict one is off.' })
export class PolicySettingType {
  @Classified(POLICY_READING, () => ID, { description: 'Its name in a policy file.' })
  name!: string;

  @Classified(POLICY_READING, () => String, { description: 'What it says while it is on.' })
  plain!: string;

  @Classified(POLICY_READING, () => Boolean, { description: 'Whether it is on here.' })
  on!: boolean;

  @Classified(POLICY_READING, () => [ID], { description: 'Rules that name it.' })
  rules!: readonly string[];
}

@ObjectType('PolicyCheck', { description: 'A check of consents or teams, or a control of the programme report.' })
export class PolicyCheckType {
  @Classified(POLICY_READING, () => ID, { description: 'Its id: K01, D-03.' })
  id!: string;

  @Classified(POLICY_READING, () => [String], { description: 'What it asks.' })
  plain!: readonly string[];

  @Classified(POLICY_READING, () => [ID], { description: 'What it rests on.' })
  authorities!: readonly string[];
}

@ObjectType('PolicyTable', { description: 'The rules that decide here, as data: public law and the county\'s own readings. Of no youth.' })
export class PolicyTableType {
  @Classified(POLICY_READING, () => String, { description: 'Version, as every decision names it.' })
  version!: string;

  @Classified(POLICY_READING, () => String, { nullable: true, description: 'County of the policy file; null where none is in use and every reading is the strict one.' })
  county!: string | null;

  @Classified(POLICY_READING, () => String, { nullable: true, description: 'Edition of the policy file.' })
  edition!: string | null;

  @Classified(POLICY_READING, () => DateScalar, { nullable: true, description: 'The first day of the policy file.' })
  effectiveOn!: LocalDate | null;

  @Classified(POLICY_READING, () => String, { nullable: true, description: 'SHA-256 of the policy file.' })
  fileHash!: string | null;

  @Classified(POLICY_READING, () => [PolicySettingType], { description: 'Counsel\'s readings.' })
  settings!: readonly PolicySettingType[];

  @Classified(POLICY_READING, () => [PolicyCheckType], { description: 'Checks that a consent passes at every use.' })
  consentChecks!: readonly PolicyCheckType[];

  @Classified(POLICY_READING, () => [PolicyCheckType], { description: 'Checks that a team passes.' })
  teamChecks!: readonly PolicyCheckType[];

  @Classified(POLICY_READING, () => [PolicyCheckType], { description: 'Controls that a table of the programme report passes.' })
  reportControls!: readonly PolicyCheckType[];

  @Classified(POLICY_READING, () => Int, { description: 'Years that an accounting of disclosures reaches back.' })
  retentionYears!: number;
}
