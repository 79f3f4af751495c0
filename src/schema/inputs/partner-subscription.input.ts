import { ID, InputType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import type { Purpose } from '../../law/purpose.js';
import type { Role } from '../../law/role.js';
import { PARTNER_EVENT_KINDS, type PartnerEventKind } from '../../model/partner-subscription.js';
import { RevealingField } from '../classified.js';
import { DateTimeScalar } from '../scalars.js';
import { closedEnum } from '../types/closed-enum.js';
import { PurposeEnum, RoleEnum } from '../types/enums.js';

export const PartnerEventKindEnum = closedEnum('PartnerEventKind', PARTNER_EVENT_KINDS, 'What a partner can ask to be told.', {
  CASE_CHANGED: 'What the partner is released of a youth changed, or there is something for the first time. It holds no record: the partner asks for it.',
  CASE_ENDED: 'The partner, who was told of the youth before, is released nothing of the youth any more.',
  CONSENT_WITHDRAWN: 'A consent under which the partner received was withdrawn, as `withdrawalNotices` tells.',
  MISSING_CHILD_REPORTED: 'The report of a missing child that statute compels within twenty-four hours, whole (R-24); for the purpose MISSING_CHILD alone.',
});
const CHANGES = ['PAUSED', 'RESUMED', 'ENDED'] as const;
export const SubscriptionChangeEnum = closedEnum('PartnerSubscriptionChange', CHANGES, 'What is done to a subscription.', {
  PAUSED: 'Nothing is sent until it is resumed.', RESUMED: 'What waits is sent, and what changed meanwhile is told.', ENDED: 'It is over for good.',
});

@InputType('RecordPartnerSubscriptionInput', { description: 'What an agency\'s system is told of youths of the caller\'s county, and where.' })
export class RecordPartnerSubscriptionInput {
  @RevealingField('write', () => ID, { description: 'The agency; it has an agreement in force with the caller\'s county.' })
  agencyId!: string;

  @RevealingField('write', () => ID, { description: 'The agency\'s system, as the subject of its tokens: it is told what it could ask itself.' })
  personId!: string;

  @RevealingField('write', () => RoleEnum, { description: 'The role of the system.' })
  role!: Role;

  @RevealingField('write', () => PurposeEnum, { description: 'The purpose for which it is told.' })
  purpose!: Purpose;

  @RevealingField('write', () => [PartnerEventKindEnum], { description: 'What it is told.' })
  events!: PartnerEventKind[];

  @RevealingField('write', () => String, { description: 'Where events are posted: an address with https, without name, password or fragment.' })
  endpoint!: string;
}

@InputType('ChangePartnerSubscriptionInput', { description: 'A subscription paused, resumed or ended.' })
export class ChangePartnerSubscriptionInput {
  @RevealingField('write', () => ID, { description: 'The subscription.' })
  subscriptionId!: string;

  @RevealingField('write', () => SubscriptionChangeEnum, { description: 'What is done.' })
  change!: (typeof CHANGES)[number];
}

@InputType('RotatePartnerSecretInput', { description: 'A new secret, beside which those before it sign until they retire.' })
export class RotatePartnerSecretInput {
  @RevealingField('write', () => ID, { description: 'The subscription.' })
  subscriptionId!: string;

  @RevealingField('write', () => DateTimeScalar, { description: 'Until when the secrets before it still sign.' })
  othersRetireAt!: Instant;
}

@InputType('ReplayPartnerEventsInput', { description: 'Events that could not be delivered, to be tried again.' })
export class ReplayPartnerEventsInput {
  @RevealingField('write', () => ID, { description: 'The subscription.' })
  subscriptionId!: string;

  @RevealingField('write', () => [ID], { nullable: true, description: 'Which; all that could not be delivered unless told.' })
  eventIds?: string[] | null;
}
