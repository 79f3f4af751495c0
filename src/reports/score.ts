import { COUNTY_POPULATION, STATE_POPULATION } from '../law/county-population.js';
import { LARGEST_SMALL_COUNT, LARGEST_SMALL_DENOMINATOR, PUBLICATION_SCORES, scoreOn, SEX_SCORE } from '../law/disclosure-control.js';
import { NARROWEST_AGE_BAND, reportTable, type ReportTable } from '../law/programme-tables.js';
import type { ReportCell, ReportPeriod, ReportScope } from '../model/program-report.js';

const monthsOf = ({ quarter, years }: ReportPeriod): number => (quarter === null ? 12 * years : 3);

/** Residents of the smallest place of which the table tells a number. */
function residentsOf({ table, county }: ReportScope, told: readonly ReportCell[]): number {
  if (county !== null) return COUNTY_POPULATION[county]!;
  const counties = table === 'VICTIMS_BY_COUNTY' ? told.flatMap(({ row }) => (row === null ? [] : [COUNTY_POPULATION[row] ?? 0])) : [];
  return Math.min(STATE_POPULATION, ...counties);
}

function scoreOfVariable(variable: ReportTable['variables'][number], groups: number): number {
  switch (variable) {
    case 'AGE': return scoreOn(PUBLICATION_SCORES.ageRange, NARROWEST_AGE_BAND);
    case 'SEX': return SEX_SCORE;
    case 'OTHER': return scoreOn(PUBLICATION_SCORES.otherVariable, groups);
  }
}

/**
 * The sum of the publication scores of what a table tells; null when it tells no number. The smallest cell is the
 * smallest that is told: the guideline scores what is published. Authority: CALHHS_DDG.
 */
export function publicationScore(scope: ReportScope, cells: readonly ReportCell[]): number | null {
  const told = cells.filter(({ state }) => state === 'TOLD');
  if (told.length === 0) return null;
  const { variables, rows } = reportTable(scope.table);
  const smallest = Math.min(...told.map(({ number }) => number!));
  const interaction = variables.length === 0
    ? scoreOn(PUBLICATION_SCORES.eventsTimePlace, smallest) : scoreOn(PUBLICATION_SCORES.moreVariables, variables.length);
  return scoreOn(PUBLICATION_SCORES.events, smallest) + scoreOn(PUBLICATION_SCORES.time, monthsOf(scope.period))
    + scoreOn(PUBLICATION_SCORES.residence, residentsOf(scope, told)) + interaction
    + variables.reduce((sum, variable) => sum + scoreOfVariable(variable, rows.length), 0);
}

/**
 * Says whether a table passes the screen of numerator and denominator. Only one number over all residents of a place
 * can: of a group's own denominator nothing is known here. Authority: CALHHS_DDG.
 */
export function passesScreen(scope: ReportScope, cells: readonly ReportCell[]): boolean {
  const [only, ...more] = cells;
  return only?.state === 'TOLD' && more.length === 0 && only.number! > LARGEST_SMALL_COUNT && residentsOf(scope, cells) > LARGEST_SMALL_DENOMINATOR;
}
