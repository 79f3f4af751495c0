import { globalId } from '../../../src/kernel/ids.js';
import { instant } from '../../../src/kernel/dates.js';
import { ACT_CODE, ACT_REASON, CSEC_CATEGORY, PARTICIPATION_TYPE } from '../../../src/law/code-systems.js';
import { readFhirConsent } from '../../../adapters/fhir-consent/read-consent.js';
import type { ConsentDraft } from '../../../adapters/fhir-consent/elements.js';
import { agency, COUNTY_AGENCY, SUBJECT } from '../../policy/people.js';

export const CLINIC = agency('MENTAL_HEALTH');
export const RECORDED = instant('2026-03-01T20:00:00Z');
export type Json = Readonly<Record<string, unknown>>;

/** A release as a partner's system writes it in FHIR alone. */
export function document(changes: Json = {}): Json {
  return {
    resourceType: 'Consent', status: 'active',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
    category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
    patient: { identifier: { system: 'urn:ca:csec:case', value: globalId('Case', SUBJECT) } },
    dateTime: '2025-09-01', organization: [{ reference: `Organization/${COUNTY_AGENCY}` }],
    policyRule: { coding: [{ system: ACT_CODE, code: 'OPTIN' }] },
    provision: {
      type: 'permit', period: { start: '2025-09-01', end: '2026-08-31' },
      actor: [{ role: { coding: [{ system: PARTICIPATION_TYPE, code: 'IRCP' }] }, reference: { reference: `Organization/${globalId('Agency', CLINIC.id)}` } }],
      purpose: [{ system: ACT_REASON, code: 'TREAT' }], securityLabel: [{ system: CSEC_CATEGORY, code: 'MENTAL_HEALTH' }],
    },
    ...changes,
  };
}

export const read = (json: unknown): ConsentDraft => readFhirConsent(JSON.stringify(json), { subjectId: SUBJECT, agencyId: COUNTY_AGENCY, at: RECORDED });
