import { plusDays, type LocalDate } from '../kernel/dates.js';
import { CATEGORY_REGIMES } from '../law/category-regimes.js';
import { CATEGORIES, CATEGORY_FACTS, type Category } from '../law/category.js';
import { ACT_CODE, CSEC_CATEGORY, CSEC_SENSITIVITY } from '../law/code-systems.js';
import type { CellDecision, Decision } from './decision.js';
import type { RowLimit } from './evaluation/row-limit.js';
import { evaluationsOpened } from './filing.js';

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

/** Who is told, and what is decided of him. */
type Decided = Pick<Decision, 'cells' | 'role'>;

/** Rows of these are apart by their own access, or there for who is released something else as well: no release of them is whole. */
const ROWS_APART: readonly Category[] = ['CASE_FACTS', 'CSEC_STATUS', 'WORKER_CONTACT'];

/** What a team said is for its members alone, whatever it is about: no decision on a category lets it through. Authority: WIC_830, WIC_18961_7. */
const TALK: SecurityLabel = { system: CSEC_SENSITIVITY, code: 'TEAM_DISCUSSION' };

/**
 * Whether all rows of a cell are released with all their words: care to which the minor consented (rule R-46), evaluations
 * that a court ordered (rule R-56), and texts, of which an abuse report's needs a release of narratives (rule G6).
 */
function isWhole(cell: CellDecision, decided: Decided): boolean {
  if (cell.outcome !== 'P' || !cell.minorConsented) return false;
  const evaluations = evaluationsOpened(decided, cell);
  if (evaluations !== null && JSON.stringify(evaluations) !== JSON.stringify(cell.rows)) return false;
  if (cell.extent !== 'FULL') return cell.extent === 'NARRATIVE';
  const wordsToo = cell.basis === 'COURT_ORDER' || (cell.basis === 'AGENCY' && decided.role === 'COUNTY_WORKER');
  return wordsToo && cell.category !== 'ABUSE_REPORT';
}

/** The one span of days on which a cell is released whole; null where it is not, or by source, or on several spans. */
function daysReleased(cell: CellDecision | undefined, decided: Decided): Days | null {
  if (cell === undefined || !isWhole(cell, decided)) return null;
  if (cell.rows === null) return cell.everyRow === cell.extent ? EVERY_DAY : null;
  const [only, ...more] = cell.rows;
  return only === undefined || more.length > 0 ? null : daysOf(only);
}

const keyOf = (days: Days | null): string => JSON.stringify(days);

/** The days on which a category is released whole from every source that it can come from. */
function daysOfCategory(category: Category, decided: Decided): Days | null {
  if (ROWS_APART.includes(category) || CATEGORY_FACTS[category].whenWithheld === 'conceal') return null;
  const [days = null, ...others] = CATEGORY_REGIMES[category]
    .map((regime) => daysReleased(decided.cells.find((cell) => cell.category === category && cell.regime === regime), decided));
  return others.every((other) => keyOf(other) === keyOf(days)) ? days : null;
}

/** Without what bears a label that something released on other days, or not at all, bears as well; what that leaves alone goes too. */
function apart(open: ReadonlyMap<Category, Days>): ReadonlyMap<Category, Days> {
  const daysIn = (category: Category): string => keyOf(open.get(category) ?? null);
  const sharers = (category: Category): readonly Category[] =>
    CATEGORIES.filter((one) => CATEGORY_FACTS[one].sensitivity.some((code) => CATEGORY_FACTS[category].sensitivity.includes(code)));
  const left = new Map([...open].filter(([category]) => sharers(category).every((one) => daysIn(one) === daysIn(category))));
  return left.size === open.size ? left : apart(left);
}

const coded = (code: string): SecurityLabel =>
  (code.startsWith('csec:') ? { system: CSEC_SENSITIVITY, code: code.slice('csec:'.length) } : { system: ACT_CODE, code });

/** The labels of these categories, each once, with their own names. */
function labelsOf(categories: readonly Category[]): readonly SecurityLabel[] {
  const codes = new Set(categories.flatMap((category) => CATEGORY_FACTS[category].sensitivity));
  return [...categories.map((category) => ({ system: CSEC_CATEGORY, code: category })), ...[...codes].map(coded)];
}

function step(type: ResidualStep['type'], labels: readonly SecurityLabel[], { from, to }: Days): ResidualStep {
  const period = { ...(from !== null && { start: from }), ...(to !== null && { end: plusDays(to, -1) }) };
  return { type, securityLabel: labels, ...(Object.keys(period).length > 0 && { dataPeriod: period }) };
}

interface Group {
  readonly days: Days;
  readonly labels: readonly SecurityLabel[];
}

/** What is released whole on some days alone: never what has no day, and on its days alone also beside what is released on others. */
function stepsOnDays(groups: readonly Group[]): readonly ResidualStep[] {
  if (groups.length === 0) return [];
  return [
    step('forbid', groups.flatMap(({ labels }) => labels), EVERY_DAY),
    ...groups.map(({ labels, days }) => step('permit', labels, days)),
    ...(groups.length === 1 ? [] : groups).flatMap(({ labels, days: { from, to } }) => [
      ...(from === null ? [] : [step('forbid', labels, { from: null, to: from })]), ...(to === null ? [] : [step('forbid', labels, { from: to, to: null })]),
    ]),
  ];
}

/**
 * What a point of enforcement behind this one may let through, in the form of the residual of IHE PCF: nothing, but for the
 * categories that are released whole from every source; and in the end nothing that bears a label of any other category,
 * whatever else it bears.
 *
 * Shape: a function of role and decided cells alone. Left out is what is released in outline, without its texts, by source,
 * on several spans of days, or but for some rows: care to which the minor consented, evaluations that a court ordered, what
 * is of limited access; where a participant in Safe at Home lives, unless that is released too, with which it shares a label;
 * and whatever shares a label with what is left out. What law conceals is always forbidden, released or not, so that nothing
 * tells such a category from one without records (rules G1, G9). Source: consent-engine rules, 4.5.
 */
export function residualOf(decided: Decided): readonly ResidualStep[] {
  const open = apart(new Map(CATEGORIES.flatMap((category) => {
    const days = daysOfCategory(category, decided);
    return days === null ? [] : [[category, days] as const];
  })));
  if (open.size === 0) return [{ type: 'forbid' }];
  const spans = new Map([...open.values()].map((days) => [keyOf(days), days]));
  const groups = [...spans].map(([key, days]): Group => (
    { days, labels: labelsOf([...open].filter(([, others]) => keyOf(others) === key).map(([category]) => category)) }));
  const [always, onDays] = [true, false].map((every) => groups.filter(({ days }) => (days.from === null && days.to === null) === every)) as [Group[], Group[]];
  const others = CATEGORIES.filter((category) => !open.has(category));
  return [
    { type: 'forbid' }, ...always.map(({ labels, days }) => step('permit', labels, days)), ...stepsOnDays(onDays),
    step('forbid', [...labelsOf(others), TALK], EVERY_DAY),
  ];
}
