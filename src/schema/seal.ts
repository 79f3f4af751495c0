import {
  getNamedType, isAbstractType, isInputObjectType, isInterfaceType, isLeafType, isNonNullType, isObjectType, defaultFieldResolver,
  type GraphQLField, type GraphQLFieldResolver, type GraphQLInputType, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema,
} from 'graphql';
import { GatewayError } from '../kernel/gateway-error.js';
import { InvariantError } from '../kernel/invariant.js';
import { CATEGORIES, type Category } from '../law/category.js';
import { mayBeWithheld, type Classification } from '../law/classification.js';
import { mayRelease } from '../release/projection.js';
import { noAgreement } from '../policy/relations/agreement-in-force.js';
import { decisionOf, isReleasedView } from '../release/released-view.js';
import { CLASSIFIED, REVEALS, type Reveals } from './classified.js';
import type { GatewayContext } from './gateway-context.js';
import { OUTLIVES_AGREEMENT } from './outliving.js';

/** Every fault that keeps a schema from being sealed, together. */
export class SchemaNotSealedError extends Error {
  override readonly name = 'SchemaNotSealedError';
  constructor(readonly problems: readonly string[]) {
    super(`The schema cannot be sealed:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

type Resolver = GraphQLFieldResolver<unknown, GatewayContext>;

/**
 * Makes the schema deny by default, and refuses it when any field could be answered without its law.
 * Guarantees: every field of an object or interface has exactly one classification; what may be withheld is nullable;
 * every argument and input field says what it reveals; a leaf has no resolver of its own; a resolver that returns
 * objects is asked for only after the decision permits it, and lets only released views of youths through.
 * Errors: SchemaNotSealedError with all problems.
 */
export function sealSchema(schema: GraphQLSchema): GraphQLSchema {
  const problems: string[] = [];
  const laws = new Map<GraphQLField<unknown, GatewayContext>, Classification>();
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
  for (const type of types) {
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        // An interface's own resolvers are never run; type-graphql gives it some.
        if (isInterfaceType(type)) delete field.resolve;
        inspect(type.name, field, laws, problems);
      }
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        const reveals = field.extensions[REVEALS];
        if (!isReveals(reveals)) problems.push(`${type.name}.${field.name} does not say what it reveals`);
      }
    }
  }
  if (problems.length > 0) throw new SchemaNotSealedError(problems);
  for (const type of types) {
    if (isInterfaceType(type)) type.resolveType = (value: { __typename?: string }) => value.__typename;
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      wrap(field, { coordinate: `${type.name}.${field.name}`, law: laws.get(field)!, viewsOnly: typesOfYouth(field, schema, laws) });
    }
  }
  return schema;
}

/** The one classification of a field of a sealed schema. Errors: InvariantError when it is not sealed. */
export function classificationOf(field: GraphQLField<unknown, unknown>): Classification {
  const [only, ...more] = declarations(field);
  if (!only || more.length > 0) throw new InvariantError(`${field.name} has not exactly one classification.`);
  return only;
}

function declarations(field: { readonly extensions: Readonly<Record<string, unknown>> }): Classification[] {
  return Object.entries(field.extensions)
    .filter(([key]) => key.startsWith(CLASSIFIED))
    .map(([, classification]) => classification as Classification);
}

function inspect(
  typeName: string, field: GraphQLField<unknown, GatewayContext>, laws: Map<unknown, Classification>, problems: string[],
): void {
  const at = `${typeName}.${field.name}`;
  const [classification, ...more] = declarations(field);
  if (!classification) problems.push(`${at} has no classification`);
  else if (more.length > 0) problems.push(`${at} is classified ${more.length + 1} times`);
  else {
    laws.set(field, classification);
    if (isNonNullType(field.type) && mayBeWithheld(classification)) problems.push(`${at} may be withheld but is non-null`);
  }
  if (isLeafType(getNamedType(field.type)) && field.resolve && !ROOTS.has(typeName)) {
    problems.push(`${at} is a leaf with a resolver of its own`);
  }
  const reveals = (field.extensions[REVEALS] ?? {}) as Record<string, unknown>;
  for (const arg of field.args) {
    if (!isReveals(reveals[arg.name])) problems.push(`${at}(${arg.name}:) does not say what it reveals`);
  }
}

function isReveals(value: unknown): value is Reveals {
  return value === 'nothing' || value === 'admission' || value === 'write' || CATEGORIES.includes(value as Category);
}

/** The types that hold records of youths: whatever has one must arrive as a released view. */
function typesOfYouth(field: GraphQLField<unknown, GatewayContext>, schema: GraphQLSchema, laws: Map<unknown, Classification>): ReadonlySet<string> {
  const type = getNamedType(field.type) as GraphQLNamedType;
  const possible = isObjectType(type) ? [type] : isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  return new Set(possible.filter((one) => ofYouth(one, laws)).map(({ name }) => name));
}

function ofYouth(type: GraphQLObjectType, laws: Map<unknown, Classification>): boolean {
  return Object.values(type.getFields()).some((inner) => ['category', 'row'].includes(laws.get(inner)?.kind ?? ''));
}

interface Sealing {
  readonly coordinate: string;
  readonly law: Classification;
  readonly viewsOnly: ReadonlySet<string>;
}

function wrap(field: GraphQLField<unknown, GatewayContext>, { coordinate, law, viewsOnly }: Sealing): void {
  if (isLeafType(getNamedType(field.type)) && !field.resolve) return;
  const resolve: Resolver = (field.resolve as Resolver | undefined) ?? defaultFieldResolver;
  const underAgreement = /^(Query|Mutation|Subscription)\./.test(coordinate) && !OUTLIVES_AGREEMENT.has(coordinate);
  field.resolve = (source, args, context, info) => {
    // Such a request is refused before it is run; nothing is answered either, should one come this far.
    if (underAgreement && context.access.agreementLapsed) throw noAgreement();
    guardArguments(field, args, context);
    if (law.kind === 'category' && !mayRelease(law, decisionOf(source), 'CHILD_WELFARE', coordinate)) {
      return withheldShape(field, law.whenWithheld);
    }
    if (law.kind === 'operations' && !law.roles.includes(context.access.caller.role)) {
      if (isNonNullType(field.type)) throw new GatewayError('FORBIDDEN', 'This operation is not for the caller\'s role.', { field: field.name });
      return null;
    }
    const result = resolve(source, args, context, info);
    if (viewsOnly.size === 0) return result;
    const check = (rows: unknown): unknown => onlyViews(rows, viewsOnly, isObjectType(getNamedType(field.type)));
    return result instanceof Promise ? result.then(check) : check(result);
  };
}

/** Withheld and stated: null. Withheld and concealed: the shape of "no record", which for a list is the empty list. */
function withheldShape(field: GraphQLField<unknown, GatewayContext>, whenWithheld: 'state' | 'conceal'): null | [] {
  return whenWithheld === 'conceal' && String(field.type).startsWith('[') ? [] : null;
}

/** Behind an interface, what says that it is of a type without records of youths may pass as it is. */
function onlyViews(result: unknown, typesOfYouths: ReadonlySet<string>, concrete: boolean): unknown {
  if (result === null || result === undefined) return result;
  for (const row of Array.isArray(result) ? result : [result]) {
    if (row === null || isReleasedView(row)) continue;
    const typeName = concrete ? undefined : (row as { __typename?: string }).__typename;
    if (typeName === undefined || typesOfYouths.has(typeName)) {
      throw new InvariantError('A record of a youth left its resolver without being released.');
    }
  }
  return result;
}

/** A filter or order on a category is a read of it on every row (rule G3). */
function guardArguments(field: GraphQLField<unknown, GatewayContext>, args: Record<string, unknown>, context: GatewayContext): void {
  const reveals = (field.extensions[REVEALS] ?? {}) as Record<string, Reveals>;
  for (const arg of field.args) {
    const value = args[arg.name];
    if (value === undefined || value === null) continue;
    guardValue(arg.name, reveals[arg.name]!, context);
    guardInput(arg.type, value, context);
  }
}

function guardInput(type: GraphQLInputType, value: unknown, context: GatewayContext): void {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || value === null || typeof value !== 'object') return;
  for (const one of Array.isArray(value) ? value : [value]) {
    for (const field of Object.values(named.getFields())) {
      const inner = (one as Record<string, unknown>)[field.name];
      if (inner === undefined || inner === null) continue;
      guardValue(field.name, field.extensions[REVEALS] as Reveals, context);
      guardInput(field.type, inner, context);
    }
  }
}

function guardValue(name: string, reveals: Reveals, context: GatewayContext): void {
  if (reveals === 'nothing' || reveals === 'admission' || reveals === 'write') return;
  if (context.filterMayBeUsed(reveals)) return;
  throw new GatewayError('FILTER_NOT_PERMITTED', 'The caller may not filter or order by this field.', { field: name });
}
