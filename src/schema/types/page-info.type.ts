import { ObjectType } from 'type-graphql';
import { OPEN } from '../../law/classification.js';
import { Classified } from '../classified.js';

/** Relay page information, computed over released rows only (rule G2). */
@ObjectType('PageInfo', { description: 'Relay page information, computed over released rows only.' })
export class PageInfoType {
  @Classified(OPEN, () => Boolean, { description: 'Whether more rows follow that this caller may see.' })
  hasNextPage!: boolean;

  @Classified(OPEN, () => Boolean, { description: 'Whether the page was asked after a cursor.' })
  hasPreviousPage!: boolean;

  @Classified(OPEN, () => String, { nullable: true, description: 'Cursor of the first row.' })
  startCursor!: string | null;

  @Classified(OPEN, () => String, { nullable: true, description: 'Cursor of the last row.' })
  endCursor!: string | null;
}
