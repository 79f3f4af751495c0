import type { CodedValue } from '../../../src/model/coded-value.js';
import type { SystemCodeRecord } from '../../../src/model/records/system-code-record.js';
import { DEFAULT_SYSTEM_CODES } from './default-system-codes.js';
import type { SystemCodeRow } from './system-code-row.js';

/** Codes by SYS_ID, which is unique over all code tables. */
export type CodeTables = ReadonlyMap<number, SystemCodeRecord>;

/** The record of a row of SYS_CD_C. */
export function recordOfSystemCode(row: SystemCodeRow): SystemCodeRecord {
  return {
    code: row.SYS_ID,
    metaTable: row.FKS_META_T,
    shortDescription: row.SHORT_DSC,
    logicalId: row.LGC_ID === '' ? null : row.LGC_ID,
    inactive: row.INACTV_IND === 'Y',
    parentCode: row.CATEGORYID,
    otherCode: row.OTHER_CD,
    longDescription: row.LONG_DSC,
  };
}

/** The committed subset of 2018 alone. */
export const DEFAULT_CODE_TABLES: CodeTables = new Map(
  DEFAULT_SYSTEM_CODES.map((row) => [row.SYS_ID, recordOfSystemCode(row)]),
);

/**
 * The county's own codes before the committed ones. Inactive codes stay: old rows still hold them.
 * A code that the county gives no parent keeps the committed one, because its family decides what law it falls under.
 * The words of 2018 stay known of a code that says otherwise now.
 */
export function codeTablesOf(county: Iterable<SystemCodeRecord>): CodeTables {
  const tables = new Map(DEFAULT_CODE_TABLES);
  for (const record of county) {
    const committed = DEFAULT_CODE_TABLES.get(record.code);
    const words = committed?.metaTable === record.metaTable ? committed.shortDescription : null;
    const former = new Set([...(record.formerDescriptions ?? []), ...(words === null || words === record.shortDescription ? [] : [words])]);
    tables.set(record.code, {
      ...record, parentCode: record.parentCode ?? committed?.parentCode ?? null, ...(former.size === 0 ? {} : { formerDescriptions: [...former].sort() }),
    });
  }
  return tables;
}

/**
 * The code as a value. Absent display: no code table named here knows it; the raw id is kept.
 * Shape: `metaTables` are the tables the column may draw on; an empty list means any.
 */
export function codedValue(tables: CodeTables, code: number, metaTables: readonly string[]): CodedValue {
  const found = tables.get(code);
  const known = found !== undefined && (metaTables.length === 0 || metaTables.includes(found.metaTable));
  return { code, display: known ? found.shortDescription : null };
}

/** OTHER_CD of a grid type: V victim, R at risk. Null: the code tables do not say. */
export function isVictimType(tables: CodeTables, code: number): boolean | null {
  const type = tables.get(code);
  if (type?.metaTable !== 'CSEC_TPC') return null;
  if (type.otherCode === 'V') return true;
  return type.otherCode === 'R' ? false : null;
}

/** The code's ancestors by CATEGORYID, itself first. A circle in the tables ends the walk. */
export function familyOf(tables: CodeTables, code: number): readonly number[] {
  const family = [code];
  let parent = tables.get(code)?.parentCode ?? null;
  while (parent !== null && !family.includes(parent)) {
    family.push(parent);
    parent = tables.get(parent)?.parentCode ?? null;
  }
  return family;
}
