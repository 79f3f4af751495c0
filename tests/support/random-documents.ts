import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { buildSchema, getNamedType, isCompositeType, isObjectType, isRequiredArgument, type GraphQLField, type GraphQLObjectType } from 'graphql';

const SCHEMA = buildSchema(readFileSync(path.resolve(import.meta.dirname, '../../schema.graphql'), 'utf8'));

/** How deep a drawn selection goes below the case. */
const DEEPEST = 4;

/** An argument that has to be given, as every page has; whoever needs another is not drawn. */
const GIVEN: Readonly<Record<string, string>> = { first: '3' };

/** Takes one number below a bound; what a document is made of. */
type Draw = (below: number) => number;

function selectable(type: GraphQLObjectType, deep: boolean): readonly GraphQLField<unknown, unknown>[] {
  return Object.values(type.getFields()).filter((field) => field.args.every((argument) => !isRequiredArgument(argument) || argument.name in GIVEN)
    && (deep || !isCompositeType(getNamedType(field.type))));
}

function fieldText(field: GraphQLField<unknown, unknown>, depth: number, draw: Draw): string {
  const alias = draw(4) === 0 ? `a${draw(3)}_${field.name}: ` : '';
  const given = field.args.filter((argument) => argument.name in GIVEN && (isRequiredArgument(argument) || draw(2) === 0));
  const args = given.length === 0 ? '' : `(${given.map(({ name }) => `${name}: ${GIVEN[name]}`).join(', ')})`;
  const directive = ['', '', '', '', ' @include(if: $yes)', ' @skip(if: $yes)', ' @include(if: $no)'][draw(7)];
  const type = getNamedType(field.type);
  return `${alias}${field.name}${args}${directive}${isObjectType(type) ? ` ${selectionText(type, depth + 1, draw)}` : ''}`;
}

function selectionText(type: GraphQLObjectType, depth: number, draw: Draw): string {
  const fields = selectable(type, depth < DEEPEST);
  const picked = fields.filter(() => draw(3) > 0);
  const texts = (picked.length === 0 ? fields.slice(0, 1) : picked).map((field) => fieldText(field, depth, draw));
  const halves = draw(3) === 0 && texts.length > 1 ? [...texts.slice(1), `... on ${type.name} { ${texts[0]} }`] : texts;
  return `{ __typename ${halves.join(' ')} }`;
}

/** Documents that ask anything at all of one case, `$id`, with aliases, fragments and directives on `$yes` and `$no`. */
export const caseDocuments: fc.Arbitrary<string> = fc.array(fc.nat(1_000_000), { minLength: 60, maxLength: 60 }).map((numbers) => {
  let at = 0;
  const draw: Draw = (below) => {
    at += 1;
    // Numbers are used again in another order, so that a document of any length can be drawn from few.
    return ((numbers[at % numbers.length] ?? 0) + at * 7919) % below;
  };
  const type = SCHEMA.getType('Case') as GraphQLObjectType;
  return `query Drawn($id: ID!, $yes: Boolean = true, $no: Boolean!) { case(id: $id) { ...whole } again: case(id: $id) { __typename } }
    fragment whole on Case ${selectionText(type, 1, draw)}`;
});
