import type { CodedWords } from './code-systems.js';

/** Codes of the DICOM standard for audit events and those who take part in them. */
const DICOM_AUDIT = 'http://dicom.nema.org/resources/ontology/DCM';
/** ISO 21089: what becomes of a record in its life. */
const RECORD_LIFECYCLE = 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle';

const dicom = (code: string, display: string): CodedWords => ({ system: DICOM_AUDIT, code, display });

/** What every FHIR AuditEvent of the gateway says alike, whoever reads it. */
export const AUDIT_CODES = {
  auditLogUsed: dicom('110101', 'Audit Log Used'),
  exported: dicom('110106', 'Export'),
  queried: dicom('110112', 'Query'),
  securityAlert: dicom('110113', 'Security Alert'),
  source: dicom('110153', 'Source Role ID'),
  destination: dicom('110152', 'Destination Role ID'),
  application: dicom('110150', 'Application'),
  disclosed: { system: RECORD_LIFECYCLE, code: 'disclose', display: 'Disclose Record Lifecycle Event' },
  patient: { system: 'http://terminology.hl7.org/CodeSystem/object-role', code: '1', display: 'Patient' },
} as const satisfies Readonly<Record<string, CodedWords>>;

/** The gateway, which is source and observer of every event. */
export const AUDITED_GATEWAY = { type: 'Device', identifier: { system: 'urn:ca:csec:gateway', value: 'csec-gateway' }, display: 'CSEC gateway' } as const;
