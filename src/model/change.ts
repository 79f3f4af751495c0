import type { Flag } from './flag.js';
import type { CountyRecords, RecordNoun, SourceTable } from './records/index.js';

/**
 * The moment of a row's last update: ISO 8601 in UTC, always with six digits of a second
 * (`2026-03-01T08:00:00.123456Z`), because two updates may share a millisecond. Strings order as the moments do.
 * PostgreSQL's timestamptz keeps all of it.
 */
export type SourceInstant = string & { readonly __brand: 'SourceInstant' };

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
  readonly table: SourceTable;
  /** The row's own key in its table, parts joined by `:`; case-sensitive. */
  readonly key: string;
  /** The client whose record this is, where the row itself names one. */
  readonly clientKey: string | null;
  /**
   * The shared row this one hangs off, where the row names one: of SPRJ_RFT, REFR_CLT, REPTR_T and ALLGTN_T the
   * referral, of IJHM_DET the allegation, of SPRJ_CST the case, of CL_ADDRT the address, of O_HM_PLT the home, of
   * IDV_SVCT the service, of CLN_RELT the other client, of ASGNM_T the case or referral, of STFCSLDT the staff person.
   */
  readonly parentKey: string | null;
  /** LST_UPD_TS, read on California's clock; null where the row has none (flagged). */
  readonly updatedAt: SourceInstant | null;
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
  'NAMES_OTHER_COUNTY', 'SHARED_BY_COUNTIES', 'CODE_INVALID', 'CHARACTER_INVALID', 'CODE_TEXT_UNKNOWN', 'CODE_TEXT_AMBIGUOUS',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];
