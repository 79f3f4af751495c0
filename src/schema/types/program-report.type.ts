import { ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import { REPORT_TABLE_NAMES, REPORT_TABLES, type ReportTableName } from '../../law/programme-tables.js';
import { CALLER, OPEN } from '../../law/classification.js';
import { CELL_STATES, SIGNATURE_STEPS, type CellState, type SignatureStep } from '../../model/program-report.js';
import { Classified } from '../classified.js';
import { PROGRAM_REPORT, PROGRAM_SIGNING } from '../laws.js';
import { CountyCodeScalar, DateTimeScalar } from '../scalars.js';
import { closedEnum } from './closed-enum.js';
import { PageInfoType } from './page-info.type.js';
import { UserErrorType } from './payload.type.js';

export const ProgramTableEnum = closedEnum('ProgramTable', REPORT_TABLE_NAMES, 'A table of the programme report: the whole of what can be counted.',
  Object.fromEntries(REPORT_TABLE_NAMES.map((name) => [name, REPORT_TABLES[name].title])));
export const SignatureStepEnum = closedEnum('ProgramSignatureStep', SIGNATURE_STEPS, 'A signature of the chain under a released table.');
const CellStateEnum = closedEnum('ProgramCellState', CELL_STATES, 'How a cell came out.', {
  TOLD: 'With its number.', SMALL: 'Ten or fewer.', MASKED: 'More than ten, and masked lest it give a small one away.', WITHHELD: 'The whole table is.',
});
export const REPORT_STATUSES = ['NOT_RELEASED', 'AWAITING_EXPERT', 'AWAITING_LEGAL', 'RELEASED', 'REJECTED'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];
const ReportStatusEnum = closedEnum('ProgramReportStatus', REPORT_STATUSES, 'Where a table stands. Whoever does not sign is told RELEASED or NOT_RELEASED.');
const LegalReviewEnum = closedEnum('LegalReview', ['REQUIRED', 'DONE'], 'Whether the legal review that every release needs is done.');

@ObjectType('ProgramPeriod', { description: 'A period of the report.' })
export class ProgramPeriodType {
  @Classified(PROGRAM_REPORT, () => Int, { description: 'The year, and the last one of four.' })
  year!: number;

  @Classified(PROGRAM_REPORT, () => Int, { nullable: true, description: 'The quarter; null for whole years.' })
  quarter!: number | null;

  @Classified(PROGRAM_REPORT, () => Int, { description: '1 or 4.' })
  years!: number;
}

@ObjectType('ProgramCell', { description: 'A cell of a table; without row or column, of all of them together.' })
export class ProgramCellType {
  @Classified(PROGRAM_REPORT, () => String, { nullable: true, description: 'Word of the row; null for all rows.' })
  row!: string | null;

  @Classified(PROGRAM_REPORT, () => String, { nullable: true, description: 'Word of the column; null for all columns, or in a table without.' })
  column!: string | null;

  @Classified(PROGRAM_REPORT, () => String, { description: 'Row and column as a reader is told them.' })
  title!: string;

  @Classified(PROGRAM_REPORT, () => CellStateEnum, { description: 'How it came out.' })
  state!: CellState;

  @Classified(PROGRAM_REPORT, () => String, { description: 'What to print: the number, `<11`, `masked` or `withheld`.' })
  shown!: string;

  @Classified(PROGRAM_REPORT, () => Int, { nullable: true, description: 'The number of youths; null unless told.' })
  number!: number | null;

  @Classified(PROGRAM_REPORT, () => Int, { nullable: true, description: 'Whole percent of everybody in the table; null unless both are told.' })
  percent!: number | null;
}

@ObjectType('ProgramSignature', { description: 'A signature under the hash of a table.' })
export class ProgramSignatureType {
  @Classified(PROGRAM_REPORT, () => SignatureStepEnum, { description: 'As what it was given.' })
  step!: SignatureStep;

  @Classified(PROGRAM_REPORT, () => Boolean, { description: 'False: refused.' })
  approved!: boolean;

  @Classified(PROGRAM_REPORT, () => DateTimeScalar, { description: 'When.' })
  at!: Instant;
}

/** One table of the report. Nothing in it, and nothing below it, leads to a youth. */
@ObjectType('ProgramReport', { description: 'One table of the de-identified programme report (SB 855), frozen when it was counted and told when three persons have signed it.' })
export class ProgramReportType {
  @Classified(PROGRAM_REPORT, () => ProgramTableEnum, { description: 'Which table.' })
  table!: ReportTableName;

  @Classified(PROGRAM_REPORT, () => String, { description: 'Its title.' })
  title!: string;

  @Classified(PROGRAM_REPORT, () => CountyCodeScalar, { nullable: true, description: 'Of which county; null for the whole State.' })
  county!: string | null;

  @Classified(PROGRAM_REPORT, () => ProgramPeriodType, { description: 'Over which period.' })
  period!: ProgramPeriodType;

  @Classified(PROGRAM_REPORT, () => ReportStatusEnum, { description: 'Where it stands.' })
  status!: ReportStatus;

  @Classified(PROGRAM_REPORT, () => LegalReviewEnum, { description: 'Whether the legal review is done.' })
  legalReview!: 'REQUIRED' | 'DONE';

  @Classified(PROGRAM_REPORT, () => String, { nullable: true, description: 'SHA-256 of the frozen table, which the signatures stand under; null when it is not released.' })
  hash!: string | null;

  @Classified(PROGRAM_REPORT, () => DateTimeScalar, { nullable: true, description: 'When it was counted, once and for all; null when it is not released.' })
  frozenAt!: Instant | null;

  @Classified(PROGRAM_REPORT, () => [ProgramSignatureType], { description: 'Analyst, expert and legal reviewer, in this order.' })
  signatures!: readonly ProgramSignatureType[];

  @Classified(PROGRAM_REPORT, () => [ProgramCellType], { description: 'The cells; none when it is not released.' })
  cells!: readonly ProgramCellType[];

  @Classified(PROGRAM_REPORT, () => Int, { nullable: true, description: 'Sum of the publication scores of what is told, 12 or less; null when no number is.' })
  score!: number | null;

  @Classified(PROGRAM_REPORT, () => Boolean, { nullable: true, description: 'Whether it passes the screen of numerator and denominator; null when it is not released.' })
  screened!: boolean | null;

  @Classified(PROGRAM_REPORT, () => String, { description: 'Where the populations of the scores come from.' })
  populationSource!: string;

  @Classified(PROGRAM_REPORT, () => [ID], { description: 'The law that it is made under, as cited in `authorities`.' })
  authorities!: readonly string[];

  @Classified(PROGRAM_REPORT, () => [String], { description: 'Duties that travel with every table.' })
  obligations!: readonly string[];

  @Classified(PROGRAM_REPORT, () => [String], { description: 'Their HL7 labels.' })
  labels!: readonly string[];

  @Classified(PROGRAM_REPORT, () => [String], { description: 'Notices that go with it, in words.' })
  notices!: readonly string[];
}

@ObjectType('ProgramReportEdge', { description: 'A table in a list.' })
export class ProgramReportEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the list goes on.' })
  cursor!: string;

  @Classified(PROGRAM_REPORT, () => ProgramReportType, { description: 'The table.' })
  node!: ProgramReportType;
}

@ObjectType('ProgramReportConnection', { description: 'Tables, newest first.' })
export class ProgramReportConnectionType {
  @Classified(OPEN, () => [ProgramReportEdgeType], { description: 'The page.' })
  edges!: readonly ProgramReportEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

@ObjectType('ProgramReportPayload', { description: 'A table as its signer reads it.' })
export class ProgramReportPayloadType {
  @Classified(PROGRAM_SIGNING, () => ProgramReportType, { nullable: true, description: 'The table; null when nothing was done.' })
  report!: ProgramReportType | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
