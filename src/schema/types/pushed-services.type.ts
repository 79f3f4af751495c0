import { Int, ObjectType } from 'type-graphql';
import { CALLER } from '../../law/classification.js';
import { Classified } from '../classified.js';
import { UserErrorType } from './payload.type.js';

@ObjectType('RefusedServiceRow', { description: 'A row that cannot be taken, and where: never what stood there.' })
export class RefusedServiceRowType {
  @Classified(CALLER, () => String, { description: 'The file; `Bundle` of a bundle.' })
  file!: string;

  @Classified(CALLER, () => Int, { description: 'The line, 1 for the header; in a bundle the entry, from 1.' })
  line!: number;

  @Classified(CALLER, () => String, { nullable: true, description: 'The column or element; null for the row or file as a whole.' })
  field!: string | null;

  @Classified(CALLER, () => String, { description: 'Why, as a word of a closed list such as DATE_INVALID or LAW_NOT_AGREED.' })
  code!: string;
}

@ObjectType('PushedServicesPayload', { description: 'What became of a push. It is the same whether the gateway knows the persons or not.' })
export class PushedServicesPayloadType {
  @Classified(CALLER, () => Int, { description: 'Records that were taken; none where any is refused.' })
  taken!: number;

  @Classified(CALLER, () => Int, { description: 'Rows that tell of no service, and were passed over.' })
  passedOver!: number;

  @Classified(CALLER, () => [RefusedServiceRowType], { description: 'What must be mended, the first hundred of it.' })
  refused!: readonly RefusedServiceRowType[];

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
