import { readReleased, type MessageEnvelope, type PartnerAdapter } from '../partner-adapter.js';
import { FURTHER_SERVICES, LAW_ENFORCEMENT_DOCUMENT, lawEnforcementResult } from './document.js';
import { messageOf } from './message.js';
import { MISSING_CHILD_DOCUMENT, missingChildResult } from './missing-child-document.js';
import { missingChildMessageOf } from './missing-child-message.js';
import { niemJson, niemXml } from './niem.js';

const caseMessage = (released: unknown, envelope: MessageEnvelope) => messageOf(readReleased(lawEnforcementResult, released).case, envelope);
const missingChildMessage = (released: unknown, envelope: MessageEnvelope) =>
  missingChildMessageOf(readReleased(missingChildResult, released).case, envelope);

/** A case for law enforcement: a NIEM 6.0 message whose exchange schema is `csec-exchange.xsd`. */
export const lawEnforcementAdapter: PartnerAdapter = {
  format: 'NIEM_6_XML',
  offeredTo: ['LAW_ENFORCEMENT'],
  purposes: null,
  mediaType: 'application/xml',
  document: LAW_ENFORCEMENT_DOCUMENT,
  further: FURTHER_SERVICES,
  encode: (released, envelope) => niemXml(caseMessage(released, envelope)),
};

/** The same message as NIEM JSON. */
export const lawEnforcementJsonAdapter: PartnerAdapter = {
  ...lawEnforcementAdapter,
  format: 'NIEM_6_JSON',
  mediaType: 'application/ld+json',
  encode: (released, envelope) => niemJson(caseMessage(released, envelope)),
};

/** The report of a missing child, for those who search for it: the statutory set as NIEM, and nothing beside it (rule R-24). */
export const missingChildAdapter: PartnerAdapter = {
  format: 'NIEM_6_XML',
  offeredTo: ['LAW_ENFORCEMENT', 'MISSING_CHILDREN_CLEARINGHOUSE'],
  purposes: ['MISSING_CHILD'],
  states: 'MISSING',
  mediaType: 'application/xml',
  document: MISSING_CHILD_DOCUMENT,
  encode: (released, envelope) => niemXml(missingChildMessage(released, envelope)),
};

/** The same report as NIEM JSON. */
export const missingChildJsonAdapter: PartnerAdapter = {
  ...missingChildAdapter,
  format: 'NIEM_6_JSON',
  mediaType: 'application/ld+json',
  encode: (released, envelope) => niemJson(missingChildMessage(released, envelope)),
};
