import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LocalDate } from '../../../src/kernel/dates.js';
import { identityMatch, POSSIBLE_FROM, PROBABLE_FROM, WEIGHTS, type Described } from '../../../src/policy/crosswalk/identity-match.js';
import { matchKeys } from '../../../src/policy/crosswalk/match-keys.js';
import { nameLikeness } from '../../../src/policy/crosswalk/names-alike.js';

const person = (firstName: string | null, lastName: string | null, bornOn: string | null, sex: Described['sex'] = 'F'): Described =>
  ({ names: [{ firstName, lastName }], bornOn: bornOn as LocalDate | null, sex });
const MARIA = person('Maria', 'Sanchez', '2010-03-07');

const name = fc.option(fc.oneof(fc.constantFrom('Maria', 'María', 'Mariah', 'Ana', 'Katherine', 'Catherine', 'Sanchez', 'Sanches', 'Garcia-Lopez', 'Garcia', 'M', '', '-', '李'), fc.string({ maxLength: 12 })));
const described: fc.Arbitrary<Described> = fc.record({
  names: fc.array(fc.record({ firstName: name, lastName: name }), { maxLength: 3 }),
  bornOn: fc.option(fc.constantFrom('2010-03-07', '2010-07-03', '2011-03-07', '2009-12-31') as fc.Arbitrary<LocalDate>),
  sex: fc.constantFrom('F', 'M', 'I', 'U', null),
});

describe('two names', () => {
  test.each([
    ['María', 'maria', 'SAME'], ["O'Neil", 'Oneil', 'SAME'], ['Mary Ann', 'MaryAnn', 'SAME'], ['Garcia-Lopez', 'Garcia', 'PART'], ['Catherine', 'Katherine', 'PHONETIC'],
    ['Jackson', 'Jacksen', 'PHONETIC'], ['Hernandez', 'Fernandez', 'CLOSE'], ['Ana', 'Eva', 'OTHER'], ['Lee', 'Li', 'PHONETIC'], ['M', 'Maria', 'INITIAL'], ['Maria', null, 'UNKNOWN'],
    ['Maria', ' - ', 'UNKNOWN'], ['李', '王', 'OTHER'], ['Torres', 'Nguyen', 'OTHER'],
  ] as const)('%s and %s are %s', (one, other, expected) => {
    expect([nameLikeness(one, other), nameLikeness(other, one)]).toEqual([expected, expected]);
  });
});

describe('two descriptions', () => {
  test('tell what each feature weighs, and are graded by the sum', () => {
    expect(identityMatch(MARIA, person('Maria', 'Sanches', '2010-07-03', null))).toEqual({
      grade: 'POSSIBLE', weight: 17, features: [
        { feature: 'LAST_NAME', likeness: 'PHONETIC', weight: 4 }, { feature: 'FIRST_NAME', likeness: 'SAME', weight: 6 },
        { feature: 'BIRTH_DATE', likeness: 'DAY_AND_MONTH_SWAPPED', weight: 7 }, { feature: 'SEX', likeness: 'UNKNOWN', weight: 0 },
      ],
    });
  });

  test.each([
    ['of the same', MARIA, 'PROBABLE'], ['without birth date', person('Maria', 'Sanchez', null), null], ['of a digit less', person('Maria', 'Sanchez', '2010-03-08'), 'POSSIBLE'], ['by a nickname and the birth date', person('Mia', 'Sanchez', '2010-03-07'), 'POSSIBLE'],
    ['married', person('Maria', 'Nguyen', '2010-03-07'), 'POSSIBLE'], ['a twin', person('Lucia', 'Sanchez', '2010-03-07'), 'POSSIBLE'], ['a twin brother', person('Pedro', 'Sanchez', '2010-03-07', 'M'), null],
    ['of another birth date', person('Maria', 'Sanchez', '2008-11-21'), null], ['of the birth date alone', person(null, null, '2010-03-07'), null],
    ['of other names', person('Lucia', 'Nguyen', '2010-03-07'), null], ['of nothing', person(null, null, null, null), null],
  ] as const)('%s are graded %s', (_, other, grade) => {
    expect(identityMatch(MARIA, other).grade).toBe(grade);
  });

  test('are compared by the nearest of their names', () => {
    const known: Described = { ...MARIA, names: [{ firstName: 'Candy', lastName: null }, ...MARIA.names] };
    expect(identityMatch(known, MARIA)).toEqual(identityMatch(MARIA, MARIA));
  });

  test('stand to each other the same way round', () => {
    fc.assert(fc.property(described, described, (one, other) => {
      expect(identityMatch(one, other)).toEqual(identityMatch(other, one));
    }), { numRuns: 2_000 });
  });

  test('weigh no more for a name that is farther, and nothing for what is not known', () => {
    fc.assert(fc.property(described, described, (one, other) => {
      const { features, weight, grade } = identityMatch(one, other);
      expect(features.reduce((sum, feature) => sum + feature.weight, 0)).toBe(weight);
      expect(features.filter(({ likeness }) => likeness === 'UNKNOWN').every((feature) => feature.weight === 0)).toBe(true);
      expect(grade === null).toBe(weight < POSSIBLE_FROM);
      if (one.names.length > 0) expect(identityMatch({ ...one, bornOn: null }, other).features.slice(0, 2)).toEqual(features.slice(0, 2));
    }));
    expect(WEIGHTS.lastName.SAME).toBeGreaterThan(WEIGHTS.lastName.PART);
  });

  test('that are probable share a key, so that they are compared at all', () => {
    fc.assert(fc.property(described, described, (one, other) => {
      if (identityMatch(one, other).weight < PROBABLE_FROM) return;
      const keys = matchKeys(other);
      expect(matchKeys(one).some((key) => keys.includes(key))).toBe(true);
    }), { numRuns: 2_000 });
  });
});
