import type { Instant, LocalDate } from '../kernel/dates.js';
import type { PersonNamed } from './received-service.js';

/** Of what a finding is. */
export const FINDING_KINDS = ['SEXUAL_EXPLOITATION', 'LABOR_EXPLOITATION'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** How a finding stands: nobody has said anything of it, or the worker of the case did. */
export const FINDING_STATES = ['AWAITING_REVIEW', 'CONFIRMED', 'DISMISSED'] as const;
export type FindingState = (typeof FINDING_STATES)[number];
export type FindingOutcome = Exclude<FindingState, 'AWAITING_REVIEW'>;

/** With what she was asked: elements R15 and R16 of HMIS, at exit. */
export const SCREENING_TOOLS = ['HMIS_R15', 'HMIS_R16'] as const;
export type ScreeningTool = (typeof SCREENING_TOOLS)[number];
export const TOOL_OF: Readonly<Record<FindingKind, ScreeningTool>> = { SEXUAL_EXPLOITATION: 'HMIS_R15', LABOR_EXPLOITATION: 'HMIS_R16' };

/** What a youth's own answers at exit told a partner, for a worker to review: never a status of the case. */
export interface ScreeningFinding {
  readonly subjectId: string;
  readonly id: string;
  readonly agencyId: string;
  readonly kind: FindingKind;
  readonly answeredOn: LocalDate | null;
  /** An answer contradicts what it depends on: the reviewer asks. */
  readonly doubtful: boolean;
  readonly state: FindingState;
}

/** What the worker of the case said of a finding. */
export interface FindingReview {
  readonly subjectId: string;
  readonly id: string;
  readonly state: FindingOutcome;
  readonly reason: string;
  readonly reviewedByAgencyId: string;
  readonly reviewedByPersonId: string;
  readonly reviewedAt: Instant;
}

/** What a partner's record of an exit says of one kind. Whose it is follows from the crosswalk of `person`. */
export interface ReceivedFinding {
  /** What its source calls the exit: with the kind, one of the agency's findings has it alone. */
  readonly key: string;
  readonly kind: FindingKind;
  readonly person: PersonNamed;
  readonly updatedAt: Instant | null;
  /** False: her answers tell of none, or its source has taken the exit back. */
  readonly said: boolean;
  /** An answer contradicts what it depends on. */
  readonly doubtful: boolean;
  readonly answeredOn: LocalDate | null;
}
