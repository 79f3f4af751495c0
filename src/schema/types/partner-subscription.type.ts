import { ID, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/dates.js';
import { CALLER } from '../../law/classification.js';
import type { Purpose } from '../../law/purpose.js';
import type { Role } from '../../law/role.js';
import {
  PARTNER_EVENT_STATES, SUBSCRIPTION_STATES, type PartnerEvent, type PartnerEventKind, type KeptSubscription, type PartnerEventState, type SubscriptionState,
} from '../../model/partner-subscription.js';
import { Classified } from '../classified.js';
import { PartnerEventKindEnum } from '../inputs/partner-subscription.input.js';
import { COUNTY_REGISTERS } from '../laws.js';
import { DateTimeScalar } from '../scalars.js';
import { closedEnum } from './closed-enum.js';
import { PurposeEnum, RoleEnum } from './enums.js';
import { PageInfoType } from './page-info.type.js';
import { UserErrorType } from './payload.type.js';

const SubscriptionStateEnum = closedEnum('PartnerSubscriptionState', SUBSCRIPTION_STATES, 'Where a subscription stands.');
export const PartnerEventStateEnum = closedEnum('PartnerEventState', PARTNER_EVENT_STATES, 'Where an event stands.', {
  WAITING: 'It is to be delivered.', HELD: 'It is to be delivered, and nobody tries: its subscription is paused until the county resumes it.', SENT: 'The endpoint took it.', DEAD: 'It was tried in vain, for as long as it is; it can be replayed.',
  STOPPED: 'It was not to be told any more when its turn came.',
});

@ObjectType('PartnerSubscription', { description: 'What a partner\'s system is told of youths of the caller\'s county, and where.' })
export class PartnerSubscriptionType {
  @Classified(COUNTY_REGISTERS, () => ID, { nullable: true, description: 'Global id.' })
  id!: string | null;

  @Classified(COUNTY_REGISTERS, () => ID, { nullable: true, description: 'The agency.' })
  agencyId!: string | null;

  @Classified(COUNTY_REGISTERS, () => ID, { nullable: true, description: 'Its system.' })
  personId!: string | null;

  @Classified(COUNTY_REGISTERS, () => RoleEnum, { nullable: true, description: 'The role of the system.' })
  role!: Role | null;

  @Classified(COUNTY_REGISTERS, () => PurposeEnum, { nullable: true, description: 'The purpose for which it is told.' })
  purpose!: Purpose | null;

  @Classified(COUNTY_REGISTERS, () => [PartnerEventKindEnum], { nullable: true, description: 'What it is told.' })
  events!: readonly PartnerEventKind[] | null;

  @Classified(COUNTY_REGISTERS, () => String, { nullable: true, description: 'Where events are posted.' })
  endpoint!: string | null;

  @Classified(COUNTY_REGISTERS, () => SubscriptionStateEnum, { nullable: true, description: 'Where it stands.' })
  state!: SubscriptionState | null;

  @Classified(COUNTY_REGISTERS, () => String, { nullable: true, description: 'Why it is paused: COUNTY, or ENDPOINT_GONE when the endpoint answered that it is no longer there; null when it is not.' })
  pausedBecause!: string | null;

  @Classified(COUNTY_REGISTERS, () => DateTimeScalar, { nullable: true, description: 'Since when changes are told; null until all that the partner is released already has been looked at.' })
  toldSince!: Instant | null;

  @Classified(COUNTY_REGISTERS, () => Int, { nullable: true, description: 'Events that are to be delivered; while it is paused nobody tries them.' })
  waiting!: number | null;

  @Classified(COUNTY_REGISTERS, () => Int, { nullable: true, description: 'Of these, reports of missing children: statute compels each within twenty-four hours, so where it is paused they are to be made another way, or it is to be resumed.' })
  reportsWaiting!: number | null;

  @Classified(COUNTY_REGISTERS, () => DateTimeScalar, { nullable: true, description: 'When the oldest event that waits was raised; null when none does.' })
  waitsSince!: Instant | null;

  @Classified(COUNTY_REGISTERS, () => Int, { nullable: true, description: 'Events that were given up, and that `replayPartnerEvents` has tried again.' })
  givenUp!: number | null;
}

@ObjectType('PartnerEvent', { description: 'An event of a subscription: how it went, and never of which youth.' })
export class PartnerEventType {
  @Classified(COUNTY_REGISTERS, () => ID, { nullable: true, description: 'Global id.' })
  id!: string | null;

  @Classified(COUNTY_REGISTERS, () => PartnerEventKindEnum, { nullable: true, description: 'What it tells.' })
  kind!: PartnerEventKind | null;

  @Classified(COUNTY_REGISTERS, () => PartnerEventStateEnum, { nullable: true, description: 'Where it stands.' })
  state!: PartnerEventState | null;

  @Classified(COUNTY_REGISTERS, () => Int, { nullable: true, description: 'How often it was tried.' })
  attempts!: number | null;

  @Classified(COUNTY_REGISTERS, () => String, { nullable: true, description: 'Why the last attempt failed, in a word.' })
  fault!: string | null;

  @Classified(COUNTY_REGISTERS, () => Int, { nullable: true, description: 'The HTTP status with which the endpoint answered it last.' })
  status!: number | null;

  @Classified(COUNTY_REGISTERS, () => DateTimeScalar, { nullable: true, description: 'When it was raised.' })
  raisedAt!: Instant | null;

  @Classified(COUNTY_REGISTERS, () => DateTimeScalar, { nullable: true, description: 'When it was delivered, stopped or given up.' })
  settledAt!: Instant | null;
}

@ObjectType('PartnerSubscriptionEdge', { description: 'A subscription in a list.' })
export class PartnerSubscriptionEdgeType {
  @Classified(CALLER, () => String, { description: 'Cursor to go on after.' })
  cursor!: string;

  @Classified(CALLER, () => PartnerSubscriptionType, { description: 'The subscription.' })
  node!: PartnerSubscriptionType;
}

@ObjectType('PartnerSubscriptionConnection', { description: 'A page of subscriptions.' })
export class PartnerSubscriptionConnectionType {
  @Classified(CALLER, () => [PartnerSubscriptionEdgeType], { description: 'The subscriptions, oldest first.' })
  edges!: readonly PartnerSubscriptionEdgeType[];

  @Classified(CALLER, () => PageInfoType, { description: 'Where the list goes on.' })
  pageInfo!: PageInfoType;
}

@ObjectType('PartnerEventEdge', { description: 'An event in a list.' })
export class PartnerEventEdgeType {
  @Classified(CALLER, () => String, { description: 'Cursor to go on after.' })
  cursor!: string;

  @Classified(CALLER, () => PartnerEventType, { description: 'The event.' })
  node!: PartnerEventType;
}

@ObjectType('PartnerEventConnection', { description: 'A page of events.' })
export class PartnerEventConnectionType {
  @Classified(CALLER, () => [PartnerEventEdgeType], { description: 'The events, newest first.' })
  edges!: readonly PartnerEventEdgeType[];

  @Classified(CALLER, () => PageInfoType, { description: 'Where the list goes on.' })
  pageInfo!: PageInfoType;
}

@ObjectType('PartnerSubscriptionPayload', { description: 'A subscription as it now stands.' })
export class PartnerSubscriptionPayloadType {
  @Classified(CALLER, () => PartnerSubscriptionType, { nullable: true, description: 'The subscription; null where there is none for this caller.' })
  subscription!: PartnerSubscriptionType | null;

  @Classified(CALLER, () => String, { nullable: true, description: 'The new secret by which the partner knows events for ours (Standard Webhooks). It is told this once, and kept nowhere; null when there is no new one.' })
  secret!: string | null;

  @Classified(CALLER, () => Int, { nullable: true, description: 'How many events wait again; null when none were asked for.' })
  replayed!: number | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}

/** The fields of a subscription, as the schema names them. */
export function subscriptionFields(subscription: KeptSubscription): PartnerSubscriptionType {
  const { role, purpose, events, endpoint, state, pausedBecause, baselinedAt, waiting, reportsWaiting, waitsSince, givenUp } = subscription;
  return {
    id: globalId('PartnerSubscription', subscription.id), agencyId: globalId('Agency', subscription.agencyId),
    personId: globalId('Person', subscription.personId), role, purpose, events, endpoint, state, pausedBecause, toldSince: baselinedAt,
    waiting, reportsWaiting, waitsSince, givenUp,
  };
}

/** The fields of an event, as the schema names them. */
export function eventFields({ id, kind, state, attempts, fault, status, raisedAt, settledAt }: PartnerEvent): PartnerEventType {
  return { id: globalId('PartnerEvent', id), kind, state, attempts, fault, status, raisedAt, settledAt };
}
