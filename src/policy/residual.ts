import { plusDays, type LocalDate } from '../kernel/dates.js';
import { CATEGORY_REGIMES } from '../law/category-regimes.js';
import { CATEGORIES, CATEGORY_FACTS, type Category } from '../law/category.js';
import { ACT_CODE, CSEC_CATEGORY, CSEC_SENSITIVITY } from '../law/code-systems.js';
import type { CellDecision } from './decision.js';
import type { RowLimit } from './evaluation/row-limit.js';

export interface SecurityLabel {
  readonly system: string;
  readonly code: string;
}

/** A step of the residual of IHE PCF: a later one stands before an earlier; any of its labels is enough. Absent members: whatever. */
export interface ResidualStep {
  readonly type: 'forbid' | 'permit';
  readonly securityLabel?: readonly SecurityLabel[];
  /** Days, both included; an absent end is open. */
  readonly dataPeriod?: { readonly start?: LocalDate; readonly end?: LocalDate };
}

type Days = Pick<RowLimit, 'from' | 'to'>;

const EVERY_DAY: Days = { from: null, to: null };

/** The days of one limit, where it is of days alone. */
const daysOf = ({ from, to, sources }: RowLimit): Days | null => (sources === null ? { from, to } : null);

/** The days on which a cell is released in full; none where it is withheld, in outline only, or by source. */
function daysReleased({ outcome, extent, everyRow, rows }: CellDecision): readonly Days[] {
  if (outcome !== 'P' || extent === 'MINIMUM') return [];
  if (rows === null) return everyRow === null || everyRow === 'MINIMUM' ? [] : [EVERY_DAY];
  return rows.flatMap((limit) => daysOf(limit) ?? []);
}

/** The days on which a category is released in full from every source that it can come from. */
function daysOfCategory(category: Category, cells: readonly CellDecision[]): readonly Days[] {
  const of = CATEGORY_REGIMES[category].map((regime) => cells.find((cell) => cell.category === category && cell.regime === regime));
  const [first, ...others] = of.map((cell) => (cell === undefined ? [] : daysReleased(cell)));
  const text = JSON.stringify(first);
  return others.every((days) => JSON.stringify(days) === text) ? first ?? [] : [];
}

const coded = (code: string): SecurityLabel =>
  (code.startsWith('csec:') ? { system: CSEC_SENSITIVITY, code: code.slice('csec:'.length) } : { system: ACT_CODE, code });

/** The labels of a category that no category outside the list bears, with its own name. */
function labelsOf(category: Category, released: readonly Category[]): readonly SecurityLabel[] {
  const others = CATEGORIES.filter((one) => !released.includes(one)).flatMap((one) => CATEGORY_FACTS[one].sensitivity);
  return [{ system: CSEC_CATEGORY, code: category }, ...CATEGORY_FACTS[category].sensitivity.filter((code) => !others.includes(code)).map(coded)];
}

function step(labels: readonly SecurityLabel[], { from, to }: Days): ResidualStep {
  const period = { ...(from !== null && { start: from }), ...(to !== null && { end: plusDays(to, -1) }) };
  return { type: 'permit', securityLabel: labels, ...(Object.keys(period).length > 0 && { dataPeriod: period }) };
}

/**
 * What a point of enforcement behind this one may let through, in the form of the residual of IHE PCF: nothing, but for the
 * categories that are released in full from every source.
 *
 * Shape: a function of the decided cells alone. A category that law conceals stands in none, released or not, and no label
 * that one bears is in it, so that nothing tells such a category from one without records (rules G1, G9). What is released
 * in outline, of some sources or by source is not let through: the form cannot say it. Source: consent-engine rules, 4.5.
 */
export function residualOf(cells: readonly CellDecision[]): readonly ResidualStep[] {
  const open = CATEGORIES.filter((category) => CATEGORY_FACTS[category].whenWithheld === 'state')
    .map((category) => ({ category, days: daysOfCategory(category, cells) })).filter(({ days }) => days.length > 0);
  const periods = new Map(open.flatMap(({ days }) => days).map((days) => [JSON.stringify(days), days]));
  const permits = [...periods].map(([key, days]) => {
    const of = open.filter((one) => one.days.some((other) => JSON.stringify(other) === key)).map(({ category }) => category);
    // A label that a category bears which is released on fewer days would let through the rest of that one.
    return step(of.flatMap((category) => labelsOf(category, of)).filter(first), days);
  });
  return [{ type: 'forbid' }, ...permits];
}

const first = (label: SecurityLabel, at: number, all: readonly SecurityLabel[]): boolean =>
  all.findIndex(({ system, code }) => system === label.system && code === label.code) === at;
