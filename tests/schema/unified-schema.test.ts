import { readFileSync } from 'node:fs';
import { getNamedType, isEnumType, isInputObjectType, isInterfaceType, isNonNullType, isObjectType, isScalarType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { AUTHORITY_IDS } from '../../src/law/authority-ids.js';
import { buildSealedSchema, type SealedSchema } from '../../src/schema/build-schema.js';
import { printClassifiedSchema } from '../../src/schema/print.js';
import { classificationOf } from '../../src/schema/seal.js';

let sealed: SealedSchema;
beforeAll(() => { sealed = buildSealedSchema(); });

const types = () => Object.values(sealed.schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const fields = () => types().flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()).map((field) => ({ type, field })) : []));

describe('the unified schema', () => {
  it('is the committed schema.graphql, word for word', () => {
    expect(printClassifiedSchema(sealed.schema)).toBe(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
  });

  it('prints one law on every field and none on anything else', () => {
    const printed = printClassifiedSchema(sealed.schema);
    expect(printed.match(/@classified\(kind: "/g)).toHaveLength(fields().length);
  });

  it('has a law on every field, cites authorities that are in the register, and lets what is withheld be null', () => {
    for (const { type, field } of fields()) {
      const law = classificationOf(field as never);
      if (law.kind === 'category' || law.kind === 'row' || law.kind === 'operations') {
        expect(law.authorities.length, `${type.name}.${field.name}`).toBeGreaterThan(0);
        for (const id of law.authorities) expect(AUTHORITY_IDS).toContain(id);
      }
      if (law.kind === 'category') expect(isNonNullType(field.type), `${type.name}.${field.name}`).toBe(false);
    }
  });

  it('describes every type, field, argument, input field and value', () => {
    const silent = types().flatMap((type) => {
      const own = type.description || (isScalarType(type) && ['String', 'Int', 'Boolean', 'ID', 'Float'].includes(type.name)) || ['Query', 'Mutation', 'Subscription'].includes(type.name) ? [] : [type.name];
      if (isEnumType(type)) return own;
      if (isInputObjectType(type)) return [...own, ...Object.values(type.getFields()).filter(({ description }) => !description).map(({ name }) => `${type.name}.${name}`)];
      if (!isObjectType(type) && !isInterfaceType(type)) return own;
      return [...own, ...Object.values(type.getFields()).flatMap((field) => [
        ...(field.description ? [] : [`${type.name}.${field.name}`]), ...field.args.filter(({ description }) => !description).map(({ name }) => `${type.name}.${field.name}(${name}:)`),
      ])];
    });
    expect(silent).toEqual([]);
  });

  it('offers no total and no key of CWS/CMS', () => {
    const names = fields().map(({ field }) => field.name);
    expect(names.filter((name) => /total|count$|clientKey|referralKey|caseKey|recordKey|staffKey|subjectId/i.test(name))).toEqual([]);
  });

  it('has a projection for each type that holds a field of a youth', () => {
    const ofYouth = types().filter((type) => isObjectType(type) && Object.values(type.getFields()).some((field) => ['category', 'row'].includes(classificationOf(field as never).kind)));
    expect([...sealed.projections.keys()].toSorted()).toEqual(ofYouth.map(({ name }) => name).toSorted());
  });

  it('answers every list of a youth\'s records through connections or bounded relations, never a bare page of cases', () => {
    for (const { type, field } of fields()) {
      if (getNamedType(field.type).name !== 'Case') continue;
      expect(['Query.case', 'Query.caseByIdentifier', 'Query.caseOfEvent', 'Subscription.caseChanged', 'CaseEdge.node']).toContain(`${type.name}.${field.name}`);
    }
  });
});
