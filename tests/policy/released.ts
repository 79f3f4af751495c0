import { CATEGORY_FACTS } from '../../src/law/category.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { compilePolicy, type CompiledPolicy } from '../../src/policy/evaluation/compile.js';
import { decide } from '../../src/policy/decide.js';
import type { CellDecision, Decision } from '../../src/policy/decision.js';
import type { Facts } from '../../src/policy/facts.js';
import type { Category } from '../../src/law/category.js';
import type { Regime } from '../../src/law/regime.js';

export const POLICY: CompiledPolicy = compilePolicy();

export function decided(context: AccessContext, facts: Facts, policy: CompiledPolicy = POLICY): Decision {
  return decide(context, facts, policy);
}

/** What is released, in words: `C05 CHILD_WELFARE FULL by AGENCY`. */
export function released(context: AccessContext, facts: Facts, policy: CompiledPolicy = POLICY): readonly string[] {
  return decided(context, facts, policy).cells.filter((cell) => cell.outcome === 'P')
    .map((cell) => `${CATEGORY_FACTS[cell.category].id} ${cell.regime} ${cell.extent} by ${cell.basis}`);
}

export function cellOf(decision: Decision, category: Category, regime: Regime = 'CHILD_WELFARE'): CellDecision {
  const cell = decision.cells.find((one) => one.category === category && one.regime === regime);
  if (cell === undefined) throw new Error(`No cell ${category} ${regime}.`);
  return cell;
}
