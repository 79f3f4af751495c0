import { ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import { OPEN } from '../../law/classification.js';
import { Classified } from '../classified.js';
import { COUNTY_OPERATIONS } from '../laws.js';
import { CountyCodeScalar, DateTimeScalar } from '../scalars.js';
import { PageInfoType } from './page-info.type.js';

/** The count of one table of a run: read = applied + unchanged + quarantined. */
@ObjectType('SyncTableCount', { description: 'The count of one table of a run; read is always applied plus unchanged plus quarantined.' })
export class SyncTableCountType {
  @Classified(OPEN, () => String, { description: 'The CWS/CMS table.' })
  table!: string;

  @Classified(OPEN, () => Int, { description: 'Rows read.' })
  rowsRead!: number;

  @Classified(OPEN, () => Int, { description: 'Rows new or newer.' })
  rowsApplied!: number;

  @Classified(OPEN, () => Int, { description: 'Rows already known, or older than what is known.' })
  rowsUnchanged!: number;

  @Classified(OPEN, () => Int, { description: 'Of the unchanged: rows older than what is known.' })
  rowsSuperseded!: number;

  @Classified(OPEN, () => Int, { description: 'Rows that could not be understood.' })
  rowsQuarantined!: number;
}

/** One sync of an extract. */
@ObjectType('SyncRun', { description: 'One sync of a county\'s CWS/CMS extract.' })
export class SyncRunType {
  @Classified(COUNTY_OPERATIONS, () => ID, { nullable: true, description: 'Global id.' })
  id!: string | null;

  @Classified(COUNTY_OPERATIONS, () => CountyCodeScalar, { nullable: true, description: 'The county whose extract it was.' })
  county!: string | null;

  @Classified(COUNTY_OPERATIONS, () => DateTimeScalar, { nullable: true, description: 'When it began.' })
  startedAt!: Instant | null;

  @Classified(COUNTY_OPERATIONS, () => DateTimeScalar, { nullable: true, description: 'When it ended; null while it runs.' })
  finishedAt!: Instant | null;

  @Classified(COUNTY_OPERATIONS, () => String, { nullable: true, description: 'RUNNING, COMPLETED, FAILED_TABLES or FAILED.' })
  status!: string | null;

  @Classified(COUNTY_OPERATIONS, () => [SyncTableCountType], { nullable: true, description: 'The reconciliation, by table.' })
  tables!: readonly SyncTableCountType[] | null;
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
