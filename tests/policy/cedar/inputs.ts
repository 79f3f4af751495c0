import type { AgencyKind } from '../../../src/law/agreement.js';
import type { LocalDate } from '../../../src/kernel/dates.js';
import type { Truth } from '../../../src/policy/finding.js';
import type { PredicateName } from '../../../src/policy/predicate-names.js';
import type { Conditions, Rule } from '../../../src/policy/rule.js';
import type { SettingName } from '../../../src/policy/settings.js';
import type { Findings } from './engine.js';
import { TODAY, type SquareClass } from './class.js';

/** One state of everything that the rows of a class ask. */
export interface State {
  readonly facts: Findings;
  readonly kind: AgencyKind;
  readonly day: LocalDate;
  readonly settings: readonly SettingName[];
  readonly consentNamesCategory: boolean;
}

const TRUTHS: readonly Truth[] = ['TRUE', 'FALSE', 'UNKNOWN'];

type Facts = ReadonlySet<PredicateName>;

function findings(asked: readonly PredicateName[], of: (name: PredicateName) => Truth): Findings {
  return Object.fromEntries(asked.map((name) => [name, of(name)]));
}

/** Every assignment of three truths to the facts. */
function everyAssignment(asked: readonly PredicateName[]): readonly Findings[] {
  return asked.reduce<readonly Findings[]>(
    (made, name) => made.flatMap((one) => TRUTHS.map((truth) => ({ ...one, [name]: truth }))), [{}]);
}

const sets = (conditions: Conditions | undefined): readonly Facts[] => (conditions ?? [[]]).map((one) => new Set(one));
const union = (one: Facts, other: Facts): Facts => new Set([...one, ...other]);

/** Each way to meet every requirement of the rows, by the least of facts. */
function waysToMeet(requiring: readonly Rule[]): readonly Facts[] {
  return requiring.reduce<readonly Facts[]>((ways, rule) => ways.flatMap((way) => sets(rule.requires).map((set) => union(way, set))), [new Set()]);
}

/** A permission that holds by the least of facts, with every requirement met. */
interface Seed {
  readonly facts: Facts;
  /** Those of its own condition alone. */
  readonly own: Facts;
  readonly kind: AgencyKind | undefined;
  readonly setting: SettingName | undefined;
}

function seedsOf({ rules }: SquareClass): readonly Seed[] {
  const ways = waysToMeet(rules.filter((rule) => rule.effect === 'REQUIRE'));
  return rules.filter((rule) => rule.effect === 'PERMIT').flatMap((rule) => sets(rule.when.facts).flatMap((set, at) =>
    (at === 0 ? ways : ways.slice(0, 1)).map((way) => ({ facts: union(set, way), own: set, kind: rule.when.agencyKinds?.[0], setting: rule.counsel }))));
}

/**
 * The assignments that tell apart any two policies of these rows that differ in one fact of one condition: each least
 * way to open the square; each with one fact turned to each other truth; each with every closing condition met or in
 * doubt, or a requirement come into force and not met; each with every other permission beside it, certain or in doubt;
 * and nothing, everything or no one thing known.
 */
function tellingAssignments({ facts: asked, rules }: SquareClass, seeds: readonly Seed[]): readonly Findings[] {
  const of = (facts: Facts): Findings => findings(asked, (name) => (facts.has(name) ? 'TRUE' : 'FALSE'));
  const inDoubt = (facts: Facts, doubted: Facts): Findings =>
    ({ ...of(facts), ...findings([...doubted].filter((name) => !facts.has(name)), () => 'UNKNOWN') });
  const closing = rules.filter((rule) => rule.effect !== 'PERMIT').flatMap((rule) => sets(rule.when.facts)).filter((set) => set.size > 1);
  const requiring = rules.filter((rule) => rule.effect === 'REQUIRE' && rule.when.facts !== undefined);
  const unmet = requiring.flatMap((rule) => seeds.flatMap(({ own }) => sets(rule.when.facts).flatMap((set): readonly Findings[] => {
    const met = union(own, set);
    const required = new Set((rule.requires ?? []).flat());
    return [of(met), inDoubt(met, required)];
  })));
  const turned = seeds.flatMap(({ facts }) => asked.flatMap((name) => TRUTHS.map((truth) => ({ ...of(facts), [name]: truth }))));
  const closed = seeds.flatMap(({ facts }) => closing.flatMap((set) => [of(union(facts, set)), inDoubt(facts, set)]));
  const beside = seeds.flatMap((one, at) => seeds.flatMap((other, place) => [
    ...(place > at ? [of(union(one.facts, other.facts))] : []), ...(place === at ? [] : [inDoubt(one.facts, other.facts)]),
  ]));
  return [...TRUTHS.map((truth) => findings(asked, () => truth)), ...turned, ...unmet, ...closed, ...beside];
}

/**
 * The states of a class that are asked. Every assignment of TRUE, FALSE and UNKNOWN where there are no more than
 * `whole`, else those that tell policies apart, under the strict and the widest reading of counsel; and kinds of
 * agency, days, settings and the word of a consent each varied beside every least way to open the square. The first state is such a way, where there is one.
 */
export function statesOf(asked: SquareClass, whole: number): readonly State[] {
  const seeds = seedsOf(asked);
  const all = 3 ** asked.facts.length <= whole;
  const assignments = all ? everyAssignment(asked.facts) : tellingAssignments(asked, seeds);
  const kinds = [...new Set(seeds.flatMap(({ kind }) => kind ?? []))];
  const readings = asked.settings.length === 0 ? [[]] : [[], asked.settings];
  const usual = (kinds.length === 0 ? asked.kinds.slice(0, 1) : kinds).flatMap((kind) => readings.map((settings): Omit<State, 'facts'> =>
    ({ kind, day: asked.days.includes(TODAY) ? TODAY : asked.days[0]!, settings, consentNamesCategory: false })));
  const states = usual.flatMap((beside) => assignments.map((facts): State => ({ ...beside, facts })));
  return distinct([...seeds.flatMap((seed) => varied(asked, seed, usual[0]!)), ...states]);
}

/** Everything but the facts varied beside one least way to open the square. */
function varied(asked: SquareClass, seed: Seed, usual: Omit<State, 'facts'>): readonly State[] {
  const own = { ...usual, kind: seed.kind ?? usual.kind, settings: seed.setting === undefined ? [] : [seed.setting] };
  const facts = findings(asked.facts, (name) => (seed.facts.has(name) ? 'TRUE' : 'FALSE'));
  return [
    { ...own, facts },
    ...asked.kinds.map((kind): State => ({ ...own, facts, kind })),
    ...asked.days.map((day): State => ({ ...own, facts, day })),
    ...[[], ...asked.settings.map((one) => [one]), asked.settings].map((settings): State => ({ ...own, facts, settings })),
    ...(asked.widens ? [{ ...own, facts, consentNamesCategory: true }] : []),
  ];
}

function distinct(states: readonly State[]): readonly State[] {
  return [...new Map(states.map((state) => [JSON.stringify([Object.values(state.facts), state.kind, state.day, state.settings, state.consentNamesCategory]), state])).values()];
}
