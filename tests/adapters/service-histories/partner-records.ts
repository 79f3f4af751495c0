import type { HistoryTerms } from '../../../src/model/received-service.js';

export const CLINIC = 'a6e50000-0000-4000-8000-000000000001';

/** A clinic whose records are of mental health or of use of substances outside Part 2. */
export const CLINIC_TERMS: HistoryTerms = {
  agencyId: CLINIC, consentedBy: 'PARENT', minorsOwnCare: true,
  cells: [{ category: 'MENTAL_HEALTH', regime: 'LPS' }, { category: 'SUBSTANCE_USE_OTHER', regime: 'CMIA' }, { category: 'HIV', regime: 'CMIA' }],
};
export const PROGRAMME_TERMS: HistoryTerms = {
  agencyId: 'a6e50000-0000-4000-8000-000000000002', consentedBy: 'MINOR', minorsOwnCare: true, cells: [{ category: 'SUBSTANCE_USE_PART2', regime: 'PART2' }],
};

export type Json = Readonly<Record<string, unknown>>;

export const patient = (changes: Json = {}): Json => ({ resourceType: 'Patient', id: 'p1', identifier: [{ system: 'urn:clinic:mrn', value: 'M-1' }], ...changes });

export const encounter = (changes: Json = {}): Json => ({
  resourceType: 'Encounter', id: 'e1', meta: { lastUpdated: '2026-01-06T10:00:00Z' }, identifier: [{ system: 'urn:clinic:visit', value: 'V-1' }], status: 'finished',
  class: { code: 'AMB' }, type: [{ text: 'Individual therapy' }], subject: { reference: 'Patient/p1' },
  period: { start: '2026-01-06T02:00:00Z', end: '2026-01-06' }, serviceProvider: { display: 'Harbour Clinic' }, ...changes,
});

export const bundle = (...resources: readonly Json[]): Json => ({
  resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ fullUrl: `https://clinic.example/${resource['resourceType']}/${resource['id']}`, resource })),
});
