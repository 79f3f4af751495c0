/** One row of SYS_CD_C under its true column names. */
export interface SystemCodeRow {
  readonly SYS_ID: number;
  readonly FKS_META_T: string;
  readonly SHORT_DSC: string;
  readonly LGC_ID: string;
  readonly INACTV_IND: 'Y' | 'N';
  /** The SYS_ID of the parent code; null none. */
  readonly CATEGORYID: number | null;
  readonly OTHER_CD: string | null;
  readonly LONG_DSC: string | null;
}

interface Rest {
  readonly inactive?: true;
  readonly parent?: number;
  readonly other?: string;
  readonly long?: string;
}

/** Spells out the rows of one code table from id, short description, logical id and what few codes have beside. */
export function codesOf(
  table: string,
  codes: readonly (readonly [id: number, description: string, logicalId: string, rest?: Rest])[],
): SystemCodeRow[] {
  return codes.map(([id, description, logicalId, rest = {}]) => ({
    SYS_ID: id,
    FKS_META_T: table,
    SHORT_DSC: description,
    LGC_ID: logicalId,
    INACTV_IND: rest.inactive ? 'Y' : 'N',
    CATEGORYID: rest.parent ?? null,
    OTHER_CD: rest.other ?? null,
    LONG_DSC: rest.long ?? null,
  }));
}
