import type { Instant } from '../kernel/dates.js';
import type { Category } from '../law/category.js';
import type { Purpose } from '../law/purpose.js';
import type { Role } from '../law/role.js';

/**
 * A release that a person approved, or is asked to: to one person of one agency in one role, of one youth, for one
 * purpose, in these categories, until it ends. It opens nothing by itself.
 */
export interface ReleaseApproval {
  readonly id: string;
  readonly subjectId: string;
  readonly agencyId: string;
  readonly personId: string;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly categories: readonly Category[];
  /** Absent: null while nobody has decided. */
  readonly decision: 'APPROVED' | 'REFUSED' | null;
  readonly decidedAt: Instant | null;
  /** Half-open; null unless approved. */
  readonly endsAt: Instant | null;
  readonly withdrawnAt: Instant | null;
}
