/**
 * A value of a code table. Source: CWS/CMS SYS_CD_C (`code` = SYS_ID, `display` = SHORT_DSC).
 * Absent display: the county's code table does not know the code; the raw id is kept.
 */
export interface CodedValue {
  readonly code: number;
  readonly display: string | null;
}
