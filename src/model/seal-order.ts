import type { Instant, LocalDate } from '../kernel/dates.js';

/** The statutes under which a record is sealed or vacated. */
export const SEAL_STATUTES = ['WIC_781', 'WIC_786', 'PC_236_14'] as const;
export type SealStatute = (typeof SEAL_STATUTES)[number];

/**
 * An order that seals or vacates matters of one youth. What it reaches is purged and answered for ever after as
 * never having occurred; the dependency case of the same youth is not reached.
 */
export interface SealOrder {
  readonly id: string;
  readonly subjectId: string;
  readonly statute: SealStatute;
  readonly court: string;
  readonly caseNumber: string;
  /** The petition, arrest or matter numbers it reaches; empty: every juvenile-justice record of the youth. */
  readonly matters: readonly string[];
  readonly effectiveAt: Instant;
  readonly destroyBy: LocalDate | null;
  readonly recordedByAgencyId: string;
  readonly recordedAt: Instant;
}
