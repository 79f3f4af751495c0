import { countyDay, localDate, type Instant } from '../kernel/dates.js';
import type { Purpose } from '../law/purpose.js';
import { reportTable } from '../law/programme-tables.js';
import type { ReportPeriod, ReportScope } from '../model/program-report.js';
import type { AccessContext } from './access-context.js';

/** What the report is for: the administration of the programme, and the running of the gateway that makes it. */
const REPORT_PURPOSES: readonly Purpose[] = ['CHILD_WELFARE', 'OPERATIONS'];

/** Says whether the purpose is one that the report serves. */
export function mayAskForReport({ purpose }: Pick<AccessContext, 'purpose'>): boolean {
  return REPORT_PURPOSES.includes(purpose);
}

/** Says whether the caller may freeze and sign tables: the State's staff, identified by more than a password. */
export function maySignReport({ caller }: AccessContext): boolean {
  return caller.role === 'STATE' && caller.credential === 'VERIFIED';
}

/** The day on which nothing more can come into the period. */
export function dayAfterPeriod({ year, quarter }: ReportPeriod): ReturnType<typeof localDate> {
  const [ends, month] = quarter === null || quarter === 4 ? [year + 1, 1] : [year, 3 * quarter + 1];
  return localDate(`${ends}-${String(month).padStart(2, '0')}-01`, 'period');
}

/** The first year that a report can be of: the grid is kept since 2016, and what was moved into it is older. */
const FIRST_YEAR = 2000;

/** What keeps a table from being counted, by the field to blame; null: nothing does. */
export function reportScopeFault({ table, county, period }: ReportScope, asOf: Instant): { readonly field: string; readonly says: string } | null {
  const { year, quarter, years } = period;
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > Number(asOf.slice(0, 4))) return { field: 'period.year', says: `is a year from ${FIRST_YEAR} to this one.` };
  if (quarter !== null && (!Number.isInteger(quarter) || quarter < 1 || quarter > 4)) return { field: 'period.quarter', says: 'is 1 to 4.' };
  if (years !== 1 && years !== 4) return { field: 'period.years', says: 'is 1 or 4.' };
  if (years === 4 && quarter !== null) return { field: 'period.quarter', says: 'is of one year.' };
  // Four years that overlap others in part would tell of the years between by their difference.
  if (years === 4 && year % 4 !== 0) return { field: 'period.year', says: 'ends four years when it can be divided by four.' };
  if (county !== null && !reportTable(table).ofCounties) return { field: 'county', says: 'is not for this table, which is of the whole State alone.' };
  return countyDay(asOf) < dayAfterPeriod(period) ? { field: 'period', says: 'is not over.' } : null;
}
