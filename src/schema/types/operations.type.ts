import { Float, ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import { OPEN } from '../../law/classification.js';
import { REJECTION_REASONS } from '../../model/change.js';
import { RUN_CHECK_KINDS, type RunCheckKind } from '../../store/landing/run-checks.js';
import { Classified } from '../classified.js';
import { COUNTY_OPERATIONS } from '../laws.js';
import { CountyCodeScalar, DateTimeScalar } from '../scalars.js';
import { closedEnum } from './closed-enum.js';
import { PageInfoType } from './page-info.type.js';

export const RejectionReasonEnum = closedEnum('RejectionReason', REJECTION_REASONS, 'Why a row cannot be understood.');
const RunCheckKindEnum = closedEnum('SyncCheckKind', RUN_CHECK_KINDS, 'What was checked of a table of a run.', {
  ROWS: 'The rows that the control file states, and those of the file.',
  SUM: 'The sum of a column that the control file states, and that of the file.',
  TOMBSTONES: 'The landed rows that may be removed without confirmation, and those that the extract would remove.',
  DRIFT: 'The rows read by the county\'s last completed run of the kind, and by this one.',
});

/** The count of one table of a run: read = applied + unchanged + superseded + tombstoned + held + quarantined. */
@ObjectType('SyncTableCount', { description: 'The count of one table of a run; read is always applied plus unchanged plus superseded plus tombstoned plus held plus quarantined. Of an extract that the county pushed, where other counties\' are kept too, only read and quarantined are told: the rest hangs on what other counties have.' })
export class SyncTableCountType {
  @Classified(OPEN, () => String, { description: 'The CWS/CMS table.' })
  table!: string;

  @Classified(OPEN, () => Int, { description: 'Rows read.' })
  rowsRead!: number;

  @Classified(OPEN, () => Int, { nullable: true, description: 'Rows new or newer.' })
  rowsApplied!: number | null;

  @Classified(OPEN, () => Int, { nullable: true, description: 'Rows that say what is known already.' })
  rowsUnchanged!: number | null;

  @Classified(OPEN, () => Int, { nullable: true, description: 'Rows that lost to a newer or later row of the same key.' })
  rowsSuperseded!: number | null;

  @Classified(OPEN, () => Int, { nullable: true, description: 'Deletions that took effect.' })
  rowsTombstoned!: number | null;

  @Classified(OPEN, () => Int, { nullable: true, description: 'Rows that wait for their parent.' })
  rowsHeld!: number | null;

  @Classified(OPEN, () => Int, { description: 'Rows that stand in quarantine: they could not be understood, or say themselves that they are not for this county to push.' })
  rowsQuarantined!: number;

  @Classified(OPEN, () => Int, { nullable: true, description: 'Beside the rows read: rows held by earlier runs whose parent has come.' })
  rowsJoined!: number | null;

  @Classified(OPEN, () => String, { description: 'LANDING while its rows come in, then LANDED, UNREADABLE or NOT_IN_EXTRACT.' })
  outcome!: string;
}

/** Something that was checked of a table of a run: names and numbers. */
@ObjectType('SyncCheck', { description: 'Something that was checked of a table of a run. Numbers are texts, so that none loses a digit.' })
export class SyncCheckType {
  @Classified(OPEN, () => String, { description: 'The CWS/CMS table.' })
  table!: string;

  @Classified(OPEN, () => RunCheckKindEnum, { description: 'What was checked.' })
  kind!: RunCheckKind;

  @Classified(OPEN, () => String, { nullable: true, description: 'The column that is summed.' })
  column!: string | null;

  @Classified(OPEN, () => String, { nullable: true, description: 'What was stated, or was so before; null for a sum over too few rows to be told.' })
  stated!: string | null;

  @Classified(OPEN, () => String, { nullable: true, description: 'What was found; null where nothing could be, and for such a sum.' })
  found!: string | null;

  @Classified(OPEN, () => Boolean, { description: 'Whether it is as it should be.' })
  passes!: boolean;
}

/** How far a run is that goes on: the numbers of its bar. */
@ObjectType('SyncProgress', { description: 'How far a run is that goes on: the numbers of the bar that its terminal shows, at most some seconds old.' })
export class SyncProgressType {
  @Classified(OPEN, () => String, { description: 'LANDING, while files are read; ASSEMBLY, while the youths that changed are rebuilt.' })
  phase!: string;

  @Classified(OPEN, () => String, { nullable: true, description: 'The CWS/CMS table that is read.' })
  table!: string | null;

  @Classified(OPEN, () => Float, { nullable: true, description: 'Bytes read of the extract.' })
  bytesRead!: number | null;

  @Classified(OPEN, () => Float, { nullable: true, description: 'Bytes of the extract.' })
  bytesInAll!: number | null;

  @Classified(OPEN, () => Int, { nullable: true, description: 'Changed clients settled.' })
  clients!: number | null;

  @Classified(OPEN, () => Int, { nullable: true, description: 'Changed clients.' })
  clientsInAll!: number | null;

  @Classified(OPEN, () => DateTimeScalar, { description: 'As of when.' })
  at!: Instant;
}

/** One sync of an extract. */
@ObjectType('SyncRun', { description: 'One sync of a county\'s CWS/CMS extract.' })
export class SyncRunType {
  @Classified(COUNTY_OPERATIONS, () => ID, { nullable: true, description: 'Global id.' })
  id!: string | null;

  @Classified(COUNTY_OPERATIONS, () => CountyCodeScalar, { nullable: true, description: 'The county whose extract it was.' })
  county!: string | null;

  @Classified(COUNTY_OPERATIONS, () => String, { nullable: true, description: 'FULL, DELTA, or RETRY of quarantined rows.' })
  kind!: string | null;

  @Classified(COUNTY_OPERATIONS, () => DateTimeScalar, { nullable: true, description: 'When it began.' })
  startedAt!: Instant | null;

  @Classified(COUNTY_OPERATIONS, () => DateTimeScalar, { nullable: true, description: 'When it ended; null while it runs.' })
  finishedAt!: Instant | null;

  @Classified(COUNTY_OPERATIONS, () => String, { nullable: true, description: 'RUNNING, COMPLETED or FAILED.' })
  status!: string | null;

  @Classified(COUNTY_OPERATIONS, () => String, { nullable: true, description: 'Why it failed: an error code; null for a run that did not.' })
  failureCode!: string | null;

  @Classified(COUNTY_OPERATIONS, () => Int, { nullable: true, description: 'Youths whose records were rebuilt; null where `tables` tell only what was read and quarantined.' })
  youthsAssembled!: number | null;

  @Classified(COUNTY_OPERATIONS, () => SyncProgressType, { nullable: true, description: 'How far it is; null when it does not run.' })
  progress!: SyncProgressType | null;

  @Classified(COUNTY_OPERATIONS, () => [SyncTableCountType], { nullable: true, description: 'The reconciliation, by table.' })
  tables!: readonly SyncTableCountType[] | null;

  @Classified(COUNTY_OPERATIONS, () => [SyncCheckType], { nullable: true, description: 'What was checked: the control file, removals, and the drift since the last run.' })
  checks!: readonly SyncCheckType[] | null;
}

@ObjectType('SyncRunEdge', { description: 'A run in a list.' })
export class SyncRunEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the list goes on.' })
  cursor!: string;

  @Classified(COUNTY_OPERATIONS, () => SyncRunType, { nullable: true, description: 'The run.' })
  node!: SyncRunType | null;
}

@ObjectType('SyncRunConnection', { description: 'Runs, newest first.' })
export class SyncRunConnectionType {
  @Classified(OPEN, () => [SyncRunEdgeType], { description: 'The page.' })
  edges!: readonly SyncRunEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

/** A row that could not be understood: where it stands and why, never what it says. */
@ObjectType('QuarantinedRow', { description: 'A row that could not be understood: where it stands and why, never what it says.' })
export class QuarantinedRowType {
  @Classified(COUNTY_OPERATIONS, () => ID, { nullable: true, description: 'The run that met it.' })
  runId!: string | null;

  @Classified(COUNTY_OPERATIONS, () => String, { nullable: true, description: 'The CWS/CMS table.' })
  table!: string | null;

  @Classified(COUNTY_OPERATIONS, () => String, { nullable: true, description: 'The file.' })
  file!: string | null;

  @Classified(COUNTY_OPERATIONS, () => Int, { nullable: true, description: 'The line; the header is line 1.' })
  line!: number | null;

  @Classified(COUNTY_OPERATIONS, () => String, { nullable: true, description: 'The column, where one is to blame.' })
  column!: string | null;

  @Classified(COUNTY_OPERATIONS, () => String, { nullable: true, description: 'Why, from a closed list.' })
  reason!: string | null;

  @Classified(COUNTY_OPERATIONS, () => DateTimeScalar, { nullable: true, description: 'When the run met it.' })
  at!: Instant | null;

  @Classified(COUNTY_OPERATIONS, () => ID, { nullable: true, description: 'The run that looked at it anew, so that it stands in quarantine no longer; null while it does.' })
  settledBy!: string | null;
}

@ObjectType('QuarantinedRowEdge', { description: 'A quarantined row in a list.' })
export class QuarantinedRowEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the list goes on.' })
  cursor!: string;

  @Classified(COUNTY_OPERATIONS, () => QuarantinedRowType, { nullable: true, description: 'The row.' })
  node!: QuarantinedRowType | null;
}

@ObjectType('QuarantinedRowConnection', { description: 'Quarantined rows, newest run first.' })
export class QuarantinedRowConnectionType {
  @Classified(OPEN, () => [QuarantinedRowEdgeType], { description: 'The page.' })
  edges!: readonly QuarantinedRowEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}
