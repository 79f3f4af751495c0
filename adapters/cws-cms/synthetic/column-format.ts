/** How a column is written: CHAR padded with blanks to its length, a code or number with 0 for none, or a point in time. */
export type ColumnFormat =
  | { readonly kind: 'CHAR'; readonly length: number }
  | { readonly kind: 'NUMBER' }
  | { readonly kind: 'DATE' }
  | { readonly kind: 'TIME' }
  | { readonly kind: 'TIMESTAMP' };

/** CHAR(n): blank-padded, empty is all blanks. */
export function char<const N extends number>(length: N): { readonly kind: 'CHAR'; readonly length: N } {
  return { kind: 'CHAR', length };
}

/** SMALLINT code of SYS_CD_C: 0 is no code. */
export const CODE = { kind: 'NUMBER' } as const;
/** INTEGER or DECIMAL: 0 is none. */
export const NUMBER = { kind: 'NUMBER' } as const;
/** DATE `yyyy-MM-dd`. */
export const DATE = { kind: 'DATE' } as const;
/** TIME `HH:mm:ss`. */
export const TIME = { kind: 'TIME' } as const;
/** TIMESTAMP in either of its two spellings. */
export const TIMESTAMP = { kind: 'TIMESTAMP' } as const;
/** An identifier of ten base-62 characters. */
export const KEY = char(10);
/** One letter. */
export const FLAG = char(1);

/** The two columns that end every table: who changed the row last, and when. */
export const LAST_UPDATE = { LST_UPD_ID: char(3), LST_UPD_TS: TIMESTAMP } as const;
