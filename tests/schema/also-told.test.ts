import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Category } from '../../src/law/category.js';
import type { Classification } from '../../src/law/classification.js';
import { disclosedBy, type SelectedField } from '../../src/release/withheld.js';
import { buildSealedSchema } from '../../src/schema/build-schema.js';
import * as laws from '../../src/schema/laws.js';
import { classificationOf } from '../../src/schema/seal.js';
import { decisionThat } from '../release/decisions.js';

const { schema } = buildSealedSchema();

/** Every field of the schema whose value tells of more categories than its own. */
const TELLING: readonly SelectedField[] = Object.values(schema.getTypeMap()).filter(isObjectType).filter(({ name }) => !name.startsWith('__'))
  .flatMap((type) => Object.values(type.getFields()).map((field) => ({
    coordinate: `${type.name}.${field.name}`, classification: classificationOf(field as never), within: [],
  }))).filter(({ classification }) => classification.kind === 'category' && classification.also !== undefined);

const categoriesOf = (law: Classification): readonly Category[] => {
  if (law.kind === 'row') return law.categories;
  return law.kind === 'category' ? [law.category, ...(law.also ?? []).map(({ category }) => category)] : [];
};

describe('a field that tells of several categories', () => {
  it('is one of these', () => {
    expect(TELLING.map(({ coordinate, classification }) => `${coordinate} ${categoriesOf(classification).join(' ')}`).sort()).toEqual([
      'Case.absences CASE_FACTS CSEC_STATUS', 'Case.sb855Eligible CSEC_STATUS CASE_FACTS', 'Case.specialProjects CSEC_STATUS CASE_FACTS',
      'ScreeningFinding.agencyId CSEC_STATUS CASE_FACTS',
      'Youth.victimConfidentialityElected IDENTITY_CORE CSEC_STATUS',
    ]);
  });

  it.each(TELLING)('$coordinate is disclosed as all of them, and without what it needs as none', (field) => {
    const { classification } = field;
    if (classification.kind !== 'category') throw new Error('It is of a category.');
    const { category, also = [] } = classification;
    const all = decisionThat(categoriesOf(classification).map((one) => ({ category: one, extent: 'NARRATIVE' })));
    expect(disclosedBy([field], all)).toMatchObject({ released: [...categoriesOf(classification)].sort(), withheld: [] });
    const own = decisionThat([{ category, extent: 'NARRATIVE' }]);
    const needed = also.filter((one) => one.needed).map((one) => one.category);
    expect(disclosedBy([field], own)).toMatchObject({ released: needed.length > 0 ? [] : [category], withheld: needed });
  });

  it('is every one whose resolver asks for a category beside that of its law', () => {
    const folder = path.join(import.meta.dirname, '../../src/schema/resolvers');
    const undeclared = readdirSync(folder).flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split(/\n\}\n/)[0]!
      .split(/@Classified(?:Resolver|Query)\(/).slice(1).flatMap((method) => {
        const [law] = /^[A-Z_0-9]+/.exec(method) ?? [];
        const told = categoriesOf((laws as unknown as Record<string, Classification>)[law!] ?? { kind: 'open' });
        const asked = [...method.matchAll(/permits\('([A-Z_0-9]+)'/g)].map(([, category]) => category as Category);
        return asked.filter((category) => !told.includes(category)).map((category) => `${file} ${law} ${category}`);
      }));
    expect(undeclared).toEqual([]);
  });
});
