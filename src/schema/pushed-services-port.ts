import type { Agency } from '../model/agency.js';
import type { HistoryTerms } from '../model/received-service.js';
import type { PushedHistory } from '../loaders/history-register.js';

/** How a partner may write what it pushes. */
export const PUSH_FORMATS = ['FHIR_BUNDLE', 'PLAIN_CSV', 'HMIS_CSV'] as const;
export type PushFormat = (typeof PUSH_FORMATS)[number];

/** The files of an HMIS export that are read. */
export const HMIS_FILES = ['Client.csv', 'Enrollment.csv', 'Services.csv', 'Exit.csv'] as const;

/** A file as it was sent; of the formats that are one file its name means nothing. */
export interface PushedFile {
  readonly name: string | null;
  readonly content: string;
}

/** A row that cannot be taken, and where: names, places and codes, never the text of what stood there. */
export interface RefusedRow {
  readonly file: string;
  readonly line: number;
  readonly field: string | null;
  readonly code: string;
}

/** What was read. Where a row is refused, nothing is kept. */
export interface ReadPush extends PushedHistory {
  readonly refused: readonly RefusedRow[];
  readonly passedOver: number;
}

/** Reads what a partner pushed, under its terms. Total: nothing that was sent makes it throw. */
export type ReadPushed = (format: PushFormat, files: readonly PushedFile[], source: { readonly terms: HistoryTerms; readonly agency: Agency }) => ReadPush;
