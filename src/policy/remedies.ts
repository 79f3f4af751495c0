import { APPROVERS } from '../law/approver.js';
import type { AuthorityId } from '../law/authority-ids.js';
import { BASES, type Basis } from '../law/basis.js';
import { CATEGORY_REGIMES } from '../law/category-regimes.js';
import { CATEGORY_FACTS, type Category } from '../law/category.js';
import { EXTENTS, type Extent } from '../law/extent.js';
import type { Role } from '../law/role.js';
import type { CompiledPolicy } from './evaluation/compile.js';
import { approverOf } from './counsel/approval-rows.js';
import { closedByCounty } from './counsel/county-narrowing.js';
import type { Decision, WithholdReason } from './decision.js';
import type { Rule } from './rule.js';

/** What a caller may know of why a category is withheld: a function of role and category, never of the record. */
export type StatedReason = Extract<WithholdReason, 'FLOOR' | 'CATEGORY_LAW' | 'NO_BASIS' | 'APPROVAL_REQUIRED' | 'NOT_RULED'>;

/** How a listed party or a person must stand to the youth; every other role by an assignment or an investigation. */
const STANDING: Readonly<Partial<Record<Role, string>>> = {
  PROBATION: 'supervision or investigation by your department, on file with the county',
  PUBLIC_HEALTH_NURSE: 'your duty as foster-care nurse of this youth, on file with the county',
  DISTRICT_ATTORNEY: 'a filed case about this youth that your office prosecutes, on file with the county',
  EDUCATION: 'enrolment of this youth with your school, on file with the county',
  COURT: 'a case of this youth before your court, on file with the county',
  MINORS_COUNSEL: 'your appointment for this youth, on file with the county',
  PARENT: 'your rights as parent or guardian of this minor, on file with the county, where no law or order keeps it from a parent',
  CAREGIVER: 'the placement of this minor in your care, on file with the county',
};

const IN_PERSON: readonly Role[] = ['PARENT', 'CAREGIVER', 'YOUTH', 'FORMER_YOUTH'];

const OPENED_BY: Readonly<Partial<Record<Basis, (category: Category, role: Role) => string>>> = {
  SELF: () => 'your own request for your own file',
  COURT_ORDER: () => 'an order of the court that meets the standard of the category\'s own law, names your agency and is recorded with the county',
  AGENCY: (_, role) => STANDING[role] ?? 'a live assignment or investigation of this youth by the caller, for a purpose of the agency',
  TEAM: () => 'a live seat in the youth\'s multidisciplinary team, with protocol, agreement, training and verified identity, for team work',
  CONSENT: (category, role) => `an authorization naming ${IN_PERSON.includes(role) ? 'you' : 'your agency'} for ${CATEGORY_FACTS[category].title.toLowerCase()} and this purpose, signed by the person who controls the record`,
  CARE_COORDINATION: (_, role) => (role === 'CAREGIVER' ? STANDING[role] : undefined) ?? 'a live treatment or supervision relation of your agency to this youth, for coordination of care',
  INDEX: () => 'a designation by your director for the county\'s shared index',
  EMERGENCY: () => 'breaking the glass in an emergency of your role, for one youth, reviewed afterwards',
};

/** The rules of a layer that close the category to the role whatever the facts and the purpose. */
function closingAlways(policy: CompiledPolicy, role: Role, category: Category, layer: 'FLOOR' | 'CATEGORY_LAW'): readonly Rule[] {
  return policy.rules.filter(({ layer: of, effect, when, effective }) => of === layer && effect === 'DENY'
    && when.facts === undefined && when.agencyKinds === undefined && when.purposes === undefined && when.regimes === undefined
    && effective.from === null && effective.to === null
    && (when.roles?.includes(role) ?? true) && !(when.exceptRoles?.includes(role) ?? false)
    && (when.categories?.includes(category) ?? true) && !(when.exceptCategories?.includes(category) ?? false));
}

function opening(policy: CompiledPolicy, role: Role, category: Category): readonly Rule[] {
  return policy.rules.filter((rule) => rule.effect === 'PERMIT' && rule.when.roles?.includes(role) && rule.when.categories?.includes(category)
    && !closedByCounty(policy, rule, category, role));
}

/** The bases on which the rules open a category to a role, for any purpose. */
export function basesOpening(policy: CompiledPolicy, role: Role, category: Category): readonly Basis[] {
  const opened = new Set(opening(policy, role, category).map((rule) => rule.basis));
  return BASES.filter((basis) => opened.has(basis));
}

/** What a role may be told of a category of which nothing is released to it. */
interface Stated {
  readonly reason: StatedReason;
  readonly remedy: string;
  readonly authorities: readonly AuthorityId[];
}

// Functions of policy, role and category, of which there are few; every explanation says them of every category.
const STATED = new WeakMap<CompiledPolicy, Map<string, Stated>>();

function stated(policy: CompiledPolicy, role: Role, category: Category): Stated {
  const known = STATED.get(policy) ?? new Map<string, Stated>();
  if (known.size === 0) STATED.set(policy, known);
  const key = `${role} ${category}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const reason = reasonOf(policy, role, category);
  const made = Object.freeze({ reason, remedy: remedyOf(policy, role, category, reason), authorities: Object.freeze(authoritiesOf(policy, role, category)) });
  known.set(key, made);
  return made;
}

/**
 * The reason a caller may be told. A refusal, a lapsed consent, the want of any consent and of an approval besides sound
 * the same, because each would tell of the record.
 */
export function statedReason(policy: CompiledPolicy, role: Role, category: Category): StatedReason {
  return stated(policy, role, category).reason;
}

/** What would open the category to the role, in words. */
export function remedyFor(policy: CompiledPolicy, role: Role, category: Category): string {
  return stated(policy, role, category).remedy;
}

/** The authorities that guard a category from a role: of what closes it, else of its own law and of what would open it. */
export function statedAuthorities(policy: CompiledPolicy, role: Role, category: Category): readonly AuthorityId[] {
  return stated(policy, role, category).authorities;
}

function reasonOf(policy: CompiledPolicy, role: Role, category: Category): StatedReason {
  if (closingAlways(policy, role, category, 'FLOOR').length > 0) return 'FLOOR';
  if (closingAlways(policy, role, category, 'CATEGORY_LAW').length > 0) return 'CATEGORY_LAW';
  if (basesOpening(policy, role, category).length === 0) return 'NOT_RULED';
  return approverOf(policy, category, role) === null ? 'NO_BASIS' : 'APPROVAL_REQUIRED';
}

function remedyOf(policy: CompiledPolicy, role: Role, category: Category, reason: StatedReason): string {
  if (reason === 'FLOOR') return 'Nothing opens it through this gateway.';
  const ways = reason === 'NO_BASIS' || reason === 'APPROVAL_REQUIRED'
    ? basesOpening(policy, role, category).flatMap((basis) => OPENED_BY[basis]?.(category, role) ?? []) : [];
  if (ways.length === 0) return 'Nothing opens it to your role through this gateway; ask the juvenile court or the county.';
  return `It opens by ${ways.join('; or by ')}.${approvalInWords(policy, role, category)}`;
}

/** Who must approve besides, by the county's own policy: asked by the mutation `requestApproval`, whether or not there is such a record. */
function approvalInWords(policy: CompiledPolicy, role: Role, category: Category): string {
  const approver = approverOf(policy, category, role);
  if (approver === null) return '';
  return ` Unless law compels the release or an emergency opens it, the county's policy also asks for the approval of ${APPROVERS[approver]}; ask for it with requestApproval.`;
}

/** What a caller is told of one field that is withheld. */
export interface StatedRefusal {
  readonly reason: StatedReason | 'MINIMUM_NECESSARY';
  readonly remedy: string;
}

/**
 * The reason and remedy of a withheld field: where its category is released in outline, that the field goes beyond it;
 * else what the role may be told of the category. A function of role, category and what is released.
 */
export function statedRefusal(policy: CompiledPolicy, decision: Decision, category: Category): StatedRefusal {
  const reached = EXTENTS.findLast((extent) => CATEGORY_REGIMES[category].some((regime) => decision.permits(category, extent, regime)));
  const known = REFUSALS.get(policy) ?? new Map<string, StatedRefusal>();
  if (!REFUSALS.has(policy)) REFUSALS.set(policy, known);
  const key = `${decision.role} ${category} ${reached ?? ''}`;
  const made = known.get(key) ?? refusalOf(policy, decision.role, category, reached);
  known.set(key, made);
  return made;
}

// Of roles, categories and extents there are few, and a page says the same of each of its youths.
const REFUSALS = new WeakMap<CompiledPolicy, Map<string, StatedRefusal>>();

function refusalOf(policy: CompiledPolicy, role: Role, category: Category, reached: Extent | undefined): StatedRefusal {
  if (reached === undefined) return Object.freeze({ reason: statedReason(policy, role, category), remedy: remedyFor(policy, role, category) });
  const ways = waysFurther(policy, role, category, reached);
  const further = ways.length === 0 ? '' : `; further by ${ways.join('; or by ')}`;
  return Object.freeze({ reason: 'MINIMUM_NECESSARY', remedy: `Your role and purpose reach this category, but not this far${further}.` });
}

/** What opens more of a category than an extent to the role. */
function waysFurther(policy: CompiledPolicy, role: Role, category: Category, reached: Extent): readonly string[] {
  const rules = opening(policy, role, category);
  const wider = rules.filter((rule) => EXTENTS.indexOf(rule.extent ?? 'MINIMUM') > EXTENTS.indexOf(reached)).map((rule) => rule.basis);
  const byField = reached === 'MINIMUM' && rules.some((rule) => rule.widenedByFields === true) ? ['an authorization that names the field'] : [];
  return [...BASES.filter((basis) => wider.includes(basis)).flatMap((basis) => OPENED_BY[basis]?.(category, role) ?? []), ...byField];
}

function authoritiesOf(policy: CompiledPolicy, role: Role, category: Category): readonly AuthorityId[] {
  const closing = [...closingAlways(policy, role, category, 'FLOOR'), ...closingAlways(policy, role, category, 'CATEGORY_LAW')];
  const special = policy.rules.filter(({ layer, when }) => layer === 'CATEGORY_LAW' && when.categories?.includes(category));
  const rules = closing.length > 0 ? closing : [...special, ...opening(policy, role, category)];
  return [...new Set(rules.flatMap((rule) => rule.authorities))].sort();
}
