import { describe, expect, it } from 'vitest';
import { CATEGORY_FACTS } from '../../src/law/category.js';
import { explain, type Audience } from '../../src/policy/explain.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import type { Facts } from '../../src/policy/facts.js';
import { remedyFor, statedAuthorities, statedReason } from '../../src/policy/remedies.js';
import { agency, asking, assignment, consentFor, facts, refusal, seat } from './people.js';
import { POLICY, decided } from './released.js';

const SHELTER = agency('COMMUNITY_PROVIDER');
const explained = (context: AccessContext, about: Facts, audience: Audience = 'CALLER') =>
  explain(context, about, decided(context, about), { policy: POLICY, audience });

describe('an explanation for the caller', () => {
  it('names no concealed category that is not released', () => {
    const explanation = explained(asking('PROVIDER'), facts({ consents: [consentFor(SHELTER)] }));
    const concealed = explanation.categories.filter((one) => CATEGORY_FACTS[one.category].whenWithheld === 'conceal');
    expect(concealed.map((one) => [one.category, one.released])).toEqual([['SUBSTANCE_USE_PART2', true]]);
    expect(explanation.text).not.toContain(CATEGORY_FACTS.HIV.title);
  });

  it('sounds the same for a refusal, a revoked consent and none at all', () => {
    const withheld = (consents: Facts['consents']) => {
      const { categories } = explained(asking('PROVIDER'), facts({ consents: [consentFor(SHELTER, { id: 'kept', categories: ['LOCATION'] }), ...consents] }));
      return categories.find((one) => one.category === 'MENTAL_HEALTH');
    };
    const none = withheld([]);
    expect(none).toMatchObject({ released: false, reason: 'NO_BASIS', rules: [], plain: [] });
    expect(none?.remedy).toContain('an authorization naming your agency for mental health');
    expect(withheld([refusal({ categories: ['MENTAL_HEALTH'] })])).toEqual(none);
    expect(withheld([consentFor(SHELTER, { status: 'REVOKED' })])).toEqual(none);
  });

  it('tells in plain words what a release rests on', () => {
    const explanation = explained(asking('COUNTY_WORKER'), facts({ assignments: [assignment()] }));
    const one = explanation.categories.find((cell) => cell.category === 'CASE_FACTS');
    expect(one).toEqual({
      category: 'CASE_FACTS', categoryId: 'C04', title: 'Child-welfare case facts', regime: 'CHILD_WELFARE', released: true,
      extent: 'NARRATIVE', basis: 'AGENCY', reason: null, remedy: null, rules: ['R-01.CW.RECORD', 'O.ALWAYS'],
      plain: [
        'A worker of the county agency reads the agency\'s record of a youth whose case is his or his county\'s.',
        'Every release is recorded and accounted for, and its labels stay with it.',
      ],
      authorities: ['CFR_45_164_528', 'USC_42_671_A_8', 'WIC_10850', 'WIC_827'], obligations: ['MIN_NECESSARY', 'ACCOUNTING', 'PERSIST_LABELS'],
      validUntil: null, concealed: false,
    });
    expect(explanation.text).toMatch(/^Released for: care and case management\. Identity core; Location and contact; /);
  });

  it('shows no consents and no checks', () => {
    expect(explained(asking('PROVIDER'), facts({ consents: [consentFor(SHELTER, { status: 'SUSPENDED' })] })).consents).toEqual([]);
  });
});

describe('an explanation of another caller', () => {
  const treated = facts({ assignments: [assignment()], consents: [consentFor(SHELTER, { categories: ['CASE_FACTS', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2'] })] });
  const provider = asking('PROVIDER');
  const toldTo = (purpose: 'CHILD_WELFARE' | 'CARE_COORDINATION', about: Facts) => explain(provider, null, decided(provider, about), {
    policy: POLICY, audience: 'COUNSEL', asker: decided(asking('COUNTY_WORKER', { purpose }), about),
  });
  const cell = (explanation: ReturnType<typeof toldTo>, category: string) => explanation.categories.find((one) => one.category === category && one.regime === 'CHILD_WELFARE');

  it('tells what is released of what the asker himself is released', () => {
    expect(cell(toldTo('CHILD_WELFARE', treated), 'CASE_FACTS')).toMatchObject({ released: true, basis: 'CONSENT' });
    expect(cell(toldTo('CARE_COORDINATION', treated), 'MENTAL_HEALTH')).toMatchObject({ released: true, basis: 'CONSENT' });
  });

  it('tells of the rest only what stands without a record', () => {
    const told = toldTo('CHILD_WELFARE', treated);
    expect(cell(told, 'MENTAL_HEALTH')).toMatchObject({
      released: false, extent: null, basis: null, reason: 'NO_BASIS', rules: [], plain: [], obligations: [], validUntil: null,
    });
    const without = toldTo('CHILD_WELFARE', facts({ assignments: [assignment()], consents: [consentFor(SHELTER, { categories: ['CASE_FACTS'] })] }));
    expect(told).toEqual(without);
    expect(told.categories.some((one) => one.category === 'SUBSTANCE_USE_PART2')).toBe(false);
    expect(told.text).not.toContain(CATEGORY_FACTS.SUBSTANCE_USE_PART2.title);
  });
});

describe('an explanation for counsel', () => {
  it('shows what decided, the concealed categories, and the consents that fail with their checks', () => {
    const about = facts({ seats: [seat(SHELTER)], consents: [consentFor(SHELTER, { status: 'SUSPENDED', documentHash: null })] });
    const explanation = explained(asking('PROVIDER'), about, 'COUNSEL');
    expect(explanation.consents).toEqual([{
      consent: 'consent-1@1', status: 'SUSPENDED', failed: [
        { check: 'K05', plain: 'The consent stands as active at the moment of use.' },
        { check: 'K27', plain: 'The signed document is on file, its hash is recorded, and the image on file still has that hash.' },
      ],
    }]);
    expect(explanation.categories.find((one) => one.category === 'SUBSTANCE_USE_PART2'))
      .toMatchObject({ released: false, concealed: true, reason: 'CATEGORY_LAW', rules: ['R-45.C11.CONSENT'] });
    expect(explanation.categories).toHaveLength(decided(asking('PROVIDER'), about).cells.length);
  });
});

describe('the stated reason and remedy', () => {
  it.each([
    ['MENTAL_HEALTH', 'REPORTER_IDENTITY', 'FLOOR', 'Nothing opens it through this gateway.'],
    ['LAW_ENFORCEMENT', 'MENTAL_HEALTH', 'NO_BASIS', 'It opens by an order of the court that meets the standard of the category\'s own law, names your agency and is recorded with the county.'],
    ['CHILD_ADVOCACY_CENTER', 'CASE_FACTS', 'CATEGORY_LAW', 'Nothing opens it to your role through this gateway; ask the juvenile court or the county.'],
    ['MENTAL_HEALTH', 'THIRD_PARTY', 'NOT_RULED', 'Nothing opens it to your role through this gateway; ask the juvenile court or the county.'],
    ['MDT_MEMBER', 'IDENTITY_CORE', 'NO_BASIS', 'It opens by a live seat in the youth\'s multidisciplinary team, with protocol, agreement, training and verified identity, for team work.'],
    ['PARENT', 'LOCATION', 'NO_BASIS', 'It opens by your rights as parent or guardian of this minor, on file with the county, where no law or order keeps it from a parent.'],
    ['COURT', 'CASE_FACTS', 'NO_BASIS', 'It opens by a case of this youth before your court, on file with the county.'],
    ['FORMER_YOUTH', 'HIV', 'NO_BASIS', 'It opens by your own request for your own file.'],
  ] as const)('to %s of %s is %s', (role, category, reason, remedy) => {
    expect([statedReason(POLICY, role, category), remedyFor(POLICY, role, category)]).toEqual([reason, remedy]);
  });

  it('cites the law that closes, or the law that would open', () => {
    expect(statedAuthorities(POLICY, 'MENTAL_HEALTH', 'REPORTER_IDENTITY')).toEqual(['PC_11167']);
    expect(statedAuthorities(POLICY, 'MDT_MEMBER', 'LOCATION')).toEqual(['WIC_18951', 'WIC_830']);
  });
});
