import {
  getNamedType, isCompositeType, isInterfaceType, isListType, isNonNullType, isObjectType, Kind,
  type FieldNode, type FragmentDefinitionNode, type GraphQLField, type GraphQLNamedType, type GraphQLOutputType, type GraphQLSchema,
  type OperationDefinitionNode, type SelectionSetNode,
} from 'graphql';

/** How heavy a document is, fragments written out wherever they are spread. */
export interface DocumentWeight {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  /** Fields asked for, each as many times as the lists above it may hold items. */
  readonly cost: number;
}

type Weight = Omit<DocumentWeight, 'rootFields'>;
type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const NOTHING: Weight = { depth: 0, aliases: 0, cost: 0 };
/** Length of a page whose `first` is a variable, which validation cannot see: the largest allowed. */
const LARGEST_PAGE = 100;
const DEFAULT_PAGE = 20;

/** Weighs one operation. Linear in the document: a fragment is weighed once, however often it is spread. */
export function weighOperation(schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments): DocumentWeight {
  const root = schema.getRootType(operation.operation) ?? undefined;
  const scale = new Scale(schema, fragments);
  return { ...scale.selections(operation.selectionSet, root), rootFields: scale.fieldCount(operation.selectionSet) };
}

/** Keeps what was weighed already. A fragment that spreads itself weighs nothing here; another rule refuses it. */
class Scale {
  private readonly weighed = new Map<string, Weight>();
  private readonly counted = new Map<string, number>();

  constructor(private readonly schema: GraphQLSchema, private readonly fragments: Fragments) {}

  selections(set: SelectionSetNode, parent: GraphQLNamedType | undefined): Weight {
    return set.selections.map((selection) => {
      if (selection.kind === Kind.FIELD) return this.field(selection, parent);
      if (selection.kind === Kind.FRAGMENT_SPREAD) return this.fragment(selection.name.value);
      const condition = selection.typeCondition?.name.value;
      return this.selections(selection.selectionSet, condition === undefined ? parent : this.schema.getType(condition));
    }).reduce(beside, NOTHING);
  }

  fieldCount(set: SelectionSetNode): number {
    return set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + this.fieldCount(selection.selectionSet);
      return sum + this.fieldCountOf(selection.name.value);
    }, 0);
  }

  private fieldCountOf(name: string): number {
    const known = this.counted.get(name);
    if (known !== undefined) return known;
    this.counted.set(name, 0);
    const fragment = this.fragments.get(name);
    const count = fragment ? this.fieldCount(fragment.selectionSet) : 0;
    this.counted.set(name, count);
    return count;
  }

  private fragment(name: string): Weight {
    const known = this.weighed.get(name);
    if (known) return known;
    this.weighed.set(name, NOTHING);
    const fragment = this.fragments.get(name);
    const weight = fragment ? this.selections(fragment.selectionSet, this.schema.getType(fragment.typeCondition.name.value)) : NOTHING;
    this.weighed.set(name, weight);
    return weight;
  }

  private field(node: FieldNode, parent: GraphQLNamedType | undefined): Weight {
    const aliases = node.alias ? 1 : 0;
    // Introspection answers from the schema alone, and graphql-js bounds its nesting itself.
    if (node.name.value.startsWith('__')) return { depth: 1, aliases, cost: 1 };
    const field = fieldOf(parent, node.name.value);
    const type = field ? getNamedType(field.type) : undefined;
    const inner = node.selectionSet ? this.selections(node.selectionSet, isCompositeType(type) ? type : undefined) : NOTHING;
    return { depth: inner.depth + 1, aliases: inner.aliases + aliases, cost: 1 + inner.cost * pageLength(node, field) };
  }
}

function fieldOf(parent: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function pageLength(node: FieldNode, field: GraphQLField<unknown, unknown> | undefined): number {
  const first = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (first?.kind === Kind.INT) return Math.max(1, Number(first.value));
  if (first) return LARGEST_PAGE;
  const declared = field?.args.find(({ name }) => name === 'first');
  if (declared) return typeof declared.defaultValue === 'number' ? declared.defaultValue : DEFAULT_PAGE;
  // The edges of a page were counted with its `first`; any other list is short in this schema.
  return field && isList(field.type) && !['edges', 'nodes'].includes(field.name) ? 2 : 1;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function beside(one: Weight, other: Weight): Weight {
  return { depth: Math.max(one.depth, other.depth), aliases: one.aliases + other.aliases, cost: one.cost + other.cost };
}
