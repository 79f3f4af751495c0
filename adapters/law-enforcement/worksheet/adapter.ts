import { readReleased, type MessageEnvelope, type PartnerAdapter } from '../../partner-adapter.js';
import { WORKSHEET_DOCUMENT, worksheetResult } from './document.js';
import { layoutOf } from './layout.js';
import { pdfOf } from './pdf.js';
import { worksheetOf, type Worksheet } from './worksheet.js';

const worksheet = (released: unknown, envelope: MessageEnvelope): Worksheet => worksheetOf(readReleased(worksheetResult, released).case, envelope);

/** The officer's worksheet of a missing child as data: the fields of an entry by their codes, with suggestions. */
export const worksheetAdapter: PartnerAdapter = {
  format: 'MISSING_PERSON_WORKSHEET_JSON',
  offeredTo: ['LAW_ENFORCEMENT', 'MISSING_CHILDREN_CLEARINGHOUSE'],
  purposes: ['MISSING_CHILD'],
  states: 'MISSING',
  mediaType: 'application/json',
  document: WORKSHEET_DOCUMENT,
  encode: (released, envelope) => JSON.stringify(worksheet(released, envelope), null, 2),
};

/** The same worksheet for printing. */
export const worksheetPdfAdapter: PartnerAdapter<Uint8Array> = {
  ...worksheetAdapter,
  format: 'MISSING_PERSON_WORKSHEET_PDF',
  mediaType: 'application/pdf',
  encode: (released, envelope) => pdfOf(layoutOf(worksheet(released, envelope)), envelope.generatedAt),
};
