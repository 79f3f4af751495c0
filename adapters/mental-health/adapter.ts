import { readReleased, type PartnerAdapter } from '../partner-adapter.js';
import { bundleOf, messageOf } from './bundle.js';
import { FURTHER_SERVICES, MENTAL_HEALTH_DOCUMENT, mentalHealthResult } from './document.js';

/** A case for mental and behavioural health: an HL7 FHIR R4 (4.0.1) collection Bundle with a US Core Patient. */
export const mentalHealthAdapter: PartnerAdapter = {
  format: 'FHIR_R4_BUNDLE',
  offeredTo: ['MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM', 'PUBLIC_HEALTH'],
  purposes: null,
  mediaType: 'application/fhir+json',
  document: MENTAL_HEALTH_DOCUMENT,
  further: FURTHER_SERVICES,
  encode(released, envelope) {
    return JSON.stringify(bundleOf(readReleased(mentalHealthResult, released).case, envelope));
  },
};

/** The same as a FHIR message, for systems that route by its header. */
export const mentalHealthMessageAdapter: PartnerAdapter = {
  ...mentalHealthAdapter,
  format: 'FHIR_R4_MESSAGE',
  encode(released, envelope) {
    return JSON.stringify(messageOf(readReleased(mentalHealthResult, released).case, envelope));
  },
};
