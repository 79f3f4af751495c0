import { readReleased, type PartnerAdapter } from '../partner-adapter.js';
import { bundleOf } from './bundle.js';
import { MENTAL_HEALTH_DOCUMENT, mentalHealthResult } from './document.js';

/** A case for mental and behavioural health: an HL7 FHIR R4 (4.0.1) collection Bundle with a US Core Patient. */
export const mentalHealthAdapter: PartnerAdapter = {
  format: 'FHIR_R4_BUNDLE',
  offeredTo: ['MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM', 'PUBLIC_HEALTH'],
  purposes: null,
  mediaType: 'application/fhir+json',
  document: MENTAL_HEALTH_DOCUMENT,
  encode(released, envelope) {
    return JSON.stringify(bundleOf(readReleased(mentalHealthResult, released).case, envelope));
  },
};
