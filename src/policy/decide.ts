import { createHash } from 'node:crypto';
import type { Instant } from '../kernel/dates.js';
import { MASK_LENGTH, cellIndex } from '../law/category-regimes.js';
import type { Category } from '../law/category.js';
import { EXTENTS, type Extent } from '../law/extent.js';
import type { Regime } from '../law/regime.js';
import type { Role } from '../law/role.js';
import type { AccessContext } from './access-context.js';
import type { CellProgram, CompiledPolicy } from './compile.js';
import { reviewConsents } from './consent-review.js';
import { decideCell, likewise, withheld } from './decide-cell.js';
import type { CellDecision, Decision } from './decision.js';
import { Evaluation } from './evaluation.js';
import type { Facts } from './facts.js';
import { earlier } from './finding.js';
import { carrying, referralsInvestigated } from './relations.js';
import { reachesRow, type RowLimits } from './row-limit.js';
import { STATE_COUNTY } from './role-towards.js';
import { situationOf, type Situation } from './situation.js';

/**
 * Decides what one caller may learn of one subject, for one purpose, at one instant.
 *
 * Shape: total and pure; the same inputs give the same decision, and the order of rules, consents, seats and relations
 * changes nothing. Layers: floor, mandate, category law, basis, narrowing, minimum necessary, obligations; denial
 * overrides within a layer, and a later layer only narrows.
 * Errors: never throws. What cannot be evaluated is withheld with RULE_FAILED; what is missing, with INDETERMINATE.
 * Authority: each rule names its own; this function holds no law.
 */
export function decide(context: AccessContext, facts: Facts, policy: CompiledPolicy): Decision {
  return decisionOn(facts.subject.subjectId, findingsOf(context, situationOrNull(context, facts, policy), policy));
}

/** Everything that a decision finds but whose it is: decisions that come out alike share it. */
export interface Findings {
  readonly context: AccessContext;
  readonly outcome: Omit<Decision, 'decisionId' | 'subjectId'>;
}

/** What the rules find in a situation; null is one that could not be told, in which everything is withheld. */
export function findingsOf(context: AccessContext, situation: Situation | null, policy: CompiledPolicy): Findings {
  const role = situation?.role ?? context.caller.role;
  const programs = policy.program(role, context.purpose);
  if (situation === null) return findings(context, policy, { role, cells: programs.map(failed), referrals: [], standing: NO_STANDING });
  const cells = cellsOf(programs, new Evaluation(policy, situation, reviewConsents(situation)));
  const reporter = cells.some((cell) => cell.outcome === 'P' && cell.category === 'REPORTER_IDENTITY');
  return findings(context, policy, { role, cells, referrals: reporter ? referralsInvestigated(situation) : [], standing: standingOf(situation) });
}

/** The situation of a subject, or null when his facts are of a shape that none can be made of. */
export function situationOrNull(context: AccessContext, facts: Facts, policy: CompiledPolicy): Situation | null {
  try {
    return situationOf(context, facts, policy.settings);
  } catch {
    return null;
  }
}

const failed = (program: CellProgram): CellDecision => withheld(program, 'RULE_FAILED');

interface Standing {
  readonly carries: boolean;
  readonly inOwnCounty: boolean;
}

const NO_STANDING: Standing = Object.freeze({ carries: false, inOwnCounty: false });

function standingOf(situation: Situation): Standing {
  const { county } = situation.context.caller;
  try {
    return {
      carries: carrying(situation).truth === 'TRUE',
      inOwnCounty: county !== null && county !== STATE_COUNTY && situation.facts.subject.county === county,
    };
  } catch {
    return NO_STANDING;
  }
}

/** Decides every cell; once for all cells that the same rules decide, where nothing that they ask depends on the cell. */
function cellsOf(programs: readonly CellProgram[], evaluation: Evaluation): readonly CellDecision[] {
  const decided: (CellDecision | undefined)[] = [];
  return programs.map((program, at) => {
    if (program.ofCell && evaluation.touched(program.cell)) return attempt(program, evaluation);
    const known = decided[program.alike];
    return known === undefined ? (decided[program.alike] = attempt(program, evaluation)) : likewise(known, program, at);
  });
}

function attempt(program: CellProgram, evaluation: Evaluation): CellDecision {
  try {
    return decideCell(program, evaluation);
  } catch {
    return failed(program);
  }
}

interface Decided {
  readonly role: Role;
  readonly cells: readonly CellDecision[];
  readonly referrals: readonly string[];
  readonly standing: Standing;
}

function findings(context: AccessContext, policy: CompiledPolicy, decided: Decided): Findings {
  const { role, cells, referrals, standing } = decided;
  const mask = new Uint8Array(MASK_LENGTH);
  const ofMinor = new Uint8Array(MASK_LENGTH);
  let fields: Map<number, ReadonlySet<string>> | null = null;
  let limited: Map<number, CellDecision> | null = null;
  let admits = false;
  let validUntil: Instant | null = null;
  for (const cell of cells) {
    if (cell.extent === null) continue;
    const at = cellIndex(cell.category, cell.regime);
    admits = true;
    if (cell.rows !== null) (limited ??= new Map()).set(at, cell);
    mask[at] = cell.everyRow === null ? 0 : LEVEL[cell.everyRow];
    if (cell.minorConsented) ofMinor[at] = 1;
    if (cell.fields.length > 0 && cell.rows === null) (fields ??= new Map()).set(at, new Set(cell.fields));
    validUntil = earlier(validUntil, cell.validUntil);
  }
  const rowsReleased = (category: Category, extent: Extent, regime: Regime): RowLimits => {
    const at = cellIndex(category, regime);
    if ((mask[at] ?? 0) >= LEVEL[extent]) return null;
    const cell = limited?.get(at);
    return cell?.extent && LEVEL[cell.extent] >= LEVEL[extent] ? cell.rows : NO_ROWS;
  };
  const outcome: Findings['outcome'] = {
    policyVersion: policy.version, asOf: context.asOf, role,
    permits: (category: Category, extent: Extent, regime: Regime, field?: string): boolean => {
      const at = cellIndex(category, regime);
      if ((mask[at] ?? 0) >= LEVEL[extent]) return true;
      return field !== undefined && extent === 'FULL' && fields?.get(at)?.has(field) === true;
    },
    rowsReleased,
    permitsRow: (category, extent, regime, row) => reachesRow(rowsReleased(category, extent, regime), row),
    releasesMinorConsented: (category: Category, regime: Regime): boolean => ofMinor[cellIndex(category, regime)] === 1,
    ...standing,
    admits, cells: Object.freeze(cells), investigatedReferrals: Object.freeze(referrals), validUntil,
  };
  return Object.freeze({ context, outcome: Object.freeze(outcome) });
}

const NO_ROWS: readonly never[] = Object.freeze([]);

/** The decision on one subject in whose situation that was found. */
export function decisionOn(subjectId: string, { context, outcome }: Findings): Decision {
  let decisionId: string | null = null;
  return Object.freeze({
    get decisionId() {
      return (decisionId ??= decisionIdOf(context.requestId, context.caller.agency.id, subjectId));
    },
    subjectId, ...outcome,
  });
}

/** The level of an extent in a mask; 0 is withheld, and so is every entry that is no cell. */
const LEVEL: Readonly<Record<Extent, number>> =
  Object.freeze(Object.fromEntries(EXTENTS.map((extent, at) => [extent, at + 1])) as Record<Extent, number>);

/**
 * Names a decision by request, agency and subject, as a UUID of version 8; nothing that was decided on enters it. A
 * request id is the caller's own choice, so that two agencies may choose the same.
 */
export function decisionIdOf(requestId: string, agencyId: string, subjectId: string): string {
  const hex = createHash('sha256').update(`decision\n${requestId}\n${agencyId}\n${subjectId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
