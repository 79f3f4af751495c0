import { ID, ObjectType } from 'type-graphql';
import { CALLER } from '../../law/classification.js';
import { ONWARD_REFUSALS } from '../../policy/redisclosure.js';
import { Classified } from '../classified.js';
import { closedEnum } from './closed-enum.js';
import { CategoryEnum } from './enums.js';
import { UserErrorType } from './payload.type.js';

export const OnwardRefusalEnum = closedEnum('OnwardRefusal', ONWARD_REFUSALS, 'Why something may not be passed on.', {
  NOT_RELEASED: 'It is not released to the caller.', NO_CONSENT: 'It rests on no consent, and no other basis gives an onward right.',
  NOT_COVERED: 'No consent that it rests on reaches the next recipient for that purpose.',
});

@ObjectType('OnwardCategory', { description: 'Whether one category may be passed on.' })
export class OnwardCategoryType {
  @Classified(CALLER, () => CategoryEnum, { description: 'The category.' })
  category!: string;

  @Classified(CALLER, () => Boolean, { description: 'Whether it may.' })
  permitted!: boolean;

  @Classified(CALLER, () => OnwardRefusalEnum, { nullable: true, description: 'Why not; null when it may.' })
  refusal!: string | null;
}

@ObjectType('NoticeText', { description: 'A notice that goes with what is passed on.' })
export class NoticeTextType {
  @Classified(CALLER, () => ID, { description: 'Id of the notice.' })
  id!: string;

  @Classified(CALLER, () => String, { description: 'Its text.' })
  text!: string;
}

@ObjectType('ForwardCasePayload', { description: 'Whether what the caller was released may be passed on, and what must go with it. Nothing is sent.' })
export class ForwardCasePayloadType {
  @Classified(CALLER, () => Boolean, { description: 'Whether all of it may be passed on.' })
  permitted!: boolean;

  @Classified(CALLER, () => [OnwardCategoryType], { description: 'By category.' })
  categories!: readonly OnwardCategoryType[];

  @Classified(CALLER, () => [String], { description: 'Duties that go with what may be passed on.' })
  obligations!: readonly string[];

  @Classified(CALLER, () => [NoticeTextType], { description: 'Notices that go with what may be passed on.' })
  notices!: readonly NoticeTextType[];

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
