import type { Instant } from '../kernel/dates.js';
import type { AuthorityId } from '../law/authority-ids.js';
import { BASES, type Basis } from '../law/basis.js';
import { EXTENTS, type Extent } from '../law/extent.js';
import { OBLIGATIONS, type ObligationId } from '../law/obligation.js';
import type { BoundRule, CellProgram } from './compile.js';
import type { Coverage } from './consent-review.js';
import type { CellDecision, WithholdReason } from './decision.js';
import type { Evaluation, LayerFinding } from './evaluation.js';
import { earlier } from './finding.js';
import { liveTeams } from './team-checks.js';

/** One basis that covers the cell by itself. */
interface Candidate {
  readonly basis: Basis;
  readonly extent: Extent;
  readonly spoke: readonly BoundRule[];
  readonly until: Instant | null;
  readonly widened: boolean;
}

const NOTHING: readonly never[] = Object.freeze([]);
const OBLIGATION_ORDER = Object.keys(OBLIGATIONS) as ObligationId[];
const rank = (extent: Extent): number => EXTENTS.indexOf(extent);
const idsOf = (spoke: readonly BoundRule[]): readonly string[] => spoke.map(({ rule }) => rule.id);

function authoritiesOf(spoke: readonly BoundRule[]): readonly AuthorityId[] {
  return spoke.length === 0 ? NOTHING : [...new Set(spoke.flatMap(({ rule }) => rule.authorities))].sort();
}

/** The numbers of the checks that consents naming the caller and the category fail; private. */
function failedChecksOf(coverages: readonly Coverage[]): readonly string[] {
  return coverages.length === 0 ? NOTHING : [...new Set(coverages.flatMap((one) => one.failed))].sort();
}

/** A cell withheld for that reason, by those rules. */
export function withheld(
  program: CellProgram, reason: WithholdReason, spoke: readonly BoundRule[] = NOTHING, coverages: readonly Coverage[] = NOTHING,
): CellDecision {
  return {
    category: program.cell.category, regime: program.cell.regime, outcome: 'D', extent: null, basis: null, reason,
    rules: idsOf(spoke), authorities: authoritiesOf(spoke), obligations: NOTHING, consents: NOTHING, teams: NOTHING,
    fields: NOTHING, failedChecks: failedChecksOf(coverages), validUntil: null,
  };
}

/** What a closing layer withholds for, or null when it leaves the cell open. */
function closedBy(finding: LayerFinding, reason: WithholdReason): WithholdReason | null {
  if (finding.outcome === 'D') return reason;
  if (finding.failed) return 'RULE_FAILED';
  return finding.outcome === 'I' ? 'INDETERMINATE' : null;
}

/** How far one basis opens the cell by itself: its widest rule that holds, and until that rule ends. */
function candidateOf(basis: Basis, finding: LayerFinding, program: CellProgram, evaluation: Evaluation): Candidate {
  const permits = finding.spoke.filter(({ rule }) => rule.effect === 'PERMIT')
    .map((bound) => ({ bound, extent: bound.rule.extent ?? 'MINIMUM', until: evaluation.permission(bound, program.cell).until }))
    .sort((a, b) => rank(b.extent) - rank(a.extent) || (a.bound.rule.id < b.bound.rule.id ? -1 : 1));
  const widest = permits[0];
  return {
    basis, extent: widest?.extent ?? 'MINIMUM', spoke: finding.spoke,
    until: earlier(finding.until, widest?.until ?? null), widened: widest?.bound.rule.widenedByFields === true,
  };
}

interface Bases {
  readonly candidates: readonly Candidate[];
  readonly unknown: boolean;
  readonly failed: boolean;
}

/** The bases that cover the cell, each evaluated alone: what one lacks another never lends it. */
function basesOf(program: CellProgram, evaluation: Evaluation): Bases {
  const candidates: Candidate[] = [];
  let unknown = false;
  let failed = false;
  for (const { basis, rules } of program.bases) {
    const finding = evaluation.layer(rules, program.cell);
    failed ||= finding.failed;
    unknown ||= finding.outcome === 'I';
    if (finding.outcome === 'P' && finding.spoke.some(({ rule }) => rule.effect === 'PERMIT')) {
      candidates.push(candidateOf(basis, finding, program, evaluation));
    }
  }
  return { candidates, unknown, failed };
}

/** Narrows each candidate by refusals and by the minimum necessary; what is left of them. */
function narrow(candidates: readonly Candidate[], program: CellProgram, evaluation: Evaluation): {
  readonly left: readonly Candidate[]; readonly reason: WithholdReason; readonly spoke: readonly BoundRule[];
} {
  const left: Candidate[] = [];
  const closed: BoundRule[] = [];
  let reason: WithholdReason = 'SUBJECT_RESTRICTION';
  for (const candidate of candidates) {
    const narrowing = evaluation.layer(program.narrowing, program.cell, candidate.basis);
    const minimum = evaluation.layer(program.minimum, program.cell, candidate.basis);
    const why = closedBy(narrowing, 'SUBJECT_RESTRICTION') ?? closedBy(minimum, 'MINIMUM_NECESSARY');
    if (why !== null) {
      if (reason === 'SUBJECT_RESTRICTION') reason = why;
      closed.push(...(narrowing.outcome === 'D' ? narrowing.spoke : minimum.spoke));
      continue;
    }
    const caps = minimum.spoke.filter(({ rule }) => rule.effect === 'LIMIT');
    const extent = caps.reduce<Extent>((cap, { rule }) => (rank(rule.extent ?? cap) < rank(cap) ? rule.extent ?? cap : cap), candidate.extent);
    left.push({ ...candidate, extent, spoke: [...candidate.spoke, ...caps] });
  }
  return { left, reason, spoke: [...new Set(closed)] };
}

function primaryOf(candidates: readonly Candidate[]): Candidate | undefined {
  return [...candidates].sort((a, b) => rank(b.extent) - rank(a.extent) || BASES.indexOf(a.basis) - BASES.indexOf(b.basis))[0];
}

/** Fields that a covering consent names beyond the extent; the category's own word names them all. */
function widening(candidate: Candidate, coverages: readonly Coverage[], category: string): { readonly full: boolean; readonly fields: readonly string[] } {
  if (!candidate.widened) return { full: false, fields: NOTHING };
  const named = coverages.filter((one) => one.covers).flatMap((one) => one.consent.fields);
  return { full: named.includes(category), fields: [...new Set(named)].sort() };
}

/** Decides one cell: floor, mandate, category law, basis, narrowing, minimum necessary, obligations. Errors: whatever the facts throw. */
export function decideCell(program: CellProgram, evaluation: Evaluation): CellDecision {
  const { cell } = program;
  const floor = evaluation.layer(program.floor, cell);
  const onFloor = closedBy(floor, 'FLOOR');
  if (onFloor !== null) return withheld(program, onFloor, floor.spoke);
  const coverages = evaluation.review.coverages(cell);
  const mandate = evaluation.layer(program.mandate, cell);
  if (mandate.failed) return withheld(program, 'RULE_FAILED', NOTHING, coverages);
  const law = evaluation.layer(program.categoryLaw, cell);
  const byLaw = closedBy(law, 'CATEGORY_LAW');
  if (byLaw !== null) return withheld(program, byLaw, law.spoke, coverages);
  const bases = mandate.outcome === 'P'
    ? { candidates: [candidateOf('MANDATE', mandate, program, evaluation)], unknown: false, failed: false }
    : basesOf(program, evaluation);
  if (bases.failed) return withheld(program, 'RULE_FAILED', NOTHING, coverages);
  if (bases.candidates.length === 0) {
    const reason = !program.ruled ? 'NOT_RULED' : bases.unknown ? 'INDETERMINATE' : 'NO_BASIS';
    return withheld(program, reason, NOTHING, coverages);
  }
  const narrowed = narrow(bases.candidates, program, evaluation);
  const primary = primaryOf(narrowed.left);
  if (primary === undefined) return withheld(program, narrowed.reason, narrowed.spoke, coverages);
  return released({ program, evaluation, coverages, law, floor, candidates: narrowed.left, primary });
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
  const duties = candidates.map((one) => evaluation.layer(program.obligation, program.cell, one.basis));
  if (duties.some((one) => one.failed)) return withheld(program, 'RULE_FAILED', NOTHING, coverages);
  const spoke = [...new Set([...law.spoke, ...candidates.flatMap((one) => one.spoke), ...duties.flatMap((one) => one.spoke)])];
  const owed = new Set(spoke.flatMap(({ rule }) => rule.obligations ?? []));
  const { full, fields } = widening(primary, coverages, category);
  const on = (basis: Basis) => candidates.some((one) => one.basis === basis);
  return {
    category, regime, outcome: 'P', extent: full && primary.extent === 'MINIMUM' ? 'FULL' : primary.extent,
    basis: primary.basis, reason: null, rules: idsOf(spoke), authorities: authoritiesOf(spoke),
    obligations: OBLIGATION_ORDER.filter((id) => owed.has(id)),
    consents: on('CONSENT') ? coverages.filter((one) => one.covers).map(({ consent }) => `${consent.id}@${consent.version}`).sort() : NOTHING,
    teams: on('TEAM') ? [...new Set(liveTeams(evaluation.situation))].sort() : NOTHING,
    fields, failedChecks: failedChecksOf(coverages),
    validUntil: earlier(earlier(floor.until, law.until), primary.until),
  };
}
