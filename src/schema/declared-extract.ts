import { createHash } from 'node:crypto';
import { GatewayError } from '../kernel/gateway-error.js';
import type { DeclaredFile, UploadKind } from '../model/extract-upload.js';
import type { SyncBatchInput, SyncFileInput } from './inputs/sync.input.js';
import type { UserErrorType } from './types/payload.type.js';
import { userError } from './user-error.js';

const TABLE_FILE = /^[A-Za-z][A-Za-z0-9_]{0,39}\.csv(\.gz)?$/;
const ZIP_FILE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.zip$/;
const MOST_FILES = 60;
const MOST_BYTES = 50e9;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The files of an extract as they will come, by name; or what is to mend, by the place in the list and never by its words. */
export function declaredFiles(files: readonly SyncFileInput[]): { readonly declared: readonly DeclaredFile[] } | { readonly error: UserErrorType } {
  const faultAt = (at: number, field: keyof SyncFileInput, says: string) => ({ error: userError('BAD_INPUT', `input.files.${at}.${field}`, says) });
  if (files.length === 0 || files.length > MOST_FILES) return { error: userError('BAD_INPUT', 'input.files', `An extract has 1 to ${MOST_FILES} files.`) };
  const tables = new Set<string>();
  for (const [at, { name, bytes, sha256 }] of files.entries()) {
    const table = tableOf(name);
    if (table === null) return faultAt(at, 'name', 'A file is named after its CWS/CMS table, as .csv or .csv.gz, or is a zip.');
    if (tables.has(table)) return faultAt(at, 'name', 'Another file is of the same table.');
    if (ZIP_FILE.test(name) && files.length > 1) return faultAt(at, 'name', 'A zip comes alone.');
    if (!Number.isSafeInteger(bytes) || bytes < 1) return faultAt(at, 'bytes', 'A file has a whole number of bytes, at least one.');
    if (!/^[0-9a-f]{64}$/i.test(sha256)) return faultAt(at, 'sha256', 'A SHA-256 is 64 hexadecimal digits.');
    tables.add(table);
  }
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES) return { error: userError('BAD_INPUT', 'input.files', 'An extract has 1 to 50,000,000,000 bytes.') };
  return {
    declared: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256: sha256.toLowerCase() })).sort((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

/** File systems differ in whether names that differ in case are two: here they are one. */
function tableOf(name: string): string | null {
  return TABLE_FILE.test(name) || ZIP_FILE.test(name) ? name.toUpperCase().replace(/\.GZ$/, '') : null;
}

/** A text that is the same only of the same declaration. */
export function declarationOf(kind: UploadKind, tombstonesConfirmed: boolean, files: readonly DeclaredFile[]): string {
  return createHash('sha256').update(JSON.stringify([kind, tombstonesConfirmed, files.map(({ name, bytes, sha256 }) => [name, bytes, sha256])])).digest('hex');
}

/** Where a part begins, and its bytes. Errors: BAD_INPUT naming the field, never what stood in it. */
export function partOf({ offset, content }: SyncBatchInput): { readonly offset: number; readonly content: Buffer } {
  if (!Number.isSafeInteger(offset) || offset < 0) throw new GatewayError('BAD_INPUT', 'input.offset is a whole number of bytes.', { field: 'input.offset' });
  if (content.length === 0 || content.length % 4 !== 0 || !BASE64.test(content)) {
    throw new GatewayError('BAD_INPUT', 'input.content is bytes in base64, at least one.', { field: 'input.content' });
  }
  return { offset, content: Buffer.from(content, 'base64') };
}
