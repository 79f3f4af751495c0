import type { Instant } from '../../kernel/dates.js';
import type { DeclaredFile, UploadKind } from '../../model/extract-upload.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from './columns.js';

const START: Statement = { name: 'start-extract-upload', text: 'select csec.start_extract_upload($1::jsonb) as id' };
const TAKE: Statement = {
  name: 'take-extract-part',
  text: 'select outcome, received from csec.take_extract_part($1::uuid, $2, $3, $4::bigint, $5::bytea, $6::timestamptz)',
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
  readonly outcome: 'TAKEN' | 'GAP' | 'DIFFERS' | 'TOO_LONG' | 'NONE';
  readonly received: number | null;
}

/** Begins an upload, or finds that of the same key; null where that one declares another extract. Shape: its id. */
export async function startUpload(session: Queryable, upload: NewUpload): Promise<string | null> {
  const [row] = await session.query<{ readonly id: string | null }>(START, [JSON.stringify(columnsOf(upload))]);
  return row?.id ?? null;
}

/** Takes one part; taking it twice is taking it once. */
export async function takePart(session: Queryable, { uploadId, county, file, offset, content, at }: UploadPart): Promise<PartTaken> {
  const [row] = await session.query<PartTaken>(TAKE, [uploadId, county, file, offset, content, at]);
  return row ?? { outcome: 'NONE', received: null };
}
