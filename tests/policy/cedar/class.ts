import { AGENCY_KINDS, type AgencyKind } from '../../../src/law/agreement.js';
import { BASES, type Basis } from '../../../src/law/basis.js';
import type { Cell } from '../../../src/law/category-regimes.js';
import type { LocalDate } from '../../../src/kernel/dates.js';
import { localDate } from '../../../src/kernel/dates.js';
import type { Purpose } from '../../../src/law/purpose.js';
import type { Role } from '../../../src/law/role.js';
import type { PredicateName } from '../../../src/policy/evaluation/predicate-names.js';
import type { Conditions, Rule } from '../../../src/policy/rule.js';
import type { SettingName } from '../../../src/policy/settings.js';

/** Who asks of which cell, for what. */
export interface Square {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly cell: Cell;
}

/**
 * The rows that can speak of some squares, and all that those rows ask. What facts, settings, days and kinds of agency
 * there may be beside makes no difference to any of these rows.
 */
export interface SquareClass {
  readonly rules: readonly Rule[];
  readonly squares: readonly Square[];
  readonly facts: readonly PredicateName[];
  readonly bases: readonly Basis[];
  /** Each kind that a row names, and one that none names. */
  readonly kinds: readonly AgencyKind[];
  /** A day in each span between the days on which a row begins or ceases to be law. */
  readonly days: readonly LocalDate[];
  readonly settings: readonly SettingName[];
  /** Whether a row widens by the fields that a consent names. */
  readonly widens: boolean;
}

/** Whether the fixed conditions of a row let it speak of the square at all. */
export function speaksOf({ when }: Rule, { role, purpose, cell }: Square): boolean {
  const in_ = <T>(list: readonly T[] | undefined, one: T): boolean => list === undefined || list.includes(one);
  return in_(when.roles, role) && !(when.exceptRoles?.includes(role) ?? false) && in_(when.purposes, purpose)
    && in_(when.categories, cell.category) && !(when.exceptCategories?.includes(cell.category) ?? false)
    && in_(when.regimes, cell.regime);
}

const named = (conditions: Conditions | undefined): readonly PredicateName[] => (conditions ?? []).flat();

/** Sorts squares by the rows that can speak of them; rows that only add duties release and withhold nothing. */
export function classesOf(rules: readonly Rule[], squares: readonly Square[]): readonly SquareClass[] {
  return sorted(rules.filter((rule) => rule.effect !== 'OBLIGE'), squares);
}

/** Sorts squares by the rows that can speak of them, those that only add duties among them. */
export function classesWithDuties(rules: readonly Rule[], squares: readonly Square[]): readonly SquareClass[] {
  return sorted(rules, squares);
}

function sorted(deciding: readonly Rule[], squares: readonly Square[]): readonly SquareClass[] {
  const byRules = new Map<string, { readonly rules: readonly Rule[]; readonly squares: Square[] }>();
  for (const square of squares) {
    const speaking = deciding.filter((rule) => speaksOf(rule, square));
    const key = speaking.map((rule) => rule.id).join();
    const known = byRules.get(key);
    if (known === undefined) byRules.set(key, { rules: speaking, squares: [square] });
    else known.squares.push(square);
  }
  return [...byRules.values()].map(classOf);
}

function classOf({ rules, squares }: { readonly rules: readonly Rule[]; readonly squares: readonly Square[] }): SquareClass {
  const opened = new Set(rules.filter((rule) => rule.effect === 'PERMIT').map((rule) => (rule.layer === 'MANDATE' ? 'MANDATE' : rule.basis)));
  return {
    rules, squares, kinds: kindsOf(rules), days: daysOf(rules),
    facts: [...new Set(rules.flatMap((rule) => [...named(rule.when.facts), ...named(rule.requires)]))].sort(),
    bases: BASES.filter((basis) => opened.has(basis)),
    settings: [...new Set(rules.flatMap((rule) => rule.counsel ?? []))].sort(),
    widens: rules.some((rule) => rule.widenedByFields === true),
  };
}

function kindsOf(rules: readonly Rule[]): readonly AgencyKind[] {
  const asked = new Set(rules.flatMap((rule) => rule.when.agencyKinds ?? []));
  const other = AGENCY_KINDS.find((kind) => !asked.has(kind));
  return [...asked, ...(other === undefined ? [] : [other])];
}

/** The day of every state that varies no day. */
export const TODAY = localDate('2026-03-01');

function daysOf(rules: readonly Rule[]): readonly LocalDate[] {
  const turns = rules.flatMap(({ effective }) => [effective.from, effective.to]).filter((day) => day !== null);
  // Each day of change begins a span of its own; the first span lies before them all.
  return turns.length === 0 ? [TODAY] : [...new Set([localDate('1900-01-01'), ...turns, TODAY])].sort();
}
