import { getNamedType, isInputObjectType, isInterfaceType, isObjectType, isUnionType, type GraphQLNamedType, type GraphQLSchema, type GraphQLType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSealedSchema } from '../../src/schema/build-schema.js';
import { classificationOf } from '../../src/schema/seal.js';
import { codeOf, sourcesUnder } from './sources.js';

const { schema, projections } = buildSealedSchema();
const QUESTIONS = ['programReport', 'programReports', 'programReportDrafts'] as const;
const CHANGES = ['requestProgramReport', 'signProgramReport'] as const;

/** Every type that an answer or an argument of these fields can hold, at any depth, through interfaces and unions too. */
function reached(from: GraphQLSchema, starts: readonly GraphQLNamedType[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const descend = (type: GraphQLNamedType): void => {
    if (seen.has(type.name)) return;
    seen.add(type.name);
    if (isInterfaceType(type) || isUnionType(type)) for (const possible of from.getPossibleTypes(type)) descend(possible);
    const below: readonly { readonly type: unknown }[] = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];
    for (const field of below) descend(getNamedType(field.type as GraphQLType) as GraphQLNamedType);
    if (isObjectType(type)) for (const face of type.getInterfaces()) descend(face);
  };
  starts.forEach(descend);
  return seen;
}

const fields = [...QUESTIONS.map((name) => schema.getQueryType()!.getFields()[name]!), ...CHANGES.map((name) => schema.getMutationType()!.getFields()[name]!)];
const answers = reached(schema, fields.map((field) => getNamedType(field.type) as GraphQLNamedType));
const asked = reached(schema, fields.flatMap(({ args }) => args.map((arg) => getNamedType(arg.type) as GraphQLNamedType)));

describe('the programme report', () => {
  it('has no path to a type that holds anything of a youth, nor to Node', () => {
    expect([...answers].filter((name) => projections.has(name))).toEqual([]);
    expect([...answers].filter((name) => /^(Case|Youth|Node|Referral|Consent|Placement|ServiceRecord)/.test(name))).toEqual([]);
    const laws = [...answers].flatMap((name) => {
      const type = schema.getType(name)!;
      return isObjectType(type) ? Object.values(type.getFields()).map((field) => classificationOf(field as never).kind) : [];
    });
    expect(new Set(laws)).toEqual(new Set(['operations', 'open', 'caller']));
  });

  it('takes no id: tables, counties, quarters and years, cursors, and the hash that is signed', () => {
    expect([...asked].toSorted()).toEqual([
      'Boolean', 'CountyCode', 'Int', 'ProgramPeriodInput', 'ProgramSignatureStep', 'ProgramTable', 'RequestProgramReportInput', 'SignProgramReportInput', 'String',
    ]);
    const names = [...asked].flatMap((name) => {
      const type = schema.getType(name)!;
      return isInputObjectType(type) ? Object.keys(type.getFields()) : [];
    });
    const args = fields.flatMap((field) => field.args.map(({ name }) => name));
    expect([...new Set([...names, ...args])].toSorted()).toEqual(['after', 'approve', 'county', 'first', 'hash', 'input', 'period', 'quarter', 'step', 'table', 'year', 'years']);
  });

  it('is reached from nothing but its own questions', () => {
    const holders = Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) && !type.name.startsWith('__')
      ? Object.values(type.getFields()).filter((field) => /^Program(Report|Cell)/.test(getNamedType(field.type).name) && !type.name.startsWith('Program')).map(({ name }) => `${type.name}.${name}`) : []));
    expect(holders.toSorted()).toEqual([...QUESTIONS.map((name) => `Query.${name}`), ...CHANGES.map((name) => `Mutation.${name}`)].toSorted());
  });

  it('knows in its own room no youth and no decision: neither their types nor their ids', () => {
    const sources = sourcesUnder('src/reports').concat(sourcesUnder('src/model').filter(({ file }) => file.endsWith('program-report.ts')));
    expect(sources.length).toBeGreaterThan(8);
    const told = sources.filter(({ text }) => /subjectId|subject_id|from '.*\/(youth|decision|facts|released-view|projection)\.js'/.test(codeOf(text)));
    expect(told.map(({ file }) => file)).toEqual([]);
  });
});
