import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSealedSchema, type SealedSchema } from '../../src/schema/build-schema.js';
import { selectedFields } from '../../src/schema/selected-fields.js';

let sealed: SealedSchema;
beforeAll(() => { sealed = buildSealedSchema(); });

function selected(text: string, variables: Readonly<Record<string, unknown>> = {}) {
  const document = parse(text);
  const operation = document.definitions.find((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION)!;
  return selectedFields(sealed.schema, document, operation, () => variables);
}
const coordinates = (text: string, variables?: Readonly<Record<string, unknown>>) => selected(text, variables).map(({ coordinate }) => coordinate);

describe('the fields that a document selects', () => {
  it('are those of the record of a youth, each once, outer before inner, with what stands around them', () => {
    expect(selected('{ case(id: "x") { id youth { lastName again: lastName } aliases { lastName } } me { role } }').map(({ coordinate, within }) => [coordinate, within])).toEqual([
      ['Youth.lastName', ['Query.case', 'Case.youth']], ['Case.aliases', ['Query.case']], ['Alias.lastName', ['Query.case', 'Case.aliases']],
    ]);
  });

  it('are found in fragments, named, inline and nested, and in fragments of fragments', () => {
    expect(coordinates(`
      query { case(id: "x") { ...outer ... on Case { county } ... { status } } }
      fragment outer on Case { youth { ...inner } }
      fragment inner on Youth { firstName }`)).toEqual(['Youth.firstName', 'Case.county', 'Case.status']);
  });

  it('leave out what @skip and @include leave out, with literals and with variables', () => {
    const document = `query($yes: Boolean!, $no: Boolean!) { case(id: "x") {
      county @skip(if: true) status @include(if: false) inCare @skip(if: $yes) openedOn @include(if: $no)
      csecStatus @skip(if: $no) @include(if: $yes) ...more @include(if: $no) ... on Case @skip(if: $no) { sb855Eligible }
    } }
    fragment more on Case { aliases { lastName } }`;
    expect(coordinates(document, { yes: true, no: false })).toEqual(['Case.csecStatus', 'Case.sb855Eligible']);
  });

  it('of an interface are those of the types that it can be, where the condition fits', () => {
    expect(coordinates('{ node(id: "x") { id ... on Case { county } ...named } } fragment named on Node { ... on Case { status } }')).toEqual(['Case.county', 'Case.status']);
  });

  it('name a list whose rows carry their own law beside the fields of its rows', () => {
    expect(coordinates('{ serviceHistory(caseId: "x", first: 1) { edges { node { category } } } }')).toEqual(['Query.serviceHistory', 'ServiceRecord.category']);
  });

  it('are none of a mutation that tells nothing of a youth', () => {
    expect(coordinates('mutation { recordTeam(input: { name: "x", county: "19", statute: S18951D }) { team { name } } }')).toEqual([]);
  });

  it('are none of places that are left out, by the name they are answered under, and are all of them again afterwards', () => {
    const document = parse('{ first: case(id: "x") { county ...more } case(id: "x") { county again: status } } fragment more on Case { aliases { lastName } }');
    const [operation] = document.definitions as [OperationDefinitionNode];
    const without = (...places: readonly string[]) => selectedFields(sealed.schema, document, operation, () => ({}), new Set(places)).map(({ coordinate }) => coordinate);
    expect(without('first.aliases')).toEqual(['Case.county', 'Case.status']);
    expect(without('first')).toEqual(['Case.county', 'Case.status']);
    expect(without('first.county', 'case.again')).toEqual(['Case.aliases', 'Alias.lastName', 'Case.county']);
    expect(without('first', 'case')).toEqual([]);
    expect(without()).toEqual(['Case.county', 'Case.aliases', 'Alias.lastName', 'Case.status']);
  });

  it('depend on the variables every time the same document is asked', () => {
    const document = parse('query($x: Boolean!) { case(id: "x") { county @include(if: $x) } }');
    const [operation] = document.definitions as [OperationDefinitionNode];
    const ask = (x: boolean) => selectedFields(sealed.schema, document, operation, () => ({ x })).map(({ coordinate }) => coordinate);
    expect([ask(true), ask(false), ask(true)]).toEqual([['Case.county'], [], ['Case.county']]);
  });
});
