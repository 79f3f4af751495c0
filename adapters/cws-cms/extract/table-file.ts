import type { TableLayout } from '../layout/table-layout.js';

/** One file of an extract and the layout of the table that it is named after. */
export interface TableFile {
  readonly layout: TableLayout;
  /** The name without the folder. */
  readonly file: string;
  /** Its bytes from the beginning. */
  readonly open: (onBytes?: (bytes: number) => void) => AsyncGenerator<Buffer>;
}

/** No line of CWS/CMS comes near this; a file without line ends would otherwise fill the memory. */
export const LONGEST_LINE_BYTES = 1_048_576;
