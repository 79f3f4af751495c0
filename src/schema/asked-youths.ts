import {
  getDirectiveValues, getNamedType, GraphQLIncludeDirective, GraphQLSkipDirective, isInputObjectType, isObjectType, Kind,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLField, type GraphQLInputType, type GraphQLSchema, type OperationDefinitionNode,
  type SelectionSetNode, type ValueNode,
} from 'graphql';
import { REVEALS } from './classified.js';

/** What an operation is known by before anything of it is run. */
interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Asked only of an operation of several fields. */
  readonly variables: () => Variables;
}

type Variables = Readonly<Record<string, unknown>>;

/**
 * Says whether an operation can admit one youth at most: it names one by one name, however often, and asks for no list
 * of youths. Known from the document and its variables alone, before anything is looked up, so it tells of no record.
 * Authority: HSC_120975 (rule R-44).
 */
export function asksForOneYouth({ schema, document, operation, variables }: Asked): boolean {
  const root = schema.getRootType(operation.operation);
  if (!root) return true;
  const [first, ...others] = operation.selectionSet.selections;
  if (first?.kind === Kind.FIELD && others.length === 0) return !listsYouths(root.getFields()[first.name.value]);
  const values = variables();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const named = new Set<string>();
  for (const node of fieldsOf(operation.selectionSet, fragments, values)) {
    const field = root.getFields()[node.name.value];
    if (!field) continue;
    if (listsYouths(field)) return false;
    for (const name of namesIn(node, field, values)) named.add(name);
  }
  return named.size <= 1;
}

/** The fields at the root that are run, fragments written out. */
function fieldsOf(
  set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>, variables: Variables,
): readonly FieldNode[] {
  return set.selections.flatMap((selection): readonly FieldNode[] => {
    if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true) return [];
    if (getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] === false) return [];
    if (selection.kind === Kind.FIELD) return [selection];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet;
    return inner ? fieldsOf(inner, fragments, variables) : [];
  });
}

/** A page of cases. */
function listsYouths(field: GraphQLField<unknown, unknown> | undefined): boolean {
  const page = field && getNamedType(field.type);
  if (!isObjectType(page)) return false;
  const edge = page.getFields()['edges'];
  const held = edge && getNamedType(edge.type);
  const node = held && isObjectType(held) ? held.getFields()['node'] : undefined;
  return node !== undefined && getNamedType(node.type).name === 'Case';
}

/** What a field names that admission answers: the values of its arguments, each as it is written. */
function namesIn(node: FieldNode, field: GraphQLField<unknown, unknown>, variables: Variables): readonly string[] {
  const reveals = (field.extensions[REVEALS] ?? {}) as Readonly<Record<string, unknown>>;
  return field.args.flatMap((arg) => {
    const given = node.arguments?.find(({ name }) => name.value === arg.name)?.value;
    if (given === undefined) return [];
    const value = valueOf(given, variables);
    const within = namesWithin(value, arg.type);
    return reveals[arg.name] === 'admission' && within.length === 0 ? [JSON.stringify(value)] : within;
  });
}

function namesWithin(value: unknown, type: GraphQLInputType): readonly string[] {
  const input = getNamedType(type);
  if (!isInputObjectType(input) || typeof value !== 'object' || value === null) return [];
  const given = value as Readonly<Record<string, unknown>>;
  return Object.values(input.getFields()).flatMap((field) =>
    (field.extensions[REVEALS] === 'admission' && given[field.name] !== undefined && given[field.name] !== null ? [JSON.stringify(given[field.name])] : []));
}

function valueOf(node: ValueNode, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.VARIABLE: return variables[node.name.value];
    case Kind.OBJECT: return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, valueOf(value, variables)]));
    case Kind.LIST: return node.values.map((value) => valueOf(value, variables));
    case Kind.NULL: return null;
    default: return node.value;
  }
}
