import { Ctx, Int, Resolver, Root } from 'type-graphql';
import { ADMITTED, CALLER } from '../../law/classification.js';
import { pageSize } from '../../loaders/page.js';
import { mayAdminister, mayReadAdministration } from '../../policy/administration.js';
import type { Decision } from '../../policy/decision.js';
import { namesVictimsArrest } from '../../policy/victims-arrest.js';
import { limitedAccessOpen } from '../../policy/relations/limited-access.js';
import { releasedIdentifierCategories } from '../../release/identifiers.js';
import { decisionOf, type ReleasedView } from '../../release/released-view.js';
import { usesTold } from '../../policy/spoken-of.js';
import { ClassifiedResolver, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import {
  ABSENCES, ACTUAL_ADDRESS, CASE, CASE_MINIMUM, COUNTY_ADMINISTRATION, CSEC, IDENTIFIER_ROW, IDENTITY, LOCATION_MINIMUM, PROJECTS, SERVICE_ROW, WORKER,
} from '../laws.js';
import { ActualAddressType, AddressType, actualAddressFields, addressFields } from '../types/address.type.js';
import { TeamType, teamFields } from '../types/agency.type.js';
import { AliasType, aliasFields } from '../types/alias.type.js';
import { CaseDisclosureType } from '../types/case-disclosure.type.js';
import { CaseType } from '../types/case.type.js';
import { ChildWelfareCaseType, childWelfareCaseFields } from '../types/child-welfare-case.type.js';
import { ConsentType, consentFields } from '../types/consent.type.js';
import { CsecGridEntryType, SpecialProjectParticipationType, gridEntryFields, specialProjectFields } from '../types/csec.type.js';
import { IdentifierType, WorkerAssignmentType, assignmentFields, identifierFields } from '../types/identifier.type.js';
import { AbsenceType, PlacementType, absenceFields, placementFields } from '../types/placement.type.js';
import { AllegationType, ReferralType, allegationFields } from '../types/referral.type.js';
import { ServiceRecordConnectionType } from '../types/service-record.type.js';
import { YouthType, youthFields } from '../types/youth.type.js';
import { viewOf, viewsOf } from '../view.js';
import { workersCarryingOpenly } from './carried-openly.js';
import { referralViews, referralsByAccess } from './referral.resolver.js';
import { servicePage } from './service-page.js';

type Views = Promise<readonly ReleasedView[]>;

/** The relations of a case: each asked of the decision before it is fetched, each row projected once. */
@Resolver(() => CaseType)
export class CaseResolver {
  @ClassifiedResolver(ADMITTED, () => YouthType, { nullable: true, description: 'The youth; each field under its own law.' })
  async youth(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<ReleasedView | null> {
    const youth = await context.loaders.youth.load(root.subjectId);
    const { victimElection = false } = context.gate.factsOn(root.subjectId).subject;
    return youth && viewOf(context, 'Youth', youthFields(youth, { victimElection, asOf: context.access.asOf }), decisionOf(root));
  }

  @ClassifiedResolver(IDENTITY, () => [AliasType], { nullable: true, description: 'Other names.' })
  async aliases(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Views {
    const rows = await context.loaders.aliases.load(root.subjectId);
    return viewsOf(context, 'Alias', rows.map(aliasFields), decisionOf(root));
  }

  @ClassifiedResolver(IDENTIFIER_ROW, () => [IdentifierType], { nullable: true, description: 'Ids of the youth in other systems: those whose system tells of nothing that is withheld, and none without identity (rule G7).' })
  async identifiers(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Views {
    const decision = decisionOf(root);
    const rows = await context.loaders.identifiers.load({ subjectId: root.subjectId, allowed: releasedIdentifierCategories(decision) });
    return viewsOf(context, 'Identifier', rows.map(identifierFields), decision);
  }

  @ClassifiedResolver(LOCATION_MINIMUM, () => [AddressType], { nullable: true, description: 'Addresses, newest first; the substitute for an address-confidentiality participant.' })
  async addresses(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Views {
    const [rows, youth] = await Promise.all([context.loaders.addresses.load(root.subjectId), context.loaders.youth.load(root.subjectId)]);
    const decision = decisionOf(root);
    return viewsOf(context, 'Address', addressesInOrder(addressFields(rows, youth?.addressConfidential ?? true), decision), decision);
  }

  @ClassifiedResolver(ACTUAL_ADDRESS, () => [ActualAddressType], { nullable: true, description: 'Addresses behind the substitute; empty for a youth who has none.' })
  async actualAddresses(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Views {
    const [rows, youth] = await Promise.all([context.loaders.addresses.load(root.subjectId), context.loaders.youth.load(root.subjectId)]);
    return viewsOf(context, 'ActualAddress', actualAddressFields(rows, youth?.addressConfidential ?? false), decisionOf(root));
  }

  @ClassifiedResolver(CSEC, () => [CsecGridEntryType], { nullable: true, description: 'Rows of the CSEC Grid, newest first.' })
  async gridEntries(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Views {
    const rows = await context.loaders.gridEntries.load(root.subjectId);
    return viewsOf(context, 'CsecGridEntry', rows.map(gridEntryFields), decisionOf(root));
  }

  @ClassifiedResolver(PROJECTS, () => [SpecialProjectParticipationType], { nullable: true, description: 'Special projects that a referral or case of the youth takes part in. Projects beside the CSEC programme only for who reads the county\'s narratives: their names are free text (rule G6).' })
  async specialProjects(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Views {
    const decision = decisionOf(root);
    const rows = await context.loaders.specialProjects.load(root.subjectId);
    // The name of any other project is the county's free text, which may hold any category (rule G6).
    const freeText = decision.permits('CASE_FACTS', 'NARRATIVE', 'CHILD_WELFARE');
    // A project that names an arrest of the victim is there for nobody (rule R-15).
    const open = rows.filter((row) => limitedAccessOpen(context.access, row, context.settings)
      && (freeText || row.programme !== 'OTHER') && !namesVictimsArrest(row.projectName));
    return viewsOf(context, 'SpecialProjectParticipation', open.map(specialProjectFields), decision);
  }

  @ClassifiedResolver(CASE, () => [ReferralType], { nullable: true, description: 'Referrals, newest first.' })
  async referrals(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Views {
    const { open } = await referralsByAccess(context, root.subjectId);
    return referralViews(context, open, decisionOf(root));
  }

  @ClassifiedResolver(CASE, () => [AllegationType], { nullable: true, description: 'Allegations whose victim is the youth.' })
  async allegations(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Views {
    const [rows, { keys }] = await Promise.all([context.loaders.allegations.load(root.subjectId), referralsByAccess(context, root.subjectId)]);
    const open = rows.filter(({ referralKey }) => referralKey === null || keys.has(referralKey));
    return viewsOf(context, 'Allegation', open.map(allegationFields), decisionOf(root));
  }

  @ClassifiedResolver(CASE_MINIMUM, () => [ChildWelfareCaseType], { nullable: true, description: 'CWS/CMS cases, newest first.' })
  async childWelfareCases(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Views {
    const decision = decisionOf(root);
    const rows = await context.loaders.childWelfareCases.load(root.subjectId);
    const open = rows.filter((row) => limitedAccessOpen(context.access, row, context.settings));
    return viewsOf(context, 'ChildWelfareCase', open.map((row) => childWelfareCaseFields(row, decision)), decision);
  }

  @ClassifiedResolver(CASE, () => [PlacementType], { nullable: true, description: 'Placements out of home, newest first.' })
  async placements(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Views {
    const [rows, youth] = await Promise.all([context.loaders.placements.load(root.subjectId), context.loaders.youth.load(root.subjectId)]);
    const confidential = youth?.addressConfidential ?? true;
    const decision = decisionOf(root);
    return viewsOf(context, 'Placement', rows.map((row) => placementFields(row, confidential, decision)), decision);
  }

  @ClassifiedResolver(ABSENCES, () => [AbsenceType], { nullable: true, description: 'Spans away from placement, newest first.' })
  async absences(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Views {
    const decision = decisionOf(root);
    const rows = await context.loaders.absences.load(root.subjectId);
    // An absence that only a grid row tells of tells of the grid row (rule G7).
    const csec = decision.permits('CSEC_STATUS', 'FULL', 'CHILD_WELFARE');
    return viewsOf(context, 'Absence', rows.filter(({ derivedFrom }) => csec || derivedFrom !== 'GRID_ROW').map(absenceFields), decision);
  }

  @ClassifiedResolver(SERVICE_ROW, () => ServiceRecordConnectionType, { nullable: true, description: 'Contacts and services, newest first; only rows whose category is released.' })
  async services(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Rows in the page, 1 to 100.', defaultValue: 50 }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Root() root: ReleasedView, @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    return servicePage(context, decisionOf(root), { first: pageSize(first), after });
  }

  @ClassifiedResolver(WORKER, () => [WorkerAssignmentType], { nullable: true, description: 'County workers who carry the youth\'s cases and referrals.' })
  async workers(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Views {
    const rows = await workersCarryingOpenly(context, root.subjectId);
    return viewsOf(context, 'WorkerAssignment', rows.map(assignmentFields), decisionOf(root));
  }

  @ClassifiedResolver(COUNTY_ADMINISTRATION, () => [ConsentType], { nullable: true, description: 'Consents and refusals that the caller\'s agency recorded.' })
  async consents(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<readonly ConsentType[] | null> {
    if (!mayReadAdministration(decisionOf(root))) return null;
    const { agency } = context.access.caller;
    const rows = await context.loaders.consents.load(root.subjectId);
    const decision = decisionOf(root);
    const documents = mayAdminister(decision) ? context.consentDocuments : null;
    return rows.filter(({ recordedByAgencyId }) => recordedByAgencyId === agency.id).map((consent) => consentFields(consent, documents, usesTold(consent, decision)));
  }

  @ClassifiedResolver(COUNTY_ADMINISTRATION, () => [TeamType], { nullable: true, description: 'Teams that the case is assigned to.' })
  async teams(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<readonly TeamType[] | null> {
    if (!mayReadAdministration(decisionOf(root))) return null;
    const teams = await context.loaders.teams.load(root.subjectId);
    const members = await Promise.all(teams.map(({ id }) => context.loaders.members.load(id)));
    return teams.map((team, index) => teamFields(team, members[index]!));
  }

  @ClassifiedResolver(CALLER, () => CaseDisclosureType, { description: 'The decision on this case: what is released, what is withheld and why.' })
  disclosure(@Root() root: ReleasedView, @Ctx() context: GatewayContext): CaseDisclosureType {
    return context.simulation.explain(context.access, decisionOf(root), 'CALLER');
  }
}

/** Newest first tells of the days; for whom they are withheld, addresses stand in the order of their counties (rule G2). */
function addressesInOrder(addresses: readonly AddressType[], decision: Decision): readonly AddressType[] {
  if (decision.permits('LOCATION', 'FULL', 'CHILD_WELFARE', 'Address.startedOn')) return addresses;
  return addresses.toSorted((one, other) => (one.county ?? '').localeCompare(other.county ?? '', 'en'));
}
