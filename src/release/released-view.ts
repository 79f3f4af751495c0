import { InvariantError } from '../kernel/invariant.js';
import type { Decision } from '../policy/decision.js';

const DECISION: unique symbol = Symbol('decision');

/**
 * What is left of one record after the decision on its subject: the released leaf fields and nothing else.
 * Only this room can make one; the sealed schema lets no other object of a youth through.
 */
export interface ReleasedView {
  readonly [DECISION]: Decision;
  readonly subjectId: string;
}

/** Brands a bag of already projected fields. */
export function releasedView<T extends object>(fields: T, decision: Decision): T & ReleasedView {
  const view = fields as T & { [DECISION]?: Decision; subjectId?: string };
  Object.defineProperty(view, DECISION, { value: decision });
  Object.defineProperty(view, 'subjectId', { value: decision.subjectId });
  return view as T & ReleasedView;
}

export function isReleasedView(value: unknown): value is ReleasedView {
  return typeof value === 'object' && value !== null && DECISION in value;
}

/** The decision under which a view was made. Errors: InvariantError for anything that is not a view. */
export function decisionOf(value: unknown): Decision {
  if (!isReleasedView(value)) throw new InvariantError('A field of a youth was asked of something that is not a released view.');
  return value[DECISION];
}
