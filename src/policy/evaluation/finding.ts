import type { Instant } from '../../kernel/dates.js';

/** True, false, or not to be known from what was given. */
export type Truth = 'TRUE' | 'FALSE' | 'UNKNOWN';

/** What was found of a condition, and until when it stays so; a null end is open. */
export interface Finding {
  readonly truth: Truth;
  readonly until: Instant | null;
}

export const YES: Finding = Object.freeze({ truth: 'TRUE', until: null });
export const NO: Finding = Object.freeze({ truth: 'FALSE', until: null });
export const NOT_KNOWN: Finding = Object.freeze({ truth: 'UNKNOWN', until: null });

/** A finding that is certain and has no end. */
export function certain(holds: boolean): Finding {
  return holds ? YES : NO;
}

/** True until that instant. */
export function yesUntil(until: Instant | null): Finding {
  return until === null ? YES : { truth: 'TRUE', until };
}

/** The earlier of two ends, where null is open. */
export function earlier(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null) return other;
  if (other === null) return one;
  return one < other ? one : other;
}

/** The later of two ends, where null is open. */
export function later(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return null;
  return one > other ? one : other;
}

/** All of them: one false makes it false; else one unknown makes it unknown; true until the first of them ends. */
export function allOf(findings: readonly Finding[]): Finding {
  let until: Instant | null = null;
  let unknown = false;
  for (const finding of findings) {
    if (finding.truth === 'FALSE') return NO;
    if (finding.truth === 'UNKNOWN') unknown = true;
    until = earlier(until, finding.until);
  }
  return unknown ? NOT_KNOWN : yesUntil(until);
}

/** Any of them: one true is enough, until the last of the true ones ends; else one unknown makes it unknown. */
export function anyOf(findings: readonly Finding[]): Finding {
  let best: Finding | null = null;
  let unknown = false;
  for (const finding of findings) {
    if (finding.truth === 'UNKNOWN') unknown = true;
    if (finding.truth === 'TRUE') best = best === null ? finding : yesUntil(later(best.until, finding.until));
  }
  return best ?? (unknown ? NOT_KNOWN : NO);
}
