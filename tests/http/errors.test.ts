import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { safeMessage } from '../../src/http/safe-message.js';
import { ask, serve, type AskedServer } from './asking.js';

let asked: AskedServer;
beforeAll(async () => { asked = await serve(); });
afterAll(async () => { await asked.server.close(0); });

describe('the error of a faulty document', () => {
  it.each([
    ['{ helo }', 'Cannot query field "helo" on type "Query".', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ echo(txt: "canary") }', 'Unknown argument "txt" on field "Query.echo".', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ echo(count: "canary") }', 'Expected a value that Int can represent.', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ echo(colour: "canary") }', 'Expected a value of the enum "Colour".', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ echo(colour: CANARY) }', 'Expected a value of the enum "Colour".', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ echo(text: 4711) }', 'Expected a value that String can represent.', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ find(filter: "canary") }', 'Expected a value of type "Filter".', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ find(filter: { age: 3 }) }', 'Field "Filter.name" of required type "String!" was not provided.', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ find }', 'Field "find" argument "filter" of type "Filter!" is required, but it was not provided.', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ item }', 'Field "item" of type "Item" must have a selection of subfields.', 'GRAPHQL_VALIDATION_FAILED'],
    ['query ($a: Int) { hello }', 'Variable "$a" is never used.', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ echo(text: $a) }', 'Variable "$a" is not defined.', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ a: echo(text: "canary") a: echo(text: "4711") }', 'Fields "a" conflict.', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ hello(', 'The document is not GraphQL: a part of it is not expected where it stands.', 'GRAPHQL_PARSE_FAILED'],
    ['{ "canary" }', 'The document is not GraphQL: a part of it is not expected where it stands.', 'GRAPHQL_PARSE_FAILED'],
    ['canary', 'The document is not GraphQL: a part of it is not expected where it stands.', 'GRAPHQL_PARSE_FAILED'],
    ['{ hello } é', 'The document is not GraphQL: a part of it is not expected where it stands.', 'GRAPHQL_PARSE_FAILED'],
    ['{ echo(text: "canary', 'Syntax Error: Unterminated string.', 'GRAPHQL_PARSE_FAILED'],
    ['query a { hello } query b { hello }', 'Must provide operation name if query contains multiple operations.', 'BAD_REQUEST'],
  ])('of %s names what is wrong and quotes no value', async (query, message, code) => {
    const { status, body } = await ask(asked.address, query);
    expect([status, body.errors?.[0]?.message, body.errors?.[0]?.extensions]).toEqual([400, message, { code }]);
    expect(JSON.stringify(body)).not.toMatch(/canary|4711|Did you mean/i);
  });
});

describe('the error of faulty variables', () => {
  const query = 'query ($filter: Filter!) { find(filter: $filter) }';

  it.each([
    [undefined, 'Variable "$filter" of required type "Filter!" was not provided.'],
    [{ filter: null }, 'Variable "$filter" of non-null type "Filter!" must not be null.'],
    [{ filter: 'canary' }, 'Variable "$filter" has a value that is not valid: Expected type "Filter" to be an object.'],
    [{ filter: { name: 'n', age: 'canary' } }, 'Variable "$filter" has a value that is not valid at "filter.age".'],
    [{ filter: { name: 'n', colour: 'CANARY' } }, 'Variable "$filter" has a value that is not valid at "filter.colour".'],
    [{ filter: { age: 4711 } }, 'Variable "$filter" has a value that is not valid: Field "name" of required type "String!" was not provided.'],
    [{ filter: { name: 'canary', nam: 4711 } }, 'Variable "$filter" has a value that is not valid: Field "nam" is not defined by type "Filter".'],
  ])('of %j names the variable and the field and quotes no value', async (variables, message) => {
    const { status, body } = await ask(asked.address, query, { variables });
    expect([status, body]).toEqual([400, { errors: [expect.objectContaining({ message, extensions: { code: 'BAD_INPUT' } })] }]);
    expect(JSON.stringify(body)).not.toMatch(/canary|4711/i);
  });
});

describe('safeMessage', () => {
  it('replaces every message it does not know', () => {
    expect(safeMessage('Something new about "canary"', 'The document does not fit the schema.')).toBe('The document does not fit the schema.');
  });
});
