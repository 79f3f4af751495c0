/** How the files of an extract are written. Rows are RFC 4180: fields in quotes may hold line ends, a doubled quote is one. */
export interface CsvFormat {
  /** One character. */
  readonly delimiter: string;
  /** One character. */
  readonly quote: string;
}

export const DEFAULT_CSV_FORMAT: CsvFormat = { delimiter: ',', quote: '"' };
