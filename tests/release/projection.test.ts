import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../src/kernel/invariant.js';
import { ADMITTED, CALLER, OPEN, byRow, inCategory, operations } from '../../src/law/classification.js';
import { compileProjection, mayRelease, type FieldLaw } from '../../src/release/projection.js';
import { decisionOf, isReleasedView, releasedView } from '../../src/release/released-view.js';
import { SUBJECT } from '../policy/people.js';
import { decisionThat } from './decisions.js';

const law = (field: string, classification: FieldLaw['classification']): FieldLaw => ({ field, coordinate: `Youth.${field}`, classification });
const FIELDS: readonly FieldLaw[] = [
  law('firstName', inCategory('IDENTITY_CORE', 'MINIMUM', 'WIC_10850')), law('lastName', inCategory('IDENTITY_CORE', 'FULL', 'WIC_10850')),
  law('narrative', inCategory('EXPLOITATION_DETAIL', 'NARRATIVE', 'PC_293')), law('minorParent', inCategory('REPRODUCTIVE_HEALTH', 'FULL', 'FAM_6925')),
  law('id', ADMITTED), law('system', OPEN), law('service', byRow(['MENTAL_HEALTH'], 'WIC_5328')),
  law('log', operations(['COUNTY_WORKER'], 'WIC_10850')), law('who', CALLER),
];
const ROW = {
  firstName: 'Ana', lastName: 'Synthetic', narrative: 'words', minorParent: true, id: 'id', system: 'urn:x', service: 'therapy', log: 'log', who: 'who',
  clientKey: '0000000001',
};
const project = compileProjection(FIELDS);

describe('the projection of a row', () => {
  it('keeps what the decision releases and drops the rest, not only hides it', () => {
    const view = project(ROW, decisionThat([{ category: 'IDENTITY_CORE', extent: 'MINIMUM' }]));
    expect(view).toEqual({ firstName: 'Ana', id: 'id', system: 'urn:x', service: 'therapy' });
    expect(Object.getOwnPropertyNames(view).sort()).toEqual(['firstName', 'id', 'service', 'system']);
  });

  it('takes a further extent for less and less for no further extent', () => {
    const of = (extent: 'MINIMUM' | 'FULL' | 'NARRATIVE') => Object.keys(project(ROW, decisionThat([{ category: 'IDENTITY_CORE', extent }, { category: 'EXPLOITATION_DETAIL', extent }])));
    expect([of('MINIMUM').includes('lastName'), of('FULL').includes('lastName'), of('FULL').includes('narrative'), of('NARRATIVE').includes('narrative')])
      .toEqual([false, true, false, true]);
  });

  it('releases a field beyond the extent that a consent names, and no other', () => {
    const view = project(ROW, decisionThat([{ category: 'IDENTITY_CORE', extent: 'MINIMUM', fields: ['Youth.lastName'] }]));
    expect(view).toMatchObject({ firstName: 'Ana', lastName: 'Synthetic' });
    expect('minorParent' in view).toBe(false);
  });

  it('asks for the regime of the row', () => {
    const decision = decisionThat([{ category: 'REPRODUCTIVE_HEALTH', regime: 'CMIA' }]);
    expect(['minorParent' in project(ROW, decision), 'minorParent' in project(ROW, decision, 'CMIA'), 'minorParent' in project(ROW, decision, 'UNLABELLED')])
      .toEqual([false, true, false]);
  });

  it('has no place for what is not of a record', () => {
    expect([CALLER, operations(['COUNTY_WORKER'], 'WIC_10850')].map((one) => mayRelease(one, decisionThat([{ category: 'IDENTITY_CORE' }]), 'CHILD_WELFARE', 'X.y')))
      .toEqual([false, false]);
  });
});

describe('a released view', () => {
  const decision = decisionThat([{ category: 'IDENTITY_CORE' }]);
  const view = releasedView({ lastName: 'Synthetic' }, decision);

  it('carries its decision and its subject, and shows neither when it is written out', () => {
    expect([decisionOf(view) === decision, view.subjectId, JSON.stringify(view), Object.keys(view)]).toEqual([true, SUBJECT, '{"lastName":"Synthetic"}', ['lastName']]);
  });

  it('cannot be forged: not by shape, by copy, by JSON, nor by a symbol of the same name', () => {
    const forged = [
      { ...view }, JSON.parse(JSON.stringify(view)), { lastName: 'x', subjectId: SUBJECT, decision }, { [Symbol('decision')]: decision }, { [Symbol.for('decision')]: decision },
      structuredClone(view), null, undefined, 'view', 7,
    ];
    expect(forged.map(isReleasedView)).toEqual(forged.map(() => false));
    for (const one of forged) expect(() => decisionOf(one)).toThrow(InvariantError);
  });

  it('cannot be given another decision or subject', () => {
    expect(() => releasedView(view, decisionThat([{ category: 'MENTAL_HEALTH', regime: 'LPS' }]))).toThrow(TypeError);
    expect(() => Object.assign(view, { subjectId: 'another' })).toThrow(TypeError);
    expect(decisionOf(view)).toBe(decision);
  });
});
