import { Ctx, ID, Int, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { plusSeconds } from '../../kernel/dates.js';
import { idOfType } from '../../kernel/ids.js';
import type { AgencyKind } from '../../law/agreement.js';
import { ADMITTED } from '../../law/classification.js';
import { ROLE_AGENCY_KINDS, ROLE_PURPOSES, TOKEN_ROLES } from '../../law/role-purposes.js';
import { pageSize } from '../../loaders/page.js';
import type { PartnerEventState } from '../../model/partner-subscription.js';
import { mayDeclareDuties, mayHaveReportsSent, mayKeepRegisters } from '../../policy/administration.js';
import type { ReleasedView } from '../../release/released-view.js';
import { ClassifiedMutation, ClassifiedQuery, RevealingArg } from '../classified.js';
import { connectionOf } from '../connection.js';
import type { GatewayContext } from '../gateway-context.js';
import {
  ChangePartnerSubscriptionInput, RecordPartnerSubscriptionInput, ReplayPartnerEventsInput, RotatePartnerSecretInput,
} from '../inputs/partner-subscription.input.js';
import { textOf, wordOf } from '../input-texts.js';
import { COUNTY_REGISTERS } from '../laws.js';
import { CaseType } from '../types/case.type.js';
import {
  eventFields, PartnerEventConnectionType, PartnerEventStateEnum, PartnerSubscriptionConnectionType, PartnerSubscriptionPayloadType, subscriptionFields,
} from '../types/partner-subscription.type.js';
import type { UserErrorType } from '../types/payload.type.js';
import { noSuch, userError } from '../user-error.js';
import { caseView } from './case-view.js';

const LONGEST_OVERLAP_SECONDS = 30 * 86_400;
const NOTHING_DONE = { subscription: null, secret: null, replayed: null } as const;
const refused = (...userErrors: readonly UserErrorType[]): PartnerSubscriptionPayloadType => ({ ...NOTHING_DONE, userErrors });

/** What partners are told of themselves, where, and how it went: kept by the county, as its agreements are. */
@Resolver()
export class PartnerSubscriptionResolver {
  @ClassifiedMutation(COUNTY_REGISTERS, () => PartnerSubscriptionPayloadType, {
    description: 'Has an agency\'s system told of changes to what it is released of youths of the caller\'s county. Events hold no record; a report that is sent whole is for a county worker to order. Needs a verified credential.',
  })
  async recordPartnerSubscription(
    @RevealingArg('input', 'nothing', () => RecordPartnerSubscriptionInput, { description: 'Who is told what, and where.' }) input: RecordPartnerSubscriptionInput,
    @Ctx() context: GatewayContext,
  ): Promise<PartnerSubscriptionPayloadType> {
    const { caller, asOf } = context.access;
    const county = ownCounty(context);
    requireVerified(context);
    const agencyId = idOfType('Agency', input.agencyId, 'input.agencyId');
    const personId = idOfType('Person', input.personId, 'input.personId');
    const found = await context.administration.agency(agencyId);
    // An agency of elsewhere is answered as one that there is not.
    if (found === null || !mayDeclareDuties(caller, found.agreements, asOf)) return refused(noSuch('input.agencyId'));
    const faults = faultsOf(context, input, found.agency.kind);
    if (faults.length > 0) return refused(...faults);
    const { subscription, secret } = await context.partners.record({
      agencyId, county, personId, role: wordOf(TOKEN_ROLES, input.role, 'input.role'), purpose: input.purpose, events: [...new Set(input.events)],
      endpoint: input.endpoint.trim(), recordedAt: asOf,
    }, { byAgencyId: caller.agency.id, byPersonId: caller.personId });
    context.alerts.note({ event: 'PARTNER_SUBSCRIBED', recipientAgencyId: agencyId, agencyId: caller.agency.id });
    return { subscription: subscriptionFields(subscription), secret, replayed: null, userErrors: [] };
  }

  @ClassifiedMutation(COUNTY_REGISTERS, () => PartnerSubscriptionPayloadType, { description: 'Pauses, resumes or ends a subscription of the caller\'s county.' })
  async changePartnerSubscription(
    @RevealingArg('input', 'nothing', () => ChangePartnerSubscriptionInput, { description: 'Which, and what is done.' }) input: ChangePartnerSubscriptionInput,
    @Ctx() context: GatewayContext,
  ): Promise<PartnerSubscriptionPayloadType> {
    const act = actOn(context, input.subscriptionId);
    return await context.partners.change(act, input.change) ? shown(context, act.id, {}) : refused(noSuch('input.subscriptionId'));
  }

  @ClassifiedMutation(COUNTY_REGISTERS, () => PartnerSubscriptionPayloadType, {
    description: 'Begins a new secret of a subscription; events are signed with those before it too until they retire, thirty days at most. Needs a verified credential.',
  })
  async rotatePartnerSecret(
    @RevealingArg('input', 'nothing', () => RotatePartnerSecretInput, { description: 'Of which subscription.' }) input: RotatePartnerSecretInput,
    @Ctx() context: GatewayContext,
  ): Promise<PartnerSubscriptionPayloadType> {
    const act = actOn(context, input.subscriptionId);
    if (input.othersRetireAt > plusSeconds(act.at, LONGEST_OVERLAP_SECONDS)) {
      return refused(userError('BAD_INPUT', 'input.othersRetireAt', 'The secrets before it retire within thirty days.'));
    }
    const secret = await context.partners.rotate(act, input.othersRetireAt);
    return secret === null ? refused(noSuch('input.subscriptionId')) : shown(context, act.id, { secret });
  }

  @ClassifiedMutation(COUNTY_REGISTERS, () => PartnerSubscriptionPayloadType, { description: 'Has events that could not be delivered tried again. Each is decided on anew before it leaves.' })
  async replayPartnerEvents(
    @RevealingArg('input', 'nothing', () => ReplayPartnerEventsInput, { description: 'Which.' }) input: ReplayPartnerEventsInput,
    @Ctx() context: GatewayContext,
  ): Promise<PartnerSubscriptionPayloadType> {
    const act = actOn(context, input.subscriptionId);
    const ids = input.eventIds?.map((id, at) => idOfType('PartnerEvent', id, `input.eventIds.${at}`)) ?? null;
    const replayed = await context.partners.replay(act, ids);
    return replayed === null ? refused(noSuch('input.subscriptionId')) : shown(context, act.id, { replayed });
  }

  @ClassifiedQuery(COUNTY_REGISTERS, () => PartnerSubscriptionConnectionType, { description: 'The subscriptions of the caller\'s county, oldest first.' })
  async partnerSubscriptions(
    @RevealingArg('first', 'nothing', () => Int, { description: 'Rows in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    return connectionOf(await context.partners.subscriptions(ownCounty(context), { first: pageSize(first), after: after ?? null }), after, subscriptionFields);
  }

  @ClassifiedQuery(COUNTY_REGISTERS, () => PartnerEventConnectionType, { description: 'The events of a subscription of the caller\'s county, newest first: how they went, and never of which youth.' })
  async partnerEvents(
    @RevealingArg('subscriptionId', 'nothing', () => ID, { description: 'Global id of the subscription.' }) subscriptionId: string,
    @RevealingArg('state', 'nothing', () => PartnerEventStateEnum, { nullable: true, description: 'Only those that stand so.' }) state: PartnerEventState | null,
    @RevealingArg('first', 'nothing', () => Int, { description: 'Rows in the page, 1 to 100.' }) first: number,
    @RevealingArg('after', 'nothing', () => String, { nullable: true, description: 'Cursor to go on after.' }) after: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const of = { id: idOfType('PartnerSubscription', subscriptionId, 'subscriptionId'), county: ownCounty(context), state: state ?? null };
    return connectionOf(await context.partners.events(of, { first: pageSize(first), after: after ?? null }), after, eventFields);
  }

  @ClassifiedQuery(ADMITTED, () => CaseType, { nullable: true, description: 'The case that an event was about, by the event\'s id; null when there is none for this caller.' })
  async caseOfEvent(
    @RevealingArg('eventId', 'admission', () => ID, { description: 'The `event` of an event that the caller\'s agency was sent.' }) eventId: string,
    @Ctx() context: GatewayContext,
  ): Promise<ReleasedView | null> {
    const id = idOfType('PartnerEvent', eventId, 'eventId');
    // An event that is not the agency's is looked for as a youth whom nobody has: the same is asked, and nobody found.
    const decision = await context.gate.admit(await context.partners.subjectOfEvent(id, context.access.caller.agency.id) ?? id);
    return decision && caseView(context, decision);
  }
}

function faultsOf(
  { access: { caller }, partners }: GatewayContext, input: RecordPartnerSubscriptionInput, kind: AgencyKind,
): readonly UserErrorType[] {
  const { purpose, events } = input;
  const reports = events.includes('MISSING_CHILD_REPORTED');
  const role = TOKEN_ROLES.find((one) => one === input.role);
  const checks: readonly (readonly [holds: boolean, fault: UserErrorType])[] = [
    [role !== undefined && ROLE_AGENCY_KINDS[role].includes(kind), userError('BAD_INPUT', 'input.role', 'Nobody of an agency of this class takes this role.')],
    [role === undefined || ROLE_PURPOSES[role].includes(purpose), userError('BAD_INPUT', 'input.purpose', 'The role has no such purpose.')],
    [events.length > 0, userError('BAD_INPUT', 'input.events', 'At least one is told.')],
    [!reports || purpose === 'MISSING_CHILD', userError('BAD_INPUT', 'input.events', 'The report of a missing child is sent for that purpose alone.')],
    [!reports || mayHaveReportsSent(caller, kind), userError('FORBIDDEN', 'input.events', 'Only a county worker has reports sent, to those whom statute names.')],
    [partners.takesEndpoint(textOf(input.endpoint, 'input.endpoint', 2_000)),
      userError('BAD_INPUT', 'input.endpoint', 'The endpoint is an address with https, without name, password or fragment.')],
  ];
  return checks.filter(([holds]) => !holds).map(([, fault]) => fault);
}

/** Errors: FORBIDDEN for who is of no county, or of the State. */
function ownCounty({ access: { caller } }: GatewayContext): string {
  if (caller.county !== null && mayKeepRegisters(caller, caller.county)) return caller.county;
  throw new GatewayError('FORBIDDEN', 'Subscriptions are kept by the county that they are of.', { claims: ['county'] });
}

/** Errors: BAD_ID, FORBIDDEN, AUTH_STEP_UP_REQUIRED. */
function actOn(context: GatewayContext, subscriptionId: string) {
  const { caller, asOf } = context.access;
  const id = idOfType('PartnerSubscription', subscriptionId, 'input.subscriptionId');
  const county = ownCounty(context);
  requireVerified(context);
  return { id, county, byAgencyId: caller.agency.id, byPersonId: caller.personId, at: asOf };
}

function requireVerified({ access: { caller } }: GatewayContext): void {
  if (caller.credential === 'VERIFIED') return;
  throw new GatewayError('AUTH_STEP_UP_REQUIRED', 'Subscriptions are kept by callers identified by more than a password.', { acrValues: ['verified'] });
}

async function shown(
  context: GatewayContext, id: string, told: { readonly secret?: string; readonly replayed?: number },
): Promise<PartnerSubscriptionPayloadType> {
  const found = await context.partners.subscription(ownCounty(context), id);
  return { ...NOTHING_DONE, ...told, subscription: found && subscriptionFields(found), userErrors: [] };
}
