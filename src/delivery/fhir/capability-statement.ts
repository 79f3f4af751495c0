import type { FhirResource } from '../../../adapters/mental-health/fhir.js';
import { parametersOf } from './search-parameters.js';

/** Of which kind each parameter is; those with an underscore at the beginning are of every server and are not listed. */
const KIND_OF_PARAMETER: Readonly<Record<string, string>> = { identifier: 'token', patient: 'reference', subject: 'reference' };

/** What the façade can do, for whoever asks: the same for all, and nothing of anybody. */
export function capabilityStatement(base: string, types: readonly string[], tokenUrl: string): FhirResource {
  return {
    resourceType: 'CapabilityStatement', status: 'active', date: '2026-03-01', kind: 'instance', fhirVersion: '4.0.1', format: ['json'],
    software: { name: 'CSEC gateway' }, implementation: { description: 'Records of commercially sexually exploited children, as each caller may see them', url: base },
    rest: [{
      mode: 'server',
      documentation: 'Who is not admitted, what is withheld and what does not exist are answered alike. No search says a total.',
      security: {
        extension: [{
          url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris', extension: [{ url: 'token', valueUri: tokenUrl }],
        }],
        service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] }],
        description: 'SMART Backend Services: private_key_jwt with RS384 or ES384.',
      },
      interaction: [{ code: 'transaction', documentation: 'A transaction or collection of Encounter, Procedure and ServiceRequest with their Patients, of partners whose records are kept.' }],
      resource: types.map((type) => ({
        type, interaction: [...(type === 'AuditEvent' ? [] : [{ code: 'read' }]), { code: 'search-type' }], versioning: 'no-version',
        searchParam: parametersOf(type).filter((name) => name in KIND_OF_PARAMETER).map((name) => ({ name, type: KIND_OF_PARAMETER[name] })),
      })),
    }],
  };
}
