import { readReleased, type PartnerAdapter } from '../partner-adapter.js';
import { PROVIDER_DOCUMENT, providerResult } from './document.js';
import { messageOf } from './message.js';

/** A case for a service provider: the plain JSON profile `csec.referral.v1`. */
export const providerAdapter: PartnerAdapter = {
  format: 'PROVIDER_JSON',
  offeredTo: ['COMMUNITY_PROVIDER', 'TRAFFICKING_SERVICES', 'CHILD_ADVOCACY_CENTER'],
  purposes: null,
  mediaType: 'application/json',
  document: PROVIDER_DOCUMENT,
  encode(released, envelope) {
    return messageOf(readReleased(providerResult, released).case, envelope);
  },
};
