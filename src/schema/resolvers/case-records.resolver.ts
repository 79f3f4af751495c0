import { Ctx, Int, Resolver, Root } from 'type-graphql';
import type { Category } from '../../law/category.js';
import { pageSize } from '../../loaders/page.js';
import { globalId } from '../../kernel/ids.js';
import { consentConflicts } from '../../policy/consents/consent-conflicts.js';
import { momentOf } from '../../policy/consents/consent-moment.js';
import { consentsToSettle } from '../../policy/consents/unknown-patients.js';
import { oralWithdrawalsShown } from '../../policy/consents/oral-withdrawals.js';
import { mayAdminister } from '../../policy/administration.js';
import { decisionOf, type ReleasedView } from '../../release/released-view.js';
import { ClassifiedResolver, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { situationOf } from '../../policy/situation.js';
import { maySpeakOf, usesTold } from '../../policy/spoken-of.js';
import { COUNTY_ADMINISTRATION, DOCUMENT_ROW } from '../laws.js';
import { CaseDocumentConnectionType } from '../types/case-document.type.js';
import { CaseType } from '../types/case.type.js';
import { ConsentConflictType, ConsentType, consentFields } from '../types/consent.type.js';
import { InvolvementType, involvementFields } from '../types/involvement.type.js';
import { CourtOrderType, courtOrderFields } from '../types/court-order.type.js';
import { CategoryEnum } from '../types/enums.js';
import { MandatedReportType, mandatedReportFields } from '../types/mandated-report.type.js';
import { OralWithdrawalType, oralWithdrawalFields } from '../types/withdrawal.type.js';
import { documentPage } from './document-page.js';

/** The documents of a case, and what its own county keeps of it: orders, reports, relations, contradictions. */
@Resolver(() => CaseType)
export class CaseRecordsResolver {
  @ClassifiedResolver(DOCUMENT_ROW, () => CaseDocumentConnectionType, { nullable: true, description: 'Documents filed under the case, newest first; only those whose category is released, and the talk of a team only for its live members.' })
  async documents(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Documents in the page, 1 to 100.', defaultValue: 50 }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    // Of what is released it names a part; what is not released is absent whatever is named.
    @RevealingArg('category', 'nothing', () => CategoryEnum, { nullable: true, description: 'Only documents of this category.' }) category: Category | null,
    @Root() root: ReleasedView, @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    return documentPage(context, decisionOf(root), { first: pageSize(first), after: after ?? null, category: category ?? null });
  }

  @ClassifiedResolver(COUNTY_ADMINISTRATION, () => [CourtOrderType], { nullable: true, description: 'Orders of courts about the youth\'s records, for the worker who carries the case. One that names what law conceals is there for who is released it.' })
  async courtOrders(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<readonly CourtOrderType[] | null> {
    const decision = decisionOf(root);
    if (!mayAdminister(decision)) return null;
    const rows = await context.loaders.courtOrders.load(root.subjectId);
    return rows.filter(({ categories }) => categories.every((category) => maySpeakOf(category, decision))).map(courtOrderFields);
  }

  @ClassifiedResolver(COUNTY_ADMINISTRATION, () => [InvolvementType], { nullable: true, description: 'How agencies and persons stand to the youth, newest first, for the worker who carries the case. A programme whose name alone would tell what law conceals is there for who is released it.' })
  async involvements(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<readonly InvolvementType[] | null> {
    const decision = decisionOf(root);
    if (!mayAdminister(decision)) return null;
    const rows = await context.loaders.involvements.load(root.subjectId);
    const agencies = await Promise.all(rows.map(({ agencyId }) => context.loaders.agencies.load(agencyId)));
    const part2 = maySpeakOf('SUBSTANCE_USE_PART2', decision);
    return rows.filter((_, index) => part2 || agencies[index]?.kind !== 'SUBSTANCE_USE_PROGRAM').map(involvementFields);
  }

  @ClassifiedResolver(COUNTY_ADMINISTRATION, () => [ConsentConflictType], { nullable: true, description: 'Live instructions of the youth that contradict each other: a task for the worker who carries the case, who asks the youth.' })
  async consentConflicts(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<readonly ConsentConflictType[] | null> {
    const decision = decisionOf(root);
    if (!mayAdminister(decision)) return null;
    const situation = situationOf(context.access, context.gate.factsOn(root.subjectId), context.settings);
    const found = consentConflicts(await context.loaders.consents.load(root.subjectId), momentOf(situation));
    return found.map(({ wider, narrower, categories }) => ({
      widerConsentId: globalId('Consent', wider), narrowerConsentId: globalId('Consent', narrower),
      categories: categories.filter((category) => maySpeakOf(category, decision)),
    })).filter(({ categories }) => categories.length > 0);
  }

  @ClassifiedResolver(COUNTY_ADMINISTRATION, () => [ConsentType], { nullable: true, description: 'Consents recorded on this case that do not say whose they are and deny something, oldest first: withheld until settled (K01). A task for the worker who carries the case: what is hers is recorded anew under the case, and `revokeConsent` ends the one that is unclear.' })
  async consentsToSettle(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<readonly ConsentType[] | null> {
    const decision = decisionOf(root);
    if (!mayAdminister(decision)) return null;
    const { agency } = context.access.caller;
    return consentsToSettle(await context.loaders.consents.load(root.subjectId))
      .filter(({ recordedByAgencyId }) => recordedByAgencyId === agency.id).map((row) => consentFields(row, context.consentDocuments, usesTold(row, decision)));
  }

  @ClassifiedResolver(COUNTY_ADMINISTRATION, () => [OralWithdrawalType], { nullable: true, description: 'Consents that were withdrawn in words: a task for the worker who carries the case, who asks for the written form (K07).' })
  async oralWithdrawals(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<readonly OralWithdrawalType[] | null> {
    const decision = decisionOf(root);
    if (!mayAdminister(decision)) return null;
    const consents = await context.loaders.consents.load(root.subjectId);
    return oralWithdrawalsShown(consents, decision, context.access.caller.agency.id).map(oralWithdrawalFields);
  }

  @ClassifiedResolver(COUNTY_ADMINISTRATION, () => [MandatedReportType], { nullable: true, description: 'Reports about the youth that statute compels, newest first, for the worker who carries the case.' })
  async mandatedReports(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<readonly MandatedReportType[] | null> {
    if (!mayAdminister(decisionOf(root))) return null;
    const rows = await context.loaders.mandatedReports.load(root.subjectId);
    return rows.map((report) => mandatedReportFields(report, context.access.asOf));
  }
}
