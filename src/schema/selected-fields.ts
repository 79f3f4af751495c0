import {
  getDirectiveValues, getNamedType, GraphQLIncludeDirective, GraphQLSkipDirective, isAbstractType, isObjectType, Kind,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode, type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { SelectedField } from '../release/withheld.js';
import { classificationOf } from './seal.js';

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: () => Readonly<Record<string, unknown>>;
  readonly found: Map<string, SelectedField>;
  /** Places of the answer, `case.services`, of which nothing is selected. */
  readonly without: ReadonlySet<string>;
  /** Whether a selection depends on variables. */
  conditional: boolean;
}

/** Where a selection stands: under which coordinates, and at which place of the answer. */
interface Standing {
  readonly within: readonly string[];
  readonly place: string;
}

const NOWHERE: ReadonlySet<string> = new Set();

/** What operations without conditions select; such an operation selects the same every time. */
const kept = new WeakMap<GraphQLSchema, WeakMap<OperationDefinitionNode, readonly SelectedField[]>>();

/**
 * The coordinates of the record of a youth that an operation selects, each once, outer before inner.
 * A function of the document, its variables and the schema, and of the places of the answer that are to be left out;
 * `@skip` and `@include` are honoured.
 */
export function selectedFields(
  schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: () => Readonly<Record<string, unknown>>,
  without: ReadonlySet<string> = NOWHERE,
): readonly SelectedField[] {
  const known = without.size === 0 ? kept.get(schema)?.get(operation) : undefined;
  if (known !== undefined) return known;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const root = schema.getRootType(operation.operation);
  const at: Walk = { schema, fragments, variables, without, found: new Map(), conditional: false };
  if (root) walk(at, root, operation.selectionSet, { within: [], place: '' });
  const fields = [...at.found.values()];
  if (!at.conditional && without.size === 0) keep(schema, operation, fields);
  return fields;
}

function keep(schema: GraphQLSchema, operation: OperationDefinitionNode, fields: readonly SelectedField[]): void {
  const ofSchema = kept.get(schema) ?? new WeakMap<OperationDefinitionNode, readonly SelectedField[]>();
  kept.set(schema, ofSchema.set(operation, Object.freeze(fields)));
}

function leftOut(at: Walk, selection: SelectionNode): boolean {
  if (!selection.directives?.length) return false;
  at.conditional = true;
  return getDirectiveValues(GraphQLSkipDirective, selection, at.variables())?.['if'] === true
    || getDirectiveValues(GraphQLIncludeDirective, selection, at.variables())?.['if'] === false;
}

function walk(at: Walk, type: GraphQLObjectType, set: SelectionSetNode, standing: Standing): void {
  const { within } = standing;
  for (const selection of set.selections) {
    if (leftOut(at, selection)) continue;
    if (selection.kind === Kind.FIELD) {
      const field = type.getFields()[selection.name.value];
      const place = placeOf(standing, selection);
      if (!field || at.without.has(place)) continue;
      const coordinate = `${type.name}.${field.name}`;
      const classification = classificationOf(field as never);
      if (classification.kind === 'category' || classification.kind === 'row') {
        if (!at.found.has(coordinate)) at.found.set(coordinate, { coordinate, classification, within });
      }
      const inner = getNamedType(field.type);
      if (!selection.selectionSet) continue;
      const below = { within: [...within, coordinate], place };
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
      walk(at, type, target.selectionSet, standing);
    }
  }
}

const placeOf = ({ place }: Standing, { alias, name }: FieldNode): string => {
  const answeredAs = (alias ?? name).value;
  return place === '' ? answeredAs : `${place}.${answeredAs}`;
};

function possible(schema: GraphQLSchema, type: unknown): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isAbstractType(type as never) ? schema.getPossibleTypes(type as never) : [];
}
