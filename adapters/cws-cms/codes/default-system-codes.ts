import { CLIENT_CODES } from './client-codes.js';
import { CSEC_AND_ALLEGATION_CODES } from './csec-and-allegation-codes.js';
import { PLACE_CODES } from './place-codes.js';
import { PLACEMENT_CODES } from './placement-codes.js';
import { SERVICE_CODES } from './service-codes.js';
import type { SystemCodeRow } from './system-code-row.js';

/**
 * The codes that the gateway understands without a SYS_CD_C of the county; the county's own rows go before them.
 * A subset of 2018: codes issued since then come only from the county.
 */
export const DEFAULT_SYSTEM_CODES: readonly SystemCodeRow[] = [
  ...CSEC_AND_ALLEGATION_CODES, ...CLIENT_CODES, ...PLACE_CODES, ...PLACEMENT_CODES, ...SERVICE_CODES,
];
