import { ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import { globalId } from '../../kernel/ids.js';
import { CALLER, OPEN } from '../../law/classification.js';
import type { AnsweredReport } from '../../model/mandated-report.js';
import type { PartnerEventState } from '../../model/partner-subscription.js';
import { alarmOf, minutesLeft } from '../../policy/relations/report-clock.js';
import { Classified } from '../classified.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { DateTimeScalar } from '../scalars.js';
import { PartnerEventStateEnum } from './partner-subscription.type.js';
import { PageInfoType } from './page-info.type.js';
import { UserErrorType } from './payload.type.js';
import { AlarmLevelEnum, MandatedReportStatuteEnum } from './special-enums.js';

@ObjectType('MandatedReport', { description: 'A report that statute compels within 24 hours of learning, as the county keeps it (R-23, R-24).' })
export class MandatedReportType {
  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'Global id.' })
  id!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'The case.' })
  caseId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => MandatedReportStatuteEnum, { nullable: true, description: 'What compels it.' })
  statute!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'To whom.' })
  recipientAgencyId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When the county learned of it; the clock runs from the first learning.' })
  learnedAt!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When it is due.' })
  dueAt!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => Int, { nullable: true, description: 'Whole minutes until it is due; negative when it is late.' })
  minutesLeft!: number | null;

  @Classified(COUNTY_ADMINISTRATION, () => AlarmLevelEnum, { nullable: true, description: 'How far the clock has run.' })
  alarm!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When it was made.' })
  reportedAt!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => String, { nullable: true, description: 'The recipient\'s number of it.' })
  reportNumber!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When the matter ended; the recipient reads no more.' })
  endedAt!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => PartnerEventStateEnum, { nullable: true, description: 'How the gateway\'s own sending of it stands, of a missing child to a system that its recipient subscribed; null where none was begun while the report was live, or its subscription ended before it arrived. Whatever it says, that the report was made is for a worker to record; while it is HELD or DEAD nobody is told by the gateway.' })
  delivery!: PartnerEventState | null;
}

export function mandatedReportFields(report: AnsweredReport, asOf: Instant): MandatedReportType {
  return {
    id: globalId('MandatedReport', report.id), caseId: globalId('Case', report.subjectId), statute: report.statute,
    recipientAgencyId: globalId('Agency', report.recipientAgencyId), learnedAt: report.learnedAt, dueAt: report.dueAt,
    minutesLeft: minutesLeft(report, asOf), alarm: alarmOf(report, asOf), reportedAt: report.reportedAt, reportNumber: report.reportNumber,
    endedAt: report.endedAt, delivery: report.delivery,
  };
}

@ObjectType('MandatedReportEdge', { description: 'A report in a list.' })
export class MandatedReportEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the list goes on.' })
  cursor!: string;

  @Classified(COUNTY_ADMINISTRATION, () => MandatedReportType, { nullable: true, description: 'The report.' })
  node!: MandatedReportType | null;
}

@ObjectType('MandatedReportConnection', { description: 'Compelled reports of a county, the first due first.' })
export class MandatedReportConnectionType {
  @Classified(OPEN, () => [MandatedReportEdgeType], { description: 'The page.' })
  edges!: readonly MandatedReportEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

@ObjectType('MandatedReportPayload', { description: 'The report as it now stands.' })
export class MandatedReportPayloadType {
  @Classified(CALLER, () => MandatedReportType, { nullable: true, description: 'The report; null when there is no such case or report for this caller.' })
  report!: MandatedReportType | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
