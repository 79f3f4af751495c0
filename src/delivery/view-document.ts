import {
  getNamedType, isLeafType, isObjectType, isRequiredArgument, parse, type DocumentNode, type GraphQLField, type GraphQLObjectType, type GraphQLSchema,
} from 'graphql';
import { invariant } from '../kernel/invariant.js';
import { classificationOf } from '../schema/seal.js';

/** What names the youth, the moment or the decision and not what is released. */
const NOT_COMPARED: ReadonlySet<string> = new Set(['Case.id', 'Case.pseudonym', 'Case.disclosure']);
const PAGE = 100;

/** A list of a case that comes in pages. */
export interface PagedList {
  readonly field: string;
  /** Asks `$id` and `$after`. */
  readonly document: DocumentNode;
}

/** The documents that ask for everything that anybody can be released of a case. */
export interface ViewDocuments {
  readonly whole: DocumentNode;
  readonly paged: readonly PagedList[];
}

/** Of the county's own administration, what is news to those of its workers who listen to a case: whom a partner means by this youth. */
export const ADMINISTERED: ReadonlySet<string> = new Set(['Case.identityLinks']);

/** The documents of a schema: every field of a case and of what hangs on it whose law is of the youth's record, and these beside. */
export function viewDocuments(schema: GraphQLSchema, beside: ReadonlySet<string> = new Set()): ViewDocuments {
  const type = schema.getType('Case');
  invariant(isObjectType(type), 'The schema has no type Case.');
  const fields = Object.values(type.getFields());
  const administered = fields.filter(({ name }) => beside.has(`${type.name}.${name}`)).map(plainly);
  const paged = fields.filter((field) => isOfRecord(type, field) && isConnection(field));
  return {
    whole: parse(`query CaseView($id: ID!) { case(id: $id) { __typename ${[selectionOf(type, new Set(), true), ...administered].join(' ')} } }`),
    paged: paged.map((field) => ({
      field: field.name,
      document: parse(`query CaseViewPage($id: ID!, $after: String) { case(id: $id) { ${pageOf(field, new Set([type.name]), '$after')} } }`),
    })),
  };
}

function selectionOf(type: GraphQLObjectType, within: ReadonlySet<string>, top: boolean): string {
  const inside = new Set([...within, type.name]);
  return Object.values(type.getFields()).flatMap((field) => {
    if (!isOfRecord(type, field)) return [];
    const named = getNamedType(field.type);
    if (isLeafType(named)) return [field.name];
    // Lists in pages are asked one by one, to their ends.
    if (!isObjectType(named) || inside.has(named.name) || (top && isConnection(field))) return [];
    if (isConnection(field)) return [pageOf(field, inside)];
    const selection = selectionOf(named, inside, false);
    return selection === '' ? [] : [`${field.name} { ${selection} }`];
  }).join(' ');
}

function pageOf(field: GraphQLField<unknown, unknown>, within: ReadonlySet<string>, after?: string): string {
  const connection = getNamedType(field.type) as GraphQLObjectType;
  const edge = getNamedType(connection.getFields()['edges']!.type) as GraphQLObjectType;
  const node = getNamedType(edge.getFields()['node']!.type) as GraphQLObjectType;
  const cursor = after === undefined ? { asked: '', told: '' } : { asked: `, after: ${after}`, told: ' endCursor' };
  return `${field.name}(first: ${PAGE}${cursor.asked}) { edges { node { ${selectionOf(node, within, false)} } } pageInfo { hasNextPage${cursor.told} } }`;
}

/** A list of rows without rows of their own, whole. */
const plainly = (field: GraphQLField<unknown, unknown>): string =>
  `${field.name} { ${Object.values((getNamedType(field.type) as GraphQLObjectType).getFields()).map(({ name }) => name).join(' ')} }`;

const isConnection = (field: GraphQLField<unknown, unknown>): boolean => getNamedType(field.type).name.endsWith('Connection');

/** Whether the field is of the record: what is the county's own administration, or of the caller, is no news to a partner. */
function isOfRecord(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): boolean {
  if (NOT_COMPARED.has(`${type.name}.${field.name}`) || field.args.some((arg) => isRequiredArgument(arg))) return false;
  const { kind } = classificationOf(field as never);
  return kind !== 'operations' && kind !== 'caller';
}
