import { Ctx, ID, Int, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { RejectionReason } from '../../model/change.js';
import { globalId, idOfType } from '../../kernel/ids.js';
import { pageSize } from '../../loaders/page.js';
import { mayReadAdministration } from '../../policy/administration.js';
import { ClassifiedQuery, RevealingArg } from '../classified.js';
import { connectionOf } from '../connection.js';
import { releases } from '../../policy/spoken-of.js';
import { accountedFields } from '../accounted-fields.js';
import type { GatewayContext } from '../gateway-context.js';
import { ACCOUNTING, COUNTY_OPERATIONS } from '../laws.js';
import { DisclosureConnectionType } from '../types/disclosure.type.js';
import { QuarantinedRowConnectionType, RejectionReasonEnum, SyncRunConnectionType } from '../types/operations.type.js';

/** The logs of the gateway: what it released, and what it took in. */
@Resolver()
export class OperationsQueryResolver {
  @ClassifiedQuery(ACCOUNTING, () => DisclosureConnectionType, { nullable: true, description: 'The accounting of disclosures of one case, newest first; null when there is no such case for this caller.' })
  async disclosures(
    @RevealingArg('caseId', 'admission', () => ID, { description: 'Global id of the case.' }) caseId: string,
    @RevealingArg('first', 'nothing', () => Int, { description: 'Rows in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const size = pageSize(first);
    const decision = await context.gate.admit(idOfType('Case', caseId, 'caseId'));
    if (!decision || !mayReadAdministration(decision)) return null;
    const page = await context.administration.disclosuresOf(decision.subjectId, {
      first: size, after, part2Recipients: releases('SUBSTANCE_USE_PART2', decision),
    });
    return connectionOf(page, after, (row) => accountedFields(row, decision));
  }

  @ClassifiedQuery(COUNTY_OPERATIONS, () => SyncRunConnectionType, { description: 'Syncs of the caller\'s county, newest first, each with its reconciliation.' })
  async syncRuns(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Rows in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const page = await context.administration.syncRuns(countyOf(context), { first: pageSize(first), after });
    return connectionOf(page, after, (run) => ({ ...run, id: globalId('SyncRun', run.id) }));
  }

  @ClassifiedQuery(COUNTY_OPERATIONS, () => QuarantinedRowConnectionType, { description: 'Rows of the caller\'s county that stand in quarantine because they could not be understood, newest run first: where and why, never what.' })
  async quarantine(
    @RevealingArg('runId', 'nothing', () => ID, { nullable: true, description: 'Only of this run.' }) runId: string | null,
    @RevealingArg('table', 'nothing', () => String, { nullable: true, description: 'Only of this CWS/CMS table.' }) table: string | null,
    @RevealingArg('reason', 'nothing', () => RejectionReasonEnum, { nullable: true, description: 'Only those rejected for this.' }) reason: RejectionReason | null,
    @RevealingArg('includeSettled', 'nothing', () => Boolean, { nullable: true, description: 'Also rows that a later run settled.' }) includeSettled: boolean | null,
    @RevealingArg('first', 'nothing', () => Int, { description: 'Rows in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const run = runId ? idOfType('SyncRun', runId, 'runId') : null;
    const filter = { runId: run, sourceTable: table ?? null, reason: reason ?? null, settledToo: includeSettled ?? false };
    const page = await context.administration.quarantine(countyOf(context), filter, { first: pageSize(first), after });
    return connectionOf(page, after, (row) => ({ ...row, runId: globalId('SyncRun', row.runId), settledBy: row.settledBy && globalId('SyncRun', row.settledBy) }));
  }
}

function countyOf(context: GatewayContext): string {
  const { county } = context.access.caller;
  if (county) return county;
  throw new GatewayError('FORBIDDEN', 'The caller has no county.', { claims: ['county'] });
}
