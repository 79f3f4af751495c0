import type { Instant } from '../kernel/dates.js';
import type { Flag } from './flag.js';
import type { CountyRecords, RecordNoun } from './records/index.js';

/** Where a row stood in the extract. */
export interface RowPlace {
  /** The source table, `CSECHIST`. */
  readonly table: string;
  readonly file: string;
  /** 1 for the header line. */
  readonly line: number;
}

/** What one source row means: a county record to keep or to remove, with its provenance. */
export interface Change<N extends RecordNoun = RecordNoun> {
  readonly op: 'upsert' | 'delete';
  readonly noun: N;
  readonly table: string;
  /** The row's own key in its table, parts joined by `:`; case-sensitive. */
  readonly key: string;
  /** The client whose record this is, where the row itself names one. */
  readonly clientKey: string | null;
  /** The row this one hangs off (referral, case, address, service, home), where the row names one. */
  readonly parentKey: string | null;
  /** LST_UPD_TS on California's clock, as an instant; null where the row has none (flagged). */
  readonly updatedAt: Instant | null;
  readonly record: CountyRecords[N];
  readonly flags: readonly Flag[];
}

/** Why a row cannot be understood: codes and names, never the text of the row. */
export interface RowRejection {
  readonly place: RowPlace;
  readonly column: string | null;
  readonly reason: RejectionReason;
}

export const REJECTION_REASONS = [
  'WRONG_FIELD_COUNT', 'BROKEN_QUOTES', 'NOT_UTF8', 'TRUNCATED_LINE', 'KEY_MISSING', 'KEY_MALFORMED', 'DATE_INVALID',
  'TIME_INVALID', 'TIMESTAMP_INVALID', 'NUMBER_INVALID', 'REQUIRED_MISSING', 'TEXT_TOO_LONG', 'PARENT_MISSING', 'DUPLICATE_KEY',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];
