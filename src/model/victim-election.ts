import type { Instant } from '../kernel/dates.js';

/** From whom it came that a victim elected, or took an election back. */
export const ELECTION_SOURCES = ['VICTIM', 'PARENT_OR_GUARDIAN', 'MINORS_COUNSEL', 'LAW_ENFORCEMENT_REPORT', 'COURT'] as const;
export type ElectionSource = (typeof ELECTION_SOURCES)[number];

/**
 * What a victim elected of her name: that it becomes no public record, or that she takes this back. The newest stands.
 * Authority: PC_293 (rule R-25).
 */
export interface VictimElection {
  readonly subjectId: string;
  readonly id: string;
  readonly elected: boolean;
  readonly source: ElectionSource;
  readonly recordedByAgencyId: string;
  readonly recordedByPersonId: string;
  readonly recordedAt: Instant;
}
