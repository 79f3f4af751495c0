/** How the files of an extract are written. Rows are RFC 4180: fields in quotes may hold line ends, a doubled quote is one. */
export interface CsvFormat {
  /** One character. */
  readonly delimiter: string;
  /** One character. */
  readonly quote: string;
  /** LATIN1 is ISO 8859-1, in which every byte is a character. */
  readonly encoding: 'UTF8' | 'LATIN1';
}

export const DEFAULT_CSV_FORMAT: CsvFormat = { delimiter: ',', quote: '"', encoding: 'UTF8' };
