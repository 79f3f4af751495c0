import { GatewayError, type ErrorDetails } from '../../../src/kernel/gateway-error.js';

/** What can be wrong with a file as a whole, in words that hold nothing of what the file holds. */
export const FILE_FAULTS = {
  FOLDER_UNREADABLE: 'The folder of the extract cannot be read.',
  ARCHIVE_UNREADABLE: 'The zip of the extract cannot be read.',
  NO_TABLES: 'The folder holds no file that is named after a table.',
  FILE_MISSING: 'The extract has no file of this table.',
  FILE_UNREADABLE: 'The file cannot be opened or read.',
  FILE_DUPLICATE: 'Two files of the folder are named after this table.',
  HEADER_MISSING: 'The file has no header line.',
  COLUMNS_MISSING: 'The header line lacks columns of this table, or the file is separated by another character.',
  COLUMN_DUPLICATE: 'The header line names a column twice.',
  COLUMN_UNKNOWN: 'The header line holds a name that is no column name.',
  NOT_UTF8: 'The line is not UTF-8.',
  BROKEN_QUOTES: 'The quotes of the line are broken.',
  LINE_TOO_LONG: 'The line is longer than any row of CWS/CMS.',
  UNPACKED_TOO_LARGE: 'More comes out of the packed file, or of all of them, than a file of rows holds or the settings allow.',
  TOO_DAMAGED: 'So many lines are damaged that the file was not written as a table.',
  CONTROL_INVALID: 'The control file is not TABLE,ROWS or TABLE,ROWS,SUM_COLUMN,SUM with tables and columns that are read.',
  COLUMNS_SHIFTED: 'Every row fails in the same column: the columns do not stand under their names.',
} as const satisfies Record<string, string>;

export type FileFault = keyof typeof FILE_FAULTS;

/** Where a file is at fault. Names and numbers only. */
export interface FaultPlace {
  readonly table?: string;
  readonly file?: string;
  /** 1 for the header line. */
  readonly line?: number;
  /** Column names of the table's own layout. */
  readonly columns?: readonly string[];
  /** Positions in the header line, 1 for the first, where a name cannot be repeated safely. */
  readonly positions?: readonly number[];
}

/** The error of a file that cannot be read as its table: nothing of the table may be applied. */
export function unreadable(reason: FileFault, place: FaultPlace = {}): GatewayError {
  const where = [
    place.file === undefined ? place.table : place.file,
    place.line === undefined ? undefined : `line ${place.line}`,
    place.columns === undefined ? undefined : `columns ${place.columns.join(', ')}`,
    place.positions === undefined ? undefined : `positions ${place.positions.join(', ')}`,
  ].filter((part) => part !== undefined);
  const message = where.length === 0 ? FILE_FAULTS[reason] : `${where.join(', ')}: ${FILE_FAULTS[reason]}`;
  return new GatewayError('EXTRACT_UNREADABLE', message, { reason, ...detailsOf(place) });
}

/** Named one by one, so that a path or a row handed in with the place goes no further. */
function detailsOf({ table, file, line, columns, positions }: FaultPlace): ErrorDetails {
  return {
    ...(table === undefined ? {} : { table }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(columns === undefined ? {} : { columns }),
    ...(positions === undefined ? {} : { positions: positions.map(String) }),
  };
}
