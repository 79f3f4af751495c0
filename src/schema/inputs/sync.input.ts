import { Float, ID, InputType } from 'type-graphql';
import { UPLOAD_KINDS, type UploadKind } from '../../model/extract-upload.js';
import { RevealingField } from '../classified.js';
import { closedEnum } from '../types/closed-enum.js';

export const SyncKindEnum = closedEnum('SyncKind', UPLOAD_KINDS, 'What a pushed extract holds.', {
  FULL: 'Every row of its tables; a row that is absent is not taken for removed.', DELTA: 'Only what changed.',
});

@InputType('SyncFileInput', { description: 'A file of an extract, declared before it comes.' })
export class SyncFileInput {
  @RevealingField('write', () => String, { description: 'Its name: `CLIENT_T.csv` or another CWS/CMS table, packed by gzip (`.csv.gz`) or not, or `CONTROL.csv`; or one zip of such files, alone.' })
  name!: string;

  @RevealingField('write', () => Float, { description: 'Its length in bytes.' })
  bytes!: number;

  @RevealingField('write', () => String, { description: 'The SHA-256 of the whole of it, in hexadecimal: a file that is not this one is not taken in.' })
  sha256!: string;
}

@InputType('StartSyncInput', { description: 'An extract of the caller\'s county that will be pushed, part by part.' })
export class StartSyncInput {
  @RevealingField('write', () => String, { description: 'A text of the caller\'s own choice, 8 to 200 characters: asking again under it finds the same upload, and begins no second.' })
  idempotencyKey!: string;

  @RevealingField('write', () => SyncKindEnum, { description: 'What the extract holds.' })
  kind!: UploadKind;

  @RevealingField('write', () => [SyncFileInput], { description: 'All its files.' })
  files!: SyncFileInput[];

  @RevealingField('write', () => Boolean, { nullable: true, description: 'That rows are to be removed also where they are so many that the sync would stop and ask; false unless told.' })
  tombstonesConfirmed!: boolean | null;
}

@InputType('SyncBatchInput', { description: 'A part of one file of a pushed extract.' })
export class SyncBatchInput {
  @RevealingField('admission', () => ID, { description: 'The upload, one of the caller\'s county.' })
  syncId!: string;

  @RevealingField('write', () => String, { description: 'The name of the file, as declared.' })
  file!: string;

  @RevealingField('write', () => Float, { description: 'The byte of the file at which the part begins: as many as have come. A part that came before may be sent again, and changes nothing.' })
  offset!: number;

  @RevealingField('write', () => String, { description: 'The bytes, in base64; as many as a body of the gateway holds.' })
  content!: string;
}
