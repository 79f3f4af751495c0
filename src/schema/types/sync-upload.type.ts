import { Float, ID, ObjectType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import { CALLER, OPEN } from '../../law/classification.js';
import { UPLOAD_STATES, type UploadKind, type UploadState } from '../../model/extract-upload.js';
import { Classified } from '../classified.js';
import { SyncKindEnum } from '../inputs/sync.input.js';
import { COUNTY_OPERATIONS } from '../laws.js';
import { DateTimeScalar } from '../scalars.js';
import { closedEnum } from './closed-enum.js';
import { UserErrorType } from './payload.type.js';

const SyncUploadStateEnum = closedEnum('SyncUploadState', UPLOAD_STATES, 'Where a pushed extract stands.', {
  RECEIVING: 'Parts are missing.', RECEIVED: 'All has come; it waits for its run.', RUNNING: 'It is taken in.', FINISHED: 'It was taken in.',
  FAILED: 'It was not: failureCode says why.', EXPIRED: 'Parts were missing for too long, and what had come is gone.',
});

@ObjectType('SyncUploadFile', { description: 'A file of a pushed extract.' })
export class SyncUploadFileType {
  @Classified(OPEN, () => String, { description: 'Its name.' })
  name!: string;

  @Classified(OPEN, () => Float, { description: 'Its length in bytes, as declared.' })
  bytes!: number;

  @Classified(OPEN, () => Float, { description: 'How many of its bytes have come: the next part begins there.' })
  received!: number;
}

/** An extract that a county pushes; its run is among `syncRuns`. */
@ObjectType('SyncUpload', { description: 'An extract that a county pushes, and how much of it has come.' })
export class SyncUploadType {
  @Classified(COUNTY_OPERATIONS, () => ID, { nullable: true, description: 'Global id.' })
  id!: string | null;

  @Classified(COUNTY_OPERATIONS, () => SyncKindEnum, { nullable: true, description: 'What it holds.' })
  kind!: UploadKind | null;

  @Classified(COUNTY_OPERATIONS, () => SyncUploadStateEnum, { nullable: true, description: 'Where it stands.' })
  state!: UploadState | null;

  @Classified(COUNTY_OPERATIONS, () => String, { nullable: true, description: 'Why it failed: an error code; null for one that did not.' })
  failureCode!: string | null;

  @Classified(COUNTY_OPERATIONS, () => ID, { nullable: true, description: 'The run that took it in, as in `syncRuns`; null before it ended, and where an error ended it.' })
  runId!: string | null;

  @Classified(COUNTY_OPERATIONS, () => DateTimeScalar, { nullable: true, description: 'When it began.' })
  startedAt!: Instant | null;

  @Classified(COUNTY_OPERATIONS, () => [SyncUploadFileType], { nullable: true, description: 'Its files, by name.' })
  files!: readonly SyncUploadFileType[] | null;
}

@ObjectType('SyncUploadPayload', { description: 'A pushed extract as it now stands.' })
export class SyncUploadPayloadType {
  @Classified(CALLER, () => SyncUploadType, { nullable: true, description: 'The upload; null where there is none for this caller, or none could begin.' })
  sync!: SyncUploadType | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
