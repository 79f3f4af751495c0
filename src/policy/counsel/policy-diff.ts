import { countyInstant, type LocalDate } from '../../kernel/dates.js';
import type { AgencyKind } from '../../law/agreement.js';
import type { Basis } from '../../law/basis.js';
import { CELLS, type Cell } from '../../law/category-regimes.js';
import type { Extent } from '../../law/extent.js';
import type { ObligationId } from '../../law/obligation.js';
import type { Purpose } from '../../law/purpose.js';
import { ROLES, type Role } from '../../law/role.js';
import type { AccessContext } from '../access-context.js';
import { compilePolicy, type CompiledPolicy } from '../evaluation/compile.js';
import { decide } from '../decide.js';
import { kindsOf, operative, purposesOf, situationsFor, speaksOf, type Holding } from './diff-situations.js';
import { NO, YES } from '../evaluation/finding.js';
import { PREDICATE_NAMES, type PredicateName } from '../evaluation/predicate-names.js';
import type { Predicates } from '../evaluation/predicates.js';
import type { Rule } from '../rule.js';
import type { Settings } from '../settings.js';

/** One side of a comparison: the rules that speak, and the readings chosen. */
export interface PolicySide {
  readonly rules: readonly Rule[];
  readonly settings: Settings;
}

/** What one side releases of a cell in one situation; null: nothing. */
export type Reach = { readonly basis: Basis; readonly extent: Extent; readonly obligations: readonly ObligationId[] } | null;

/** A situation in which the two sides differ on a cell. */
export interface Difference {
  readonly cell: Cell;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly kind: AgencyKind;
  readonly holding: Holding;
  readonly before: Reach;
  readonly after: Reach;
  /** Ids of the rules that only one side has, or has otherwise, and that speak in the situation. */
  readonly rules: readonly string[];
}

/** What is found in the course of a comparison. */
export interface Found {
  readonly differences: readonly Difference[];
  /** Bases on which a cell is open in some situation tried, by side: `category/regime/role/purpose/basis`. */
  readonly openBefore: ReadonlySet<string>;
  readonly openAfter: ReadonlySet<string>;
}

/** The name of a cell on one basis, as `Found` keeps it. */
export const cellOnBasis = ({ cell, role, purpose }: Pick<Difference, 'cell' | 'role' | 'purpose'>, basis: Basis): string =>
  [cell.category, cell.regime, role, purpose, basis].join('/');

/** A policy whose facts are given by name. */
interface Tried {
  readonly policy: CompiledPolicy;
  readonly hold: (holding: Holding) => void;
}

/** Compiles one side with facts that are what they are told to be. Errors: InvariantError for a rule that is not well formed. */
function trial({ rules, settings }: PolicySide): Tried {
  let held: ReadonlySet<PredicateName> = new Set();
  const predicates = Object.fromEntries(PREDICATE_NAMES.map((name) => [name, () => (held.has(name) ? YES : NO)])) as unknown as Predicates;
  return { policy: compilePolicy({ rules, settings, predicates }), hold: (holding) => { held = new Set(holding); } };
}

function contextOf(role: Role, purpose: Purpose, kind: AgencyKind, on: LocalDate): AccessContext {
  return {
    requestId: 'comparison', purpose, allowedPurposes: [purpose], asOf: countyInstant(on, '12:00:00.000'), channel: 'SIMULATION', agreements: [],
    caller: {
      personId: 'nobody', role, county: '19', credential: 'VERIFIED', staffKey: null, privileges: [],
      agency: { id: 'none', name: '', kind, county: '19', state: 'CA', regimeStatus: 'NONE' },
    },
  };
}

/** Facts of nobody: everything that is asked of them is told by name. */
const NOBODY = { subjectId: 'nobody', county: '19', bornOn: null, diedOn: null, sensitivity: 'N',
  removedFromParent: false, hasOpenCase: false, addressConfidential: false } as const;

function reachOf(tried: Tried, context: AccessContext, holding: Holding): ReadonlyMap<Cell, Reach> {
  tried.hold(holding);
  const { cells } = decide(context, { subject: NOBODY, assignments: [], involvements: [], seats: [], consents: [] }, tried.policy);
  const byName = new Map(cells.map((cell) => [`${cell.category}/${cell.regime}`, cell]));
  return new Map(CELLS.map((cell): [Cell, Reach] => {
    const { basis, extent, obligations } = byName.get(`${cell.category}/${cell.regime}`)!;
    return [cell, basis === null || extent === null ? null : { basis, extent, obligations }];
  }));
}

/** The rules that one side has and the other has not, or has otherwise. */
export function changedRules(before: PolicySide, after: PolicySide): readonly Rule[] {
  const [first, second] = [before, after].map(({ rules }) => new Set(rules.map(operative)));
  return [...before.rules.filter((rule) => !second!.has(operative(rule))), ...after.rules.filter((rule) => !first!.has(operative(rule)))];
}

/** Says whether the rule's own conditions hold in the situation. */
function speaksIn(rule: Rule, kind: AgencyKind, holding: Holding): boolean {
  const { agencyKinds, facts } = rule.when;
  return (agencyKinds?.includes(kind) ?? true) && (facts === undefined || facts.some((set) => set.every((name) => holding.includes(name))));
}

const touches = (rule: Rule, bases: readonly Basis[]): boolean =>
  (rule.basis === undefined || bases.includes(rule.basis)) && (rule.when.bases === undefined || rule.when.bases.some((basis) => bases.includes(basis)));

interface Comparison {
  readonly sides: readonly [Tried, Tried];
  readonly changed: readonly Rule[];
  readonly every: readonly Rule[];
  readonly common: ReadonlySet<string>;
  readonly on: LocalDate;
  readonly found: { readonly differences: Difference[]; readonly openBefore: Set<string>; readonly openAfter: Set<string> };
}

/** The situations to try for one role and purpose, and the cells that each is about. */
function trialsOf({ changed, every, common }: Comparison, role: Role, purpose: Purpose): ReadonlyMap<string, { readonly holding: Holding; readonly cells: Cell[] }> {
  const trials = new Map<string, { readonly holding: Holding; readonly cells: Cell[] }>();
  // Of a cell of which no changed rule speaks both sides say the same.
  for (const cell of CELLS.filter((one) => changed.some((rule) => speaksOf(rule, one, role, purpose)))) {
    for (const holding of situationsFor(every.filter((rule) => speaksOf(rule, cell, role, purpose)), common)) {
      const known = trials.get(holding.join()) ?? { holding, cells: [] };
      known.cells.push(cell);
      trials.set(holding.join(), known);
    }
  }
  return trials;
}

const alike = (before: Reach, after: Reach): boolean => before?.basis === after?.basis && before?.extent === after?.extent
  && (before?.obligations ?? []).join() === (after?.obligations ?? []).join();

/** Purposes for which the same rules speak to the role are alike in everything that is asked here. */
function purposesAlike({ every }: Comparison, role: Role): readonly (readonly [Purpose, ...Purpose[]])[] {
  const alike = new Map<string, [Purpose, ...Purpose[]]>();
  for (const purpose of purposesOf(role)) {
    const key = every.map((rule) => CELLS.some((cell) => speaksOf(rule, cell, role, purpose))).join();
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [purpose]);
    else known.push(purpose);
  }
  return [...alike.values()];
}

/** The differences on some cells in one situation, for the first of some purposes. */
function differencesIn(
  { sides, changed, found }: Comparison, context: AccessContext, { holding, cells }: { readonly holding: Holding; readonly cells: readonly Cell[] },
): readonly Difference[] {
  const { purpose, caller: { role, agency: { kind } } } = context;
  const [first, second] = [reachOf(sides[0], context, holding), reachOf(sides[1], context, holding)];
  return cells.flatMap((cell) => {
    const [before, after] = [first.get(cell) ?? null, second.get(cell) ?? null];
    const at = { cell, role, purpose };
    if (before !== null) found.openBefore.add(cellOnBasis(at, before.basis));
    if (after !== null) found.openAfter.add(cellOnBasis(at, after.basis));
    if (alike(before, after)) return [];
    const bases = [before, after].flatMap((reach) => reach?.basis ?? []);
    const rules = changed.filter((rule) => speaksOf(rule, cell, role, purpose) && speaksIn(rule, kind, holding) && touches(rule, bases)).map(({ id }) => id);
    return [{ ...at, kind, holding, before, after, rules: [...new Set(rules)].sort() }];
  });
}

function compareFor(comparison: Comparison, role: Role, [purpose, ...others]: readonly [Purpose, ...Purpose[]]): void {
  const { every, on, found } = comparison;
  const trials = [...trialsOf(comparison, role, purpose).values()];
  if (trials.length === 0) return;
  const speaking = every.filter((rule) => CELLS.some((cell) => speaksOf(rule, cell, role, purpose)));
  const differences = kindsOf(role, speaking).flatMap((kind) => {
    const context = contextOf(role, purpose, kind, on);
    return trials.flatMap((trial) => differencesIn(comparison, context, trial));
  });
  for (const difference of differences) {
    found.differences.push(difference, ...others.map((other) => ({ ...difference, purpose: other })));
  }
  for (const open of [found.openBefore, found.openAfter]) {
    for (const at of [...open].filter((one) => one.includes(`/${role}/${purpose}/`))) {
      for (const other of others) open.add(at.replace(`/${role}/${purpose}/`, `/${role}/${other}/`));
    }
  }
}

/**
 * Decides every situation in which two policies can differ, under both, and tells where they do. The day is the one on
 * which both are asked. Errors: InvariantError for a rule that is not well formed.
 */
export function comparePolicies(before: PolicySide, after: PolicySide, on: LocalDate): Found {
  const changed = changedRules(before, after);
  const ids = new Set(changed.map(({ id }) => id));
  const every = [...before.rules.filter(({ id }) => !ids.has(id)), ...changed];
  const found = { differences: [], openBefore: new Set<string>(), openAfter: new Set<string>() };
  const comparison: Comparison = {
    sides: [trial(before), trial(after)], changed, every, on, found, common: new Set(every.filter(({ id }) => !ids.has(id)).map(({ id }) => id)),
  };
  for (const role of ROLES) for (const purposes of purposesAlike(comparison, role)) compareFor(comparison, role, purposes);
  return found;
}
