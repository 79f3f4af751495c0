import { Ctx, ID, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { globalId, idOfType } from '../../kernel/ids.js';
import type { ExtractUpload } from '../../model/extract-upload.js';
import { mayPushExtracts } from '../../policy/administration.js';
import { LEAST_PART, MOST_UPLOADS, type PartTaken, type UploadStarted } from '../../store/writers/extract-uploads.js';
import { ClassifiedMutation, ClassifiedQuery, RevealingArg } from '../classified.js';
import { declaredFiles, declarationOf, partOf } from '../declared-extract.js';
import type { GatewayContext } from '../gateway-context.js';
import { StartSyncInput, SyncBatchInput } from '../inputs/sync.input.js';
import { COUNTY_OPERATIONS } from '../laws.js';
import type { UserErrorType } from '../types/payload.type.js';
import { SyncUploadPayloadType, SyncUploadType } from '../types/sync-upload.type.js';
import { noSuch, userError } from '../user-error.js';

const KEY = /^[\w.:-]{8,200}$/;

/** Extracts that a county pushes, in place of files that its IT takes in by the command line. */
@Resolver()
export class SyncUploadResolver {
  @ClassifiedMutation(COUNTY_OPERATIONS, () => SyncUploadPayloadType, {
    description: 'Begins to push an extract of the caller\'s county: what it will hold. Its parts follow by `syncBatch`; with the last byte of the last file its run begins by itself. Where other counties\' extracts are kept too, rows that would touch what is theirs are left out without a word; an operator takes those in by the command line.',
  })
  async startSync(
    @RevealingArg('input', 'nothing', () => StartSyncInput, { description: 'What will come.' }) input: StartSyncInput,
    @Ctx() context: GatewayContext,
  ): Promise<SyncUploadPayloadType> {
    const county = ownCounty(context);
    if (!KEY.test(input.idempotencyKey)) {
      throw new GatewayError('BAD_INPUT', 'input.idempotencyKey is 8 to 200 letters, digits and . _ : -', { field: 'input.idempotencyKey' });
    }
    const files = declaredFiles(input.files);
    if ('error' in files) return { sync: null, userErrors: [files.error] };
    const { caller, asOf } = context.access;
    const tombstonesConfirmed = input.tombstonesConfirmed ?? false;
    const begun = await context.intake.start({
      county, idempotencyKey: input.idempotencyKey, kind: input.kind, tombstonesConfirmed, files: files.declared,
      declaration: declarationOf(input.kind, tombstonesConfirmed, files.declared),
      startedByAgencyId: caller.agency.id, startedByPersonId: caller.personId, startedAt: asOf,
    });
    if (begun.outcome !== 'STARTED') return { sync: null, userErrors: [notBegun(begun.outcome)] };
    return { sync: shown(await context.intake.upload(begun.id, county)), userErrors: [] };
  }

  @ClassifiedMutation(COUNTY_OPERATIONS, () => SyncUploadPayloadType, {
    description: 'Takes one part of a file of a pushed extract. Sent again it changes nothing; after a break the answer, or `syncUpload`, says from where to go on.',
  })
  async syncBatch(
    @RevealingArg('input', 'nothing', () => SyncBatchInput, { description: 'The part.' }) input: SyncBatchInput,
    @Ctx() context: GatewayContext,
  ): Promise<SyncUploadPayloadType> {
    const county = ownCounty(context);
    const uploadId = idOfType('SyncUpload', input.syncId, 'input.syncId');
    const { offset, content } = partOf(input);
    const { outcome } = await context.intake.take({ uploadId, county, file: input.file, offset, content, at: context.access.asOf });
    return { sync: shown(await context.intake.upload(uploadId, county)), userErrors: toMend(outcome) };
  }

  @ClassifiedQuery(COUNTY_OPERATIONS, () => SyncUploadType, {
    nullable: true, description: 'A pushed extract of the caller\'s county: how much of each file has come, and what became of it; null when the county has no such one.',
  })
  async syncUpload(
    @RevealingArg('id', 'admission', () => ID, { description: 'Global id.' }) id: string,
    @Ctx() context: GatewayContext,
  ): Promise<SyncUploadType | null> {
    return shown(await context.intake.upload(idOfType('SyncUpload', id), ownCounty(context)));
  }
}

/** Errors: FORBIDDEN for who is of no county, or of the State. */
function ownCounty({ access: { caller } }: GatewayContext): string {
  if (caller.county !== null && mayPushExtracts(caller)) return caller.county;
  throw new GatewayError('FORBIDDEN', 'Extracts are pushed by IT of the county that they are of.', { claims: ['county'] });
}

function shown(upload: ExtractUpload | null): SyncUploadType | null {
  if (upload === null) return null;
  const { id, kind, state, failureCode, runId, startedAt, files } = upload;
  return { id: globalId('SyncUpload', id), kind, state, failureCode, runId: runId && globalId('SyncRun', runId), startedAt, files };
}

function notBegun(outcome: Exclude<UploadStarted['outcome'], 'STARTED'>): UserErrorType {
  switch (outcome) {
    case 'OTHER': return userError('CONFLICT', 'input.idempotencyKey', 'This key stands for another extract.');
    case 'TOO_MANY': return userError('CONFLICT', 'input', `${MOST_UPLOADS} extracts of the county are under way already.`);
  }
}

function toMend(outcome: PartTaken['outcome']): readonly UserErrorType[] {
  switch (outcome) {
    case 'TAKEN': return [];
    case 'NONE': return [noSuch('input.file')];
    case 'GAP': return [userError('CONFLICT', 'input.offset', 'The part begins behind what has come: received says where to go on.')];
    case 'DIFFERS': return [userError('CONFLICT', 'input.content', 'Other bytes came there before.')];
    case 'TOO_SHORT': return [userError('BAD_INPUT', 'input.content', `A part that does not end its file has ${LEAST_PART} bytes at least.`)];
    case 'CLOSED': return [userError('CONFLICT', 'input.syncId', 'Nothing more is taken of this upload: startSync begins it anew.')];
    case 'TOO_LONG': return [userError('BAD_INPUT', 'input.content', 'The file was declared shorter.')];
  }
}
