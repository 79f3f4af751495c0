import {
  getArgumentValues, getOperationAST, getVariableValues, Kind, parse, specifiedRules, validate,
  type DocumentNode, type FieldNode, type GraphQLError, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode,
} from 'graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType } from '../../kernel/ids.js';
import { gatewayErrorIn } from '../format-error.js';
import { MAX_TOKENS, withinLimits, type DocumentLimits } from '../limits.js';

/** A subscription that can be answered: what is executed at every event, and whose case it is about. */
export interface StreamedOperation {
  readonly query: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly subjectId: string;
}

/**
 * Reads what is asked for, before anything is looked up: a subscription within the limits of every document.
 * Errors: BAD_REQUEST, GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, QUERY_TOO_COMPLEX, BAD_INPUT, BAD_ID.
 */
export function streamedOperation(schema: GraphQLSchema, limits: DocumentLimits, asked: unknown): StreamedOperation {
  const { query, operationName, variables } = wellFormed(asked);
  const document = documentOf(query);
  const [fault] = validate(schema, document, [...specifiedRules, withinLimits(limits)], { maxErrors: 1 });
  if (fault) throw faultOf(fault);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'subscription') {
    throw new GatewayError('BAD_REQUEST', 'Only a subscription is streamed; ask everything else by POST to /graphql.');
  }
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  if (errors?.[0]) throw gatewayErrorIn(errors[0]) ?? new GatewayError('BAD_INPUT', 'A variable is not of its type.');
  return { query, document, operationName, variables, subjectId: subjectOf(schema, document, operation, coerced ?? {}) };
}

interface Asked {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

function wellFormed(asked: unknown): Asked {
  const { query, operationName, variables } = Object(asked) as Readonly<Record<string, unknown>>;
  const named = operationName === undefined || operationName === null || typeof operationName === 'string';
  const valued = variables === undefined || variables === null || (typeof variables === 'object' && !Array.isArray(variables));
  if (typeof query !== 'string' || !named || !valued) throw new GatewayError('BAD_REQUEST', 'The request is not a GraphQL request.');
  return { query, operationName: operationName ?? undefined, variables: (variables ?? {}) as Asked['variables'] };
}

function documentOf(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (fault) {
    const long = fault instanceof Error && fault.message.includes('tokens');
    throw long ? new GatewayError('QUERY_TOO_COMPLEX', 'The document is too large.') : new GatewayError('GRAPHQL_PARSE_FAILED', 'The document is not GraphQL.');
  }
}

function faultOf(fault: GraphQLError): GatewayError {
  return gatewayErrorIn(fault) ?? new GatewayError('GRAPHQL_VALIDATION_FAILED', 'The document does not fit the schema.');
}

/** The rules of GraphQL let a subscription have one field at its root, and its variables are of their types by now. */
function subjectOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): string {
  const node = fieldIn(document, operation.selectionSet);
  const field = node && schema.getSubscriptionType()?.getFields()[node.name.value];
  if (!node || !field) throw new GatewayError('BAD_REQUEST', 'The subscription asks for nothing.');
  const { caseId } = getArgumentValues(field, node, variables) as { readonly caseId: string };
  return idOfType('Case', caseId, 'caseId');
}

function fieldIn(document: DocumentNode, set: SelectionSetNode): FieldNode | null {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) return selection;
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet
      : document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value ? [one.selectionSet] : []))[0];
    const found = inner ? fieldIn(document, inner) : null;
    if (found !== null) return found;
  }
  return null;
}
