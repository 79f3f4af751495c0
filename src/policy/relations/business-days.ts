import { localDate, plusDays, type LocalDate } from '../../kernel/dates.js';
import { JUDICIAL_HOLIDAYS, type HolidayRule } from '../../law/holidays.js';

const SATURDAY = 6;
const SUNDAY = 7;

/** The weekday of a day: Monday 1 to Sunday 7. */
function weekdayOf(day: LocalDate): number {
  // The first of 1970 was a Thursday.
  const days = Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  return ((days + 3) % 7 + 7) % 7 + 1;
}

const dated = (year: number, month: number, day: number): LocalDate =>
  localDate(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

/** The day that a rule names in a year, before it is moved off a weekend. */
function dayOfRule({ on, plusDays: after = 0 }: HolidayRule, year: number): LocalDate {
  if ('day' in on) return plusDays(dated(year, on.month, on.day), after);
  if (on.nth > 0) {
    const first = dated(year, on.month, 1);
    return plusDays(first, ((on.weekday - weekdayOf(first) + 7) % 7) + (on.nth - 1) * 7 + after);
  }
  const last = plusDays(on.month === 12 ? dated(year + 1, 1, 1) : dated(year, on.month + 1, 1), -1);
  return plusDays(last, after - ((weekdayOf(last) - on.weekday + 7) % 7));
}

/** The courts keep a holiday of a Saturday on the Friday before, and one of a Sunday on the Monday after. */
function kept(day: LocalDate): LocalDate {
  const weekday = weekdayOf(day);
  return weekday === SATURDAY ? plusDays(day, -1) : weekday === SUNDAY ? plusDays(day, 1) : day;
}

/** The holidays that fall into a year, sorted; New Year's Day of the next may be kept on the last day of this one. */
export function holidaysOf(year: number): readonly LocalDate[] {
  const named = [year, year + 1].flatMap((one) => JUDICIAL_HOLIDAYS.filter(({ since = 0 }) => one >= since).map((rule) => kept(dayOfRule(rule, one))));
  return [...new Set(named)].filter((day) => day.startsWith(`${String(year).padStart(4, '0')}-`)).sort();
}

/** Says whether business is done on a day: Monday to Friday, but for the holidays of the courts. Authority: CCP_135, GOV_6700. */
export function isBusinessDay(day: LocalDate): boolean {
  return weekdayOf(day) < SATURDAY && !holidaysOf(Number(day.slice(0, 4))).includes(day);
}

/** The first business day after a day. */
export function nextBusinessDay(day: LocalDate): LocalDate {
  let next = plusDays(day, 1);
  while (!isBusinessDay(next)) next = plusDays(next, 1);
  return next;
}
