import { Kind, parse, type DefinitionNode, type DocumentNode } from 'graphql';
import { OUTLIVES_AGREEMENT } from '../schema/outliving.js';
import { MAX_TOKENS } from './limits.js';

const ROOTS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/**
 * Says whether a body asks for nothing but what outlives an agreement: in every one of its operations, whichever is run,
 * and by fields written out at the root. Whatever else it is, a fragment there or no document at all, it is not that.
 */
export function asksOnlyNotices(body: unknown): boolean {
  const document = documentIn(body);
  return document !== null && document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    && document.definitions.every(onlyNotices);
}

function documentIn(body: unknown): DocumentNode | null {
  const query = typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined;
  if (typeof query !== 'string') return null;
  try {
    return parse(query, { maxTokens: MAX_TOKENS, noLocation: true });
  } catch {
    return null;
  }
}

/** No fragment leads back to a root: what is below a notice is of the notice. */
function onlyNotices(definition: DefinitionNode): boolean {
  if (definition.kind === Kind.FRAGMENT_DEFINITION) return true;
  return definition.kind === Kind.OPERATION_DEFINITION && definition.selectionSet.selections.every((selection) => (
    selection.kind === Kind.FIELD && OUTLIVES_AGREEMENT.has(`${ROOTS[definition.operation]}.${selection.name.value}`)));
}
