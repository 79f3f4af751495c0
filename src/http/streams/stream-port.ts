import type { RequestHeaders } from '../../auth/request-headers.js';
import type { Clock } from '../../kernel/clock.js';
import type { Instant } from '../../kernel/dates.js';
import type { CaseNotice } from '../../store/case-notice.js';

/** Who wants to listen: what an HTTP request says of itself, or what a socket was opened with in its place. */
export interface StreamRequest {
  readonly id: string;
  readonly headers: RequestHeaders;
}

/** Who listens: the same for whatever one caller opens. */
export interface StreamCaller {
  readonly agencyId: string;
  readonly personId: string;
}

/** A caller known anew, and the context of one look. */
export interface OpenedLook<Ctx> {
  readonly context: Ctx;
  readonly caller: StreamCaller;
  /** When his token ends, and with it all that he holds open. */
  readonly expiresAt: Instant;
}

/** What a caller is released of a case now, by its digest, and until when that stands by itself. */
export interface Look {
  readonly digest: string;
  readonly validUntil: Instant | null;
}

/** Where changes are heard of. */
export interface ChangesHeard {
  hear(listener: (notice: CaseNotice) => void): void;
  /** Returns when changes committed from now on are heard of. Errors: STORE_UNAVAILABLE. */
  listening(): Promise<void>;
}

/** What streams are made of beside the schema; it is all that a query is made of. */
export interface StreamOptions<Ctx> {
  /** Judges token, purpose, agency and agreement as of now. Errors: those of authentication and of the access context. */
  readonly open: (request: StreamRequest) => Promise<OpenedLook<Ctx>>;
  /** Decides anew whether the caller is released anything of the case, and reads nothing else of it. */
  readonly admits: (context: Ctx, subjectId: string) => Promise<boolean>;
  /** Reads what the caller is released, and releases nothing. Absent: null where there is no such case for him. */
  readonly lookAt: (context: Ctx, subjectId: string) => Promise<Look | null>;
  /** Undoes what was not committed. */
  readonly close: (context: Ctx) => Promise<void>;
  readonly changes: ChangesHeard;
  readonly clock: Clock;
  /** How often it is looked whether something is due. Absent: twenty times a second. */
  readonly everyMillis?: number;
}
