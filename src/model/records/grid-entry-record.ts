import type { LocalDate } from '../../kernel/dates.js';
import type { CodedValue } from '../coded-value.js';

/** One row of the CSEC Grid. Source: CSECHIST. */
export interface GridEntryRecord {
  readonly clientKey: string;
  readonly type: CodedValue;
  /** OTHER_CD of the type: V true, R false. Null: the code table does not say. */
  readonly isVictim: boolean | null;
  readonly startedOn: LocalDate;
  readonly endedOn: LocalDate | null;
}
