import { InputType, Int } from 'type-graphql';
import type { ReportTableName } from '../../law/programme-tables.js';
import type { SignatureStep } from '../../model/program-report.js';
import { RevealingField } from '../classified.js';
import { CountyCodeScalar } from '../scalars.js';
import { ProgramTableEnum, SignatureStepEnum } from '../types/program-report.type.js';

@InputType('ProgramPeriodInput', { description: 'A period that is over: a quarter, a year, or four years that end with a year divisible by four.' })
export class ProgramPeriodInput {
  @RevealingField('nothing', () => Int, { description: 'The year, and the last one of four.' })
  year!: number;

  @RevealingField('nothing', () => Int, { nullable: true, description: 'A quarter of it, 1 to 4; a whole year, or four, without.' })
  quarter?: number | null;

  @RevealingField('nothing', () => Int, { nullable: true, description: '1 or 4; 1 unless told.' })
  years?: number | null;
}

@InputType('RequestProgramReportInput', { description: 'A table to count, protect and freeze.' })
export class RequestProgramReportInput {
  @RevealingField('nothing', () => ProgramTableEnum, { description: 'Which table of the closed list.' })
  table!: ReportTableName;

  @RevealingField('nothing', () => CountyCodeScalar, { nullable: true, description: 'Of one county; of the whole State without.' })
  county?: string | null;

  @RevealingField('nothing', () => ProgramPeriodInput, { description: 'Over which period.' })
  period!: ProgramPeriodInput;
}

@InputType('SignProgramReportInput', { description: 'A signature under a frozen table.' })
export class SignProgramReportInput {
  @RevealingField('nothing', () => String, { description: 'The hash that the signer has read and stands for.' })
  hash!: string;

  @RevealingField('nothing', () => SignatureStepEnum, { description: 'EXPERT or LEGAL; the analyst signed by freezing.' })
  step!: SignatureStep;

  @RevealingField('nothing', () => Boolean, { description: 'False refuses it: that release is never told.' })
  approve!: boolean;
}
