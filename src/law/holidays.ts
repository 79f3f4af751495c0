/**
 * The days on which California's courts and public offices are closed, as rules, so that no table of years runs out.
 * They are the judicial holidays: of the days that Gov. Code 6700 names, those on which business is not done. Admission
 * Day, Columbus Day, Good Friday and the days that 6700 lets an employee elect close no office, and are not among them:
 * a day too many would give a duty a day too much. Authority: CCP_135, GOV_6700.
 */
export interface HolidayRule {
  readonly name: string;
  /** A day of a month; or the n-th weekday of it, the last where `nth` is -1. Weekdays count from Monday, 1. */
  readonly on: { readonly month: number; readonly day: number } | { readonly month: number; readonly nth: number; readonly weekday: number };
  /** Days after that day. */
  readonly plusDays?: number;
  /** The first year in which the courts kept it. */
  readonly since?: number;
}

export const JUDICIAL_HOLIDAYS: readonly HolidayRule[] = [
  { name: 'New Year\'s Day', on: { month: 1, day: 1 } },
  { name: 'Dr. Martin Luther King Jr. Day', on: { month: 1, nth: 3, weekday: 1 } },
  { name: 'Lincoln\'s Birthday', on: { month: 2, day: 12 } },
  { name: 'Presidents\' Day', on: { month: 2, nth: 3, weekday: 1 } },
  { name: 'Cesar Chavez Day', on: { month: 3, day: 31 } },
  { name: 'Memorial Day', on: { month: 5, nth: -1, weekday: 1 } },
  { name: 'Juneteenth', on: { month: 6, day: 19 }, since: 2022 },
  { name: 'Independence Day', on: { month: 7, day: 4 } },
  { name: 'Labor Day', on: { month: 9, nth: 1, weekday: 1 } },
  { name: 'Native American Day', on: { month: 9, nth: 4, weekday: 5 }, since: 2022 },
  { name: 'Veterans Day', on: { month: 11, day: 11 } },
  { name: 'Thanksgiving Day', on: { month: 11, nth: 4, weekday: 4 } },
  { name: 'Day after Thanksgiving', on: { month: 11, nth: 4, weekday: 4 }, plusDays: 1 },
  { name: 'Christmas Day', on: { month: 12, day: 25 } },
];
