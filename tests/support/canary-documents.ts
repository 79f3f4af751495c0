import { getNamedType, isInterfaceType, isLeafType, isObjectType, isUnionType, type GraphQLField, type GraphQLNamedType, type GraphQLSchema } from 'graphql';

const DEEPEST = 8;

/** Writes a selection of everything that can be reached from a type, at its full depth, `__typename` included. */
export function everythingOf(schema: GraphQLSchema, type: GraphQLNamedType, first: number, path: readonly string[] = []): string {
  if (isLeafType(type)) return '';
  if (isInterfaceType(type) || isUnionType(type)) {
    const inner = schema.getPossibleTypes(type).map((one) => `... on ${one.name} ${everythingOf(schema, one, first, path)}`);
    return `{ __typename ${inner.join(' ')} }`;
  }
  if (!isObjectType(type) || path.includes(type.name) || path.length > DEEPEST) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    const inner = everythingOf(schema, named, first, [...path, type.name]);
    return isLeafType(named) || inner !== '' ? [`${field.name}${pageOf(field, first)} ${inner}`.trim()] : [];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

function pageOf(field: GraphQLField<unknown, unknown>, first: number): string {
  return field.args.some(({ name }) => name === 'first') ? `(first: ${first})` : '';
}

/** One root field with everything below it: `alias: case(id: "…") { … }`. */
export function rootField(schema: GraphQLSchema, name: string, args: string, { alias, first = 30 }: { readonly alias?: string; readonly first?: number } = {}): string {
  const field = schema.getQueryType()!.getFields()[name]!;
  return `${alias ? `${alias}: ` : ''}${name}${args} ${everythingOf(schema, getNamedType(field.type), first)}`;
}

/** The names of the queries, so that a new one cannot be forgotten. */
export function queryNames(schema: GraphQLSchema): readonly string[] {
  return Object.keys(schema.getQueryType()!.getFields()).sort();
}
