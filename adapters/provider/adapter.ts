import { readReleased, type PartnerAdapter } from '../partner-adapter.js';
import { FURTHER_SERVICES, PROVIDER_DOCUMENT, providerResult } from './document.js';
import { HTCDS_DOCUMENT, htcdsCsv, htcdsResult } from './htcds.js';
import { messageCsv } from './message-csv.js';
import { messageOf } from './message.js';

/** A case for a service provider: the plain JSON profile `csec.referral.v1`. */
export const providerAdapter: PartnerAdapter = {
  format: 'PROVIDER_JSON',
  offeredTo: ['COMMUNITY_PROVIDER', 'TRAFFICKING_SERVICES', 'CHILD_ADVOCACY_CENTER'],
  purposes: null,
  mediaType: 'application/json',
  document: PROVIDER_DOCUMENT,
  further: FURTHER_SERVICES,
  encode: (released, envelope) => JSON.stringify(messageOf(readReleased(providerResult, released).case, envelope), null, 2),
};

/** The same profile as CSV. */
export const providerCsvAdapter: PartnerAdapter = {
  ...providerAdapter,
  format: 'PROVIDER_CSV',
  mediaType: 'text/csv; charset=utf-8',
  encode: (released, envelope) => messageCsv(messageOf(readReleased(providerResult, released).case, envelope)),
};

/** A case in the columns of HTCDS 2.0, for agencies against trafficking. */
export const htcdsAdapter: PartnerAdapter = {
  format: 'HTCDS_2_CSV',
  offeredTo: providerAdapter.offeredTo,
  purposes: null,
  mediaType: providerCsvAdapter.mediaType,
  document: HTCDS_DOCUMENT,
  encode: (released, envelope) => htcdsCsv(readReleased(htcdsResult, released).case, envelope),
};
