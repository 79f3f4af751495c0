import { ObjectType } from 'type-graphql';
import { CALLER } from '../../law/classification.js';
import { Classified } from '../classified.js';
import { UserErrorType } from './payload.type.js';

@ObjectType('DutiesPayload', { description: 'The duties of an agency as now declared.' })
export class DutiesPayloadType {
  @Classified(CALLER, () => [String], { nullable: true, description: 'The duties that it declared; null when nothing was recorded.' })
  duties!: readonly string[] | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
