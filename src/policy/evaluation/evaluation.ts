import { BASES, type Basis } from '../../law/basis.js';
import type { Cell } from '../../law/category-regimes.js';
import type { Category } from '../../law/category.js';
import type { ObligationId } from '../../law/obligation.js';
import type { Instant, LocalDate } from '../../kernel/dates.js';
import { dayBegins } from '../relations/county-calendar.js';
import type { BoundConditions, BoundRule, CompiledPolicy, RuleList } from './compile.js';
import type { ConsentReview } from '../consents/consent-review.js';
import type { Outcome } from '../decision.js';
import { dutiesTowards } from '../duties-honoured.js';
import type { Digest } from './digest.js';
import { NO, NOT_KNOWN, YES, earlier, later, yesUntil, type Finding } from './finding.js';
import type { Asked } from './precedents.js';
import { CELL_PREDICATES, PREDICATE_NAMES } from './predicate-names.js';
import { bothOf, eitherOf, type RowLimits } from './row-limit.js';
import { rowLimitsOfOrders } from '../relations/court-orders.js';
import type { Situation } from '../situation.js';
import { liveTeams } from '../relations/team-checks.js';

/** What one layer says of one cell. */
export interface LayerFinding {
  readonly outcome: Outcome;
  /** A rule of the layer threw. */
  readonly failed: boolean;
  /** The rules that spoke and brought the outcome about. */
  readonly spoke: readonly BoundRule[];
  /** Until when what the layer requires is met. */
  readonly until: Instant | null;
  /** What those rules amount to, once it was asked. */
  digest: Digest | null;
}

const SILENT: LayerFinding = Object.freeze({ outcome: 'N', failed: false, spoke: [], until: null, digest: null });
const FAILED: LayerFinding = Object.freeze({ outcome: 'N', failed: true, spoke: [], until: null, digest: null });
const OF_CELL: readonly boolean[] = PREDICATE_NAMES.map((name) => (CELL_PREDICATES as readonly string[]).includes(name));

const BASIS_PLACE = Object.freeze(Object.fromEntries(BASES.map((basis, at) => [basis, at]))) as Readonly<Record<Basis, number>>;

/** Denial overrides; then what is not known; then permission. */
const WEIGHT: Readonly<Record<Outcome, number>> = { N: 0, P: 1, I: 2, D: 3 };

/** What a release names that its rules do not, found of caller and subject. */
const NAMED = {
  TEAMS: liveTeams,
} as const satisfies Record<string, (situation: Situation) => readonly string[]>;

/** What is asked of caller and subject: a predicate by its place, or what a release names. */
export type Question = number | keyof typeof NAMED;

/** Evaluates rules for one situation; what depends on the subject alone is found once. */
export class Evaluation {
  readonly #found: (Finding | undefined)[] = [];
  readonly #applied: (Finding | undefined)[] = [];
  readonly #said = new Map<RuleList, LayerFinding>();
  readonly #saidOnBasis = new Map<RuleList, (LayerFinding | undefined)[]>();
  readonly #named: Partial<Record<keyof typeof NAMED, readonly string[]>> = {};
  readonly #noted = new Set<Question>();
  #asked: Asked<Question>[] | null = [];

  /** Whether any document on file reaches some rows only. */
  readonly limited: boolean;
  /** Whether a consent, refusal, order or approval is on file. */
  readonly documented: boolean;
  /** Whether what is on file names itself in what is released by it, so that nothing found here is found of another. */
  readonly unprecedented: boolean;
  /** The duties that the caller's agency can honour with what is of this subject; null is all that there are. */
  readonly duties: readonly ObligationId[] | null;
  /** The categories that a consent, refusal, order or approval on file speaks of, or may. */
  readonly #spokenOf: ReadonlySet<Category>;

  constructor(readonly policy: CompiledPolicy, readonly situation: Situation, readonly review: ConsentReview) {
    const { consents, orders = [], approvals = [] } = situation.facts;
    this.limited = review.limiting || orders.some(({ dataFrom, dataTo }) => dataFrom !== null || dataTo !== null);
    this.documented = consents.length > 0 || orders.length > 0 || approvals.length > 0;
    this.#spokenOf = orders.length === 0 && approvals.length === 0 ? review.spokenOf
      : new Set([...review.spokenOf, ...orders.flatMap(({ categories }) => categories), ...approvals.flatMap(({ categories }) => categories)]);
    this.duties = dutiesTowards(situation.context.caller.agency, situation.facts.subject.county);
    this.unprecedented = (situation.facts.mandates ?? []).length > 0 || (situation.facts.emergencies ?? []).length > 0;
  }

  /** Whether anything on file speaks of any category, or may: a document that names none it knows does not. */
  get touching(): boolean {
    return this.#spokenOf.size > 0;
  }

  /**
   * Whether a consent, refusal, order or approval on file speaks of the cell. Of cells of which none does, whatever the rules ask
   * is answered alike.
   */
  touched(cell: Cell): boolean {
    return this.documented && this.#spokenOf.has(cell.category);
  }

  /** The teams that a team basis rests on. */
  teams(): readonly string[] {
    const teams = this.#name('TEAMS');
    this.#note('TEAMS', teams.join());
    return teams;
  }

  /**
   * What rules asked of caller and subject alone so far, in the order in which it was first asked; null when something
   * of it could not be answered.
   */
  get asked(): readonly Asked<Question>[] | null {
    return this.#asked;
  }

  /** The answer to what rules ask of cells that nothing on file touches, of which the one given is one. Errors: whatever a predicate throws. */
  answer(question: Question, cell: Cell): string {
    return typeof question === 'number' ? inOneWord(this.#ofSubject(question, cell)) : this.#name(question).join();
  }

  #name(question: keyof typeof NAMED): readonly string[] {
    return (this.#named[question] ??= Object.freeze([...new Set(NAMED[question](this.situation))].sort()));
  }

  #note(question: Question, answer: string): void {
    if (this.#noted.has(question)) return;
    this.#noted.add(question);
    this.#asked?.push({ question, answer });
  }

  #find(at: number, cell: Cell): Finding {
    if (OF_CELL[at] === true && this.touched(cell)) return this.#ask(at, cell);
    try {
      const finding = this.#ofSubject(at, cell);
      this.#note(at, inOneWord(finding));
      return finding;
    } catch (fault) {
      this.#asked = null;
      throw fault;
    }
  }

  #ofSubject(at: number, cell: Cell): Finding {
    return (this.#found[at] ??= this.#ask(at, cell));
  }

  #ask(at: number, cell: Cell): Finding {
    const name = PREDICATE_NAMES[at];
    return name === undefined ? NOT_KNOWN : this.policy.predicates[name](this.situation, cell, this.review);
  }

  #all(set: readonly number[], cell: Cell): Finding {
    let until: Instant | null = null;
    let unknown = false;
    for (const at of set) {
      const finding = this.#find(at, cell);
      if (finding.truth === 'FALSE') return NO;
      if (finding.truth === 'UNKNOWN') unknown = true;
      until = earlier(until, finding.until);
    }
    return unknown ? NOT_KNOWN : yesUntil(until);
  }

  /** Any of these sets, all of whose members hold. Errors: whatever a predicate throws. */
  #holds(conditions: BoundConditions, cell: Cell): Finding {
    let best: Finding | null = null;
    let unknown = false;
    for (const set of conditions) {
      const finding = this.#all(set, cell);
      if (finding.truth === 'UNKNOWN') unknown = true;
      if (finding.truth === 'TRUE') best = best === null ? finding : yesUntil(later(best.until, finding.until));
    }
    return best ?? (unknown ? NOT_KNOWN : NO);
  }

  /**
   * The rows for which a rule's conditions hold: a consent or an order for some rows lends them to those rows only, and
   * two that hold in turn lend them to the rows of either. Shape: null is every row. Errors: whatever a predicate throws.
   */
  rowsOf(conditions: BoundConditions | null, cell: Cell): RowLimits {
    if (conditions === null || !this.limited) return null;
    const { review, situation } = this;
    const rowsOfOne = (at: number): RowLimits => {
      switch (PREDICATE_NAMES[at]) {
        case 'CONSENT_COVERS': return review.rows(cell);
        case 'CFT_CONSENT_COVERS': return review.rows(cell, 'CFT_832');
        case 'TRAFFICKING_CONSENT_COVERS': return review.rows(cell, 'HT_MDT_13753');
        case 'ORDER_COVERS': return rowLimitsOfOrders(situation, cell);
        default: return null;
      }
    };
    return conditions.filter((set) => this.#all(set, cell).truth === 'TRUE')
      .map((set) => set.map(rowsOfOne).reduce(bothOf, null)).reduce(eitherOf, []);
  }

  /** What a layer says of a cell, for what would be released on one basis. Errors: none; a rule that throws is told. */
  layer(list: RuleList, cell: Cell, basis: Basis | null = null): LayerFinding {
    if (list.rules.length === 0) return SILENT;
    if (list.ofCell && this.touched(cell)) return this.#layer(list.rules, cell, basis);
    return list.byBasis && basis !== null ? this.#onBasis(list, cell, basis) : this.#onAny(list, cell);
  }

  #onAny(list: RuleList, cell: Cell): LayerFinding {
    const known = this.#said.get(list);
    if (known !== undefined) return known;
    const found = this.#layer(list.rules, cell, null);
    this.#said.set(list, found);
    return found;
  }

  #onBasis(list: RuleList, cell: Cell, basis: Basis): LayerFinding {
    const known = this.#saidOnBasis.get(list) ?? [];
    if (known.length === 0) this.#saidOnBasis.set(list, known);
    return (known[BASIS_PLACE[basis]] ??= this.#layer(list.rules, cell, basis));
  }

  /** What the rules that spoke amount to. */
  digestOf(finding: LayerFinding): Digest {
    if (finding.spoke.length === 0) return this.policy.digest(finding.spoke);
    return (finding.digest ??= this.policy.digest(finding.spoke));
  }

  #layer(rules: readonly BoundRule[], cell: Cell, basis: Basis | null): LayerFinding {
    let outcome: Outcome = 'N';
    let spoke: BoundRule[] = [];
    let failed = false;
    let until: Instant | null = null;
    for (const bound of rules) {
      if (bound.bases !== null && (basis === null || !bound.bases.has(basis))) continue;
      try {
        const applies = this.applies(bound, cell);
        if (applies.truth === 'FALSE') continue;
        const required = bound.requires === null ? YES : this.#holds(bound.requires, cell);
        const said = outcomeOf(bound, applies, required);
        if (said === 'P') until = earlier(until, required.until);
        if (WEIGHT[said] > WEIGHT[outcome]) [outcome, spoke] = [said, [bound]];
        else if (said === outcome) spoke.push(bound);
      } catch {
        failed = true;
      }
    }
    if (outcome === 'N') return failed ? FAILED : SILENT;
    return { outcome, failed, spoke, until, digest: null };
  }

  /** Whether a rule's own conditions hold, and until when. Errors: whatever a predicate throws. */
  applies(bound: BoundRule, cell: Cell): Finding {
    if (bound.always) return YES;
    if (bound.ofCell && this.touched(cell)) return this.#asks(bound, cell);
    return (this.#applied[bound.place] ??= this.#asks(bound, cell));
  }

  #asks(bound: BoundRule, cell: Cell): Finding {
    const { context, day } = this.situation;
    if (bound.agencyKinds !== null && !bound.agencyKinds.has(context.caller.agency.kind)) return NO;
    const term = bound.dated ? inForceOn(bound, day) : YES;
    if (term.truth !== 'TRUE' || bound.facts === null) return term;
    const finding = this.#holds(bound.facts, cell);
    return finding.truth === 'TRUE' ? yesUntil(earlier(term.until, finding.until)) : finding;
  }
}

/** A finding as a text that tells it from every other. */
function inOneWord({ truth, until }: Finding): string {
  return until === null ? truth : `${truth} ${until}`;
}

/** A cap or a duty that may apply applies; everything else that may apply is not known. */
function outcomeOf({ rule }: BoundRule, applies: Finding, required: Finding): Outcome {
  const certain = applies.truth === 'TRUE';
  switch (rule.effect) {
    case 'PERMIT': return certain ? 'P' : 'I';
    case 'DENY': return certain ? 'D' : 'I';
    case 'LIMIT': case 'OBLIGE': return 'P';
    case 'REQUIRE':
      if (required.truth === 'TRUE') return 'P';
      return required.truth === 'FALSE' && certain ? 'D' : 'I';
  }
}

function inForceOn({ rule }: BoundRule, day: LocalDate): Finding {
  const { from, to } = rule.effective;
  if ((from !== null && day < from) || (to !== null && day >= to)) return NO;
  return yesUntil(to === null ? null : dayBegins(to));
}
