import { createHmac } from 'node:crypto';

const PATIENT_ID = /^[0-9a-f]{32}$/;
const ROW_ID = /^([0-9a-f]{32})-[0-9a-f]{20}$/;

/** A youth's id for one recipient: the recipient's pseudonym in the letters that FHIR ids may have. */
export function patientIdOf(pseudonym: string): string {
  return Buffer.from(pseudonym, 'base64url').toString('hex');
}

/** The pseudonym of a patient's id. Absent: null for what is no such id. */
export function pseudonymOfPatient(patientId: string): string | null {
  return PATIENT_ID.test(patientId) ? Buffer.from(patientId, 'hex').toString('base64url') : null;
}

/** The patient whom a resource of that id is of. Absent: null for what is no such id. */
export function patientOfRow(rowId: string): string | null {
  return ROW_ID.exec(rowId)?.[1] ?? null;
}

/**
 * The id of a resource of a patient: the same as long as the row says the same of itself, different for every recipient,
 * and telling nothing of the row: its key is hashed under the secret.
 */
export function rowIdOf(secret: string, patientId: string, row: { readonly type: string; readonly key: string }): string {
  const hash = createHmac('sha256', secret).update(`fhir id\n${patientId}\n${row.type}\n${row.key}`, 'utf8').digest('hex');
  return `${patientId}-${hash.slice(0, 20)}`;
}
