import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { GatewayError } from '../../kernel/gateway-error.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const LONGEST = 2048;

/** Whose list it is a place in: a cursor of one agency, or of one list, is of no use in another. */
export interface CursorOf {
  readonly agencyId: string;
  readonly list: string;
}

const keyOf = (secret: string, purpose: string, { agencyId }: CursorOf): Buffer =>
  createHmac('sha256', secret).update(`fhir cursor ${purpose}\n${agencyId}`, 'utf8').digest();

/** A place in a list, closed to whoever holds it: it may name rows by ids that the holder never sees. The same place gives the same text. */
export function sealCursor(secret: string, of: CursorOf, place: string): string {
  const iv = createHmac('sha256', keyOf(secret, 'iv', of)).update(`${of.list}\n${place}`, 'utf8').digest().subarray(0, IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, 'key', of), iv).setAAD(Buffer.from(of.list, 'utf8'));
  const sealed = Buffer.concat([cipher.update(place, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The place that a cursor names. Errors: BAD_CURSOR for what was not sealed for this agency and list. */
export function openCursor(secret: string, of: CursorOf, cursor: string): string {
  try {
    if (cursor.length > LONGEST) throw new RangeError('longer than any cursor');
    const bytes = Buffer.from(cursor, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, 'key', of), bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(of.list, 'utf8')).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    throw new GatewayError('BAD_CURSOR', 'The cursor is not one of this list.', { field: '_cursor' });
  }
}
