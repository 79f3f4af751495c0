/** What a client has as a child. Source: CHLD_CLT. Its existence alone makes the client a youth. */
export interface ChildClientRecord {
  readonly clientKey: string;
  /** CURNT_CSID: the current case. */
  readonly currentCaseKey: string | null;
  /** AWOL_AB_CD: A and P ran away (entered, set by the system), B and D abducted; null not applicable. */
  readonly away: 'RAN_AWAY' | 'ABDUCTED' | null;
  /** MNRMOM_IND: a minor or non-minor-dependent parent. */
  readonly minorParent: boolean | null;
}
