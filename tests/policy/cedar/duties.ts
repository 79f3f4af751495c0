import { GATEWAY_DUTIES, OBLIGATIONS, type ObligationId } from '../../../src/law/obligation.js';
import type { Basis } from '../../../src/law/basis.js';
import type { CellDecision } from '../../../src/policy/decision.js';
import type { Rule } from '../../../src/policy/rule.js';
import { classesWithDuties, type Square, type SquareClass } from './class.js';
import { asker, load } from './engine.js';
import { openingStates, type State } from './inputs.js';
import { dutiesOf, policiesFor, ruleOf, type CedarPolicy } from './policy-text.js';
import { OurSide, questionOf, summed, type Comparison, type Disagreement } from './twin.js';

const SET = 'duties';
const ALL = Object.keys(OBLIGATIONS) as ObligationId[];

/** Every policy of the rows, and those that say what duties they bring. */
export function policiesWithDuties(rules: readonly Rule[]): readonly CedarPolicy[] {
  return [...policiesFor(rules), ...rules.flatMap(dutiesOf)];
}

/** What recipients cannot honour: each duty that a row brings, what the gateway does itself, what no row brings, and anything at all. */
function lacksOf({ rules }: SquareClass): readonly (readonly ObligationId[])[] {
  const owed = new Set(rules.flatMap((rule) => rule.obligations ?? []));
  return [...[...owed].map((one) => [one]), [...GATEWAY_DUTIES], ALL.filter((one) => !owed.has(one)), ALL];
}

interface Asked {
  readonly one: SquareClass;
  readonly square: Square;
  readonly state: State;
  /** What ours says of who can honour every duty. */
  readonly undeclared: CellDecision;
  readonly lacking: readonly (readonly ObligationId[])[];
}

/**
 * What Cedar makes of duties (step 7): a cell is released as it would be to who can honour all of them, unless a basis that
 * permits it owes one that the recipient cannot honour; then it is withheld, whatever else permits it.
 */
function compareState(ours: OurSide, { one, square, state, undeclared, lacking }: Asked): Comparison {
  const asking = (lacks: readonly ObligationId[]) => asker(SET, { ...questionOf(one.settings, square, state), lacks });
  const whole = asking([]);
  const permitted = one.bases.filter((basis) => whole(basis, 'MINIMUM').allowed);
  const found = lacking.map((lacks): Disagreement | null => {
    const ask = asking(lacks);
    const answers = permitted.map((basis) => ask(basis, 'MINIMUM'));
    const closing = answers.filter(({ allowed }) => !allowed).flatMap(({ reasons }) => reasons.map(ruleOf));
    const decided = ours.decides(square, state, lacks);
    if (agrees(decided, { undeclared, permitted, closing })) return null;
    return {
      square: `${square.role} ${square.purpose} ${square.cell.category} ${square.cell.regime} without ${lacks.join()}`, state,
      ours: decided.outcome === 'P' ? `P by ${decided.basis}` : `D ${decided.reason}`,
      cedar: closing.length > 0 ? 'deny' : permitted.length > 0 ? 'allow' : 'no basis', rules: [...new Set([...decided.rules, ...closing])].sort(),
    };
  });
  return {
    states: found.length, questions: one.bases.length + found.length * permitted.length,
    disagreements: found.filter((each) => each !== null),
  };
}

/** What tells these duties in one state from the same in another: the rows that can bring them, what those ask, which do, and the basis. */
function aboutDuties(lacks: readonly ObligationId[], { one, state, undeclared }: Omit<Asked, 'lacking'>): string {
  const bring = one.rules.filter(({ obligations = [] }) => obligations.some((id) => lacks.includes(id)));
  const asked = new Set(bring.filter(({ effect }) => effect !== 'PERMIT').flatMap(({ when }) => (when.facts ?? []).flat()));
  return [
    lacks, [undeclared.basis], bring.map(({ id }) => `${id} ${undeclared.rules.includes(id)}`), [...asked].map((name) => state.facts[name]),
  ].map((each) => each.join()).join('; ');
}

/** Whether ours comes out as Cedar says, by rows among which are those that Cedar names. */
function agrees(
  ours: CellDecision, { undeclared, permitted, closing }: { readonly undeclared: CellDecision; readonly permitted: readonly Basis[]; readonly closing: readonly string[] },
): boolean {
  if ((undeclared.outcome === 'P') !== permitted.length > 0) return false;
  if (closing.length === 0) return ours.outcome === undeclared.outcome && ours.reason === undeclared.reason && ours.basis === undeclared.basis;
  return ours.outcome === 'D' && ours.reason === 'OBLIGATION_UNSUPPORTED' && closing.every((id) => ours.rules.includes(id));
}

/**
 * Asks both sides what is withheld from recipients that cannot honour a duty: of one square of each class of squares of
 * which the same rows can speak, those that only bring duties among them. Each permission by its least of facts, and all
 * of them together, with what the duties ask true, false and unknown. Unless `whole`, what the same rows bring of a
 * duty on the same basis is asked once.
 */
export function compareDuties(
  rules: readonly Rule[], policies: readonly CedarPolicy[], { squares, whole }: { readonly squares: readonly Square[]; readonly whole: boolean },
): Comparison {
  const ours = new OurSide(rules);
  const asked = new Set<string>();
  const asks = (about: string): boolean => whole || asked.size < asked.add(about).size;
  return summed(classesWithDuties(rules, squares).filter(({ bases }) => bases.length > 0).map((one) => {
    const square = one.squares[0]!;
    const ids = new Set([...one.rules.map(({ id }) => id), `CELL/${square.cell.category}`]);
    const found = openingStates(one).map((state) => ({ one, square, state, undeclared: ours.decides(square, state) }))
      .map((each) => ({ ...each, lacking: lacksOf(one).filter((lacks) => asks(aboutDuties(lacks, each))) })).filter(({ lacking }) => lacking.length > 0);
    if (found.length > 0) load(SET, policies.filter(({ rule }) => ids.has(rule)));
    return summed(found.map((each) => compareState(ours, each)));
  }));
}
