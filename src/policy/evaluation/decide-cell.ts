import type { Instant } from '../../kernel/dates.js';
import { PERMISSIVE_BASES, type Basis } from '../../law/basis.js';
import { EXTENTS, type Extent } from '../../law/extent.js';
import type { Role } from '../../law/role.js';
import { closedCell } from '../closed-cell.js';
import type { BoundRule, CellProgram } from './compile.js';
import type { Coverage } from '../consents/consent-review.js';
import type { CellDecision, WithholdReason } from '../decision.js';
import type { Digest } from './digest.js';
import { honours } from '../duties-honoured.js';
import type { Evaluation, LayerFinding } from './evaluation.js';
import { earlier } from './finding.js';
import { groundsOf } from './grounds.js';
import { COUNTY_ROW } from '../rule.js';
import { minorConsentedRows } from '../consents/minor-consented.js';
import { bothOf, eitherOf, withoutRows, type RowLimits } from './row-limit.js';

/** One basis that covers the cell by itself. */
interface Candidate {
  readonly basis: Basis;
  readonly extent: Extent;
  readonly spoke: readonly BoundRule[];
  readonly until: Instant | null;
  readonly widened: boolean;
  /** The rows it opens; null is every row. */
  readonly rows: RowLimits;
}

const NOTHING: readonly never[] = Object.freeze([]);
const RANK = Object.freeze(Object.fromEntries(EXTENTS.map((extent, at) => [extent, at]))) as Readonly<Record<Extent, number>>;
const rank = (extent: Extent): number => RANK[extent];

/** The numbers of the checks that consents naming the caller and the category fail; private. */
function failedChecksOf(coverages: readonly Coverage[]): readonly string[] {
  // One document's are in order already, and most youths have one.
  if (coverages.length === 1) return coverages[0]!.failed;
  return coverages.every(({ failed }) => failed.length === 0) ? NOTHING : [...new Set(coverages.flatMap((one) => one.failed))].sort();
}

/** A cell withheld for that reason, by those rules. */
export function withheld(
  program: CellProgram, reason: WithholdReason, digest: Digest | null = null, coverages: readonly Coverage[] = NOTHING,
): CellDecision {
  if (coverages.length > 0) return withheldBy(program, reason, digest, coverages);
  let byDigest = WITHHELD.get(program);
  if (byDigest === undefined) WITHHELD.set(program, byDigest = new Map());
  const known = byDigest.get(digest);
  const same = known?.[reason];
  if (same !== undefined) return same;
  const made = withheldBy(program, reason, digest, NOTHING);
  if (byDigest.size < LIMIT) byDigest.set(digest, { ...known, [reason]: made });
  return made;
}

// A cell withheld for one reason by the same rules is the same object every time: most cells of most decisions are.
const WITHHELD = new WeakMap<CellProgram, Map<Digest | null, Partial<Record<WithholdReason, CellDecision>>>>();
const LIMIT = 1000;

/** The decision on one cell as it falls to another that comes out alike. */
export function likewise(decided: CellDecision, { cell }: CellProgram): CellDecision {
  return Object.freeze({ ...decided, category: cell.category, regime: cell.regime });
}

function withheldBy({ cell }: CellProgram, reason: WithholdReason, digest: Digest | null, coverages: readonly Coverage[]): CellDecision {
  return closedCell(cell, reason, { ...digest, failedChecks: failedChecksOf(coverages) });
}

/** What a closing layer withholds for, or null when it leaves the cell open. */
function closedBy(finding: LayerFinding, reason: WithholdReason): WithholdReason | null {
  if (finding.outcome === 'D') return reason;
  if (finding.failed) return 'RULE_FAILED';
  return finding.outcome === 'I' ? 'INDETERMINATE' : null;
}

/** How far one basis opens the cell by itself: its widest rule that holds, and until that rule ends; null without one. */
function candidateOf(basis: Basis, finding: LayerFinding, program: CellProgram, evaluation: Evaluation): Candidate | null {
  let widest: BoundRule | null = null;
  for (const bound of finding.spoke) {
    if (bound.rule.effect !== 'PERMIT') continue;
    if (widest === null || rank(bound.rule.extent ?? 'MINIMUM') > rank(widest.rule.extent ?? 'MINIMUM')) widest = bound;
  }
  if (widest === null) return null;
  return {
    basis, extent: widest.rule.extent ?? 'MINIMUM', spoke: finding.spoke,
    until: earlier(finding.until, evaluation.applies(widest, program.cell).until), widened: widest.rule.widenedByFields === true,
    rows: evaluation.limited ? bothOf(rowsPermitted(finding, widest, program, evaluation), rowsRequired(finding, program, evaluation)) : null,
  };
}

/** The rows that the widest rule opens, or another as wide. */
function rowsPermitted({ spoke }: LayerFinding, widest: BoundRule, { cell }: CellProgram, evaluation: Evaluation): RowLimits {
  const asWide = spoke.filter(({ rule }) => rule.effect === 'PERMIT' && rank(rule.extent ?? 'MINIMUM') === rank(widest.rule.extent ?? 'MINIMUM'));
  return asWide.map((bound) => evaluation.rowsOf(bound.facts, cell)).reduce(eitherOf, []);
}

/** The rows for which whatever a layer requires is met. */
function rowsRequired({ spoke }: LayerFinding, { cell }: CellProgram, evaluation: Evaluation): RowLimits {
  return spoke.filter(({ rule }) => rule.effect === 'REQUIRE').map((bound) => evaluation.rowsOf(bound.requires, cell)).reduce(bothOf, null);
}

interface Bases {
  readonly candidates: readonly Candidate[];
  readonly unknown: boolean;
  readonly failed: boolean;
}

/** The bases that cover the cell, a mandate among them, each evaluated alone: what one lacks another never lends it. */
function basesOf(program: CellProgram, evaluation: Evaluation, mandate: LayerFinding): Bases {
  const mandated = mandate.outcome === 'P' ? candidateOf('MANDATE', mandate, program, evaluation) : null;
  const candidates: Candidate[] = mandated === null ? [] : [mandated];
  let unknown = mandate.outcome === 'I';
  let failed = false;
  for (const { basis, list } of program.bases) {
    const finding = evaluation.layer(list, program.cell);
    failed ||= finding.failed;
    unknown ||= finding.outcome === 'I';
    const candidate = finding.outcome === 'P' ? candidateOf(basis, finding, program, evaluation) : null;
    if (candidate !== null) candidates.push(candidate);
  }
  return { candidates, unknown, failed };
}

/** Whose restriction a narrowing is: the county's own policy's, for want of an approval alone, or that of the person who controls the record. */
function restrictionOf({ spoke }: LayerFinding): WithholdReason {
  if (!spoke.every(({ rule }) => rule.id.startsWith(COUNTY_ROW))) return 'SUBJECT_RESTRICTION';
  return spoke.every(({ rule }) => rule.approver !== undefined) ? 'APPROVAL_REQUIRED' : 'COUNTY_POLICY';
}

/** The candidate as far as the caps let it reach; a cap binds what a consent names beyond the extent too. */
function capped(candidate: Candidate, caps: readonly BoundRule[]): Candidate {
  let cap: Extent = 'NARRATIVE';
  for (const { rule } of caps) if (rule.extent !== undefined && rank(rule.extent) < rank(cap)) cap = rule.extent;
  const extent = rank(cap) < rank(candidate.extent) ? cap : candidate.extent;
  return { ...candidate, extent, widened: candidate.widened && cap !== 'MINIMUM', spoke: [...candidate.spoke, ...caps] };
}

/** The candidate as it stands on an approval: by the rules that asked for it, and no longer than it does. */
const onApproval = (candidate: Candidate, { spoke, until }: LayerFinding): Candidate =>
  ({ ...candidate, spoke: [...candidate.spoke, ...spoke], until: earlier(candidate.until, until) });

/** Narrows each candidate by refusals and by the minimum necessary; what is left of them. */
function narrow(candidates: readonly Candidate[], program: CellProgram, evaluation: Evaluation): {
  readonly left: readonly Candidate[]; readonly reason: WithholdReason; readonly spoke: readonly BoundRule[];
} {
  const left: Candidate[] = [];
  const closed: BoundRule[] = [];
  let reason: WithholdReason = 'SUBJECT_RESTRICTION';
  for (const candidate of candidates) {
    // What the law compels is narrowed by no refusal.
    const narrowing = candidate.basis === 'MANDATE' ? null : evaluation.layer(program.narrowing, program.cell, candidate.basis);
    const minimum = evaluation.layer(program.minimum, program.cell, candidate.basis);
    const why = (narrowing === null || narrowing.outcome === 'N' && !narrowing.failed ? null : closedBy(narrowing, restrictionOf(narrowing)))
      ?? closedBy(minimum, 'MINIMUM_NECESSARY');
    if (why !== null) {
      if (reason === 'SUBJECT_RESTRICTION') reason = why;
      closed.push(...(narrowing?.outcome === 'D' ? narrowing.spoke : minimum.spoke));
      continue;
    }
    const open = narrowing?.outcome === 'P' ? onApproval(candidate, narrowing) : candidate;
    const rows = !evaluation.limited || narrowing === null || !PERMISSIVE_BASES.includes(candidate.basis)
      ? open.rows : withoutRows(open.rows, evaluation.review.rowsRefused(program.cell));
    if (rows?.length === 0) continue;
    left.push(minimum.spoke.length === 0 && rows === open.rows ? open : capped({ ...open, rows }, minimum.spoke));
  }
  return { left, reason, spoke: closed.length === 0 ? NOTHING : [...new Set(closed)] };
}

/**
 * The candidate of the widest extent; among equals one for every row, then the first in the fixed order of bases.
 * The reference names the first basis that permits, where a basis permits or does not. Here it permits to an extent, so the
 * first would withhold what a later one opens by itself. Nothing is joined: extent and rows are those of this one candidate,
 * and the rules and duties of all that permit are recorded and owed (steps 4 and 7), so that a wider basis sheds none.
 */
function primaryOf(candidates: readonly Candidate[]): Candidate | undefined {
  // The candidates stand in the order of the bases, so the first of the widest is the first in that order.
  return candidates.reduce<Candidate | undefined>(
    (best, one) => (best === undefined || rank(one.extent) > rank(best.extent)
      || (one.rows === null && best.rows !== null && rank(one.extent) === rank(best.extent)) ? one : best), undefined);
}

/** Fields that a covering consent names beyond the extent; the category's own word names them all. */
function widening(candidate: Candidate, coverages: readonly Coverage[], category: string): { readonly full: boolean; readonly fields: readonly string[] } {
  if (!candidate.widened) return { full: false, fields: NOTHING };
  const named = coverages.filter((one) => one.covers && one.rows === null).flatMap((one) => one.consent.fields);
  return { full: named.includes(category), fields: [...new Set(named)].sort() };
}

/** Decides one cell: floor, mandate, category law, basis, narrowing, minimum necessary, obligations. Errors: whatever the facts throw. */
export function decideCell(program: CellProgram, evaluation: Evaluation): CellDecision {
  const { cell } = program;
  const floor = evaluation.layer(program.floor, cell);
  const onFloor = closedBy(floor, 'FLOOR');
  if (onFloor !== null) return withheld(program, onFloor, evaluation.digestOf(floor));
  const coverages = program.asksConsent ? evaluation.review.coverages(cell) : NOTHING;
  const mandate = evaluation.layer(program.mandate, cell);
  if (mandate.failed) return withheld(program, 'RULE_FAILED', null, coverages);
  const law = evaluation.layer(program.categoryLaw, cell);
  const byLaw = closedBy(law, 'CATEGORY_LAW');
  if (byLaw !== null) return withheld(program, byLaw, evaluation.digestOf(law), coverages);
  const found = basesOf(program, evaluation, mandate);
  // What the category's law requires may be met for some rows only, whatever the basis.
  const lawful = evaluation.limited ? rowsRequired(law, program, evaluation) : null;
  const bases = lawful === null ? found : { ...found, candidates: found.candidates.map((one) => ({ ...one, rows: bothOf(one.rows, lawful) })) };
  if (bases.failed) return withheld(program, 'RULE_FAILED', null, coverages);
  if (bases.candidates.length === 0) {
    if (coverages.some(({ failed }) => failed.length === 1 && failed[0] === 'K28')) {
      return withheld(program, 'SUBJECT_RESTRICTION', evaluation.digestOf(evaluation.layer(program.narrowing, cell, 'CONSENT')), coverages);
    }
    return withheld(program, !program.ruled ? 'NOT_RULED' : bases.unknown ? 'INDETERMINATE' : 'NO_BASIS', null, coverages);
  }
  const narrowed = narrow(bases.candidates, program, evaluation);
  const primary = primaryOf(narrowed.left);
  if (primary === undefined) return withheld(program, narrowed.reason, evaluation.policy.digest(narrowed.spoke), coverages);
  return released({ program, evaluation, coverages, law, floor, candidates: narrowed.left, primary });
}

function widestOfEveryRow(candidates: readonly Candidate[]): Extent | null {
  return candidates.reduce<Extent | null>((widest, { rows, extent }) => (rows === null && (widest === null || rank(extent) > rank(widest)) ? extent : widest), null);
}

/** A member of a child and family team is released on consent what he is released as a member. Authority: WIC_832 (rule R-08). */
const onTeam = (basis: Basis, role: Role): boolean => basis === 'TEAM' || (basis === 'CONSENT' && role === 'CFT_MEMBER');

function rowsOrdered(candidates: readonly Candidate[]): RowLimits {
  const ordered = candidates.find(({ basis, extent }) => basis === 'COURT_ORDER' && rank(extent) >= RANK.FULL);
  return ordered === undefined ? NOTHING : ordered.rows;
}

interface Opened {
  readonly program: CellProgram;
  readonly evaluation: Evaluation;
  readonly coverages: readonly Coverage[];
  readonly floor: LayerFinding;
  readonly law: LayerFinding;
  readonly candidates: readonly Candidate[];
  readonly primary: Candidate;
}

function released(opened: Opened): CellDecision {
  const { program, evaluation, coverages, law, floor, candidates, primary } = opened;
  const { category, regime } = program.cell;
  const spoke: BoundRule[] = [...law.spoke];
  for (const candidate of candidates) {
    const duties = evaluation.layer(program.obligation, program.cell, candidate.basis);
    if (duties.failed) return withheld(program, 'RULE_FAILED', null, coverages);
    spoke.push(...candidate.spoke, ...duties.spoke);
  }
  const digest = evaluation.policy.digest(spoke);
  const { rules, authorities, obligations } = digest;
  if (!honours(evaluation.duties, obligations)) return withheld(program, 'OBLIGATION_UNSUPPORTED', digest, coverages);
  const { full, fields } = widening(primary, coverages, category);
  const extent = full && primary.extent === 'MINIMUM' ? 'FULL' : primary.extent;
  const ofMinor = minorConsentedRows(candidates, primary, { role: evaluation.situation.role, coverages });
  const grounds = groundsOf({ cell: program.cell, situation: evaluation.situation, coverages, law: law.spoke, candidates, primary });
  return Object.freeze({
    category, regime, outcome: 'P', extent, rows: primary.rows, everyRow: primary.rows === null ? extent : widestOfEveryRow(candidates),
    orderedRows: rowsOrdered(candidates), basis: primary.basis, reason: null, rules, authorities, obligations,
    consents: grounds.consents, consentsUsed: grounds.consentsUsed, orders: grounds.orders,
    reports: grounds.reports, emergencies: grounds.emergencies, approvals: grounds.approvals,
    teams: candidates.some(({ basis }) => onTeam(basis, evaluation.situation.role)) ? evaluation.teams() : NOTHING,
    minorConsented: ofMinor.truth === 'TRUE', fields, failedChecks: failedChecksOf(coverages),
    validUntil: earlier(earlier(earlier(floor.until, law.until), primary.until), ofMinor.until),
  });
}
