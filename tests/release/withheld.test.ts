import { describe, expect, it } from 'vitest';
import { ADMITTED, byRow, inCategory, operations } from '../../src/law/classification.js';
import type { Category } from '../../src/law/category.js';
import { disclosedBy, withheldNotices, type SelectedField } from '../../src/release/withheld.js';
import { decisionThat } from './decisions.js';

const field = (coordinate: string, classification: SelectedField['classification'], ...within: string[]): SelectedField => ({ coordinate, classification, within });
const remedy = (category: Category) => ({ reason: 'NO_BASIS', remedy: `ask for ${category}` });
const IDENTITY = inCategory('IDENTITY_CORE', 'FULL', 'WIC_10850');
const CASE = inCategory('CASE_FACTS', 'FULL', 'WIC_10850');
const NARRATIVE = inCategory('EXPLOITATION_DETAIL', 'NARRATIVE', 'PC_293');
const REPORTER = inCategory('REPORTER_IDENTITY', 'FULL', 'PC_11167');
const SERVICES = byRow(['CASE_FACTS', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2'], 'WIC_10850', 'CFR_42_2');
const NOTHING = decisionThat([]);
const coordinates = (fields: readonly SelectedField[], ...decisions: Parameters<typeof decisionThat>[0][]): readonly string[] =>
  withheldNotices(fields, decisions.map((permits) => decisionThat(permits)), remedy).map(({ coordinate, category }) => `${coordinate} ${category}`);

describe('withheld notices', () => {
  it('name a coordinate once, however many youths it is withheld of', () => {
    expect(withheldNotices([field('Youth.lastName', IDENTITY)], [NOTHING, NOTHING, decisionThat([{ category: 'IDENTITY_CORE' }])], remedy)).toEqual([
      { coordinate: 'Youth.lastName', category: 'IDENTITY_CORE', reason: 'NO_BASIS', authorities: ['WIC_10850'], remedy: 'ask for IDENTITY_CORE' },
    ]);
  });

  it('are none where everything asked for is released', () => {
    expect(coordinates([field('Youth.lastName', IDENTITY)], [{ category: 'IDENTITY_CORE' }])).toEqual([]);
  });

  it('never speak of a category that law conceals', () => {
    expect(coordinates([field('Referral.reporter', REPORTER), field('Youth.minorParent', inCategory('REPRODUCTIVE_HEALTH', 'FULL', 'FAM_6925'))], [])).toEqual([]);
  });

  it('are silent below a relation that is withheld, whether it is stated or concealed', () => {
    const fields = [
      field('Case.allegations', CASE), field('Allegation.type', CASE, 'Case.allegations'), field('Allegation.locationNarrative', NARRATIVE, 'Case.allegations'),
      field('Referral.reporter', REPORTER), field('Reporter.lastName', IDENTITY, 'Referral.reporter'),
    ];
    expect(coordinates(fields, [])).toEqual(['Case.allegations CASE_FACTS']);
    expect(coordinates(fields, [{ category: 'CASE_FACTS' }])).toEqual(['Allegation.locationNarrative EXPLOITATION_DETAIL']);
  });

  it('speak below a relation where another youth of the page has it released', () => {
    const fields = [field('Case.allegations', CASE), field('Allegation.locationNarrative', NARRATIVE, 'Case.allegations')];
    expect(coordinates(fields, [], [{ category: 'CASE_FACTS' }])).toEqual(['Allegation.locationNarrative EXPLOITATION_DETAIL', 'Case.allegations CASE_FACTS']);
  });

  it('name the list of rows once for each category that may be spoken of, and not its fields', () => {
    const fields = [field('Case.services', SERVICES), field('ServiceRecord.kind', SERVICES, 'Case.services'), field('ServiceRecord.startedOn', SERVICES, 'Case.services')];
    expect(coordinates(fields, [])).toEqual(['Case.services CASE_FACTS', 'Case.services MENTAL_HEALTH']);
    expect(coordinates(fields, [{ category: 'MENTAL_HEALTH', regime: 'LPS' }])).toEqual(['Case.services CASE_FACTS']);
  });

  it('say nothing of fields that are of no category', () => {
    expect(coordinates([field('Case.id', ADMITTED), field('Case.consents', operations(['COUNTY_WORKER'], 'WIC_10850'))], [])).toEqual([]);
  });
});

describe('what a decision does with a document', () => {
  it('names each category on one side only, and the cells that the released ones rest on', () => {
    const decision = decisionThat([{ category: 'IDENTITY_CORE', extent: 'MINIMUM' }, { category: 'MENTAL_HEALTH', regime: 'LPS' }, { category: 'LOCATION' }]);
    const fields = [field('Youth.firstName', inCategory('IDENTITY_CORE', 'MINIMUM', 'WIC_10850')), field('Youth.lastName', IDENTITY), field('Case.services', SERVICES)];
    const { released, withheld, used } = disclosedBy(fields, decision);
    expect({ released, withheld, used: used.map(({ category, regime }) => `${category} ${regime}`) }).toEqual({
      released: ['IDENTITY_CORE', 'MENTAL_HEALTH'], withheld: ['CASE_FACTS', 'SUBSTANCE_USE_PART2'], used: ['IDENTITY_CORE CHILD_WELFARE', 'MENTAL_HEALTH LPS'],
    });
  });
});
