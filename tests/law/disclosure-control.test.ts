import { describe, expect, it } from 'vitest';
import { COUNTY_NUMBERS, COUNTY_POPULATION, STATE_POPULATION } from '../../src/law/county-population.js';
import { DISCLOSURE_CONTROLS, PUBLICATION_SCORES, scoreOn } from '../../src/law/disclosure-control.js';
import { REPORT_TABLES } from '../../src/law/programme-tables.js';
import type { ReportCell, ReportScope } from '../../src/model/program-report.js';
import { publicationScore } from '../../src/reports/score.js';

const cell = (number: number, row = 'VICTIM'): ReportCell => ({ row, column: null, state: 'TOLD', number, percent: null });
const scoreOf = (table: ReportScope['table'], county: string | null, period: ReportScope['period'], ...numbers: number[]) =>
  publicationScore({ table, county, period }, numbers.map((number) => cell(number)));
const YEAR = { year: 2025, quarter: null, years: 1 } as const;

describe('the publication scoring criteria', () => {
  it('score as the guideline\'s table has it, step by step', () => {
    const { events, ageRange, time, residence, otherVariable } = PUBLICATION_SCORES;
    expect([0, 10, 11, 99, 100, 999, 1_000].map((count) => scoreOn(events, count))).toEqual([7, 7, 5, 5, 3, 3, 2]);
    expect([1, 2, 3, 5, 6, 10, 11, 29, 30].map((years) => scoreOn(ageRange, years))).toEqual([7, 7, 5, 5, 3, 3, 2, 2, 1]);
    expect([1, 3, 6, 12, 24, 48, 60].map((months) => scoreOn(time, months))).toEqual([5, 4, 3, 0, -3, -3, -5]);
    expect([4_000, 20_000, 50_000, 100_000, 250_000, 560_000, 1_000_000, 2_000_000, 2_000_001].map((people) => scoreOn(residence, people)))
      .toEqual([7, 5, 4, 3, 1, 0, -1, -3, -5]);
    expect([2, 4, 5, 9, 10].map((groups) => scoreOn(otherVariable, groups))).toEqual([3, 3, 5, 5, 7]);
  });

  it('score the reference\'s own examples: 3 for seven in a county of 200,000, -8 for four years of a county of 1.6 million', () => {
    expect(scoreOf('VICTIMS', '09', YEAR, 7)).toBe(3);
    expect(scoreOf('VICTIMS', '34', { year: 2024, quarter: null, years: 4 }, 240)).toBe(-8);
  });

  it('take the smallest number told, the smallest county told and the highest score of each variable', () => {
    expect(scoreOf('VICTIMS_BY_AGE', '19', { year: 2025, quarter: 2, years: 1 }, 45, 1_200)).toBe(5 + 4 - 5 + 5 + 1);
    expect(publicationScore({ table: 'VICTIMS_BY_COUNTY', county: null, period: YEAR }, [cell(400, '19'), cell(20, '44')])).toBe(5 + 0 + 0 - 5);
    expect(scoreOf('RISK_FACTORS', null, YEAR, 900, 150)).toBe(3 + 0 - 5 + 5 + 1);
    expect(scoreOf('VICTIMS', '19', YEAR)).toBeNull();
  });
});

describe('the populations of the counties', () => {
  it('are those of the census: 58 that add up to the State', () => {
    expect(COUNTY_NUMBERS).toEqual(Array.from({ length: 58 }, (_, at) => String(at + 1).padStart(2, '0')));
    expect(COUNTY_NUMBERS.reduce((sum, county) => sum + COUNTY_POPULATION[county]!, 0)).toBe(STATE_POPULATION);
  });
});

describe('the tables of the report', () => {
  it('count what factors a youth has for the whole State alone, and name no group twice', () => {
    for (const { factors, ofCounties, rows, columns } of Object.values(REPORT_TABLES)) {
      expect(factors && ofCounties).toBe(false);
      for (const groups of [rows, columns ?? []]) expect(new Set(groups.map(({ word }) => word)).size).toBe(groups.length);
    }
  });

  it('have controls with ids of their own, each on an authority', () => {
    expect(DISCLOSURE_CONTROLS.map(({ id }) => id)).toEqual(Array.from({ length: 13 }, (_, at) => `D-${String(at + 1).padStart(2, '0')}`));
    expect(DISCLOSURE_CONTROLS.every(({ authorities }) => authorities.length > 0)).toBe(true);
  });
});
