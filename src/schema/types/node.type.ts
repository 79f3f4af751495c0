import { ID, InterfaceType } from 'type-graphql';
import { ADMITTED } from '../../law/classification.js';
import { Classified } from '../classified.js';

/** Relay's Node. Ids are random; they tell nothing of CWS/CMS. */
@InterfaceType('Node', { description: 'A thing with a global id (Relay). Ids are random and tell nothing of CWS/CMS.', autoRegisterImplementations: false })
export abstract class NodeType {
  @Classified(ADMITTED, () => ID, { description: 'Global id.' })
  id!: string;
}
