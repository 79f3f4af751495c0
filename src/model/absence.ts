import type { LocalDate } from '../kernel/dates.js';

/**
 * A span away from placement. CWS/CMS has no table of it: it is derived from the end reasons of placements, the gaps
 * of an open removal episode, the child's AWOL indicator, and grid rows of type 6871.
 */
export interface Absence {
  readonly subjectId: string;
  readonly kind: 'RAN_AWAY' | 'ABDUCTED' | 'UNEXPLAINED';
  readonly startedOn: LocalDate;
  /** Null: still away. */
  readonly endedOn: LocalDate | null;
  readonly derivedFrom: 'PLACEMENT_END' | 'EPISODE_GAP' | 'AWOL_INDICATOR' | 'GRID_ROW';
}
