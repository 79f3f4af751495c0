/** One code of a county's code tables. Source: SYS_CD_C. An inactive code stays valid on old rows. */
export interface SystemCodeRecord {
  /** SYS_ID, unique over all tables. */
  readonly code: number;
  /** FKS_META_T: the code table, `CSEC_TPC`. */
  readonly metaTable: string;
  readonly shortDescription: string | null;
  readonly logicalId: string | null;
  readonly inactive: boolean;
  /** CATEGORYID: the SYS_ID of the parent code. */
  readonly parentCode: number | null;
  readonly otherCode: string | null;
  readonly longDescription: string | null;
  /** What SHORT_DSC said in earlier editions, where it said otherwise. Absent: it never did. */
  readonly formerDescriptions?: readonly string[];
}
