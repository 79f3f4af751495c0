import type { AgencyKind } from '../../law/agreement.js';
import { BASES, type Basis } from '../../law/basis.js';
import { CELLS, type Cell } from '../../law/category-regimes.js';
import { basesListed } from '../../law/decision-table.js';
import type { Purpose } from '../../law/purpose.js';
import { ROLES, type Role } from '../../law/role.js';
import { invariant } from '../../kernel/invariant.js';
import { digests, type Digest } from './digest.js';
import { policyVersionOf } from './policy-version.js';
import { CELL_PREDICATES, PREDICATE_NAMES, type PredicateName } from './predicate-names.js';
import { PREDICATES, type Predicates } from './predicates.js';
import { LAYERS, type Conditions, type Effect, type Layer, type Rule } from '../rule.js';
import { RULES } from '../rules/index.js';
import { STRICT_SETTINGS, type Settings } from '../settings.js';

/** Conditions by the places of their predicates in `PREDICATE_NAMES`. */
export type BoundConditions = readonly (readonly number[])[];

/** A rule as it is evaluated: its static conditions are settled, these are left. */
export interface BoundRule {
  readonly rule: Rule;
  /** Its place among the policy's rules. */
  readonly place: number;
  /** Nothing is left to ask. */
  readonly always: boolean;
  readonly facts: BoundConditions | null;
  readonly requires: BoundConditions | null;
  readonly agencyKinds: ReadonlySet<AgencyKind> | null;
  readonly bases: ReadonlySet<Basis> | null;
  readonly dated: boolean;
  /** Whether its conditions depend on the cell. */
  readonly ofCell: boolean;
}

/** Rules that are evaluated together; equal lists are one object, so what they say of a subject is found once. */
export interface RuleList {
  readonly rules: readonly BoundRule[];
  readonly number: number;
  /** Whether what they say depends on the cell, and not on caller and subject alone. */
  readonly ofCell: boolean;
  /** Whether some of them speak only of what would be released on some bases. */
  readonly byBasis: boolean;
}

/** The rules that can speak of one cell to one role for one purpose. */
export interface CellProgram {
  readonly cell: Cell;
  readonly floor: RuleList;
  readonly mandate: RuleList;
  readonly categoryLaw: RuleList;
  readonly bases: readonly { readonly basis: Basis; readonly list: RuleList }[];
  readonly narrowing: RuleList;
  readonly minimum: RuleList;
  readonly obligation: RuleList;
  /** Whether any rule opens the cell to the role, for any purpose. */
  readonly ruled: boolean;
  /** Whether any of these rules asks for a consent. */
  readonly asksConsent: boolean;
  /** The same number for cells that the same rules decide: where nothing asked depends on the cell, they come out alike. */
  readonly alike: number;
  /** Whether anything that decides it depends on the cell, and not on caller and subject alone. */
  readonly ofCell: boolean;
}

/** Rules, settings and meanings made ready: one value decides, explains and is versioned. Immutable. */
export interface CompiledPolicy {
  readonly version: string;
  readonly settings: Settings;
  /** The rules in force under the settings, in the order of layers and ids. */
  readonly rules: readonly Rule[];
  readonly predicates: Predicates;
  ruleById(id: string): Rule | undefined;
  /** What some of its rules amount to. */
  digest(spoke: readonly BoundRule[]): Digest;
  program(role: Role, purpose: Purpose): readonly CellProgram[];
}

export interface PolicySource {
  readonly rules?: readonly Rule[];
  readonly settings?: Settings;
  readonly predicates?: Predicates;
}

const EFFECTS_OF_LAYER: Readonly<Record<Layer, readonly Effect[]>> = {
  FLOOR: ['DENY', 'REQUIRE'], MANDATE: ['PERMIT'], CATEGORY_LAW: ['DENY', 'REQUIRE'], BASIS: ['PERMIT', 'DENY', 'REQUIRE'],
  NARROWING: ['DENY', 'REQUIRE'], MINIMUM_NECESSARY: ['LIMIT', 'DENY'], OBLIGATION: ['OBLIGE'],
};

/** Refuses a rule that is not of its layer, or a permission beyond the decision table. Errors: InvariantError naming the rule. */
function wellFormed(rule: Rule): void {
  invariant(EFFECTS_OF_LAYER[rule.layer].includes(rule.effect), `Rule ${rule.id} has an effect that its layer does not know.`);
  invariant(rule.layer !== 'BASIS' || rule.basis !== undefined, `Rule ${rule.id} names no basis.`);
  invariant(rule.effect !== 'REQUIRE' || rule.requires !== undefined, `Rule ${rule.id} requires nothing.`);
  invariant(rule.effect !== 'LIMIT' || rule.extent !== undefined, `Rule ${rule.id} limits to no extent.`);
  invariant(rule.when.bases === undefined || !['FLOOR', 'MANDATE', 'CATEGORY_LAW', 'BASIS'].includes(rule.layer), `Rule ${rule.id} speaks of bases too early.`);
  if (rule.effect !== 'PERMIT') return;
  const { categories, roles, facts } = rule.when;
  invariant(categories !== undefined && roles !== undefined, `Rule ${rule.id} permits without naming categories and roles.`);
  invariant(rule.extent !== undefined, `Rule ${rule.id} permits to no extent.`);
  invariant(facts !== undefined && facts.length > 0, `Rule ${rule.id} permits without asking a fact.`);
  const basis = rule.layer === 'MANDATE' ? 'MANDATE' : rule.basis;
  for (const category of categories) {
    for (const role of roles) {
      invariant(basis !== undefined && basesListed(category, role).includes(basis), `Rule ${rule.id} reaches beyond the decision table.`);
    }
  }
}

/** A permission waits for counsel's setting; a limit gives way to it. */
function inForceUnder(rule: Rule, settings: Settings): boolean {
  if (rule.counsel === undefined) return true;
  return rule.effect === 'PERMIT' ? settings[rule.counsel] : !settings[rule.counsel];
}

/** Whether a rule can speak to the role of anything, for the purpose, or for any where none is given. */
function concerns({ when }: Rule, role: Role, purpose: Purpose | null): boolean {
  return (when.roles === undefined || when.roles.includes(role))
    && (when.exceptRoles === undefined || !when.exceptRoles.includes(role))
    && (purpose === null || when.purposes === undefined || when.purposes.includes(purpose));
}

function speaksOf({ when }: Rule, cell: Cell): boolean {
  return (when.categories === undefined || when.categories.includes(cell.category))
    && (when.exceptCategories === undefined || !when.exceptCategories.includes(cell.category))
    && (when.regimes === undefined || when.regimes.includes(cell.regime));
}

function places(conditions: Conditions | undefined): BoundConditions | null {
  return conditions?.map((set) => set.map((name) => PREDICATE_NAMES.indexOf(name))) ?? null;
}

function bind(rule: Rule, place: number): BoundRule {
  const { facts, agencyKinds, bases } = rule.when;
  const dated = rule.effective.from !== null || rule.effective.to !== null;
  return {
    rule, place, dated, facts: places(facts), requires: places(rule.requires),
    always: facts === undefined && agencyKinds === undefined && !dated,
    ofCell: (facts ?? []).flat().some((name) => (CELL_PREDICATES as readonly PredicateName[]).includes(name)),
    agencyKinds: agencyKinds === undefined ? null : new Set(agencyKinds),
    bases: bases === undefined ? null : new Set(bases),
  };
}

const CELL_PLACES = CELL_PREDICATES.map((name) => PREDICATE_NAMES.indexOf(name));

const CONSENT_PLACE = PREDICATE_NAMES.indexOf('CONSENT_COVERS');

/** Makes one list object of equal lists. */
function lists(): (rules: readonly BoundRule[]) => RuleList {
  const made = new Map<string, RuleList>();
  return (rules) => {
    const key = rules.map((bound) => bound.place).join();
    const known = made.get(key);
    if (known !== undefined) return known;
    const asked = rules.flatMap((bound) => [...(bound.facts ?? []), ...(bound.requires ?? [])]).flat();
    const list = Object.freeze({
      rules, number: made.size, ofCell: asked.some((place) => CELL_PLACES.includes(place)), byBasis: rules.some((bound) => bound.bases !== null),
    });
    made.set(key, list);
    return list;
  };
}

interface Bound {
  readonly rules: readonly BoundRule[];
  readonly list: (rules: readonly BoundRule[]) => RuleList;
  readonly shared: Map<string, readonly CellProgram[]>;
}

const opening = (one: BoundRule): boolean => one.rule.effect === 'PERMIT';

/** The programs of all cells for one role and purpose; purposes that the same rules concern share them. */
function programsFor({ rules, list, shared }: Bound, role: Role, purpose: Purpose): readonly CellProgram[] {
  const concerning = rules.filter(({ rule }) => concerns(rule, role, purpose));
  const openingAny = rules.filter((one) => opening(one) && concerns(one.rule, role, null));
  const key = `${list(concerning).number}/${list(openingAny).number}`;
  const known = shared.get(key);
  if (known !== undefined) return known;
  const made = cellPrograms(concerning, openingAny, list);
  shared.set(key, made);
  return made;
}

function cellPrograms(concerning: readonly BoundRule[], openingAny: readonly BoundRule[], list: Bound['list']): readonly CellProgram[] {
  const kinds: string[] = [];
  return CELLS.map((cell) => {
    const program = cellProgram(concerning.filter(({ rule }) => speaksOf(rule, cell)), cell, {
      list, ruled: openingAny.some(({ rule }) => speaksOf(rule, cell)),
    });
    const deciding = decidingLists(program);
    const kind = `${deciding.map(({ number }) => number).join()}/${program.ruled}/${program.asksConsent}`;
    if (!kinds.includes(kind)) kinds.push(kind);
    return { ...program, alike: kinds.indexOf(kind), ofCell: program.asksConsent || deciding.some((one) => one.ofCell) };
  });
}

/** The lists that can make a difference: where no rule opens, nothing after the category's law is asked. */
function decidingLists({ floor, mandate, categoryLaw, bases, narrowing, minimum, obligation }: Program): readonly RuleList[] {
  if (bases.length === 0 && mandate.rules.length === 0) return [floor, categoryLaw];
  return [floor, categoryLaw, mandate, ...bases.map(({ list }) => list), narrowing, minimum, obligation];
}

type Program = Omit<CellProgram, 'alike' | 'ofCell'>;

function cellProgram(
  speaking: readonly BoundRule[], cell: Cell, { list, ruled }: { readonly list: Bound['list']; readonly ruled: boolean },
): Program {
  const of = (layer: Layer) => list(speaking.filter(({ rule }) => rule.layer === layer));
  const ofBasis = of('BASIS').rules;
  const bases = BASES
    .map((basis) => ({ basis, list: list(ofBasis.filter(({ rule }) => rule.basis === basis)) }))
    .filter((one) => one.list.rules.some(opening));
  const asksConsent = speaking.some(({ facts, requires }) => [...(facts ?? []), ...(requires ?? [])].flat().includes(CONSENT_PLACE));
  return {
    cell, bases, ruled, asksConsent, floor: of('FLOOR'), mandate: of('MANDATE'), categoryLaw: of('CATEGORY_LAW'),
    narrowing: of('NARROWING'), minimum: of('MINIMUM_NECESSARY'), obligation: of('OBLIGATION'),
  };
}

const inOrder = (a: Rule, b: Rule): number =>
  LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Makes a policy ready to decide. The order of the rules given never changes an outcome.
 * Errors: InvariantError for two rules of one id, a rule out of its layer, or a permission beyond the decision table.
 */
export function compilePolicy(source: PolicySource = {}): CompiledPolicy {
  const { settings = STRICT_SETTINGS, predicates = PREDICATES } = source;
  const all = [...(source.rules ?? RULES)].sort(inOrder);
  const byId = new Map(all.map((rule) => [rule.id, rule]));
  invariant(byId.size === all.length, 'Two rules have the same id.');
  all.forEach(wellFormed);
  const rules = all.filter((rule) => inForceUnder(rule, settings));
  const bound: Bound = { rules: rules.map(bind), list: lists(), shared: new Map() };
  const programs = new Map<string, readonly CellProgram[]>();
  return Object.freeze({
    version: policyVersionOf(all, settings), settings, rules, predicates,
    ruleById: (id: string) => byId.get(id), digest: digests(),
    program: (role: Role, purpose: Purpose) => {
      const key = `${role}/${purpose}`;
      const known = programs.get(key);
      if (known !== undefined) return known;
      const made = programsFor(bound, role, purpose);
      if (ROLES.includes(role)) programs.set(key, made);
      return made;
    },
  });
}
