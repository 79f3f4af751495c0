import { BASES, type Basis } from '../../../src/law/basis.js';
import { CATEGORY_REGIMES } from '../../../src/law/category-regimes.js';
import { CATEGORIES } from '../../../src/law/category.js';
import { EXTENTS, type Extent } from '../../../src/law/extent.js';
import { GATEWAY_DUTIES } from '../../../src/law/obligation.js';
import type { Truth } from '../../../src/policy/evaluation/finding.js';
import type { Conditions, Rule } from '../../../src/policy/rule.js';

/** One Cedar policy, and the row that it says or a part of which it says. */
export interface CedarPolicy {
  readonly id: string;
  readonly rule: string;
  readonly text: string;
}

type Subject = 'principal' | 'resource';

const SORT: Readonly<Record<Subject, string>> = { principal: 'Role', resource: 'Category' };

const anyOf = (tests: readonly string[]): string => (tests.length === 1 ? tests[0]! : `(${tests.join(' || ')})`);

/** Whether the role or the category is one of these. */
function isOneOf(subject: Subject, names: readonly string[]): string {
  return anyOf(names.map((name) => `${subject} == ${SORT[subject]}::"${name}"`));
}

/** Whether a word of the context is one of these. */
function word(attribute: 'basis' | 'purpose' | 'regime' | 'agencyKind', names: readonly string[]): string {
  return anyOf(names.map((name) => `context.${attribute} == "${name}"`));
}

const given = (names: readonly string[] | undefined, test: (names: readonly string[]) => string): readonly string[] =>
  (names === undefined ? [] : [test(names)]);

/** A day as the schema has it. */
export function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''));
}

/** The conditions of a rule that no fact of the subject enters. */
function scope({ when, counsel, effect, effective }: Rule): readonly string[] {
  return [
    ...given(when.roles, (names) => isOneOf('principal', names)),
    ...given(when.exceptRoles, (names) => `!(${isOneOf('principal', names)})`),
    ...given(when.categories, (names) => isOneOf('resource', names)),
    ...given(when.exceptCategories, (names) => `!(${isOneOf('resource', names)})`),
    ...given(when.regimes, (names) => word('regime', names)),
    ...given(when.purposes, (names) => word('purpose', names)),
    ...given(when.agencyKinds, (names) => word('agencyKind', names)),
    ...(effective.from === null ? [] : [`context.day >= ${dayNumber(effective.from)}`]),
    ...(effective.to === null ? [] : [`context.day < ${dayNumber(effective.to)}`]),
    ...(counsel === undefined ? [] : [`${effect === 'PERMIT' ? '' : '!'}context.settings.${counsel}`]),
  ];
}

/** The number by which a context tells a fact, so that one attribute tells what is certain and what is possible. */
export const TOLD: Readonly<Record<Truth, number>> = { FALSE: 0, UNKNOWN: 1, TRUE: 2 };

/** Any of the sets, all of whose members are TRUE, or at least not FALSE. */
function hold(conditions: Conditions, told: string): string {
  return `(${conditions.map((facts) => `(${facts.map((fact) => `context.facts.${fact} ${told}`).join(' && ')})`).join(' || ')})`;
}

const certainly = (conditions: Conditions | undefined): readonly string[] => (conditions === undefined ? [] : [hold(conditions, `== ${TOLD.TRUE}`)]);
const possibly = (conditions: Conditions | undefined): readonly string[] => (conditions === undefined ? [] : [hold(conditions, `!= ${TOLD.FALSE}`)]);

/** The actions of these extents; no constraint where they are all. */
const action = (extents: readonly Extent[]): string =>
  (extents.length === EXTENTS.length ? 'action' : `action in [${extents.map((extent) => `Action::"${extent}"`).join(', ')}]`);

const onBases = (bases: readonly Basis[]): readonly string[] =>
  (bases.length === BASES.length ? [] : [word('basis', bases)]);

const upTo = (extent: Extent): readonly Extent[] => EXTENTS.slice(0, EXTENTS.indexOf(extent) + 1);
const beyond = (extent: Extent): readonly Extent[] => EXTENTS.slice(EXTENTS.indexOf(extent) + 1);

interface Body {
  readonly effect: 'permit' | 'forbid';
  readonly extents: readonly Extent[];
  readonly bases: readonly Basis[];
  readonly conditions: readonly string[];
  /** What this policy says of the row, where the row needs several. */
  readonly part?: string;
}

function policy(rule: Rule, { effect, extents, bases, conditions, part }: Body): CedarPolicy {
  const id = part === undefined ? rule.id : `${rule.id}/${part}`;
  const all = [...onBases(bases), ...conditions];
  const when = all.length === 0 ? '' : ` when {\n  ${all.join(' &&\n  ')}\n}`;
  return {
    id, rule: rule.id,
    text: `@id(${JSON.stringify(id)})\n@layer("${rule.layer}")\n@cite("${rule.authorities.join(', ')}")\n${effect} (principal, ${action(extents)}, resource)${when};`,
  };
}

/** A permission, and its shadow: where it is not known whether it holds, its basis opens nothing. */
function permission(rule: Rule, basis: Basis): readonly CedarPolicy[] {
  const { facts } = rule.when;
  const extent = rule.extent ?? 'MINIMUM';
  const widened: readonly CedarPolicy[] = rule.widenedByFields === true && extent === 'MINIMUM'
    ? [policy(rule, {
      effect: 'permit', part: 'widened', bases: [basis], extents: ['FULL'],
      conditions: [...scope(rule), ...certainly(facts), 'context.consentNamesCategory'],
    })]
    : [];
  return [
    policy(rule, { effect: 'permit', bases: [basis], extents: upTo(extent), conditions: [...scope(rule), ...certainly(facts)] }),
    ...widened,
    policy(rule, {
      effect: 'forbid', part: 'unknown', bases: [basis], extents: EXTENTS,
      conditions: [...scope(rule), ...possibly(facts), ...certainly(facts).map((holds) => `!${holds}`)],
    }),
  ];
}

/** The bases whose release a closing rule closes: of a basis rule its own; a mandate passes narrowing by. */
function basesClosed({ layer, basis, when }: Rule): readonly Basis[] {
  if (layer === 'BASIS') return basis === undefined ? [] : [basis];
  const named = when.bases ?? BASES;
  return layer === 'NARROWING' ? named.filter((one) => one !== 'MANDATE') : named;
}

/** The Cedar policies that say one row; none for a row that only adds duties. */
export function policiesOf(rule: Rule): readonly CedarPolicy[] {
  const closed = basesClosed(rule);
  const applies = [...scope(rule), ...possibly(rule.when.facts)];
  switch (rule.effect) {
    case 'PERMIT':
      return permission(rule, rule.layer === 'MANDATE' ? 'MANDATE' : rule.basis!);
    case 'DENY':
      return [policy(rule, { effect: 'forbid', bases: closed, extents: EXTENTS, conditions: applies })];
    case 'REQUIRE':
      return [policy(rule, {
        effect: 'forbid', bases: closed, extents: EXTENTS,
        conditions: [...applies, ...certainly(rule.requires).map((holds) => `!${holds}`)],
      })];
    case 'LIMIT': {
      const forbidden = beyond(rule.extent!);
      return forbidden.length === 0 ? [] : [policy(rule, { effect: 'forbid', bases: closed, extents: forbidden, conditions: applies })];
    }
    case 'OBLIGE':
      return [];
  }
}

/**
 * The Cedar policy that says what duties a row brings to the bases of which it speaks: what carries one that the recipient
 * lacks is forbidden. A permission brings them where it certainly holds, every other row where it may apply. None for a row
 * that brings none but what the gateway does itself.
 */
export function dutiesOf(rule: Rule): readonly CedarPolicy[] {
  const owed = (rule.obligations ?? []).filter((id) => !GATEWAY_DUTIES.includes(id));
  if (owed.length === 0) return [];
  const { layer, effect, basis, when } = rule;
  const permits = effect === 'PERMIT';
  const bases = permits ? [layer === 'MANDATE' ? 'MANDATE' : basis!] : layer === 'OBLIGATION' ? when.bases ?? BASES : basesClosed(rule);
  const lacks = `context.lacks.containsAny([${owed.map((id) => JSON.stringify(id)).join(', ')}])`;
  return [policy(rule, {
    effect: 'forbid', part: 'duty', bases, extents: EXTENTS,
    conditions: [...scope(rule), ...(permits ? certainly(when.facts) : possibly(when.facts)), lacks],
  })];
}

/** The row that a policy says, or a part of which it says. */
export const ruleOf = (policyId: string): string => policyId.replace(/\/(unknown|widened|duty)$/, '');

/** What no row says and every decision obeys: a record labelled with a regime that its category cannot have is closed. */
export const CELL_POLICIES: readonly CedarPolicy[] = CATEGORIES.map((category) => ({
  id: `CELL/${category}`, rule: `CELL/${category}`,
  text: `@id("CELL/${category}")\nforbid (principal, action, resource == Category::"${category}")\nunless { ${word('regime', CATEGORY_REGIMES[category])} };`,
}));

/** The whole policy in Cedar. */
export function policiesFor(rules: readonly Rule[]): readonly CedarPolicy[] {
  return [...CELL_POLICIES, ...rules.flatMap(policiesOf)];
}
