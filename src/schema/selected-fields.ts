import {
  getDirectiveValues, getNamedType, GraphQLIncludeDirective, GraphQLSkipDirective, isAbstractType, isObjectType, Kind,
  type DocumentNode, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode,
} from 'graphql';
import type { SelectedField } from '../release/withheld.js';
import { classificationOf } from './seal.js';

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly found: Map<string, SelectedField>;
}

/**
 * The coordinates of the record of a youth that an operation selects, each once, outer before inner.
 * A function of the document, its variables and the schema; `@skip` and `@include` are honoured.
 */
export function selectedFields(
  schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>,
): readonly SelectedField[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const root = schema.getRootType(operation.operation);
  const found = new Map<string, SelectedField>();
  if (root) walk({ schema, fragments, variables, found }, root, operation.selectionSet, []);
  return [...found.values()];
}

function walk(at: Walk, type: GraphQLObjectType, set: SelectionSetNode, within: readonly string[]): void {
  for (const selection of set.selections) {
    if (getDirectiveValues(GraphQLSkipDirective, selection, at.variables)?.['if'] === true) continue;
    if (getDirectiveValues(GraphQLIncludeDirective, selection, at.variables)?.['if'] === false) continue;
    if (selection.kind === Kind.FIELD) {
      const field = type.getFields()[selection.name.value];
      if (!field) continue;
      const coordinate = `${type.name}.${field.name}`;
      const classification = classificationOf(field as never);
      if (classification.kind === 'category' || classification.kind === 'row') {
        if (!at.found.has(coordinate)) at.found.set(coordinate, { coordinate, classification, within });
      }
      const inner = getNamedType(field.type);
      if (!selection.selectionSet) continue;
      const below = [...within, coordinate];
      for (const object of possible(at.schema, inner)) walk(at, object, selection.selectionSet, below);
    } else {
      const target = selection.kind === Kind.INLINE_FRAGMENT ? selection : at.fragments.get(selection.name.value);
      if (!target) continue;
      const condition = target.typeCondition?.name.value;
      if (condition && condition !== type.name) {
        const other = at.schema.getType(condition);
        const fits = isAbstractType(other) && at.schema.isSubType(other, type);
        if (!fits) continue;
      }
      walk(at, type, target.selectionSet, within);
    }
  }
}

function possible(schema: GraphQLSchema, type: unknown): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isAbstractType(type as never) ? schema.getPossibleTypes(type as never) : [];
}
