import { ObjectType } from 'type-graphql';
import { CALLER } from '../../law/classification.js';
import { Classified } from '../classified.js';
import { AgreementType, TeamType } from './agency.type.js';
import { ConsentType } from './consent.type.js';

/** What a person must mend, as data. */
@ObjectType('UserError', { description: 'What a person must mend. Names fields and checks, never values.' })
export class UserErrorType {
  @Classified(CALLER, () => String, { description: 'A code of the error table, or the id of a consent check.' })
  code!: string;

  @Classified(CALLER, () => String, { nullable: true, description: 'The input field to blame.' })
  field!: string | null;

  @Classified(CALLER, () => String, { description: 'A sentence.' })
  message!: string;
}

@ObjectType('ConsentPayload', { description: 'The consent as it now stands.' })
export class ConsentPayloadType {
  @Classified(CALLER, () => ConsentType, { nullable: true, description: 'The consent; null when there is no such case or consent for this caller.' })
  consent!: ConsentType | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('AgreementPayload', { description: 'The agreement as recorded.' })
export class AgreementPayloadType {
  @Classified(CALLER, () => AgreementType, { nullable: true, description: 'The agreement.' })
  agreement!: AgreementType | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('DesignationPayload', { description: 'A designation for the index recorded or ended.' })
export class DesignationPayloadType {
  @Classified(CALLER, () => Boolean, { description: 'Whether it was done.' })
  done!: boolean;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('TeamPayload', { description: 'The team as it now stands.' })
export class TeamPayloadType {
  @Classified(CALLER, () => TeamType, { nullable: true, description: 'The team.' })
  team!: TeamType | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
