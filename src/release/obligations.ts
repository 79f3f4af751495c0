import type { Instant } from '../kernel/dates.js';
import { OBLIGATIONS, type ObligationId } from '../law/obligation.js';
import type { CellDecision } from '../policy/decision.js';

/** What must travel with a response, each once. */
export interface Duties {
  readonly obligations: readonly ObligationId[];
  /** HL7 and `csec:` label codes. */
  readonly labels: readonly string[];
  /** Ids of the notice texts of the law room. */
  readonly notices: readonly string[];
  /** Ids of the consents that the release rests on, whose scope goes with Part 2 data (42 CFR 2.32(b)). */
  readonly consents: readonly string[];
  /** The earliest moment at which any cell stops standing. */
  readonly validUntil: Instant | null;
}

/** The union of the duties of the cells that a response rests on. */
export function dutiesOf(cells: Iterable<CellDecision>): Duties {
  const obligations = new Set<ObligationId>();
  const labels = new Set<string>();
  const notices = new Set<string>();
  const consents = new Set<string>();
  let validUntil: Instant | null = null;
  for (const cell of cells) {
    for (const id of cell.obligations) {
      obligations.add(id);
      for (const label of OBLIGATIONS[id].labels) labels.add(label);
      for (const notice of OBLIGATIONS[id].notices) notices.add(notice);
    }
    for (const consent of cell.consents) consents.add(consent);
    if (cell.validUntil !== null && (validUntil === null || cell.validUntil < validUntil)) validUntil = cell.validUntil;
  }
  return {
    obligations: [...obligations].sort(), labels: [...labels].sort(), notices: [...notices].sort(),
    consents: [...consents].sort(), validUntil,
  };
}
