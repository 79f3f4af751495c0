import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {
  Kind, buildSchema, getNamedType, isCompositeType, isObjectType, isRequiredArgument, parse, type FragmentDefinitionNode, type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { weighOperation } from '../../src/http/document-weight.js';
import { DEFAULT_LIMITS, MAX_TOKENS } from '../../src/http/limits.js';

const SCHEMA = buildSchema(readFileSync(path.resolve(import.meta.dirname, '../../schema.graphql'), 'utf8'));

/** How deep a drawn selection goes below the case. */
const DEEPEST = 4;

/** An argument that has to be given, as every page has; whoever needs another is not drawn. */
const GIVEN: Readonly<Record<string, string>> = { first: '3' };

/** Takes one number below a bound; what a document is made of. */
type Draw = (below: number) => number;

/** What a document is drawn with: its numbers, and how sparingly fields are taken where a type has many. */
interface Drawing {
  readonly draw: Draw;
  /** About how many fields of one type are taken. */
  readonly taken: number;
}

function selectable(type: GraphQLObjectType, deep: boolean): readonly GraphQLField<unknown, unknown>[] {
  return Object.values(type.getFields()).filter((field) => field.args.every((argument) => !isRequiredArgument(argument) || argument.name in GIVEN)
    && (deep || !isCompositeType(getNamedType(field.type))));
}

function fieldText(field: GraphQLField<unknown, unknown>, depth: number, drawing: Drawing): string {
  const { draw } = drawing;
  const alias = draw(4) === 0 ? `a${draw(3)}_${field.name}: ` : '';
  const given = field.args.filter((argument) => argument.name in GIVEN && (isRequiredArgument(argument) || draw(2) === 0));
  const args = given.length === 0 ? '' : `(${given.map(({ name }) => `${name}: ${GIVEN[name]}`).join(', ')})`;
  const directive = ['', '', '', '', ' @include(if: $yes)', ' @skip(if: $yes)', ' @include(if: $no)'][draw(7)];
  const type = getNamedType(field.type);
  return `${alias}${field.name}${args}${directive}${isObjectType(type) ? ` ${selectionText(type, depth + 1, drawing)}` : ''}`;
}

function selectionText(type: GraphQLObjectType, depth: number, drawing: Drawing): string {
  const { draw, taken } = drawing;
  const fields = selectable(type, depth < DEEPEST);
  const picked = fields.filter(() => draw(Math.max(3, fields.length)) < Math.max(2, taken));
  const texts = (picked.length === 0 ? fields.slice(0, 1) : picked).map((field) => fieldText(field, depth, drawing));
  const halves = draw(3) === 0 && texts.length > 1 ? [...texts.slice(1), `... on ${type.name} { ${texts[0]} }`] : texts;
  return `{ __typename ${halves.join(' ')} }`;
}

/** Whether the gateway takes a document of that weight, by the measure that the gateway itself uses. */
function isTaken(document: string): boolean {
  let definitions;
  try {
    ({ definitions } = parse(document, { maxTokens: MAX_TOKENS }));
  } catch {
    return false;
  }
  const fragments = new Map(definitions.filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]));
  return definitions.every((one) => {
    if (one.kind !== Kind.OPERATION_DEFINITION) return true;
    const weight = weighOperation(SCHEMA, one, fragments);
    return (Object.keys(DEFAULT_LIMITS) as (keyof typeof weight)[]).every((limit) => weight[limit] <= DEFAULT_LIMITS[limit]);
  });
}

function documentOf(numbers: readonly number[], taken: number): string {
  let at = 0;
  const draw: Draw = (below) => {
    at += 1;
    // Numbers are used again in another order, so that a document of any length can be drawn from few.
    return ((numbers[at % numbers.length] ?? 0) + at * 7919) % below;
  };
  const type = SCHEMA.getType('Case') as GraphQLObjectType;
  return `query Drawn($id: ID!, $yes: Boolean = true, $no: Boolean!) { case(id: $id) { ...whole } again: case(id: $id) { __typename } }
    fragment whole on Case ${selectionText(type, 1, { draw, taken })}`;
}

/** Fields taken of one type, from generous to sparing. */
const TAKEN = [24, 16, 12, 8, 6, 4, 3, 2];

/**
 * Documents that ask anything at all of one case, `$id`, with aliases, fragments and directives on `$yes` and `$no`: as
 * much as the limits of the gateway allow of what the numbers say, whatever the schema grows to.
 */
export const caseDocuments: fc.Arbitrary<string> = fc.array(fc.nat(1_000_000), { minLength: 60, maxLength: 60 }).map((numbers) => {
  const drawn = TAKEN.map((taken) => () => documentOf(numbers, taken));
  const first = drawn.find((draw) => isTaken(draw()));
  return (first ?? drawn.at(-1)!)();
});
