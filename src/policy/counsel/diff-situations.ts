import type { AgencyKind } from '../../law/agreement.js';
import type { Cell } from '../../law/category-regimes.js';
import type { Purpose } from '../../law/purpose.js';
import { ROLE_AGENCY_KINDS, ROLE_PURPOSES } from '../../law/role-purposes.js';
import type { Role } from '../../law/role.js';
import type { PredicateName } from '../evaluation/predicate-names.js';
import type { Conditions, Rule } from '../rule.js';

/** The facts that hold in one situation; every other fact does not. Sorted. */
export type Holding = readonly PredicateName[];

/** Says whether a rule can speak of the cell to the role for the purpose at all. */
export function speaksOf({ when }: Rule, cell: Cell, role: Role, purpose: Purpose): boolean {
  return (when.roles?.includes(role) ?? true) && !(when.exceptRoles?.includes(role) ?? false)
    && (when.purposes?.includes(purpose) ?? true)
    && (when.categories?.includes(cell.category) ?? true) && !(when.exceptCategories?.includes(cell.category) ?? false)
    && (when.regimes?.includes(cell.regime) ?? true);
}

/** What of a rule decides: all but its words. */
export function operative(rule: Rule): string {
  const { layer, effect, basis, when, requires, extent, widenedByFields, obligations, effective } = rule;
  return JSON.stringify([rule.id, layer, effect, basis ?? null, Object.entries(when).sort(([a], [b]) => (a < b ? -1 : 1)),
    requires ?? null, extent ?? null, widenedByFields ?? false, obligations ?? [], effective]);
}

/** The purposes that a caller in the role can state, towards the subject of whom the role is a relation too. */
export function purposesOf(role: Role): readonly Purpose[] {
  return [...new Set([...ROLE_PURPOSES[role], ...ROLE_PURPOSES[claimedFor(role)]])];
}

/** The role that the token of a caller claims who stands in this role to the subject. */
function claimedFor(role: Role): Role {
  if (role === 'OTHER_COUNTY_WORKER') return 'COUNTY_WORKER';
  return role === 'FORMER_YOUTH' ? 'YOUTH' : role;
}

/**
 * One kind of agency for each way in which the rules tell kinds apart, among those whose people take the role and those
 * that a rule names for it.
 */
export function kindsOf(role: Role, rules: readonly Rule[]): readonly AgencyKind[] {
  const kinds = [...new Set([...ROLE_AGENCY_KINDS[claimedFor(role)], ...rules.flatMap(({ when }) => when.agencyKinds ?? [])])].sort();
  const told = new Map<string, AgencyKind>();
  for (const kind of kinds) {
    const key = rules.map(({ when }) => (when.agencyKinds?.includes(kind) ?? true)).join();
    if (!told.has(key)) told.set(key, kind);
  }
  return [...told.values()];
}

const NONE: Conditions = [[]];

/** The union of one set of each list, in every way. */
function everyUnion(lists: readonly Conditions[]): readonly Holding[] {
  return lists.reduce<readonly Holding[]>((made, sets) => distinct(made.flatMap((one) => sets.map((set) => [...one, ...set]))), [[]]);
}

function distinct(holdings: readonly (readonly PredicateName[])[]): readonly Holding[] {
  const known = new Map(holdings.map((one) => {
    const holding = [...new Set(one)].sort();
    return [holding.join(), holding] as const;
  }));
  return [...known.values()];
}

/**
 * The situations in which two policies can differ on what these rules speak of: for each permission its smallest sets
 * of facts, with the smallest sets that meet the requirements, alone and with the smallest set of every rule that
 * closes, caps or obliges. If two policies agree on all of them they agree on every situation, because more facts only
 * add permissions on one side and closings on the other, one by one.
 *
 * `common`: ids of the rules that both policies have; a requirement of one side only is tried unmet too.
 */
export function situationsFor(rules: readonly Rule[], common: ReadonlySet<string>): readonly Holding[] {
  const opening = rules.filter(({ effect }) => effect === 'PERMIT').flatMap(({ when }) => when.facts ?? NONE);
  const closing = rules.filter(({ effect }) => effect !== 'PERMIT').flatMap(({ when }) => when.facts ?? []);
  const required = rules.filter(({ effect }) => effect === 'REQUIRE')
    .map((rule): Conditions => [...(common.has(rule.id) && rule.when.facts === undefined ? [] : NONE), ...(rule.requires ?? NONE)]);
  return distinct(everyUnion([opening, ...required]).flatMap((holding) => [holding, ...closing.map((set) => [...holding, ...set])]));
}
