import type { LocalDate } from '../../src/kernel/dates.js';
import type { RowPlace } from '../../src/model/change.js';
import type { CodeTables } from './codes/code-tables.js';
import type { SpecialProjectSettings } from './special-project-settings.js';

/** One row of an extract as text, cells by true column name; a column that the file lacks is absent. */
export interface SourceRow {
  readonly place: RowPlace;
  readonly cells: Readonly<Record<string, string | undefined>>;
}

/** What a row function needs beside the row. The same row and the same sources always give the same change. */
export interface RowSources {
  readonly codes: CodeTables;
  readonly projects: SpecialProjectSettings;
  /** The day against which a date counts as future. */
  readonly asOf: LocalDate;
  /** Texts that mean "no value", compared exactly after the blanks at the end are gone. */
  readonly nullTokens: ReadonlySet<string>;
}

/**
 * The null tokens met in public extracts; blank text is always null.
 * A county in which someone is named as a token is named must leave that token out.
 */
export const DEFAULT_NULL_TOKENS: ReadonlySet<string> = new Set(['NULL', '[NULL]', 'null']);
