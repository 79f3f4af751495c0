import type { AgencyKind } from '../../../src/law/agreement.js';
import type { LocalDate } from '../../../src/kernel/dates.js';
import type { Truth } from '../../../src/policy/evaluation/finding.js';
import type { PredicateName } from '../../../src/policy/evaluation/predicate-names.js';
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

type Beside = Omit<State, 'facts'>;

/** What stands beside a seed: its kind of agency, and the strict reading, or the widest where it waits for counsel. */
function besideOf(asked: SquareClass, ...seeds: readonly Seed[]): Beside {
  const waits = seeds.some(({ setting }) => setting !== undefined);
  return {
    kind: seeds[0]?.kind ?? asked.kinds[0]!, day: asked.days.includes(TODAY) ? TODAY : asked.days[0]!,
    settings: waits ? asked.settings : [], consentNamesCategory: false,
  };
}

/**
 * The states that tell apart any two policies of these rows that differ in one fact of one condition: each least way to
 * open the square; each with one fact turned to each other truth; each with every closing condition met or in doubt, or
 * a requirement come into force and not met; and each with every other permission beside it, certain or in doubt.
 */
function tellingStates(asked: SquareClass, seeds: readonly Seed[]): readonly State[] {
  const of = (facts: Facts): Findings => findings(asked.facts, (name) => (facts.has(name) ? 'TRUE' : 'FALSE'));
  const inDoubt = (facts: Facts, doubted: Facts): Findings =>
    ({ ...of(facts), ...findings([...doubted].filter((name) => !facts.has(name)), () => 'UNKNOWN') });
  const closing = asked.rules.filter((rule) => rule.effect !== 'PERMIT').flatMap((rule) => sets(rule.when.facts)).filter((set) => set.size > 1);
  const requiring = asked.rules.filter((rule) => rule.effect === 'REQUIRE' && rule.when.facts !== undefined);
  return seeds.flatMap((seed, at) => {
    const turned = asked.facts.flatMap((name) => TRUTHS.map((truth): Findings => ({ ...of(seed.facts), [name]: truth })));
    const closed = closing.flatMap((set) => [of(union(seed.facts, set)), inDoubt(seed.facts, set)]);
    const unmet = requiring.flatMap((rule) => sets(rule.when.facts).flatMap((set) => {
      const met = union(seed.own, set);
      return [of(met), inDoubt(met, new Set((rule.requires ?? []).flat()))];
    }));
    const alone = [...turned, ...closed, ...unmet].map((facts): State => ({ ...besideOf(asked, seed), facts }));
    const beside = seeds.flatMap((other, place): readonly State[] => (place === at ? [] : [
      { ...besideOf(asked, seed, other), facts: of(union(seed.facts, other.facts)) },
      { ...besideOf(asked, seed, other), facts: inDoubt(seed.facts, other.facts) },
    ]));
    return [...alone, ...beside];
  });
}

/** How much of what there may be is asked. */
export interface Reach {
  /** So many assignments of truths are asked one and all; of more, those that tell policies apart. */
  readonly whole: number;
  /** Every state is asked with no setting on, with each one on alone, and with all on. */
  readonly everySetting: boolean;
}

/**
 * The states of a class that are asked: those that tell policies apart; nothing, everything or no one thing known; kinds
 * of agency, days, settings and the word of a consent each varied beside every least way to open the square; and every
 * assignment of TRUE, FALSE and UNKNOWN where there are no more than `whole`. The first state opens the square, where
 * one does.
 */
export function statesOf(asked: SquareClass, { whole, everySetting }: Reach): readonly State[] {
  const seeds = seedsOf(asked);
  const every = 3 ** asked.facts.length <= whole ? everyAssignment(asked.facts) : TRUTHS.map((truth) => findings(asked.facts, () => truth));
  const states = distinct([
    ...seeds.flatMap((seed) => varied(asked, seed)), ...tellingStates(asked, seeds),
    ...every.map((facts): State => ({ ...besideOf(asked, ...seeds), facts })),
  ]);
  return everySetting ? distinct(states.flatMap((state) => [state, ...readings(asked).map((settings): State => ({ ...state, settings }))])) : states;
}

/**
 * The states in which permissions open the square, for whom duties are owed: each by its least of facts, and all of them
 * together, each with what the rows that bring duties to permissions of others ask false, unknown and true.
 */
export function openingStates(asked: SquareClass): readonly State[] {
  const seeds = seedsOf(asked);
  const asksOfDuties = new Set(asked.rules.filter((rule) => rule.effect !== 'PERMIT' && rule.obligations !== undefined).flatMap((rule) => (rule.when.facts ?? []).flat()));
  const opened = [...seeds, ...(seeds.length > 1 ? [{ ...seeds[0]!, facts: seeds.reduce<Facts>((all, { facts }) => union(all, facts), new Set()) }] : [])];
  const truths = asksOfDuties.size === 0 ? (['FALSE'] as const) : TRUTHS;
  return distinct(opened.flatMap((seed) => truths.map((truth): State => ({
    ...besideOf(asked, seed, ...seeds),
    kind: seed.kind ?? asked.kinds[0]!,
    facts: findings(asked.facts, (name) => (seed.facts.has(name) ? 'TRUE' : asksOfDuties.has(name) ? truth : 'FALSE')),
  }))));
}

/** No setting on, each one alone, and all. */
const readings = ({ settings }: SquareClass): readonly (readonly SettingName[])[] => [[], ...settings.map((one) => [one]), settings];

/** Everything but the facts varied beside one least way to open the square. */
function varied(asked: SquareClass, seed: Seed): readonly State[] {
  const own: State = {
    ...besideOf(asked, seed), settings: seed.setting === undefined ? [] : [seed.setting],
    facts: findings(asked.facts, (name) => (seed.facts.has(name) ? 'TRUE' : 'FALSE')),
  };
  return [
    own, ...asked.kinds.map((kind): State => ({ ...own, kind })), ...asked.days.map((day): State => ({ ...own, day })),
    ...readings(asked).map((settings): State => ({ ...own, settings })),
    ...(asked.widens ? [{ ...own, consentNamesCategory: true }] : []),
  ];
}

function distinct(states: readonly State[]): readonly State[] {
  const key = ({ facts, kind, day, settings, consentNamesCategory }: State): string =>
    JSON.stringify([Object.values(facts), kind, day, settings, consentNamesCategory]);
  return [...new Map(states.map((state) => [key(state), state])).values()];
}
