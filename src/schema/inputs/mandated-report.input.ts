import { ID, InputType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import type { MandatedReportStatute } from '../../model/mandated-report.js';
import { RevealingField } from '../classified.js';
import { DateTimeScalar } from '../scalars.js';
import { MandatedReportStatuteEnum } from '../types/special-enums.js';

@InputType('OpenMandatedReportInput', { description: 'A report that statute compels, from the moment of learning.' })
export class OpenMandatedReportInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => MandatedReportStatuteEnum, { description: 'What compels it.' })
  statute!: MandatedReportStatute;

  @RevealingField('write', () => ID, { description: 'To whom: law enforcement with jurisdiction; for a missing child also the national clearinghouse.' })
  recipientAgencyId!: string;

  @RevealingField('write', () => DateTimeScalar, { nullable: true, description: 'When the county learned of it; default now.' })
  learnedAt?: Instant | null;
}

@InputType('RecordReportMadeInput', { description: 'A report that was made.' })
export class RecordReportMadeInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => ID, { description: 'The report.' })
  reportId!: string;

  @RevealingField('write', () => String, { nullable: true, description: 'The recipient\'s number: the NCIC or NCMEC number of a missing child.' })
  reportNumber?: string | null;

  @RevealingField('write', () => DateTimeScalar, { nullable: true, description: 'When; default now.' })
  reportedAt?: Instant | null;
}

@InputType('CloseMandatedReportInput', { description: 'A matter that ended: the youth was found, or the investigation ended.' })
export class CloseMandatedReportInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => ID, { description: 'The report.' })
  reportId!: string;

  @RevealingField('write', () => DateTimeScalar, { nullable: true, description: 'When; default now.' })
  endedAt?: Instant | null;
}
