import { millisOf, type Instant } from '../../kernel/dates.js';
import type { MandatedReport } from '../../model/mandated-report.js';
import { nextBusinessDay } from './business-days.js';
import { dayEnds, dayOf } from './county-calendar.js';

/** How far the clock of a compelled report has run, least urgent first. */
export const ALARM_LEVELS = ['MADE', 'ENDED', 'RUNNING', 'FOUR_HOURS', 'TWELVE_HOURS', 'TWENTY_HOURS', 'OVERDUE'] as const;
export type AlarmLevel = (typeof ALARM_LEVELS)[number];

/** Hours after which a report must have been made. Authority: PC_11166_J, USC_42_671_A_35. */
export const REPORT_HOURS = 24;

const HOUR = 3_600_000;
const ALARMS: readonly (readonly [number, AlarmLevel])[] = [[20, 'TWENTY_HOURS'], [12, 'TWELVE_HOURS'], [4, 'FOUR_HOURS']];

/** The alarm of a report at a moment. Shape: a level is reached at its hour, not after it; what is made or ended has no alarm. */
export function alarmOf({ learnedAt, dueAt, reportedAt, endedAt }: MandatedReport, asOf: Instant): AlarmLevel {
  if (reportedAt !== null && reportedAt <= asOf) return 'MADE';
  if (endedAt !== null && endedAt <= asOf) return 'ENDED';
  if (asOf >= dueAt) return 'OVERDUE';
  const hours = (millisOf(asOf) - millisOf(learnedAt)) / HOUR;
  return ALARMS.find(([after]) => hours >= after)?.[1] ?? 'RUNNING';
}

/** Whole minutes until a report is due; negative when it is late. */
export function minutesLeft({ dueAt }: Pick<MandatedReport, 'dueAt'>, asOf: Instant): number {
  return Math.floor((millisOf(dueAt) - millisOf(asOf)) / 60_000);
}

/** By when an emergency access must have been reviewed: the end of the next business day (rule R-60). */
export function reviewDueAt(openedAt: Instant): Instant {
  return dayEnds(nextBusinessDay(dayOf(openedAt)));
}
