import { Ctx, Int, Resolver } from 'type-graphql';
import { instant } from '../../kernel/dates.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { ReportTableName } from '../../law/programme-tables.js';
import { cursorOf, keysOf, pageSize } from '../../loaders/page.js';
import type { ReportScope } from '../../model/program-report.js';
import { mayAskForReport, maySignReport, reportScopeFault } from '../../policy/program-report.js';
import { ClassifiedMutation, ClassifiedQuery, RevealingArg } from '../classified.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { ProgramPeriodInput, RequestProgramReportInput, SignProgramReportInput } from '../inputs/program-report.input.js';
import { PROGRAM_REPORT, PROGRAM_SIGNING } from '../laws.js';
import { notReleased, reportFields } from '../program-report-view.js';
import type { ReleaseStanding } from '../report-port.js';
import { CountyCodeScalar } from '../scalars.js';
import { ProgramReportConnectionType, ProgramReportPayloadType, ProgramReportType, ProgramTableEnum } from '../types/program-report.type.js';
import { noSuch, userError } from '../user-error.js';

const LIST = 'programReports';
const HASH = /^[0-9a-f]{64}$/;

/** The programme report: tables of a closed list, frozen, signed, and only then told. No argument names or reaches a youth. */
@Resolver()
export class ProgramReportResolver {
  @ClassifiedQuery(PROGRAM_REPORT, () => ProgramReportType, { description: 'A released table. What is told was counted when it was frozen; asking counts nothing.' })
  async programReport(
    @RevealingArg('table', 'nothing', () => ProgramTableEnum, { description: 'Which table of the closed list.' }) table: ReportTableName,
    @RevealingArg('county', 'nothing', () => CountyCodeScalar, { nullable: true, description: 'Of one county; of the whole State without.' }) county: string | null,
    @RevealingArg('period', 'nothing', () => ProgramPeriodInput, { description: 'Over which period.' }) period: ProgramPeriodInput,
    @Ctx() context: GatewayContext,
  ): Promise<ProgramReportType> {
    requirePurpose(context);
    const scope = scopeOf(table, county, period);
    const fault = reportScopeFault(scope, context.access.asOf);
    if (fault) throw new GatewayError('BAD_INPUT', `${fault.field} ${fault.says}`, { field: fault.field });
    const release = await context.reports.releaseOf(scope);
    context.draft.noteReport(release !== null);
    return release ? reportFields(release) : notReleased(scope);
  }

  @ClassifiedQuery(PROGRAM_REPORT, () => ProgramReportConnectionType, { description: 'Every released table, newest first.' })
  programReports(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Tables in the page, 1 to 100.', defaultValue: 20 }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    return pageOf(context, 'RELEASED', first, after);
  }

  @ClassifiedQuery(PROGRAM_SIGNING, () => ProgramReportConnectionType, { description: 'Frozen tables that wait for a signature, newest first, as their signers read them.' })
  programReportDrafts(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Tables in the page, 1 to 100.', defaultValue: 20 }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    requireSigner(context);
    return pageOf(context, 'AWAITING', first, after);
  }

  @ClassifiedMutation(PROGRAM_SIGNING, () => ProgramReportPayloadType, { description: 'Counts a table, masks it, audits it against every table frozen before, and freezes it under the analyst\'s signature. A table, place and period is frozen once.' })
  async requestProgramReport(
    @RevealingArg('input', 'nothing', () => RequestProgramReportInput, { description: 'Which table, of where and when.' }) input: RequestProgramReportInput,
    @Ctx() context: GatewayContext,
  ): Promise<ProgramReportPayloadType> {
    requireSigner(context);
    const scope = scopeOf(input.table, input.county, input.period);
    const fault = reportScopeFault(scope, context.access.asOf);
    if (fault) return { report: null, userErrors: [userError('BAD_INPUT', `input.${fault.field}`, `input.${fault.field} ${fault.says}`)] };
    const { caller, asOf } = context.access;
    const release = await context.reports.freeze(scope, { agencyId: caller.agency.id, personId: caller.personId, at: asOf });
    context.draft.noteReport(true);
    return { report: reportFields(release), userErrors: [] };
  }

  @ClassifiedMutation(PROGRAM_SIGNING, () => ProgramReportPayloadType, { description: 'Signs a frozen table by its hash, as expert or as legal reviewer, or refuses it. Three persons sign, each once; with the last the table is released.' })
  async signProgramReport(
    @RevealingArg('input', 'nothing', () => SignProgramReportInput, { description: 'The hash, and as what.' }) input: SignProgramReportInput,
    @Ctx() context: GatewayContext,
  ): Promise<ProgramReportPayloadType> {
    requireSigner(context);
    const { caller, asOf } = context.access;
    if (input.step === 'ANALYST') return { report: null, userErrors: [userError('BAD_INPUT', 'input.step', 'The analyst signed by freezing the table.')] };
    const release = HASH.test(input.hash) ? await context.reports.sign(input.hash, {
      step: input.step, approved: input.approve, agencyId: caller.agency.id, personId: caller.personId, at: asOf,
    }) : null;
    if (!release) return { report: null, userErrors: [noSuch('input.hash')] };
    context.draft.noteReport(true);
    return { report: reportFields(release), userErrors: [] };
  }
}

function scopeOf(table: ReportTableName, county: string | null | undefined, { year, quarter, years }: ProgramPeriodInput): ReportScope {
  // Any other number is kept, to be refused with its field.
  return { table, county: county ?? null, period: { year, quarter: quarter ?? null, years: (years ?? 1) as 1 | 4 } };
}

function requirePurpose({ access }: GatewayContext): void {
  if (!mayAskForReport(access)) throw new GatewayError('AUTH_PURPOSE_NOT_ALLOWED', 'The programme report is not for this purpose.', { field: 'purpose' });
}

function requireSigner(context: GatewayContext): void {
  requirePurpose(context);
  if (!maySignReport(context.access)) throw new GatewayError('FORBIDDEN', 'Only staff of the State who are identified by more than a password sign the report.', { claims: ['role', 'acr'] });
}

async function pageOf(context: GatewayContext, standing: ReleaseStanding, first: number, after: string | null): Promise<unknown> {
  requirePurpose(context);
  const size = pageSize(first);
  const found = await context.reports.releases(standing, { first: size + 1, after: after ? startOf(after) : null });
  context.draft.noteReport(found.length > 0);
  const rows = found.slice(0, size).map((row) => ({ row, cursor: cursorOf(LIST, [row.frozenAt, row.hash]) }));
  return connectionOf({ rows, hasNextPage: found.length > size }, after, reportFields);
}

function startOf(cursor: string) {
  const [at, hash] = keysOf(LIST, cursor, 2);
  if (!at || !hash || !HASH.test(hash) || Number.isNaN(Date.parse(at))) throw new GatewayError('BAD_CURSOR', 'after is not a cursor of this list.', { field: 'after' });
  return { at: instant(at), hash };
}
