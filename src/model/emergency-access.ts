import type { Instant } from '../kernel/dates.js';

/** Why a caller may break the glass; each is of the roles that the law allows it. */
export const EMERGENCY_REASONS = ['MEDICAL_EMERGENCY', 'IMMEDIATE_DANGER', 'MISSING_IN_DANGER', 'SCHOOL_EMERGENCY'] as const;
export type EmergencyReason = (typeof EMERGENCY_REASONS)[number];

/**
 * One access by breaking the glass: one person, one youth, four hours. The words of the reason and the callback number
 * are for the reviewer and are never part of a decision.
 */
export interface EmergencyAccess {
  readonly id: string;
  readonly subjectId: string;
  readonly agencyId: string;
  readonly personId: string;
  readonly reason: EmergencyReason;
  readonly openedAt: Instant;
  readonly endsAt: Instant;
  readonly closedAt: Instant | null;
}

/** Hours after which an access by breaking the glass ends. */
export const EMERGENCY_HOURS = 4;
