import type { Instant } from '../kernel/dates.js';

/**
 * Where a pushed extract stands. `RECEIVING`: parts are missing. `RECEIVED`: it waits for its run. `RUNNING`, then
 * `FINISHED` or `FAILED`. `EXPIRED`: parts were missing for too long, and what had come is gone.
 */
export const UPLOAD_STATES = ['RECEIVING', 'RECEIVED', 'RUNNING', 'FINISHED', 'FAILED', 'EXPIRED'] as const;
export type UploadState = (typeof UPLOAD_STATES)[number];

export const UPLOAD_KINDS = ['FULL', 'DELTA'] as const;
export type UploadKind = (typeof UPLOAD_KINDS)[number];

/** A file of an extract, as it was declared before it came. */
export interface DeclaredFile {
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** A file of an extract, and how many of its bytes have come: always the first so many. */
export interface ReceivedFile extends DeclaredFile {
  readonly received: number;
}

/** An extract that a county pushes over the API. */
export interface ExtractUpload {
  readonly id: string;
  readonly county: string;
  readonly kind: UploadKind;
  readonly state: UploadState;
  /** An error code; null unless it failed. */
  readonly failureCode: string | null;
  /** The run that took it in; null before it ended, and where an error ended it: then `syncRuns` alone tells of the run. */
  readonly runId: string | null;
  readonly startedAt: Instant;
  readonly changedAt: Instant;
  readonly files: readonly ReceivedFile[];
}
