import type { LocalDate } from '../kernel/dates.js';
import type { CodedValue } from './coded-value.js';

/** A placement out of home. Source: O_HM_PLT with PLC_EPST and PLC_HM_T. */
export interface Placement {
  readonly subjectId: string;
  readonly facilityType: CodedValue | null;
  readonly facilityName: string | null;
  readonly facilityStreet: string | null;
  readonly facilityCity: string | null;
  readonly facilityPhone: string | null;
  readonly facilityCounty: string | null;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
  readonly endReason: CodedValue | null;
  readonly removedOn: LocalDate | null;
  readonly removalReason: CodedValue | null;
  readonly episodeEndedOn: LocalDate | null;
}
