import { execute, GraphQLInterfaceType, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ADMITTED, CALLER, OPEN, operations } from '../../src/law/classification.js';
import type { Category } from '../../src/law/category.js';
import { releasedView } from '../../src/release/released-view.js';
import { buildSealedSchema } from '../../src/schema/build-schema.js';
import { EMERGENCY_ALERTS, SEAL_NOTICES, WITHDRAWAL_NOTICES } from '../../src/schema/laws.js';
import { OUTLIVES_AGREEMENT } from '../../src/schema/outliving.js';
import { classificationOf, sealSchema } from '../../src/schema/seal.js';
import { field, inputOf, NAME, problemsOf, releasing, REPORTER, tiny } from './tiny-schema.js';

describe('a schema is not sealed', () => {
  it('with a field that has no law', () => {
    expect(problemsOf(tiny({ hello: field(GraphQLString, []) }))).toEqual(['Query.hello has no classification']);
  });

  it('with a field that has two', () => {
    expect(problemsOf(tiny({ hello: field(GraphQLString, [OPEN, CALLER]) }))).toEqual(['Query.hello is classified 2 times']);
  });

  it('with a field that may be withheld and yet is never null', () => {
    const person = new GraphQLObjectType({ name: 'Person', fields: { name: field(new GraphQLNonNull(GraphQLString), [NAME]) } });
    expect(problemsOf(tiny({ person: field(person, [ADMITTED]) }))).toEqual(['Person.name may be withheld but is non-null']);
  });

  it('with a leaf that has a resolver of its own', () => {
    const person = new GraphQLObjectType({ name: 'Person', fields: { name: field(GraphQLString, [NAME], { resolve: () => 'from anywhere' }) } });
    expect(problemsOf(tiny({ person: field(person, [ADMITTED]) }))).toEqual(['Person.name is a leaf with a resolver of its own']);
  });

  it('with an argument, or a field of an input, that does not say what it reveals', () => {
    const silent = inputOf('Filter', { said: { reveals: 'nothing' }, unsaid: {} });
    const schema = tiny({ find: field(GraphQLString, [OPEN], { args: { by: { type: silent }, first: { type: GraphQLString } }, reveals: { by: 'nothing' } }) });
    expect(problemsOf(schema)).toEqual(['Query.find(first:) does not say what it reveals', 'Filter.unsaid does not say what it reveals']);
  });

  it('with an argument that reveals something there is no word for', () => {
    const reveals = { by: 'EVERYTHING' as Category };
    expect(problemsOf(tiny({ find: field(GraphQLString, [OPEN], { args: { by: { type: GraphQLString } }, reveals }) }))).toEqual(['Query.find(by:) does not say what it reveals']);
  });

  it('with an interface whose field has no law, and all its problems are told at once', () => {
    const named = new GraphQLInterfaceType({ name: 'Named', fields: { name: field(GraphQLString, []) } });
    const person = new GraphQLObjectType({ name: 'Person', interfaces: [named], fields: { name: field(GraphQLString, []) } });
    expect([...problemsOf(tiny({ person: field(person, []) }))].toSorted()).toEqual([
      'Named.name has no classification', 'Person.name has no classification', 'Query.person has no classification',
    ]);
  });

  it('and is sealed without any of these', () => {
    const person = new GraphQLObjectType({ name: 'Person', fields: { name: field(GraphQLString, [NAME]), id: field(new GraphQLNonNull(GraphQLString), [ADMITTED]) } });
    const filter = inputOf('Filter', { name: { reveals: 'IDENTITY_CORE' }, first: { reveals: 'nothing' } });
    expect(problemsOf(tiny({ person: field(person, [ADMITTED], { args: { filter: { type: filter } }, reveals: { filter: 'nothing' } }) }))).toEqual([]);
  });
});

/** A sealed schema over one person with friends and reporters; tells which resolvers ran. */
function sealed() {
  const ran: string[] = [];
  const friend = new GraphQLObjectType({ name: 'Friend', fields: { name: field(GraphQLString, [NAME]) } });
  const reporter = new GraphQLObjectType({ name: 'Reporter', fields: { name: field(GraphQLString, [REPORTER]) } });
  const fetching = (name: string, made: () => unknown) => () => {
    ran.push(name);
    return made();
  };
  const person = new GraphQLObjectType({ name: 'Person', fields: {
    name: field(GraphQLString, [NAME]),
    friends: field(new GraphQLList(friend), [NAME], { resolve: fetching('friends', async () => [releasedView({ name: 'a friend' }, releasing('IDENTITY_CORE'))]) }),
    leaked: field(new GraphQLList(friend), [ADMITTED], { resolve: fetching('leaked', () => [{ name: 'a raw row' }]) }),
    reporters: field(new GraphQLList(reporter), [REPORTER], { resolve: fetching('reporters', () => []) }),
  } });
  const schema = sealSchema(tiny({
    person: field(person, [ADMITTED], { resolve: (_source, _args, context) => releasedView({ name: 'a person' }, context.decision) }),
    runs: field(new GraphQLList(GraphQLString), [operations(['COUNTY_IT'])], { resolve: fetching('runs', () => ['a run']) }),
    demanded: field(new GraphQLNonNull(GraphQLString), [operations(['COUNTY_IT'])], { resolve: fetching('demanded', () => 'a run') }),
    find: field(GraphQLString, [OPEN], { args: { name: { type: GraphQLString } }, reveals: { name: 'IDENTITY_CORE' }, resolve: fetching('find', () => 'found') }),
    search: field(GraphQLString, [OPEN], {
      args: { by: { type: inputOf('By', { name: { reveals: 'IDENTITY_CORE' }, first: { reveals: 'nothing' } }) } }, reveals: { by: 'nothing' }, resolve: fetching('search', () => 'found'),
    }),
  }));
  const ask = async (query: string, ...released: readonly Category[]) => {
    ran.length = 0;
    const contextValue = { decision: releasing(...released), access: { caller: { role: 'PROVIDER' } }, filterMayBeUsed: () => false };
    const { data, errors } = await execute({ schema, document: parse(query), contextValue });
    return { data: JSON.parse(JSON.stringify(data)) as unknown, errors: errors?.map(({ message }) => message), ran: [...ran] };
  };
  return ask;
}

describe('a sealed schema', () => {
  const ask = sealed();

  it('asks the decision before a relation is fetched, and fetches none that is withheld', async () => {
    expect(await ask('{ person { friends { name } } }', 'IDENTITY_CORE')).toEqual({ data: { person: { friends: [{ name: 'a friend' }] } }, errors: undefined, ran: ['friends'] });
    expect(await ask('{ person { friends { name } } }')).toEqual({ data: { person: { friends: null } }, errors: undefined, ran: [] });
  });

  it('answers a concealed list as if there were nothing', async () => {
    expect(await ask('{ person { reporters { name } } }')).toEqual({ data: { person: { reporters: [] } }, errors: undefined, ran: [] });
  });

  it('lets no row through that was not released', async () => {
    const { data, errors, ran } = await ask('{ person { leaked { name } } }', 'IDENTITY_CORE');
    expect({ data, ran }).toEqual({ data: { person: { leaked: null } }, ran: ['leaked'] });
    expect(errors).toEqual(['A record of a youth left its resolver without being released.']);
  });

  it('gives the operation of another role as nothing, or refuses it, without running it', async () => {
    expect(await ask('{ runs }')).toEqual({ data: { runs: null }, errors: undefined, ran: [] });
    expect(await ask('{ demanded }')).toEqual({ data: null, errors: ['This operation is not for the caller\'s role.'], ran: [] });
  });

  it('runs no filter that reads what the caller may not, however deep it stands', async () => {
    const refused = ['The caller may not filter or order by this field.'];
    expect(await ask('{ find(name: "x") }', 'IDENTITY_CORE')).toEqual({ data: { find: null }, errors: refused, ran: [] });
    expect(await ask('{ search(by: { name: "x" }) }')).toEqual({ data: { search: null }, errors: refused, ran: [] });
    expect(await ask('{ find search(by: { first: "x" }) }')).toEqual({ data: { find: 'found', search: 'found' }, errors: undefined, ran: ['find', 'search'] });
  });
});

describe('without an agreement', () => {
  it('nothing of the root is answered but what outlives it, should a request come this far', async () => {
    const schema = sealSchema(tiny({
      sealNotices: field(GraphQLString, [OPEN], { resolve: () => 'a notice' }), withdrawalNotices: field(GraphQLString, [OPEN], { resolve: () => 'a notice' }),
      emergencyAlerts: field(GraphQLString, [OPEN], { resolve: () => 'an alert' }), case: field(GraphQLString, [OPEN], { resolve: () => 'a case' }),
      me: field(GraphQLString, [CALLER], { resolve: () => 'the caller' }),
    }));
    const ask = (agreementLapsed?: true) => execute({
      schema, document: parse('{ sealNotices withdrawalNotices emergencyAlerts case me }'), contextValue: { access: { caller: { role: 'PROVIDER' }, ...(agreementLapsed && { agreementLapsed }) } },
    });
    const notices = { sealNotices: 'a notice', withdrawalNotices: 'a notice', emergencyAlerts: 'an alert' };
    const { data, errors } = await ask(true);
    expect({ ...data }).toEqual({ ...notices, case: null, me: null });
    expect(errors?.map(({ message, path }) => [message, path])).toEqual(['case', 'me'].map((name) => ['No agreement in force of the caller\'s agency covers this purpose.', [name]]));
    expect({ ...(await ask()).data }).toEqual({ ...notices, case: 'a case', me: 'the caller' });
  });

  it('what outlives it is there, and is for the roles of notices alone', () => {
    const { schema } = buildSealedSchema();
    for (const coordinate of OUTLIVES_AGREEMENT) {
      const [root, name] = coordinate.split('.') as ['Query' | 'Mutation', string];
      const found = (root === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields()[name];
      expect([SEAL_NOTICES, WITHDRAWAL_NOTICES, EMERGENCY_ALERTS], coordinate).toContain(classificationOf(found as never));
    }
  });
});

describe('an interface', () => {
  it('resolves its type by the name the view bears, at once', () => {
    const named = new GraphQLInterfaceType({ name: 'Named', fields: { name: field(GraphQLString, [NAME]) }, resolveType: async () => 'Somebody' });
    const person = new GraphQLObjectType({ name: 'Person', interfaces: [named], fields: { name: field(GraphQLString, [NAME]) } });
    const schema = sealSchema(new GraphQLSchema({ types: [person], query: new GraphQLObjectType({ name: 'Query', fields: { named: field(named, [ADMITTED]) } }) }));
    const type = schema.getType('Named') as GraphQLInterfaceType;
    expect(type.resolveType?.({ __typename: 'Person' }, null, null as never, type)).toBe('Person');
  });
});
