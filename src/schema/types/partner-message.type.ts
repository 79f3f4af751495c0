import { ID, ObjectType } from 'type-graphql';
import { CALLER } from '../../law/classification.js';
import { Classified } from '../classified.js';
import { MessageEncodingEnum, MessageFormatEnum } from './enums.js';

/** A message for a partner's system, holding exactly what its caller was released. */
@ObjectType('PartnerMessage', { description: 'A message for a partner\'s system. It holds exactly what its caller was released, with labels and notices.' })
export class PartnerMessageType {
  @Classified(CALLER, () => ID, { description: 'Id of the decision that the message rests on.' })
  decisionId!: string;

  @Classified(CALLER, () => MessageFormatEnum, { description: 'The format.' })
  format!: string;

  @Classified(CALLER, () => String, { description: 'Media type of the content.' })
  mediaType!: string;

  @Classified(CALLER, () => MessageEncodingEnum, { description: 'How the content is written.' })
  encoding!: string;

  @Classified(CALLER, () => String, { description: 'The message, written as `encoding` says.' })
  content!: string;
}
