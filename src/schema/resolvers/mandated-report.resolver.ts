import { Ctx, Int, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType } from '../../kernel/ids.js';
import { pageSize } from '../../loaders/page.js';
import type { AgencyKind } from '../../law/agreement.js';
import type { MandatedReportStatute } from '../../model/mandated-report.js';
import { clientsListed, mayListReports } from '../../policy/administration.js';
import { ClassifiedMutation, ClassifiedQuery, RevealingArg } from '../classified.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { pastMoment, textOf } from '../input-texts.js';
import { CloseMandatedReportInput, OpenMandatedReportInput, RecordReportMadeInput } from '../inputs/mandated-report.input.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { MandatedReportConnectionType, MandatedReportPayloadType, mandatedReportFields } from '../types/mandated-report.type.js';
import type { UserErrorType } from '../types/payload.type.js';
import { carriedCase, noSuch, userError } from '../user-error.js';

const RECIPIENTS: Readonly<Record<MandatedReportStatute, readonly AgencyKind[]>> = {
  PC_11166_J: ['LAW_ENFORCEMENT'], USC_42_671_A_35: ['LAW_ENFORCEMENT', 'MISSING_CHILDREN_CLEARINGHOUSE'],
};

const refusal = (error: UserErrorType): MandatedReportPayloadType => ({ report: null, userErrors: [error] });

/** Reports that statute compels: opened when the county learns, made, and ended. */
@Resolver()
export class MandatedReportResolver {
  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => MandatedReportPayloadType, { description: 'Opens a compelled report. While it is live its recipient reads the statutory minimum, which no refusal withholds (R-23, R-24). Of one that is live already the clock runs on.' })
  async openMandatedReport(
    @RevealingArg('input', 'nothing', () => OpenMandatedReportInput, { description: 'The report.' }) input: OpenMandatedReportInput,
    @Ctx() context: GatewayContext,
  ): Promise<MandatedReportPayloadType> {
    const recipientAgencyId = idOfType('Agency', input.recipientAgencyId, 'input.recipientAgencyId');
    const learnedAt = pastMoment(input.learnedAt, context.access.asOf, 'input.learnedAt');
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return refusal(own.error);
    const recipient = await context.administration.agency(recipientAgencyId);
    if (!recipient) return refusal(noSuch('input.recipientAgencyId'));
    if (!RECIPIENTS[input.statute].includes(recipient.agency.kind)) {
      return refusal(userError('BAD_INPUT', 'input.recipientAgencyId', 'The statute sends this report to another class of agency.'));
    }
    const { subjectId } = own.decision;
    const id = await context.legal.openMandatedReport({ subjectId, statute: input.statute, recipientAgencyId, learnedAt });
    return shown(context, subjectId, id);
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => MandatedReportPayloadType, { description: 'Records that a report was made; the first moment stands.' })
  async recordReportMade(
    @RevealingArg('input', 'nothing', () => RecordReportMadeInput, { description: 'Which report, when and its number.' }) input: RecordReportMadeInput,
    @Ctx() context: GatewayContext,
  ): Promise<MandatedReportPayloadType> {
    const reportId = idOfType('MandatedReport', input.reportId, 'input.reportId');
    const reportedAt = pastMoment(input.reportedAt, context.access.asOf, 'input.reportedAt');
    const reportNumber = input.reportNumber ? textOf(input.reportNumber, 'input.reportNumber', 60) : null;
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return refusal(own.error);
    const { subjectId } = own.decision;
    await context.legal.noteReportMade({ subjectId, reportId, reportedAt, reportNumber });
    return shown(context, subjectId, reportId);
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => MandatedReportPayloadType, { description: 'Ends the matter of a report: from that moment its recipient reads no more.' })
  async closeMandatedReport(
    @RevealingArg('input', 'nothing', () => CloseMandatedReportInput, { description: 'Which report, and when.' }) input: CloseMandatedReportInput,
    @Ctx() context: GatewayContext,
  ): Promise<MandatedReportPayloadType> {
    const reportId = idOfType('MandatedReport', input.reportId, 'input.reportId');
    const endedAt = pastMoment(input.endedAt, context.access.asOf, 'input.endedAt');
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return refusal(own.error);
    const { subjectId } = own.decision;
    await context.legal.endMandatedReport({ subjectId, reportId, endedAt });
    return shown(context, subjectId, reportId);
  }

  @ClassifiedQuery(COUNTY_ADMINISTRATION, () => MandatedReportConnectionType, { description: 'Compelled reports about youths of the caller\'s county, the first due first, each with its clock. For workers who read case facts and CSEC status of the whole county; clients whom their privileges do not reach are not among them.' })
  async mandatedReports(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Reports in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @RevealingArg('overdue', 'nothing', () => Boolean, { defaultValue: false, description: 'Only those that are late and not made.' }) overdue: boolean,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const { caller, asOf } = context.access;
    if (caller.county === null || !mayListReports(caller, context.filterMayBeUsed)) {
      throw new GatewayError('FORBIDDEN', 'Only a worker who reads the whole county lists its reports.', { claims: ['privileges'] });
    }
    const page = await context.legal.mandatedReportsOf(caller.county, {
      first: pageSize(first), after: after ?? null, unmade: overdue, sensitivities: clientsListed(caller),
    });
    // What is late is due first, so the late ones are the beginning of the list.
    const rows = overdue ? page.rows.filter(({ row }) => row.dueAt <= asOf) : page.rows;
    const hasNextPage = page.hasNextPage && rows.length === page.rows.length;
    return connectionOf({ rows, hasNextPage }, after, (report) => mandatedReportFields(report, asOf));
  }
}

async function shown(context: GatewayContext, subjectId: string, reportId: string): Promise<MandatedReportPayloadType> {
  const report = (await context.loaders.mandatedReports.clear(subjectId).load(subjectId)).find(({ id }) => id === reportId);
  return { report: report ? mandatedReportFields(report, context.access.asOf) : null, userErrors: [] };
}
