import {
  GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema, GraphQLString,
  type GraphQLFieldConfig, type GraphQLInputFieldConfig, type GraphQLOutputType,
} from 'graphql';
import { inCategory, type Classification } from '../../src/law/classification.js';
import type { CellDecision, Decision } from '../../src/policy/decision.js';
import { CLASSIFIED, REVEALS, type Reveals } from '../../src/schema/classified.js';
import { SchemaNotSealedError, sealSchema } from '../../src/schema/seal.js';
import type { Category } from '../../src/law/category.js';

type TinyField = GraphQLFieldConfig<unknown, { readonly decision: Decision }>;

export const NAME = inCategory('IDENTITY_CORE', 'FULL', 'WIC_10850');
export const REPORTER = inCategory('REPORTER_IDENTITY', 'FULL', 'PC_11167');

/** A field with the laws told, each declared once, and what its arguments reveal. */
export function field(
  type: GraphQLOutputType, laws: readonly Classification[], more: Partial<TinyField> & { readonly reveals?: Record<string, Reveals> } = {},
): TinyField {
  const { reveals = {}, ...rest } = more;
  const declared = Object.fromEntries(laws.map((law, at) => [`${CLASSIFIED}T${at}.f`, law]));
  return { type, ...rest, extensions: { ...declared, [REVEALS]: reveals } };
}

export function inputOf(name: string, fields: Readonly<Record<string, Partial<GraphQLInputFieldConfig> & { readonly reveals?: Reveals }>>): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name,
    fields: Object.fromEntries(Object.entries(fields).map(([key, { reveals, ...config }]) => (
      [key, { type: GraphQLString, ...config, extensions: reveals === undefined ? {} : { [REVEALS]: reveals } }]))),
  });
}

/** A schema of one query type with these fields, not sealed. */
export function tiny(fields: Readonly<Record<string, TinyField>>): GraphQLSchema {
  return new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) });
}

/** What keeps a schema from being sealed. */
export function problemsOf(schema: GraphQLSchema): readonly string[] {
  try {
    sealSchema(schema);
    return [];
  } catch (fault) {
    if (fault instanceof SchemaNotSealedError) return fault.problems;
    throw fault;
  }
}

/** A decision that releases the categories told, whole, and nothing else. */
export function releasing(...categories: readonly Category[]): Decision {
  return {
    decisionId: 'decision', subjectId: 'subject', policyVersion: 'policy', asOf: '2026-03-01T20:00:00.000Z' as Decision['asOf'], role: 'PROVIDER',
    permits: (category) => categories.includes(category), permitsRow: (category) => categories.includes(category),
    rowsReleased: (category) => (categories.includes(category) ? null : []), releasesMinorConsented: () => false, carries: false, inOwnCounty: false, admits: true, cells: [] as readonly CellDecision[], investigatedReferrals: [], validUntil: null,
  };
}
