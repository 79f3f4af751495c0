import { readReleased, type PartnerAdapter } from '../partner-adapter.js';
import { LAW_ENFORCEMENT_DOCUMENT, lawEnforcementResult } from './document.js';
import { messageOf } from './message.js';

/** A case for law enforcement: a NIEM 6.0 message whose exchange schema is `csec-exchange.xsd`. */
export const lawEnforcementAdapter: PartnerAdapter = {
  format: 'NIEM_6_XML',
  offeredTo: ['LAW_ENFORCEMENT'],
  mediaType: 'application/xml',
  document: LAW_ENFORCEMENT_DOCUMENT,
  encode(released, envelope) {
    return messageOf(readReleased(lawEnforcementResult, released).case, envelope);
  },
};
