import { buildSchema, parse, type GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { CompiledExecution } from '../../src/http/compiled-execution.js';

/** A schema whose one resolver tells how it was asked: graphql-js alone gives it a path that knows its type. */
function schemaTelling() {
  const schema = buildSchema('interface Named { name: String } type Youth implements Named { name: String fails: String } type Query { youth: Youth named: Named by: String }');
  const query = schema.getQueryType() as GraphQLObjectType;
  const asked: string[] = [];
  query.getFields()['youth']!.resolve = (_source, _args, _context, info) => {
    asked.push('typename' in info.path ? 'graphql-js' : 'compiled');
    return { name: 'Synthetic', fails: () => { throw new Error('no'); } };
  };
  query.getFields()['named']!.resolve = () => ({ __typename: 'Youth', name: 'Synthetic' });
  return { schema, asked };
}

const run = async (execution: CompiledExecution, document: ReturnType<typeof parse>, operationName?: string) =>
  execution.run({ document, operationName, variables: {}, context: {} });

describe('compiled execution', () => {
  it('compiles a document when it is asked again', async () => {
    const { schema, asked } = schemaTelling();
    const execution = new CompiledExecution(schema);
    const document = parse('{ youth { name } }');
    for (let turn = 0; turn < 3; turn += 1) expect(await run(execution, document)).toEqual({ data: { youth: { name: 'Synthetic' } } });
    expect(asked).toEqual(['graphql-js', 'compiled', 'compiled']);
  });

  it('leaves every error to graphql-js', async () => {
    const { schema, asked } = schemaTelling();
    const execution = new CompiledExecution(schema);
    const document = parse('{ youth { name fails } }');
    const first = await run(execution, document);
    expect(first.errors).toHaveLength(1);
    expect(await run(execution, document)).toEqual(first);
    expect(asked).toEqual(['graphql-js', 'compiled', 'graphql-js']);
  });

  it('compiles no interface', async () => {
    const { schema } = schemaTelling();
    const execution = new CompiledExecution(schema);
    const document = parse('{ named { __typename name } }');
    for (let turn = 0; turn < 3; turn += 1) expect(await run(execution, document)).toEqual({ data: { named: { __typename: 'Youth', name: 'Synthetic' } } });
  });

  it('keeps two operations of one document apart', async () => {
    const { schema } = schemaTelling();
    const execution = new CompiledExecution(schema);
    const document = parse('query A { youth { name } } query B { by }');
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await run(execution, document, 'A')).toEqual({ data: { youth: { name: 'Synthetic' } } });
      expect(await run(execution, document, 'B')).toEqual({ data: { by: null } });
    }
  });

  it('keeps compiled documents within bounds, and answers all of them', async () => {
    const { schema } = schemaTelling();
    const execution = new CompiledExecution(schema);
    const documents = Array.from({ length: 450 }, (_, at) => parse(`{ a${at}: youth { name } }`));
    for (let turn = 0; turn < 3; turn += 1) {
      for (const [at, document] of documents.entries()) expect(await run(execution, document)).toEqual({ data: { [`a${at}`]: { name: 'Synthetic' } } });
    }
    expect(execution.kept).toBe(200);
  });
});
