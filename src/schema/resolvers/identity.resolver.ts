import { Ctx, ID, Int, Resolver, Root } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { globalId, idOfType } from '../../kernel/ids.js';
import { pageSize } from '../../loaders/page.js';
import { clientsListed } from '../../policy/administration.js';
import { agenciesShownBeside, mayLink, mayReadUndoneLinks, mayTellLink } from '../../policy/crosswalk/who-links.js';
import { decisionOf, type ReleasedView } from '../../release/released-view.js';
import { ClassifiedMutation, ClassifiedQuery, ClassifiedResolver, RevealingArg } from '../classified.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import { reasonOf } from '../input-texts.js';
import { ConfirmIdentityInput, RejectIdentityInput, UndoIdentityLinkInput } from '../inputs/identity.input.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { CaseType } from '../types/case.type.js';
import {
  ConfirmIdentityPayloadType, IdentityCandidatesConnectionType, IdentityLinkType, IdentitySuggestionConnectionType, RejectIdentityPayloadType, UndoIdentityLinkPayloadType,
  UndoneIdentityLinkConnectionType, linkFields, suggestionFields, undoneLinkFields,
} from '../types/identity.type.js';
import { carriedCase, noSuch } from '../user-error.js';
import { candidatesOfOwnCases, knownYouth } from './identity-candidates.js';

/** Whom partners mean by their own identifiers: suggested to the worker who carries the case, who alone decides. */
@Resolver(() => CaseType)
export class IdentityResolver {
  @ClassifiedQuery(COUNTY_ADMINISTRATION, () => IdentitySuggestionConnectionType, { nullable: true, description: 'Persons whom partners named and who may be this youth, the likeliest first, for the worker who carries the case; null to everybody else. Of an agency of which the worker may not know that it serves her, there is nobody.' })
  async identitySuggestions(
    @RevealingArg('caseId', 'admission', () => ID, { description: 'The case.' }) caseId: string,
    @RevealingArg('first', 'nothing', () => Int, { description: 'Suggestions in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @RevealingArg('decided', 'nothing', () => Boolean, { defaultValue: false, description: 'True: the persons alone of whom a worker said that they are not this youth, to be looked at again.' }) decided: boolean,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const size = pageSize(first);
    const decision = await context.gate.admit(idOfType('Case', caseId, 'caseId'));
    if (decision === null || !mayLink(decision)) return null;
    const known = await knownYouth(context, decision.subjectId);
    if (known === null) return null;
    const page = await context.crosswalk.suggestions({ known, shown: agenciesShownBeside(decision), decided }, { first: size, after: after ?? null });
    return connectionOf(page, after, suggestionFields);
  }

  @ClassifiedQuery(COUNTY_ADMINISTRATION, () => IdentityCandidatesConnectionType, { description: 'The cases that the caller carries himself and for which a person waits whom a partner named and nobody decided on: those whom `identitySuggestions` tells of each, under the same decision. Whoever carries none has none, whatever he may read.' })
  async identityCandidates(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Cases in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    return connectionOf(await candidatesOfOwnCases(context, { first: pageSize(first), after: after ?? null }), after, ({ subjectId, persons }) => (
      { caseId: globalId('Case', subjectId), suggestions: persons.map(suggestionFields) }));
  }

  @ClassifiedResolver(COUNTY_ADMINISTRATION, () => [IdentityLinkType], { nullable: true, description: 'Which partners name this youth by identifiers of their own, newest first, for the worker who carries the case. A programme whose name alone would tell what law conceals is there for who is released it.' })
  async identityLinks(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<readonly IdentityLinkType[] | null> {
    const decision = decisionOf(root);
    if (!mayLink(decision)) return null;
    const links = await context.crosswalk.linksOf(root.subjectId);
    const agencies = await Promise.all(links.map(({ agencyId }) => context.loaders.agencies.load(agencyId)));
    return links.filter((_, at) => agencies[at] && mayTellLink(decision, agencies[at])).map(linkFields);
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => ConfirmIdentityPayloadType, { description: 'Says that a suggested person is this youth, also after it was said that she is not: what her agency sends of her is hers from now on.' })
  async confirmIdentity(
    @RevealingArg('input', 'nothing', () => ConfirmIdentityInput, { description: 'Who, and why.' }) input: ConfirmIdentityInput,
    @Ctx() context: GatewayContext,
  ): Promise<ConfirmIdentityPayloadType> {
    const found = await suggestedPerson(context, input);
    if ('error' in found) return { linkId: null, userErrors: [found.error] };
    return { linkId: globalId('IdentityLink', await context.crosswalk.confirm(found.review)), userErrors: [] };
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => RejectIdentityPayloadType, { description: 'Says that a suggested person is not this youth; she is not suggested for her again.' })
  async rejectIdentity(
    @RevealingArg('input', 'nothing', () => RejectIdentityInput, { description: 'Who, and why.' }) input: RejectIdentityInput,
    @Ctx() context: GatewayContext,
  ): Promise<RejectIdentityPayloadType> {
    const found = await suggestedPerson(context, input);
    if ('error' in found) return { done: false, userErrors: [found.error] };
    await context.crosswalk.reject(found.review);
    return { done: true, userErrors: [] };
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => UndoIdentityLinkPayloadType, { description: 'Undoes a wrong link with what followed from it: what was received under it waits again, the partner is sent no more events of this youth, and the privacy officer is told what it had been told.' })
  async undoIdentityLink(
    @RevealingArg('input', 'nothing', () => UndoIdentityLinkInput, { description: 'Which link, and why.' }) input: UndoIdentityLinkInput,
    @Ctx() context: GatewayContext,
  ): Promise<UndoIdentityLinkPayloadType> {
    const reason = reasonOf(input.reason);
    const linkId = idOfType('IdentityLink', input.linkId, 'input.linkId');
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return { done: false, userErrors: [own.error] };
    const { subjectId } = own.decision;
    const link = (await context.crosswalk.linksOf(subjectId)).find(({ id }) => id === linkId);
    const agency = link && await context.loaders.agencies.load(link.agencyId);
    if (!agency || !mayTellLink(own.decision, agency)) return { done: false, userErrors: [noSuch('input.linkId')] };
    const { caller, asOf } = context.access;
    await context.crosswalk.undo(linkId, { subjectId, reason, decidedByAgencyId: caller.agency.id, decidedByPersonId: caller.personId, decidedAt: asOf });
    context.alerts.note({ event: 'IDENTITY_LINK_UNDONE', linkId, agencyId: caller.agency.id });
    return { done: true, userErrors: [] };
  }

  @ClassifiedQuery(COUNTY_ADMINISTRATION, () => UndoneIdentityLinkConnectionType, { description: 'Links of youths of the caller\'s county that were undone, and what their agencies had been told of them while they stood, newest first. For the privacy officer: workers whose privilege reaches the whole county; clients whom their privileges do not reach are not among them.' })
  async undoneIdentityLinks(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Links in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const { caller } = context.access;
    if (!mayReadUndoneLinks(caller) || caller.county === null) {
      throw new GatewayError('FORBIDDEN', 'Only a worker whose privilege reaches the whole county reads what was told under a wrong link.', { claims: ['privileges'] });
    }
    const page = await context.crosswalk.undone(caller.county, { first: pageSize(first), after: after ?? null, sensitivities: clientsListed(caller) });
    const agencies = new Map(await Promise.all(page.rows.map(async ({ row }) => [row.agencyId, await context.loaders.agencies.load(row.agencyId)] as const)));
    return connectionOf(page, after, (row) => undoneLinkFields(row, agencies.get(row.agencyId) ?? null));
  }
}

/** The review of a person who is suggested for a case that the caller carries; whoever else it is, there is none. */
async function suggestedPerson(context: GatewayContext, input: ConfirmIdentityInput | RejectIdentityInput) {
  const reason = reasonOf(input.reason);
  const personId = idOfType('UnlinkedPerson', input.unlinkedPersonId, 'input.unlinkedPersonId');
  const own = await carriedCase(context, input.caseId);
  if ('error' in own) return own;
  const { subjectId } = own.decision;
  const known = await knownYouth(context, subjectId);
  const found = known && await context.crosswalk.suggested({ known, shown: agenciesShownBeside(own.decision) }, personId);
  if (!found) return { error: noSuch('input.unlinkedPersonId') };
  const { caller, asOf } = context.access;
  return { review: {
    subjectId, personId, reason, weight: found.match.weight, decidedByAgencyId: caller.agency.id, decidedByPersonId: caller.personId, decidedAt: asOf,
  } };
}
