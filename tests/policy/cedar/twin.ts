import type { AgencyKind } from '../../../src/law/agreement.js';
import { BASES, type Basis } from '../../../src/law/basis.js';
import { CATEGORIES } from '../../../src/law/category.js';
import { EXTENTS, type Extent } from '../../../src/law/extent.js';
import { OBLIGATIONS, type ObligationId } from '../../../src/law/obligation.js';
import type { Purpose } from '../../../src/law/purpose.js';
import type { Role } from '../../../src/law/role.js';
import { compilePolicy, type CompiledPolicy } from '../../../src/policy/evaluation/compile.js';
import { reviewConsents, type Coverage } from '../../../src/policy/consents/consent-review.js';
import { decideCell } from '../../../src/policy/evaluation/decide-cell.js';
import type { CellDecision } from '../../../src/policy/decision.js';
import { Evaluation } from '../../../src/policy/evaluation/evaluation.js';
import { NO, NOT_KNOWN, YES, type Finding, type Truth } from '../../../src/policy/evaluation/finding.js';
import { PREDICATE_NAMES } from '../../../src/policy/evaluation/predicate-names.js';
import type { Predicates } from '../../../src/policy/evaluation/predicates.js';
import type { Rule } from '../../../src/policy/rule.js';
import { STRICT_SETTINGS, settingsWith, type SettingName } from '../../../src/policy/settings.js';
import { situationOf, type Situation } from '../../../src/policy/situation.js';
import { agency, asking, consentFor, facts } from '../people.js';
import { asker, load, type Findings, type Question } from './engine.js';
import { policiesFor, policiesOf, ruleOf, type CedarPolicy } from './policy-text.js';
import type { Square, SquareClass } from './class.js';
import type { State } from './inputs.js';

const ALL_DUTIES = Object.keys(OBLIGATIONS) as ObligationId[];
const FINDING: Readonly<Record<Truth, Finding>> = { TRUE: YES, FALSE: NO, UNKNOWN: NOT_KNOWN };

/** Our own side: the rules compiled with predicates that say what they are told, one policy for each set of settings. */
export class OurSide {
  #told: Findings = {};
  readonly #policies = new Map<string, CompiledPolicy>();
  readonly #situations = new Map<string, Situation>();
  readonly #predicates: Predicates = Object.fromEntries(
    PREDICATE_NAMES.map((name) => [name, (): Finding => FINDING[this.#told[name] ?? 'FALSE']])) as unknown as Predicates;

  constructor(readonly rules: readonly Rule[]) {}

  #policy(on: readonly SettingName[]): CompiledPolicy {
    const key = on.join();
    const made = this.#policies.get(key)
      ?? compilePolicy({ rules: this.rules, predicates: this.#predicates, settings: settingsWith(Object.fromEntries(on.map((name) => [name, true]))) });
    this.#policies.set(key, made);
    return made;
  }

  #situation(role: Role, purpose: Purpose, kind: AgencyKind, lacks: readonly ObligationId[]): Situation {
    const key = `${role}/${purpose}/${kind}/${lacks.join()}`;
    const about = facts();
    // What another county recorded, and all of them together, must change nothing for a youth of this one.
    const declared = lacks.length === 0 ? {}
      : { dutiesHonoured: ALL_DUTIES, dutiesByCounty: { [about.subject.county!]: ALL_DUTIES.filter((id) => !lacks.includes(id)), 99: ALL_DUTIES } };
    const made = this.#situations.get(key)
      ?? { ...situationOf(asking(role, { purpose, who: { agency: agency(kind, declared) } }), about, STRICT_SETTINGS), role };
    this.#situations.set(key, made);
    return made;
  }

  /** What `decide` says of the square in that state, of a recipient that cannot honour those duties. */
  decides({ role, purpose, cell }: Square, state: State, lacks: readonly ObligationId[] = []): CellDecision {
    const policy = this.#policy(state.settings);
    const program = policy.program(role, purpose).find((one) => one.cell === cell)!;
    const situation = { ...this.#situation(role, purpose, state.kind, lacks), settings: policy.settings, day: state.day };
    const covering = (): Coverage =>
      ({ consent: consentFor(situation.context.caller.agency, { fields: [cell.category] }), covers: true, failed: [], until: null, rows: null });
    const review = { ...reviewConsents(situation), coverages: () => (state.consentNamesCategory ? [covering()] : []) };
    this.#told = state.facts;
    return decideCell(program, new Evaluation(policy, situation, review));
  }
}

/** A square and state on which Cedar and we do not agree. */
export interface Disagreement {
  readonly square: string;
  readonly ours: string;
  readonly cedar: string;
  /** The rows that either side names, and those that a fresh Cedar text names. */
  readonly rules: readonly string[];
  readonly state: State;
}

export interface Comparison {
  readonly questions: number;
  readonly states: number;
  readonly disagreements: readonly Disagreement[];
}

const SET = 'class';
const next = (extent: Extent): Extent | undefined => EXTENTS[EXTENTS.indexOf(extent) + 1];

interface Expected {
  readonly basis: Basis;
  readonly extent: Extent;
  readonly allowed: boolean;
}

/**
 * What Cedar must answer, basis by basis, where ours is the first basis of the widest extent: that basis reaches the
 * extent and no further, those before it do not reach it, those after it no further.
 */
function expectations({ outcome, basis, extent }: CellDecision, bases: readonly Basis[]): readonly Expected[] {
  if (outcome === 'D' || basis === null || extent === null) return bases.map((one) => ({ basis: one, extent: 'MINIMUM', allowed: false }));
  const beyond = next(extent);
  return [
    { basis, extent, allowed: true },
    ...[...new Set([...bases, basis])].flatMap((one): readonly Expected[] => {
      if (BASES.indexOf(one) < BASES.indexOf(basis)) return [{ basis: one, extent, allowed: false }];
      return beyond === undefined ? [] : [{ basis: one, extent: beyond, allowed: false }];
    }),
  ];
}

/** Compares both sides on states of squares whose rows Cedar is given as `policies`. */
export class Twin {
  readonly #ours: OurSide;
  readonly #policies: readonly CedarPolicy[];

  constructor(readonly rules: readonly Rule[], policies: readonly CedarPolicy[] = policiesFor(rules)) {
    this.#ours = new OurSide(rules);
    this.#policies = policies;
  }

  /** Every state on one square of the class, and on every other square of it the `probes`. */
  compareClass(one: SquareClass, states: readonly State[], probes: readonly State[]): Comparison {
    this.#load(one);
    const [first, ...others] = one.squares;
    return summed([
      ...states.map((state) => this.#compare(one, first!, state)),
      ...others.flatMap((square) => probes.map((state) => this.#compare(one, square, state))),
    ]);
  }

  /** The first disagreement on these states of one square of the class; null where there is none. */
  firstDisagreement(one: SquareClass, states: readonly State[]): Disagreement | null {
    this.#load(one);
    for (const state of states) {
      const [found] = this.#compare(one, one.squares[0]!, state).disagreements;
      if (found !== undefined) return found;
    }
    return null;
  }

  /** Cedar is given the rows that can speak of the class, and what guards its cells. */
  #load({ rules, squares }: SquareClass): void {
    const ids = new Set([...rules.map((rule) => rule.id), ...squares.map(({ cell }) => `CELL/${cell.category}`)]);
    load(SET, this.#policies.filter(({ rule }) => ids.has(rule)));
  }

  #compare({ rules, bases, settings }: SquareClass, square: Square, state: State): Comparison {
    const ours = this.#ours.decides(square, state);
    const question = questionOf(settings, square, state);
    const ask = asker(SET, question);
    // Where no row opens anything Cedar is asked of one basis, another in each category.
    const asked = bases.length > 0 ? bases : [BASES[CATEGORIES.indexOf(square.cell.category) % BASES.length]!];
    const expected = expectations(ours, asked);
    const disagreements = expected.flatMap(({ basis, extent, allowed }): readonly Disagreement[] => {
      const answer = ask(basis, extent);
      const named = answer.reasons.map(ruleOf);
      const unsaid = allowed ? named.filter((id) => !ours.rules.includes(id)) : [];
      if (answer.allowed === allowed && unsaid.length === 0) return [];
      return [disagreement({ question, state, ours, rules, named, basis, extent, allowed: answer.allowed })];
    });
    return { questions: expected.length, states: 1, disagreements };
  }
}

/** The question that asks Cedar of that square and state. */
export function questionOf(asked: readonly SettingName[], { role, purpose, cell }: Square, { kind, ...state }: State): Question {
  const settings = Object.fromEntries(asked.map((name) => [name, state.settings.includes(name)]));
  return { role, purpose, ...cell, ...state, settings, agencyKind: kind };
}

interface Found {
  readonly question: Question;
  readonly state: State;
  readonly ours: CellDecision;
  readonly rules: readonly Rule[];
  readonly named: readonly string[];
  readonly basis: Basis;
  readonly extent: Extent;
  readonly allowed: boolean;
}

function disagreement({ question, state, ours, rules, named, basis, extent, allowed }: Found): Disagreement {
  load('fresh', rules.flatMap(policiesOf));
  const fresh = asker('fresh', question)(basis, extent).reasons.map(ruleOf);
  return {
    square: `${question.role} ${question.purpose} ${question.category} ${question.regime}`, state,
    ours: ours.outcome === 'P' ? `P ${ours.extent} by ${ours.basis}` : `D ${ours.reason}`,
    cedar: `${basis} to ${extent}: ${allowed ? 'allow' : 'deny'}`, rules: [...new Set([...ours.rules, ...named, ...fresh])].sort(),
  };
}

/** Adds comparisons up. */
export function summed(all: readonly Comparison[]): Comparison {
  return {
    questions: all.reduce((sum, one) => sum + one.questions, 0), states: all.reduce((sum, one) => sum + one.states, 0),
    disagreements: all.flatMap((one) => one.disagreements),
  };
}
