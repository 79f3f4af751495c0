import { describe, expect, it } from 'vitest';
import { AGENCY_KINDS } from '../../src/law/agreement.js';
import { CELLS, type Cell } from '../../src/law/category-regimes.js';
import type { Agency } from '../../src/model/agency.js';
import { lawsOfServices, SERVICE_CATEGORIES, termsFault } from '../../src/policy/history-terms.js';
import { agency } from './people.js';

const TERMS = { consentedBy: 'PARENT', minorsOwnCare: false, stores: true, endpoint: null } as const;
const faultOf = (of: Agency, ...cells: readonly Cell[]) => termsFault(of, { ...TERMS, cells });

describe('terms of service histories', () => {
  it('take of each class of agency what its own law has it keep of services, and nothing else', () => {
    const taken = Object.fromEntries(AGENCY_KINDS.map((kind) =>
      [kind, CELLS.filter((cell) => faultOf(agency(kind), cell) === null).map(({ category, regime }) => `${category} ${regime}`)]));
    expect(taken['SUBSTANCE_USE_PROGRAM']).toEqual(['SUBSTANCE_USE_PART2 PART2']);
    expect(taken['EDUCATION']).toEqual(['EDUCATION FERPA']);
    expect([taken['TRAFFICKING_SERVICES'], taken['LAW_ENFORCEMENT'], taken['PROSECUTOR'], taken['PERSON_PORTAL']]).toEqual([[], [], [], []]);
    expect(taken['MENTAL_HEALTH']).toEqual(expect.arrayContaining(['MENTAL_HEALTH LPS', 'GENERAL_MEDICAL CMIA']));
    for (const kind of AGENCY_KINDS) {
      const allowed = CELLS.filter(({ category, regime }) => SERVICE_CATEGORIES.includes(category) && lawsOfServices(agency(kind)).includes(regime));
      expect([kind, taken[kind]!.filter((cell) => !allowed.some(({ category, regime }) => cell === `${category} ${regime}`))]).toEqual([kind, []]);
    }
  });

  it('have whatever a Part 2 programme holds under Part 2, of whichever class it is', () => {
    const clinic: Agency = { ...agency('MENTAL_HEALTH'), regimeStatus: 'PART2_PROGRAM' };
    expect(CELLS.filter((cell) => faultOf(clinic, cell) === null)).toEqual([{ category: 'SUBSTANCE_USE_PART2', regime: 'PART2' }]);
  });

  it('say what is to be mended', () => {
    const clinic = agency('MENTAL_HEALTH');
    const cells: readonly Cell[] = [{ category: 'MENTAL_HEALTH', regime: 'LPS' }];
    expect([
      termsFault(agency('TRAFFICKING_SERVICES'), { ...TERMS, cells: [] }), termsFault(clinic, { ...TERMS, cells: [] }), termsFault(clinic, { ...TERMS, cells: [...cells, ...cells] }),
      termsFault(clinic, { ...TERMS, cells, consentedBy: 'MINOR' }), termsFault(clinic, { ...TERMS, cells, stores: false }),
      termsFault(clinic, { ...TERMS, cells, consentedBy: 'MINOR', minorsOwnCare: true, stores: false, endpoint: 'https://clinic.example' }),
    ]).toEqual(['PRIVILEGED', 'NO_CELL', 'NO_CELL', 'MINORS_CARE', 'NO_WAY_IN', null]);
  });
});
