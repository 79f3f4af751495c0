import type { LocalDate } from '../kernel/dates.js';
import type { CodedValue } from './coded-value.js';
import type { Flag } from './flag.js';

/** One row of the CSEC Grid. Source: CSECHIST. A status that the county asserts, never a diagnosis. */
export interface CsecGridEntry {
  readonly subjectId: string;
  readonly type: CodedValue;
  /** SYS_CD_C.OTHER_CD of the type: V victim, R at risk. Null: the code table does not know the type. */
  readonly isVictim: boolean | null;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
  readonly flags: readonly Flag[];
}
