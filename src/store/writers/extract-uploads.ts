import type { Instant } from '../../kernel/dates.js';
import type { DeclaredFile, UploadKind } from '../../model/extract-upload.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from './columns.js';

const START: Statement = { name: 'start-extract-upload', text: 'select outcome, upload as id from csec.start_extract_upload($1::jsonb, $2)' };
const TAKE: Statement = {
  name: 'take-extract-part',
  text: 'select outcome, received from csec.take_extract_part($1::uuid, $2, $3, $4::bigint, $5::bytea, $6, $7::timestamptz)',
};

/** An extract that a county begins to push. */
export interface NewUpload {
  readonly id: string;
  readonly county: string;
  readonly idempotencyKey: string;
  readonly kind: UploadKind;
  readonly tombstonesConfirmed: boolean;
  /** Says in one text what is declared: the same key with another declaration is another extract. */
  readonly declaration: string;
  readonly startedByAgencyId: string;
  readonly startedByPersonId: string;
  readonly startedAt: Instant;
  readonly files: readonly DeclaredFile[];
}

/** A part of one file, from a byte on. */
export interface UploadPart {
  readonly uploadId: string;
  readonly county: string;
  readonly file: string;
  readonly offset: number;
  readonly content: Buffer;
  readonly at: Instant;
}

/** What became of a part, and how many bytes of the file have come; null where there is no such file. */
export interface PartTaken {
  readonly outcome: 'TAKEN' | 'GAP' | 'DIFFERS' | 'TOO_LONG' | 'TOO_SHORT' | 'CLOSED' | 'NONE';
  readonly received: number | null;
}

/**
 * What became of beginning an upload. `OTHER`: its key stands for another extract. `TOO_MANY`: so many of the county wait already.
 */
export type UploadStarted = { readonly outcome: 'STARTED'; readonly id: string } | { readonly outcome: 'OTHER' | 'TOO_MANY' };

/** Uploads of one county that may be under way at once. */
export const MOST_UPLOADS = 5;

/** The least of a part that does not end its file, in bytes: each part leaves a row behind for good. */
export const LEAST_PART = 1_024;

/** Begins an upload, or finds that of the same key. */
export async function startUpload(session: Queryable, upload: NewUpload): Promise<UploadStarted> {
  const [row] = await session.query<UploadStarted>(START, [JSON.stringify(columnsOf(upload)), MOST_UPLOADS]);
  return row ?? { outcome: 'OTHER' };
}

/** Takes one part; taking it twice is taking it once. */
export async function takePart(session: Queryable, { uploadId, county, file, offset, content, at }: UploadPart): Promise<PartTaken> {
  const [row] = await session.query<PartTaken>(TAKE, [uploadId, county, file, offset, content, LEAST_PART, at]);
  return row ?? { outcome: 'NONE', received: null };
}
