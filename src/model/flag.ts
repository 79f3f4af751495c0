/**
 * A breach of a CWS/CMS business rule, or a value that was kept although it is not understood. The row stands; the
 * flag travels with it. Names only, never values.
 */
export const FLAGS = [
  'R_10971_ABSENCE_TYPE_WITHOUT_END', 'R_10975_END_BEFORE_START', 'R_10974_START_BEFORE_BIRTH', 'START_IN_FUTURE',
  'END_IN_FUTURE', 'END_BEFORE_START', 'UNKNOWN_CODE', 'UNKNOWN_INDICATOR', 'TIME_IN_DATE', 'UPDATED_AT_MISSING',
  'BIRTH_IN_FUTURE', 'PARENT_MISSING', 'HISTORICAL_PROJECT',
] as const;
export type Flag = (typeof FLAGS)[number];
