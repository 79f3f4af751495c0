import { InvariantError } from '../kernel/invariant.js';
import type { Decision } from '../policy/decision.js';

/** The brand: a private member, which no copy, no JSON and no other object can carry. */
class Released {
  readonly #decision: Decision;

  constructor(decision: Decision) {
    this.#decision = decision;
  }

  static decisionOf(value: object): Decision | null {
    return #decision in value ? value.#decision : null;
  }

  /** Not written out, and nobody's to set. */
  get subjectId(): string {
    return this.#decision.subjectId;
  }
}

/**
 * What is left of one record after the decision on its subject: the released leaf fields and nothing else.
 * Only this room can make one; the sealed schema lets no other object of a youth through.
 */
export type ReleasedView = Released;

/** Brands already projected fields. Errors: TypeError for fields that are branded. */
export function releasedView<T extends object>(fields: T, decision: Decision): T & ReleasedView {
  if (isReleasedView(fields)) throw new TypeError('A released view has its decision already.');
  return Object.assign(new Released(decision), fields);
}

export function isReleasedView(value: unknown): value is ReleasedView {
  return typeof value === 'object' && value !== null && Released.decisionOf(value) !== null;
}

/** The decision under which a view was made. Errors: InvariantError for anything that is not a view. */
export function decisionOf(value: unknown): Decision {
  const decision = typeof value === 'object' && value !== null ? Released.decisionOf(value) : null;
  if (decision === null) throw new InvariantError('A field of a youth was asked of something that is not a released view.');
  return decision;
}
