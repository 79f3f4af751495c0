/** The files of an HMIS CSV export (HUD, FY2024) that are read here. */
export const HMIS_FILES = ['Client.csv', 'Enrollment.csv', 'Services.csv', 'Exit.csv'] as const;
export type HmisFile = (typeof HMIS_FILES)[number];

export const HMIS_REASONS = [
  'NOT_UTF8', 'BROKEN_QUOTES', 'COLUMN_MISSING', 'COLUMN_TWICE', 'WRONG_FIELD_COUNT', 'KEY_MISSING', 'DUPLICATE_KEY', 'PARENT_MISSING', 'REQUIRED_MISSING',
  'DATE_INVALID', 'TIMESTAMP_INVALID', 'CODE_INVALID', 'CHARACTER_INVALID',
] as const;
export type HmisReason = (typeof HMIS_REASONS)[number];

/** What could not be understood, and where: codes and names, never the text of a cell. */
export interface HmisRejection {
  readonly file: HmisFile;
  /** 1 for the header. */
  readonly line: number;
  readonly column: string | null;
  readonly reason: HmisReason;
}

/** Raised by a cell; the row it stands in is rejected. */
export class CellRejected extends Error {
  constructor(readonly column: string, readonly reason: HmisReason) {
    super(`${column}: ${reason}`);
  }
}
