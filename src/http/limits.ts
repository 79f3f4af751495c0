import { GraphQLError, Kind, type FragmentDefinitionNode, type ValidationContext, type ValidationRule } from 'graphql';
import { GatewayError } from '../kernel/gateway-error.js';
import { weighOperation, type DocumentWeight } from './document-weight.js';

/** The heaviest document that is executed. */
export type DocumentLimits = Readonly<Record<keyof DocumentWeight, number>>;

export const DEFAULT_LIMITS: DocumentLimits = { depth: 12, aliases: 30, rootFields: 10, cost: 25_000 };

/** Longest document, in lexical tokens; counted while it is parsed. */
export const MAX_TOKENS = 2000;

const SAYS: Record<keyof DocumentWeight, string> = {
  depth: 'The document is nested too deeply.',
  aliases: 'The document holds too many aliases.',
  rootFields: 'The document asks for too many fields at its root.',
  cost: 'The document asks for too many records at once; ask for smaller pages.',
};

/** Refuses documents heavier than the limits before anything is executed. Errors: QUERY_TOO_COMPLEX. */
export function withinLimits(limits: DocumentLimits): ValidationRule {
  return (context) => ({
    Document(document) {
      const fragments = new Map<string, FragmentDefinitionNode>();
      for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
      for (const node of document.definitions) {
        if (node.kind === Kind.OPERATION_DEFINITION) report(context, limits, weighOperation(context.getSchema(), node, fragments));
      }
      return undefined;
    },
  });
}

function report(context: ValidationContext, limits: DocumentLimits, weight: DocumentWeight): void {
  for (const limit of Object.keys(SAYS) as (keyof DocumentWeight)[]) {
    if (weight[limit] <= limits[limit]) continue;
    const error = new GatewayError('QUERY_TOO_COMPLEX', SAYS[limit], { limit, allowed: limits[limit], found: weight[limit] });
    context.reportError(new GraphQLError(error.message, { originalError: error }));
  }
}
