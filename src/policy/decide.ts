import { hash } from 'node:crypto';
import type { AccessContext } from './access-context.js';
import type { CellProgram, CompiledPolicy } from './evaluation/compile.js';
import { reviewConsents } from './consents/consent-review.js';
import { withheld } from './evaluation/decide-cell.js';
import type { Decision } from './decision.js';
import { Evaluation } from './evaluation/evaluation.js';
import type { Facts } from './facts.js';
import { carrying, referralsInvestigated } from './relations/relations.js';
import { releaseMask, type ReleaseMask } from './evaluation/release-mask.js';
import { STATE_COUNTY } from './relations/role-towards.js';
import { ruleOnCells } from './evaluation/rule-on-cells.js';
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
  const situation = situationOrNull(context, facts, policy);
  const role = situation?.role ?? context.caller.role;
  const programs = policy.program(role, context.purpose);
  const mask = released(programs, situation, policy);
  const standing = situation === null ? NO_STANDING : standingOf(situation);
  const investigated = mask.opensReporter && situation !== null ? Object.freeze(referralsInvestigated(situation)) : NO_REFERRALS;
  return new Decided(context, facts.subject.subjectId, { policyVersion: policy.version, role, mask, standing, investigated });
}

interface Found {
  readonly policyVersion: string;
  readonly role: Decision['role'];
  readonly mask: ReleaseMask;
  readonly standing: Standing;
  readonly investigated: Decision['investigatedReferrals'];
}

/** A decision, named when it is asked its name: most never are, and the name costs as much as deciding. */
class Decided implements Decision {
  readonly asOf: Decision['asOf'];
  readonly policyVersion: string;
  readonly role: Decision['role'];
  readonly permits: Decision['permits'];
  readonly rowsReleased: Decision['rowsReleased'];
  readonly permitsRow: Decision['permitsRow'];
  readonly releasesMinorConsented: Decision['releasesMinorConsented'];
  readonly carries: boolean;
  readonly inOwnCounty: boolean;
  readonly admits: boolean;
  readonly cells: Decision['cells'];
  readonly investigatedReferrals: Decision['investigatedReferrals'];
  readonly validUntil: Decision['validUntil'];
  readonly #context: AccessContext;
  #id: string | null = null;

  constructor(context: AccessContext, readonly subjectId: string, { policyVersion, role, mask, standing, investigated }: Found) {
    this.#context = context;
    this.asOf = context.asOf;
    this.policyVersion = policyVersion;
    this.role = role;
    this.permits = mask.permits;
    this.rowsReleased = mask.rowsReleased;
    this.permitsRow = mask.permitsRow;
    this.releasesMinorConsented = mask.releasesMinorConsented;
    this.carries = standing.carries;
    this.inOwnCounty = standing.inOwnCounty;
    this.admits = mask.admits;
    this.cells = mask.cells;
    this.investigatedReferrals = investigated;
    this.validUntil = mask.validUntil;
    Object.freeze(this);
  }

  get decisionId(): string {
    const { requestId, caller } = this.#context;
    return (this.#id ??= decisionIdOf(requestId, caller.agency.id, this.subjectId));
  }
}

/** What is released in a situation; nothing in one that could not be told, or in which the cells cannot even be told apart. */
function released(programs: readonly CellProgram[], situation: Situation | null, policy: CompiledPolicy): ReleaseMask {
  try {
    if (situation !== null) return ruleOnCells(programs, new Evaluation(policy, situation, reviewConsents(situation)));
  } catch {
    // Falls to what is withheld.
  }
  return releaseMask(programs.map((program) => withheld(program, 'RULE_FAILED')));
}

/** The situation of a subject, or null when his facts are of a shape that none can be made of. */
function situationOrNull(context: AccessContext, facts: Facts, policy: CompiledPolicy): Situation | null {
  try {
    return situationOf(context, facts, policy.settings);
  } catch {
    return null;
  }
}

const NO_REFERRALS: readonly never[] = Object.freeze([]);

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

/**
 * Names a decision by request, agency and subject, as a UUID of version 8; nothing that was decided on enters it. A
 * request id is the caller's own choice, so that two agencies may choose the same.
 */
export function decisionIdOf(requestId: string, agencyId: string, subjectId: string): string {
  const hex = hash('sha256', `decision\n${requestId}\n${agencyId}\n${subjectId}`, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
